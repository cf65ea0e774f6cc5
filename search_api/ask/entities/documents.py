"""Documents in questions: by number in any spelling, by a bare number after a type word, by title or another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from graph.records import Document
from search_api.ask.catalogue import Catalogue, NumberParts
from search_api.ask.kinds import TYPES
from search_api.ask.slots import DocumentSlot
from vietnamese.text import fold

_WORDS_OF_TYPE = sorted(((form, name) for name, forms in TYPES.items() for form in forms), key=lambda row: -len(row[0]))
_TYPE = "|".join(re.escape(form) for form, _ in _WORDS_OF_TYPE)
_CODE = r"(?:[^\W\d_]{1,6}\d{0,2})"
_BODY = r"tw|tu|ubnd|cp|ttg|hdnd|qh\d*"
# "nghi quyet so 71", "nq71-nq/tw", "ct 03 tu", "226/2025/qh15", "57nqtw"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<type>{_TYPE})\s*)?(?:so\s*)?(?P<digits>\d{{1,5}})(?P<tail>(?:\s*[-/–]\s*(?:\d{{4}}|{_CODE})"
    r"|(?:nq|qd|ct|ctr|kh|kl|tb|bc|nd|cv|cd|qdi|hd)"
    rf"(?:\s*[-/]?\s*(?:{_BODY}|vptu|ubkttw|btcw|tp))?|\s+(?:{_BODY}|trung uong)\b)*)(?!\w)(?!\s*[.,]\d)"
)
_ISSUERS = {
    "trung uong": ("tw",),
    "bo chinh tri": ("tw",),
    "ban bi thu": ("tw",),
    "chinh phu": ("cp",),
    "thu tuong": ("ttg",),
    "quoc hoi": ("qh",),
    "thanh uy": ("tu",),
    "tinh uy": ("tu",),
    "ban thuong vu": ("tu",),
    "uy ban nhan dan": ("ubnd",),
    "ubnd": ("ubnd",),
    "hoi dong nhan dan": ("hdnd",),
    "hdnd": ("hdnd",),
}


def find_by_number(folded: str, catalogue: Catalogue, taken: Iterable[tuple[int, int]]) -> tuple[DocumentSlot, ...]:
    """Documents whose number the question gives. `taken` are spans (dates, amounts) whose figures are no document's."""
    closed = list(taken)
    found: list[DocumentSlot] = []
    for match in _NUMBER.finditer(folded):
        figures = match.span("digits")
        if any(start < figures[1] and figures[0] < end for start, end in closed):
            continue
        codes, year = _codes(match["tail"])
        kind = match["type"] or _kind_before(match, folded)
        if not kind and not codes and (year is None or 1900 < int(match["digits"]) < 2100):
            continue
        keys = _candidates(match, kind, codes, year, folded, catalogue)
        end = match.end()
        if not keys and match["type"] and not re.search(r"[-/–]", match["tail"]) and match["tail"].strip():
            keys, end = _candidates(match, kind, frozenset(), None, folded, catalogue), match.end("digits")
        if not keys and not match["type"] and not codes and year is None:
            continue
        found.append(DocumentSlot(keys, folded[match.start() : end].strip(), match.start(), end, True))
    return tuple(found)


_NAMED_NUMBER = re.compile(rf"(?<!\w)(?P<type>{_TYPE})(?: [^\W\d]+,?){{1,14}}? so $")


def _kind_before(match: re.Match[str], folded: str) -> str | None:
    """The type word of a title that ends in the number ("kế hoạch đào tạo cán bộ số 133")."""
    begin = match.start("digits")
    found = None if match["tail"] else _NAMED_NUMBER.search(folded[max(0, begin - 120) : begin])
    return found["type"] if found else None


def _codes(tail: str) -> tuple[frozenset[str], int | None]:
    pieces = re.findall(r"\d{4}|[^\W\d_]+\d{0,2}", tail.replace("trung uong", "tw"))
    years = [int(piece) for piece in pieces if piece.isdecimal()]
    codes: set[str] = set()
    for piece in pieces:
        if not piece.isdecimal():
            codes |= _split_code(piece)
    return frozenset(codes), years[0] if years else None


def _split_code(code: str) -> set[str]:
    for head in ("nq", "qdi", "qd", "ctr", "ct", "kh", "kl", "tb", "bc", "nd", "cd"):
        rest = code[len(head) :]
        if code.startswith(head) and rest in {"tw", "tu", "cp", "ttg", "ubnd", "hdnd"}:
            return {head, rest}
    return {code}


def _candidates(
    match: re.Match[str], kind: str | None, codes: frozenset[str], year: int | None, folded: str, catalogue: Catalogue
) -> tuple[str, ...]:
    rows = catalogue.by_digits.get(int(match["digits"]), ())
    kinds = types_of(kind) if kind else ()
    after = folded[match.end() : match.end() + 60]
    hinted = {code for words_, forms in _ISSUERS.items() if words_ in after for code in forms}
    printed, of_year = DATE_BEHIND.search(after), _OF_YEAR.search(after)
    dated = f"{printed['year']}-{int(printed['month']):02d}-{int(printed['day']):02d}" if printed else None
    scored = []
    for key, parts in rows:
        document = catalogue.documents[key]
        score = _fit(parts, document, codes, year, kinds, hinted)
        if score is not None:
            score += 3.0 if dated and document.date == dated else 0.0
            score += 2.0 if of_year and (document.date or "").startswith(of_year[1]) else 0.0
            score += 1.0 if any(place in after for place in places_of(document.issuer)) else 0.0
            scored.append((-score, -catalogue.mentions[key], _reversed(document.date), key))
    scored.sort()
    return tuple(row[-1] for row in scored)


def is_dated(slot: DocumentSlot, folded: str) -> bool:
    """Whether a date stands after the number."""
    return DATE_BEHIND.search(folded[slot.end :]) is not None


DATE_BEHIND = re.compile(r"^\s*,?\s*(?:ngay\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")


_OF_YEAR = re.compile(r"^\s*(?:/|nam)\s*(20\d\d)(?!\d)")


def is_number(begin: int, folded: str) -> bool:
    """Whether figures that look like a month begin a document's number: its type stands before them ("NQ 08/2022")."""
    return _TYPED.search(folded[:begin]) is not None


_TYPED = re.compile(rf"(?<!\w)(?:{_TYPE}) (?:so )?$")


def places_of(issuer: str | None) -> list[str]:
    """The place in an issuer's name ("Ủy ban nhân dân tỉnh Sơn Lâm"), folded."""
    match = re.search(r"(?:thanh pho|tinh|thanh uy|tinh uy) (\w+(?: \w+)*)$", fold(issuer or ""))
    return [match[1]] if match else []


def _reversed(date: str | None) -> int:
    """Sorts the later of two dates first."""
    return -int((date or "0").replace("-", ""))


def _fit(
    parts: NumberParts, document: Document, codes: frozenset[str], year: int | None, kinds: Sequence[str], hinted: set[str]
) -> float | None:
    """How well a document of these digits fits what is typed; None where something typed contradicts it."""
    own = parts.codes
    if not all(any(mine == code or (code == "qh" and mine.startswith("qh")) for mine in own) for code in codes):
        return None
    if year is not None and year != parts.year and (document.date or "")[:4] != str(year):
        return None
    if kinds and document.type and not any(same_type(kind, document.type) for kind in kinds):
        return None
    score = 2.0 * len(codes & own) + (2.0 if year is not None and year == parts.year else 0.0) - 0.1 * len(own - codes)
    if hinted:
        score += 1.0 if any(h in own or any(mine.startswith(h) for mine in own) for h in hinted) else -1.0
    return score + (0.5 if document.held else 0.0)


def same_type(asked: str, own: str) -> bool:
    """Whether a type asked for covers a document's own ("chương trình" takes a Chương trình hành động)."""
    first, second = fold(asked), fold(own)
    return first == second or first.startswith(second) or second.startswith(first)


def types_of(form: str) -> tuple[str, ...]:
    """The document types that a folded word or abbreviation may mean."""
    return tuple(name for name, forms in TYPES.items() if form in forms)


@cache
def _type_patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(form, type, pattern) of every type word that is written out, the longest first."""
    found = []
    for form, name in _WORDS_OF_TYPE:
        if len(form) <= 4 and " " not in form and form != "luat":
            continue
        before = "(?<!phap )(?<!ky )" if form == "luat" else ""
        after = "(?! chi tiet)" if form == "quy dinh" else ""
        found.append((form, name, re.compile(rf"(?<!\w){before}{re.escape(form)}(?!\w){after}")))
    return tuple(found)


@lru_cache(maxsize=256)
def find_types(line: str) -> tuple[str, ...]:
    """Document types named in an expanded line, in order, the longest name at a place."""
    found: list[str] = []
    closed: list[tuple[int, int]] = []
    for form, name, pattern in _type_patterns():
        if form not in line:
            continue
        for match in pattern.finditer(line):
            if not any(start < match.end() and match.start() < end for start, end in closed):
                closed.append(match.span())
                found.append(name)
    return tuple(dict.fromkeys(found))

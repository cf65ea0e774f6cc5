"""Documents cited by number: every spelling of the number, lists that share a kind or a code, the word of the kind before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graph.codes import genre, types_by_name, types_of_code
from graph.numbers import DocumentNumber, is_issuer, is_type_code, parse_number, strip_mark
from ingest.extract.citations.drafts import Draft, KindWord
from ingest.extract.citations.patterns import (
    BLANK_DAY,
    BLANK_NUMBER,
    ELIDED,
    MEMBER,
    NUMBER_WORD,
    abbreviated_kinds,
    abbreviation_pattern,
    folded_name,
    number_pattern,
    type_pattern,
)
from ingest.extract.citations.tails import read_tail
from ingest.extract.citations.units import Unit

_SLIPS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_UNIT_AFTER = re.compile(r"\s*(?:%|m2|m3|km|kg|tấn|đồng|USD)")
_NO_DOCUMENT = re.compile(
    r"(?:mẫu|biểu|bảng|phiếu|tờ khai|gói thầu|lô|thửa|tờ bản đồ|qcvn|tcvn|tcxdvn|tài khoản|hóa đơn|vận đơn|biển số|"
    r"số hiệu)\s*(?:số|biểu|:|\s)*$",
    re.IGNORECASE,
)
_SPACE_BEFORE_CODE = re.compile(r"(?<=\d)\s+(?=[^\W\d])")
_SAME_DAY = re.compile(r"\s*,?\s*cùng\s+(?=ngày)", re.IGNORECASE)
_LIST_LINK = re.compile(r"\s*(?:,|;|và|hoặc|&|\+|,\s*và)\s*(?:số\s*)?", re.IGNORECASE)
_PLANNING = re.compile(
    r"(?:thực hiện|triển khai|kết quả|tình hình|cụ thể hóa|cụ thể hoá)\s*(?:của|các|có hiệu quả)?\s*$", re.IGNORECASE
)
_DOCUMENT_DEED = re.compile(r"(?:thực hiện|triển khai|kết quả|sơ kết|tổng kết)", re.IGNORECASE)


def kind_words(unit: Unit) -> list[KindWord]:
    """All names of kinds in the unit, in order, in any case and without diacritics."""
    found = []
    for match in type_pattern().finditer(unit.folded):
        kind = types_by_name()[" ".join(match.group().split())]
        printed = unit.text[match.start() : match.end()]
        found.append(KindWord(match.start(), match.end(), kind.name, printed[:1].isupper()))
    short = [KindWord(m.start(), m.end(), abbreviated_kinds()[m.group()], True) for m in abbreviation_pattern().finditer(unit.text)]
    return sorted([*found, *short], key=lambda word: word.start) if short else found


def numbered(unit: Unit, words: Sequence[KindWord]) -> list[Draft]:
    """All mentions by number in the unit, from left to right."""
    ends = [word.end for word in words]
    drafts: list[Draft] = []
    for match in number_pattern().finditer(unit.text):
        word = _word_before(unit.text, match.start(), words, ends)
        if word is None and _NO_DOCUMENT.search(unit.text, max(0, match.start() - 24), match.start()):
            continue
        number = _accept(match, unit.text, word is not None or _after_so(unit.text, match.start()))
        if number is None:
            continue
        drafts.extend(_mentions(unit, match.start(), _number_end(match, number), number, word, words, ends, drafts))
    return drafts


def _number_end(match: re.Match[str], number: DocumentNumber) -> int:
    """The end of the number in the text, without a footnote mark glued to it."""
    wanted = sum(not c.isspace() for c in number.text)
    position = match.start()
    for position in range(match.start(), match.end()):
        if not match.string[position].isspace():
            wanted -= 1
        if wanted == 0:
            break
    return position + 1


def _word_before(text: str, position: int, words: Sequence[KindWord], ends: Sequence[int]) -> KindWord | None:
    """The name of a kind that this number belongs to: the last one before it with nothing but "số" between."""
    index = bisect_right(ends, position) - 1
    if index < 0:
        return None
    link = NUMBER_WORD.match(text, words[index].end)
    return words[index] if link and link.end() == position else None


def _after_so(text: str, position: int) -> bool:
    return text[max(0, position - 6) : position].rstrip().lower().endswith(("số", "số:", "so", "sô", "số hiệu"))


def _accept(match: re.Match[str], text: str, introduced: bool) -> DocumentNumber | None:
    """Judge a candidate. Without a kind's name or "số" before it only codes of the table count; a ratio, a date or an "
    "amount never."""
    form = match.lastgroup or ""
    stem, _mark = strip_mark(match.group(form))
    raw = match.group()[: match.end() - match.start() - len(_mark)] if _mark else match.group()
    number = parse_number(raw if form != "spaced" else _SPACE_BEFORE_CODE.sub("-", raw, count=1))
    if number is None or not stem or _UNIT_AFTER.match(text, match.end()):
        return None
    known = number.code is not None and is_type_code(number.code)
    if form == "term":
        return number
    if form == "spaced":
        return number if introduced and known and any(is_issuer(part) for part in re.split(r"[-/]", number.issuer or "")) else None
    if form in ("party", "state", "slashed"):
        parts = re.split(r"[-/]", number.issuer or "")
        settled = known and (parts[0].isupper() or is_issuer(parts[0]) or any(is_issuer(part) for part in parts))
        if settled and _spaced_lower(match.group(), number):
            settled = any(is_issuer(part) for part in parts)
        return number if settled or (introduced and (known or (number.issuer or "").isupper() or is_issuer(parts[0]))) else None
    if not introduced:
        return None
    if form == "short" and number.year is None and not known and not is_issuer(match.group(form)):
        return None
    return number


def _spaced_lower(printed: str, number: DocumentNumber) -> bool:
    return " " in printed or bool(number.code and number.code.islower())


def _mentions(
    unit: Unit,
    start: int,
    end: int,
    number: DocumentNumber,
    word: KindWord | None,
    words: Sequence[KindWord],
    ends: Sequence[int],
    before: list[Draft],
) -> list[Draft]:
    """The mention itself, and before it the members of its list that leave the code to it ("57-, 59-, 66-NQ/TW")."""
    found: list[Draft] = []
    elided = ELIDED.search(unit.text, max(0, start - 160), start)
    if word is None and elided is not None:
        word = _word_before(unit.text, elided.start("members"), words, ends)
        if word is not None or _after_so(unit.text, elided.start("members")):
            for position, member in enumerate(MEMBER.finditer(unit.text, elided.start("members"), elided.end("members"))):
                first = word.start if word is not None and position == 0 else member.start()
                found.append(
                    _draft(unit, first, member.end(), _completed(member, number), _kind(word, number, before), joined=True)
                )
            word = None if word is None else KindWord(start, start, word.name, word.upper)
    kind = _kind(word, number, found or before)
    first = word.start if word is not None and word.start < word.end else start
    draft = _draft(unit, first, end, number.text, kind)
    _share_day([*before[-6:], *found], draft)
    return [*found, draft]


def _completed(member: re.Match[str], number: DocumentNumber) -> str:
    year = member["year"] or (f"/{number.year}" if number.year else "")
    rest = number.text[len(number.digits) :]
    if number.year:
        rest = rest[len(f"/{number.year}") :]
    return f"{member['digits']}{year}{rest}"


def _kind(word: KindWord | None, number: DocumentNumber, before: Sequence[Draft]) -> str | None:
    """The printed kind; for a member of a list the list's; else what the code alone says, where it says one thing."""
    if word is not None:
        return word.name
    own = types_of_code(number.code) if number.code else ()
    if before and before[-1].kind is not None:
        last = genre(before[-1].kind)
        if last in own or not own:
            return before[-1].kind
    return own[0] if len(own) == 1 else None


def _draft(unit: Unit, start: int, end: int, number: str, kind: str | None, joined: bool = False) -> Draft:
    sentence = unit.sentence_at(start)
    tail = read_tail(unit.text, end, end if joined else max(end, sentence[1]), year=_own_year(unit, start, sentence[0]))
    year = tail.date.year if tail.date and tail.date.precision == "year" else None
    return Draft(unit, start, end, "numbered", kind, tail, number=number, year=year)


def _own_year(unit: Unit, start: int, sentence: int) -> bool:
    """Whether "năm 2025" after this number may be its own: not where the number is what a plan or a report is about."""
    before = unit.text[max(sentence, start - 240) : start]
    clause = before.rsplit(";", 1)[-1]
    return not (
        _PLANNING.search(clause)
        or (_DOCUMENT_DEED.search(clause) and type_pattern().search(unit.folded, start - len(clause), start))
    )


def _share_day(before: Sequence[Draft], draft: Draft) -> None:
    """ "A và B cùng ngày ...": the date is also A's."""
    date = draft.tail.date
    if date is None or not _SAME_DAY.match(draft.unit.text, draft.core):
        return
    later = draft
    for earlier in reversed(before):
        between = draft.unit.text[earlier.core : later.start]
        if earlier.unit is not draft.unit or earlier.tail.date is not None or not _LIST_LINK.fullmatch(between):
            return
        earlier.tail = type(earlier.tail)(date, None, earlier.tail.issuer, earlier.core, earlier.core, earlier.core)
        later = earlier


def blank_numbers(unit: Unit, words: Sequence[KindWord]) -> list[Draft]:
    """Mentions whose number is not filled in yet: "Công văn số        /VP-TH ngày    tháng 9 năm 2025"."""
    found = []
    for word in words:
        so = re.compile(r"\s*số\s*:?", re.IGNORECASE).match(unit.text, word.end)
        blank = BLANK_NUMBER.match(unit.text, so.end()) if so else None
        if blank is not None and folded_name(word.name):
            day = BLANK_DAY.match(unit.text, blank.end())
            end = day.end() if day is not None else blank.end()
            tail = read_tail(unit.text, end, unit.sentence_at(word.start)[1])
            found.append(Draft(unit, word.start, end, "named", word.name, tail, bare=None, title=None))
    return found

"""Which value a question asks for, and where a text says one: a number of something, a share, a sum, a day, a month, a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from search_api.ask.cues import general_words
from search_api.ask.words import Word, Wording

Kind = Literal["count", "share", "sum", "number", "day", "month", "year", "time"]
TIMES: frozenset[Kind] = frozenset({"day", "month", "year", "time"})

_NO_NOUN = general_words("counted_not")
_SUMS = frozenset(["ty", "trieu", "tien", "dong", "nghin", "ngan", "usd", "von", "kinh"])
_NO_NUMBER = frozenset(
    ["lieu", "hieu", "voi", "sanh", "ket", "thu", "may", "bao", "nao", "nay", "do", "la", "ca", "phan", "luong", "ngay"]
)
_DATED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("year", re.compile(r"(?<!\w)(?:(?<!moi )(?<!hang )(?<!mot )(?<!ca )nam (?:nao|may|bao nhieu)|moc nam)(?!\w)")),
    ("month", re.compile(r"(?<!\w)thang (?:nao|may|bao nhieu)(?!\w)")),
    ("day", re.compile(r"(?<!\w)(?:ngay (?:nao|may|bao nhieu|thang nam nao)|hom nao)(?!\w)")),
    (
        "time",
        re.compile(
            r"(?<!\w)(?:khi nao|bao gio|luc nao|thoi han|han|han chot|han cuoi|thoi diem nao|thoi gian nao|quy nao|quy may)(?!\w)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is asked for; `noun` is what is counted."""

    kind: Kind
    noun: str = ""


def find_wanted(wording: Wording, closed: Iterable[tuple[int, int]] = ()) -> tuple[Wanted, ...]:
    """The values that a question asks for, in its order; `closed` are spans of names, in which no word asks."""
    spans = list(closed)
    found = list(_counted(wording.words, spans))
    found += [Wanted(kind) for kind, pattern in _DATED if pattern.search(wording.line)]
    return tuple(dict.fromkeys(found))


def _counted(words: Sequence[Word], closed: Sequence[tuple[int, int]]) -> Iterator[Wanted]:
    line = [word.text for word in words]
    asked = {at for at, text in enumerate(line) if text == "may" or line[at : at + 2] == ["bao", "nhieu"]}
    for at, text in enumerate(line):
        if at in asked:
            before = line[at - 1] if at else ""
            behind = line[at + (1 if text == "may" else 2) :][:2]
            if before not in ("thang", "nam", "ngay", "quy"):
                yield _of(behind)
        elif text == "so" and words[at].accented in ("số", "so") and not any(a <= words[at].start < b for a, b in closed):
            behind = line[at + 1 : at + 4]
            behind = behind[1:] if behind[:1] == ["luong"] else behind
            if behind and behind[0].isalpha() and behind[0] not in _NO_NUMBER and not asked:
                yield Wanted("count", behind[0])


def _of(behind: Sequence[str]) -> Wanted:
    first = behind[0] if behind else ""
    if behind[:2] == ["phan", "tram"] or first == "%":
        return Wanted("share")
    if first in _SUMS:
        return Wanted("sum")
    return Wanted("count", first) if first == "nguoi" or (first.isalpha() and first not in _NO_NOUN) else Wanted("number")


_DAY = r"(?<![\d/])\d{1,2}\s*/\s*\d{1,2}\s*/\s*(?:19|20)\d\d(?!\d)|(?<!\w)ngay \d{1,2}\s*(?:/|thang)\s*\d{1,2}(?!\d)(?:\s*(?:/|nam)\s*20\d\d)?"
_MONTH = r"(?<!\w)(?<!\d )thang \d{1,2}(?!\d)(?:\s*(?:/|nam)\s*20\d\d)?"
_YEAR = r"(?<!\w)nam (?:19|20)\d\d(?!\d)"
_QUARTER = r"(?<!\w)quy (?:iv|i{1,3}|[1-4])(?!\w)(?:\s*(?:/|nam)\s*20\d\d)?"
_FIGURE = (
    r"(?<![\w.,/-])(?<!nam )(?<!thang )(?<!ngay )(?<!quy )(?<!so )(?<!lan thu )"
    r"(?!20\d\d\s*-\s*20\d\d)\d[\d.,]*(?:\s*-\s*\d[\d.,]*)?(?![\d/]|-\w| thang)"
)
_PATTERNS: dict[Kind, str] = {
    "share": r"\d[\d.,]*\s*(?:%|phan tram)",
    "sum": rf"{_FIGURE}\s*(?:nghin |ngan )?(?:ty|trieu|nghin|ngan|dong|usd)(?: (?:dong|usd|viet nam dong))?(?!\w)",
    "number": rf"{_FIGURE}\s*(?:(?:%|phan tram|nghin|ngan|trieu|ty|usd|dong)(?!\w)\s*)*(?:/nam)?",
    "day": _DAY,
    "month": rf"{_MONTH}|{_DAY}",
    "year": rf"{_YEAR}|{_DAY}|{_MONTH}(?<=\d\d\d\d)",
    "time": rf"{_DAY}|{_MONTH}|{_QUARTER}|{_YEAR}",
}
_CITED = re.compile(r"\d+(?:\s*[-/]\s*[a-z\d]+)+,? (?:ngay )?$")
"""A document's number before its date, which is no date of what the sentence tells."""
_CHANGE = re.compile(r"(?<!\w)(?:giam|tang) (?:them )?$|\((?:so voi|so cung ky)[^()]*$")
"""What leads to the change of a figure and not to the figure."""


_STAND_FOR = {"dia": general_words("places"), "don": general_words("places")}
"""Words that "địa phương", "đơn vị" may be counted by."""


def values_in(folded: str, wanted: Wanted, verbs: Iterable[str] = ()) -> Iterator[tuple[int, int]]:
    """Where a folded text says a value of the wanted kind; `verbs` are words after which a number counts what they speak of."""
    for start, end in _printed(folded, wanted, verbs):
        before = folded[:start]
        if not (_CITED if wanted.kind in TIMES else _CHANGE).search(before) and (start or wanted.kind not in ("number", "sum")):
            yield start, end


def _printed(folded: str, wanted: Wanted, verbs: Iterable[str]) -> Iterator[tuple[int, int]]:
    if wanted.kind != "count":
        yield from (match.span() for match in re.finditer(_PATTERNS[wanted.kind], folded))
        return
    noun = f"(?:{'|'.join(map(re.escape, (wanted.noun, *_STAND_FOR.get(wanted.noun, ()))))})"
    number = r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:/\d+(?:[.,]\d+)*)?"
    scale = r"(?: (?:trieu|nghin|ngan|ty|luot|tram))*"
    for match in re.finditer(rf"{number}{scale} {noun}(?!\w)", folded):
        yield match.span()
    said = "|".join(sorted(re.escape(word) for word in verbs)) or "$^"
    for match in re.finditer(
        rf"(?<!\w)(?:{said}) (?:duoc|dat|la|them|them duoc) (?P<value>\d+(?:[.,]\d+)*(?:/\d+(?:[.,]\d+)*)?)(?! (?:thang|nam|ngay)\b)",
        folded,
    ):
        yield match.span("value")

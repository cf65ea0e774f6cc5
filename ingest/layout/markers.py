"""What stands at the head of a line: ordinals of headings and items, and how deep each kind lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vietnamese.letters import LOWER, UPPER

MarkerKind = Literal[
    "annex", "part", "chapter", "section", "letter_heading", "roman", "article", "number", "letter", "bracket", "dash", "plus"
]

_ROMAN = r"(?:X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVX])"
_TEXT_NUMBER = r"(?:thứ\s+)?(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(rf"(?P<o>(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?:\d{{1,3}}|{_ROMAN}|[A-H])\b)?)(?=\s*[.:–-]|\s*$|\s+[{UPPER}(])"),
    ),
    (
        "part",
        re.compile(
            rf"(?P<o>(?:PHẦN|Phần)\s+(?:{_ROMAN}\b|[A-H]\b|\d{{1,2}}\b|(?i:{_TEXT_NUMBER})\b))(?=\s*[.:–-]|\s*$|\s+[{UPPER}])"
        ),
    ),
    ("chapter", re.compile(rf"(?P<o>(?:CHƯƠNG|Chương)\s+(?:{_ROMAN}\b|\d{{1,2}}\b))(?=\s*[.:–-]|\s*$|\s+[{UPPER}])")),
    ("section", re.compile(rf"(?P<o>(?:MỤC|Mục)\s+(?:{_ROMAN}\b|\d{{1,2}}\b))(?=\s*[.:–-]|\s*$|\s+[{UPPER}])")),
    ("article", re.compile(r"(?P<o>Điều\s+\d{1,3}[a-zđ]?)\s*[.:](?=\s|$|\*\*)")),
    ("roman", re.compile(rf"(?P<o>{_ROMAN})\s*[./)–-](?=\s|[{UPPER}])\s*")),
    (
        "number",
        re.compile(
            rf"(?P<o>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:\s?\.(?=\s|[{UPPER}]|$)|(?<=\d\.\d)(?=\s+[{UPPER}])|(?<=\d\.\d\d)(?=\s+[{UPPER}])|\s?[/)](?=\s|[{UPPER}])|[-–]\s+(?=[{UPPER}]))\s*"
        ),
    ),
    ("letter_heading", re.compile(rf"(?P<o>[A-HĐ])\s*[./](?=\s*[{UPPER}])\s*")),
    ("letter", re.compile(rf"(?P<o>[a-zđ])\s?[.)](?=\s|[{UPPER}]|$)\s*")),
    ("bracket", re.compile(r"\((?P<o>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")),
    ("dash", re.compile(r"(?P<o>[-–—•●▪*])(?![-–—*]{2})\s*(?=[^\s\d]|\d{1,3}[^\d/.-])")),
    ("plus", re.compile(r"(?P<o>[+○o])(?:\s+(?=\S)|(?<=\+)(?=[^\W\d]))")),
)
_RANKS: dict[MarkerKind, int] = {
    "annex": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "letter_heading": 4,
    "roman": 5,
    "article": 6,
    "number": 10,
    "letter": 20,
    "bracket": 21,
    "dash": 22,
    "plus": 23,
}
_SMALL = re.compile(rf"[{LOWER}]")
_CAPITAL = re.compile(rf"[{UPPER}]")
_STRUCTURAL = frozenset({"annex", "part", "chapter", "section"})


@dataclass(frozen=True, slots=True)
class Marker:
    """An ordinal at a line's head: `ordinal` as printed without its stop, `length` of what it takes up, `rank` its depth in order."""

    kind: MarkerKind
    ordinal: str
    length: int
    rank: int

    @property
    def structural(self) -> bool:
        """Whether its title stands on lines of its own below it."""
        return self.kind in _STRUCTURAL


def find_marker(text: str) -> Marker | None:
    """The ordinal that a line begins with."""
    first = text[:1]
    if first.islower() and text[1:3].strip()[:1] not in (".", ")") and first != "o":
        return None
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is not None:
            ordinal = match["o"]
            return Marker(kind, ordinal, match.end(), _RANKS[kind] + (ordinal.count(".") if kind == "number" else 0))
    return None


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def follows(before: str | None, after: str, kind: MarkerKind) -> bool:
    """Whether an ordinal is the next one after another (or the first, where there is none before)."""
    if kind in ("number", "article"):
        return _number_follows(before, after)
    if kind in ("letter", "bracket") and len(after) == 1 and after.isalpha():
        if before is None:
            return after == "a"
        place = _LETTERS.find(before)
        return place >= 0 and _LETTERS[place + 1 : place + 2] == after
    if kind == "bracket":
        return after.isdigit() and int(after) == (int(before) + 1 if before is not None and before.isdigit() else 1)
    return True


def _number_follows(before: str | None, after: str) -> bool:
    now = [int(n) for n in re.findall(r"\d+", after)]
    if not now:
        return False
    if before is None:
        return now[-1] == 1
    old = [int(n) for n in re.findall(r"\d+", before)]
    if len(now) == len(old) + 1:
        return now[:-1] == old and now[-1] == 1
    depth = len(now)
    return depth <= len(old) and now[:-1] == old[: depth - 1] and now[-1] == old[depth - 1] + 1


def is_capital(text: str) -> bool:
    """Whether a line is set in capitals (at least two words' worth of letters, hardly a small one)."""
    if len(_SMALL.findall(text, 0, 60)) > 6:
        return False
    small, capital = len(_SMALL.findall(text)), len(_CAPITAL.findall(text))
    return small + capital >= 4 and capital >= 0.9 * (small + capital)

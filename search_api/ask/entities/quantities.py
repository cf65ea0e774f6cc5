"""Numbers in figures and in words, and how a question bounds by them: "mười nghìn", "2 nghìn 500", "chưa tới", "từ … trở lên".

Everything reads folded text. A number is read backwards from the unit that it stands before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from search_api.ask.slots import Compare

Bound = Compare | Literal["~", "<~"]
"""A comparison, "about" or "nearly"."""

_ONES = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_AFTER_TENS = {"mot": 1, "tu": 4, "lam": 5, "nham": 5}
_TIMES = {"chuc": 10, "tram": 100, "nghin": 1000, "ngan": 1000}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text; `times` is the thousand or hundred that its last word multiplies by (5 nghìn: 1000), 1 without one."""

    value: float
    times: int
    start: int
    end: int


def number_before(folded: str, end: int) -> Number | None:
    """The number that ends at `end` but for blanks; of "nghìn" alone it is one thousand."""
    taken: list[re.Match[str]] = []
    for token in reversed(list(_TOKEN.finditer(folded, max(0, end - 60), end))):
        follower = taken[-1] if taken else None
        gap = folded[token.end() : follower.start() if follower else end]
        if gap.strip() or len(taken) == _LONGEST or not _belongs(token.group(), follower.group() if follower else None):
            break
        taken.append(token)
    tokens = list(reversed(taken))
    while tokens and tokens[0].group() in ("tu", "nham", "linh", "le"):
        tokens.pop(0)
    if not tokens:
        return None
    words = [token.group() for token in tokens]
    return Number(_value(words), _TIMES.get(words[-1], 1), tokens[0].start(), tokens[-1].end())


def _belongs(word: str, follower: str | None) -> bool:
    """Whether a word is part of a number before the part that follows it."""
    if follower is not None and follower[0].isdecimal():
        return word in _TIMES
    if word[0].isdecimal():
        return follower is None or follower in _TIMES
    return (
        word in _ONES
        or word in _TIMES
        or word in ("linh", "le")
        or (word in _AFTER_TENS and (follower is None or follower in _TIMES))
    )


def _value(words: list[str]) -> float:
    """The value of number words in order: groups of thousands, in each hundreds, tens and ones."""
    total = group = 0.0
    last: float | None = None
    for word in words:
        if word in ("nghin", "ngan"):
            total, group, last = (total or 0.0) + (group + (last or 0.0) or 1.0) * 1000, 0.0, None
        elif word in _TIMES:
            group, last = group + (last or 1.0) * _TIMES[word], None
        elif word == "muoi":
            group, last = (group + (last or 1.0) * 10, None)
        elif word in ("linh", "le"):
            continue
        else:
            last = (last or 0.0) + (figure(word) if word[0].isdecimal() else float(_ONES.get(word) or _AFTER_TENS[word]))
    return total + group + (last or 0.0)


def figure(printed: str) -> float:
    """A number in figures with Vietnamese marks: 5.000 is five thousand, 2,5 two and a half."""
    thousands = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", printed.rstrip(".,"))
    try:
        return float(thousands.replace(",", "."))
    except ValueError:
        return float(re.sub(r"\D", "", printed)[:12] or 0)


_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "<",
        "duoi|nho hon|be hon|it hon|thap hon|kem hon|kem|(?:chua|khong) (?:den|toi|day|dat|duoc|dat duoc|dat den|cham)|chua qua|<",
    ),
    ("<=", "khong qua|khong vuot|khong vuot qua|khong hon|khong lon hon|khong cao hon|khong tren|toi da|nhieu nhat|cao nhat|<=|≤"),
    (">", "tren|hon|lon hon|cao hon|nhieu hon|vuot|vuot qua|vuot muc|qua|ngoai|>"),
    (">=", "tu|it nhat|toi thieu|khong duoi|khong kem|khong it hon|khong thap hon|khong nho hon|hang|ca|>=|≥"),
    ("<~", "gan|suyt|ngot nghet|ngot"),
    ("~", "khoang|co|tam|chung|xap xi|do|vao khoang"),
)
_FILLER = r"(?:\s*(?:muc|moc|con so|len|den|toi|duoc|mot|la))?\s*$"
_COMPARED = [(bound, re.compile(rf"(?:(?<!\w)(?:{words})|(?<=\w)(?:[<>]=?|[≤≥])){_FILLER}")) for bound, words in _BEFORE]
_UP = re.compile(r"\s*(?:dong\s*)?(?:tro len|do len|tro di)(?!\w)")
_DOWN = re.compile(r"\s*(?:dong\s*)?(?:tro xuong|do lai|do xuong|tro lai)(?!\w)")


def bound_at(folded: str, start: int, end: int) -> tuple[Bound, int, int]:
    """How a quantity at `start`-`end` bounds, and where the words for that begin and end; "=" where none stand there."""
    found: list[tuple[int, Bound]] = [
        (match.start(), bound) for bound, pattern in _COMPARED if (match := pattern.search(folded[max(0, start - 40) : start]))
    ]
    offset = max(0, start - 40)
    place, bound = min(found, key=lambda row: row[0]) if found else (start - offset, "=")
    if up := _UP.match(folded, end):
        return ">=", offset + place, up.end()
    if down := _DOWN.match(folded, end):
        return "<=", offset + place, down.end()
    return bound, offset + place, end


def as_limits(value: float, bound: Bound) -> tuple[tuple[float, Compare], ...]:
    """A bound as comparisons: "about" is a tenth more or less, "nearly" up to a tenth less."""
    if bound == "~":
        return (round(value * 0.9, 3), ">="), (round(value * 1.1, 3), "<=")
    if bound == "<~":
        return (round(value * 0.9, 3), ">="), (value, "<")
    return ((value, bound),)


def meets(own: float, limit: float, compare: Compare) -> bool:
    """Whether a value is as a comparison asks."""
    match compare:
        case ">":
            return own > limit
        case ">=":
            return own >= limit
        case "<":
            return own < limit
        case "<=":
            return own <= limit
        case _:
            return own == limit

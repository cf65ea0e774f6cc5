"""Percentages by which a question bounds: "đạt từ 50% trở lên", "quá nửa", "hơn hai phần ba", "chưa được mười phần trăm"."""

from __future__ import annotations

import re

from search_api.ask.entities.quantities import as_limits, bound_at, number_before
from search_api.ask.slots import ShareSlot

_PERCENT = re.compile(r"\s*(?:%|phan tram(?!\w)|pt(?!\w))")
_PART = re.compile(
    r"(?<!\w)(?:(?P<half>(?:mot )?nua)(?! (?:dau|cuoi|nam|thang|ty|trieu))"
    r"|(?P<upper>\d|mot|hai|ba) phan (?P<lower>ba|tu|nam)|(?P<over>[1-4])/(?P<under>[345])(?![\d/]))(?!\w)"
)
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}


def find_shares(folded: str) -> tuple[ShareSlot, ...]:
    """Percentages that a folded question sets as bounds; one without a bound is none."""
    found: list[ShareSlot] = []
    for match in _PERCENT.finditer(folded):
        number = number_before(folded, match.start())
        if number is not None and number.value <= 1000:
            found += _slots(folded, number.value, number.start, match.end())
    for match in _PART.finditer(folded):
        found += _slots(folded, _part(match), *match.span())
    return tuple(sorted(found, key=lambda slot: slot.start))


def _part(match: re.Match[str]) -> float:
    if match["half"]:
        return 50.0
    upper, lower = (match["upper"], match["lower"]) if match["upper"] else (match["over"], match["under"])
    return 100.0 * _count(upper) / _count(lower)


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _WORDS[word]


def _slots(folded: str, percent: float, start: int, end: int) -> list[ShareSlot]:
    bound, begin, finish = bound_at(folded, start, end)
    if bound == "=":
        return []
    return [ShareSlot(limit, compare, begin, finish) for limit, compare in as_limits(percent, bound)]

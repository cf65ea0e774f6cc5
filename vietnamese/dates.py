"""Printed dates: `ngày 22/8/2025`, `ngày 06 tháng 11 năm 2025`, `tháng 9 năm 2025`, `năm 2017`. Impossible days are "
"found and kept as such."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]

_WORDS = (
    r"(?P<wd>[0-3]?\d)\s*tháng\s*(?P<wm>[01]?\d)\s*(?:,\s*)?năm\s*(?P<wy>(?:1[89]|20)\d\d)",
    r"(?P<nd>[0-3Ool]?[\dOol])\s*(?P<sep>[/.-])\s*(?P<nm>[01O]?[\dOol])\s*(?P=sep)\s*(?P<ny>(?:1[89]|20)\d\d)(?!\d|/\d)",
)
_DATE = re.compile(
    rf"(?P<lead>(?<![^\W\d_])ngày\s*)?(?<![\d/.,])(?:{_WORDS[0]}|{_WORDS[1]})"
    r"|(?<![^\W\d_])tháng\s*(?P<mm>[01]?\d)(?:\s*/\s*|\s*(?:,\s*)?năm\s*)(?P<my>(?:1[89]|20)\d\d)(?![\d/])"
    r"|(?<![^\W\d_])năm\s*(?P<yy>(?:1[89]|20)\d\d)(?!\d|\s*[-/]\s*\d)",
    re.IGNORECASE,
)
_LONGEST = 64
_SLIPS = str.maketrans({"O": "0", "o": "0", "l": "1"})


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed at `text[start:end]` (with "ngày", "tháng", "năm" before it).

    `iso` is the day in ISO 8601, None where less than a day is printed or the day does not exist (`valid` is False then).
    """

    start: int
    end: int
    precision: Precision
    day: int | None
    month: int | None
    year: int
    iso: str | None
    valid: bool


def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """All printed dates from left to right, none inside another. `text` should be normalised (NFC, plain blanks and dashes)."""
    return tuple(_read(match) for match in _DATE.finditer(text))


def match_date(text: str, position: int) -> PrintedDate | None:
    """The date that begins at `position`, if one does; what stands before it does not matter ("TWngày 22/12/2024")."""
    match = _DATE.match(text[position : position + _LONGEST])
    return _read(match, position) if match else None


def _read(match: re.Match[str], shift: int = 0) -> PrintedDate:
    start, end = match.start() + shift, match.end() + shift
    if match["yy"]:
        return PrintedDate(start, end, "year", None, None, int(match["yy"]), None, True)
    if match["my"]:
        month = int(match["mm"])
        return PrintedDate(start, end, "month", None, month, int(match["my"]), None, 1 <= month <= 12)
    day, month, year = (
        int((match[word] or match[digits]).translate(_SLIPS)) for word, digits in (("wd", "nd"), ("wm", "nm"), ("wy", "ny"))
    )
    try:
        iso: str | None = datetime.date(year, month, day).isoformat()
    except ValueError:
        iso = None
    return PrintedDate(start, end, "day", day, month, year, iso, iso is not None)

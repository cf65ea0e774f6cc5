"""Printed dates as identity compares them: slips of the pen, the last day on which a document can have been issued, the key's date."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Iterable

_PARTIAL = re.compile(r"(?:th[aá]ng\s*(\d{1,2}))?\s*(?:[/.-]|n[aă]m)?\s*(\d{4})", re.IGNORECASE)


def is_slip(one: str, other: str) -> bool:
    """Whether one date may be the other misprinted: one part of day, month and year differs, or day and month are swapped."""
    year, month, day = one.split("-")
    other_year, other_month, other_day = other.split("-")
    if year == other_year and month == other_day and day == other_month:
        return True
    return (year != other_year) + (month != other_month) + (day != other_day) == 1


def is_near_slip(one: str, other: str) -> bool:
    """The slips that are believed without a title to confirm them: another day of the same month, day and month swapped."""
    return one[:7] == other[:7] or (one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7])


def bounds(printed: str | None) -> tuple[str, str] | None:
    """First and last day of a date with blanks: "ngày    tháng 9 năm 2025" is September 2025; None where no year is printed."""
    found = list(_PARTIAL.finditer(" ".join((printed or "").split())))
    if not found:
        return None
    match = found[-1]
    year = int(match.group(2))
    month = int(match.group(1)) if match.group(1) else None
    if month is None or not 1 <= month <= 12:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    return f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def days_after(date: str, days: int) -> str:
    """The day so many days after an ISO date."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=days)).isoformat()


def choose_date(printed: Iterable[tuple[str, int, bool]]) -> str | None:
    """The date of the key, out of (date, citing document, whether it is not later than that document) for each printing.

    Of the dates that are not later than the document printing them: the one in most documents, then most mentions, then the earliest.
    """
    listed = list(printed)
    sound = [item for item in listed if item[2]] or listed
    mentions = Counter(date for date, _, _ in sound)
    documents = Counter(date for date, _ in {(date, document) for date, document, _ in sound})
    return min(mentions, key=lambda date: (-documents[date], -mentions[date], date), default=None)

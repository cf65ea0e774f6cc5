"""What a document says of its own time: the day from which missing years of deadlines are taken."""

from __future__ import annotations

import re
from datetime import date

from graph.extraction import Header
from vietnamese.deadlines import TimeContext
from vietnamese.text import fold, normal

_MONTH = re.compile(r"thang\s+(\d{1,2})\D+(20\d\d)")
_YEAR = re.compile(r"(20\d\d)")


def time_context(header: Header) -> TimeContext:
    """The document's date, else its printed month or year, else the end of the period that it reports on."""
    if header.date:
        day = date.fromisoformat(header.date)
        return TimeContext(day, day.year)
    if header.date_printed:
        folded = fold(normal(header.date_printed))
        month = _MONTH.search(folded)
        if month and 1 <= int(month[1]) <= 12:
            return TimeContext(date(int(month[2]), int(month[1]), 1), int(month[2]))
        year = _YEAR.search(folded)
        if year and header.period is None:
            return TimeContext(None, int(year[1]))
    if header.period and (header.period.end or header.period.start):
        day = date.fromisoformat(header.period.end or header.period.start or "")
        return TimeContext(day, day.year)
    year = _YEAR.search(f"{header.date_printed or ''} {header.title or ''}")
    return TimeContext(None, int(year[1]) if year else None)

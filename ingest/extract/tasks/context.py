"""What a document says of its own time: the day from which missing years of deadlines are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from graph.extraction import Header
from vietnamese.deadlines import TimeContext
from vietnamese.text import fold, normal

_MONTH = re.compile(r"thang\s+(\d{1,2})\D+(20\d\d)")
_YEAR = re.compile(r"(20\d\d)")
_PLAN_YEAR = re.compile(r"(?<!den )(?<!tu )(?<!thang \d )(?<!thang \d\d )\bnam (20\d\d)\b(?! ?- ?20)")
_NOT_ALL_YEAR = re.compile(
    r"\b(?:tuyen (?:quan|chon)|nhap ngu|bau cu|tet|nguyen dan|don nam|du toan|xay dung (?:cac )?ke hoach|quy i|thang \d|so ngay)\b"
)
_LAST_MONTHS = 10


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


def planned(context: TimeContext, headings: Iterable[str | None]) -> TimeContext:
    """The context of tasks under some headings, the nearest first: a programme for the next year has all its months in that year.

    Only a document of the year's last months counts: what June says of next year's budget is done in this one.
    """
    day = context.reference
    if day is None or day.month < _LAST_MONTHS:
        return context
    for heading in headings:
        folded = fold(normal(heading or ""))
        years = {int(year) for year in _PLAN_YEAR.findall(folded)}
        if years:
            ahead = day.year + 1 in years and not _NOT_ALL_YEAR.search(folded)
            return replace(context, plan=day.year + 1) if ahead else context
    return context

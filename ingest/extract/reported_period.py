"""The time that a report is about, out of its title or, where that is cut off, its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from graph.records import Period
from vietnamese.periods import FoundPeriod, TimeContext, find_periods

_AHEAD = re.compile(r"nhiệm vụ|phương hướng|giải pháp|kế hoạch", re.IGNORECASE)
_TOLD = re.compile(r"kết quả|tình hình|sơ kết|tổng kết", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_MONTH = 31


def reported_period(
    kind: str | None, title: str | None, headings: Sequence[str], day: str | None, printed: str | None
) -> Period | None:
    """The period of a report; None for other documents and where nothing tells it."""
    if kind != "Báo cáo":
        return None
    context = _context(title, headings, day, printed)
    if title is not None:
        for part in title.split(";"):
            if (found := _first(part, context)) is not None:
                return found
    return _from_headings(headings, context)


def _context(title: str | None, headings: Sequence[str], day: str | None, printed: str | None) -> TimeContext:
    for text in (title, day, printed, *headings):
        match = _YEAR.search(text or "")
        if match is not None:
            return TimeContext(year=int(match[1]))
    return TimeContext()


def _first(text: str, context: TimeContext) -> Period | None:
    for period in find_periods(text, context):
        if period.first is not None and period.last is not None:
            return Period(period.first.isoformat(), period.last.isoformat())
    return None


def _from_headings(headings: Sequence[str], context: TimeContext) -> Period | None:
    """What a heading tells of, else what lies before the month or year that the tasks ahead are for."""
    for text in headings:
        if _TOLD.search(text) and not _AHEAD.search(text.partition("KẾT QUẢ")[0]) and (told := _first(text, context)) is not None:
            return told
    for text in headings:
        if _AHEAD.search(text):
            for period in find_periods(text, context):
                if (before := _before(period)) is not None:
                    return before
    return None


def _before(period: FoundPeriod) -> Period | None:
    """The month before a month, the year before a year."""
    if period.first is None or period.last is None:
        return None
    end = period.first - timedelta(days=1)
    if (period.last - period.first).days < _MONTH:
        return Period(end.replace(day=1).isoformat(), end.isoformat())
    if period.first == date(period.first.year, 1, 1) and period.last == date(period.first.year, 12, 31):
        return Period(date(end.year, 1, 1).isoformat(), end.isoformat())
    return None

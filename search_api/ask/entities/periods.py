"""Periods in questions: "tháng 9/2025", "quý IV", "t1/2026", "trước ngày 20/11/2025", "tháng chín năm 2025"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

from search_api.ask.slots import Bound, PeriodSlot

YearOf = Callable[[int | None], int]
"""The corpus' own year for a month (or for a whole year), where a question gives none."""

_WORD_MONTHS = {
    "muoi hai": 12,
    "muoi mot": 11,
    "muoi": 10,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}
_YEAR = r"(?:(?:\s*(?:/|-|nam|n\.?)\s*|\s+)(?P<year>(?:19|20)\d\d))?"
_DAY = re.compile(r"(?<!\d)(?:ngay\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>(?:19|20)\d\d))(?!\d)")
_DAY_WORDS = re.compile(
    r"\bngay\s*(?P<day>\d{1,2})\s*(?:thang|/)\s*(?P<month>\d{1,2})(?:\s*(?:nam|/)\s*(?P<year>(?:19|20)\d\d))?(?!\d)"
)
_DAY_TO_DAY = re.compile(
    r"(?<![\w/.,-])(?:ngay\s*)?(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})(?P<year>(?!))?"
    r"(?=\s*(?:den|-|toi)\s*(?:het\s*)?(?:ngay\s*)?\d{1,2}\s*/\s*\d{1,2}\s*/\s*20\d\d)"
)
"""The first day of "từ 01/9 đến 30/9/2025"; its year stands behind the second."""
_MONTH = re.compile(rf"\b(?:thang|thg|t)\s*(?P<month>\d{{1,2}})(?!\d)(?!\s*/\s*\d{{1,2}}\s*/){_YEAR}(?!\d)")
_MONTH_BARE = re.compile(r"(?<![\d/.,-])(?P<month>\d{1,2})\s*/\s*(?P<year>(?:19|20)\d\d)(?![\d/]|\s*/)")
_MONTH_WORD = re.compile(rf"\bthang\s+(?P<word>{'|'.join(_WORD_MONTHS)})\b{_YEAR}")
_QUARTER = re.compile(rf"\b(?:quy|q)\s*(?P<quarter>iv|iii|ii|i|[1-4]|mot|hai|ba|bon|tu)\b{_YEAR}")
_LAST_MONTHS = re.compile(
    r"\b0?(?P<count>\d{1,2})\s*thang\s*(?:(?P<side>dau|cuoi)\s*)?(?:nam(?:\s*(?P<year>(?:19|20)\d\d))?|/?\s*(?P<bare>(?:19|20)\d\d))"
)
_YEAR_ALONE = re.compile(r"\bnam\s*(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR_BARE = re.compile(
    r"(?<![\w/.,-])(?<!- )(?P<year>(?:19|20)\d\d)(?![\w/.,-]|\s*-\s*\d|\s*(?:ty|ti|trieu|nghin|ngan)\b(?! (?:le|trong|gia)))"
)
_END_OF_YEAR = re.compile(r"\b(?:het|cuoi)\s*nam(?:\s*(?P<year>(?:19|20)\d\d))?")
_BEFORE = re.compile(r"(?:truoc|den het|tinh den|toi|den|cham nhat|muon nhat|khong qua|den cuoi)\s*(?:ngay|thang|quy|nam)?\s*$")
_LASTING = re.compile(r"(?:keo dai) (?:den|toi|den het)\s*(?:ngay|thang|quy|nam)?\s*$")
_AFTER = re.compile(r"(?:sau|tu|ke tu)\s*(?:ngay)?\s*$")
_THIS = re.compile(r"\b(?:hom nay|hien nay|bay gio|den nay)\b")


def find_periods(folded: str, year_of: YearOf, today: date) -> tuple[PeriodSlot, ...]:
    """All periods of a folded question in order, none overlapping; the most exact reading of a place wins."""
    found: list[PeriodSlot] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(folded):
            if any(match.start() < slot.end and slot.start < match.end() for slot in found):
                continue
            days = read(match, year_of)
            if days is not None:
                begin, finish, assumed = days
                found.append(
                    PeriodSlot(
                        begin.isoformat(), finish.isoformat(), _bound(folded, match), match.group().strip(), assumed, *match.span()
                    )
                )
    for match in _THIS.finditer(folded):
        found.append(PeriodSlot(today.isoformat(), today.isoformat(), "at", match.group(), False, *match.span()))
    return _joined(sorted(found, key=lambda slot: slot.start), folded)


_TO = re.compile(r"\s*(?:den|-|toi)\s*(?:het\s*)?(?:ngay\s*)?")


def _joined(found: list[PeriodSlot], folded: str) -> tuple[PeriodSlot, ...]:
    """ "Từ tháng 10 đến tháng 12/2025" is one period; the first takes the second's year where it gives none."""
    if len(found) == 2 and found[0].bound == "after" and _TO.fullmatch(folded[found[0].end : found[1].start]):
        first, last = found
        begin = last.begin[:4] + first.begin[4:] if first.assumed and not last.assumed else first.begin
        if begin <= last.finish:
            label = folded[first.start : last.end]
            return (PeriodSlot(begin, last.finish, "within", label, last.assumed, first.start, last.end),)
    return tuple(found)


Days = tuple[date, date, bool]


def _bound(folded: str, match: re.Match[str]) -> Bound:
    before = folded[: match.start()]
    if _LASTING.search(before):
        return "within"
    if _BEFORE.search(before):
        return "before"
    return "after" if _AFTER.search(before) else "within"


def _day(match: re.Match[str], year_of: YearOf) -> Days | None:
    month = int(match["month"])
    year = match["year"]
    try:
        day = date(int(year) if year else year_of(month), month, int(match["day"]))
    except ValueError:
        return None
    return day, day, not year


def _months(first: int, last: int, year: int, assumed: bool) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), assumed


def _month(match: re.Match[str], year_of: YearOf) -> Days | None:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    return _months(month, month, int(match["year"] or year_of(month)), not match["year"])


def _month_word(match: re.Match[str], year_of: YearOf) -> Days:
    month = _WORD_MONTHS[match["word"]]
    return _months(month, month, int(match["year"] or year_of(month)), not match["year"])


def _quarter(match: re.Match[str], year_of: YearOf) -> Days:
    last = _QUARTERS[match["quarter"]] * 3
    return _months(last - 2, last, int(match["year"] or year_of(last)), not match["year"])


def _some_months(match: re.Match[str], year_of: YearOf) -> Days | None:
    count = int(match["count"])
    if not 1 <= count <= 12:
        return None
    first, last = (13 - count, 12) if match["side"] == "cuoi" else (1, count)
    year = match["year"] or match["bare"]
    return _months(first, last, int(year or year_of(last)), not year)


def _year(match: re.Match[str], year_of: YearOf) -> Days:
    return _months(1, 12, int(match["year"] or year_of(None)), not match["year"])


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], YearOf], Days | None]], ...] = (
    (_DAY, _day),
    (_DAY_TO_DAY, _day),
    (_DAY_WORDS, _day),
    (_LAST_MONTHS, _some_months),
    (_MONTH, _month),
    (_MONTH_WORD, _month_word),
    (_QUARTER, _quarter),
    (_MONTH_BARE, _month),
    (_END_OF_YEAR, _year),
    (_YEAR_ALONE, _year),
    (_YEAR_BARE, _year),
)

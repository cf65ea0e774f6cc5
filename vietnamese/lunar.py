"""Days of the lunar calendar as they are printed: `23 tháng Chạp`, `Rằm tháng Giêng`, `mùng 1 Tết`, `Tết Nguyên đán Bính Ngọ 2026`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lunardate import LunarDate

_STEMS = ("giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy")
_BRANCHES = ("ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui", "than", "dau", "tuat", "hoi")
_CANCHI = rf"(?P<stem>{'|'.join(_STEMS)})\s+(?P<branch>ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)"
_YEAR = rf"(?:\s*,?\s*(?:nam\s+)?{_CANCHI})?(?:\s*[,(/-]?\s*(?:nam\s+)?(?P<year>20\d\d)\)?)?"
_MONTHS = {"gieng": 1, "chap": 12}
_DAY = re.compile(rf"\b(?:(?P<ram>ram)|(?:ngay\s+|mung\s+|mong\s+)?(?P<day>\d{{1,2}}))\s+thang\s+(?P<month>gieng|chap){_YEAR}")
_NUMERIC = re.compile(
    r"\b(?:ngay\s+|mung\s+)?(?P<day>\d{1,2})(?:\s*/\s*"
    r"|\s+thang\s+)(?P<month>\d{1,2})(?:\s*/\s*(?P<year>20\d\d))?\s*\(?am lich\)?"
)
_MONTH = re.compile(rf"\bthang\s+(?P<month>gieng|chap)\b{_YEAR}")
_TET_DAY = re.compile(
    rf"\b(?:mung|mong|ngay)\s+(?P<day>\d{{1,2}})\s+tet(?:\s+nguyen dan)?{_YEAR}|\b(?P<eve>30|29"
    rf"|giao thua)\s+tet{_YEAR.replace('stem', 'stem2').replace('branch', 'branch2').replace('year', 'year2')}"
)
_TET = re.compile(
    rf"\btet\s+(?:nguyen dan|co truyen|am lich){_YEAR}"
    rf"|\btet\s+{_CANCHI.replace('stem', 'stem2').replace('branch', 'branch2')}(?:\s*,?\s*(?:nam\s+)?(?P<year2>20\d\d))?"
)


@dataclass(frozen=True, slots=True)
class LunarPeriod:
    """Days named by the lunar calendar: solar days `first` to `last`; `tet`: the new year itself is named, not a day of a month."""

    start: int
    end: int
    first: date
    last: date
    tet: bool = False


@lru_cache(maxsize=512)
def solar(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar one; the 30th of a month of 29 days is its 29th. None where the calendar has no such day."""
    for last in (day, 29) if day == 30 else (day,):
        try:
            found: date = (
                LunarDate(year, month, last).to_solar_date()
                if hasattr(LunarDate, "to_solar_date")
                else LunarDate(year, month, last).toSolarDate()
            )
        except ValueError:
            continue
        return date(found.year, found.month, found.day)
    return None


def new_year(year: int) -> date | None:
    """The first day of the lunar year that begins in a solar year."""
    return solar(year, 1, 1)


def year_of(stem: str, branch: str, near: int) -> int | None:
    """The year of a pair such as `bính ngọ` (folded) that is nearest to a year; `tỵ` and `tý` fold alike, the stem decides."""
    wanted = [k for k, name in enumerate(_BRANCHES) if name == branch]
    years = [y for y in range(near - 30, near + 31) if _STEMS[(y - 4) % 10] == stem and (y - 4) % 12 in wanted]
    return min(years, key=lambda y: abs(y - near)) if years else None


def find_lunar(folded: str, reference: date | None, year: int | None) -> Iterator[LunarPeriod]:
    """Lunar days in a folded text; a missing year is the one whose day comes next after the reference date."""
    for match in _DAY.finditer(folded):
        day = 15 if match["ram"] else int(match["day"])
        yield from _period(match, _MONTHS[match["month"]], day, day, reference, year)
    for match in _NUMERIC.finditer(folded):
        yield from _period(match, int(match["month"]), int(match["day"]), int(match["day"]), reference, year)
    for match in _MONTH.finditer(folded):
        yield from _period(match, _MONTHS[match["month"]], 1, 30, reference, year)
    for match in _TET_DAY.finditer(folded):
        if match["eve"]:
            yield from _period(match, 12, 30, 30, reference, year)
        elif int(match["day"]) <= 15:
            yield from _period(match, 1, int(match["day"]), int(match["day"]), reference, year)
    for match in _TET.finditer(folded):
        yield from _period(match, 1, 1, 3, reference, year, tet=True)


def _period(
    match: re.Match[str], month: int, first: int, last: int, reference: date | None, year: int | None, tet: bool = False
) -> Iterator[LunarPeriod]:
    groups = match.groupdict()
    printed = groups.get("year") or groups.get("year2")
    stem, branch = groups.get("stem") or groups.get("stem2"), groups.get("branch") or groups.get("branch2")
    near = reference.year if reference else year
    chosen = int(printed) if printed else None
    if chosen is not None and month == 12 and not stem and not tet:
        chosen = chosen - 1 if _begins(chosen - 1, month, first, chosen) else chosen
    if chosen is None and stem and branch and near:
        chosen = year_of(stem, branch, near)
    if chosen is None and near:
        chosen = _next(month, first, reference or date(near, 1, 1))
    if chosen is None:
        return
    begin, end = solar(chosen, month, first), solar(chosen, month, last)
    if begin and end:
        yield LunarPeriod(match.start(), match.end(), begin, end, tet)


def _begins(lunar_year: int, month: int, day: int, solar_year: int) -> bool:
    """Whether a day at the end of a lunar year falls into the solar year that is printed with it."""
    found = solar(lunar_year, month, day)
    return found is not None and found.year == solar_year


def _next(month: int, day: int, reference: date) -> int:
    for year in (reference.year - 1, reference.year, reference.year + 1):
        found = solar(year, month, day)
        if found is not None and found >= reference - timedelta(days=45):
            return year
    return reference.year

"""Stretches of time as they are printed: days, months, quarters, years and their lists and ranges.

`Quý III và Quý IV/2025`, `Tháng 8- tháng 11`, `03 tháng cuối năm 2025`, `từ tháng 10/2025 đến tháng 02/2026`, `23 tháng Chạp`.
Missing years come from a later member of the same expression, else from the document (`TimeContext`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal

from vietnamese.lunar import find_lunar, new_year
from vietnamese.text import fold, normalise

Unit = Literal["day", "month", "quarter", "half", "year", "lunar", "tet"]
Open = Literal["", "from", "until", "before", "after"]

PAST = timedelta(days=120)
"""A month without a year that ended longer ago than this before the document's date is one of the next year."""


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What gives missing years: the document's day (or the first of its month), else its year; before both the year of the plan.

    `plan`: the year that a programme is for ("Chương trình công tác năm 2026"); all its months and quarters are of that year.
    """

    reference: date | None = None
    year: int | None = None
    plan: int | None = None

    @property
    def base(self) -> int | None:
        return self.plan or (self.reference.year if self.reference else self.year)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A stretch of time in a text: days `first` to `last` (None where open or the year is unknown), offsets into the text.

    `dated`: a year is printed. `opening` is the word that bounds it: từ, đến, trước, sau.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    unit: Unit
    dated: bool
    opening: Open = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """One member before its year is known: `days(year)` gives its first and last day."""

    start: int
    end: int
    unit: Unit
    year: int | None
    days: Callable[[int], tuple[date, date] | None]


_Q = r"(?:iv|i{1,3}|[1-4])"
_M = r"(?:1[0-2]|0?[1-9])"
_SEP = r"\s*(?:,|&|;|-|va|den het|den|hoac)\s*"
_OF_YEAR = r"(?:\s*(?:/|\.|,?\s*cua nam|,?\s*nam|-)\s*(20\d\d)(?!\d))"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNT = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6, "chin": 9}
_PART = (
    r"(?:(?P<part>dau|giua|cuoi|thuong tuan|trung tuan|ha tuan|tuan dau|tuan cuoi|tuan thu (?:nhat|hai|ba|tu)|tuan (?:[1-4]"
    r"|i{1,3}|iv)|nua dau|nua cuoi)\s+(?:cua\s+)?)?"
)

_FULL_DAY = re.compile(r"(?:ngay\s+)?(?<![\d/.,-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(20\d\d)(?![\d/])")
_WORD_DAY = re.compile(r"(?:ngay\s+)?(?<![\d/])(\d{1,2})\s+thang\s+(\d{1,2})(?!\d)(?:\s*(?:,?\s*nam|/)\s*(20\d\d))?")
_SHORT_DAY = re.compile(r"(?:ngay\s+|truoc\s+|den\s+|sau\s+|xong\s+)(\d{1,2})\s?[/-]\s?(\d{1,2})(?![\d/])(?!\s?[/.-]\s?\d)")
_MONTHS = re.compile(rf"{_PART}(?:cac\s+)?thang\s*({_M}(?:{_SEP}(?:thang\s*)?{_M}(?!\d))*)(?![\d]){_OF_YEAR}?")
_BARE_MONTH = re.compile(r"(?<![\d/.,-])\b(?:t\.?)?(1[0-2]|0?[1-9])\s?[/]\s?(20\d\d)(?![\d/])")
_T_MONTH = re.compile(r"\bt\.?(1[0-2]|0?[1-9])\b(?:/(20\d\d))?")
_QUARTERS = re.compile(rf"{_PART}(?:cac\s+)?quy\s*({_Q}(?:{_SEP}(?:quy\s*)?{_Q}\b)*)\b{_OF_YEAR}?")
_SPAN_OF_YEAR = re.compile(r"\b(\d{1,2}|mot|hai|ba|bon|sau|chin)\s+thang\s+(dau|cuoi)(?:\s+(?:cua\s+)?nam)?(?:\s*(20\d\d))?")
_HALF = re.compile(r"\bnua\s+(dau|cuoi)\s+(?:cua\s+)?nam(?:\s+(20\d\d))?")
_EDGE_OF_YEAR = re.compile(r"\b(dau|giua|cuoi|cac thang dau|cac thang cuoi|nhung thang cuoi|nhung thang dau)\s+nam(?:\s+(20\d\d))?")
_YEARS = re.compile(
    r"(?:\b(?:nam|giai doan|nhiem ky|ca nam|nien do)\s+)?(?<![\d/.,-])(20\d\d)(?:\s*(?:-|va|,"
    r"|den(?:\s+nam)?)\s*(?:nam\s+)?(20\d\d))?(?![\d/%])"
)
_THIS_YEAR = re.compile(r"\b(?:trong|het|ca|ket thuc)\s+nam(?:\s+nay)?\b(?!\s*(?:\d|hoc|tai chinh))")
_THIS_MONTH = re.compile(r"\btrong\s+thang(?:\s+nay)?\b(?!\s*(?:\d|gieng|chap))")


def _month(year: int, month: int) -> tuple[date, date] | None:
    return (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])) if 1 <= month <= 12 else None


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _numbers(text: str, romans: bool) -> list[int]:
    return [_ROMAN[w] if w in _ROMAN else int(w) for w in re.findall(r"iv|i{1,3}|\d+" if romans else r"\d+", text)]


def _within(part: str | None, first: date, last: date) -> tuple[date, date]:
    """A part of a month or quarter: đầu, giữa, cuối, a week of it."""
    if part is None:
        return first, last
    if last - first > timedelta(days=31):
        third = {"dau": first.month, "giua": first.month + 1, "cuoi": last.month}.get(part.split()[0], last.month)
        return _month(first.year, third) or (first, last)
    if part.startswith("tuan ") and part not in ("tuan dau", "tuan cuoi"):
        week = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, **_ROMAN}.get(part.split()[-1]) or int(part.split()[-1])
        return first.replace(day=7 * week - 6), first.replace(day=7 * week)
    bounds = {"tuan dau": (1, 7), "tuan cuoi": (last.day - 6, last.day), "nua dau": (1, 15), "nua cuoi": (16, last.day)}
    ten = {"dau": (1, 10), "thuong tuan": (1, 10), "giua": (11, 20), "trung tuan": (11, 20)}
    begin, end = bounds.get(part) or ten.get(part) or (21, last.day)
    return first.replace(day=begin), first.replace(day=end)


def _of_months(numbers: Sequence[int], part: str | None, width: int) -> Callable[[int], tuple[date, date] | None]:
    """Months (`width` 1) or quarters (`width` 3) from the first to the last; a range over the new year ends in the next."""

    def days(year: int) -> tuple[date, date] | None:
        begins = [(n - 1) * width + 1 for n in numbers]
        later = year + 1 if begins[-1] < begins[0] else year
        first, last = _month(year, begins[0]), _month(later, begins[-1] + width - 1)
        return _within(part, first[0], last[1]) if first and last else None

    return days


def _items(folded: str) -> list[_Item]:
    """Members in order, longer readings before shorter ones that they cover."""
    found: list[_Item] = []
    found += [_dated(m, "day", int(m[3]), int(m[2]), int(m[1])) for m in _FULL_DAY.finditer(folded)]
    found += [_dated(m, "day", _int(m[3]), int(m[2]), int(m[1])) for m in _WORD_DAY.finditer(folded)]
    found += [_dated(m, "day", None, int(m[2]), int(m[1])) for m in _SHORT_DAY.finditer(folded)]
    for m in _MONTHS.finditer(folded):
        found.append(_Item(m.start(), m.end(), "month", _int(m[3]), _of_months(_numbers(m[2], False), m["part"], 1)))
    for m in _QUARTERS.finditer(folded):
        found.append(_Item(m.start(), m.end(), "quarter", _int(m[3]), _of_months(_numbers(m[2], True), m["part"], 3)))
    for m in (*_BARE_MONTH.finditer(folded), *_T_MONTH.finditer(folded)):
        found.append(_Item(m.start(), m.end(), "month", _int(m[2]), _of_months([int(m[1])], None, 1)))
    for m in _SPAN_OF_YEAR.finditer(folded):
        count = _COUNT.get(m[1]) or int(m[1])
        months = [1, count] if m[2] == "dau" else [13 - count, 12]
        if 1 <= count <= 12:
            found.append(_Item(m.start(), m.end(), "half", _int(m[3]), _of_months(months, None, 1)))
    for m in _HALF.finditer(folded):
        found.append(_Item(m.start(), m.end(), "half", _int(m[2]), _of_months([1, 6] if m[1] == "dau" else [7, 12], None, 1)))
    for m in _EDGE_OF_YEAR.finditer(folded):
        months = {"dau": [1, 3], "giua": [5, 7]}.get(m[1].split()[-1], [10, 12])
        found.append(_Item(m.start(), m.end(), "half", _int(m[2]), _of_months(months, None, 1)))
    found += _year_items(folded)
    kept: list[_Item] = []
    for item in sorted(found, key=lambda i: (i.start, -i.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _whole_years(year: int, further: int = 0) -> tuple[date, date]:
    return date(year, 1, 1), date(year + further, 12, 31)


def _year_items(folded: str) -> list[_Item]:
    found = []
    for m in _YEARS.finditer(folded):
        first, last = int(m[1]), int(m[2] or m[1])
        if first <= last:
            found.append(_Item(m.start(), m.end(), "year", first, partial(_whole_years, further=last - first)))
    for m in _THIS_YEAR.finditer(folded):
        found.append(_Item(m.start(), m.end(), "year", None, _whole_years))
    return found


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _dated(match: re.Match[str], unit: Unit, year: int | None, month: int, day: int) -> _Item:
    return _Item(match.start(), match.end(), unit, year, lambda y: _day(y, month, day))


_OTHER_WORDS = re.compile(r"(?i)\b(?:nắm|nấm|trọng|tròng|trồng|quỹ|quỳ|thắng|thẳng|thăng|tuần hoàn)\b")
"""Words that read like năm, trong, quý, tháng, ngày once their diacritics are gone."""
_RANGE = re.compile(r"^\s*(?:-|(?:cho )?den(?: het| cuoi)?|toi)\s*(?:ngay|cuoi|het)?\s*$")
_LIST = re.compile(r"^\s*(?:,|va|&|;|hoac|,\s*va|va\s+ca|den)\s*$")
_BEFORE = re.compile(r"(?:\btruoc|\bxong truoc)\s*(?:ngay\s*|het\s*|khi ket thuc\s*)?(?P<end>het\s*)?$")
_UNTIL = re.compile(
    r"(?:\bcham nhat|\bmuon nhat|\bkhong qua|\bkhong cham hon|\bkhong muon hon|\bden|\btoi|\bhet|\bcham nhat la|\bthoi han"
    r"|\bhan)\s*(?:la\s*|den\s*|vao\s*|trong\s*|truoc\s*)?(?:het\s*|cuoi\s*)?(?:ngay\s*)?:?\s*$"
)
_FROM = re.compile(r"(?:\btu|\bke tu|\bbat dau tu)\s*(?:ngay\s*|dau\s*)?$")
_AFTER = re.compile(r"\bsau\s*(?:ngay\s*)?$")


def find_periods(text: str, context: TimeContext) -> list[FoundPeriod]:
    """All stretches of time of a text, ranges and lists joined, offsets into the text as given."""
    normalised = normalise(text)
    folded = fold(normalised.text)
    found: list[FoundPeriod] = []
    items = [item for item in _items(folded) if not _OTHER_WORDS.search(normalised.text[item.start : item.end])]
    for chain in _chains(folded, items):
        joined = _resolve(chain, context)
        if joined is not None:
            found.append(_opened(folded, joined))
    for lunar in sorted(find_lunar(folded, context.reference, context.year), key=lambda p: p.start - p.end):
        unit: Unit = "tet" if lunar.tet else "lunar"
        period = _opened(folded, FoundPeriod(lunar.start, lunar.end, lunar.first, lunar.last, unit, True))
        met = [p for p in found if p.start < period.end and period.start < p.end]
        if not any(p.unit in ("lunar", "tet") for p in met):
            found = [p for p in found if p not in met] + [period]
    kept = sorted(found, key=lambda p: p.start)
    return [replace(p, start=normalised.offsets[p.start], end=normalised.offsets[p.end]) for p in kept]


def _chains(folded: str, items: Sequence[_Item]) -> list[list[_Item]]:
    """Members that one expression holds together: ranges (`-`, `đến`) and lists (`,`, `và`) of months, quarters, years."""
    chains: list[list[_Item]] = []
    for item in items:
        between = folded[chains[-1][-1].end : item.start] if chains else ""
        if chains and (_RANGE.match(between) or (_LIST.match(between) and item.unit != "day" and chains[-1][-1].unit != "day")):
            chains[-1].append(item)
        else:
            chains.append([item])
    return chains


def _resolve(chain: Sequence[_Item], context: TimeContext) -> FoundPeriod | None:
    """A chain with its years; the first printed year to the right counts for members without one."""
    years: list[int | None] = [item.year for item in chain]
    for k in range(len(chain) - 2, -1, -1):
        years[k] = years[k] if years[k] is not None else years[k + 1]
    for k in range(1, len(chain)):
        years[k] = years[k] if years[k] is not None else years[k - 1]
    dated = any(item.year is not None for item in chain)
    base = FoundPeriod(chain[0].start, chain[-1].end, None, None, chain[0].unit, dated)
    if years[0] is None:
        years = [_missing_year(chain[-1], context)] * len(chain)
        if years[0] is None:
            return base
    first, last = chain[0].days(years[0]), chain[-1].days(years[-1] or years[0])
    if first is None or last is None:
        return None
    if first[0] > last[1]:
        if chain[0].year is None:
            first = chain[0].days(first[0].year - 1) or first
        elif chain[-1].year is None:
            last = chain[-1].days(last[1].year + 1) or last
    return replace(base, first=min(first[0], last[0]), last=max(first[1], last[1]))


def _missing_year(item: _Item, context: TimeContext) -> int | None:
    """The document's year, or the next where the time would long be over on the document's day."""
    base = context.base
    if base is None or context.plan is not None:
        return base
    days = item.days(base)
    if context.reference is not None and days is not None and days[1] < context.reference - PAST:
        return base + 1
    return base


def _opened(folded: str, period: FoundPeriod) -> FoundPeriod:
    """The period with the word before it taken in: trước, đến, từ, sau."""
    before, head = folded[: period.start], folded[period.start : period.end]
    for word, opening in ((_BEFORE, "before"), (_UNTIL, "until"), (_FROM, "from"), (_AFTER, "after")):
        match = word.search(before)
        if match is None and opening == "before" and head.startswith("truoc"):
            return replace(period, opening="before", first=None)
        if match is None:
            continue
        if opening == "before":
            return replace(
                period,
                start=match.start(),
                first=None,
                last=_end_before(period, bool(match["end"]) or "het" in match.group()),
                opening="before",
            )
        if opening == "until":
            return replace(period, start=match.start(), first=None, opening="until")
        if opening == "from" and _is_range(folded, period):
            return replace(period, start=match.start())
        return replace(period, start=match.start(), last=None, opening="from" if opening == "from" else "after")
    return period


def _is_range(folded: str, period: FoundPeriod) -> bool:
    """Whether what follows "từ" names its end too."""
    return bool(
        re.search(
            r"\bden\b|\btoi\b|\d\s*-\s*(?:thang\s*|quy\s*|ngay\s*)?\w|-\s*(?:thang|quy|ngay)", folded[period.start : period.end]
        )
    )


def _end_before(period: FoundPeriod, whole: bool) -> date | None:
    """ "trước ngày D" ends on D; "trước tháng 12" on the day before it; "trước Tết" on new year's eve."""
    if period.last is None or period.first is None or period.unit in ("day", "lunar") or whole:
        return period.last
    if period.unit == "tet":
        eve = new_year(period.first.year)
        return (eve or period.first) - timedelta(days=1)
    return period.first - timedelta(days=1)

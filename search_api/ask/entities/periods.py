"""Periods in questions: "tháng 9/2025", "quý IV", "t1/2026", "trước ngày 20/11/2025", "tháng chín năm 2025"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from search_api.ask.slots import Bound, PeriodSlot

Days = tuple[date, date, bool]
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
_DAYS = re.compile(
    r"\b(?:ngay|tu)\s*(?P<first>\d{1,2})\s*(?:den|-|toi)\s*(?:het\s*)?(?:ngay\s*)?(?P<day>\d{1,2})"
    r"\s*(?:[/.]|thang)\s*(?P<month>\d{1,2})(?:\s*(?:[/.]|nam)\s*(?P<year>(?:19|20)\d\d))?(?!\d)"
)
"""Days of one month: "từ ngày 01 đến 31/10/2025", "ngày 1 - 15 tháng 9"."""
_MONTHS = re.compile(
    rf"\b(?:cac\s+)?(?:thang|thg|t)\s*(?P<first>\d{{1,2}})(?P<more>(?:\s*,\s*\d{{1,2}})*)"
    rf"\s*(?:den|-|toi|va|,|&)\s*(?:het\s*)?(?:(?:thang|thg|t)\s*)?(?P<month>\d{{1,2}})(?!\d)(?!\s*/\s*\d{{1,2}}\s*/){_YEAR}(?!\d)"
)
"""Months side by side: "tháng 7-9/2025", "tháng 10 đến tháng 12/2025", "các tháng 7, 8 và 9 năm 2025"."""
_QUARTERS_RUN = re.compile(
    rf"\b(?:quy|q)\s*(?P<first>iv|iii|ii|i|[1-4])\s*(?:den|-|toi|va|,)\s*(?:het\s*)?(?:(?:quy|q)\s*)?"
    rf"(?P<quarter>iv|iii|ii|i|[1-4])\b{_YEAR}"
)
"""Quarters side by side: "quý III, IV năm 2025"."""
_YEARS = re.compile(
    r"(?:(?:tu\s+)?\b(?P<said>nam|trong giai doan|(?:ban hanh|ra|ky)(?: trong)? giai doan)\s*)(?P<first>(?:19|20)\d\d)"
    r"\s*(?:-|den|toi|va|,)\s*(?:het\s*)?(?:nam\s*)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
"""Years side by side: "hai năm 2024 - 2025", "năm 2024 và năm 2025", "ban hành trong giai đoạn 2024-2025"; no "năm học 2024-2025"."""
_HALF = re.compile(r"\bnua\s*(?P<side>dau|cuoi)\s*(?:cua\s*)?nam(?:\s*(?P<year>(?:19|20)\d\d))?")
_WHOLE = re.compile(
    r"\b(?:tu\s+)?(?:dau\s*(?:nam\s*)?(?:den|toi)\s*(?:het\s*)?cuoi\s*nam|(?:ca|suot|tron)\s*nam)\s*(?P<year>(?:19|20)\d\d)"
)
"""All of a year: "từ đầu đến cuối năm 2025", "cả năm 2025"."""
_MONTH = re.compile(rf"\b(?:thang|thg|t)\s*(?P<month>\d{{1,2}})(?!\d)(?!\s*/\s*\d{{1,2}}\s*/){_YEAR}(?!\d)")
_MIDDLE = re.compile(rf"\bgiua\s*(?:thang|thg)\s*(?P<month>\d{{1,2}})(?!\d)(?!\s*/\s*\d{{1,2}}\s*/){_YEAR}(?!\d)")
"""The middle of a month, as a day."""
_MONTH_BARE = re.compile(r"(?<![\d/.,-])(?P<month>\d{1,2})\s*/\s*(?P<year>(?:19|20)\d\d)(?![\d/]|\s*/)")
_MONTH_WORD = re.compile(rf"\bthang\s+(?P<word>{'|'.join(_WORD_MONTHS)})\b{_YEAR}")
_QUARTER = re.compile(rf"\b(?:quy|q)\s*(?P<quarter>iv|iii|ii|i|[1-4]|mot|hai|ba|bon|tu)\b{_YEAR}")
_LAST_MONTHS = re.compile(
    rf"(?:\b0?(?P<count>\d{{1,2}})|(?<!ngay )(?<!quy )\b(?P<word>{'|'.join(_WORD_MONTHS)})\b)\s*"
    r"(?:thang|(?<=\d)t(?=\s*/?\s*20\d\d))\s*(?:(?P<side>dau|cuoi)\s*)?"
    r"(?:nam(?:\s*(?P<year>(?:19|20)\d\d))?|/?\s*(?P<bare>(?:19|20)\d\d))"
)
_YEAR_ALONE = re.compile(r"\bnam\s*(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR_BARE = re.compile(
    r"(?<![\w/.,-])(?<!- )(?P<year>(?:19|20)\d\d)(?![\w/.,-]|\s*-\s*\d|\s*(?:ty|ti|trieu|nghin|ngan)\b(?! (?:le|trong|gia)))"
)
_END_OF_YEAR = re.compile(r"\b(?:het|cuoi)\s*nam(?:\s*(?P<year>(?:19|20)\d\d))?")
_BEFORE = re.compile(
    r"\b(?:truoc|den het|tinh den|toi|den|cham nhat|muon nhat|khong qua|den cuoi)"
    r"\s*(?:la|vao)?\s*(?:thoi diem|moc|(?<=truoc )(?:thoi )?han)?\s*(?:ngay|thang|quy|nam)?\s*$"
)
_LASTING = re.compile(r"(?:keo dai) (?:den|toi|den het)\s*(?:ngay|thang|quy|nam)?\s*$")
_AFTER = re.compile(r"\b(?:sau|tu|ke tu)\s*(?:ngay)?\s*$")
_PAST = re.compile(r"\bsau\s*(?:ngay)?\s*$")
_THIS = re.compile(r"\b(?:hom nay|hien nay|bay gio|den nay)\b")


_RELATIVE = re.compile(
    r"(?<!ky )(?<!voi )(?<!so )(?<!hon )(?<!kem )(?<!bang )(?<!cua )\b(?P<unit>nam|quy|thang)\s*"
    r"(?P<step>ngoai|truoc|vua qua|vua roi|nay|sau|toi|ke tiep)\b(?! (?:ngay|khi|thang|nam|quy|day|kia|het|do|\d|day))"
)
_STEPS = {"ngoai": -1, "truoc": -1, "vua qua": -1, "vua roi": -1, "nay": 0, "sau": 1, "toi": 1, "ke tiep": 1}


def _relative(match: re.Match[str], now: tuple[int, int]) -> Days:
    """ "Năm ngoái", "quý trước", "tháng này" by the latest month that the corpus speaks in."""
    year, month = now
    step = _STEPS[match["step"]]
    if match["unit"] == "nam":
        return _months(1, 12, year + step, False)
    size = 3 if match["unit"] == "quy" else 1
    first = 12 * year + (month - 1) // size * size + step * size
    return _months(first % 12 + 1, first % 12 + size, first // 12, False)


def _beyond(slot: PeriodSlot) -> PeriodSlot:
    """What comes after a period, without the period itself ("sau ngày 22/8")."""
    begin = (date.fromisoformat(slot.finish) + timedelta(days=1)).isoformat()
    return replace(slot, begin=begin, finish=begin)


def find_periods(folded: str, year_of: YearOf, today: date, now: tuple[int, int] | None = None) -> tuple[PeriodSlot, ...]:
    """All periods of a folded question in order, none overlapping; the most exact reading of a place wins. `now`: the corpus' own
    (year, month), by which "năm ngoái" is read."""
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
    for match in _RELATIVE.finditer(folded) if now is not None else ():
        if not any(match.start() < slot.end and slot.start < match.end() for slot in found):
            begin, finish, _ = _relative(match, now or (0, 0))
            told = PeriodSlot(begin.isoformat(), finish.isoformat(), _bound(folded, match), match.group(), False, *match.span())
            found.append(told)
    found = [_beyond(slot) if slot.bound == "after" and _PAST.search(folded[: slot.start]) else slot for slot in found]
    for match in _THIS.finditer(folded):
        found.append(PeriodSlot(today.isoformat(), today.isoformat(), "at", match.group(), False, *match.span()))
    return _narrowed(_joined(sorted(found, key=lambda slot: slot.start), folded))


def _narrowed(found: tuple[PeriodSlot, ...]) -> tuple[PeriodSlot, ...]:
    """The periods without those that only hold another ("năm 2026, tháng 1"); a year that is given counts for a month without one."""
    years = {slot.begin[:4] for slot in found if not slot.assumed and slot.begin[:4] == slot.finish[:4] and slot.bound == "within"}
    if len(years) == 1:
        (year,) = years
        found = tuple(_in_year(slot, year) if slot.assumed else slot for slot in found)
    if len(found) < 2 or any(slot.bound != "within" for slot in found):
        return found
    return tuple(slot for slot in found if not any(_holds(slot, other) for other in found))


def _holds(wide: PeriodSlot, other: PeriodSlot) -> bool:
    """Whether a period holds another and more than that."""
    own, inner = (wide.begin, wide.finish), (other.begin, other.finish)
    return own != inner and own[0] <= inner[0] and inner[1] <= own[1]


def _in_year(slot: PeriodSlot, year: str) -> PeriodSlot:
    """A period without a year put into one; one that does not exist there (29 February) stays."""
    try:
        begin, finish = (date.fromisoformat(year + day[4:]).isoformat() for day in (slot.begin, slot.finish))
    except ValueError:
        return slot
    return replace(slot, begin=begin, finish=finish)


_TO = re.compile(r"\s*(?:den|-|toi)\s*(?:het\s*)?(?:ngay\s*)?")


def _joined(found: list[PeriodSlot], folded: str) -> tuple[PeriodSlot, ...]:
    """ "Từ tháng 10 đến tháng 12/2025" is one period; the first takes the second's year where it gives none."""
    if len(found) == 2 and found[0].bound in ("after", "within") and _TO.fullmatch(folded[found[0].end : found[1].start]):
        first, last = found
        begin = last.begin[:4] + first.begin[4:] if first.assumed and not last.assumed else first.begin
        if begin <= last.finish:
            label = folded[first.start : last.end]
            return (PeriodSlot(begin, last.finish, "within", label, last.assumed, first.start, last.end),)
    if len(found) == 2 and found[1].label == "den nay" and _since(found[0], folded) and found[0].begin <= found[1].finish:
        first, last = found
        return (
            PeriodSlot(first.begin, last.finish, "within", folded[first.start : last.end], first.assumed, first.start, last.end),
        )
    return tuple(found)


def _since(slot: PeriodSlot, folded: str) -> bool:
    """Whether "đến nay" goes on from a period: "từ tháng 9/2025 đến nay", "từ đầu năm 2025 đến nay"."""
    return slot.bound == "after" or folded[: slot.start].endswith(("dau ", "tu dau "))


_RUNS = frozenset({_DAYS, _MONTHS, _QUARTERS_RUN, _YEARS, _WHOLE})
"""Patterns that name a first and a last: no word before them bounds further."""


def _bound(folded: str, match: re.Match[str]) -> Bound:
    if match.re in _RUNS:
        return "within"
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


def _middle(match: re.Match[str], year_of: YearOf) -> Days | None:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    day = date(int(match["year"] or year_of(month)), month, 15)
    return day, day, not match["year"]


def _months(first: int, last: int, year: int, assumed: bool) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), assumed


def _days(match: re.Match[str], year_of: YearOf) -> Days | None:
    last = _day(match, year_of)
    first = int(match["first"])
    return (last[0].replace(day=first), last[1], last[2]) if last is not None and 1 <= first <= last[0].day else None


def _months_run(match: re.Match[str], year_of: YearOf) -> Days | None:
    first, last = int(match["first"]), int(match["month"])
    run = "va" in match.group() or "," in match.group() or "&" in match.group()
    if not 1 <= first < last <= 12 or (run and (not match["year"] or last - first != 1 + match["more"].count(","))):
        return None
    return _months(first, last, int(match["year"] or year_of(last)), not match["year"])


def _quarters_run(match: re.Match[str], year_of: YearOf) -> Days | None:
    first, last = _QUARTERS[match["first"]], _QUARTERS[match["quarter"]]
    if first >= last:
        return None
    return _months(3 * first - 2, 3 * last, int(match["year"] or year_of(3 * last)), not match["year"])


def _years_run(match: re.Match[str], year_of: YearOf) -> Days | None:
    first, last = int(match["first"]), int(match["year"])
    return (date(first, 1, 1), date(last, 12, 31), False) if first < last else None


def _half(match: re.Match[str], year_of: YearOf) -> Days:
    first, last = (7, 12) if match["side"] == "cuoi" else (1, 6)
    return _months(first, last, int(match["year"] or year_of(last)), not match["year"])


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
    count = int(match["count"]) if match["count"] else _WORD_MONTHS[match["word"]]
    if not 1 <= count <= 12:
        return None
    first, last = (13 - count, 12) if match["side"] == "cuoi" else (1, count)
    year = match["year"] or match["bare"]
    return _months(first, last, int(year or year_of(last)), not year)


def _year(match: re.Match[str], year_of: YearOf) -> Days:
    return _months(1, 12, int(match["year"] or year_of(None)), not match["year"])


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], YearOf], Days | None]], ...] = (
    (_MONTHS, _months_run),
    (_DAYS, _days),
    (_DAY, _day),
    (_DAY_TO_DAY, _day),
    (_DAY_WORDS, _day),
    (_HALF, _half),
    (_WHOLE, _year),
    (_YEARS, _years_run),
    (_QUARTERS_RUN, _quarters_run),
    (_LAST_MONTHS, _some_months),
    (_MIDDLE, _middle),
    (_MONTH, _month),
    (_MONTH_WORD, _month_word),
    (_QUARTER, _quarter),
    (_MONTH_BARE, _month),
    (_END_OF_YEAR, _year),
    (_YEAR_ALONE, _year),
    (_YEAR_BARE, _year),
)

"""Figures that can be compared: how much of what, when, and how exactly it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.extraction import FoundIndicator, Span
from ingest.extract.indicators.prose import read_sentence
from ingest.extract.indicators.tables import clean_name, is_indicator_sheet
from ingest.extract.sheets import Sheet, cell_text, find_sheets, row_text
from ingest.layout.records import Layout
from vietnamese.numbers import NUMBER, Style, number_style, parse_number, scale_of
from vietnamese.sentences import sentences
from vietnamese.text import fold, normal

_QUANTITY = re.compile(rf"^[~≈]?\s*(?P<number>[-+]?{NUMBER})\s*(?P<unit>.*)$")
_SCALE = re.compile(r"(?i)^(?P<scale>(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s+(?:tỷ|tỉ))?)\s*")
_NOUNS = {"đô la mỹ": "usd", "đô la": "usd", "lượt khách": "lượt", "lượt người": "lượt", "": "đồng"}
_MONTHS = re.compile(r"(?i)(?<!\d)(?P<count>\d{1,2}) tháng")
_MONTH = re.compile(r"(?i)tháng (?P<month>\d{1,2})(?!\d)")
_QUARTER = re.compile(r"(?i)quý (?P<quarter>I{1,3}|IV|[1-4])(?!\w)")
_FILLERS = frozenset(
    "so luong luot tong tri gia tren dia ban thanh pho tinh toan uoc von thuc hien thu hut don toc do tang truong cua nha nuoc thong hang hoa"  # noqa: SIM905
    " chi muc ve va trong ky ket qua cong tac nganh".split()
)
"""Words that two names of one figure may differ in."""
_LONG = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """`value` in ones of `noun`; `step` is one of the last place printed."""

    name: str
    words: frozenset[str]
    value: float
    step: float
    noun: str
    when: tuple[str, int]
    period: str
    printed: str
    evidence: Span

    def same_as(self, other: Measure) -> bool:
        """Whether both say how much of one thing at one time."""
        return self.noun == other.noun and self.when == other.when and _one_thing(self.words, other.words)

    def agrees(self, other: Measure) -> bool:
        """Whether they are equal as far as they were printed."""
        return abs(self.value - other.value) <= max(self.step, other.step)


def _one_thing(first: frozenset[str], second: frozenset[str]) -> bool:
    common = (first & second) - {"thu"}
    return bool(common) and (first ^ second) <= _FILLERS


def measures(layout: Layout, indicators: Sequence[FoundIndicator]) -> Iterator[Measure]:
    """The actual figures of prose, of tables and of the stories told in their cells, in order."""
    for indicator in indicators:
        label, printed = next(iter(indicator.values.items()), ("", ""))
        if _actual(label) and indicator.period is not None:
            yield from _measure(indicator.name, printed, indicator.period, indicator.evidence, "vi")
    for sheet in find_sheets(layout):
        if is_indicator_sheet(sheet):
            yield from _of_sheet(sheet)


def _actual(label: str) -> bool:
    return (
        re.match(
            r"(?i)(?:ước |dự kiến |đã |mới |chỉ )*(?:đạt|tăng|giảm|thực hiện|đón|phục vụ|có|hoàn thành|là|giải ngân)(?! (?:dự toán|"
            r"kế hoạch|kịch bản))",
            label,
        )
        is not None
    )


def _of_sheet(sheet: Sheet) -> Iterator[Measure]:
    name_column, unit_column = sheet.first("indicator", "task"), sheet.first("unit")
    actual = [
        i for i, role in enumerate(sheet.roles) if role == "actual" and when_of(sheet.columns[i].split(" / ")[-1]) is not None
    ]
    if name_column is None:
        return
    style = number_style([text for column in actual for text in sheet.column(column)])
    for row in sheet.rows:
        name = cell_text(row, name_column)
        if name is None:
            continue
        evidence = Span(row.start, row.end, row_text(row))
        unit = cell_text(row, unit_column) or ""
        for column in actual:
            if (printed := cell_text(row, column)) is not None:
                yield from _measure(clean_name(name), f"{printed} {unit}", sheet.columns[column].split(" / ")[-1], evidence, style)
        for column, role in enumerate(sheet.roles):
            text = cell_text(row, column)
            if role in {"result", "note", "reason"} and text is not None and len(text) > _LONG:
                yield from _told(text, evidence)


def _told(text: str, evidence: Span) -> Iterator[Measure]:
    for start, end in sentences(text):
        for statement in read_sentence(text[start:end]):
            label, printed = next(iter(statement.values.items()))
            if statement.period is not None and _actual(label):
                yield from _measure(statement.name, printed, statement.period, evidence, "vi")


def _measure(name: str, printed: str, period: str, evidence: Span, style: Style) -> Iterator[Measure]:
    match = _QUANTITY.match(normal(printed).strip())
    when = when_of(period)
    if match is None or when is None:
        return
    value = parse_number(match.group("number"), style)
    scale, noun = _unit(match.group("unit"))
    if value is None:
        return
    step = _step(match.group("number"), value)
    words = frozenset(w for w in re.findall(r"\w+", fold(normal(re.sub(r"\([^)]*\)", " ", name)))) if len(w) > 1)
    yield Measure(name, words, float(value) * scale, step * scale, noun, when, period, " ".join(printed.split()), evidence)


def _unit(text: str) -> tuple[int, str]:
    plain = normal(text).lower().strip()
    match = _SCALE.match(plain)
    noun = plain[match.end() :].strip() if match else plain
    scale = scale_of(match.group("scale")) if match else 1
    return scale or 1, _NOUNS.get(noun, noun) if match or noun else noun


def _step(printed: str, value: float) -> float:
    """One of the last printed place."""
    if float(value).is_integer() and not re.search(r"[.,]\d{1,2}$", printed):
        return 1.0
    return float(10 ** -len(re.split(r"[.,]", printed)[-1]))


def when_of(period: str) -> tuple[str, int] | None:
    """A time as figures are compared by: months so far, a month, a quarter."""
    text = normal(period)
    if match := _MONTHS.search(text):
        return "months", int(match.group("count"))
    if match := _MONTH.search(text):
        return "month", int(match.group("month"))
    if match := _QUARTER.search(text):
        return "quarter", {"I": 1, "II": 2, "III": 3, "IV": 4}.get(match.group("quarter").upper(), 0) or int(match.group("quarter"))
    return None

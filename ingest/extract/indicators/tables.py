"""Rows of tables of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction import FoundIndicator, Span
from ingest.extract.sheets import Sheet, cell_text, row_text
from ingest.layout.records import Row
from vietnamese.numbers import parse_number
from vietnamese.text import normal

_TEXT_ROLES = {"ordinal", "indicator", "task", "unit", "period", "note", "reason", "recommendation", "lead", "coordinate", "basis"}
_MARK = re.compile(
    r"^(?:[-–+*•o]\s+|[-–+](?=\S)|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)[.)]\s+|(?i:trong đó|tr\.?\s?đó)\s*:?\s+)+"
)
_OPENING = re.compile(r"(?i)[,;:(]?\s*(?:trong đó|bao gồm|gồm|chia ra|cụ thể|tr\.?\s?đó)\s*:?\s*$|[:,;.]\s*$")
_PERIOD = re.compile(
    r"(?i)^(?:(?:tháng|quý|năm|6 tháng|tuần|ngày|giai đoạn|hằng năm|hàng năm|đột xuất|định kỳ|đầu kỳ|cuối kỳ)(?:\s*[,;/]\s*|"
    r"\s+và\s+|$))+$"
)
_NUMBER = re.compile(r"\d")
_DITTO = {'"', "”", "''", "nt", "-nt-", "//"}
"""Signs for the cell above."""
_VERDICT = re.compile(r"(?i)(?:không đạt|chưa đạt|đạt và vượt|đạt|vượt)(?: (?:kế hoạch|chỉ tiêu|mục tiêu|kịch bản))?")
_LONG = 90
"""A cell longer than this tells a story; a value does not."""


def is_indicator_sheet(sheet: Sheet) -> bool:
    """Whether its rows are indicators: named so, or names with a unit, and figures in two columns at least (one, if named so)."""
    if any(role in sheet.roles for role in ("deadline", "lead", "project")) and "unit" not in sheet.roles:
        return False
    columns = len(_value_columns(sheet))
    return columns > 0 and ("indicator" in sheet.roles or ("unit" in sheet.roles and columns > 1))


def indicators_in_sheet(sheet: Sheet) -> Iterator[FoundIndicator]:
    """One indicator a row. A row without a name takes that of the row above (another unit of the same)."""
    name_column = sheet.first("indicator", "task")
    if name_column is None:
        name_column = next((i for i, role in enumerate(sheet.roles) if role is None), None)
    values = _value_columns(sheet)
    headings = _headings(sheet, values)
    above: str | None = None
    unit: str | None = None
    for row in sheet.rows:
        printed = cell_text(row, name_column)
        name = clean_name(printed) if printed else above
        if name is None:
            continue
        above = name
        cells = _aligned(sheet, row, values)
        unit = cells["unit"] if cells["unit"] not in _DITTO else unit
        if not any(cells.get(column) for column in values) and not cells["unit"] and not _has_dash(row, values):
            continue
        yield FoundIndicator(
            _ordinal(cell_text(row, sheet.first("ordinal"))),
            name,
            unit,
            cells.get("period"),
            {headings[column]: text for column in values if (text := cells.get(column))},
            _verdict(sheet, row),
            Span(row.start, row.end, row_text(row)),
        )


def clean_name(printed: str) -> str:
    """A name without its row mark and without ", trong đó:" at its end."""
    name = " ".join(printed.split())
    name = _MARK.sub("", name)
    while (shorter := _OPENING.sub("", name).rstrip()) != name:
        name = shorter
    return name


def _ordinal(text: str | None) -> str | None:
    return text if text is not None and re.search(r"\w", text) else None


def _value_columns(sheet: Sheet) -> list[int]:
    """The columns of figures: at least one cell of each is short and has a digit, and none tells a story."""
    found = []
    for index, role in enumerate(sheet.roles):
        cells = sheet.column(index)
        if role in _TEXT_ROLES or not any(_NUMBER.search(cell) for cell in cells) or (role == "verdict" and not _counts(cells)):
            continue
        if sum(len(cell) > _LONG for cell in cells) * 3 <= len(cells):
            found.append(index)
    return found


def _counts(cells: list[str]) -> bool:
    """Whether most cells are figures: "So với kế hoạch" may hold "Đạt" or "72,3"."""
    return sum(parse_number(cell.rstrip("% ")) is not None for cell in cells) * 2 > len(cells)


def _verdict(sheet: Sheet, row: Row) -> str | None:
    """The first cell of a verdict's column that is a word, not a share ("So với kế hoạch (%)")."""
    cells = (cell_text(row, index) for index, role in enumerate(sheet.roles) if role == "verdict")
    said = next((text for text in cells if text is not None and parse_number(text.rstrip("% ")) is None), None)
    every = (cell_text(row, index) for index in range(len(sheet.columns)))
    return said or next((text for text in every if text is not None and _VERDICT.fullmatch(normal(text))), None)


def _headings(sheet: Sheet, columns: list[int]) -> dict[int, str]:
    """The lower line of each heading, the whole of it where two lower lines are alike."""
    lower = {column: sheet.columns[column].split(" / ")[-1] for column in columns}
    twice = {text for text in lower.values() if [*lower.values()].count(text) > 1}
    whole = {column: sheet.columns[column] if text in twice else text for column, text in lower.items()}
    return {column: text or f"Cột {column + 1}" for column, text in whole.items()}


def _has_dash(row: Row, columns: list[int]) -> bool:
    return any(
        (cell := row.cells[c] if c < len(row.cells) else None) is not None and cell.reading.text.strip() in {"-", "–"}
        for c in columns
    )


def _aligned(sheet: Sheet, row: Row, values: list[int]) -> dict[int | str, str | None]:
    """A row's cells by column, shifted back where OCR left a unit or a period in the neighbouring column."""
    cells: dict[int | str, str | None] = {column: cell_text(row, column) for column in values}
    unit, period = sheet.first("unit"), sheet.first("period")
    cells["unit"], cells["period"] = _unit(cell_text(row, unit)), cell_text(row, period)
    if period is None or not values:
        return cells
    first = values[0]
    moved = cells["period"]
    if moved is not None and parse_number(moved) is not None and cells[first] is None:
        cells[first], cells["period"] = moved, None
    elif moved is None and (stray := cells[first]) is not None and _PERIOD.match(normal(stray)):
        cells["period"] = stray
        for column, following in zip(values, [*values[1:], None], strict=True):
            cells[column] = cells[following] if following is not None else None
    return cells


def _unit(text: str | None) -> str | None:
    """A unit, its syllables put together again where a line break cut one ("USD/n gười")."""
    if text is None:
        return None
    return re.sub(r"(?<=/)(\w) (?=\w)", r"\1", " ".join(text.split()))

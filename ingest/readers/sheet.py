"""Workbooks (xlsx): every sheet is a part of the text, its filled range a table, title lines above it paragraphs."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import ReadError
from ingest.readers.builder import GridCell, TextBuilder
from ingest.readers.packages import check_package
from ingest.readers.records import SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_sheet(path: Path) -> SourceText:
    """The text of a workbook's visible sheets, values as shown."""
    check_package(path)
    try:
        book = openpyxl.load_workbook(str(path), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise ReadError(f"{path.name}: tệp bảng tính bị hỏng hoặc bị cắt cụt") from error
    builder = TextBuilder()
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            builder.page()
            _read_sheet(sheet, builder)
    book.close()
    if builder.empty:
        raise ReadError(f"{path.name}: tệp bảng tính không có chữ nào")
    return builder.build(MEDIA_TYPE)


def _read_sheet(sheet: Any, builder: TextBuilder) -> None:
    spans = {(r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1) for r in sheet.merged_cells.ranges}
    rows: list[list[tuple[int, int, str]]] = []
    for row in sheet.iter_rows():
        filled = [(cell.row, cell.column, text) for cell in row if (text := _shown(cell.value, cell.number_format))]
        if filled:
            rows.append(filled)
    while rows and len(rows[0]) == 1:
        builder.paragraph(rows.pop(0)[0][2])
    tail: list[list[tuple[int, int, str]]] = []
    while len(rows) > 1 and len(rows[-1]) == 1 and rows[-1][0][2][-1:] in ".;:":
        tail.insert(0, rows.pop())
    if rows:
        first, left = rows[0][0][0], min(column for row in rows for _, column, _ in row)
        order = {number: place for place, number in enumerate(sorted({row[0][0] for row in rows}))}
        cells = []
        for number, column, text in (cell for row in rows for cell in row):
            height, width = spans.get((number, column), (1, 1))
            kept = sum(1 for n in range(number, number + height) if n in order)
            cells.append(GridCell(order[number], column - left, max(1, kept), width, text))
        if first:
            builder.table(cells)
    for row in tail:
        builder.paragraph(row[0][2])


def _shown(value: Any, form: str = "General") -> str:
    """A value as it is read: days first, whole numbers without a fraction, shares as percentages where the sheet shows them so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y") if value.time() == datetime.time() else value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float) and "%" in form:
        return f"{_number(value * 100)}%"
    return _number(value) if isinstance(value, float) else str(value).strip()


def _number(value: float) -> str:
    """A number without what binary fractions add to it (`0.30000000000000004`)."""
    short = round(value, 9)
    return str(int(short)) if float(short).is_integer() else repr(short).replace(".", ",")

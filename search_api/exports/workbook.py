"""The task list as a workbook laid out as an official would: title, headings that stay, filters, dates as dates, print setup."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from search_api import labels
from search_api.exports.task_rows import COLUMNS, Column, Value, place_address, row
from search_api.reading.tasks import TaskItem

HEAD_ROW = 4
FONT = "Times New Roman"
THIN = Side(style="thin", color="B5BEC8")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", start_color="DCE6F1")
OVERDUE_FILL = PatternFill("solid", start_color="FBE3E1")
DUE_FILL = PatternFill("solid", start_color="FCEFD2")
CELL_LIMIT = 32767
DOCUMENT_COLUMN = next(i for i, column in enumerate(COLUMNS, 1) if column.heading == "Văn bản giao")
STATUS_COLUMN = next(i for i, column in enumerate(COLUMNS, 1) if column.heading == "Trạng thái")


def task_workbook(items: Sequence[TaskItem], names: Mapping[str, str], as_of: str, title: str, address: str) -> bytes:
    """A workbook of one sheet; with `address` the column of the assigning document links to the sentence."""
    book = Workbook()
    book.properties.creator = "Vănmạch"
    book.properties.title = title
    book.properties.created = datetime.fromisoformat(as_of).replace(tzinfo=UTC).replace(tzinfo=None)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Nhiệm vụ"
    _write_head(sheet, title, f"Gồm {labels.number(len(items))} nhiệm vụ; trạng thái xét vào ngày {labels.day(as_of)}.")
    for position, item in enumerate(items, 1):
        _write_row(sheet, HEAD_ROW + position, position, item, names, address)
    _set_up(sheet, HEAD_ROW + len(items))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_head(sheet: Worksheet, title: str, note: str) -> None:
    sheet["A1"].value, sheet["A1"].font = title.upper(), Font(name=FONT, size=14, bold=True)
    sheet["A2"].value, sheet["A2"].font = note, Font(name=FONT, size=12, italic=True)
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEAD_ROW, index, column.heading)
        cell.font, cell.fill, cell.border = Font(name=FONT, size=12, bold=True), HEAD_FILL, BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[HEAD_ROW].height = 48


def _write_row(sheet: Worksheet, line: int, position: int, item: TaskItem, names: Mapping[str, str], address: str) -> None:
    for index, (column, value) in enumerate(zip(COLUMNS, row(position, item, names), strict=True), 1):
        cell = sheet.cell(line, index)
        assert isinstance(cell, Cell)
        _fill(cell, column, value)
        if index == 1:
            cell.value = position
    status = sheet.cell(line, STATUS_COLUMN)
    if item.task.deadline.kind == "by" and item.status in ("overdue", "due"):
        status.fill = OVERDUE_FILL if item.status == "overdue" else DUE_FILL
    if address:
        link = sheet.cell(line, DOCUMENT_COLUMN)
        link.hyperlink = place_address(item, address)
        link.font = Font(name=FONT, size=12, color="0B4F9E", underline="single")


def _fill(cell: Cell, column: Column, value: Value) -> None:
    cell.font, cell.border = Font(name=FONT, size=12), BORDER
    cell.alignment = Alignment(horizontal="left" if column.kind == "text" else "center", vertical="top", wrap_text=True)
    if isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:CELL_LIMIT]
        cell.data_type = "s"


def _set_up(sheet: Worksheet, last: int) -> None:
    """Headings stay in sight and are repeated on each printed page; landscape, one page wide."""
    end = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = f"D{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{end}{max(last, HEAD_ROW)}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Trang &P/&N"

"""Rows of project tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.extraction import FoundProject, Span
from ingest.extract.projects.places import places_in_cell
from ingest.extract.sheets import Sheet, cell_text, row_text
from ingest.layout.records import Layout, Row
from vietnamese.numbers import Style, find_amounts, number_style, parse_number, unit_in_million_vnd
from vietnamese.text import normal

_UNIT_NOTE = re.compile(r"(?i)(?:đơn vị(?: tính)?|đvt)\s*:?\s*([^.;)\n]{2,30})")
_MILESTONE = re.compile(
    r"(?i)\b(?:khởi công|khánh thành|hoàn thành|thông xe|động thổ|đưa vào (?:sử dụng|vận hành|khai thác)|nghiệm thu|quyết toán)\b"
)
_FUNDING = re.compile(
    r"(?i)\b(?:ngân sách|nguồn vốn|sử dụng vốn|vốn (?:ngoài|trong|đầu tư|nhà nước|tư nhân|ODA|FDI|TPCP)|PPP|FDI|ODA|ngoài ngân sách"
    r"|đầu tư công)\b"
)
_COUNT = re.compile(r"\s*\(\s*(?P<count>\d+) (?:dự án|công trình|nhiệm vụ)[^)]*\)\s*$", re.IGNORECASE)
_GROUP_MARK = re.compile(r"^(?:[IVXLC]+|[A-ZĐ]|\d+)(?:\.\d+)*[.)]?\s+")
_TOTAL = re.compile(r"(?i)^(?:tổng(?: số| cộng| hợp)?|cộng)\b")
_STATE = re.compile(r"(?i)tiến độ|tình hình|kết quả|thực hiện|khối lượng|hiện trạng|triển khai|trạng thái")
_BARE = re.compile(
    r"(?i)(?:(?:trước|trong|từ|đến|hết|khoảng|dự kiến|hoàn thành|ngày|tháng|quý|năm|giai đoạn|IV|I{1,3}|[\d.,%/()–-]+)\s*)+"
)
"""A cell that gives a time or a figure and nothing else."""
_FOREIGN = re.compile(r"(?i)(?<!\w)(?:USD|EUR|JPY|đô la(?: Mỹ)?|euro|yên)(?!\w)")
_ABOVE = 400
_TYPICAL = 10**7
"""A figure above this in no unit is đồng; below, million đồng."""


def is_project_sheet(sheet: Sheet) -> bool:
    """Whether its rows are projects: a column of projects, or one of names beside their investment."""
    if "project" in sheet.roles:
        return any(
            role in sheet.roles
            for role in ("investment", "location", "progress", "owner", "funding", "plan", "milestone", "result")
        )
    return "investment" in sheet.roles and "location" in sheet.roles and "lead" not in sheet.roles


def projects_in_sheet(sheet: Sheet, layout: Layout) -> Iterator[FoundProject]:
    name = sheet.first("project", "task", "indicator")
    if name is None:
        return
    money = _investment_column(sheet)
    style = number_style(sheet.column(money))
    unit, foreign = _unit(sheet, money, layout)
    group: tuple[str, ...] = ()
    opened: int | None = None
    for row in sheet.rows:
        text = cell_text(row, name)
        if text is None or _TOTAL.match(text):
            continue
        number = _number(cell_text(row, sheet.first("ordinal")))
        if row.group != group:
            group, opened = row.group, number
        within = _within(group, opened, number)
        sum_ = None if foreign else _investment(cell_text(row, money), style, unit)
        yield _project(sheet, row, text, sum_, _funding(group) if within else None)


def _project(sheet: Sheet, row: Row, name: str, investment: int | float | None, funding: str | None) -> FoundProject:
    plan, progress = _plan_and_progress(sheet)
    summary = sheet.last("result")
    milestone = cell_text(row, sheet.first("milestone")) or _milestone(cell_text(row, sheet.first("note")))
    return FoundProject(
        " ".join(name.split()).rstrip(" ,;"),
        cell_text(row, sheet.first("ordinal")),
        investment,
        places_in_cell(cell_text(row, sheet.first("location"))),
        cell_text(row, sheet.first("funding")) or funding,
        cell_text(row, plan),
        cell_text(row, progress),
        cell_text(row, summary) if summary != progress else None,
        cell_text(row, sheet.first("forecast")),
        cell_text(row, sheet.first("recommendation")),
        milestone,
        cell_text(row, sheet.first("owner", "lead")),
        Span(row.start, row.end, row_text(row)),
    )


def _plan_and_progress(sheet: Sheet) -> tuple[int | None, int | None]:
    """The columns of what was planned (failing that, of the time it takes) and of the state at the period's end, the latest that tells it."""
    telling = [
        index
        for index, role in enumerate(sheet.roles)
        if role in {"deadline", "result", "actual"} and _STATE.search(normal(sheet.columns[index])) and _tells(sheet.column(index))
    ]
    progress = sheet.last("progress")
    if progress is None:
        progress = next(iter(sorted(telling, key=lambda index: sheet.roles[index] == "actual")), None)
    plan = next((i for i, r in enumerate(sheet.roles) if r == "plan" and _tells(sheet.column(i))), sheet.first("plan"))
    if plan is None:
        plan = next((i for i, role in enumerate(sheet.roles) if role == "deadline" and i != progress), None)
    return plan, progress


def _tells(cells: Sequence[str]) -> bool:
    """Whether most cells say more than a time or a sum."""
    return sum(_BARE.fullmatch(normal(cell)) is None for cell in cells) * 2 > len(cells)


def _investment_column(sheet: Sheet) -> int | None:
    """The column of the whole investment; of several that of the "tổng mức đầu tư"."""
    found = [index for index, role in enumerate(sheet.roles) if role == "investment"]
    total = [index for index in found if re.search(r"(?i)tổng mức|tmđt|tổng vốn", normal(sheet.columns[index]))]
    return next(iter(total or found), None)


def _unit(sheet: Sheet, money: int | None, layout: Layout) -> tuple[Decimal | None, bool]:
    """Million đồng in one of the column's unit, as its heading or the note above the table says; and whether it is another currency."""
    if money is None:
        return None, False
    above = layout.source.text[max(0, sheet.block.start - _ABOVE) : sheet.block.start]
    for said in (sheet.columns[money], *_UNIT_NOTE.findall(normal(above))[-1:]):
        if _FOREIGN.search(normal(said)):
            return None, True
        unit = unit_in_million_vnd(said)
        if unit is not None:
            return unit, False
    return None, False


def _investment(cell: str | None, style: Style, unit: Decimal | None) -> int | float | None:
    if cell is None:
        return None
    amounts = [amount.million_vnd for amount in find_amounts(cell, style) if amount.million_vnd is not None]
    if amounts:
        return amounts[0]
    number = parse_number(cell.split(" (")[0], style)
    if number is None:
        return None
    factor = unit if unit is not None else Decimal(1) if number < _TYPICAL * 100 else Decimal("0.000001")
    value = Decimal(str(number)) * factor
    return int(value) if value == value.to_integral_value() else float(value)


def _milestone(note: str | None) -> str | None:
    return note if note is not None and _MILESTONE.search(note) else None


def _funding(group: Sequence[str]) -> str | None:
    """The funding that the group rows above give ("II.1 Dự án sử dụng ngân sách thành phố (08 dự án)")."""
    named = [title for title in group if _FUNDING.search(normal(title))]
    return _COUNT.sub("", _GROUP_MARK.sub("", named[-1])).strip() if named else None


def _number(ordinal: str | None) -> int | None:
    return int(ordinal.strip(" .()")) if ordinal is not None and ordinal.strip(" .()").isdigit() else None


def _within(group: Sequence[str], opened: int | None, number: int | None) -> bool:
    """Whether a row can still belong to its group: a title that counts its rows ends with the last of them (pages may be lost)."""
    count = _COUNT.search(group[-1]) if group else None
    return count is None or opened is None or number is None or number - opened < int(count.group("count"))

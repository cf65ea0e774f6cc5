"""Tables as sheets of columns that have roles: what projects and indicators read from.

A table that goes on under another heading (two annexes run together by OCR) is several sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.layout.records import Block, Cell, Layout, Row, Table
from ingest.layout.tables import roles
from ingest.layout.tables.likeness import looks_like
from ingest.layout.tables.roles import heading_key

_ORDINAL_HEADING = re.compile(r"(?i)^(?:stt|tt|số tt|số thứ tự|#)$")
_DIGIT = re.compile(r"\d")
_UNIT_OR_AGENCY = frozenset({"don vi", "dv"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """`block` holds the table; `columns` are its headings, `roles` what they mean."""

    block: Block
    columns: tuple[str, ...]
    roles: tuple[str | None, ...]
    rows: tuple[Row, ...]

    def first(self, *wanted: str) -> int | None:
        """The first column with one of the roles, tried in turn."""
        return next((self.roles.index(role) for role in wanted if role in self.roles), None)

    def last(self, role: str) -> int | None:
        found = [index for index, value in enumerate(self.roles) if value == role]
        return found[-1] if found else None

    def column(self, index: int | None) -> list[str]:
        """The texts of a column, empty cells left out."""
        return [text for row in self.rows if (text := cell_text(row, index))]


def cell_text(row: Row, index: int | None) -> str | None:
    """A cell's readable text; None where it is empty or only a dash."""
    cell = cell_at(row, index)
    text = cell.reading.text.strip() if cell is not None else ""
    return text if text.strip("-–—. ") else None


def cell_at(row: Row, index: int | None) -> Cell | None:
    return row.cells[index] if index is not None and index < len(row.cells) else None


def row_text(row: Row) -> str:
    """The row on one line, cells parted by bars."""
    return " | ".join(cell.reading.text.strip() for cell in row.cells if cell is not None and cell.reading.text.strip())


def find_sheets(layout: Layout) -> Iterator[Sheet]:
    for block in layout.blocks:
        if block.table is not None:
            yield from _sheets(block, block.table)


def _sheets(block: Block, table: Table) -> Iterator[Sheet]:
    columns, rows = table.columns, [*table.rows]
    start = index = 0
    while index < len(rows):
        if not _heads(rows[index]):
            index += 1
            continue
        following = index + 1
        while following < len(rows) and _continues(rows[following]):
            following += 1
        if index > start:
            yield _sheet(block, columns, rows[start:index])
        columns = _joined(rows[index:following], len(table.columns))
        start = index = following
    if start < len(rows):
        yield _sheet(block, columns, rows[start:])


def _sheet(block: Block, columns: tuple[str, ...], rows: list[Row]) -> Sheet:
    """A column headed only "Đơn vị" holds agencies or units of measurement: its cells say which."""
    found = list(roles(columns))
    for index, role in enumerate(found):
        if role == "lead" and "indicator" in found and heading_key(columns[index].split(" / ")[-1]) in _UNIT_OR_AGENCY:
            cells = [text for row in rows if (text := cell_text(row, index))]
            if sum(looks_like("lead", text) < 0 for text in cells) * 2 > len(cells):
                found[index] = "unit"
    return Sheet(block, columns, tuple(found), tuple(rows))


def _heads(row: Row) -> bool:
    """Whether a row is a heading: it opens with "STT" and most of its cells are words for columns."""
    texts = [cell.reading.text.strip() for cell in row.cells if cell is not None and cell.reading.text.strip()]
    return (
        len(texts) > 2
        and bool(_ORDINAL_HEADING.match(texts[0]))
        and sum(role is not None for role in roles(texts)) * 2 > len(texts)
    )


def _continues(row: Row) -> bool:
    """Whether a row is the lower line of a heading: nothing in its first columns, no figure standing alone."""
    texts = [cell.reading.text.strip() if cell is not None else "" for cell in row.cells]
    filled = [text for text in texts if text]
    return not any(texts[:2]) and bool(filled) and all(len(text) > 3 and not _DIGIT.match(text) for text in filled)


def _joined(rows: list[Row], width: int) -> tuple[str, ...]:
    levels = [[cell.reading.text.strip() if cell is not None else "" for cell in row.cells] for row in rows]
    upper = levels[0] + [""] * (width - len(levels[0]))
    over, joined = "", []
    for index, text in enumerate(upper[:width]):
        lower = [level[index] for level in levels[1:] if index < len(level) and level[index]]
        over = text or (over if lower else "")
        joined.append(" / ".join(part for part in (over, *lower) if part))
    return tuple(joined)

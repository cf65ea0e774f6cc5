"""Real tables, as a docx, html, xlsx or pdf reader delivers them: merged cells, and one table over several pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.layout.records import Table
from ingest.layout.tables.grid import RawCell, RawRow, assemble, header_rows, is_ordinal, raw_cell, same_header, texts
from ingest.readers.records import SourceTable, SourceText


def find_cell_tables(source: SourceText) -> list[Table]:
    """The tables of the format; those of following pages are joined to the one that they go on with."""
    tables: list[Table] = []
    for run in _runs(source):
        rows: list[RawRow] = []
        for table in run:
            grid = _rows(source, table)
            if rows and grid:
                grid[0].breaks = True
            rows.extend(grid)
        built = assemble(source.text, rows, "cells", run[0].start, run[-1].end) if rows else None
        if built is not None:
            tables.append(built)
    return tables


def _rows(source: SourceText, table: SourceTable) -> list[RawRow]:
    """Printed rows; a cell merged downwards stands in each of its rows, carried."""
    rows = [RawRow([None] * table.columns, table.end, table.start, 1) for _ in range(table.rows)]
    for cell in table.cells:
        raw = raw_cell(source.text, cell.start, cell.end)
        for r in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            row = rows[r]
            row.start, row.end = min(row.start, cell.start), max(row.end, cell.end)
            if raw is not None:
                row.cells[cell.column] = raw if r == cell.row else RawCell(raw.spans, raw.text, carried=True)
            if cell.column_span > 1:
                row.wide |= {cell.column}
    for row in rows:
        row.page = bisect_right(source.pages, row.start)
    return [row for row in rows if row.end > row.start]


def _runs(source: SourceText) -> list[list[SourceTable]]:
    """Tables in order, each with those that go on with it after a page."""
    runs: list[list[SourceTable]] = []
    for table in sorted(source.tables, key=lambda t: (t.start, -t.end)):
        if runs and table.start < runs[-1][-1].end:
            continue
        if runs and _goes_on(source, runs[-1], table):
            runs[-1].append(table)
        else:
            runs.append([table])
    return runs


def _goes_on(source: SourceText, run: Sequence[SourceTable], table: SourceTable) -> bool:
    """Same width, nothing but a page number between, and either the same header again or none."""
    between = source.text[run[-1].end : table.start].split()
    if run[0].columns != table.columns or any(not word.strip("-–").isdigit() for word in between if word.strip("-–")):
        return False
    first, here = _rows(source, run[0]), _rows(source, table)
    if not first or not here:
        return False
    if header_rows(here):
        return same_header(here[0], first[0])
    return header_rows(first) > 0 and (is_ordinal(texts(here[0])[0]) or not texts(here[0])[0])

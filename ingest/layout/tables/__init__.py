"""Tables, whatever became of them.

`cells` takes real tables, `pipes` Markdown ones, `tabs` those of OCR with tabs, `aligned` those whose columns blanks keep apart,
`flattened` those that a PDF reader wrote out line by line (`headers` finds their head, `segment` parts a row's lines into cells),
`figures` those of indicators among them (`figure_headings`). `grid` makes a `Table` of rows of raw cells; `roles` says what a
column holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ingest.layout.records import Line, Table
from ingest.layout.tables.aligned import find_aligned_tables
from ingest.layout.tables.cells import find_cell_tables
from ingest.layout.tables.figures import find_figure_tables
from ingest.layout.tables.flattened import find_flattened_tables
from ingest.layout.tables.pipes import find_pipe_tables
from ingest.layout.tables.roles import column_of, role_of, roles
from ingest.layout.tables.tabs import find_tab_tables
from ingest.readers.records import SourceText

__all__ = ["column_of", "find_tables", "role_of", "roles"]


def find_tables(source: SourceText, lines: Sequence[Line]) -> tuple[Table, ...]:
    """All tables of a source in order; none overlaps another. A table's range may enclose page numbers."""
    found = find_cell_tables(source)
    rest = _outside(lines, found)
    found += find_pipe_tables(source.text, rest)
    found += find_tab_tables(source.text, rest)
    found += find_aligned_tables(source.text, _outside(rest, found))
    found += find_figure_tables(source.text, _outside(rest, found))
    found += find_flattened_tables(source.text, _outside(rest, found))
    return tuple(_disjoint(found))


def _outside(lines: Sequence[Line], tables: Sequence[Table]) -> list[Line]:
    """The lines that touch no table."""
    ordered = sorted((table.start, table.end) for table in tables)
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max))
    before = (bisect_left(starts, line.end) for line in lines)
    return [line for line, count in zip(lines, before, strict=True) if not count or reach[count - 1] <= line.start]


def _disjoint(tables: Iterable[Table]) -> list[Table]:
    kept: list[Table] = []
    for table in sorted(tables, key=lambda t: (t.start, -t.end)):
        if not kept or table.start >= kept[-1].end:
            kept.append(table)
    return kept

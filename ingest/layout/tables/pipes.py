"""Markdown tables: `| STT | Nhiệm vụ |` with a ruler of dashes below the header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.layout.records import Line, Table
from ingest.layout.tables.grid import RawRow, apart, assemble, header_rows, raw_cell, same_header

_RULER = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")


def find_pipe_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Every run of lines with bars; a run that repeats the header of the one before goes on with it."""
    parts: list[list[RawRow]] = []
    rows: list[RawRow] = []
    end = 0
    for line in lines:
        content = text[line.start : line.end]
        if _is_row(content):
            if not _RULER.match(content):
                row = _row(text, line)
                row.breaks = bool(rows) and apart(text, end, row.start)
                rows.append(row)
            end = line.end
        elif content.strip() and not content.strip().isdigit():
            parts.append(rows)
            rows = []
    parts.append(rows)
    tables = []
    for part in (piece for run in parts for piece in _split(run)):
        table = assemble(text, part, "pipes", part[0].start, part[-1].end) if len(part) >= 2 else None
        if table is not None:
            tables.append(table)
    return tables


def _is_row(content: str) -> bool:
    bare = content.strip()
    return bare.startswith("|") and len(_BAR.findall(bare)) >= 3


def _row(text: str, line: Line) -> RawRow:
    bars = [line.start + m.start() for m in _BAR.finditer(text[line.start : line.end])]
    if text[bars[-1] + 1 : line.end].strip():
        bars.append(line.end)
    cells = [raw_cell(text, a + 1, b) for a, b in pairwise(bars)]
    return RawRow(cells, line.start, line.end, line.page)


def _split(rows: Sequence[RawRow]) -> list[list[RawRow]]:
    """Parts that belong together: after a gap another header begins another table, a repeated or missing one goes on."""
    parts: list[list[RawRow]] = []
    for position, row in enumerate(rows):
        if not parts or (row.breaks and header_rows(rows[position:]) and not same_header(row, parts[-1][0])):
            parts.append([])
        parts[-1].append(row)
    return parts

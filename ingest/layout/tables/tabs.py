"""Tables whose cells are parted by tabs, as OCR delivers them: one printed row a line, now and then several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.layout.records import Line, Table
from ingest.layout.tables.grid import RawCell, RawRow, apart, assemble, header_rows, is_ordinal, raw_cell, same_header

LONGEST_ROW = 12
"""Lines that one row may take where its cells hold line breaks."""


def find_tab_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Every run of lines with tabs, split where another header begins."""
    tables = []
    for first, last in _runs(text, lines):
        rows = _rows(text, lines[first:last])
        for part in _split_at_headers(rows):
            if len(part) >= 2:
                table = assemble(text, part, "tabs", part[0].start, part[-1].end)
                if table is not None:
                    tables.append(table)
    return tables


def _runs(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges of lines that belong to one table: lines with tabs, blank lines and lone page numbers between them allowed."""
    runs: list[tuple[int, int]] = []
    first = last = -1
    gap = 0
    for position, line in enumerate(lines):
        content = text[line.start : line.end]
        if content.strip(" \r\n").count("\t") >= 2 or (first >= 0 and (content.count("\t") >= 2 or _heads_group(content))):
            if first < 0:
                first = position
            last, gap = position + 1, 0
        elif first >= 0:
            bare = content.strip()
            gap += 1 if bare else 0
            if bare and (gap > LONGEST_ROW or not _inside_cell(text, lines, position)):
                runs.append((first, last))
                first = -1
    if first >= 0:
        runs.append((first, last))
    return [(a, b) for a, b in runs if b - a >= 2]


def _heads_group(content: str) -> bool:
    """An ordinal and a name with nothing after them: the heading of a group of rows."""
    ordinal, tab, name = content.strip().partition("\t")
    return bool(tab) and bool(name.strip()) and is_ordinal(ordinal)


def _inside_cell(text: str, lines: Sequence[Line], position: int) -> bool:
    """A line without tabs goes on with a cell if the table goes on soon after it and it is no heading of its own."""
    content = text[lines[position].start : lines[position].end].strip()
    if content.isdigit():
        return True
    if content.isupper() or content.upper().startswith(("PHỤ LỤC", "NƠI NHẬN")):
        return False
    for line in lines[position + 1 : position + LONGEST_ROW]:
        following = text[line.start : line.end]
        if following.count("\t") >= 1:
            return (
                not following.split("\t", 1)[0].strip()
                or following.split("\t", 1)[0].strip()[:1].islower()
                or _tabs_missing(text, lines, position)
            )
        if following.strip().isupper():
            return False
    return False


def _tabs_missing(text: str, lines: Sequence[Line], position: int) -> bool:
    """Whether the line with tabs before this one has fewer of them than the lines of its table."""
    counts = []
    for line in reversed(lines[max(0, position - 30) : position]):
        tabs = text[line.start : line.end].count("\t")
        if tabs:
            counts.append(tabs)
    return bool(counts) and counts[0] < max(counts)


def _rows(text: str, lines: Sequence[Line]) -> list[RawRow]:
    counts = Counter(text[line.start : line.end].count("\t") for line in lines if "\t" in text[line.start : line.end])
    width = max(counts, key=lambda n: (counts[n], n))
    rows: list[RawRow] = []
    position = 0
    while position < len(lines):
        if "\t" not in text[lines[position].start : lines[position].end]:
            position += 1
            continue
        used = _row_lines(text, lines, position, width)
        row = _row(text, lines[position].start, lines[position + used - 1].end, lines[position].page)
        row.breaks = bool(rows) and (row.page != rows[-1].page or apart(text, rows[-1].end, row.start))
        rows.append(row)
        position += used
    return rows


def _row_lines(text: str, lines: Sequence[Line], position: int, width: int) -> int:
    """How many lines the row at `position` takes: one, or as many as it takes to come to `width` tabs exactly."""
    tabs = text[lines[position].start : lines[position].end].count("\t")
    if tabs >= width:
        return 1
    for used in range(1, min(LONGEST_ROW, len(lines) - position)):
        tabs += text[lines[position + used].start : lines[position + used].end].count("\t")
        if tabs == width:
            return used + 1
        if tabs > width:
            return 1
    return 1


def _row(text: str, start: int, end: int, page: int) -> RawRow:
    cells: list[RawCell | None] = []
    position = start
    while True:
        tab = text.find("\t", position, end)
        stop = end if tab < 0 else tab
        cells.append(raw_cell(text, position, stop))
        if tab < 0:
            break
        position = tab + 1
    return RawRow(cells, start, end, page)


def _split_at_headers(rows: Sequence[RawRow]) -> list[list[RawRow]]:
    """One part for each table: a header unlike the one in force begins another."""
    parts: list[list[RawRow]] = []
    header: RawRow | None = None
    for position, row in enumerate(rows):
        count = header_rows(rows[position:])
        if not parts or (count and (header is None or not same_header(row, header)) and (row.breaks or header is None)):
            parts.append([])
            header = row if count else None
        parts[-1].append(row)
    return parts

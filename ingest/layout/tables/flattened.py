"""Tables that a PDF reader wrote out line by line: header, rows by their numbers, each row parted into cells.

Rows are told by their numbers in sequence; a header repeated in the middle of a row parts it in two stretches. A first pass parts
the rows by what their cells can be; it shows how wide the columns are and which values come again, and a second pass uses that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.records import Line, Table
from ingest.layout.tables.arrangements import arrangements
from ingest.layout.tables.grid import RawCell, RawRow, build_table
from ingest.layout.tables.headers import Header, find_header
from ingest.layout.tables.roles import heading_key, roles
from ingest.layout.tables.rows import FlatRow, table_rows
from ingest.layout.tables.segment import Division, Model, Stretch, divide, inseparable, neighbours, stretch_of, widths_of

SAMPLES = (12, 20)
"""Rows, the shortest first, that each pass learns from."""
TRIED = 4
"""Rows on which arrangements of the headings are tried."""
DOUBTFUL = -1.5


def find_flattened_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Every flattened table whose header begins with STT or TT."""
    shown = [line for line in lines if text[line.start : line.end].strip()]
    tables: list[Table] = []
    position = 0
    while position < len(shown):
        header = find_header(text, shown, position)
        if header is None:
            position += 1
            continue
        rows, last = table_rows(text, shown, header)
        if rows:
            tables.append(_table(text, shown, header, rows, last))
        position = max(last, header.last)
    return tables


@dataclass(frozen=True, slots=True)
class _Cut:
    row: FlatRow
    stretches: tuple[Stretch, ...]


def _cut(text: str, row: FlatRow, spaced: bool, together: frozenset[tuple[str, str]], figures: bool) -> _Cut:
    capitals = figures and len(row.stretches) == 1
    return _Cut(row, tuple(stretch_of(text, words, spaced, together, figures, capitals) for words in row.stretches))


def _table(text: str, lines: Sequence[Line], header: Header, rows: Sequence[FlatRow], last: int) -> Table:
    spaced = _double_spaced(text, lines, rows)
    pairs = neighbours(text)
    together = inseparable(pairs)
    figures = "investment" in roles(header.columns)
    cuts = [_cut(text, row, spaced, together, figures) for row in rows if not row.group]
    headings = _headings(header.columns, cuts, spaced, frozenset(pairs)) if figures else header.columns
    divisions = _divisions(cuts, Model(_roles(headings, figures), spaced=spaced, pairs=frozenset(pairs)))
    parted = iter(zip(cuts, divisions, strict=True))
    raw = [_group_row(text, lines, row, len(headings)) if row.group else _raw_row(text, lines, *next(parted)) for row in rows]
    return build_table(text, ("STT", *headings), raw, "flattened", lines[header.first].start, lines[last - 1].end)


def _roles(headings: Sequence[str], projects: bool) -> tuple[str | None, ...]:
    """What columns hold; in a table of projects "Tiến độ thực hiện" tells how works stand, not until when."""
    return tuple(
        "progress" if projects and role == "deadline" and "tien do" in heading_key(heading) else role
        for heading, role in zip(headings, roles(headings), strict=True)
    )


def _headings(printed: Sequence[str], cuts: Sequence[_Cut], spaced: bool, pairs: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The arrangement of the headings in which the shortest rows fit best."""
    ways = [*arrangements(printed)]
    sample = sorted((cut for cut in cuts if len(cut.stretches) == 1), key=lambda cut: len(cut.stretches[0].words))[:TRIED]
    if len(ways) == 1 or not sample:
        return tuple(printed)
    models = [Model(_roles(way, projects=True), spaced=spaced, pairs=pairs) for way in ways]
    worth = [sum(divide(cut.stretches, model).total for cut in sample) for model in models]
    return ways[max(range(len(ways)), key=lambda k: worth[k])]


def _double_spaced(text: str, lines: Sequence[Line], rows: Sequence[FlatRow]) -> bool:
    """Whether most lines of the table have a blank line before them."""
    gaps = [text[lines[k].end : lines[k + 1].start].count("\n") for k in range(rows[0].first, rows[-1].last - 1)]
    return bool(gaps) and sum(g >= 2 for g in gaps) > 0.5 * len(gaps)


def _divisions(cuts: Sequence[_Cut], model: Model) -> list[Division]:
    """All rows parted; whole rows first, for what they teach about the others."""
    whole = sorted((cut for cut in cuts if len(cut.stretches) == 1), key=lambda cut: len(cut.stretches[0].words))
    for sample in (SAMPLES[0], max(SAMPLES[1], len(whole) // 3)):
        learnt = [(cut.stretches, divide(cut.stretches, model)) for cut in whole[:sample]]
        if len(learnt) >= 3:
            model = replace(model, widths=widths_of(learnt, len(model.roles)), seen=_values(learnt, model))
    return [divide(cut.stretches, model) for cut in cuts]


def _values(rows: Sequence[tuple[Sequence[Stretch], Division]], model: Model) -> Counter[tuple[str | None, str]]:
    seen: Counter[tuple[str | None, str]] = Counter()
    for stretches, division in rows:
        for role, cell in zip(model.roles, division.cells, strict=True):
            words = [w.text for s, (a, b) in zip(stretches, cell, strict=False) for w in s.words[a:b]]
            if words and len(words) <= 25:
                seen[role, " ".join(words)] += 1
    return seen


def _raw_row(text: str, lines: Sequence[Line], cut: _Cut, division: Division) -> RawRow:
    row = cut.row
    number = text[row.number_start : row.number_end]
    cells: list[RawCell | None] = [RawCell(((row.number_start, row.number_end),), number) if number else None]
    for cell, score in zip(division.cells, division.scores, strict=True):
        cells.append(_raw_cell(cut.stretches, cell, score))
    return RawRow(cells, row.number_start, max(s.words[-1].end for s in cut.stretches if s.words), lines[row.first].page)


def _raw_cell(stretches: Sequence[Stretch], cell: Sequence[tuple[int, int]], score: float) -> RawCell | None:
    spans = tuple((s.words[a].start, s.words[b - 1].end) for s, (a, b) in zip(stretches, cell, strict=True) if b > a)
    if not spans:
        return None
    shown = " ".join(w.text for s, (a, b) in zip(stretches, cell, strict=True) for w in s.words[a:b])
    doubt = "Không chắc ranh giới ô: bảng bị tách dòng, nội dung không giống loại cột này" if score < DOUBTFUL else None
    return RawCell(spans, shown, doubt=doubt)


def _group_row(text: str, lines: Sequence[Line], row: FlatRow, columns: int) -> RawRow:
    words = [w for words in row.stretches for w in words]
    cells: list[RawCell | None] = [None] * (columns + 1)
    cells[0] = RawCell(((row.number_start, row.number_end),), text[row.number_start : row.number_end])
    if words:
        cells[1] = RawCell(((words[0].start, words[-1].end),), " ".join(w.text for w in words))
    return RawRow(cells, row.number_start, words[-1].end if words else row.number_end, lines[row.first].page)

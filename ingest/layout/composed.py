"""One form of text for everything that lays out: NFC letters, `\\n` line ends; and the way back to the raw text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import replace

from ingest.layout.reading import Offsets
from ingest.layout.records import Block, Cell, FootnoteMark, LaidFootnote, Layout, Reading, Row, Table
from ingest.readers.records import SourceCell, SourceNote, SourceTable, SourceText

_CHANGED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|\r\n?")


class Composed:
    """A source in its composed form, with where each of its characters begins and ends in the raw text."""

    def __init__(self, source: SourceText) -> None:
        self.raw = source
        self.starts = array("q")
        self.ends = array("q")
        self.source = self._source(self._text(source.text))

    def _text(self, text: str) -> str:
        pieces: list[str] = []
        position = 0
        for match in _CHANGED.finditer(text):
            self._keep(pieces, text, position, match.start())
            letters = "\n" if match.group()[0] == "\r" else unicodedata.normalize("NFC", match.group())
            pieces.append(letters)
            self.starts.extend([match.start()] * len(letters))
            self.ends.extend([match.end()] * len(letters))
            position = match.end()
        self._keep(pieces, text, position, len(text))
        self.starts.append(len(text))
        return "".join(pieces)

    def _keep(self, pieces: list[str], text: str, start: int, end: int) -> None:
        pieces.append(text[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def _source(self, text: str) -> SourceText:
        there = {raw: place for place, raw in reversed(list(enumerate(self.starts)))} if self._marked else {}
        raw = self.raw
        return replace(
            raw,
            text=text,
            pages=tuple(there.get(p, 0) for p in raw.pages),
            tables=tuple(_moved_table(t, there) for t in raw.tables),
            notes=tuple(SourceNote(n.marker, there[n.anchor], there[n.start], there[n.end]) for n in raw.notes),
            heading_levels=tuple((there[s], there[e], level) for s, e, level in raw.heading_levels),
        )

    @property
    def _marked(self) -> bool:
        return len(self.raw.pages) > 1 or bool(self.raw.tables or self.raw.notes or self.raw.heading_levels)

    def restore(self, layout: Layout) -> Layout:
        """The layout with all its offsets in the raw text."""
        notes = tuple(
            LaidFootnote(n.marker, None if n.anchor is None else self.starts[n.anchor], n.block) for n in layout.footnotes
        )
        return Layout(self.raw, tuple(map(self._block, layout.blocks)), notes)

    def _end(self, place: int) -> int:
        return self.ends[place - 1] if place else 0

    def _reading(self, reading: Reading) -> Reading:
        return Reading(
            reading.text, _stretches(self.starts[o] for o in reading.offsets), _stretches(self._end(o) for o in reading.ends)
        )

    def _block(self, block: Block) -> Block:
        return replace(
            block,
            reading=self._reading(block.reading),
            start=self.starts[block.start],
            end=self._end(block.end),
            marks=tuple(FootnoteMark(m.position, m.marker, self.starts[m.anchor]) for m in block.marks),
            table=None if block.table is None else self._table(block.table),
        )

    def _table(self, table: Table) -> Table:
        return replace(table, rows=tuple(map(self._row, table.rows)), start=self.starts[table.start], end=self._end(table.end))

    def _row(self, row: Row) -> Row:
        cells = tuple(None if cell is None else self._cell(cell) for cell in row.cells)
        return replace(row, cells=cells, start=self.starts[row.start], end=self._end(row.end))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, reading=self._reading(cell.reading), start=self.starts[cell.start], end=self._end(cell.end))


def _moved_table(table: SourceTable, there: dict[int, int]) -> SourceTable:
    cells = tuple(SourceCell(c.row, c.column, c.row_span, c.column_span, there[c.start], there[c.end]) for c in table.cells)
    return SourceTable(there[table.start], there[table.end], table.rows, table.columns, cells)


def _stretches(places: Iterable[int]) -> Offsets:
    found = Offsets()
    first = length = 0
    for place in places:
        if length and place == first + length:
            length += 1
            continue
        if length:
            found.add(first, length)
        first, length = place, 1
    if length:
        found.add(first, length)
    return found


def is_composed(text: str) -> bool:
    """Whether a text is in this form already."""
    return "\r" not in text and unicodedata.is_normalized("NFC", text)

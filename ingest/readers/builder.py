"""Puts a source's text together from paragraphs, tables and notes, keeping account of offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.records import SourceCell, SourceNote, SourceTable, SourceText


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has offsets; `marks`: footnote marks as (marker, place in `text`)."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    marks: tuple[tuple[str, int], ...] = ()


class TextBuilder:
    """Grows the text; every paragraph is a line of its own, a table's row a line with tabs between its cells."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._pages = [0]
        self._tables: list[SourceTable] = []
        self._levels: list[tuple[int, int, int]] = []
        self._anchors: list[tuple[str, int]] = []
        self._notes: list[SourceNote] = []

    def _add(self, text: str) -> int:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start

    @property
    def empty(self) -> bool:
        return not any(piece.strip() for piece in self._pieces)

    def page(self) -> None:
        """A new page begins here."""
        if self._length and self._pages[-1] != self._length:
            self._pages.append(self._length)

    def gap(self) -> None:
        """An empty line."""
        self._add("\n")

    def paragraph(self, text: str, level: int | None = None, marks: Sequence[tuple[str, int]] = ()) -> None:
        """A paragraph; `level` where the format styles it as a heading, `marks` the footnotes called at places in it."""
        start = self._add(text)
        if level is not None and text.strip():
            self._levels.append((start, self._length, level))
        self._anchors += [(marker, start + place) for marker, place in marks]
        self._add("\n")

    def table(self, cells: Sequence[GridCell]) -> None:
        """A real table; cells in any order, each placed in the row where it begins."""
        if not cells:
            return
        rows = max(c.row + c.row_span for c in cells)
        columns = max(c.column + c.column_span for c in cells)
        start = self._length
        placed: list[SourceCell] = []
        for row in range(rows):
            for cell in sorted((c for c in cells if c.row == row), key=lambda c: c.column):
                begin = self._add(cell.text)
                placed.append(SourceCell(row, cell.column, cell.row_span, cell.column_span, begin, self._length))
                self._anchors += [(marker, begin + place) for marker, place in cell.marks]
                self._add("\t")
            self._add("\n")
        self._tables.append(SourceTable(start, self._length, rows, columns, tuple(placed)))

    def notes(self, texts: dict[str, str]) -> None:
        """The texts of the footnotes called so far, below everything else."""
        for marker, anchor in self._anchors:
            text = texts.get(marker, "").strip()
            if text:
                start = self._add(text)
                self._notes.append(SourceNote(marker, anchor, start, self._length))
                self._add("\n")

    def build(self, media_type: str) -> SourceText:
        return SourceText(
            "".join(self._pieces),
            tuple(self._pages),
            tuple(self._tables),
            tuple(self._notes),
            tuple(self._levels),
            "born_digital",
            media_type,
        )

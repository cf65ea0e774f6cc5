"""Stretches of readable text in which documents are cited: blocks and table cells, normalised, tied to the raw text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.extraction import Span
from ingest.layout.records import Block, BlockKind, Layout, Reading
from vietnamese.sentences import sentences
from vietnamese.text import Normalised, fold, normalise


@dataclass(frozen=True)
class Unit:
    """One stretch. `text` is the normalised reading; positions in it are turned to raw offsets by `raw` and back by `position`.

    `block` is the index of its block in the layout, `row` and `column` its place in the block's table.
    """

    text: str
    normalised: Normalised
    reading: Reading
    kind: BlockKind
    block: int
    row: int | None = None
    column: int | None = None

    @cached_property
    def folded(self) -> str:
        """Lower case without diacritics, one character for one."""
        folded = fold(self.text)
        return folded if len(folded) == len(self.text) else self.text.lower()

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of `text[start:end]`."""
        first, last = self.normalised.span(start, end)
        return self.reading.span(first, last)

    def position(self, offset: int) -> int:
        """The position in `text` of a raw offset (of the first character at or after it)."""
        return bisect_left(self.normalised.offsets, bisect_left(self.reading.offsets, offset))

    def span(self, start: int, end: int) -> Span:
        """A span for the records: raw offsets, the text as it reads."""
        first, last = self.normalised.span(start, end)
        return Span(*self.reading.span(first, last), self.reading.text[first:last])

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a position."""
        index = bisect_left(self.sentences, (position + 1,)) - 1
        return self.sentences[max(index, 0)]


def units(layout: Layout, wanted: Container[int] | None = None) -> Iterator[Unit]:
    """All stretches in reading order; a table gives its cells, each once. `wanted`: only those of these blocks."""
    for index, block in enumerate(layout.blocks):
        if block.kind == "furniture" or (wanted is not None and index not in wanted):
            continue
        if block.table is None:
            yield from _unit(block.reading, block, index)
            continue
        seen: set[int] = set()
        for number, row in enumerate(block.table.rows):
            for column, cell in enumerate(row.cells):
                if cell is not None and cell.start not in seen:
                    seen.add(cell.start)
                    yield from _unit(cell.reading, block, index, number, column)


def _unit(reading: Reading, block: Block, index: int, row: int | None = None, column: int | None = None) -> Iterator[Unit]:
    if reading.text.strip():
        normalised = normalise(reading.text)
        yield Unit(normalised.text, normalised, reading, block.kind, index, row, column)

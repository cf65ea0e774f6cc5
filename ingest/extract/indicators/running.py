"""The running text of a document as figures are read in it: block by block, its sentences, and where in the source a stretch stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction import Span
from ingest.layout.records import Block, Layout
from vietnamese.sentences import sentences
from vietnamese.text import normal


@dataclass(frozen=True, slots=True)
class RunningText:
    """A block that is no table. `text` is in one spelling, `flat` the same with every blank a space, `sentences` their bounds."""

    block: Block
    text: str
    flat: str
    sentences: tuple[tuple[int, int], ...]

    def sentence(self, place: int) -> tuple[int, int]:
        """The bounds of the sentence around a place."""
        return next(((start, end) for start, end in self.sentences if start <= place < end), (0, len(self.text)))

    def span(self, start: int, end: int) -> Span:
        """A stretch as evidence, with single blanks."""
        return Span(*self.block.reading.span(start, end), " ".join(self.flat[start:end].split()))


def running_text(layout: Layout) -> Iterator[RunningText]:
    """The blocks outside tables, but for those whose offsets one spelling would move."""
    for block in layout.blocks:
        if block.table is None:
            text = normal(block.reading.text)
            if len(text) == len(block.reading.text):
                yield RunningText(block, text, re.sub(r"\s", " ", text), tuple(sentences(text)))

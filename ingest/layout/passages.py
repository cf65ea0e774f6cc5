"""Blocks cut to passages of 60 to 150 syllables, the units of search; and the footnotes as records.

A long block is split between sentences, a short one stands alone, a table's row is one passage, a heading is one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from graph.extraction import FoundFootnote, FoundPassage
from graph.records import PassageKind
from ingest.layout.contexts import footnote_contexts, row_contexts
from ingest.layout.records import Block, Layout, Row
from vietnamese.sentences import sentences

SHORTEST = 60
LONGEST = 150
_CLAUSE_END = re.compile(r"[;:,]\s+")
_WORD = re.compile(r"\S+")


def find_passages(layout: Layout) -> tuple[FoundPassage, ...]:
    """All passages in reading order."""
    found: list[FoundPassage] = []
    foot: list[Block] = []
    contexts = footnote_contexts(layout)
    for number, block in enumerate(layout.blocks):
        if block.kind in ("signature", "recipients"):
            if block.reading.text:
                foot.append(block)
            continue
        if foot:
            found.append(_foot_passage(foot))
            foot = []
        found.extend(_passages_of(block, contexts.get(number, "")))
    if foot:
        found.append(_foot_passage(foot))
    return tuple(found)


def find_footnotes(layout: Layout) -> tuple[FoundFootnote, ...]:
    """All footnotes in the order of their texts."""
    notes = ((note, layout.blocks[note.block]) for note in layout.footnotes)
    return tuple(FoundFootnote(n.marker, n.anchor, b.start, b.end, b.reading.text[b.body :]) for n, b in notes)


def _foot_passage(blocks: Sequence[Block]) -> FoundPassage:
    text = " ".join(block.reading.text for block in blocks)
    return FoundPassage("signature", (), text, min(b.start for b in blocks), max(b.end for b in blocks), blocks[0].page)


def _passages_of(block: Block, context: str) -> Iterator[FoundPassage]:
    if block.kind == "furniture" or (block.kind != "table" and not block.reading.text):
        return
    if block.table is not None:
        for row, above in zip(block.table.rows, row_contexts(block.table), strict=True):
            yield _row_passage(block, row, above)
        return
    kind = _kind_of(block)
    pieces = [(0, len(block.reading.text))] if kind == "heading" else split_text(block.reading.text)
    for start, end in pieces:
        first, last = block.reading.span(start, end)
        yield FoundPassage(kind, block.section, block.reading.text[start:end], first, last, block.page, context)


def _kind_of(block: Block) -> PassageKind:
    if block.kind in ("heading", "title", "letterhead"):
        return "heading"
    return "footnote" if block.kind == "footnote" else "body"


def _row_passage(block: Block, row: Row, context: str) -> FoundPassage:
    text = " ".join(cell.reading.text for cell in row.cells if cell is not None and cell.reading.text)
    return FoundPassage("table", block.section + row.group, text, row.start, row.end, row.page, context)


def split_text(text: str) -> list[tuple[int, int]]:
    """Stretches of at most 150 syllables, as even as sentences (or clauses, in a sentence that is too long) allow."""
    if _syllables(text) <= LONGEST:
        return [(0, len(text))]
    units = [unit for start, end in sentences(text) for unit in _short_units(text, start, end)]
    total = sum(_syllables(text[s:e]) for s, e in units)
    parts = -(-total // LONGEST)
    goal = max(SHORTEST, min(LONGEST, -(-total // parts)))
    return _gather(text, units, goal)


def _gather(text: str, units: Sequence[tuple[int, int]], goal: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    sizes: list[int] = []
    for start, end in units:
        size = _syllables(text[start:end])
        if pieces and sizes[-1] < goal and sizes[-1] + size <= LONGEST:
            pieces[-1] = (pieces[-1][0], end)
            sizes[-1] += size
        else:
            pieces.append((start, end))
            sizes.append(size)
    if len(pieces) > 1 and sizes[-1] < SHORTEST // 2 and sizes[-2] + sizes[-1] <= LONGEST + SHORTEST // 2:
        pieces[-2:] = [(pieces[-2][0], pieces[-1][1])]
    return pieces


def _short_units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its clauses where it is longer than a passage may be, or bare runs of words where even these are."""
    if _syllables(text[start:end]) <= LONGEST:
        yield start, end
        return
    cuts = [start, *(m.end() for m in _CLAUSE_END.finditer(text, start, end)), end]
    for first, last in itertools.pairwise(cuts):
        clause_end = first + len(text[first:last].rstrip())
        if clause_end <= first:
            continue
        words = list(_WORD.finditer(text, first, clause_end))
        for index in range(0, len(words), LONGEST):
            yield words[index].start(), words[min(index + LONGEST, len(words)) - 1].end()


def _syllables(text: str) -> int:
    return text.count(" ") + 1

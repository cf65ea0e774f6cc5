"""A document's text as blocks for the page: paragraphs joined, citations linked, one place marked, anchors for offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph.records import Mention
from ingest.layout import Block, Cell, Layout, Reading, lay_out
from ingest.readers.records import SourceText
from vietnamese.text import fold, normal

HERE = "cho-nay"
LAYOUTS_KEPT = 32
LONGEST_LAID_OUT = 500_000
HEAD_BLOCKS = 16
SUBJECT = re.compile(r"\s*(?:V/v|Về việc)\b")
MOTTO = re.compile(r"cong hoa xa hoi|doc lap|dang cong san viet nam|\bngay\b.*\bthang\b|^\W*thang\b")


@dataclass(frozen=True, slots=True)
class Link:
    """A citation in the text: where it leads ("" where it is open) and what the reader is told about it."""

    href: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block's text; `note` is a footnote's mark standing before it, `id` an anchor."""

    text: str
    link: Link | None = None
    marked: bool = False
    note: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class TextRow:
    cells: tuple[tuple[Segment, ...], ...]
    group: str | None
    """The heading of the group that begins with this row."""
    id: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block as the page shows it. `page` is set where a new page begins with it, `target` where the marked place begins."""

    kind: str
    level: int
    id: str
    segments: tuple[Segment, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[TextRow, ...] = ()
    page: int | None = None
    target: bool = False
    marker: str | None = None

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a document in its two columns: who issues it, and the motto with place and date."""

    left: tuple[TextBlock, ...]
    right: tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int


def text_blocks(
    source: SourceText, mentions: Sequence[Mention], link: Callable[[Mention], Link], place: Place | None = None
) -> list[TextBlock]:
    """The blocks of a text with its citations linked; `place` (raw offsets) is marked wherever it stands."""
    layout = _laid_out(source)
    ordered = sorted(mentions, key=lambda mention: mention.start)
    painter = _Painter(ordered, [mention.start for mention in ordered], link, place)
    notes = {note.block: note.marker for note in layout.footnotes}
    blocks = list(_blocks(layout, painter, notes))
    return blocks if place is None or painter.found else _point_near(layout, blocks, place)


def with_letterhead(blocks: Sequence[TextBlock]) -> list[TextBlock | Letterhead]:
    """The blocks with the head of the document put into two columns; a letter's subject (V/v ...) stands in the left one."""
    head = 0
    for position, block in enumerate(blocks[:HEAD_BLOCKS]):
        if block.kind == "letterhead":
            head = position + 1
        elif not SUBJECT.match(block.text):
            break
    if head < 2:
        return list(blocks)
    right = tuple(line for line in blocks[:head] if MOTTO.search(fold(normal(line.text))))
    return [Letterhead(tuple(line for line in blocks[:head] if line not in right), right), *blocks[head:]]


@lru_cache(maxsize=LAYOUTS_KEPT)
def _laid_out(source: SourceText) -> Layout:
    return lay_out(source) if len(source.text) <= LONGEST_LAID_OUT else _plain(source)


def _plain(source: SourceText) -> Layout:
    """A very long text as paragraphs between blank lines: a page should not wait for its tables to be put together."""
    blocks: list[Block] = []
    for found in re.finditer(r"\S(?:.*\n?)(?:.*\S.*\n?)*", source.text):
        start, end = found.start(), found.start() + len(found.group().rstrip())
        reading = Reading(source.text[start:end], range(start, end), range(start + 1, end + 1))
        blocks.append(Block("paragraph", reading, start, end, bisect_right(source.pages, start)))
    return Layout(source, tuple(blocks))


def _blocks(layout: Layout, painter: _Painter, notes: dict[int, str]) -> Iterator[TextBlock]:
    page = 1
    for index, block in enumerate(layout.blocks):
        if block.kind == "furniture":
            continue
        begins = block.page if block.page != page else None
        page = block.page
        before = painter.found
        if block.table is not None:
            rows = tuple(_rows(block, painter))
            made = TextBlock("table", block.level, f"o{block.start}", (), block.table.columns, rows, begins)
        else:
            marks = [(mark.position, mark.marker) for mark in block.marks]
            segments = tuple(painter.paint(block.reading, marks))
            made = TextBlock(block.kind, block.level, f"o{block.start}", segments, page=begins, marker=notes.get(index))
        yield made if painter.found == before else _with_target(made)


def _rows(block: Block, painter: _Painter) -> Iterator[TextRow]:
    assert block.table is not None
    group: tuple[str, ...] = ()
    for row in block.table.rows:
        heading = " › ".join(row.group) if row.group and row.group != group else None
        group = row.group
        yield TextRow(tuple(_cell(cell, painter) for cell in row.cells), heading, f"o{row.start}")


def _cell(cell: Cell | None, painter: _Painter) -> tuple[Segment, ...]:
    return tuple(painter.paint(cell.reading, ())) if cell is not None else ()


def _with_target(block: TextBlock) -> TextBlock:
    return TextBlock(block.kind, block.level, block.id, block.segments, block.columns, block.rows, block.page, True, block.marker)


def _point_near(layout: Layout, blocks: list[TextBlock], place: Place) -> list[TextBlock]:
    """A place in no block (page furniture) is pointed to by the block after it."""
    shown = [block for block in layout.blocks if block.kind != "furniture"]
    index = next((i for i, block in enumerate(shown) if block.end > place.start), len(shown) - 1)
    if index >= 0:
        near = blocks[index]
        blocks[index] = TextBlock("here", near.level, HERE, near.segments, near.columns, near.rows, near.page, True, near.marker)
    return blocks


class _Painter:
    """Cuts readings at the borders of citations, footnote marks and the marked place."""

    def __init__(
        self, mentions: Sequence[Mention], starts: Sequence[int], link: Callable[[Mention], Link], place: Place | None
    ) -> None:
        self._mentions = mentions
        self._starts = starts
        self._link = link
        self._place = place
        self.found = False

    def paint(self, reading: Reading, notes: Iterable[tuple[int, str]]) -> Iterator[Segment]:
        text = reading.text
        if not text:
            return
        links = list(self._links_in(reading))
        marked = self._inside(reading, self._place.start, self._place.end) if self._place else None
        marks = dict(notes)
        cuts = {0, len(text), *marks, *(edge for begin, end, _ in links for edge in (begin, end)), *(marked or ())}
        borders = sorted(cut for cut in cuts if 0 <= cut <= len(text))
        for begin, end in pairwise(borders):
            link = next((target for a, b, target in links if a <= begin and end <= b), None)
            inside = marked is not None and marked[0] <= begin and end <= marked[1]
            first = inside and not self.found
            self.found = self.found or inside
            yield Segment(text[begin:end], link, inside, marks.get(begin), HERE if first else None)
        if len(text) in marks:
            yield Segment("", note=marks[len(text)])

    def _links_in(self, reading: Reading) -> Iterator[tuple[int, int, Link]]:
        first, last = reading.offsets[0], reading.ends[len(reading.text) - 1]
        end_of_previous = 0
        for index in range(bisect_left(self._starts, first), len(self._mentions)):
            mention = self._mentions[index]
            if mention.start >= last:
                return
            span = self._inside(reading, mention.start, mention.end)
            if span and span[0] >= end_of_previous:
                end_of_previous = span[1]
                yield *span, self._link(mention)

    @staticmethod
    def _inside(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the readable text that the raw span covers, None where it covers nothing of it."""
        low = bisect_left(reading.offsets, start, hi=len(reading.text))
        high = bisect_left(reading.offsets, end, hi=len(reading.text))
        return (low, high) if low < high else None

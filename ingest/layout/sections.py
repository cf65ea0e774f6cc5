"""Drafts to blocks: which are headings, which items, and under which headings each stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.layout.drafts import Draft
from ingest.layout.markers import is_capital
from ingest.layout.reading import read_spans
from ingest.layout.records import Block, BlockKind, FootnoteMark

_HEADING_WORDS = 45
_INTRODUCING_WORDS = 70
_UNNUMBERED_RANK = 3
_STYLED_RANK = 1
_FOOT = ("recipients", "signature")
"""They are the document's, even where they stand below its annex."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote's mark in the raw text."""

    start: int
    end: int
    marker: str


def heading_like(draft: Draft, following: Draft | None) -> bool:
    """Whether a draft is a heading: short, no full stop, and not one of a row of its like."""
    if draft.level is not None:
        return True
    text, marker = draft.joined, draft.marker
    if marker is None:
        return is_capital(text) and draft.words <= _HEADING_WORDS and text[-1] not in ".:;,"
    if marker.structural:
        return True
    if marker.kind in ("dash", "plus", "bracket", "letter"):
        return False
    if draft.words > _HEADING_WORDS or text[-1] in ".;:,…" or len(text) <= marker.length:
        return False
    if marker.kind in ("roman", "letter_heading") or is_capital(text[marker.length :]):
        return True
    other = following.marker if following is not None else None
    return following is not None and (other is None or other.rank > marker.rank)


def introduces(draft: Draft, following: Draft | None) -> bool:
    """Whether an item stands over the items below it ("3. Giao Sở X:")."""
    if draft.marker is None or following is None or draft.words > _INTRODUCING_WORDS:
        return False
    deeper = following.marker is not None and following.marker.rank > draft.marker.rank
    return draft.joined[-1] == ":" and (deeper or following.marker is None)


def rank_of(draft: Draft) -> int:
    if draft.marker is not None:
        return draft.marker.rank
    return _STYLED_RANK + draft.level if draft.level is not None else _UNNUMBERED_RANK


class Sections:
    """The headings that stand open, from the top; and the annex."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str, bool]] = []
        self.annex: int | None = None

    def path(self) -> tuple[str, ...]:
        return tuple(label for _, label, shown in self.open if shown)

    def enter(self, rank: int) -> int:
        """Closes what a block of this rank ends; the block's depth."""
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        return len(self.open) + 1

    def clear(self) -> None:
        self.open.clear()

    def begin(self, rank: int, label: str, shown: bool = True) -> None:
        self.open.append((rank, label, shown))

    def begin_annex(self) -> None:
        self.open.clear()
        self.annex = (self.annex or 0) + 1


def cut_marks(
    spans: Sequence[tuple[int, int]], marks: Sequence[Mark], starts: Sequence[int]
) -> tuple[list[tuple[int, int]], list[Mark]]:
    """The spans without the footnote marks in them, and these marks."""
    kept: list[tuple[int, int]] = []
    found: list[Mark] = []
    for start, end in spans:
        position = start
        for mark in marks[bisect_left(starts, start) : bisect_right(starts, end)]:
            kept.append((position, mark.start))
            found.append(mark)
            position = mark.end
        kept.append((position, end))
    return kept, found


def block_of(
    text: str, draft: Draft, kind: BlockKind, marks: Sequence[Mark], starts: Sequence[int], sections: Sections, depth: int
) -> Block:
    """The block of a draft, its marks taken out of the reading."""
    spans, found = cut_marks(draft.spans, marks, starts) if marks else (draft.spans, [])
    reading = read_spans(text, spans)
    placed = tuple(FootnoteMark(bisect_left(reading.offsets, mark.start), mark.marker, mark.start) for mark in found)
    marker = draft.marker
    body = 0
    if marker is not None and kind in ("heading", "item", "recipients"):
        body = len(reading.text) - len(reading.text[marker.length :].lstrip(" ")) if len(reading.text) > marker.length else 0
    return Block(
        kind,
        reading,
        draft.spans[0][0],
        draft.spans[-1][1],
        draft.page,
        sections.path(),
        marker.ordinal if marker is not None else None,
        depth,
        placed,
        annex=sections.annex,
        body=body,
    )


def blocks_of(text: str, drafts: Sequence[Draft], marks: Sequence[Mark], next_of: Callable[[int], Draft | None]) -> list[Block]:
    """All blocks in order; `next_of(i)` is the next draft of the running text after the i-th."""
    sections = Sections()
    starts = [mark.start for mark in marks]
    blocks: list[Block] = []
    for index, draft in enumerate(drafts):
        following = next_of(index)
        if draft.kind is not None:
            if draft.kind == "signature":
                sections.clear()
            around = Sections() if draft.kind in _FOOT else sections
            blocks.append(block_of(text, draft, draft.kind, marks, starts, around, 0))
            continue
        heading = heading_like(draft, following)
        rank = rank_of(draft)
        plain = draft.marker is None and not heading
        if draft.marker is not None and draft.marker.kind == "annex":
            sections.begin_annex()
        depth = sections.enter(rank) if not plain else len(sections.open) + 1
        kind: BlockKind = "heading" if heading else ("paragraph" if plain else "item")
        block = block_of(text, draft, kind, marks, starts, sections, depth)
        blocks.append(block)
        if heading:
            sections.begin(rank, block.reading.text)
        elif draft.marker is not None:
            article = draft.marker.kind == "article"
            opens = article or introduces(draft, following)
            label = draft.marker.ordinal if article and draft.words > _HEADING_WORDS else block.reading.text
            sections.begin(rank, label, opens)
    return blocks

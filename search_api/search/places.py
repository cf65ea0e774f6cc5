"""Hits are places: what stands on the same lines of one document is one hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.protocols import Entry

SAME = 0.5
"""Share of the shorter stretch from which two overlapping stretches are one place."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its entry, in the order of the ranking."""

    row: int
    entry: Entry
    score: float
    why: tuple[str, ...]
    folded: int = 0


def fold_places(ranked: Iterable[Ranked]) -> list[Ranked]:
    """The best of each place, in order, with the number of others that stand there."""
    kept: list[Ranked] = []
    by_document: dict[str, list[int]] = {}
    for one in ranked:
        others = by_document.setdefault(one.entry.document, [])
        twin = next((index for index in others if same_place(kept[index].entry, one.entry)), None)
        if twin is None:
            others.append(len(kept))
            kept.append(one)
        else:
            known = kept[twin]
            kept[twin] = Ranked(known.row, known.entry, known.score, known.why, known.folded + 1)
    return kept


def same_place(first: Entry, second: Entry) -> bool:
    """Whether two entries of one document overlap by at least half of the shorter; entries without a place never do."""
    shorter = min(first.end - first.start, second.end - second.start)
    if first.document != second.document or shorter <= 0:
        return False
    return min(first.end, second.end) - max(first.start, second.start) >= SAME * shorter


def distinct_texts(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Without later entries whose text and heading repeat an earlier one's word for word in the same document."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for one in ranked:
        mark = (one.entry.document, one.entry.heading, " ".join(one.entry.text.lower().split()))
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    return kept

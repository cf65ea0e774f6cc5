"""The stretch of a place that shows best why it was found, with the words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vietnamese.syllables import Cut

WIDTH = 44
"""Syllables shown of a long text."""
BEFORE = 6
"""Syllables shown before the first match."""


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, weights: Mapping[str, float], width: int = WIDTH) -> Snippet:
    """A window of `text` that holds most of the weighted words (weights above 0); marks cover neighbouring words as one."""
    cut = Cut(text)
    words = cut.syllables
    if not words:
        return Snippet(text, ())
    found = [(place, weights[word]) for place, word in enumerate(words) if word in weights]
    first = _best_window(found, len(words), width)
    last = min(first + width, len(words)) - 1
    marked = [place for place, _ in found if first <= place <= last]
    offsets = dict(zip(places := sorted({first, *marked, last}), cut.offsets(places), strict=True))
    start = 0 if first == 0 else offsets[first][0]
    end = len(text) if last == len(words) - 1 else offsets[last][1]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    marks = [(m + shift, n + shift) for m, n in _joined(text, [offsets[place] for place in marked])]
    return Snippet(before + text[start:end] + after, tuple(marks))


def _best_window(found: Sequence[tuple[int, float]], count: int, width: int) -> int:
    """Where the window begins whose matches, given by place with their weights, weigh most; a little before the first of them
    where that loses none."""
    if count <= width or not found:
        return 0
    total = best = 0.0
    lead = room = oldest = 0
    for place, weight in found:
        total += weight
        while place - found[oldest][0] >= width:
            total -= found[oldest][1]
            oldest += 1
        if total > best + 1e-9:
            best, lead = total, found[oldest][0]
            room = width - (place - lead + 1)
    return max(0, min(lead - min(BEFORE, room), count - width))


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with nothing but blanks between them become one."""
    marks: list[tuple[int, int]] = []
    for start, end in spans:
        if marks and not text[marks[-1][1] : start].strip():
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return marks

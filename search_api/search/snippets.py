"""The stretch of a place that shows best why it was found, with the words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vietnamese.syllables import Cut, Syllable

WIDTH = 44
"""Syllables shown of a long text."""


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, weights: Mapping[str, float], width: int = WIDTH) -> Snippet:
    """A window of `text` that holds most of the weighted words; marks cover neighbouring words as one."""
    cut = Cut(text)
    words = cut.syllables
    if not words:
        return Snippet(text, ())
    weigh = weights.get
    first = _best_window([weigh(word, 0.0) for word in words], width)
    window = cut.between(first, width)
    start = 0 if first == 0 else window[0].start
    end = len(text) if first + width >= len(words) else window[-1].end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    marks = [(m + shift, n + shift) for m, n in _marked(text, window, weights)]
    return Snippet(before + text[start:end] + after, tuple(marks))


def _best_window(scores: Sequence[float], width: int) -> int:
    """Where the window begins whose distinct matches weigh most; a little before the first match."""
    if len(scores) <= width:
        return 0
    total = sum(scores[:width])
    best, best_at = total, 0
    for begin, (gone, come) in enumerate(zip(scores, scores[width:], strict=False), 1):
        total += come - gone
        if total > best + 1e-9:
            best, best_at = total, begin
    lead = next((i for i in range(best_at, best_at + width) if scores[i] > 0), best_at)
    return max(0, min(lead - 6, len(scores) - width)) if best > 0 else 0


def _marked(text: str, words: Sequence[Syllable], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    for word in words:
        if weights.get(word.text, 0.0) <= 0:
            continue
        if marks and not text[marks[-1][1] : word.start].strip():
            marks[-1] = (marks[-1][0], word.end)
        else:
            marks.append((word.start, word.end))
    return marks

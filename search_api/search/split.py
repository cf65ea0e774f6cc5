"""Plain text cut into passages at its lines and sentences, for collections that are measured and not ingested."""

from __future__ import annotations

import re

LEAST, MOST = 60, 130
_END = re.compile(r"\n+|(?<=[.;:?!])\s+")


def split_text(text: str) -> list[tuple[int, int]]:
    """Spans of at most `MOST` syllables where the text allows; a short rest joins the passage before it."""
    pieces: list[tuple[int, int]] = []
    for start, end in _pieces(text):
        if pieces and _size(text, pieces[-1][0], end) <= MOST:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    if len(pieces) > 1 and _size(text, *pieces[-1]) < LEAST // 2:
        last = pieces.pop()
        pieces[-1] = (pieces[-1][0], last[1])
    return pieces or [(0, len(text))]


def _pieces(text: str) -> list[tuple[int, int]]:
    """Sentences and lines; a very long one is cut at blanks."""
    bounds, start = [], 0
    for match in _END.finditer(text):
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, len(text)))
    return [piece for begin, end in bounds if end > begin for piece in _cut(text, begin, end)]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [match.span() for match in re.compile(r"\S+").finditer(text, start, end)]
    return [(words[i][0], words[min(i + MOST, len(words)) - 1][1]) for i in range(0, len(words), MOST)]


def _size(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())

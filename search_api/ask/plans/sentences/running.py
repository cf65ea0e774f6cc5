"""The running text of a document as a reader follows it: over footnotes and page numbers, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import Footnote

_MARKER = re.compile(r"(?<!\S)\(?\*?\d{0,3}\)?[ \t]*$")
PAGE_NUMBER = re.compile(r"\n\s*\d{1,3}\s*\n")


def without_footnotes(text: str, footnotes: Sequence[Footnote]) -> str:
    """The text with its footnotes and the markers before them blanked, offsets kept."""
    pieces, at = list[str](), 0
    for note in sorted(footnotes, key=lambda note: note.start):
        line = text.rfind("\n", 0, note.start) + 1
        marker = _MARKER.search(text, max(line, note.start - 8), note.start)
        begin, end = max(at, marker.start() if marker else note.start), max(at, note.end)
        pieces += [text[at:begin], " " * (end - begin)]
        at = end
    return "".join((*pieces, text[at:]))


def in_footnote(place: int, footnotes: Sequence[Footnote]) -> bool:
    """Whether a place, or what begins right behind its marker, is in a footnote."""
    return any(note.start - 8 <= place < note.end for note in footnotes)

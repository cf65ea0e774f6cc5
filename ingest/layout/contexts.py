"""What a passage must be read with: a footnote with the words that it follows, a part of a row's figure with the row that it is part of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.layout.records import Layout, Row, Table
from vietnamese.sentences import sentences

FOLLOWED = 12
"""Words before a footnote's mark that tell what it is about."""
NAMED = 20
"""Words of a row's name that tell what its parts are parts of."""
_PART = re.compile(r"[-–+•]\s+(?=\w)")


def footnote_contexts(layout: Layout) -> Mapping[int, str]:
    """For each block that is a footnote, by its place among the blocks, the end of the sentence before its mark."""
    before = {mark.anchor: block.reading.text[: mark.position] for block in layout.blocks for mark in block.marks}
    marked = ((note.block, before[note.anchor]) for note in layout.footnotes if note.anchor in before)
    return {block: _last_words(text) for block, text in marked if text.strip()}


def _last_words(text: str) -> str:
    start, end = list(sentences(text))[-1]
    return " ".join(text[start:end].split()[-FOLLOWED:])


def row_contexts(table: Table) -> list[str]:
    """For each row the names of the rows that it is part of: "+ Thu nội địa" is part of "Thu ngân sách nhà nước"."""
    above: list[tuple[str, str]] = []
    found: list[str] = []
    for row in table.rows:
        name = _name(row)
        marked = _PART.match(name)
        mark = marked[0].strip() if marked else ""
        marks = [known for known, _ in above]
        above = above[: marks.index(mark)] if mark in marks else above if mark else []
        found.append(" - ".join(known for _, known in above))
        if name:
            above.append((mark, " ".join(name[marked.end() if marked else 0 :].split()[:NAMED]).rstrip(" :,;")))
    return found


def _name(row: Row) -> str:
    """The first cell that says something in words."""
    texts = (cell.reading.text for cell in row.cells if cell is not None)
    return next((text for text in texts if sum(letter.isalpha() for letter in text) > 2), "")

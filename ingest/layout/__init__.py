"""From lines to what a reader sees: blocks in order, tables, footnotes, all tied to the raw text.

`reading` maps readable text to raw offsets · `lines` and their measures · `markers` at the head of a line · `furniture` ·
`footnotes` · `head` (letterhead, title) and `foot` (recipients, signature) · `drafts` joins lines to paragraphs · `sections` makes
blocks of them · `tables` · `passages` cuts blocks for search.
"""

from __future__ import annotations

from ingest.layout.compose import lay_out
from ingest.layout.records import Block, Cell, FootnoteMark, LaidFootnote, Layout, Line, Reading, Row, Table

__all__ = ["Block", "Cell", "FootnoteMark", "LaidFootnote", "Layout", "Line", "Reading", "Row", "Table", "lay_out"]

"""What a reader delivers, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TextSource = Literal["born_digital", "ocr", "legacy"]


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a real table; `start`/`end` into the delivered text, `row`/`column` from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceTable:
    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[SourceCell, ...]


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A footnote that the format itself marks (docx): its mark stands before `text[anchor]`, its own text is `text[start:end]`."""

    marker: str
    anchor: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file and what the format knows about it. Offsets of everything later point into `text`.

    `pages[i]` is where page i+1 begins. For a text file `text` is the decoded file itself (BOM dropped, CRLF kept).
    `heading_levels` are (start, end, level) of paragraphs that the format styles as headings.
    """

    text: str
    pages: tuple[int, ...] = (0,)
    tables: tuple[SourceTable, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    heading_levels: tuple[tuple[int, int, int], ...] = ()
    text_source: TextSource = "born_digital"
    media_type: str = "text/plain"

"""The page as a reader sees it: lines, blocks, tables, footnotes, each tied to the raw text by offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.readers.records import SourceText

BlockKind = Literal[
    "letterhead", "title", "heading", "paragraph", "item", "table", "recipients", "signature", "footnote", "furniture"
]


@dataclass(frozen=True, slots=True)
class Reading:
    """Readable text (lines joined, blanks single, footnote marks and page furniture taken out) with its map to the raw text.

    `offsets[i]` is the raw offset of `text[i]`; `ends[i]` the raw offset after it.
    """

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of `text[start:end]`, blanks at its ends not counted; may enclose a footnote or a page break."""
        return self.offsets[start], self.ends[max(start, end - 1)]


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A mark in a block's reading: it stood before `text[position]`; `anchor` is its raw offset."""

    position: int
    marker: str
    anchor: int


@dataclass(frozen=True, slots=True)
class LaidFootnote:
    marker: str
    anchor: int | None
    block: int
    """Index of the footnote's block in `Layout.blocks`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `doubt` says in Vietnamese why its extent is uncertain, None where it is not."""

    reading: Reading
    start: int
    end: int
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row under its group rows (`II.1 Dự án sử dụng ngân sách`); one cell for each column, None where nothing stands."""

    cells: tuple[Cell | None, ...]
    group: tuple[str, ...]
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table put together over its pages. `columns` are headings joined from top to bottom (`Tiến độ năm 2026 / Đến hết Quý I`)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    start: int
    end: int
    origin: Literal["cells", "pipes", "tabs", "flattened"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item, table ... in reading order.

    `section` is the path of headings above it, `ordinal` its own number as printed (`2.1`, `a`, `-`), `level` its depth.
    A paragraph that goes on after a page or a footnote is one block; `start`/`end` then enclose what stands between.
    """

    kind: BlockKind
    reading: Reading
    start: int
    end: int
    page: int
    section: tuple[str, ...] = ()
    ordinal: str | None = None
    level: int = 0
    marks: tuple[FootnoteMark, ...] = ()
    table: Table | None = None
    annex: int | None = None
    """Number (from 1) of the annex that it stands in, None in the main part."""
    body: int = 0
    """Where the text behind its ordinal begins: `reading.text[body:]` is the item without "2.1." or dash."""


@dataclass(frozen=True, slots=True)
class Layout:
    source: SourceText
    blocks: tuple[Block, ...]
    footnotes: tuple[LaidFootnote, ...] = field(default=())

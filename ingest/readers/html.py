"""Web pages (html, htm): blocks as paragraphs, tables with spans, headings by their rank."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from graph.errors import ReadError
from ingest.readers.builder import GridCell, TextBuilder
from ingest.readers.records import SourceText
from ingest.readers.text import decode

MEDIA_TYPE = "text/html"
_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "form", "button", "select"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "blockquote",
        "dd",
        "dt",
        "dl",
        "pre",
        "center",
        "body",
        "html",
        "figure",
    }
)
_HEADING = re.compile(r"h([1-6])$")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_html(path: Path) -> SourceText:
    """The readable text of a page."""
    data = path.read_bytes()
    text = _decoded(data, path.name)
    try:
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError(f"{path.name}: không đọc được trang HTML") from error
    reader = _HtmlReader()
    reader.block(root)
    reader.flush()
    if reader.builder.empty:
        raise ReadError(f"{path.name}: trang HTML không có chữ nào")
    return reader.builder.build(MEDIA_TYPE)


def _decoded(data: bytes, name: str) -> str:
    """The page's text: UTF-8 where the bytes are that, whatever the page says of itself; else as it says."""
    charset = _CHARSET.search(data[:4000])
    try:
        if b"\0" not in data[:4000]:
            return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        pass
    if charset is not None:
        try:
            return data.decode(charset[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)[0]


class _HtmlReader:
    """Collects inline text until a block ends."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.pieces: list[str] = []
        self.level: int | None = None

    def flush(self) -> None:
        text = " ".join("".join(self.pieces).split())
        self.pieces = []
        if text:
            self.builder.paragraph(text, self.level)

    def block(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else None
        if tag is None or tag in _SKIPPED:
            self.pieces.append(element.tail or "")
            return
        heading = _HEADING.match(tag)
        if tag == "table":
            self.flush()
            self._table(element)
        elif tag == "br":
            self.flush()
        elif tag == "sup" and (element.text_content() or "").strip().strip("[]()").isdigit():
            self.pieces.append(element.text_content().strip().strip("[]()").translate(_HIGH))
        else:
            apart = tag in _BLOCKS or heading is not None
            if apart:
                self.flush()
            before, self.level = self.level, int(heading[1]) if heading is not None else self.level
            self.pieces.append(element.text or "")
            for child in element:
                self.block(child)
            if apart:
                self.flush()
            self.level = before
        self.pieces.append(element.tail or "")

    def _table(self, table: Any) -> None:
        cells = _cells(table)
        if (
            max((c.column + c.column_span for c in cells), default=0) < 2
            or len({c.row for c in cells}) < 2
            or table.find(".//table") is not None
        ):
            for cell in table.iter("td", "th"):
                if cell.find(".//table") is None:
                    for line in _cell_lines(cell):
                        self.builder.paragraph(line)
            return
        self.builder.table(cells)


def _cells(table: Any) -> list[GridCell]:
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(table.iter("tr")):
        column = 0
        for item in element:
            if item.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            height, width = _span(item.get("rowspan")), _span(item.get("colspan"))
            taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
            cells.append(GridCell(row, column, height, width, "\n".join(_cell_lines(item))))
            column += width
    return cells


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 1000) if value is not None and value.strip().isdigit() else 1


def _cell_lines(cell: Any) -> list[str]:
    reader = _HtmlReader()
    for part in (cell.text or "",):
        reader.pieces.append(part)
    for child in cell:
        reader.block(child)
    reader.flush()
    return [line for line in reader.builder.build(MEDIA_TYPE).text.split("\n") if line.strip()]

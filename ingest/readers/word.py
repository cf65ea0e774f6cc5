"""Word documents (docx): paragraphs with their automatic numbers, tables with merged cells, footnotes, headings."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from graph.errors import ReadError
from ingest.readers.builder import GridCell, TextBuilder
from ingest.readers.numbering import Numbering
from ingest.readers.packages import check_package
from ingest.readers.records import SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FRAME = re.compile(
    r"C[ỘO]NG\s+H\S{2,4}\s+X[ÃA]\s+H[ỘO]I|Đ[ẢA]NG\s+C[ỘO]NG\s+S[ẢA]N\s+VI[ỆE]T\s+NAM|^\s*N[ơo]i\s+(?:nhận|gửi)",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_FRAME_CELLS = 12
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})


def read_word(path: Path) -> SourceText:
    """The text of a docx file; raises ReadError where the package is damaged."""
    check_package(path)
    try:
        document = docx.Document(str(path))
        reader = _WordReader(document)
        return reader.read(path.name)
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError) as error:
        raise ReadError(f"{path.name}: tệp Word bị hỏng hoặc bị cắt cụt, không mở được") from error


class _WordReader:
    """Walks through the body in its order."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.builder = TextBuilder()
        self.numbering = Numbering(document)
        self.notes: dict[str, str] = {}
        self.note_texts = _note_texts(document)
        self.levels = {style.style_id: level for style in document.styles if (level := _heading_level(style)) is not None}

    def read(self, name: str) -> SourceText:
        for element in self.document.element.body.iterchildren():
            self._element(element)
        if self.builder.empty:
            raise ReadError(f"{name}: tệp Word không có chữ nào")
        self.builder.notes(self.notes)
        return self.builder.build(MEDIA_TYPE)

    def _element(self, element: Any) -> None:
        if element.tag == f"{_W}p":
            self._paragraph(element)
        elif element.tag == f"{_W}tbl":
            self._table(element)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            for child in element.iterchildren():
                self._element(child)

    def _paragraph(self, element: Any) -> None:
        if element.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
            self.builder.page()
        text, marks, breaks = self._text(element)
        number = self.numbering.next(element)
        lead = f"{number} " if number and text.strip() else ""
        style = element.find(f"{_W}pPr/{_W}pStyle")
        level = self.levels.get(style.get(f"{_W}val")) if style is not None else None
        for part, part_marks in _lines(lead + text, [(m, p + len(lead)) for m, p in marks]):
            self.builder.paragraph(part, level, part_marks)
        for box in _boxes(element):
            for child in box.iterchildren():
                self._element(child)
        if breaks:
            self.builder.page()

    def _text(self, element: Any) -> tuple[str, list[tuple[str, int]], bool]:
        """A paragraph's text, its footnote marks and whether a page ends in it."""
        pieces: list[str] = []
        marks: list[tuple[str, int]] = []
        length, breaks = 0, False
        for node in _runs(element):
            piece = ""
            if node.tag == f"{_W}t":
                piece = _raised(node) or node.text or ""
            elif node.tag in (f"{_W}tab", f"{_W}ptab"):
                piece = "\t"
            elif node.tag == f"{_W}noBreakHyphen":
                piece = "-"
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                breaks = breaks or node.get(f"{_W}type") == "page"
                piece = "" if node.get(f"{_W}type") == "page" else "\n"
            elif node.tag == f"{_W}lastRenderedPageBreak" and length == 0:
                self.builder.page()
            elif node.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                marker = self._mark(node)
                if marker is not None:
                    marks.append((marker, length))
            pieces.append(piece)
            length += len(piece)
        return "".join(pieces), marks, breaks

    def _mark(self, node: Any) -> str | None:
        kind = "f" if node.tag.endswith("footnoteReference") else "e"
        text = self.note_texts.get(kind + str(node.get(f"{_W}id")))
        if text is None:
            return None
        marker = str(len(self.notes) + 1)
        self.notes[marker] = text
        return marker

    def _table(self, table: Any) -> None:
        cells = self._cells(table)
        if _is_frame(cells):
            for cell in sorted(cells, key=lambda c: (c.column, c.row)):
                for part, marks in _lines(cell.text, list(cell.marks)):
                    self.builder.paragraph(part, None, marks)
            return
        if max((c.column + c.column_span for c in cells), default=0) < 2:
            for cell in cells:
                for part, marks in _lines(cell.text, list(cell.marks)):
                    self.builder.paragraph(part, None, marks)
            return
        self.builder.table(cells)

    def _cells(self, table: Any) -> list[GridCell]:
        """The cells on their grid; a cell merged downwards takes the rows below it."""
        cells: list[GridCell] = []
        above: dict[int, int] = {}
        for row, element in enumerate(table.iterchildren(f"{_W}tr")):
            column = _number(element.find(f"{_W}trPr/{_W}gridBefore"))
            for item in _row_cells(element):
                span = max(1, _number(item.find(f"{_W}tcPr/{_W}gridSpan")))
                merge = item.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in above:
                    owner = cells[above[column]]
                    cells[above[column]] = GridCell(
                        owner.row, owner.column, row - owner.row + 1, owner.column_span, owner.text, owner.marks
                    )
                else:
                    text, marks = self._cell_text(item)
                    above[column] = len(cells)
                    cells.append(GridCell(row, column, 1, span, text, tuple(marks)))
                column += span
        return cells

    def _cell_text(self, cell: Any) -> tuple[str, list[tuple[str, int]]]:
        pieces: list[str] = []
        marks: list[tuple[str, int]] = []
        length = 0
        for element in cell.iter(f"{_W}p"):
            if any(str(above.tag).endswith("}Fallback") for above in element.iterancestors()):
                continue
            text, found, _ = self._text(element)
            number = self.numbering.next(element)
            text = f"{number} {text}" if number and text.strip() else text
            marks += [(marker, length + place + len(text) - len(text)) for marker, place in found]
            pieces.append(text)
            length += len(text) + 1
        return "\n".join(pieces), marks


def _runs(element: Any) -> Iterator[Any]:
    """The nodes of a paragraph in order, deleted text, field codes and drawings left out."""
    for child in element.iterchildren():
        if child.tag in _SKIPPED or child.tag in (f"{_W}pPr", f"{_W}rPr") or not isinstance(child.tag, str):
            continue
        if child.tag.endswith(("}drawing", "}pict", "}AlternateContent", "}object")):
            continue
        if child.tag.startswith(_W) and len(child) and child.tag != f"{_W}t":
            yield from _runs(child)
        else:
            yield child


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph; of a box that is stored twice (for old and new programs) the new one."""
    for child in element.iterchildren():
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag.endswith("}AlternateContent"):
            choice = next((c for c in child.iterchildren() if isinstance(c.tag, str) and c.tag.endswith("}Choice")), None)
            found = [*_boxes(choice)] if choice is not None else []
            yield from found or _boxes(child)
        else:
            yield from _boxes(child)


_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _raised(node: Any) -> str | None:
    """Digits that are set as superscript by hand."""
    align = node.getparent().find(f"{_W}rPr/{_W}vertAlign")
    if align is None or align.get(f"{_W}val") != "superscript" or not (node.text or "").strip().isdigit():
        return None
    return str(node.text).translate(_HIGH)


def _lines(text: str, marks: list[tuple[str, int]]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    position = 0
    for part in text.split("\n"):
        end = position + len(part)
        yield part, [(m, p - position) for m, p in marks if position <= p <= end]
        position = end + 1


def _row_cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _row_cells(child)


def _number(element: Any) -> int:
    value = element.get(f"{_W}val") if element is not None else None
    return int(value) if value and value.isdigit() else 0


def _is_frame(cells: list[GridCell]) -> bool:
    """Whether a table only sets letterhead or signature side by side."""
    if not cells or len(cells) > _MOST_FRAME_CELLS or max(c.column + c.column_span for c in cells) > 3:
        return False
    return _FRAME.search("\n".join(cell.text for cell in cells)) is not None


def _heading_level(style: Any) -> int | None:
    match = re.match(r"(?:heading|tiêu đề|đề mục)\s*(\d)$", str(style.name or ""), re.IGNORECASE)
    return int(match[1]) if match else None


def _note_texts(document: Any) -> dict[str, str]:
    """The texts of footnotes (`f2`) and endnotes (`e2`) by their ids."""
    found: dict[str, str] = {}
    for relation in document.part.rels.values():
        if relation.is_external:
            continue
        for kind, name in (("f", "footnote"), ("e", "endnote")):
            if relation.reltype.endswith(f"/{name}s"):
                root = etree.fromstring(relation.target_part.blob)
                for note in root.iterchildren(f"{_W}{name}"):
                    if note.get(f"{_W}type") in (None, "normal"):
                        paragraphs = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in note.iter(f"{_W}p"))
                        found[kind + str(note.get(f"{_W}id"))] = " ".join(" ".join(paragraphs).split())
    return found

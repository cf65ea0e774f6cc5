"""PDF files with a text layer: lines as they stand on the page, real tables, raised footnote marks.

A file that is only pictures of pages is refused: its words would have to be recognised first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

from graph.errors import ReadError
from ingest.readers.builder import GridCell, TextBuilder
from ingest.readers.records import SourceText

MEDIA_TYPE = "application/pdf"
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8
_WIDE = 2.2
_SAME = 3.0
_PARAGRAPH = 1.45
_MOTTO = re.compile(r"CỘNG\s+H\S{2,4}\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN|N[ơo]i\s+nhận\s*:", re.IGNORECASE)
Word = dict[str, Any]


def read_pdf(path: Path) -> SourceText:
    """The text of a PDF; raises ReadError for scans, locked and damaged files."""
    try:
        with pdfplumber.open(str(path)) as pdf:
            return _read(pdf, path.name)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise ReadError(f"{path.name}: tệp PDF có mật khẩu") from error
        raise ReadError(f"{path.name}: tệp PDF bị hỏng hoặc bị cắt cụt") from error
    except (PDFSyntaxError, PSException, ValueError, KeyError, TypeError, EOFError) as error:
        raise ReadError(f"{path.name}: tệp PDF bị hỏng hoặc bị cắt cụt") from error


def _read(pdf: Any, name: str) -> SourceText:
    builder = TextBuilder()
    if not pdf.pages:
        raise ReadError(f"{name}: tệp PDF bị hỏng hoặc bị cắt cụt, không có trang nào")
    for page in pdf.pages:
        builder.page()
        _read_page(page, builder)
        page.close()
    if builder.empty:
        raise ReadError(f"{name}: tệp PDF là bản quét (ảnh chụp trang), không có lớp chữ; cần nhận dạng chữ trước khi nạp")
    return builder.build(MEDIA_TYPE)


def _read_page(page: Any, builder: TextBuilder) -> None:
    """Lines and tables from top to bottom."""
    words = page.extract_words(keep_blank_chars=False, use_text_flow=False, extra_attrs=["size"], x_tolerance_ratio=0.15)
    tables = [(table, grid) for table in page.find_tables() if (grid := _grid(table)) and _is_table(grid, words)]
    boxes = [table.bbox for table, _ in tables]
    outside = [w for w in words if not any(_inside(w, box) for box in boxes)]
    pieces: list[tuple[float, Any]] = [(line[0]["top"], line) for line in _lines(outside)]
    pieces += [(table.bbox[1], (table, grid)) for table, grid in tables]
    bottom: float | None = None
    for top, piece in sorted(pieces, key=lambda p: p[0]):
        if isinstance(piece, tuple):
            builder.table(_cells(piece[1], words))
            bottom = None
            continue
        height = max(w["bottom"] - w["top"] for w in piece)
        if bottom is not None and top - bottom > height * (_PARAGRAPH - 1) * _pitch(pieces, height):
            builder.gap()
        builder.paragraph(_text(piece))
        bottom = max(w["bottom"] for w in piece)


def _pitch(pieces: Sequence[tuple[float, Any]], height: float) -> float:
    """The usual distance between lines on this page, in line heights (at least one)."""
    tops = [top for top, piece in pieces if not isinstance(piece, tuple)]
    steps = sorted(b - a for a, b in itertools.pairwise(tops) if 0 < b - a < 4 * height)
    return max(1.0, (steps[len(steps) // 2] - height) / (height * (_PARAGRAPH - 1)) + 0.4) if steps and height else 1.0


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one base line together, from left to right; a raised mark belongs to the line it rises from."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (round(w["bottom"] - _lift(w, words), 1), w["x0"])):
        for line in reversed(lines[-3:]):
            middle = (word["top"] + word["bottom"]) / 2
            if min(w["top"] for w in line) <= middle <= max(w["bottom"] for w in line):
                line.append(word)
                break
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda w: w["x0"])
    return sorted(lines, key=lambda line: min(w["top"] for w in line))


def _lift(word: Word, words: Sequence[Word]) -> float:
    return 0.0 if not word["text"].isdigit() else -0.1


def _text(line: Sequence[Word]) -> str:
    """A line's text: raised digits as superscripts, wide gaps as three blanks (columns), no blank where letters touch."""
    size = max(w["size"] for w in line)
    floor = max(w["bottom"] for w in line)
    pieces: list[str] = []
    right: float | None = None
    for word in line:
        text = str(word["text"])
        if text.isdigit() and word["size"] < _SMALL * size and floor - word["bottom"] > 0.1 * size:
            text = text.translate(_HIGH)
        if right is not None:
            gap = word["x0"] - right
            pieces.append("   " if gap > _WIDE * size else (" " if gap > 0.12 * size else ""))
        pieces.append(text)
        right = word["x1"]
    return "".join(pieces)


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


Box = tuple[float, float, float, float]


def _grid(table: Any) -> list[tuple[int, int, int, int, Box]]:
    """The cells of a ruled table on a grid: (row, column, row span, column span, box)."""
    cells = [cell for cell in table.cells if cell is not None]
    xs, ys = _steps([c[0] for c in cells] + [c[2] for c in cells]), _steps([c[1] for c in cells] + [c[3] for c in cells])
    found = []
    for box in sorted(cells, key=lambda c: (c[1], c[0])):
        left, right, top, low = _place(xs, box[0]), _place(xs, box[2]), _place(ys, box[1]), _place(ys, box[3])
        if right > left and low > top:
            found.append((top, left, low - top, right - left, box))
    return found


def _steps(values: Sequence[float]) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _SAME:
            steps.append(value)
    return steps


def _place(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda i: abs(steps[i] - value))


def _is_table(grid: Sequence[tuple[int, int, int, int, Box]], words: Sequence[Word]) -> bool:
    """Rows and columns enough (a head alone may end a page), and no frame around letterhead or signature."""
    rows, columns = {cell[0] for cell in grid}, {cell[1] for cell in grid}
    if len(columns) < 2 or (len(rows) < 2 and len(columns) < 4):
        return False
    text = " ".join(cell.text for cell in _cells(grid[:6], words))
    return not _MOTTO.search(text) and bool(text.strip())


def _cells(grid: Sequence[tuple[int, int, int, int, Box]], words: Sequence[Word]) -> list[GridCell]:
    cells = []
    for row, column, rows, columns, box in grid:
        inside = [w for w in words if _inside(w, box)]
        cells.append(GridCell(row, column, rows, columns, "\n".join(_text(line) for line in _lines(inside))))
    return cells

"""Files in, `SourceText` out: one module a format.

`text` (txt, md), `word` (docx), `pdf`, `sheet` (xlsx), `html`. What cannot be read raises ReadError with a reason in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from graph.errors import ReadError
from ingest.readers.legacy import unlegacy
from ingest.readers.records import SourceCell, SourceNote, SourceTable, SourceText

_MODULES = {
    ".txt": ("text", "read_text"),
    ".md": ("text", "read_text"),
    ".docx": ("word", "read_word"),
    ".pdf": ("pdf", "read_pdf"),
    ".xlsx": ("sheet", "read_sheet"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
}
SUFFIXES = frozenset(_MODULES)
_INSTEAD = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".ppt": ".pdf", ".pptx": ".pdf"}
"""Formats that are not read, and as what a file of them can be saved."""


def _reader(suffix: str) -> Callable[[Path], SourceText] | None:
    """The reader of a suffix; its module is loaded only now (the libraries for PDF and Word are slow to load)."""
    if suffix not in _MODULES:
        return None
    module, name = _MODULES[suffix]
    reader: Callable[[Path], SourceText] = getattr(import_module(f"ingest.readers.{module}"), name)
    return reader


def read(path: Path) -> SourceText:
    """The text of a file, by its suffix; raises ReadError where there is none to be had."""
    reader = _reader(path.suffix.lower())
    if reader is None:
        instead = _INSTEAD.get(path.suffix.lower())
        hint = f"; cần lưu lại dưới dạng {instead}" if instead else ""
        raise ReadError(f"{path.name}: chưa đọc được định dạng {path.suffix or '(không có đuôi)'}{hint}")
    try:
        return _put_right(reader(path), path.name)
    except OSError as error:
        raise ReadError(f"{path.name}: không mở được tệp ({error.strerror or error})") from error


def _put_right(source: SourceText, name: str) -> SourceText:
    """Text set in an old font (TCVN3) in Unicode; where letters would move (VNI), the file is refused in words."""
    text = unlegacy(source.text) if source.text_source == "born_digital" else None
    if text is None:
        return source
    if len(text) != len(source.text):
        raise ReadError(f"{name}: chữ theo bảng mã VNI cũ, cần chuyển sang Unicode trước khi nạp")
    return replace(source, text=text, text_source="legacy")


__all__ = ["SUFFIXES", "SourceCell", "SourceNote", "SourceTable", "SourceText", "read"]

"""Files in, `SourceText` out: one module a format.

`text` (txt, md), `word` (docx), `pdf`, `sheet` (xlsx), `html`. What cannot be read raises ReadError with a reason in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from graph.errors import ReadError
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
        raise ReadError(f"{path.name}: chưa đọc được định dạng {path.suffix or '(không có đuôi)'}")
    try:
        return reader(path)
    except OSError as error:
        raise ReadError(f"{path.name}: không mở được tệp ({error.strerror or error})") from error


__all__ = ["SUFFIXES", "SourceCell", "SourceNote", "SourceTable", "SourceText", "read"]

"""Files in, `SourceText` out: one module a format.

`text` (txt, md), `word` (docx), `pdf`, `sheet` (xlsx), `html`. What cannot be read raises ReadError with a reason in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.errors import ReadError
from ingest.readers.records import SourceCell, SourceNote, SourceTable, SourceText
from ingest.readers.text import read_text

_READERS: dict[str, Callable[[Path], SourceText]] = {".txt": read_text, ".md": read_text}
SUFFIXES = frozenset(_READERS)


def read(path: Path) -> SourceText:
    """The text of a file, by its suffix; raises ReadError where there is none to be had."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"{path.name}: chưa đọc được định dạng {path.suffix or '(không có đuôi)'}")
    try:
        return reader(path)
    except OSError as error:
        raise ReadError(f"{path.name}: không mở được tệp ({error.strerror or error})") from error


__all__ = ["SUFFIXES", "SourceCell", "SourceNote", "SourceTable", "SourceText", "read"]

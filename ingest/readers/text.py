"""Plain text and Markdown: finding out the encoding, and where pages begin."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from graph.errors import ReadError
from ingest.readers.legacy import decode_legacy, unlegacy
from ingest.readers.records import SourceText, TextSource

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1b]")
_PAGE_SIGN = re.compile(r"(?<=\S)[ ]?(?:\r\n|\n|\r) (?=\S)")
_LINE_BREAKS = re.compile(r"\r\n|\n|\r")


def read_text(path: Path) -> SourceText:
    """The decoded file itself: BOM dropped, line ends kept."""
    text, text_source = decode(path.read_bytes(), path.name)
    if not text.strip():
        raise ReadError(f"{path.name}: tệp không có chữ nào")
    if text_source == "born_digital" and (put_right := unlegacy(text)) is not None:
        text, text_source = put_right, "legacy"
    media = "text/markdown" if path.suffix.lower() == ".md" else "text/plain"
    return SourceText(text, find_pages(text), text_source=text_source, media_type=media)


def decode(data: bytes, name: str) -> tuple[str, TextSource]:
    """The text of a file's bytes; raises ReadError where they are no text."""
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name), "born_digital"
    wide = _wide_encoding(data)
    if wide is not None:
        return _strict(data, wide, name), "born_digital"
    try:
        return _checked(data.decode("utf-8"), name), "born_digital"
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.reason == "unexpected end of data":
            raise ReadError(f"{name}: tệp bị cắt cụt, chữ cuối cùng không trọn vẹn") from None
    if _BINARY.search(data) is not None or (legacy := decode_legacy(data)) is None:
        raise ReadError(f"{name}: tệp nhị phân hoặc không rõ bảng mã, không phải văn bản")
    return legacy, "legacy"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of its ASCII letters is zero."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return _checked(data.decode(encoding), name)
    except UnicodeDecodeError:
        raise ReadError(f"{name}: tệp bị cắt cụt hoặc hỏng, không giải mã được theo {encoding.upper()}") from None


def _checked(text: str, name: str) -> str:
    if _CONTROL.search(text):
        raise ReadError(f"{name}: tệp nhị phân, không phải văn bản")
    return text


def find_pages(text: str) -> tuple[int, ...]:
    """Where pages begin: after form feeds, else at the lone leading blank that text taken out of a PDF bears at a page's first line."""
    feeds = [m.end() for m in re.finditer("\f", text)]
    if feeds:
        return (0, *(f for f in feeds if text[f:].strip()))
    signs = [m.end() - 1 for m in _PAGE_SIGN.finditer(text)]
    lines = len(_LINE_BREAKS.findall(text))
    if len(signs) * 12 > lines:
        return (0,)
    return (0, *signs)

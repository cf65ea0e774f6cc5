"""Readable text out of raw spans, with its map back.

Blanks become single, line breaks blanks, decomposed letters composed; soft hyphens, zero-width characters and Markdown or HTML
marks disappear. A number cut at the end of a line (`57-` / `NQ/TW`) is joined without a blank.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator

from ingest.layout.records import Reading

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_RUN = re.compile(rf"[^\s{_INVISIBLE}]+(?: [^\s{_INVISIBLE}]+)*")
_SPACE = re.compile(r"\s")
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]*")
_MARKUP = re.compile(r"\*\*|</?(?:p|ul|ol|li|br|b|i|u|strong|em|sup|sub|div|span)\b[^<>\n]{0,200}>", re.IGNORECASE)
_SILENT_MARKUP = re.compile(r"\*\*|</?(?:b|i|u|strong|em|sup|sub|span)\b", re.IGNORECASE)
_CUT_TAIL = re.compile(r"[\w\u0300-\u036f][-\u2010\u2011\u2013/]$")
_CUT_HEAD = re.compile(r"[-\u2010\u2011\u2013/]\s?[A-ZĐ]{1,6}[A-ZĐa-z]{0,3}\d{0,2}(?:[-\u2013/]|\b)")
_DIGIT_TAIL = re.compile(r"\d$")


def glued(before: str, after: str) -> bool:
    """Whether a word goes on over the line's end: the texts of both sides, without the blanks between."""
    if not before or not after:
        return False
    if _CUT_TAIL.search(before[-8:]):
        return after[0].isalnum()
    return bool(_DIGIT_TAIL.search(before[-1:]) and _CUT_HEAD.match(after[:16]))


def readable(text: str, start: int, end: int) -> Reading:
    """The reading of one stretch."""
    return read_spans(text, ((start, end),))


class _Writer:
    """Collects runs of raw text that read as they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.composed = unicodedata.is_normalized("NFC", text)
        self.pieces: list[str] = []
        self.offsets = array("q")
        self.ends = array("q")

    def blank(self, start: int, end: int) -> None:
        self.pieces.append(" ")
        self.offsets.append(start)
        self.ends.append(end)

    def run(self, start: int, end: int) -> None:
        piece = self.text[start:end]
        if self.composed or unicodedata.is_normalized("NFC", piece):
            self.pieces.append(piece)
            self.offsets.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
            return
        for match in _CLUSTER.finditer(piece):
            letters = unicodedata.normalize("NFC", match.group())
            self.pieces.append(letters)
            for _ in letters:
                self.offsets.append(start + match.start())
                self.ends.append(start + match.end())


def _without_markup(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        position = start
        for match in _MARKUP.finditer(text, start, end):
            yield position, match.start()
            position = match.end()
        yield position, end


def _blank_between(text: str, before: int, after: int) -> bool:
    """Whether white space or a block tag stands between two runs."""
    between = text[before:after]
    if any(c.isspace() for c in between):
        return True
    return bool(between) and "<" in between and not _SILENT_MARKUP.match(between)


def read_spans(text: str, spans: Iterable[tuple[int, int]]) -> Reading:
    """The reading of raw stretches in reading order; what lies between them is left out of it.

    Stretches of one line join without a blank unless they bear one at the seam; over a line's end they join with a blank.
    """
    kept = sorted(spans) if not isinstance(spans, (list, tuple)) else spans
    if kept and _MARKUP.search(text, kept[0][0], kept[-1][1]):
        kept = list(_without_markup(text, kept))
    writer = _Writer(text)
    last = -1
    edge = -1
    for start, end in kept:
        for match in _RUN.finditer(text, start, end):
            if last >= 0:
                _join(writer, last, edge, start, match)
            writer.run(match.start(), match.end())
            last = match.end()
            edge = end
    return Reading("".join(writer.pieces), writer.offsets, writer.ends)


def _join(writer: _Writer, last: int, edge: int, start: int, match: re.Match[str]) -> None:
    """Puts the blank between two runs, if one belongs there. `edge` is where the span of the run before ended."""
    text, begin = writer.text, match.start()
    if begin <= edge:
        broken, blank = "\n" in text[last:begin] or "\r" in text[last:begin], _blank_between(text, last, begin)
    else:
        broken = text.find("\n", edge, start) >= 0 or text.find("\f", edge, start) >= 0 or text.find("\r", edge, start) >= 0
        removed_blank = "<" in text[edge:start][:1] and _blank_between(text, edge, start)
        blank = broken or _blank_between(text, last, edge) or _blank_between(text, start, begin) or removed_blank
    if not blank or (broken and glued(text[max(0, last - 8) : last], text[begin : begin + 16])):
        return
    space = _SPACE.search(text, last, begin)
    place = space.start() if space is not None else last
    writer.blank(place, place + 1)

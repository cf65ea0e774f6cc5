"""Readable text out of raw spans, with its map back.

Blanks become single, line breaks blanks, decomposed letters composed; soft hyphens, zero-width characters and Markdown or HTML
marks disappear. A number cut at the end of a line (`57-` / `NQ/TW`) is joined without a blank.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

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
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:(?P<point>[.,])\d{3})+(?P=point)(?P<cut>\d{1,2})$")
_REST = re.compile(r"\d{1,2}(?![\d.,])")
_YEAR_BEGUN = re.compile(r"\d/(?P<cut>[12]\d{0,2})$")
_YEAR_ENDED = re.compile(r"\d{1,3}(?!\d)")


def glued(before: str, after: str) -> bool:
    """Whether a word goes on over the line's end: the texts of both sides, without the blanks between."""
    if not before or not after:
        return False
    if _CUT_TAIL.search(before[-8:]):
        return after[0].isalnum()
    if not _DIGIT_TAIL.search(before[-1:]):
        return False
    return _CUT_HEAD.match(after[:16]) is not None or _amount_cut(before, after) or _year_cut(before, after)


def _year_cut(before: str, after: str) -> bool:
    """Whether a narrow column cut a date within its year: `30/6/202` and `6`."""
    cut, rest = _YEAR_BEGUN.search(before[-8:]), _YEAR_ENDED.match(after)
    return cut is not None and rest is not None and re.fullmatch(r"(?:19|20)\d\d", cut["cut"] + rest.group()) is not None


def _amount_cut(before: str, after: str) -> bool:
    """Whether a narrow column cut the last three digits of an amount: `14.380.00` and `0`."""
    cut, rest = _THOUSANDS.search(before[-24:]), _REST.match(after)
    return cut is not None and rest is not None and len(cut["cut"]) + len(rest.group()) == 3


def readable(text: str, start: int, end: int) -> Reading:
    """The reading of one stretch."""
    return read_spans(text, ((start, end),))


class Offsets(Sequence[int]):
    """Raw offsets of a reading's characters, kept as stretches in which they rise by one."""

    __slots__ = ("_length", "_raw", "_starts")

    def __init__(self) -> None:
        self._starts = array("q")
        self._raw = array("q")
        self._length = 0

    def add(self, raw: int, length: int) -> None:
        """`length` characters more, the first of them at `raw`."""
        self._starts.append(self._length)
        self._raw.append(raw)
        self._length += length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            return self._stretch(start, stop) if step == 1 else [self[k] for k in range(start, stop, step)]
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        place = bisect_right(self._starts, index) - 1
        return self._raw[place] + index - self._starts[place]

    def _stretch(self, start: int, stop: int) -> list[int]:
        """The offsets from `start` to `stop`, at the cost of what they are, not of the whole."""
        found: list[int] = []
        place = bisect_right(self._starts, start) - 1
        while start < stop:
            end = min(stop, self._starts[place + 1] if place + 1 < len(self._starts) else self._length)
            raw = self._raw[place] + start - self._starts[place]
            found.extend(range(raw, raw + end - start))
            start, place = end, place + 1
        return found

    def __iter__(self) -> Iterator[int]:
        for (start, end), raw in zip(pairwise([*self._starts, self._length]), self._raw, strict=True):
            yield from range(raw, raw + end - start)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class _Writer:
    """Collects runs of raw text that read as they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.offsets = Offsets()
        self.ends = Offsets()

    def _put(self, text: str, start: int, end: int) -> None:
        self.pieces.append(text)
        self.offsets.add(start, len(text))
        self.ends.add(end, len(text))

    def blank(self, start: int) -> None:
        self._put(" ", start, start + 1)

    def run(self, start: int, end: int) -> None:
        piece = self.text[start:end]
        if unicodedata.is_normalized("NFC", piece):
            self._put(piece, start, start + 1)
            return
        for match in _CLUSTER.finditer(piece):
            for letter in unicodedata.normalize("NFC", match.group()):
                self._put(letter, start + match.start(), start + match.end())


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
    writer.blank(place)

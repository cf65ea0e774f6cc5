"""The lines of a source with what can be told from each by itself, and the measures of the page."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.records import SourceText
from vietnamese.text import INVISIBLE

_LINE = re.compile(r"[^\n\r\f]*")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_TERMINAL = re.compile(r"[.;:!?…][)”\"’]{0,2}$|\./\.?$|-{3,}$")
_FLOWING = ("wordprocessingml", "html", "spreadsheetml")
_LONG_LINE = 220
_STRETCH = 60
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not empty. `start`/`end` without blanks at its ends, `gap` the empty lines above it, `text` what stands between them.

    `raw_start`/`raw_end` are the whole line without its line break.
    """

    index: int
    start: int
    end: int
    raw_start: int
    raw_end: int
    page: int
    gap: int
    text: str
    level: int | None = None
    """Depth of a Markdown heading."""

    @property
    def indent(self) -> int:
        return self.start - self.raw_start

    @property
    def terminal(self) -> bool:
        """Whether a sentence or a clause ends with the line."""
        return _TERMINAL.search(self.text[-6:]) is not None


@dataclass(frozen=True, slots=True)
class Measure:
    """`width`: the length of a full line; `gap`: empty lines between two lines of one paragraph; `flowing`: a paragraph is one line."""

    width: int
    gap: int
    flowing: bool
    strict: bool = False
    """The format itself says where paragraphs end."""
    widths: Mapping[int, int] = field(default_factory=dict)
    """The width by stretches of lines: an annex may stand across the page."""

    def width_at(self, line: TextLine) -> int:
        return self.widths.get(line.index // _STRETCH, self.width)


def split_lines(source: SourceText) -> list[TextLine]:
    """All lines that are not empty; the text is in composed form."""
    text, pages = source.text, source.pages
    lines: list[TextLine] = []
    empty = position = 0
    size = len(text)
    while position < size:
        found = _LINE.match(text, position)
        end = found.end() if found else size
        raw = text[position:end]
        shown = raw.strip()
        if shown and (shown[0] in INVISIBLE or shown[-1] in INVISIBLE):
            shown = shown.strip(INVISIBLE + " \t\u00a0")
        if shown:
            start = position + raw.find(shown)
            finish = start + len(shown)
            level = None
            if shown[0] == "#" and (hashes := _HASHES.match(shown)) is not None:
                level = len(hashes[1])
                start += hashes.end()
                shown = shown[hashes.end() :]
            plain = shown
            if shown[0] == "*" or shown[-1] == "*":
                start, finish, plain = _unstarred(start, finish, plain)
            page = bisect_right(pages, start)
            lines.append(TextLine(len(lines), start, finish, position, end, max(1, page), empty, plain, level))
            empty = 0
        else:
            empty += 1
        position = end + (2 if text[end : end + 2] == "\r\n" else 1)
    return lines


def _unstarred(start: int, end: int, text: str) -> tuple[int, int, str]:
    """A line without the stars of Markdown's bold or italics at its ends."""
    if text.startswith("**") and len(text) > 4:
        start, text = start + 2, text[2:]
    if text.endswith("**") and len(text) > 4:
        end, text = end - 2, text[:-2]
    if len(text) > 4 and text[0] == text[-1] == "*" and text[1] not in "* " and text[-2] not in "* " and text.count("*") == 2:
        start, end, text = start + 1, end - 1, text[1:-1]
    return start, end, text


def measure(source: SourceText, lines: Sequence[TextLine]) -> Measure:
    """The page's measures, taken where a line surely goes on (no stop, small letter on the next line)."""
    strict = any(mark in source.media_type for mark in _FLOWING)
    long = sorted(len(line.text) for line in lines if len(line.text) > 40)
    if strict or not long:
        return Measure(long[len(long) * 9 // 10] if long else 80, 0, True, strict)
    width = long[len(long) * 9 // 10]
    if width > _LONG_LINE:
        return Measure(width, 0, True)
    gaps: Counter[int] = Counter()
    for before, after in itertools.pairwise(lines):
        if len(before.text) > 0.7 * width and after.text[0].islower() and not before.terminal:
            gaps[after.gap] += 1
    return Measure(width, gaps.most_common(1)[0][0] if gaps else 0, False, widths=_widths(lines))


def _widths(lines: Sequence[TextLine]) -> dict[int, int]:
    """The width of each stretch of lines that holds enough long ones."""
    lengths: dict[int, list[int]] = {}
    for line in lines:
        if len(line.text) > 40:
            lengths.setdefault(line.index // _STRETCH, []).append(len(line.text))
    return {place: sorted(found)[len(found) * 8 // 10] for place, found in lengths.items() if len(found) >= _FEWEST}

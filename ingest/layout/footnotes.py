"""Footnotes of plain text: notes at the foot of a page and the marks that call them.

A note begins with the next number in order, and the text above it bears that number as a mark: a superscript, glued to a word
(`phẩm15`), to a number (`20302`) or a code (`07-NQ/TU3`), or set off by a blank before a stop. Both must be there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.lines import Measure, TextLine
from ingest.layout.sections import Mark
from ingest.readers.records import SourceText

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = {ord(s): str(d) for d, s in enumerate(SUPERSCRIPTS)}
_HIGH = {str(d): s for d, s in enumerate(SUPERSCRIPTS)}
_SUPER_HEAD = re.compile(rf"([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)|\[(\d{{1,3}})\]\s*(?=\S)")
_GLUED_HEAD = re.compile(r"(\d{1,3})(?:\s*$|\s+(?![-–/%.,)])(?=[^\s])|(?=[^\W\d]|[(“\"]))")
_MOST_CARRIED = 15
_RULED = re.compile(r"\n[ \t]+\r?\n")
"""The rule above the notes leaves a line of blanks in the text."""
_LONGEST_REACH = 12000


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its lines (indexes), where its own number ends in the raw text, its mark in the body."""

    marker: str
    lines: tuple[int, ...]
    text_start: int
    mark: Mark | None

    @property
    def last(self) -> int:
        return self.lines[-1]


def _head(line: TextLine, source: str) -> tuple[int, int, bool] | None:
    """The number that a line begins with as a note would: (number, raw end of it, superscript)."""
    match = _SUPER_HEAD.match(source, line.start, line.end)
    if match is not None:
        digits = (match[1] or match[2]).translate(_PLAIN)
        return int(digits), match.end(), True
    match = _GLUED_HEAD.match(source, line.start, line.end)
    return (int(match[1]), match.end(), False) if match is not None else None


def _mark_patterns(number: int, high: bool) -> tuple[re.Pattern[str], ...]:
    digits = str(number)
    raised = "".join(_HIGH[d] for d in digits)
    superscript = re.compile(rf"(?<![{SUPERSCRIPTS}]){raised}(?![{SUPERSCRIPTS}])|\[{digits}\]")
    if high:
        return (superscript,)
    end = r"(?=[\s.,;:)!?…”\"/]|$)(?![.,]\d)"
    return (
        superscript,
        re.compile(rf"(?<=[^\W\d_]|[)”\"’%…\u0300-\u036f]){digits}{end}"),
        re.compile(rf"(?<=[12][09]\d\d){digits}{end}"),
        re.compile(rf"(?<=[.,;:]){digits}(?=\s)"),
        re.compile(rf"(?<=[^\W\d_]|[)”\"…]) {digits}(?=[.,;:](?!\d))"),
    )


_TELLING = 2
"""How many of the patterns of a mark leave no doubt: a superscript, a number glued to a word."""


def _find_mark(source: str, number: int, high: bool, ranges: Sequence[tuple[int, int]], *, telling: bool = False) -> Mark | None:
    """The mark of a note in the running text; the earliest of the most telling form. `telling`: no other form counts."""
    for pattern in _mark_patterns(number, high)[: _TELLING if telling else None]:
        for start, end in ranges:
            match = pattern.search(source, start, end)
            if match is not None:
                return Mark(match.start(), match.end(), str(number))
    return None


class _Finder:
    """Goes down the lines once, with the number that the next note must bear."""

    def __init__(self, source: str, lines: Sequence[TextLine], page: Measure, skipped: set[int]) -> None:
        self.source, self.lines, self.page, self.skipped = source, lines, page, skipped
        self.notes: list[Note] = []
        self.body: list[tuple[int, int]] = []
        self.reach = -1
        self.next = 1

    def run(self) -> list[Note]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.index in self.skipped:
                index += 1
                continue
            note = self._begins(index)
            if note is None:
                self.body.append((line.start, line.end))
                index += 1
            else:
                index = self._take(index, note)
        return self.notes

    def _begins(self, index: int) -> tuple[int, int, bool, Mark | None] | None:
        """Whether a note begins with the line: its number is the next one (or 1 again) and its mark stands above."""
        line = self.lines[index]
        head = _head(line, self.source)
        if head is None or not self.body:
            return None
        number, end, high = head
        inside = bool(self.notes) and self.notes[-1].last == index - 1
        if number != self.next and not (number == 1 and not inside):
            return None
        apart = inside or line.gap > 0 or line.page != self.lines[index - 1].page or high
        doubtful = not apart and self.page.gap == 0
        if doubtful and (self.lines[index - 1].terminal or not self.source[end : end + 1].isupper()):
            return None
        mark = _find_mark(self.source, number, high, self._ranges(number), telling=doubtful)
        if mark is None and not (inside and high):
            return None
        return number, end, high, mark

    def _ranges(self, number: int) -> list[tuple[int, int]]:
        """The body text in which a mark may stand: behind the mark before it, not too far above."""
        after = self.reach if number > 1 else max(self.reach, self.body[-1][1] - _LONGEST_REACH)
        picked: list[tuple[int, int]] = []
        for start, end in reversed(self.body):
            if end <= after or self.body[-1][1] - end > _LONGEST_REACH:
                break
            picked.append((max(start, after), end))
        return picked[::-1]

    def _take(self, index: int, head: tuple[int, int, bool, Mark | None]) -> int:
        number, text_start, high, mark = head
        last = index
        while last + 1 < len(self.lines) and self._inside(index, last + 1, number, high):
            last += 1
        if self.notes and self.notes[-1].last != index - 1:
            self._carry_over(index)
        self.notes.append(Note(str(number), tuple(range(index, last + 1)), text_start, mark))
        if mark is not None:
            self.reach = mark.end
        self.next = number + 1
        return last + 1

    def _carry_over(self, first: int) -> None:
        """The end of the last page's note may stand above this page's first note: set apart, while the text above breaks off."""
        before = self.notes[-1]
        if self.lines[before.last].terminal or self.lines[before.last].page == self.lines[first].page:
            return
        start = first
        while start > 1 and first - start < _MOST_CARRIED and self.lines[start - 1].page == self.lines[first].page:
            start -= 1
            if self.lines[start].gap > self.page.gap:
                break
        over = self.lines[start]
        above = self.lines[start - 1]
        ruled = _RULED.search(self.source, above.raw_end, over.raw_start) is not None and over.gap > max(self.page.gap, 1)
        if start == first or over.gap <= self.page.gap or (above.terminal and not ruled) or over.page != above.page:
            return
        self.notes[-1] = replace(before, lines=(*before.lines, *range(start, first)))

    def _inside(self, first: int, index: int, number: int, high: bool) -> bool:
        """Whether a line still belongs to the note that began at `first`."""
        line, before = self.lines[index], self.lines[index - 1]
        if line.index in self.skipped or line.page != before.page:
            return False
        head = _head(line, self.source)
        if (
            head is not None
            and head[0] == number + 1
            and _find_mark(self.source, head[0], head[2], self._later_ranges()) is not None
        ):
            return False
        if self.page.flowing or high:
            return line.gap == 0 and not before.terminal
        return (
            line.gap <= max(self.page.gap, 1)
            if self._paged
            else line.gap <= self.page.gap and not (before.terminal and line.text[0].islower())
        )

    @property
    def _paged(self) -> bool:
        return self.lines[-1].page > 1

    def _later_ranges(self) -> list[tuple[int, int]]:
        return self._ranges(self.next + 1)


def find_notes(source: str, lines: Sequence[TextLine], page: Measure, skipped: set[int]) -> list[Note]:
    """All footnotes whose mark was found. `skipped`: indexes of lines that are tables or furniture."""
    return _Finder(source, lines, page, skipped).run()


def given_notes(source: SourceText, lines: Sequence[TextLine]) -> list[Note]:
    """The footnotes that the format itself marks."""
    starts = [line.start for line in lines]
    notes: list[Note] = []
    for given in source.notes:
        first, last = bisect_left(starts, given.start), bisect_left(starts, given.end)
        if last > first:
            notes.append(Note(given.marker, tuple(range(first, last)), given.start, Mark(given.anchor, given.anchor, given.marker)))
    return notes

"""Lines put together to paragraphs: what goes on, what begins anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.layout.lines import Measure, TextLine
from ingest.layout.markers import Marker, find_marker, follows, is_capital
from ingest.layout.reading import glued
from ingest.layout.records import BlockKind

_EARLY = 0.88
"""A line that would have held the next word within this share of the page's width ended early: a paragraph ends there."""
_PROSE = 100
_RUNNING = ("number", "letter", "roman", "article")
_DANGLING = re.compile(r"(?<!\w)(?:số|ngày|tháng)$", re.IGNORECASE)
"""The word at a line's end that the number on the next line belongs to."""
_HANGING = re.compile(
    r"(?<!\w)(?:của|và|về|theo|tại|với|do|các|những|cho|từ|đến|để|là|trong|bởi|gồm|ban hành)(?:\s+(?:Bộ|Ban|Sở|Ủy|Uỷ|Hội|Văn|Thành|Tỉnh))?$"
)
"""Words at a line's end that want what follows them."""


@dataclass(slots=True)
class Draft:
    """A block in the making: raw spans of its lines, its kind once it is known."""

    spans: list[tuple[int, int]]
    last: TextLine
    page: int
    kind: BlockKind | None = None
    marker: Marker | None = None
    text: str = ""
    level: int | None = None
    """Depth that the format itself gives to a heading."""
    pieces: list[str] = field(default_factory=list)

    def add(self, line: TextLine) -> None:
        self.spans.append((line.start, line.end))
        self.pieces.append(line.text)
        self.last = line

    @property
    def joined(self) -> str:
        return " ".join(self.pieces)

    @property
    def words(self) -> int:
        return self.joined.count(" ") + 1


def draft_of(line: TextLine, kind: BlockKind | None = None, marker: Marker | None = None) -> Draft:
    return Draft([(line.start, line.end)], line, line.page, kind, marker, pieces=[line.text])


class Flow:
    """Takes the lines of the running text in order and gives out drafts."""

    def __init__(self, page: Measure) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self._ordinals: dict[int, str] = {}
        self._severed = True

    def sever(self) -> None:
        """What comes next does not go on with what came before (a table, a signature, a new part stands between)."""
        self._severed = True

    def put(self, line: TextLine, level: int | None = None) -> None:
        draft = self.drafts[-1] if self.drafts and not self._severed else None
        marker = find_marker(line.text)
        if marker is not None and not self._accepts(marker, draft, line):
            marker = None
        if draft is not None and marker is None and level is None and self._goes_on(draft, line):
            draft.add(line)
        else:
            fresh = draft_of(line, marker=marker)
            fresh.level = level
            self.drafts.append(fresh)
            self._severed = False
            if marker is not None:
                self._note(marker)

    def _note(self, marker: Marker) -> None:
        for rank in [r for r in self._ordinals if r > marker.rank]:
            del self._ordinals[rank]
        self._ordinals[marker.rank] = marker.ordinal

    def _expected(self, marker: Marker) -> bool:
        """Whether the ordinal is the next in its list, or the first one of a deeper list."""
        before = self._ordinals.get(marker.rank)
        if marker.kind == "number" and "." in marker.ordinal and before is None:
            before = self._ordinals.get(marker.rank - 1)
        return follows(before, marker.ordinal, marker.kind)

    def _accepts(self, marker: Marker, draft: Draft | None, line: TextLine) -> bool:
        """A line in the midst of a sentence may begin with what looks like an ordinal."""
        if draft is None or self.page.strict or _closed(draft):
            return True
        before = draft.last
        apart = line.gap > self.page.gap or line.page != before.page
        early = ends_early(before, line, self.page)
        if marker.kind in ("dash", "plus") and _heads(draft) and line.text[marker.length : marker.length + 1].isupper():
            return True
        if marker.kind in ("dash", "plus"):
            return before.terminal or before.text.endswith(",") or early or (apart and not _opens_small(line, marker))
        if marker.kind == "bracket":
            return (apart or early) and (before.terminal or early)
        if before.terminal:
            return apart or early or self._expected(marker) or marker.structural
        if marker.kind in _RUNNING:
            return (apart or early) and (self._expected(marker) or line.gap > self.page.gap)
        return apart or early

    def _goes_on(self, draft: Draft, line: TextLine) -> bool:
        if draft.marker is not None and draft.marker.structural:
            return _title_goes_on(draft, line, self.page)
        if draft.marker is not None and len(draft.spans) == 1 and _heads(draft) and line.text[0].isupper() and not _hangs(draft):
            return goes_on(draft.last, line, self.page, full=1.0)
        return goes_on(draft.last, line, self.page)


def _heads(draft: Draft) -> bool:
    """Whether a numbered draft may be a heading as it stands: a few lines without a stop at the end."""
    numbered = draft.marker is not None and draft.marker.kind in ("number", "roman", "letter_heading")
    return numbered and len(draft.spans) <= 3 and not draft.last.terminal and draft.last.text[-1] != ","


def _hangs(draft: Draft) -> bool:
    """Whether the words so far cannot end a heading: a small word, the beginning of a body's name, an open bracket."""
    return _HANGING.search(draft.joined) is not None or draft.joined.count("(") > draft.joined.count(")")


def _closed(draft: Draft) -> bool:
    return is_capital(draft.last.text) or (draft.marker is not None and draft.marker.structural)


def _opens_small(line: TextLine, marker: Marker) -> bool:
    return line.text[marker.length : marker.length + 1].islower()


def _title_goes_on(draft: Draft, line: TextLine, page: Measure) -> bool:
    """Below "PHỤ LỤC I" or "Phần thứ nhất" stands its title, in one line or several."""
    if line.text[0] in "(-*" or line.text[-1] in ".:":
        return False
    bare = draft.marker is not None and len(draft.joined.rstrip(" .:")) <= len(draft.marker.ordinal)
    if bare:
        return len(line.text) < max(page.width, 120) * 1.2 and line.gap <= page.gap + 2
    if is_capital(line.text) and is_capital(draft.last.text):
        return line.gap <= page.gap + 1
    return line.gap <= page.gap and not draft.last.terminal and not is_capital(draft.last.text)


def ends_early(before: TextLine, line: TextLine, page: Measure, full: float = _EARLY) -> bool:
    """Whether the first word of `line` would have found room on the line before."""
    word = line.text.partition(" ")[0]
    return len(before.text) + 1 + len(word) <= page.width_at(before) * full


def goes_on(before: TextLine, line: TextLine, page: Measure, full: float = _EARLY) -> bool:
    """Whether a line without an ordinal goes on with the sentence or paragraph of the line before.

    `full`: the share of the width from which on a line counts as full.
    """
    if page.strict:
        return False
    small = line.text[0].islower()
    if (not before.terminal and small) or glued(before.text, line.text) or _number_dangles(before, line, page):
        return True
    if is_capital(line.text) != is_capital(before.text) and (line.gap > page.gap or not before.text.endswith(",")):
        return _cut_inside(before, line, page)
    if before.text[0] == "(" and before.text[-1] == ")":
        return False
    if before.terminal and line.text[0] == "(" and line.text[-1] == ")":
        return False
    if line.index > before.index + 1 and not before.terminal and len(before.text) > 0.6 * min(page.width, _PROSE):
        return not is_capital(before.text)
    if page.flowing:
        return not before.terminal and line.gap == 0 and len(before.text) > 60 and is_capital(before.text) == is_capital(line.text)
    early = ends_early(before, line, page, full)
    if line.gap > page.gap and line.page == before.page:
        return not before.terminal and not early and not is_capital(before.text)
    if before.terminal:
        return not early and line.gap <= page.gap and line.page == before.page
    return not early or before.text.endswith(",") or is_capital(before.text)


def _number_dangles(before: TextLine, line: TextLine, page: Measure) -> bool:
    near = line.gap <= page.gap or line.page != before.page
    return near and line.text[0].isdigit() and _DANGLING.search(before.text) is not None


def _cut_inside(before: TextLine, line: TextLine, page: Measure) -> bool:
    """A full line that breaks off before an abbreviation in capitals ("... của" / "UBND") or after one."""
    return (
        not before.terminal
        and not page.flowing
        and not ends_early(before, line, page)
        and not is_capital(before.text)
        and (line.gap <= page.gap)
    )


def group_end(lines: Sequence[TextLine], first: int, page: Measure) -> int:
    """The index after the last line of the paragraph that begins at `first`."""
    index = first + 1
    while index < len(lines) and find_marker(lines[index].text) is None and goes_on(lines[index - 1], lines[index], page):
        index += 1
    return index


def text_of(lines: Iterable[TextLine]) -> str:
    return " ".join(line.text for line in lines)

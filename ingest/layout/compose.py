"""The whole page: every line goes where it belongs, then blocks in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.layout.composed import Composed, is_composed
from ingest.layout.drafts import Draft, Flow, draft_of
from ingest.layout.foot import foot_extent, opens_foot, read_foot, signature_ahead
from ingest.layout.footnotes import Note, find_notes, given_notes
from ingest.layout.furniture import find_furniture, is_rule
from ingest.layout.head import read_head
from ingest.layout.lines import Measure, TextLine, measure, split_lines
from ingest.layout.reading import read_spans
from ingest.layout.records import Block, LaidFootnote, Layout, Line, Table
from ingest.layout.sections import Mark, blocks_of
from ingest.layout.tables import find_tables
from ingest.readers.records import SourceText


def lay_out(source: SourceText) -> Layout:
    """Blocks, tables and footnotes of a source; linear in its length."""
    if is_composed(source.text):
        return _lay_out(source)
    composed = Composed(source)
    return composed.restore(_lay_out(composed.source))


def _lay_out(source: SourceText) -> Layout:
    lines = split_lines(source)
    tables = find_tables(source, [Line(line.raw_start, line.raw_end, line.page) for line in lines])
    in_table = _covered(lines, [(table.start, table.end) for table in tables])
    free = [line for line in lines if line.index not in in_table]
    page = measure(source, free)
    furniture = find_furniture(free, page)
    notes = given_notes(source, lines) if source.notes else find_notes(source.text, lines, page, in_table | furniture)
    taken = furniture | {line.index for note in notes for line in (lines[i] for i in note.lines)}
    body = [line for line in free if line.index not in taken]
    composer = _Composer(source, measure(source, body), tables)
    composer.furnish(line for line in free if line.index in furniture)
    composer.run(body, [line for line in free if line.index not in taken or is_rule(line)])
    composer.annotate(lines, notes)
    return composer.layout(notes)


def _covered(lines: Sequence[TextLine], ranges: Sequence[tuple[int, int]]) -> set[int]:
    """Indexes of the lines that touch one of the ranges, which are in order."""
    starts = [start for start, _ in ranges]
    covered: set[int] = set()
    for line in lines:
        place = bisect_right(starts, line.end - 1) - 1
        if place >= 0 and ranges[place][1] > line.start:
            covered.add(line.index)
    return covered


class _Composer:
    """Puts head, running text, tables, foot and notes together in the order of the text."""

    def __init__(self, source: SourceText, page: Measure, tables: Sequence[Table]) -> None:
        self.source, self.page, self.tables = source, page, tables
        self.flow = Flow(page)
        self.aside: list[Draft] = []
        self.of_table: dict[int, Table] = {}
        self.levels = [(start, end, level) for start, end, level in source.heading_levels]

    def furnish(self, lines: Iterable[TextLine]) -> None:
        self.aside.extend(draft_of(line, "furniture") for line in lines)

    def run(self, lines: Sequence[TextLine], ruled: Sequence[TextLine]) -> None:
        """Takes all lines of the text; `ruled` are the same with the rules among them, where a title ends."""
        head = read_head(ruled, self.page)
        self.aside.extend(draft for draft in head.drafts if draft.kind != "furniture")
        waiting = list(self.tables)
        index = bisect_right([line.index for line in lines], ruled[head.taken - 1].index) if head.taken else 0
        while index < len(lines):
            line = lines[index]
            while waiting and waiting[0].start < line.start:
                self._table(waiting.pop(0))
            end = self._foot_end(lines, index)
            if end is not None:
                self.aside.extend(read_foot(lines[index:end]))
                self.flow.sever()
                index = end
                continue
            self.flow.put(line, self._level(line))
            index += 1
        for table in waiting:
            self._table(table)

    def _foot_end(self, lines: Sequence[TextLine], index: int) -> int | None:
        if not (opens_foot(lines[index]) or signature_ahead(lines, index)):
            return None
        end = foot_extent(lines, index)
        table = next((t for t in self.tables if t.start > lines[index].start), None)
        if table is not None:
            while end > index + 1 and lines[end - 1].start > table.start:
                end -= 1
        return end

    def _level(self, line: TextLine) -> int | None:
        if line.level is not None:
            return line.level
        while self.levels and self.levels[0][1] <= line.start:
            self.levels.pop(0)
        return self.levels[0][2] if self.levels and self.levels[0][0] <= line.start else None

    def _table(self, table: Table) -> None:
        self.flow.sever()
        line = TextLine(-1, table.start, table.end, table.start, table.end, bisect_right(self.source.pages, table.start), 0, "")
        draft = draft_of(line, "table")
        self.of_table[table.start] = table
        self.flow.drafts.append(draft)

    def annotate(self, lines: Sequence[TextLine], notes: Sequence[Note]) -> None:
        """A draft for each note's text."""
        for note in notes:
            first = lines[note.lines[0]]
            draft = Draft([(note.text_start, first.end)], first, first.page, "footnote", pieces=[first.text])
            for index in note.lines[1:]:
                draft.add(lines[index])
            self.aside.append(draft)

    def layout(self, notes: Sequence[Note]) -> Layout:
        text = self.source.text
        drafts = sorted(self.flow.drafts + self.aside, key=lambda d: d.spans[0][0])
        running = [d for d in drafts if d.kind is None or d.kind == "table"]
        places = {id(d): i for i, d in enumerate(running)}

        def next_of(index: int) -> Draft | None:
            place = places.get(id(drafts[index]))
            return running[place + 1] if place is not None and place + 1 < len(running) else None

        marks = sorted((n.mark for n in notes if n.mark is not None), key=lambda m: m.start)
        blocks = [self._with_table(b) for b in blocks_of(text, drafts, marks, next_of)]
        found = _laid_notes(blocks, notes)
        return Layout(self.source, tuple(blocks), found)

    def _with_table(self, block: Block) -> Block:
        if block.kind != "table":
            return block
        return replace(block, table=self.of_table[block.start], reading=read_spans(self.source.text, ()))


def _laid_notes(blocks: Sequence[Block], notes: Sequence[Note]) -> tuple[LaidFootnote, ...]:
    places = {b.start: i for i, b in enumerate(blocks) if b.kind == "footnote"}
    return tuple(LaidFootnote(n.marker, n.mark.start if n.mark else None, places[n.text_start]) for n in notes)


__all__ = ["Mark", "lay_out"]

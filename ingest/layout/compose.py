"""The whole page: every line goes where it belongs, then blocks in reading order."""

from __future__ import annotations

from ingest.layout.drafts import Draft, Flow
from ingest.layout.lines import measure, split_lines
from ingest.layout.records import Block, Layout, Line, Table
from ingest.layout.sections import blocks_of
from ingest.readers.records import SourceText


def lay_out(source: SourceText) -> Layout:
    """Blocks, tables and footnotes of a source; linear in its length."""
    lines = split_lines(source)
    flow = Flow(measure(source, lines))
    for line in lines:
        flow.put(line)
    drafts = flow.drafts

    def next_of(index: int) -> Draft | None:
        return drafts[index + 1] if index + 1 < len(drafts) else None

    return Layout(source, tuple(blocks_of(source.text, drafts, (), next_of)))

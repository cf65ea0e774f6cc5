"""Tasks: what a document hands out.

context    the day that missing years are taken from
elided     members of lists that name their kind once
lists      lists of agencies in cells
assignees  opening words of directions
carried    which cited documents a task carries out
annex      rows of task annexes
openings   what makes a sentence no direction
outcomes   what a direction is to bring forth
zones      which parts of a document direct, which tell what was done
prose      numbered, dashed and plain directions
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.agencies import AgencyLexicon
from graph.extraction import Citation, FoundTask, Header
from ingest.extract.tasks.annex import annex_tasks
from ingest.extract.tasks.carried import Carried
from ingest.extract.tasks.context import time_context
from ingest.extract.tasks.prose import prose_tasks
from ingest.layout.records import Layout

__all__ = ["find_tasks"]


def find_tasks(layout: Layout, header: Header, citations: Sequence[Citation], lexicon: AgencyLexicon) -> tuple[FoundTask, ...]:
    """Every task of a document in reading order: directions in prose, rows of annexes."""
    context = time_context(header)
    carried = Carried(layout, header, citations)
    found = list(prose_tasks(layout, header, lexicon, context, carried))
    for block in layout.blocks:
        if block.table is not None:
            found += annex_tasks(block, lexicon, context, carried, header.title)
    return tuple(sorted(found, key=lambda task: (task.evidence.start, task.evidence.end)))

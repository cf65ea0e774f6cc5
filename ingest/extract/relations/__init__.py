"""Typed relations between the documents that one document names, each with its sentence.

`mentions` puts the citations back into their sentences · `triggers` are the words that tie · `clauses` tell who governs whom ·
`zones` tell where a document only directs · `subjects` whose relation it is · `build` makes relations of it, footnotes included.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction import Citation, FoundRelation, Header
from ingest.extract.relations.build import Builder
from ingest.layout.records import Layout

__all__ = ["find_relations"]


def find_relations(layout: Layout, header: Header, citations: Sequence[Citation]) -> tuple[FoundRelation, ...]:
    """All relations of a document, sorted by source (the document itself first), type and target; `cites` where "
    "nothing more is said."""
    return Builder(layout, header, citations).build()

"""Typed relations between the documents that one document names."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction import Citation, FoundRelation, Header
from ingest.layout.records import Layout

__all__ = ["find_relations"]


def find_relations(layout: Layout, header: Header, citations: Sequence[Citation]) -> tuple[FoundRelation, ...]:
    """All relations of a document, sorted by source, target and type; `cites` where nothing more is said."""
    found = []
    for index, citation in enumerate(citations):
        if citation.form != "self" and citation.sentence is not None:
            found.append(FoundRelation(None, "cites", index, False, citation.sentence, "mention", 1.0))
    return tuple(found)

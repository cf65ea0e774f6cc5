"""What identity takes from the resolution of agencies and projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import graph.agencies
from graph.agencies import AgencyLexicon
from graph.extraction import SourceExtraction
from graph.records import Agency, DocumentKey, Project


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of a corpus and what a printed name means in its source."""

    records: tuple[Agency, ...]
    canonical: Callable[[str, str], str | None]


def agencies_of(sources: Sequence[SourceExtraction], lexicon: AgencyLexicon) -> Agencies:
    """The agencies named in the primary sources."""
    resolve: Any = getattr(graph.agencies, "resolve_agencies", None)
    if resolve is None:
        return Agencies((), lambda source, surface: None)
    resolution = resolve(sources, lexicon)
    return Agencies(tuple(resolution.agencies), resolution.canonical)


def projects_of(sources: Sequence[SourceExtraction], keys: Mapping[str, DocumentKey], agencies: Agencies) -> tuple[Project, ...]:
    """The projects of the primary sources."""
    return ()

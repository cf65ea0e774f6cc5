"""What identity takes from the resolution of agencies and projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.agencies import AgencyLexicon, resolve_agencies
from graph.extraction import SourceExtraction
from graph.projects import resolve_projects
from graph.records import Agency, DocumentKey, Project


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of a corpus and what a printed name means in its source."""

    records: tuple[Agency, ...]
    canonical: Callable[[str, str], str | None]


def agencies_of(sources: Sequence[SourceExtraction], lexicon: AgencyLexicon) -> Agencies:
    """The agencies named in the primary sources."""
    resolution = resolve_agencies(sources, lexicon)
    return Agencies(resolution.agencies, resolution.canonical)


def projects_of(
    sources: Sequence[SourceExtraction], keys: Mapping[str, DocumentKey], provinces: Mapping[str, str | None], agencies: Agencies
) -> tuple[Project, ...]:
    """The projects of the primary sources, with their owners' canonical names; `provinces`: which one a source's relative names mean."""
    by_key = {key: name for name, key in keys.items()}
    projects = resolve_projects(sources, keys, provinces.get)
    return tuple(_owned(project, by_key.get(project.evidence.document), agencies) for project in projects)


def _owned(project: Project, source: str | None, agencies: Agencies) -> Project:
    if project.owner is None or source is None:
        return project
    return replace(project, owner=agencies.canonical(source, project.owner) or project.owner)

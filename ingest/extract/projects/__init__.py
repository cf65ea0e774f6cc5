"""Investment projects: rows of project tables and projects named in prose. A project named twice in a document is one.

tables   rows of tables whose columns are a project's name, its investment, place, plan, state ...
prose    projects named in sentences and in cells of other tables
names    where a project's name begins and ends; when two names are one project's
places   the places that a cell or a name gives
"""

from __future__ import annotations

from dataclasses import replace

from graph.extraction import FoundProject, Header
from graph.projects import project_key
from ingest.extract.projects.prose import projects_in_prose
from ingest.extract.projects.tables import is_project_sheet, projects_in_sheet
from ingest.extract.sheets import find_sheets
from ingest.layout.records import Layout

__all__ = ["find_projects"]


def find_projects(layout: Layout, header: Header) -> tuple[FoundProject, ...]:
    """The projects of a document in the order in which they are first named, rows of tables before prose."""
    sheets = [*find_sheets(layout)]
    listed = [project for sheet in sheets if is_project_sheet(sheet) for project in projects_in_sheet(sheet, layout)]
    tables = {sheet.block.start for sheet in sheets if is_project_sheet(sheet)}
    found: dict[str, FoundProject] = {}
    for project in (*listed, *projects_in_prose(layout, tables)):
        key = project_key(project.name)
        found[key] = _merged(found[key], project) if key in found else project
    return tuple(found.values())


def _merged(first: FoundProject, second: FoundProject) -> FoundProject:
    """What the first place does not say, the second fills in."""
    return replace(
        first,
        investment_million_vnd=first.investment_million_vnd
        if first.investment_million_vnd is not None
        else second.investment_million_vnd,
        location=first.location or second.location,
        plan=first.plan or second.plan,
        progress=first.progress or second.progress,
        milestone=first.milestone or second.milestone,
        owner=first.owner or second.owner,
        funding=first.funding or second.funding,
    )

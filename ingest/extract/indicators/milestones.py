"""Milestones of one project that are printed differently in one document, and plans that were missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.extraction import FoundFinding, FoundIndicator, FoundProject, Span
from graph.projects import project_key
from ingest.extract.projects.names import named_projects
from ingest.extract.projects.tables import is_project_sheet, projects_in_sheet
from ingest.extract.sheets import Sheet, find_sheets, row_text
from ingest.layout.records import Layout
from vietnamese.text import normal

_EVENT = re.compile(
    r"(?i)(?P<event>khởi công|khánh thành|thông xe|hoàn thành)\s*(?::|-|–|vào|trong|dự kiến|dự án|công trình|\s)*"
    r"(?:quý (?P<quarter>I{1,3}|IV|[1-4])|tháng (?P<month>\d{1,2})|ngày (?P<day>\d{1,2})/(?P<month2>\d{1,2}))?[\s/]*(?:năm )?(?P<year>20\d{2})"
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_MISSED = re.compile(
    r"(?i)(?:không|khó|chưa|khó có thể)\s+(?:có khả năng\s+|bảo đảm\s+|đảm bảo\s+|thể\s+)?(?:hoàn thành|đạt)|"
    r"chậm (?:tiến độ|so với)|không bảo đảm tiến độ"
)


@dataclass(frozen=True, slots=True)
class _Milestone:
    event: str
    first: int
    last: int
    """First and last month, counted from year 0."""
    printed: str
    evidence: Span


def milestone_conflicts(layout: Layout) -> Iterator[FoundFinding]:
    """One finding for each project and event whose printed times have nothing in common."""
    found: dict[tuple[str, str], list[tuple[str, _Milestone]]] = defaultdict(list)
    for name, text, evidence in _statements(layout):
        for milestone in _milestones(text, evidence):
            found[project_key(name), milestone.event].append((name, milestone))
    for (_, event), places in found.items():
        name, first = places[0]
        other = next((m for _, m in places[1:] if m.last < first.first or first.last < m.first), None)
        if other is not None:
            message = f"{name}: mốc {event} ghi hai cách, “{first.printed}” và “{other.printed}”"
            yield FoundFinding("figure_conflict", name, message, (first.evidence, other.evidence))


def plans_missed(layout: Layout, indicators: Sequence[FoundIndicator]) -> Iterator[FoundFinding]:
    """Indicators said not to reach their plan, and projects said to be late."""
    seen: set[tuple[str, str | None]] = set()
    for indicator in indicators:
        if indicator.verdict != "Không đạt" or (indicator.name, indicator.period) in seen:
            continue
        seen.add((indicator.name, indicator.period))
        figures = ", ".join(f"{label} {value}" for label, value in [*indicator.values.items()][:3])
        message = f"{indicator.name}{f' {indicator.period}' if indicator.period else ''} không đạt kế hoạch: {figures}"
        yield FoundFinding("plan_missed", indicator.name, message, (indicator.evidence,))
    for sheet in find_sheets(layout):
        for project in projects_in_sheet(sheet, layout) if is_project_sheet(sheet) else ():
            yield from _late(project)


def _late(project: FoundProject) -> Iterator[FoundFinding]:
    for text in (project.forecast, project.progress, project.summary):
        if text is not None and _MISSED.search(normal(text)):
            yield FoundFinding("plan_missed", project.name, f"{project.name}: {text}", (project.evidence,))
            return


def _statements(layout: Layout) -> Iterator[tuple[str, str, Span]]:
    """(project, words about it, where): rows of project tables, rows of other tables that name one project."""
    for sheet in find_sheets(layout):
        if is_project_sheet(sheet):
            yield from ((p.name, p.milestone, p.evidence) for p in projects_in_sheet(sheet, layout) if p.milestone)
        else:
            yield from _of_rows(sheet)


def _of_rows(sheet: Sheet) -> Iterator[tuple[str, str, Span]]:
    for row in sheet.rows:
        text = row_text(row)
        named = {project_key(p.name): p.name for p in named_projects(normal(text)) if p.investing}
        if len(named) == 1:
            yield next(iter(named.values())), text, Span(row.start, row.end, text)


def _milestones(text: str, evidence: Span) -> Iterator[_Milestone]:
    for match in _EVENT.finditer(normal(text)):
        first, last = _months(match)
        yield _Milestone(match.group("event").lower(), first, last, " ".join(match.group().split()), evidence)


def _months(match: re.Match[str]) -> tuple[int, int]:
    """The first and last month of a printed time."""
    year = int(match.group("year")) * 12
    quarter, month = match.group("quarter"), match.group("month") or match.group("month2")
    if quarter:
        start = year + 3 * ((_QUARTERS.get(quarter.upper()) or int(quarter)) - 1)
        return start, start + 2
    return (year + int(month) - 1, year + int(month) - 1) if month else (year, year + 11)

"""Projects, indicators and findings as lists with their filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.errors import NotFound
from graph.records import Finding, Indicator, Project
from graph.store import NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api.reading.listing import Listing, cut, every, one
from vietnamese.text import fold, normal, squeeze


def project(snapshot: Snapshot, id: str) -> Project:
    """The project with this id, or the only one of this name. Raises NotFound."""
    node = one(snapshot.graph.nodes(NodeFilter("Project", keys=(id,)), limit=1).items)
    if node is not None:
        return decode(Project, node.properties)
    named = [p for p in snapshot.records(Project) if fold(normal(p.name)) == fold(normal(id))]
    if len(named) != 1:
        raise NotFound(f"Không có dự án “{id}”.")
    return named[0]


def list_projects(
    snapshot: Snapshot,
    *,
    q: str | None = None,
    place: str | None = None,
    document: str | None = None,
    investment_from: float | None = None,
    investment_to: float | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Listing[Project]:
    """Projects, the largest investment first. `q` is looked for in name, owner, plan and progress, `place` in the places."""
    bounds = (("investment_million_vnd", ">=", investment_from), ("investment_million_vnd", "<=", investment_to))
    where = tuple(Where(name, operator, value) for name, operator, value in bounds if value is not None)  # type: ignore[arg-type]
    order = Order("investment_million_vnd", True)
    if not (q or place or document):
        page = snapshot.graph.nodes(NodeFilter("Project", where), order, limit=limit, cursor=cursor)
        return Listing(page.total, [decode(Project, node.properties) for node in page.items], page.next)
    projects = (decode(Project, node.properties) for node in every(snapshot.graph, NodeFilter("Project", where), order))
    return cut([p for p in projects if _project_matches(p, q, place, document)], limit, cursor)


def _project_matches(project: Project, q: str | None, place: str | None, document: str | None) -> bool:
    words = (project.name, project.owner, project.plan, project.progress, project.milestone, project.forecast, *project.location)
    return (
        _holds(q, words)
        and _holds(place, project.location)
        and (not document or document == project.evidence.document or any(r.document == document for r in project.reports))
    )


def _holds(wanted: str | None, texts: tuple[str | None, ...]) -> bool:
    if not wanted:
        return True
    needle = fold(squeeze(normal(wanted)))
    return any(needle in fold(normal(text)) for text in texts if text)


def list_indicators(
    snapshot: Snapshot,
    *,
    q: str | None = None,
    document: str | None = None,
    period: str | None = None,
    verdict: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Listing[Indicator]:
    """Indicators in the order of their documents; `q` is looked for in the name."""
    equal = (("document", document), ("period", period), ("verdict", verdict))
    wanted = NodeFilter("Indicator", tuple(Where(name, "=", value) for name, value in equal if value))
    if not q:
        page = snapshot.graph.nodes(wanted, Order(), limit=limit, cursor=cursor)
        return Listing(page.total, [decode(Indicator, node.properties) for node in page.items], page.next)
    indicators = (decode(Indicator, node.properties) for node in every(snapshot.graph, wanted))
    return cut([i for i in indicators if _holds(q, (i.name,))], limit, cursor)


def list_findings(
    snapshot: Snapshot, *, kind: str | None = None, document: str | None = None, limit: int = 50, cursor: str | None = None
) -> Listing[Finding]:
    """Findings: kinds in the table's order, those that rest on most places first within a kind."""
    findings = [
        f
        for f in snapshot.records(Finding)
        if (not kind or f.kind == kind) and (not document or document in f.keys or any(e.document == document for e in f.evidence))
    ]
    order = {name: position for position, name in enumerate(FINDING_ORDER)}
    findings.sort(key=lambda f: (order.get(f.kind, len(order)), -len(f.evidence), f.keys))
    return cut(findings, limit, cursor)


FINDING_ORDER = (
    "conflicting_date",
    "shared_number",
    "impossible_date",
    "title_mismatch",
    "issuer_conflict",
    "figure_conflict",
    "overdue",
    "no_lead",
    "plan_missed",
    "duplicate_document",
    "cited_not_held",
)


def finding_counts(snapshot: Snapshot) -> Mapping[str, int]:
    """How many findings of each kind there are, in the order of `FINDING_ORDER`."""
    counted = Counter(finding.kind for finding in snapshot.records(Finding))
    return {kind: counted[kind] for kind in FINDING_ORDER if counted[kind]}  # type: ignore[index]

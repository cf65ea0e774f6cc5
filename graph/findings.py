"""What a careful clerk would query: one finding for each document, number or list, both values quoted, the evidence side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.identity.resolved import Resolved
from graph.queries import citations, dates, documents, lists, names
from graph.records import Finding, Task

_ORDER = (
    "conflicting_date",
    "shared_number",
    "impossible_date",
    "title_mismatch",
    "issuer_conflict",
    "duplicate_document",
    "figure_conflict",
    "plan_missed",
    "overdue",
    "no_lead",
    "cited_not_held",
)


def find_all(resolved: Resolved, tasks: Sequence[Task]) -> tuple[Finding, ...]:
    """All findings: by kind, those that are ranked in their rank, the others by key."""
    found: list[Finding] = [
        *dates.conflicting(resolved),
        *dates.impossible(resolved),
        *dates.reversed_order(resolved),
        *documents.shared_numbers(resolved),
        *documents.title_mismatches(resolved),
        *names.differing_names(resolved),
        *documents.issuer_conflicts(resolved),
        *documents.duplicates(resolved),
        *lists.said_by_one(resolved),
        *lists.overdue(resolved, tasks),
        *lists.without_lead(resolved, tasks),
    ]
    ordered = sorted(_once(found), key=lambda finding: (_ORDER.index(finding.kind), finding.keys, finding.message))
    return (*ordered, *citations.not_held(resolved))


def _once(found: Iterable[Finding]) -> Iterable[Finding]:
    """Without what two readers query in the same place; one sentence may hold several figures to query."""
    seen: set[tuple[object, ...]] = set()
    for finding in found:
        figure = finding.message if finding.kind == "figure_conflict" else None
        place = (finding.kind, figure, *((piece.document, piece.start) for piece in finding.evidence))
        if place not in seen:
            seen.add(place)
            yield finding

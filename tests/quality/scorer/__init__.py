"""Scores an export against documents annotated by hand: `score(Export.read(folder), Golds.read(folder))` gives a Score for each part.

Every part is a function of its own in a module of its own; each returns figures between 0 and 1, counts, and every miss with its cause.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.quality.scorer.agencies import score_agencies
from tests.quality.scorer.citations import score_citations, score_named
from tests.quality.scorer.findings import score_findings, score_footnotes
from tests.quality.scorer.headers import score_headers
from tests.quality.scorer.records import Export, Golds, Miss, Score
from tests.quality.scorer.relations import score_relations
from tests.quality.scorer.tasks import score_prose_tasks, score_table_tasks, score_tasks
from tests.quality.scorer.works import score_indicators, score_projects

PARTS: dict[str, Callable[[Export, Golds], Score]] = {
    "citations": score_citations,
    "named": score_named,
    "relations": score_relations,
    "tasks": score_tasks,
    "tasks_table": score_table_tasks,
    "tasks_prose": score_prose_tasks,
    "projects": score_projects,
    "indicators": score_indicators,
    "agencies": score_agencies,
    "metadata": score_headers,
    "footnotes": score_footnotes,
    "findings": score_findings,
}


def score(export: Export, golds: Golds) -> dict[str, Score]:
    """All parts, by name."""
    return {name: part(export, golds) for name, part in PARTS.items()}


__all__ = ["PARTS", "Export", "Golds", "Miss", "Score", "score"]

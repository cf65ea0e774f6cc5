"""No change may read the annotated documents worse than this."""

from __future__ import annotations

import pytest

from tests.quality.scorer import Score

FLOORS = [
    ("citations", "precision", 0.99),
    ("citations", "recall", 0.99),
    ("citations", "date", 0.99),
    ("citations", "resolved", 0.98),
    ("relations", "precision", 0.93),
    ("relations", "recall", 0.93),
    ("tasks_table", "recall", 1.0),
    *(("tasks_table", field, 0.97) for field in ("text", "lead", "coordinate", "deadline", "product", "authority", "implements")),
    ("tasks_prose", "recall", 0.95),
    ("tasks_prose", "lead", 0.9),
    ("tasks_prose", "deadline", 0.9),
]
SAMPLE_FLOORS = [
    ("metadata", "identity", 1.0),
    ("named", "recall", 0.95),
    ("indicators", "recall", 0.97),
    ("indicators", "values", 0.97),
    ("projects", "table_recall", 0.97),
    *(("projects", field, 0.97) for field in ("investment", "location", "progress")),
    ("agencies", "recall", 0.97),
    ("agencies", "variants", 0.97),
    ("footnotes", "recall", 1.0),
    ("footnotes", "precision", 1.0),
]
SHARED_EXCEPTIONS = {
    ("relations", "precision"): "five annotated relations: one that the gold leaves out is already a sixth of the precision",
    ("tasks_table", "authority"): "the gold's list of authorities is cut at a comma inside an agency's name",
}


def told(score: Score) -> str:
    return "\n".join(map(str, score.misses[:20]))


@pytest.mark.parametrize(("part", "figure", "floor"), [*FLOORS, *SAMPLE_FLOORS])
def test_sample(sample_scores: dict[str, Score], part: str, figure: str, floor: float) -> None:
    assert sample_scores[part].figures[figure] >= floor, told(sample_scores[part])


@pytest.mark.parametrize(("part", "figure", "floor"), FLOORS)
def test_shared(shared_scores: dict[str, Score], part: str, figure: str, floor: float) -> None:
    lowered = 0.8 if (part, figure) == ("relations", "precision") else 0.96
    wanted = min(floor, lowered) if (part, figure) in SHARED_EXCEPTIONS else floor
    assert shared_scores[part].figures[figure] >= wanted, told(shared_scores[part])

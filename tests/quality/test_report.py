"""The report that is kept, and what is said against it."""

from __future__ import annotations

import json

from tests.quality.report import KEPT, changes


def test_a_report_is_kept_with_the_figures_that_have_floors() -> None:
    kept = json.loads(KEPT.read_text("utf-8"))["sample"]
    assert {"citations", "relations", "tasks", "agencies", "metadata"} <= set(kept)
    assert all(0 <= figure <= 1 for figures in kept.values() for figure in figures.values())


def test_gains_and_losses_are_what_differs_from_the_kept_report() -> None:
    before = {"sample": {"citations": {"precision": 0.99, "recall": 1.0}, "tasks": {"lead": 0.9}}}
    now = {"sample": {"citations": {"precision": 1.0, "recall": 0.98}, "tasks": {"lead": 0.9, "new": 0.5}}, "other": {}}
    assert changes(before, now) == [("sample.citations.precision", 0.99, 1.0), ("sample.citations.recall", 1.0, 0.98)]

"""Footnotes, and the contradictions that a careful clerk found in the annotated documents."""

from __future__ import annotations

from tests.quality.scorer.records import Export, Golds, Miss, Score
from tests.quality.scorer.texts import plain, share


def score_footnotes(export: Export, golds: Golds) -> Score:
    """Found by marker and beginning; `precision` over the documents that are annotated."""
    misses: list[Miss] = []
    total = found = 0
    for name, want in golds.all("footnotes"):
        total += 1
        start = plain(want["text_start"].lstrip("()0123456789 "))
        same = [
            f
            for f in export.of("footnotes", name)
            if f["marker"].strip("()") == want["marker"] and plain(f["text"]).startswith(start)
        ]
        found += bool(same)
        misses += [] if same else [Miss(name, want["text_line"], "not found", want["text_start"])]
    predicted = sum(len(export.of("footnotes", name)) for name in golds.documents)
    return Score({"recall": share(found, total), "precision": share(found, predicted)}, {"gold": total}, tuple(misses))


def score_findings(export: Export, golds: Golds) -> Score:
    """Each listed contradiction is reported: the kind, and all its words in one message or its keys."""
    misses: list[Miss] = []
    for want in golds.findings:
        same = [f for f in export.records["findings"] if f["kind"] == want["kind"]]
        if not any(all(word in f"{f['message']} {f['keys']}" for word in want["contains"]) for f in same):
            misses.append(Miss("*", 0, want["kind"], " / ".join(want["contains"])))
    total = len(golds.findings)
    return Score({"recall": share(total - len(misses), total)}, {"gold": total}, tuple(misses))

"""The export: UTF-8 JSON Lines, one file a kind of record, byte-identical for the same corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.records import Agency, Document, Finding, Footnote, Indicator, Mention, Passage, Project, Relation, Task, to_json
from ingest.workspace import Snapshot

FILES: tuple[tuple[str, type[Any], Callable[[Any], Any]], ...] = (
    ("documents", Document, lambda r: r.key),
    ("passages", Passage, lambda r: r.id),
    ("mentions", Mention, lambda r: (r.document, r.start, r.end)),
    ("relations", Relation, lambda r: (r.source, r.type, r.target, r.planned)),
    ("tasks", Task, lambda r: r.id),
    ("agencies", Agency, lambda r: r.name),
    ("projects", Project, lambda r: r.id),
    ("indicators", Indicator, lambda r: r.id),
    ("footnotes", Footnote, lambda r: (r.document, r.start, r.marker)),
    ("findings", Finding, lambda r: (r.kind, r.keys, r.message)),
)

INSIDE = frozenset({"context"})
"""Fields that are no part of the export."""


def export(snapshot: Snapshot, out: Path) -> dict[str, int]:
    """Writes one `.jsonl` file a kind into `out` (made if absent); returns the number of lines of each."""
    out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for name, kind, order in FILES:
        records = sorted(snapshot.records(kind), key=order)
        lines = [json.dumps(_exported(record), ensure_ascii=False) + "\n" for record in records]
        (out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
        counts[name] = len(lines)
    return counts


def _exported(record: Any) -> dict[str, Any]:
    return {name: value for name, value in to_json(record).items() if name not in INSIDE}

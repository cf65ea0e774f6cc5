"""One generation as one consistent view: everything a request reads comes out of one SQLite read transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from graph.errors import AmbiguousKey, NotFound
from graph.records import Agency, Document, Finding, Footnote, Indicator, Mention, Passage, Project, Relation, Task
from graph.store import GraphStore, NodeFilter, NodeKind, Order, Where
from ingest.readers.records import SourceText
from ingest.workspace.codec import decode, loads
from ingest.workspace.truth import Truth

R = TypeVar("R")
NODE_RECORDS: Mapping[type[Any], NodeKind] = {
    Document: "Document",
    Passage: "Passage",
    Task: "Task",
    Agency: "Agency",
    Project: "Project",
    Indicator: "Indicator",
}
TABLE_RECORDS: Mapping[type[Any], str] = {Mention: "mention", Footnote: "footnote", Finding: "finding", Relation: "relation"}
BATCH = 1000


class Snapshot:
    """A generation while it is looked at. Close it (or use it as a context manager) to end its read transaction."""

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, graph: GraphStore, generation: int, index_folder: Path
    ) -> None:
        self._connection = connection
        self.folder = folder
        self.graph = graph
        self.generation = generation
        self.index_folder = index_folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def resolve(self, name: str) -> str:
        """The document key that a key, a printed `number@date`, a unique bare number or an unnumbered name means.

        Raises NotFound, or AmbiguousKey with the candidates where several documents bear the name.
        """
        rows = self._connection.execute("SELECT document FROM names WHERE name = ? ORDER BY document", (name.strip(),)).fetchall()
        if not rows:
            raise NotFound(f"Không có văn bản nào mang khóa, số hay tên “{name}”.")
        if len(rows) > 1:
            keys = tuple(row[0] for row in rows)
            raise AmbiguousKey(f"“{name}” có thể là nhiều văn bản: {'; '.join(keys)}.", keys)
        return str(rows[0][0])

    def document(self, key: str) -> Document:
        """The document with exactly this key; raises NotFound."""
        found = self.graph.nodes(NodeFilter("Document", keys=(key,)), limit=1).items
        if not found:
            raise NotFound(f"Không có văn bản “{key}”.")
        return decode(Document, found[0].properties)

    def text(self, key: str) -> str:
        """The raw text of a held document's primary source, "" where only cited."""
        source = self.source_text(key)
        return source.text if source else ""

    def source_text(self, key: str) -> SourceText | None:
        """The primary source of a held document with what its format knew about it (tables, pages), None where only cited."""
        row = self._connection.execute("SELECT sha256 FROM held WHERE document = ?", (key,)).fetchone()
        return Truth(self._connection).source_text(row[0]) if row else None

    def records(self, kind: type[R], document: str | None = None, *, about: str | None = None) -> list[R]:
        """All records of a kind, in the export's order.

        `document` keeps those that stand in it (a relation, a finding: whose first evidence does), `about` the mentions and relations
        whose target it is and the findings whose first key it is.
        """
        if kind in NODE_RECORDS:
            return self._nodes(kind, NODE_RECORDS[kind], document)
        query, arguments = "SELECT body FROM records WHERE kind = ?", [TABLE_RECORDS[kind]]
        for column, value in (("document", document), ("about", about)):
            if value is not None:
                query += f" AND {column} = ?"
                arguments.append(value)
        return [loads(kind, row[0]) for row in self._connection.execute(f"{query} ORDER BY position", arguments)]

    def relations(self, *types: str) -> list[Relation]:
        """All relations of these types, in the export's order."""
        marks = ",".join("?" * len(types))
        query = f"SELECT body FROM records WHERE kind = 'relation' AND json_extract(body, '$.type') IN ({marks}) ORDER BY position"
        return [loads(Relation, row[0]) for row in self._connection.execute(query, types)]

    def mention_counts(self) -> dict[str, int]:
        """How often each document is mentioned, by key."""
        rows = self._connection.execute(
            "SELECT about, count(*) FROM records WHERE kind = 'mention' AND about IS NOT NULL GROUP BY about"
        )
        return dict(rows.fetchall())

    def _nodes(self, kind: type[R], node_kind: NodeKind, document: str | None) -> list[R]:
        where = (Where("document", "=", document),) if document is not None else ()
        found: list[R] = []
        cursor: str | None = None
        while True:
            page = self.graph.nodes(NodeFilter(node_kind, where), Order(), limit=BATCH, cursor=cursor)
            found += [decode(kind, node.properties) for node in page.items]
            cursor = page.next
            if cursor is None:
                return found

    @property
    def model(self) -> str:
        """The encoder that made the generation's vectors."""
        row = self._connection.execute("SELECT encoder FROM generations WHERE id = ?", (self.generation,)).fetchone()
        return str(row[0]) if row else ""

    def status(self) -> dict[str, Any]:
        """Generation, counts, sources, what is set aside and why, model."""
        row = self._connection.execute(
            "SELECT made_at, made_from, encoder, counts FROM generations WHERE id = ?", (self.generation,)
        ).fetchone()
        sources = Truth(self._connection).sources()
        made_at, _, encoder, counts = row if row else (None, None, None, "{}")
        return {
            "workspace": str(self.folder),
            "generation": self.generation,
            "made_at": made_at,
            "encoder": encoder,
            "counts": json.loads(counts),
            "sources": sum(1 for source in sources if source.reason is None),
            "set_aside": [{"source": s.name, "path": str(s.path), "reason": s.reason} for s in sources if s.reason is not None],
        }

"""The embedded store's content, and its outbox: what each small change touched, for stores that follow."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, cast

from graph.store import Changes, Edge, EdgeType, Node, NodeKind
from graph.stores.codec import Hash
from graph.stores.content import Identity, Sums
from graph.stores.embedded_rows import EDGE, NODE, edges_of, node_of

LARGEST = 20_000
"""Rows of a change that the outbox still notes; after a larger one followers compare everything."""
KEPT = 50
"""Generations that the outbox goes back."""


class EmbeddedContent:
    """The content behind one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sums(self) -> Sums:
        rows = self._connection.execute("SELECT name, rows, high, low FROM graph_sum WHERE rows > 0")
        return {name: (rows, high, low) for name, rows, high, low in rows}

    def node_hashes(self, kind: NodeKind) -> Iterator[tuple[str, Hash]]:
        for id, high, low in self._connection.execute("SELECT id, high, low FROM graph_node WHERE kind = ?", (kind,)):
            yield id, (high, low)

    def edge_hashes(self, type: EdgeType) -> Iterator[tuple[Identity, Hash]]:
        rows = self._connection.execute(
            """SELECT s.id, e.type, t.id, e.role, e.high, e.low FROM graph_edge e
               JOIN graph_node s ON s.row = e.source JOIN graph_node t ON t.row = e.target WHERE e.type = ?""",
            (type,),
        )
        for source, name, target, role, high, low in rows:
            yield (source, name, target, role), (high, low)

    def hashes_of_nodes(self, ids: Collection[str] | None = None) -> Iterator[tuple[str, Hash]]:
        """Of all nodes, or of those among `ids` that are there."""
        among, given = _among("id", ids)
        for id, high, low in self._connection.execute(f"SELECT id, high, low FROM graph_node {among}", given):
            yield id, (high, low)

    def hashes_of_edges(self, sources: Collection[str] | None = None) -> Iterator[tuple[Identity, Hash]]:
        """Of all edges, or of those that leave one of the nodes `sources`."""
        among, given = _among("s.id", sources)
        rows = self._connection.execute(
            f"""SELECT s.id, e.type, t.id, e.role, e.high, e.low FROM graph_node s CROSS JOIN graph_edge e ON e.source = s.row
                CROSS JOIN graph_node t ON t.row = e.target {among}""",
            given,
        )
        for source, type, target, role, high, low in rows:
            yield (source, type, target, role), (high, low)

    def read_nodes(self, ids: Sequence[str]) -> list[Node]:
        rows = self._connection.execute(
            f"SELECT {NODE} FROM graph_node n WHERE n.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return [node_of(row) for row in rows]

    def read_edges(self, identities: Iterable[Identity]) -> list[Edge]:
        rows: list[tuple[Any, ...]] = []
        names: dict[int, str] = {}
        for source, type, target, role in identities:
            found = self._connection.execute(
                f"""SELECT {EDGE} FROM graph_edge e WHERE e.source = (SELECT row FROM graph_node WHERE id = ?) AND e.type = ?
                    AND e.target = (SELECT row FROM graph_node WHERE id = ?) AND e.role = ?""",
                (source, type, target, role),
            ).fetchone()
            if found is not None:
                rows.append(found)
                names |= {found[0]: source, found[2]: target}
        return edges_of(rows, names)

    def some_ids(self, number: int, chance: random.Random) -> list[str]:
        """Ids of a sample of nodes, fewer where there are fewer."""
        last = self._connection.execute("SELECT coalesce(max(row), 0) FROM graph_node").fetchone()[0]
        wanted = [chance.randint(1, last) for _ in range(number)] if last else []
        rows = self._connection.execute(
            "SELECT DISTINCT (SELECT id FROM graph_node WHERE row >= w.value ORDER BY row LIMIT 1) FROM json_each(?) w",
            (json.dumps(wanted),),
        )
        return [row[0] for row in rows]

    def touched(self, since: int) -> tuple[list[str], list[Identity]] | None:
        """Nodes and edges put or dropped after generation `since`; None where that is not noted any more."""
        start = self._connection.execute("SELECT value FROM graph_meta WHERE name = 'outbox'").fetchone()
        if start is None or since < int(start[0]):
            return None
        rows = self._connection.execute(
            "SELECT DISTINCT what, identity FROM graph_outbox WHERE generation > ?", (since,)
        ).fetchall()
        edges = [cast(Identity, tuple(json.loads(identity))) for what, identity in rows if what == "edge"]
        return [identity for what, identity in rows if what == "node"], edges


def _among(column: str, ids: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if ids is None else (f"WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def note(connection: sqlite3.Connection, changes: Changes) -> None:
    """Notes in the outbox what the changes touch, and forgets what is old."""
    nodes = [*changes.drop_nodes, *(node.id for node in changes.put_nodes)]
    edges = [*changes.drop_edges, *((edge.source, edge.type, edge.target, edge.role) for edge in changes.put_edges)]
    if len(nodes) + len(edges) > LARGEST:
        connection.execute("DELETE FROM graph_outbox")
        _begin(connection, changes.generation)
        return
    rows = [(changes.generation, "node", id) for id in nodes]
    rows += [(changes.generation, "edge", json.dumps(identity, ensure_ascii=False)) for identity in edges]
    connection.executemany("INSERT INTO graph_outbox VALUES (?, ?, ?)", rows)
    old = connection.execute(
        "SELECT DISTINCT generation FROM graph_outbox ORDER BY generation DESC LIMIT 1 OFFSET ?", (KEPT,)
    ).fetchone()
    if old is not None:
        connection.execute("DELETE FROM graph_outbox WHERE generation <= ?", old)
        _begin(connection, int(old[0]))


def _begin(connection: sqlite3.Connection, generation: int) -> None:
    connection.execute("INSERT OR REPLACE INTO graph_meta VALUES ('outbox', ?)", (str(generation),))

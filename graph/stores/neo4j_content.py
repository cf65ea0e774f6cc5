"""The content of a graph on a Neo4j server. Sums are made by the server out of the rows that it really holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from graph.store import INDEXED, Edge, EdgeType, Node, NodeKind
from graph.stores.bounds import EDGE_TYPES
from graph.stores.codec import Hash
from graph.stores.content import Identity, Sums
from graph.stores.neo4j_session import Sessions
from graph.stores.stored import Stored, StoredPieces

PIECE = 50_000
"""Rows that one transaction hands out."""
_SUM = "RETURN count(n), sum(n.high), sum(n.low)"
READ_NODES = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id, n.node_kind, n.key, n.json, n.access"
READ_EDGES = """UNWIND $rows AS row
MATCH (source:Entity {{id: row[0]}})-[r:{type} {{role: row[2]}}]->(target:Entity {{id: row[1]}})
RETURN source.id, type(r), target.id, r.role, r.state, r.planned, r.evidence, r.access"""


def node_of(row: Sequence[Any]) -> Node:
    """The node of a row (id, kind, key, json, access)."""
    return Node(row[0], cast(NodeKind, row[1]), row[2], Stored(row[3]), tuple(row[4] or ()))


def edge_of(row: Sequence[Any]) -> Edge:
    """The edge of a row (source, type, target, role, state, planned, evidence, access)."""
    source, type, target, role, state, planned, evidence, labels = row
    return Edge(source, cast(EdgeType, type), target, role, state, planned, StoredPieces(evidence), tuple(labels or ()))


class Neo4jContent:
    """The content behind one driver."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def sums(self) -> Sums:
        found: dict[str, tuple[int, int, int]] = {}
        for kind in INDEXED:
            found[f"kind:{kind}"] = self._sum(f"MATCH (n:{kind}) {_SUM}")
        for type in sorted(EDGE_TYPES):
            found[f"type:{type}"] = self._sum(f"MATCH ()-[n:{type}]->() {_SUM}")
        return {name: sums for name, sums in found.items() if sums[0]}

    def _sum(self, query: str) -> tuple[int, int, int]:
        rows, high, low = self._sessions.read(lambda run: run(query), patient=True)[0]
        return int(rows), int(high), int(low)

    def node_hashes(self, kind: NodeKind) -> Iterator[tuple[str, Hash]]:
        query = f"MATCH (n:{kind}) WHERE n.key IS NOT NULL AND n.key > $after RETURN n.key, n.id, n.high, n.low ORDER BY n.key LIMIT $piece"
        after = ""
        while rows := self._sessions.read(lambda run, after=after: run(query, after=after, piece=PIECE), patient=True):  # type: ignore[misc]
            yield from ((row[1], (row[2], row[3])) for row in rows)
            after = rows[-1][0]

    def edge_hashes(self, type: EdgeType) -> Iterator[tuple[Identity, Hash]]:
        query = f"MATCH (a)-[r:{type}]->(b) RETURN a.id, type(r), b.id, r.role, r.high, r.low"
        for row in self._sessions.read(lambda run: run(query), patient=True):
            yield (row[0], row[1], row[2], row[3]), (row[4], row[5])

    def read_nodes(self, ids: Sequence[str]) -> list[Node]:
        return [node_of(row) for row in self._sessions.read(lambda run: run(READ_NODES, ids=list(ids)))]

    def read_edges(self, identities: Iterable[Identity]) -> list[Edge]:
        groups: dict[str, list[list[str]]] = {}
        for source, type, target, role in identities:
            groups.setdefault(type, []).append([source, target, role])
        queries = [(READ_EDGES.format(type=name), rows) for name, rows in groups.items()]
        return [edge_of(row) for query, rows in queries for row in self._sessions.read(lambda run, q=query, r=rows: run(q, rows=r))]  # type: ignore[misc]

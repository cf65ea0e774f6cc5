"""Changes as Cypher: batches by label and by relationship type, each `UNWIND` and `MERGE` on the inner id alone.

Every query returns by how much it changed the sums of hashes, so that the fingerprint is kept in the very transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.store import Edge, EdgeType, Node, NodeKind
from graph.stores.codec import Hash, edge_hash, evidence_text, labels, lists, node_hash, properties_text, scalars
from graph.stores.neo4j_session import Run

READABLE: Mapping[NodeKind, tuple[str, ...]] = {
    "Document": ("title", "signer", "date_printed"),
    "Passage": ("text",),
    "Task": ("text", "product", "deadline_raw"),
    "Agency": ("name", "valid_from", "valid_until"),
    "Project": ("name", "progress", "plan", "funding"),
    "Indicator": ("unit", "ordinal"),
}
"""What people find on a node in Neo4j Browser beside the indexed values. The whole record is in `json`."""

PUT_NODES = """UNWIND $rows AS row
MERGE (n:Entity:{label} {{id: row.id}})
WITH n, row, coalesce(n.high, 0) AS high, coalesce(n.low, 0) AS low
WHERE high <> row.high OR low <> row.low
SET n = row
RETURN sum(row.high - high), sum(row.low - low)"""

PUT_EDGES = """UNWIND $rows AS row
MATCH (source:Entity {{id: row.source}})
MATCH (target:Entity {{id: row.target}})
MERGE (source)-[r:{type} {{role: row.properties.role}}]->(target)
WITH r, row.properties AS properties, coalesce(r.high, 0) AS high, coalesce(r.low, 0) AS low
SET r = properties
RETURN sum(properties.high - high), sum(properties.low - low), count(*)"""

DROP_EDGES = """UNWIND $rows AS row
MATCH (source:Entity {{id: row[0]}})-[r:{type} {{role: row[2]}}]->(target:Entity {{id: row[1]}})
WITH r, r.high AS high, r.low AS low
DELETE r
RETURN -sum(high), -sum(low)"""

DROP_ENDS = """UNWIND $ids AS id
MATCH (n:Entity {id: id})-[r]-()
WITH DISTINCT r, r.high AS high, r.low AS low
DELETE r
RETURN -sum(high), -sum(low)"""

DROP_NODES = """UNWIND $ids AS id
MATCH (n:Entity {id: id})
WITH n, n.high AS high, n.low AS low
DELETE n
RETURN -sum(high), -sum(low)"""

MERGE_QUERIES = (PUT_NODES, PUT_EDGES)

Batch = tuple[str, Mapping[str, Any], int]
"""A query, its parameters, and how many rows it must find (edges need both their nodes; 0: any number)."""


def node_row(node: Node) -> dict[str, Any]:
    """All that Neo4j keeps of a node; missing values are left out."""
    properties = properties_text(node)
    high, low = node_hash(node, properties)
    row: dict[str, Any] = {name: _text(node.properties.get(name)) for name in READABLE[node.kind]}
    row |= scalars(node.kind, node.properties)
    row |= {name: list(members) or None for name, members in lists(node.kind, node.properties).items()}
    row |= {"id": node.id, "key": node.key, "node_kind": node.kind, "json": properties, "access": list(labels(node.access)) or None}
    return {name: value for name, value in row.items() if value is not None} | {"high": high, "low": low}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def edge_row(edge: Edge) -> dict[str, Any]:
    """All that Neo4j keeps of an edge. `sentences` and `documents` repeat the evidence for people."""
    evidence = evidence_text(edge)
    high, low = edge_hash(edge, evidence)
    properties = {
        "role": edge.role,
        "state": edge.state,
        "planned": edge.planned,
        "high": high,
        "low": low,
        "evidence": evidence,
        "sentences": [str(piece.get("text") or "") for piece in edge.evidence] or None,
        "documents": list(dict.fromkeys(str(piece.get("document") or "") for piece in edge.evidence)) or None,
        "access": list(labels(edge.access)) or None,
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    return {"source": edge.source, "target": edge.target, "properties": kept}


def _cut(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for begin in range(0, len(rows), size):
        yield rows[begin : begin + size]


def node_batches(nodes: Iterable[Node], size: int) -> Iterator[Batch]:
    """Nodes by label; of several with one id the last counts."""
    groups: dict[str, dict[str, Node]] = defaultdict(dict)
    for node in nodes:
        groups[node.kind][node.id] = node
    for kind in sorted(groups):
        for part in _cut(list(groups[kind].values()), size):
            yield PUT_NODES.format(label=kind), {"rows": [node_row(node) for node in part]}, 0


def edge_batches(edges: Iterable[Edge], size: int) -> Iterator[Batch]:
    """Edges by type; of several with one identity the last counts."""
    groups: dict[str, dict[tuple[str, str, str], Edge]] = defaultdict(dict)
    for edge in edges:
        groups[edge.type][edge.source, edge.target, edge.role] = edge
    for type in sorted(groups):
        for part in _cut(list(groups[type].values()), size):
            yield PUT_EDGES.format(type=type), {"rows": [edge_row(edge) for edge in part]}, len(part)


def drop_batches(nodes: Sequence[str], edges: Iterable[tuple[str, EdgeType, str, str]], size: int) -> Iterator[Batch]:
    """Edges dropped by type, then nodes with the edges that they still have."""
    groups: dict[str, list[list[str]]] = defaultdict(list)
    for source, type, target, role in edges:
        groups[type].append([source, target, role])
    for name in sorted(groups):
        for part in _cut(groups[name], size):
            yield DROP_EDGES.format(type=name), {"rows": list(part)}, 0
    for ids in _cut(nodes, size):
        yield DROP_ENDS, {"ids": list(ids)}, 0
        yield DROP_NODES, {"ids": list(ids)}, 0


def run_batch(run: Run, batch: Batch) -> Hash:
    """Runs one batch; returns the change of both sums. ValueError where an edge's node is missing."""
    query, parameters, expected = batch
    row = run(query, **parameters)[0]
    if expected and row[2] != expected:
        raise ValueError(f"{expected - row[2]} cạnh dẫn tới nút chưa có")
    return int(row[0]), int(row[1])

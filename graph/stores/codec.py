"""Nodes and edges as rows: JSON, hashes, the indexed values, what a reader may see.

Both stores go through here, so that equal content has equal hashes and equal index values in either.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graph.store import INDEXED, Edge, Node, NodeKind, Scalar
from graph.stores.stored import Stored, StoredPieces

if TYPE_CHECKING:
    import networkx as nx

Hash = tuple[int, int]
"""Two unsigned 32-bit halves: their sums over billions of rows stay below 2**63 in SQLite and in Cypher alike."""


def dump(value: Any) -> str:
    """JSON without blanks, Unicode as it is; names in their order, which is that of a table's columns."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def properties_text(node: Node) -> str:
    """A node's properties as JSON, as it stands where a store handed them out."""
    return node.properties.text if isinstance(node.properties, Stored) else dump(node.properties)


def evidence_text(edge: Edge) -> str:
    """An edge's evidence as JSON, as it stands where a store handed it out."""
    return edge.evidence.text if isinstance(edge.evidence, StoredPieces) else dump(edge.evidence)


def _hash(text: str) -> Hash:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4]), int.from_bytes(digest[4:])


def labels(access: Iterable[str]) -> tuple[str, ...]:
    """Access labels in their one order."""
    return tuple(sorted(set(access)))


def node_hash(node: Node, properties: str) -> Hash:
    """The node's part of the fingerprint; `properties` is their JSON."""
    return _hash(f"{dump([node.id, node.kind, node.key, labels(node.access)])}{properties}")


def edge_hash(edge: Edge, evidence: str) -> Hash:
    """The edge's part of the fingerprint; `evidence` is its JSON."""
    head = [edge.source, edge.type, edge.target, edge.role, edge.state, edge.planned, labels(edge.access)]
    return _hash(f"{dump(head)}{evidence}")


def fingerprint_of(high: int, low: int) -> str:
    """The fingerprint out of the two sums of halves."""
    return f"{high % 2**64:016x}{low % 2**64:016x}"


def _number(value: Any) -> Scalar:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else float(value)
    return value if isinstance(value, float) and math.isfinite(value) else None


LONGEST = 1000
"""Code points of a text that filters and orders look at: an index entry of Neo4j holds 8 kB."""


def _members(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(dict.fromkeys(member for member in value if isinstance(member, str) and 0 < len(member) <= LONGEST))


def scalars(kind: NodeKind, properties: Mapping[str, Any]) -> dict[str, Scalar]:
    """The indexed texts and numbers of a node; truth values are 0 and 1, what is of another type counts as missing."""
    found: dict[str, Scalar] = {}
    for name, shape in INDEXED[kind].items():
        value = properties.get(name)
        if shape == "text":
            found[name] = value[:LONGEST] if isinstance(value, str) else None
        elif shape == "number":
            found[name] = _number(value)
    return found


def lists(kind: NodeKind, properties: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The members of a node's indexed lists, each once, empty and endless texts left out."""
    return {name: _members(properties.get(name)) for name, shape in INDEXED[kind].items() if shape == "list"}


def sees(access: Iterable[str], held: frozenset[str] | None) -> bool:
    """Whether a reader with the labels `held` (None = everything) may see what bears the labels `access`."""
    own = tuple(access)
    return held is None or not own or not held.isdisjoint(own)


def as_graph(
    nodes: Iterable[tuple[Node, int]], edges: Iterable[Edge], held: frozenset[str] | None, truncated: bool
) -> nx.MultiDiGraph:
    """The graph of a walk as the protocol has it: `nodes` with their hops, in order; edges sorted by identity.

    networkx's own dictionaries are filled directly: its checks of every single edge would be a third of a walk's time.
    """
    import networkx as nx

    graph = nx.MultiDiGraph(truncated=truncated)
    places, after, before = graph._node, graph._succ, graph._pred
    for node, hop in nodes:
        places[node.id] = {"node": node, "hop": hop}
        after[node.id], before[node.id] = {}, {}
    for edge in sorted(edges, key=attrgetter("source", "type", "target", "role")):
        parallel = after[edge.source].get(edge.target)
        if parallel is None:
            parallel = after[edge.source][edge.target] = before[edge.target][edge.source] = {}
        parallel[edge.type, edge.role] = {"edge": as_seen(edge, held)}
    return graph


def as_seen(edge: Edge, held: frozenset[str] | None) -> Edge:
    """The edge without the evidence whose document the reader may not see."""
    if held is None or all(sees(item.get("access", ()), held) for item in edge.evidence):
        return edge
    return replace(edge, evidence=tuple(item for item in edge.evidence if sees(item.get("access", ()), held)))

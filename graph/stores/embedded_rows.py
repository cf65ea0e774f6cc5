"""Rows of the embedded store's tables as nodes and edges."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from graph.store import Edge, Node, NodeKind
from graph.stores.stored import Stored, StoredPieces

NODE = "n.id, n.kind, n.key, CAST(n.properties AS BLOB), n.access, n.row"
EDGE = "e.source, e.type, e.target, e.role, e.state, e.planned, e.access, CAST(e.evidence AS BLOB)"


def _labels(access: str) -> tuple[str, ...]:
    return tuple(json.loads(access)) if access else ()


def node_of(row: Sequence[Any]) -> Node:
    """The node of a row that begins with the columns of `NODE`."""
    return Node(row[0], cast(NodeKind, row[1]), row[2], Stored(row[3]), _labels(row[4]))


def edges_of(rows: Sequence[Sequence[Any]], ids: Mapping[int, str]) -> list[Edge]:
    """The edges of rows with the columns of `EDGE`; `ids`: row of a node -> its id."""
    return [
        Edge(ids[source], type, ids[target], role, state, planned == 1, StoredPieces(evidence), _labels(access))
        for source, type, target, role, state, planned, access, evidence in rows
    ]

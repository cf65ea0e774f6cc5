"""Rows of the embedded store's tables as nodes and edges."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from graph.store import Edge, Node, NodeKind
from graph.stores.stored import Stored

NODE = "n.id, n.kind, n.key, n.properties, n.access, n.row"
EDGE = "e.row, e.source, e.type, e.target, e.role, e.state, e.planned, e.access, e.evidence"


def _labels(access: str) -> tuple[str, ...]:
    return tuple(json.loads(access)) if access else ()


def node_of(row: Sequence[Any]) -> Node:
    """The node of a row that begins with the columns of `NODE`."""
    return Node(row[0], cast(NodeKind, row[1]), row[2], Stored(row[3]), _labels(row[4]))


def edges_of(rows: Sequence[Sequence[Any]], ids: Mapping[int, str]) -> list[Edge]:
    """The edges of rows with the columns of `EDGE`; `ids`: row of a node -> its id. Their JSON is read in one go."""
    evidence = json.loads(f"[{','.join([row[8] for row in rows])}]")
    return [
        Edge(ids[row[1]], row[2], ids[row[3]], row[4], row[5], row[6] == 1, tuple(said), _labels(row[7]))
        for row, said in zip(rows, evidence, strict=True)
    ]

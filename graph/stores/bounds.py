"""What a walk follows and where it ends, checked once for every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from graph.store import Direction, EdgeType

EDGE_TYPES: frozenset[str] = frozenset(get_args(EdgeType))
DIRECTIONS: frozenset[str] = frozenset(get_args(Direction))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Edge types (each once, in order), direction, hops, nodes; what the reader may see; whether planned edges count.

    The walk's nodes: seeds are of hop 0, the others of the least hop at which an edge leads to them; `limit` keeps the first by
    (hop, kind, key), and what is cut leads nowhere. Its edges: those between its nodes that leave, in the walk's direction, a node
    whose hop is below `depth`.
    """

    types: tuple[EdgeType, ...]
    direction: Direction
    depth: int
    limit: int
    access: frozenset[str] | None = None
    planned: bool = False


def bounds(
    types: Sequence[EdgeType], direction: Direction, *, depth: int, limit: int, access: frozenset[str] | None, planned: bool
) -> Bounds:
    """The bounds of a walk; ValueError for a type or direction that does not exist and for a negative depth or no limit."""
    unknown = set(types) - EDGE_TYPES
    if unknown:
        raise ValueError(f"không có loại quan hệ {sorted(unknown)[0]!r}")
    if direction not in DIRECTIONS or depth < 0 or limit < 1:
        raise ValueError("hướng, độ sâu hoặc giới hạn không hợp lệ")
    return Bounds(tuple(sorted(set(types))), direction, depth, limit, access, planned)

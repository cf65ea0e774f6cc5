"""Walking the embedded store: breadth first, each level one query a direction, then one query for the edges between what was reached.

A node of a level hands out its first neighbours of each type in order of kind and key, no more than the limit leaves room for, straight
from an index; so a hub with a hundred thousand neighbours costs what the answer holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.store import Direction
from graph.stores.bounds import Bounds
from graph.stores.embedded_filter import VISIBLE

Side = Literal["out", "in"]
Place = tuple[str, str, int]
"""Kind, key and row of a node: nodes of one hop come in this order."""
_SIDES: dict[Direction, tuple[Side, ...]] = {"out": ("out",), "in": ("in",), "both": ("out", "in")}
_ENDS = {"out": ("source", "target"), "in": ("target", "source")}


@dataclass(slots=True)
class Walk:
    """The outcome: rows of nodes with their hop, rows of the edges walked, whether the limit cut anything."""

    hops: dict[int, int] = field(default_factory=dict)
    edges: list[tuple[Any, ...]] = field(default_factory=list)
    truncated: bool = False


def walk(connection: sqlite3.Connection, seeds: Iterable[str], bounds: Bounds) -> Walk:
    """All within `bounds.depth` hops of the seeds that the bounds let through."""
    walker = _Walker(connection, bounds)
    found = walker.start(seeds)
    level = list(found.hops)
    for hop in range(1, bounds.depth + 1):
        if not level:
            break
        level = walker.step(found, level, hop)
    if bounds.depth:
        found.edges = walker.edges(found)
    return found


class _Walker:
    def __init__(self, connection: sqlite3.Connection, bounds: Bounds) -> None:
        self.connection = connection
        self.bounds = bounds
        self.types = json.dumps(bounds.types)
        self.held = None if bounds.access is None else json.dumps(sorted(bounds.access))
        self.planned = "" if bounds.planned else "AND {0}.planned = 0"
        self.queries = {side: self._neighbour_query(side) for side in _SIDES[bounds.direction]}

    def _visible(self, *tables: str) -> tuple[str, list[Any]]:
        if self.held is None:
            return "", []
        return "".join(f" AND {VISIBLE.format(table)}" for table in tables), [self.held] * len(tables)

    def _neighbour_query(self, side: Side) -> tuple[str, list[Any]]:
        near, far = _ENDS[side]
        seen, labels = self._visible("x", "n")
        join = f"JOIN graph_node n ON n.row = x.{far}" if seen else ""
        sql = f"""SELECT DISTINCT e.{far}_kind, e.{far}_key, e.{far}
            FROM json_each(?1) f CROSS JOIN json_each(?2) t CROSS JOIN graph_edge e ON e.row IN (
                SELECT x.row FROM graph_edge x INDEXED BY graph_edge_{side} {join}
                WHERE x.{near} = f.value AND x.type = t.value AND x.{far} NOT IN (SELECT value FROM json_each(?3))
                    {self.planned.format("x")} {seen.replace("?", "?5")}
                GROUP BY x.{far}_kind, x.{far}_key LIMIT ?4)
            ORDER BY 1, 2 LIMIT ?4"""
        return sql, labels[:1]

    def start(self, seeds: Iterable[str]) -> Walk:
        seen, labels = self._visible("n")
        rows: list[Place] = self.connection.execute(
            f"""SELECT n.kind, n.key, n.row FROM graph_node n WHERE n.id IN (SELECT value FROM json_each(?)) {seen}
                ORDER BY n.kind, n.key LIMIT ?""",
            (json.dumps(sorted(set(seeds))), *labels, self.bounds.limit + 1),
        ).fetchall()
        kept = rows[: self.bounds.limit]
        return Walk({row: 0 for _, _, row in kept}, truncated=len(rows) > len(kept))

    def step(self, found: Walk, level: Sequence[int], hop: int) -> list[int]:
        """Adds the first neighbours of a level, as many as there is room for; returns them."""
        room = self.bounds.limit - len(found.hops)
        if not room:
            found.truncated = found.truncated or any(self._goes_on(side, found, level) for side in self.queries)
            return []
        places: set[Place] = set()
        for sql, labels in self.queries.values():
            asked = (json.dumps(level), self.types, json.dumps(list(found.hops)), room + 1, *labels)
            places.update(self.connection.execute(sql, asked))
        ordered = sorted(places)
        found.truncated |= len(ordered) > room
        following = [row for _, _, row in ordered[:room]]
        found.hops.update(dict.fromkeys(following, hop))
        return following

    def _goes_on(self, side: Side, found: Walk, level: Sequence[int]) -> bool:
        """Whether anything lies beyond a level; stops at the first."""
        near, far = _ENDS[side]
        seen, labels = self._visible("x", "n")
        join = f"JOIN graph_node n ON n.row = x.{far}" if seen else ""
        row = self.connection.execute(
            f"""SELECT 1 FROM json_each(?1) f CROSS JOIN json_each(?2) t
                CROSS JOIN graph_edge x INDEXED BY graph_edge_{side} ON x.{near} = f.value AND x.type = t.value {join}
                WHERE x.{far} NOT IN (SELECT value FROM json_each(?3)) {self.planned.format("x")} {seen.replace("?", "?4")} LIMIT 1""",
            (json.dumps(level), self.types, json.dumps(list(found.hops)), *labels[:1]),
        ).fetchone()
        return row is not None

    def edges(self, found: Walk) -> list[tuple[Any, ...]]:
        """The edges that leave a node above the depth, read from their sources: a hub has many edges in, few out."""
        near = [row for row, hop in found.hops.items() if hop < self.bounds.depth]
        side = {"out": "", "in": "AND e.target IN near", "both": "AND (e.source IN near OR e.target IN near)"}[
            self.bounds.direction
        ]
        start = near if self.bounds.direction == "out" else list(found.hops)
        seen, labels = self._visible("e")
        return self.connection.execute(
            f"""WITH found AS MATERIALIZED (SELECT value FROM json_each(?1)), near AS MATERIALIZED (SELECT value FROM json_each(?2))
                SELECT e.row, e.source, e.type, e.target, e.role, e.state, e.planned, e.access, e.evidence
                FROM json_each(?3) f CROSS JOIN json_each(?4) t
                CROSS JOIN graph_edge e INDEXED BY graph_edge_out ON e.source = f.value AND e.type = t.value
                WHERE e.target IN found {side} {self.planned.format("e")} {seen.replace("?", "?5")}""",
            (json.dumps(list(found.hops)), json.dumps(near), json.dumps(start), self.types, *labels),
        ).fetchall()

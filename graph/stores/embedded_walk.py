"""Walking the embedded store: breadth first, level by level, each level one batched query a direction.

A node of a level hands out its first neighbours of each type in order of kind and key, `limit + 1` at most, straight from an index;
so a hub with a hundred thousand neighbours costs what the answer holds. Edges that a hub so left out are asked for at the end, pair
by pair.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
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
_EDGE = "e.row, e.source, e.type, e.target, e.role, e.state, e.planned, e.access, e.evidence"


@dataclass(slots=True)
class Walk:
    """The outcome: rows of nodes with their hop, rows of the edges walked, whether the limit cut anything."""

    hops: dict[int, int] = field(default_factory=dict)
    edges: dict[int, tuple[Any, ...]] = field(default_factory=dict)
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
    walker.close(found)
    return found


class _Walker:
    def __init__(self, connection: sqlite3.Connection, bounds: Bounds) -> None:
        self.connection = connection
        self.bounds = bounds
        self.types = json.dumps(bounds.types)
        self.held = None if bounds.access is None else json.dumps(sorted(bounds.access))
        self.edges: dict[int, tuple[Any, ...]] = {}
        self.cut_short: list[tuple[int, str, Side]] = []
        self.queries = {side: self._neighbour_query(side) for side in _SIDES[bounds.direction]}

    def _visible(self, *tables: str) -> tuple[str, list[Any]]:
        if self.held is None:
            return "", []
        return "".join(f" AND {VISIBLE.format(table)}" for table in tables), [self.held] * len(tables)

    def _neighbour_query(self, side: Side) -> tuple[str, list[Any]]:
        near, far = ("source", "target") if side == "out" else ("target", "source")
        seen, labels = self._visible("x", "n")
        join = f"JOIN graph_node n ON n.row = x.{far}" if seen else ""
        planned = "" if self.bounds.planned else "AND x.planned = 0"
        sql = f"""SELECT e.{near}, e.{far}, e.{far}_kind, e.{far}_key, {_EDGE}
            FROM json_each(?) f CROSS JOIN json_each(?) t CROSS JOIN graph_edge e ON e.row IN (
                SELECT x.row FROM graph_edge x INDEXED BY graph_edge_{side} {join}
                WHERE x.{near} = f.value AND x.type = t.value {planned} {seen}
                ORDER BY x.{far}_kind, x.{far}_key LIMIT ?)"""
        return sql, labels

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
        room = self.bounds.limit - len(found.hops)
        places: set[Place] = set()
        for side in self.queries:
            places |= self._neighbours(side, level, found, room)
        ordered = sorted(places)
        found.truncated |= len(ordered) > room
        following = [row for _, _, row in ordered[:room]]
        found.hops.update((row, hop) for row in following)
        return following

    def _neighbours(self, side: Side, level: Sequence[int], found: Walk, room: int) -> set[Place]:
        """The places not yet walked beside a level: at least the first `room + 1` of them, and all where they are fewer."""
        asked: list[int] = list(level)
        types, most, places = self.types, self.bounds.limit + 1, set[Place]()
        by_near = self._ask(side, asked, types, most)
        for (near, type), rows in by_near.items():
            fresh = {row[1:4] for row in rows if row[1] not in found.hops}
            while len(rows) >= most and len(fresh) <= room:
                most *= 4
                rows = self._ask(side, [near], json.dumps([type]), most)[near, type]
                fresh = {row[1:4] for row in rows if row[1] not in found.hops}
            if len(rows) >= most:
                self.cut_short.append((near, type, side))
            self.edges.update((row[4], row[4:]) for row in rows)
            places |= {(kind, key, far) for far, kind, key in fresh}
            most = self.bounds.limit + 1
        return places

    def _ask(self, side: Side, near: list[int], types: str, most: int) -> dict[tuple[int, str], list[tuple[Any, ...]]]:
        sql, labels = self.queries[side]
        groups: dict[tuple[int, str], list[tuple[Any, ...]]] = defaultdict(list)
        for row in self.connection.execute(sql, (json.dumps(near), types, *labels, most)):
            groups[row[0], row[6]].append(row)
        return groups

    def close(self, found: Walk) -> None:
        """Keeps the edges between what was reached; those that a hub's first neighbours left out are looked up."""
        for near, type, side in self.cut_short:
            self.edges.update((row[0], row) for row in self._between(near, type, side, list(found.hops)))
        found.edges = {row: edge for row, edge in self.edges.items() if edge[1] in found.hops and edge[3] in found.hops}

    def _between(self, near: int, type: str, side: Side, others: list[int]) -> list[tuple[Any, ...]]:
        ends = "e.source = ?1 AND e.target = o.value" if side == "out" else "e.source = o.value AND e.target = ?1"
        planned = "" if self.bounds.planned else "AND e.planned = 0"
        seen, labels = self._visible("e")
        return self.connection.execute(
            f"""SELECT {_EDGE} FROM json_each(?2) o CROSS JOIN graph_edge e INDEXED BY graph_edge_identity
                ON {ends} AND e.type = ?3 WHERE 1 {planned} {seen.replace('?', '?4')}""",
            (near, json.dumps(others), type, *labels),
        ).fetchall()

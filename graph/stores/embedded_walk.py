"""Walking the embedded store: breadth first, then one query for the edges between what was reached.

Every query asks pairs of a node and a type that its kind can have at all. Few pairs are asked one by one, each for its first
neighbours in order of kind and key, no more than the limit leaves room for, straight from an index; many pairs in one sweep where
their neighbours are few. So a hub with a hundred thousand neighbours costs what the answer holds.
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
from graph.stores.embedded_rows import EDGE

Side = Literal["out", "in"]
Place = tuple[str, str, int]
"""Kind, key and row of a node: nodes of one hop come in this order."""
_SIDES: dict[Direction, tuple[Side, ...]] = {"out": ("out",), "in": ("in",), "both": ("out", "in")}
_ENDS = {"out": ("source", "target"), "in": ("target", "source")}
_BEHIND_ALL = ("~", "")
"""A kind and key that come after all others."""
FEW = 8
"""Pairs up to which each is a query of its own."""
SWEEP = 1000
"""Neighbours that one sweep over many pairs reads beside those that the limit may keep; where there are more, hubs are among them."""


@dataclass(slots=True)
class Walk:
    """The outcome: rows of nodes with their hop, in order; rows of the edges walked; whether the limit cut anything."""

    hops: dict[int, int] = field(default_factory=dict)
    edges: list[tuple[Any, ...]] = field(default_factory=list)
    truncated: bool = False


def walk(connection: sqlite3.Connection, seeds: Iterable[str], bounds: Bounds) -> Walk:
    """All within `bounds.depth` hops of the seeds that the bounds let through."""
    walker = _Walker(connection, bounds)
    level = walker.start(seeds)
    for hop in range(1, bounds.depth + 1):
        if not level:
            break
        level = walker.step(level, hop)
    if bounds.depth:
        walker.found.edges = walker.edges()
    return walker.found


class _Walker:
    def __init__(self, connection: sqlite3.Connection, bounds: Bounds) -> None:
        self.connection = connection
        self.bounds = bounds
        self.found = Walk()
        self.kinds: dict[int, str] = {}
        self.held = None if bounds.access is None else json.dumps(sorted(bounds.access))
        self.planned = "" if bounds.planned else "AND {0}.planned = 0"
        cases = " ".join(f"WHEN {number} THEN '{type}'" for number, type in enumerate(bounds.types))
        self.type = f"CASE f.value & 31 {cases} END" if cases else "NULL"
        self.numbers: dict[Side, dict[str, list[int]]] = {"out": {}, "in": {}}
        for source, type, target in connection.execute("SELECT source_kind, type, target_kind FROM graph_shape"):
            if type in bounds.types:
                for side, kind in (("out", source), ("in", target)):
                    self._learn(side, kind, bounds.types.index(type))  # type: ignore[arg-type]

    def _learn(self, side: Side, kind: str, number: int) -> None:
        numbers = self.numbers[side].setdefault(kind, [])
        if number not in numbers:
            numbers.append(number)

    def _pairs(self, side: Side, rows: Iterable[int]) -> list[int]:
        """Each node with each type that leads on from its kind, as one number: the row, then five bits for the type."""
        numbers, kinds = self.numbers[side], self.kinds
        return [row << 5 | number for row in rows for number in numbers.get(kinds[row], ())]

    def _visible(self, *tables: str) -> str:
        """The conditions of access; ?9 holds the reader's labels."""
        return "" if self.held is None else "".join(f" AND {VISIBLE.format(table)}" for table in tables).replace("?", "?9")

    def _ask(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        given = [*parameters, *[None] * (8 - len(parameters)), self.held] if self.held is not None else parameters
        return self.connection.execute(sql, given)

    def _beyond(self, side: Side, near: str, type: str) -> str:
        """FROM and WHERE over the edges `x` from a node."""
        end, far = _ENDS[side]
        join = f"JOIN graph_node n ON n.row = x.{far}" if self.held is not None else ""
        return f"""FROM graph_edge x INDEXED BY graph_edge_{side} {join}
            WHERE x.{end} = {near} AND x.type = {type} {self.planned.format("x")} {self._visible("x", "n")}"""

    def start(self, seeds: Iterable[str]) -> list[int]:
        """The seeds as level 0."""
        rows: list[Place] = self._ask(
            f"""SELECT n.kind, n.key, n.row FROM graph_node n
                WHERE n.id IN (SELECT value FROM json_each(?1)) {self._visible("n")} ORDER BY n.kind, n.key LIMIT ?2""",
            json.dumps(sorted(set(seeds))),
            self.bounds.limit + 1,
        ).fetchall()
        return self._keep(rows, self.bounds.limit, 0)

    def step(self, level: Sequence[int], hop: int) -> list[int]:
        """Adds the first neighbours of a level, as many as there is room for; returns them."""
        room = self.bounds.limit - len(self.found.hops)
        sides = _SIDES[self.bounds.direction]
        if not room:
            self.found.truncated = self.found.truncated or any(self._goes_on(side, level) for side in sides)
            return []
        places: list[Place] = []
        for side in sides:
            places += self._neighbours(side, self._pairs(side, level), room + 1)
        return self._keep(_ordered(places), room, hop)

    def _keep(self, ordered: Sequence[Place], room: int, hop: int) -> list[int]:
        self.found.truncated |= len(ordered) > room
        kept = ordered[:room]
        self.kinds.update((row, kind) for kind, _, row in kept)
        rows = [row for _, _, row in kept]
        self.found.hops.update(dict.fromkeys(rows, hop))
        return rows

    def _neighbours(self, side: Side, pairs: Sequence[int], most: int) -> list[Place]:
        """The first `most` new neighbours over the pairs, and perhaps some that come after those; some may come twice."""
        if len(pairs) <= FEW:
            return self._one_by_one(side, pairs, most)
        swept = self._sweep(side, pairs)
        return self._first_of_each(side, pairs, most) if swept is None else swept

    def _one_by_one(self, side: Side, pairs: Sequence[int], most: int) -> list[Place]:
        """What one pair gave bounds what the next ones may give. The limit holds those that were reached before too."""
        far, limit = f"x.{_ENDS[side][1]}", self.bounds.limit + 1
        sql = f"""SELECT DISTINCT {far}_kind, {far}_key, {far} {self._beyond(side, "?1", "?2")} AND ({far}_kind, {far}_key) < (?3, ?4)
            ORDER BY {far}_kind, {far}_key LIMIT ?5"""
        places, last = list[Place](), _BEHIND_ALL
        for pair in pairs:
            places += self._new(self._ask(sql, pair >> 5, self.bounds.types[pair & 31], *last, limit))
            places = _ordered(places)[:most]
            if len(places) == most:
                last = places[-1][:2]
        return places

    def _new(self, places: Iterable[Place]) -> list[Place]:
        return [place for place in places if place[2] not in self.found.hops]

    def _sweep(self, side: Side, pairs: Sequence[int]) -> list[Place] | None:
        """All new neighbours of all pairs; None where there are too many."""
        end, far = _ENDS[side]
        join = f"JOIN graph_node n ON n.row = x.{far}" if self.held is not None else ""
        most = SWEEP + 2 * self.bounds.limit
        rows: list[Place] = self._ask(
            f"""SELECT x.{far}_kind, x.{far}_key, x.{far} FROM json_each(?1) f
                CROSS JOIN graph_edge x INDEXED BY graph_edge_{side} ON x.{end} = f.value >> 5 AND x.type = {self.type} {join}
                WHERE 1 {self.planned.format("x")} {self._visible("x", "n")} LIMIT ?2""",
            json.dumps(pairs),
            most,
        ).fetchall()
        return self._new(rows) if len(rows) < most else None

    def _first_of_each(self, side: Side, pairs: Sequence[int], most: int) -> list[Place]:
        """The first `most` over all pairs, of which each gives no more than that."""
        far, new = _ENDS[side][1], f"AND x.{_ENDS[side][1]} NOT IN (SELECT value FROM json_each(?3))"
        sql = f"""SELECT DISTINCT e.{far}_kind, e.{far}_key, e.{far} FROM json_each(?1) f CROSS JOIN graph_edge e ON e.row IN (
                SELECT x.row {self._beyond(side, "f.value >> 5", self.type)} {new} GROUP BY x.{far}_kind, x.{far}_key LIMIT ?2)
            ORDER BY 1, 2 LIMIT ?2"""
        return self._ask(sql, json.dumps(pairs), most, json.dumps(list(self.found.hops))).fetchall()

    def _goes_on(self, side: Side, level: Sequence[int]) -> bool:
        """Whether anything lies beyond a level; stops at the first."""
        new = f"AND x.{_ENDS[side][1]} NOT IN (SELECT value FROM json_each(?2))"
        sql = f"SELECT 1 FROM json_each(?1) f WHERE EXISTS (SELECT 1 {self._beyond(side, 'f.value >> 5', self.type)} {new}) LIMIT 1"
        asked = json.dumps(self._pairs(side, level)), json.dumps(list(self.found.hops))
        return self._ask(sql, *asked).fetchone() is not None

    def edges(self) -> list[tuple[Any, ...]]:
        """The edges that leave a node above the depth, read from their sources: a hub has many edges in, few out."""
        hops, depth = self.found.hops, self.bounds.depth
        near = [row for row, hop in hops.items() if hop < depth]
        side = {
            "out": "+e.target IN found",
            "in": "+e.target IN near",
            "both": "+e.target IN found AND (e.source IN near OR +e.target IN near)",
        }[self.bounds.direction]
        start = near if self.bounds.direction == "out" else hops
        return self._ask(
            f"""WITH found AS MATERIALIZED (SELECT value FROM json_each(?2)), near AS MATERIALIZED (SELECT value FROM json_each(?3))
                SELECT {EDGE} FROM json_each(?1) f
                CROSS JOIN graph_edge e INDEXED BY graph_edge_identity ON e.source = f.value >> 5 AND e.type = {self.type}
                WHERE {side} {self.planned.format("e")} {self._visible("e")}""",
            json.dumps(self._pairs("out", start)),
            json.dumps(list(hops)),
            json.dumps(near),
        ).fetchall()


def _ordered(places: Sequence[Place]) -> list[Place]:
    """Each place once, in order; lists that are in order already are merged quickly."""
    return list(dict.fromkeys(sorted(places)))

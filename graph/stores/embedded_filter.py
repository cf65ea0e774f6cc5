"""A NodeFilter as SQL over the tables of the embedded store."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from math import isqrt
from typing import Any

from graph.store import INDEXED, NodeFilter, Order, Scalar, Where
from graph.stores.filters import Position, after_prefix, values
from graph.stores.schema import facet_table

VISIBLE = """({0}.access = '' OR EXISTS (
    SELECT 1 FROM json_each({0}.access) label WHERE label.value IN (SELECT value FROM json_each(?))))"""


@dataclass(slots=True)
class Conditions:
    """Conditions joined by AND, with their parameters."""

    texts: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, text: str, *parameters: Any) -> None:
        self.texts.append(text)
        self.parameters += parameters

    def sql(self) -> str:
        return " AND ".join(self.texts) or "1"


def conditions(
    filter: NodeFilter, probed: frozenset[Where] = frozenset(), members_first: bool = False, ranges_last: bool = False
) -> Conditions:
    """What the filter asks, over `f` (the kind's table) and `n` (graph_node).

    `probed`: conditions on lists that are asked of node after node in the order's index, instead of starting from their members.
    `members_first`: start from the members of a list, whatever other index there is.
    `ranges_last`: ask for ranges of node after node, too.
    """
    found = Conditions()
    for where in filter.where:
        unindexed = members_first or (ranges_last and where.operator in RANGES)
        _add_where(found, filter, where, where in probed, "+" if unindexed else "")
    if filter.keys is not None:
        found.add("f.key IN (SELECT value FROM json_each(?))", json.dumps(filter.keys))
    if filter.ids is not None:
        found.add("f.node IN (SELECT row FROM graph_node WHERE id IN (SELECT value FROM json_each(?)))", json.dumps(filter.ids))
    if filter.access is not None:
        found.add(VISIBLE.format("n"), json.dumps(sorted(filter.access)))
    return found


RANGES = frozenset(("<", "<=", ">", ">="))
_MEMBERS = "SELECT node FROM graph_member WHERE property = ? AND value IN (SELECT value FROM json_each(?))"


def _add_where(found: Conditions, filter: NodeFilter, where: Where, probed: bool, unindexed: str) -> None:
    column, given = f'{unindexed}f."{where.property}"', values(where)
    if INDEXED[filter.kind][where.property] == "list":
        text = f"EXISTS ({_MEMBERS} AND node = f.node)" if probed else f"f.node IN ({_MEMBERS})"
        found.add(text, *_members(filter, where))
    elif where.operator in {"=", "in"}:
        present = [value for value in given if value is not None]
        missing = f" OR {column} IS NULL" if None in given else ""
        found.add(f"({column} IN ({', '.join('?' * len(present))}){missing})", *present)
    elif where.operator == "prefix":
        prefix = str(given[0])
        found.add(f"{column} >= ?", prefix)
        following = after_prefix(prefix)
        if following is not None:
            found.add(f"{column} < ?", following)
    else:
        found.add(f"{column} {where.operator} ?", given[0])


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of an ordered list: conditions of its own and its order."""

    condition: str
    parameters: tuple[Any, ...]
    order: str


def slices(order: Order, position: Position | None) -> list[Slice]:
    """What comes after `position`, as parts to be read one after the other: nodes with a value, then those without."""
    if order.property is None:
        sign, direction = ("<", "DESC") if order.descending else (">", "ASC")
        condition = f"f.key {sign} ?" if position else "1"
        return [Slice(condition, (position.key,) if position else (), f"f.key {direction}")]
    column = f'f."{order.property}"'
    without = f"{column} IS NULL"
    if position is not None and position.value is None:
        return [Slice(f"{without} AND f.key > ?", (position.key,), "f.key")]
    sign, direction = ("<", "DESC") if order.descending else (">", "ASC")
    present, parameters = f"{column} IS NOT NULL", tuple[Scalar, ...]()
    if position is not None:
        present = f"{column} {sign}= ? AND ({column} {sign} ? OR f.key > ?)"
        parameters = (position.value, position.value, position.key)
    return [Slice(present, parameters, f"{column} {direction}, f.key"), Slice(without, (), "f.key")]


def select(
    connection: sqlite3.Connection, filter: NodeFilter, order: Order, part: Slice, limit: int, total: int
) -> list[tuple[Any, ...]]:
    """Rows (id, kind, key, properties, access, value ordered by) of one slice of the `total` nodes that meet the filter."""
    dense = total > _share(connection, filter)
    asked = conditions(filter, _dense(connection, filter), _few_members(connection, filter), dense and order.property is None)
    value = "NULL" if order.property is None else f'f."{order.property}"'
    join = "JOIN graph_node n ON n.row = f.node" if filter.access is not None else ""
    sql = f"""SELECT n.id, n.kind, n.key, n.properties, n.access, f.value
              FROM (SELECT f.node, {value} AS value FROM {facet_table(filter.kind)} f {join}
                    WHERE {asked.sql()} AND {part.condition} ORDER BY {part.order} LIMIT ?) f
              CROSS JOIN graph_node n ON n.row = f.node"""
    return connection.execute(sql, (*asked.parameters, *part.parameters, limit)).fetchall()


DENSE = 10
"""How many nodes of a kind must have a member, squared and over all of the kind, for it to be probed along the order's index: then
a page is full sooner than all who have it are read and sorted."""


def _share(connection: sqlite3.Connection, filter: NodeFilter) -> int:
    """How many nodes are so many that a page of them is full sooner along the order's index."""
    return isqrt(DENSE * _of_kind(connection, filter))


def _dense(connection: sqlite3.Connection, filter: NodeFilter) -> frozenset[Where]:
    only = _only_list(filter)
    if only is None:
        return frozenset()
    share = _share(connection, filter)
    found = connection.execute(f"SELECT count(*) FROM ({_MEMBERS} LIMIT ?)", (*_members(filter, only), share + 1)).fetchone()
    return frozenset({only}) if found[0] > share else frozenset()


FEW = 2000
"""Members of a list that are sooner looked at one by one than all nodes in a range of another property, which may be most of them."""


def _few_members(connection: sqlite3.Connection, filter: NodeFilter) -> bool:
    """Whether the filter asks something else beside a list that few nodes are members of."""
    lists = [where for where in filter.where if INDEXED[filter.kind][where.property] == "list"]
    if not lists or len(lists) == len(filter.where):
        return False
    counted = f"SELECT count(*) FROM ({_MEMBERS} LIMIT ?)"
    return any(connection.execute(counted, (*_members(filter, where), FEW + 1)).fetchone()[0] <= FEW for where in lists)


def _only_list(filter: NodeFilter) -> Where | None:
    """The one condition of the filter where that is on a list, and nothing but it and access is asked."""
    if len(filter.where) != 1 or filter.keys is not None or filter.ids is not None:
        return None
    return filter.where[0] if INDEXED[filter.kind][filter.where[0].property] == "list" else None


def _members(filter: NodeFilter, where: Where) -> tuple[str, str]:
    return f"{filter.kind}.{where.property}", json.dumps(values(where))


def _of_kind(connection: sqlite3.Connection, filter: NodeFilter) -> int:
    row = connection.execute("SELECT rows FROM graph_sum WHERE name = ?", (f"kind:{filter.kind}",)).fetchone()
    return 0 if row is None else int(row[0])


def count(connection: sqlite3.Connection, filter: NodeFilter) -> int:
    """How many nodes meet the filter; all of a kind are counted already."""
    if not filter.where and filter.keys is None and filter.ids is None and filter.access is None:
        return _of_kind(connection, filter)
    only = _only_list(filter)
    if only is not None and filter.access is None:
        once = len(set(values(only))) == 1
        sql = f"SELECT count({'*' if once else 'DISTINCT node'}) FROM ({_MEMBERS})"
        return int(connection.execute(sql, _members(filter, only)).fetchone()[0])
    asked = conditions(filter, members_first=_few_members(connection, filter))
    join = "JOIN graph_node n ON n.row = f.node" if filter.access is not None else ""
    sql = f"SELECT count(*) FROM {facet_table(filter.kind)} f {join} WHERE {asked.sql()}"
    return int(connection.execute(sql, asked.parameters).fetchone()[0])

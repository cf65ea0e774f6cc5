"""A NodeFilter as one Cypher query: every value a parameter, every condition on an index."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graph.store import INDEXED, NodeFilter, Order, Where
from graph.stores.filters import Position, values

NODE = "[n.id, n.node_kind, n.key, n.json, n.access]"
VISIBLE = "({0}.access IS NULL OR any(label IN {0}.access WHERE label IN $access))"
_CYPHER = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "prefix": "STARTS WITH"}


@dataclass(slots=True)
class Question:
    """A query in the making: where its nodes come from, what they must meet, and the parameters."""

    label: str
    source: str = ""
    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def value(self, value: Any) -> str:
        name = f"v{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def match(self, *more: str) -> str:
        """The clause that finds the nodes; a key is asked of all, so that every index serves."""
        wanted = ["n.key IS NOT NULL", *self.conditions, *more]
        return f"{self.source or f'MATCH (n:{self.label})'} WHERE {' AND '.join(wanted)}"


def question(filter: NodeFilter) -> Question:
    """What the filter asks."""
    asked = Question(filter.kind)
    if filter.ids is not None:
        asked.source = f"MATCH (n:Entity:{filter.kind})"
        asked.conditions.append(f"n.id IN {asked.value(list(filter.ids))}")
    if filter.keys is not None:
        asked.conditions.append(f"n.key IN {asked.value(list(filter.keys))}")
    for where in filter.where:
        _ask(asked, filter, where)
    if filter.access is not None:
        asked.parameters["access"] = sorted(filter.access)
        asked.conditions.append(VISIBLE.format("n"))
    return asked


def _ask(asked: Question, filter: NodeFilter, where: Where) -> None:
    given = list(values(where))
    if INDEXED[filter.kind][where.property] == "list":
        _ask_members(asked, filter, where.property, [str(value) for value in given])
    elif where.operator in {"=", "in"}:
        present = [value for value in given if value is not None]
        listed = f"n.{where.property} IN {asked.value(present)}" if len(given) != 1 or not present else ""
        condition = listed or f"n.{where.property} = {asked.value(present[0])}"
        asked.conditions.append(f"({condition} OR n.{where.property} IS NULL)" if None in given else condition)
    else:
        asked.conditions.append(f"n.{where.property} {_CYPHER[where.operator]} {asked.value(given[0])}")


def _ask_members(asked: Question, filter: NodeFilter, property: str, wanted: list[str]) -> None:
    """Members of a list come from its keyword index; the words themselves are compared after it."""
    asked.conditions.append(f"any(member IN n.{property} WHERE member IN {asked.value(wanted)})")
    spoken = [member for member in wanted if member]
    if not asked.source and spoken:
        phrases = asked.value(" OR ".join(map(_phrase, spoken)))
        asked.source = f"CALL db.index.fulltext.queryNodes('{filter.kind.lower()}_{property}', {phrases}) YIELD node AS n"


def _phrase(member: str) -> str:
    escaped = member.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def nodes_query(filter: NodeFilter, order: Order, limit: int, position: Position | None) -> tuple[str, dict[str, Any]]:
    """The query whose one row is (total, items), an item being (node, value ordered by); one more than asked tells of more."""
    asked = question(filter)
    asked.parameters["limit"] = limit + 1
    counted = asked.match() if asked.conditions else f"MATCH (n:{filter.kind})"
    count = f"CALL () {{ {counted} RETURN count(n) AS total }}"
    if order.property is None:
        first = _part(asked, "null", _key_bound(asked, order, position), f"n.key{_direction(order)}")
        return f"{count}\n{first}\nRETURN total, first", asked.parameters
    column = f"n.{order.property}"
    rest_bound = [f"{column} IS NULL"]
    if position is not None and position.value is None:
        rest_bound.append(f"n.key > {asked.value(position.key)}")
        return f"{count}\n{_part(asked, 'null', rest_bound, 'n.key')}\nRETURN total, first", asked.parameters
    first = _part(asked, column, _value_bound(asked, order, position), f"{column}{_direction(order)}, n.key")
    rest = f"""CALL (first) {{ WITH first WHERE size(first) < $limit {asked.match(*rest_bound)}
        WITH n ORDER BY n.key LIMIT $limit RETURN collect([{NODE}, null]) AS rest }}"""
    return f"{count}\n{first}\n{rest}\nRETURN total, (first + rest)[..$limit]", asked.parameters


def _part(asked: Question, value: str, bound: list[str], order: str) -> str:
    return f"CALL () {{ {asked.match(*bound)} WITH n ORDER BY {order} LIMIT $limit RETURN collect([{NODE}, {value}]) AS first }}"


def _direction(order: Order) -> str:
    return " DESC" if order.descending else ""


def _key_bound(asked: Question, order: Order, position: Position | None) -> list[str]:
    return [] if position is None else [f"n.key {'<' if order.descending else '>'} {asked.value(position.key)}"]


def _value_bound(asked: Question, order: Order, position: Position | None) -> list[str]:
    column = f"n.{order.property}"
    if position is None:
        return [f"{column} IS NOT NULL"]
    sign, value, key = "<" if order.descending else ">", asked.value(position.value), asked.value(position.key)
    return [f"{column} {sign}= {value}", f"({column} {sign} {value} OR n.key > {key})"]

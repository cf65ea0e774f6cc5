"""What the protocol means, in the plainest words: a store of two dictionaries that every real store must agree with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import networkx as nx

from graph.store import INDEXED, Changes, Edge, EdgeType, GraphData, Node, NodeFilter, Order, Where

Identity = tuple[str, str, str, str]


class Model:
    """Nodes by id, edges by identity."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[Identity, Edge] = {}
        self.generation = 0

    def apply(self, changes: Changes) -> None:
        for identity in changes.drop_edges:
            self.edges.pop(identity, None)
        for id in changes.drop_nodes:
            self.nodes.pop(id, None)
        self.edges = {i: e for i, e in self.edges.items() if e.source in self.nodes and e.target in self.nodes}
        self.nodes |= {node.id: node for node in changes.put_nodes}
        self.edges |= {(edge.source, edge.type, edge.target, edge.role): edge for edge in changes.put_edges}
        self.generation = changes.generation

    def matching(self, filter: NodeFilter, order: Order) -> list[Node]:
        found = [node for node in self.nodes.values() if node.kind == filter.kind and _meets(node, filter)]
        if order.property is None:
            return sorted(found, key=lambda node: node.key, reverse=order.descending)
        found.sort(key=lambda node: node.key)
        valued = [node for node in found if value_of(node, order.property) is not None]
        valued.sort(key=lambda node: value_of(node, order.property), reverse=order.descending)
        return valued + [node for node in found if value_of(node, order.property) is None]

    def walk(
        self,
        seeds: Iterable[str],
        types: Iterable[EdgeType],
        direction: str,
        depth: int,
        limit: int,
        access: frozenset[str] | None,
        planned: bool,
    ) -> nx.MultiDiGraph:
        """Level by level; every level sorted by kind and key and cut to what the limit leaves."""
        edges = [e for e in self.edges.values() if e.type in set(types) and _sees(e.access, access) and (planned or not e.planned)]
        edges = [e for e in edges if all(_sees(self.nodes[end].access, access) for end in (e.source, e.target))]
        steps = [(e.source, e.target, e) for e in edges if direction != "in"]
        steps += [(e.target, e.source, e) for e in edges if direction != "out"]
        place = {id: (node.kind, node.key) for id, node in self.nodes.items()}
        known = {id for id in seeds if id in self.nodes and _sees(self.nodes[id].access, access)}
        level = sorted(known, key=lambda id: place[id])
        truncated, level = len(level) > limit, level[:limit]
        hops = dict.fromkeys(level, 0)
        for hop in range(1, depth + 1):
            beside = {far for near, far, _ in steps if near in level and far not in hops}
            ordered = sorted(beside, key=lambda id: place[id])
            room = limit - len(hops)
            truncated, level = truncated or len(ordered) > room, ordered[:room]
            hops |= dict.fromkeys(level, hop)
        graph = nx.MultiDiGraph(truncated=truncated)
        for id in sorted(hops, key=lambda id: (hops[id], place[id])):
            graph.add_node(id, node=self.nodes[id], hop=hops[id])
        inside = [edge for near, far, edge in steps if hops.get(near, depth) < depth and far in hops]
        walked = {(e.source, e.type, e.target, e.role): e for e in inside}
        for _, edge in sorted(walked.items()):
            seen = tuple(piece for piece in edge.evidence if _sees(piece.get("access", ()), access))
            graph.add_edge(edge.source, edge.target, key=(edge.type, edge.role), edge=replace(edge, evidence=seen))
        return graph


def value_of(node: Node, property: str | None) -> Any:
    """An indexed text or number; None where it is missing or of another type."""
    value = node.properties.get(property or "")
    wanted = {"text": str, "number": (int, float)}[INDEXED[node.kind][property or ""]]
    return value if isinstance(value, wanted) else None


def _sees(labels: Iterable[str], access: frozenset[str] | None) -> bool:
    own = set(labels)
    return access is None or not own or bool(own & access)


def _meets(node: Node, filter: NodeFilter) -> bool:
    if filter.keys is not None and node.key not in filter.keys:
        return False
    if filter.ids is not None and node.id not in filter.ids:
        return False
    return _sees(node.access, filter.access) and all(_holds(node, where) for where in filter.where)


def _holds(node: Node, where: Where) -> bool:
    given = where.value if isinstance(where.value, tuple) else (where.value,)
    if INDEXED[node.kind][where.property] == "list":
        members = node.properties.get(where.property)
        return isinstance(members, list) and any(value in members for value in given if value)
    value = value_of(node, where.property)
    if where.operator in {"=", "in"}:
        return value in given
    if value is None:
        return False
    single = given[0]
    compare = {
        "<": lambda: value < single,
        "<=": lambda: value <= single,
        ">": lambda: value > single,
        ">=": lambda: value >= single,
        "prefix": lambda: value.startswith(single),
    }
    return bool(compare[where.operator]())


def difference(old: GraphData, new: GraphData, generation: int) -> Changes:
    """What turns `old` into `new`, by comparing every record: what a store finds out by its hashes."""
    old_nodes = {node.id: node for node in old.nodes}
    old_edges = {(edge.source, edge.type, edge.target, edge.role): edge for edge in old.edges}
    new_ids = {node.id for node in new.nodes}
    new_edges = {(edge.source, edge.type, edge.target, edge.role): edge for edge in new.edges}
    return Changes(
        generation,
        put_nodes=tuple(node for node in new.nodes if old_nodes.get(node.id) != node),
        put_edges=tuple(edge for identity, edge in new_edges.items() if old_edges.get(identity) != edge),
        drop_nodes=tuple(sorted(old_nodes.keys() - new_ids)),
        drop_edges=tuple(sorted(old_edges.keys() - new_edges.keys())),
    )

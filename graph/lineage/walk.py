"""Walks over the relations that a lineage follows, nearest first; ties go by key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from graph.store import Edge, EdgeType, Node

FOLLOWED: tuple[EdgeType, ...] = ("IMPLEMENTS", "CONTINUES", "DETAILS", "BASED_ON")
"""The relations of a lineage, from the document that carries out to the one that is carried out."""
ENDING: tuple[EdgeType, ...] = ("REPLACES", "REPEALS", "AMENDS")
REPORT = "Báo cáo"

Step = Callable[[nx.MultiDiGraph, str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Walk:
    """What is reached from `centre`: `hops` to each node, the centre's 0; `nearer` is each node's neighbour on the shortest way back."""

    centre: str
    hops: Mapping[str, int]
    nearer: Mapping[str, str]

    def chain(self, id: str) -> tuple[str, ...]:
        """The nodes between `id` and the centre, nearest to `id` first; empty where they are neighbours."""
        found = []
        while self.nearer.get(id, self.centre) != self.centre:
            id = self.nearer[id]
            found.append(id)
        return tuple(found)

    @property
    def reached(self) -> tuple[str, ...]:
        """All nodes but the centre, nearest first."""
        return tuple(id for id in self.hops if id != self.centre)


def walk_up(graph: nx.MultiDiGraph, centre: str, *, depth: int = 99, without: Collection[str] = ()) -> Walk:
    """What a document carries out, and what that carries out, up to `depth` hops; nothing passes through the nodes in `without`."""
    return _walk(graph, centre, depth, without, _above)


def walk_down(
    graph: nx.MultiDiGraph, centre: str, *, depth: int = 99, without: Collection[str] = (), reports: bool = False
) -> Walk:
    """What carries a document out, down to its tasks. A report tells of work and carries nothing out, unless `reports` asks for it."""
    barred = without if reports else {*without, *(id for id, node in _nodes(graph) if is_report(node))}
    return _walk(graph, centre, depth, barred, _below)


def _walk(graph: nx.MultiDiGraph, centre: str, depth: int, without: Collection[str], step: Step) -> Walk:
    hops, nearer, frontier = {centre: 0}, {}, [centre]
    while frontier and hops[frontier[0]] < depth:
        following: dict[str, str] = {}
        for id in frontier:
            for other in step(graph, id):
                if other not in hops and other not in without:
                    following.setdefault(other, id)
        hop = hops[frontier[0]] + 1
        frontier = sorted(following, key=lambda other: order(graph, other))
        for other in frontier:
            hops[other], nearer[other] = hop, following[other]
    return Walk(centre, hops, nearer)


def _above(graph: nx.MultiDiGraph, id: str) -> Iterator[str]:
    for _, target, data in graph.out_edges(id, data=True):
        if _followed(data["edge"]):
            yield target


def _below(graph: nx.MultiDiGraph, id: str) -> Iterator[str]:
    for source, _, data in graph.in_edges(id, data=True):
        if _followed(data["edge"]):
            yield source


def _followed(edge: Edge) -> bool:
    return edge.type in FOLLOWED and not edge.planned and edge.state != "ambiguous"


def _nodes(graph: nx.MultiDiGraph) -> Iterator[tuple[str, Node]]:
    for id, data in graph.nodes(data=True):
        yield id, data["node"]


def is_report(node: Node) -> bool:
    return node.kind == "Document" and node.properties.get("type") == REPORT


def order(graph: nx.MultiDiGraph, id: str) -> tuple[str, str]:
    """What ties are settled by."""
    node: Node = graph.nodes[id]["node"]
    return node.kind, node.key

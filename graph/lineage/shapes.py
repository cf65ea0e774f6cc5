"""Circles (documents that carry each other out) and diamonds (documents that are reached on several ways)."""

from __future__ import annotations

import networkx as nx

from graph.lineage.walk import FOLLOWED, Walk, order


def find_circles(graph: nx.MultiDiGraph) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes of which each is reached from each other one over the relations of a lineage; members by key."""
    circles = [component for component in nx.strongly_connected_components(followed(graph)) if len(component) > 1]
    ordered = [tuple(sorted(component, key=lambda id: order(graph, id))) for component in circles]
    return tuple(sorted(ordered, key=lambda circle: [order(graph, id) for id in circle]))


def find_diamonds(graph: nx.MultiDiGraph, walk: Walk) -> tuple[str, ...]:
    """The nodes of a walk that have two or more neighbours one hop nearer to its centre: reached on several equally short ways."""
    steps = followed(graph)
    found = []
    for id in walk.reached:
        near = {other for other in (*steps.successors(id), *steps.predecessors(id)) if walk.hops.get(other) == walk.hops[id] - 1}
        if len(near) > 1:
            found.append(id)
    return tuple(found)


def followed(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """The relations that a lineage follows, plans left out, as a simple graph."""
    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes)
    for source, target, data in graph.edges(data=True):
        if data["edge"].type in FOLLOWED and not data["edge"].planned:
            simple.add_edge(source, target)
    return simple

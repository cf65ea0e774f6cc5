"""Two stores compared through the protocol alone, whatever they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from graph.store import Edge, EdgeType, GraphData, GraphStore, Node, NodeFilter, NodeKind
from search_api.reading.listing import every

KINDS: tuple[NodeKind, ...] = get_args(NodeKind)
TYPES: tuple[EdgeType, ...] = get_args(EdgeType)
SEEDS = 200
MOST = 1_000_000
SAMPLE = 50


def dump(store: GraphStore) -> GraphData:
    """The whole graph of a store, sorted by id."""
    nodes = sorted((node for kind in KINDS for node in every(store, NodeFilter(kind))), key=lambda node: node.id)
    edges = sorted(_edges(store, nodes), key=lambda edge: (edge.source, edge.type, edge.target, edge.role))
    return GraphData(tuple(nodes), tuple(edges))


def _edges(store: GraphStore, nodes: Sequence[Node]) -> Iterator[Edge]:
    """Every edge once: from the batch of nodes that its source is in."""
    for begin in range(0, len(nodes), SEEDS):
        seeds = [node.id for node in nodes[begin : begin + SEEDS]]
        own = frozenset(seeds)
        graph = store.subgraph(seeds, TYPES, "out", depth=1, limit=MOST, planned=True)
        yield from (data["edge"] for source, _, data in graph.edges(data=True) if source in own)


def count_table(one: GraphStore, other: GraphStore) -> list[tuple[str, int, int]]:
    """Names of node kinds and edge types with how many each store holds."""
    rows: list[tuple[str, int, int]] = []
    for here, there in ((one.counts("kind"), other.counts("kind")), (one.counts("type"), other.counts("type"))):
        rows += [(name, here.get(name, 0), there.get(name, 0)) for name in sorted({*here, *there})]
    return rows


def sample_differs(one: GraphStore, other: GraphStore) -> list[str]:
    """Keys of sampled documents whose neighbourhoods differ; the sample is spread evenly over the keys."""
    documents = list(every(one, NodeFilter("Document")))
    sampled = documents[:: max(1, len(documents) // SAMPLE)][:SAMPLE]
    return [node.key for node in sampled if _around(one, node) != _around(other, node)]


def _around(store: GraphStore, node: Node) -> tuple[frozenset[str], frozenset[tuple[str, str, str]]]:
    graph = store.subgraph((node.id,), TYPES, "both", depth=1, limit=MOST, planned=True)
    edges = frozenset((data["edge"].source, data["edge"].type, data["edge"].target) for _, _, data in graph.edges(data=True))
    return frozenset(graph.nodes), edges

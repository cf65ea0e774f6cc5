"""The lược đồ of a document: what it carries out (up) and what carries it out (down), to the tasks at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from graph.store import Direction, Edge, EdgeType, Node, NodeFilter
from ingest.workspace import Snapshot
from search_api.reading.documents import document_node

if TYPE_CHECKING:
    import networkx as nx

FOLLOWED: tuple[EdgeType, ...] = ("IMPLEMENTS", "CONTINUES", "DETAILS", "BASED_ON")
ENDING: tuple[EdgeType, ...] = ("REPLACES", "REPEALS")
REPORT = "Báo cáo"
Way_ = Literal["up", "down", "both"]


@dataclass(frozen=True, slots=True)
class Way:
    """How a task carries a document out: over `hop` relations through the documents `via`, nearest to the task first."""

    hop: int
    via: tuple[str, ...]


def lineage(
    snapshot: Snapshot, key: str, direction: Way_ = "both", *, depth: int, limit: int, on: str | None = None
) -> dict[str, Any]:
    """`{nodes, edges, truncated}` around a document; each node and edge bears its hop. `on`: only what stood in force that day."""
    centre = document_node(snapshot, key)
    nodes: dict[str, dict[str, Any]] = {centre.id: _node_json(centre, 0, "self")}
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    truncated = False
    for name, way in _ways(direction):
        graph = _walk(snapshot, centre, way, depth, limit)
        gone = _ended(snapshot, graph, on) if on else frozenset()
        hops = _hops(graph, centre.id, way, gone)
        truncated = truncated or bool(graph.graph.get("truncated"))
        for id in sorted(hops, key=lambda id: (hops[id], graph.nodes[id]["node"].key)):
            nodes.setdefault(id, _node_json(graph.nodes[id]["node"], hops[id], name))
        for source, target, data in graph.edges(data=True):
            if source in hops and target in hops:
                edge = _edge_json(graph, data["edge"], max(hops[source], hops[target]))
                edges.setdefault((edge["source"], edge["type"], edge["target"]), edge)
    ordered = sorted(edges.values(), key=lambda e: (e["hop"], e["source"], e["type"], e["target"]))
    return {"key": key, "direction": direction, "nodes": list(nodes.values()), "edges": ordered, "truncated": truncated}


def ways_down(snapshot: Snapshot, key: str, *, depth: int, limit: int) -> Mapping[str, Way]:
    """For each task that carries the document out, by its id, the shortest way; ties go by key."""
    centre = document_node(snapshot, key)
    graph = _walk(snapshot, centre, "in", depth, limit)
    hops = _hops(graph, centre.id, "in", frozenset())
    found: dict[str, Way] = {}
    for id, hop in hops.items():
        node: Node = graph.nodes[id]["node"]
        if node.kind == "Task":
            found[node.key] = Way(hop, tuple(_via(graph, hops, id)))
    return found


def _via(graph: nx.MultiDiGraph, hops: Mapping[str, int], id: str) -> Iterator[str]:
    while hops[id] > 1:
        nearer = (target for target in graph.successors(id) if hops.get(target) == hops[id] - 1)
        id = min(nearer, key=lambda other: graph.nodes[other]["node"].key)
        yield graph.nodes[id]["node"].key


def _ways(direction: Way_) -> Iterator[tuple[str, Direction]]:
    if direction in ("up", "both"):
        yield "up", "out"
    if direction in ("down", "both"):
        yield "down", "in"


def _walk(snapshot: Snapshot, centre: Node, way: Direction, depth: int, limit: int) -> nx.MultiDiGraph:
    return snapshot.graph.subgraph((centre.id,), FOLLOWED, way, depth=depth, limit=limit)


def _hops(graph: nx.MultiDiGraph, centre: str, way: Direction, gone: frozenset[str]) -> dict[str, int]:
    """Distances from the centre; going down, a report carries nothing out and nothing passes through it."""
    hops = {centre: 0}
    frontier = [centre]
    while frontier:
        following: list[str] = []
        for id in frontier:
            for other in graph.predecessors(id) if way == "in" else graph.successors(id):
                if other not in hops and other not in gone and not (way == "in" and _is_report(graph.nodes[other]["node"])):
                    hops[other] = hops[id] + 1
                    following.append(other)
        frontier = following
    return hops


def _is_report(node: Node) -> bool:
    return node.kind == "Document" and node.properties.get("type") == REPORT


def _ended(snapshot: Snapshot, graph: nx.MultiDiGraph, on: str) -> frozenset[str]:
    """Documents not yet issued on the day, those that one in force by then replaces or repeals, and the tasks of either."""
    nodes: list[Node] = [data["node"] for _, data in graph.nodes(data=True)]
    tasks = [node for node in nodes if node.kind == "Task"]
    assigning = tuple({str(task.properties["document"]) for task in tasks})
    documents = {node.key: node for node in nodes if node.kind == "Document"}
    documents |= {node.key: node for node in snapshot.graph.nodes(NodeFilter("Document", keys=assigning), limit=len(assigning) or 1).items}
    gone = {node.id for node in documents.values() if (node.properties.get("date") or "") > on}
    ids = tuple(node.id for node in documents.values())
    ending = snapshot.graph.subgraph(ids, ENDING, "in", depth=1, limit=len(ids) * 4 + 100)
    gone |= {target for source, target in ending.edges() if (ending.nodes[source]["node"].properties.get("date") or "9999") <= on}
    return frozenset(gone | {task.id for task in tasks if documents[task.properties["document"]].id in gone})


DOCUMENT_FIELDS = ("number", "date", "date_printed", "type", "title", "issuer", "held")
TASK_FIELDS = ("document", "ordinal", "text", "lead", "deadline_raw", "deadline", "evidence")


def _node_json(node: Node, hop: int, direction: str) -> dict[str, Any]:
    fields = TASK_FIELDS if node.kind == "Task" else DOCUMENT_FIELDS
    return {
        "key": node.key, "kind": node.kind.lower(), "hop": hop, "direction": direction,
        **{name: node.properties.get(name) for name in fields},
    }


def _edge_json(graph: nx.MultiDiGraph, edge: Edge, hop: int) -> dict[str, Any]:
    return {
        "source": graph.nodes[edge.source]["node"].key, "type": edge.type.lower(), "target": graph.nodes[edge.target]["node"].key,
        "hop": hop, "evidence": [dict(piece) for piece in edge.evidence],
    }

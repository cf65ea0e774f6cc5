"""The lược đồ of a document: what it carries out (up) and what carries it out (down), to the tasks at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from graph.store import Edge, EdgeType, Node, NodeFilter
from ingest.workspace import Snapshot
from search_api.reading.documents import document_node

if TYPE_CHECKING:
    import networkx as nx

    from graph.lineage import Walk

Side = Literal["up", "down"]
DIRECT = "direct"
"""The role of a task's edge to a document that its own words name as what it carries out."""
AROUND = 20_000
"""How many nodes may surround a lineage (tasks, replacing documents) when its breaks are looked for."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a task carries a document out: over `hop` relations through the documents `via`, nearest to the task first.

    `direct`: it names that document itself as what it carries out. A chain that its words only spell out is not.
    """

    direct: bool
    hop: int
    via: tuple[str, ...]


def lineage(
    snapshot: Snapshot,
    key: str,
    direction: Literal["up", "down", "both"] = "both",
    *,
    depth: int,
    limit: int,
    on: str | None = None,
) -> dict[str, Any]:
    """`{key, direction, nodes, edges, breaks, truncated}` around a document; each node and edge bears its hop.

    `on`: only what stood in force that day. Breaks are those of that day, else of today.
    """
    centre = document_node(snapshot, key)
    nodes = {centre.id: _node_json(centre, 0, "self")}
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    graphs: list[nx.MultiDiGraph] = []
    sides: tuple[Side, ...] = ("up", "down") if direction == "both" else (direction,)
    for side in sides:
        graph = _subgraph(snapshot, centre, side, depth, limit)
        walk = _walk(graph, centre.id, side, _gone(snapshot, graph, on) if on else frozenset())
        graphs.append(graph)
        for id in walk.hops:
            nodes.setdefault(id, _node_json(graph.nodes[id]["node"], walk.hops[id], side))
        for edge in _edges(graph, walk):
            edges.setdefault((edge["source"], edge["type"], edge["target"]), edge)
    return {
        "key": key,
        "direction": direction,
        "nodes": list(nodes.values()),
        "edges": sorted(edges.values(), key=lambda e: (e["hop"], e["source"], e["type"], e["target"])),
        "breaks": _breaks(snapshot, graphs, frozenset(nodes), on or date.today().isoformat()),
        "truncated": any(graph.graph.get("truncated") for graph in graphs),
    }


def ways_down(snapshot: Snapshot, key: str, *, depth: int, limit: int) -> Mapping[str, Way]:
    """For each task that carries the document out, by its id, the shortest way; ties go by key."""
    centre = document_node(snapshot, key)
    graph = _subgraph(snapshot, centre, "down", depth, limit)
    walk = _walk(graph, centre.id, "down", frozenset())
    found: dict[str, Way] = {}
    for id in walk.reached:
        node: Node = graph.nodes[id]["node"]
        if node.kind == "Task":
            direct = any(data["edge"].role == DIRECT for data in (graph.get_edge_data(id, centre.id) or {}).values())
            via = tuple(graph.nodes[step]["node"].key for step in walk.chain(id))
            found[node.key] = Way(direct, walk.hops[id] if direct else max(walk.hops[id], 2), via)
    return found


def _subgraph(snapshot: Snapshot, centre: Node, side: Side, depth: int, limit: int) -> nx.MultiDiGraph:
    from graph.lineage import FOLLOWED

    graph = snapshot.graph.subgraph((centre.id,), FOLLOWED, "out" if side == "up" else "in", depth=depth, limit=limit)
    _hang_tasks_low(graph)
    return graph


def _hang_tasks_low(graph: nx.MultiDiGraph) -> None:
    """Drops a task's edges to the farther documents of a chain that it spells out where the one it names itself is here too."""
    for id in [node.id for node in _nodes(graph) if node.kind == "Task"]:
        edges = list(graph.out_edges(id, keys=True, data="edge"))
        if any(edge.role == DIRECT for *_, edge in edges):
            graph.remove_edges_from([(source, target, key) for source, target, key, edge in edges if edge.role != DIRECT])


def _walk(graph: nx.MultiDiGraph, centre: str, side: Side, without: frozenset[str]) -> Walk:
    from graph.lineage import walk_down, walk_up

    return walk_up(graph, centre, without=without) if side == "up" else walk_down(graph, centre, without=without)


def _gone(snapshot: Snapshot, graph: nx.MultiDiGraph, on: str) -> frozenset[str]:
    """Documents that did not stand in force on the day, and the tasks that such documents hand out."""
    from graph.lineage import ENDING, endings

    tasks = [node for node in _nodes(graph) if node.kind == "Task"]
    assigning = tuple(sorted({str(task.properties["document"]) for task in tasks}))
    documents = {node.key: node.id for node in _nodes(graph) if node.kind == "Document"}
    found = snapshot.graph.nodes(NodeFilter("Document", keys=assigning), limit=max(len(assigning), 1)).items
    documents |= {node.key: node.id for node in found}
    ended = endings(_around(snapshot, tuple(documents.values()), ENDING, "in"), on)
    gone = {id for id, ending in ended.items() if not ending.in_force}
    return frozenset(gone | {task.id for task in tasks if documents[str(task.properties["document"])] in gone})


def _around(snapshot: Snapshot, ids: tuple[str, ...], types: tuple[EdgeType, ...], way: Literal["in", "out"]) -> nx.MultiDiGraph:
    return snapshot.graph.subgraph(ids, types, way, depth=1, limit=len(ids) + AROUND)


def _breaks(snapshot: Snapshot, graphs: list[nx.MultiDiGraph], shown: frozenset[str], on: str) -> list[dict[str, Any]]:
    """Where the lineage is broken on the day, as `{kind, document, parent, message}` with keys."""
    import networkx as nx

    from graph.lineage import ENDING, find_breaks

    documents = tuple(
        sorted({node.id for graph in graphs for node in _nodes(graph) if node.kind == "Document" and node.id in shown})
    )
    around = (_around(snapshot, documents, ENDING, "in"), _around(snapshot, documents, ("ASSIGNS",), "out"))
    below = _around(snapshot, documents, ("IMPLEMENTS", "CONTINUES", "DETAILS", "BASED_ON"), "in")
    whole = nx.compose_all([*graphs, below, *around])
    keys = {id: data["node"].key for id, data in whole.nodes(data=True)}
    return [
        {**asdict(one), "document": keys[one.document], "parent": keys[one.parent] if one.parent else None}
        for one in find_breaks(whole, on)
        if one.document in shown and (one.parent is None or one.parent in shown)
    ]


def _nodes(graph: nx.MultiDiGraph) -> Iterator[Node]:
    for _, data in graph.nodes(data=True):
        yield data["node"]


DOCUMENT_FIELDS = ("number", "date", "date_printed", "type", "title", "issuer", "held")
TASK_FIELDS = ("document", "ordinal", "text", "lead", "deadline_raw", "deadline", "evidence")


def _node_json(node: Node, hop: int, direction: str) -> dict[str, Any]:
    fields = TASK_FIELDS if node.kind == "Task" else DOCUMENT_FIELDS
    return {
        "key": node.key,
        "kind": node.kind.lower(),
        "hop": hop,
        "direction": direction,
        **{name: node.properties.get(name) for name in fields},
    }


def _edges(graph: nx.MultiDiGraph, walk: Walk) -> Iterator[dict[str, Any]]:
    """The relations between what the walk reached, with the hop of their farther end."""
    for source, target, data in graph.edges(data=True):
        if source in walk.hops and target in walk.hops:
            edge: Edge = data["edge"]
            yield {
                "source": graph.nodes[source]["node"].key,
                "type": edge.type.lower(),
                "target": graph.nodes[target]["node"].key,
                "hop": max(walk.hops[source], walk.hops[target]),
                "evidence": [dict(piece) for piece in edge.evidence],
            }

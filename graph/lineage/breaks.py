"""Where a chain of documents is broken: a parent that no longer stands, one whose text is missing, a chain that ends without a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from graph.lineage.standing import Ending, endings
from graph.lineage.walk import FOLLOWED, is_report, order
from graph.store import Edge, Node

BreakKind = Literal["parent_ended", "parent_not_held", "no_task"]
_CARRIES_OUT = frozenset(
    {"Kế hoạch", "Kế hoạch hành động", "Chương trình", "Chương trình hành động", "Đề án", "Chỉ thị", "Quyết định", "Công văn"}
)


@dataclass(frozen=True, slots=True)
class Break:
    """`document` and `parent` are node ids; `message` says in Vietnamese what is wrong."""

    kind: BreakKind
    document: str
    parent: str | None
    message: str


def find_breaks(graph: nx.MultiDiGraph, on: str) -> tuple[Break, ...]:
    """All breaks on the day `on` among the documents of the graph, by key."""
    ended = endings(graph, on)
    found = [*_ended_parents(graph, ended), *_missing_parents(graph), *_without_tasks(graph, ended)]
    return tuple(
        sorted(found, key=lambda one: (order(graph, one.document), one.kind, order(graph, one.parent) if one.parent else ("", "")))
    )


def _parents(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str]]:
    """Pairs of (document, what it carries out), each once."""
    pairs: dict[tuple[str, str], None] = {}
    for source, target, data in graph.edges(data=True):
        edge: Edge = data["edge"]
        if edge.type in FOLLOWED and not edge.planned and _is_document(graph, source) and _is_document(graph, target):
            pairs[source, target] = None
    return iter(pairs)


def _ended_parents(graph: nx.MultiDiGraph, ended: Mapping[str, Ending]) -> Iterator[Break]:
    """A document that still stands carries out one that was replaced or repealed."""
    for child, parent in _parents(graph):
        ending = ended.get(parent)
        if ending is None or ending.how not in ("replaced", "repealed") or _is_over(ended.get(child)) or ending.by == child:
            continue
        how = "thay thế" if ending.how == "replaced" else "bãi bỏ"
        by = _key(graph, ending.by) if ending.by else ""
        message = f"{_key(graph, child)} thực hiện {_key(graph, parent)}, văn bản đã bị {by} {how} từ ngày {ending.date}."
        yield Break("parent_ended", child, parent, message)


def _missing_parents(graph: nx.MultiDiGraph) -> Iterator[Break]:
    """A held plan whose parent is only cited."""
    for child, parent in _parents(graph):
        if _held(graph, child) and not _held(graph, parent):
            yield Break(
                "parent_not_held",
                child,
                parent,
                f"{_key(graph, child)} thực hiện {_key(graph, parent)}, văn bản chưa có trong kho.",
            )


def _without_tasks(graph: nx.MultiDiGraph, ended: Mapping[str, Ending]) -> Iterator[Break]:
    """A held plan, programme or direction that nothing carries further and that assigns no task."""
    for id, data in graph.nodes(data=True):
        node: Node = data["node"]
        plan = node.kind == "Document" and node.properties.get("type") in _CARRIES_OUT and not is_report(node)
        if plan and _held(graph, id) and not _is_over(ended.get(id)) and not _goes_on(graph, id):
            yield Break("no_task", id, None, f"{node.key} chưa có văn bản hay nhiệm vụ nào tiếp tục thực hiện.")


def _goes_on(graph: nx.MultiDiGraph, id: str) -> bool:
    further = any(data["edge"].type in FOLLOWED and not data["edge"].planned for _, _, data in graph.in_edges(id, data=True))
    return further or any(data["edge"].type == "ASSIGNS" for _, _, data in graph.out_edges(id, data=True))


def _is_over(ending: Ending | None) -> bool:
    return ending is not None and not ending.in_force


def _is_document(graph: nx.MultiDiGraph, id: str) -> bool:
    return bool(graph.nodes[id]["node"].kind == "Document")


def _held(graph: nx.MultiDiGraph, id: str) -> bool:
    return bool(graph.nodes[id]["node"].properties.get("held"))


def _key(graph: nx.MultiDiGraph, id: str) -> str:
    return str(graph.nodes[id]["node"].key)

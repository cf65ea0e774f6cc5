"""The lược đồ as nested lists: a lineage (nodes and edges) hung up as a tree from its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from search_api import labels
from search_api.reading.documents import Neighbour
from search_api.urls import Urls

WIDEST = 12


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A branch; `label` is its relation where it is not plain carrying out.

    `again`: already shown above, not unfolded twice; `more`: how many siblings are left out after it.
    """

    name: str
    kind: str
    href: str
    label: str
    date: str = ""
    title: str = ""
    ordinal: str | None = None
    held: bool = True
    planned: bool = False
    again: bool = False
    evidence: Sequence[Mapping[str, Any]] = ()
    children: Sequence[TreeNode] = ()
    more: int = 0
    more_url: str = ""


@dataclass(slots=True)
class _Hanger:
    """Hangs nodes below their parents, each unfolded once, the nearest and earliest first."""

    nodes: Mapping[str, Mapping[str, Any]]
    below: Mapping[str, Sequence[Mapping[str, Any]]]
    up: bool
    urls: Urls
    widest: int
    seen: set[str] = field(default_factory=set)

    def hang(self, key: str) -> list[TreeNode]:
        joined: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for edge in self.below.get(key, ()):
            joined[self._other(edge)].append(edge)
        others = sorted(joined, key=self._order)
        shown = [self._node(other, joined[other]) for other in others[: self.widest]]
        if len(others) > self.widest and shown:
            shown[-1] = replace(shown[-1], more=len(others) - self.widest, more_url=self.urls.tasks(implements=key))
        return shown

    def _other(self, edge: Mapping[str, Any]) -> str:
        return str(edge["target"] if self.up else edge["source"])

    def _order(self, key: str) -> tuple[bool, str, str]:
        node = self.nodes[key]
        return node["kind"] == "task", node.get("date") or "", key

    def _node(self, key: str, edges: Sequence[Mapping[str, Any]]) -> TreeNode:
        node = self.nodes[key]
        again = key in self.seen
        self.seen.add(key)
        label = _label([edge["type"] for edge in edges], self.up)
        evidence = [piece for edge in edges for piece in edge["evidence"]]
        children = [] if again else self.hang(key)
        if node["kind"] == "task":
            place = node["evidence"]
            href = self.urls.document(place["document"], place["start"], place["end"])
            return TreeNode(node["text"], "Task", href, label, ordinal=node["ordinal"], again=again, evidence=evidence)
        return TreeNode(
            _name(node),
            "Document",
            self.urls.document(key),
            label,
            labels.day(node["date"]),
            node["title"] or "" if node["number"] else "",
            held=bool(node["held"]),
            again=again,
            evidence=evidence,
            children=children,
        )


def _label(types: Sequence[str], up: bool) -> str:
    """The relations in words, "" where a document is plainly carried out."""
    told = [labels.RELATIONS[name][0 if up else 1] for name in dict.fromkeys(types)]
    return "" if list(types) == ["implements"] else ", ".join([told[0], *(word[:1].lower() + word[1:] for word in told[1:])])


def _name(node: Mapping[str, Any]) -> str:
    if node["number"]:
        return f"{node['type'] or 'Văn bản'} {node['number']}"
    if node["title"]:
        return f"{node['type'] or ''} {node['title']}".strip()
    return labels.short_name(node["key"])


def lineage_tree(lineage: Mapping[str, Any], direction: Literal["up", "down"], urls: Urls, widest: int = WIDEST) -> list[TreeNode]:
    """The branches of one direction, at most `widest` below one node; an edge belongs to it where it leads away from the document."""
    nodes = {node["key"]: node for node in lineage["nodes"]}
    centre = lineage["key"]
    side = {key for key, node in nodes.items() if node["direction"] == direction} | {centre}
    hops = {key: nodes[key]["hop"] if key != centre else 0 for key in side}
    below: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for edge in lineage["edges"]:
        near, far = (edge["source"], edge["target"]) if direction == "up" else (edge["target"], edge["source"])
        if near in hops and far in hops and hops[far] == hops[near] + 1:
            below[near].append(edge)
    return _Hanger(nodes, below, direction == "up", urls, widest, {centre}).hang(centre)


def neighbour_node(neighbour: Neighbour, urls: Urls) -> TreeNode:
    """A document one step away, as a leaf."""
    document = neighbour.document
    label = labels.RELATIONS[neighbour.type][0 if neighbour.outgoing else 1]
    evidence = [{"document": e.document, "start": e.start, "end": e.end, "text": e.text} for e in neighbour.evidence]
    name = _name({"number": document.number, "type": document.type, "title": document.title, "key": document.key})
    return TreeNode(
        name,
        "Document",
        urls.document(document.key),
        label,
        labels.day(document.date),
        held=document.held,
        planned=neighbour.planned,
        evidence=evidence,
    )

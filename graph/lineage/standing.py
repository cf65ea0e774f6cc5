"""What stood in force on a day: not yet issued, replaced, repealed or amended by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from graph.store import Edge, Node

How = Literal["not_issued", "replaced", "repealed", "amended"]
_ENDS: Mapping[str, How] = {"REPLACES": "replaced", "REPEALS": "repealed", "AMENDS": "amended"}
_WEIGHT: Mapping[How, int] = {"not_issued": 0, "repealed": 1, "replaced": 2, "amended": 3}


@dataclass(frozen=True, slots=True)
class Ending:
    """What had happened to a document by a day: `by` is the id of the document that did it, `date` when; None for what is not yet issued."""

    how: How
    by: str | None
    date: str | None

    @property
    def in_force(self) -> bool:
        """An amended document stands; what is not yet issued, replaced or repealed does not."""
        return self.how == "amended"


def endings(graph: nx.MultiDiGraph, on: str) -> Mapping[str, Ending]:
    """For each document of the graph to which something had happened by the day `on` (ISO 8601), the weightiest, then the earliest.

    A document ends on the date of the one that replaces or repeals it; plans and undated ones end nothing.
    """
    found: dict[str, Ending] = {}
    for id, data in graph.nodes(data=True):
        node: Node = data["node"]
        if node.kind == "Document" and (_date(node) or "") > on:
            found[id] = Ending("not_issued", None, _date(node))
    for source, target, data in graph.edges(data=True):
        edge: Edge = data["edge"]
        date = _date(graph.nodes[source]["node"])
        if edge.type in _ENDS and not edge.planned and date is not None and date <= on:
            ending = Ending(_ENDS[edge.type], source, date)
            known = found.get(target)
            if known is None or _rank(graph, ending) < _rank(graph, known):
                found[target] = ending
    return found


def _rank(graph: nx.MultiDiGraph, ending: Ending) -> tuple[int, str, str]:
    by = graph.nodes[ending.by]["node"].key if ending.by is not None else ""
    return _WEIGHT[ending.how], ending.date or "", by


def _date(node: Node) -> str | None:
    date = node.properties.get("date")
    return date if isinstance(date, str) else None

"""The graph as values and the protocol that every store fulfils.

A store does six things; what is clever (lineage, breaks, in force on a day) is a pure function of the networkx graph it hands out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from graph.records import State

if TYPE_CHECKING:
    import networkx as nx

NodeKind = Literal["Document", "Passage", "Task", "Agency", "Project", "Indicator"]
Direction = Literal["out", "in", "both"]
Scalar = str | int | float | bool | None
EdgeType = Literal[
    "IMPLEMENTS",
    "AMENDS",
    "REPLACES",
    "REPEALS",
    "CONTINUES",
    "REVIEWS",
    "DETAILS",
    "BASED_ON",
    "ISSUED_WITH",
    "CORRECTS",
    "CITES",
    "ASSIGNED_TO",
    "ISSUED_BY",
    "HAS_PASSAGE",
    "MENTIONS",
    "ASSIGNS",
    "REPORTED_IN",
    "OWNED_BY",
    "PART_OF",
]


@dataclass(frozen=True, slots=True)
class Node:
    """`id` is the store's own and never shown; `key` is the exported key or id, unique within its kind, and may change.

    `properties` are the record's fields (JSON values); those of `INDEXED` can be filtered and ordered by. `access` labels: empty means
    everybody; a reader sees the node if it holds one of them.
    """

    id: str
    kind: NodeKind
    key: str
    properties: Mapping[str, Any]
    access: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Edges are identified by (source, type, target, role). `evidence` are JSON objects {document, start, end, text, rule, confidence}:
    a tuple, or a store's own sequence that equals it."""

    source: str
    type: EdgeType
    target: str
    role: str = ""
    state: State = "resolved"
    planned: bool = False
    evidence: Sequence[Mapping[str, Any]] = ()
    access: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two generations, applied in one transaction. `generation` is what the store holds afterwards."""

    generation: int
    put_nodes: tuple[Node, ...] = ()
    put_edges: tuple[Edge, ...] = ()
    drop_nodes: tuple[str, ...] = ()
    drop_edges: tuple[tuple[str, EdgeType, str, str], ...] = ()


Operator = Literal["=", "in", "<", "<=", ">", ">=", "contains", "prefix"]


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on an indexed property (`INDEXED`); `contains` asks a list property for a member. None never matches < or >."""

    property: str
    operator: Operator
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class NodeFilter:
    """Nodes of one kind that meet all of `where`, are among `keys` or `ids` (if given) and are visible to `access`."""

    kind: NodeKind
    where: tuple[Where, ...] = ()
    keys: tuple[str, ...] | None = None
    ids: tuple[str, ...] | None = None
    access: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`items` in order; `next` is a cursor for the following page, None at the end; `total` counts all that match."""

    items: tuple[Node, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Order:
    """By an indexed property (None = by key alone); ties always by key, missing values last."""

    property: str | None = None
    descending: bool = False


INDEXED: Mapping[NodeKind, Mapping[str, Literal["text", "number", "list"]]] = {
    "Document": {
        "number": "text",
        "folded_number": "text",
        "date": "text",
        "type": "text",
        "issuer": "text",
        "held": "number",
        "source": "text",
        "year": "number",
    },
    "Passage": {"document": "text", "kind": "text", "start": "number"},
    "Task": {
        "document": "text",
        "lead": "list",
        "coordinate": "list",
        "authority": "list",
        "deadline_kind": "text",
        "deadline_start": "text",
        "deadline_end": "text",
        "ordinal": "text",
        "implements": "list",
    },
    "Agency": {"kind": "text", "level": "text", "parent": "text", "aliases": "list"},
    "Project": {"investment_million_vnd": "number", "location": "list", "owner": "text"},
    "Indicator": {"document": "text", "name": "text", "period": "text", "verdict": "text"},
}


class GraphStore(Protocol):
    """One graph at one generation. Stores give equal answers to equal questions, order and ties included."""

    def apply(self, changes: Changes) -> None:
        """Puts and drops in one transaction; applying the same changes twice changes nothing."""
        ...

    def node(self, id: str) -> Node | None: ...

    def nodes(self, filter: NodeFilter, order: Order = Order(), *, limit: int = 20, cursor: str | None = None) -> Page: ...

    def subgraph(
        self,
        seeds: Iterable[str],
        types: Sequence[EdgeType],
        direction: Direction,
        *,
        depth: int,
        limit: int,
        access: frozenset[str] | None = None,
        planned: bool = False,
    ) -> nx.MultiDiGraph:
        """All within `depth` hops of the seeds over edges of `types` (planned ones only if asked for).

        `limit` cuts the nodes by (hop, kind, key). Node attributes: `node` (Node), `hop`; edge attributes: `edge` (Edge), multigraph key
        (type, role). `graph.graph["truncated"]` tells whether the limit cut anything.
        """
        ...

    def counts(self, by: Literal["kind", "type"] = "kind") -> Mapping[str, int]: ...

    def fingerprint(self) -> str:
        """Sum of hashes over nodes and edges: equal content, equal fingerprint, in any store."""
        ...

    def generation(self) -> int: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class GraphData:
    """A whole graph as values, sorted by id: the input of a difference."""

    nodes: tuple[Node, ...] = field(default=())
    edges: tuple[Edge, ...] = field(default=())

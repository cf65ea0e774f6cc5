"""What a store holds, for comparing two of them: sums of hashes by kind and type, hashes of rows, rows by identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

from graph.store import Edge, EdgeType, Node, NodeKind
from graph.stores.codec import Hash

Identity = tuple[str, EdgeType, str, str]
Sums = Mapping[str, tuple[int, int, int]]
"""`kind:Document`, `type:CITES` ... -> rows, sum of high halves, sum of low halves."""
Table = Literal["node", "edge"]


class Content(Protocol):
    """The whole of a store, read in pieces."""

    def sums(self) -> Sums:
        """Counted and summed by kind and by type."""
        ...

    def node_hashes(self, kind: NodeKind) -> Iterator[tuple[str, Hash]]: ...

    def edge_hashes(self, type: EdgeType) -> Iterator[tuple[Identity, Hash]]: ...

    def read_nodes(self, ids: Sequence[str]) -> list[Node]:
        """Those of the nodes that are there, in any order."""
        ...

    def read_edges(self, identities: Iterable[Identity]) -> list[Edge]:
        """Those of the edges that are there, in any order."""
        ...

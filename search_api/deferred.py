"""A graph store that is opened when it is first asked: search goes on while the graph's server is away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from graph.errors import GraphUnavailable
from graph.store import Changes, Direction, EdgeType, GraphStore, Node, NodeFilter, Order, Page

if TYPE_CHECKING:
    import networkx as nx

PAUSE_SECONDS = 2.0


class DeferredStore:
    """Opens its store on first use and passes every question on.

    After a failure to open, questions asked within `PAUSE_SECONDS` get the same GraphUnavailable at once.
    """

    def __init__(self, open_store: Callable[[], GraphStore]) -> None:
        self._open = open_store
        self._store: GraphStore | None = None
        self._failed: tuple[float, GraphUnavailable] | None = None

    @property
    def store(self) -> GraphStore:
        """The opened store; raises GraphUnavailable."""
        if self._store is None:
            if self._failed is not None and time.monotonic() - self._failed[0] < PAUSE_SECONDS:
                raise self._failed[1]
            try:
                self._store = self._open()
            except GraphUnavailable as error:
                self._failed = (time.monotonic(), error)
                raise
        return self._store

    def apply(self, changes: Changes) -> None:
        self.store.apply(changes)

    def node(self, id: str) -> Node | None:
        return self.store.node(id)

    def nodes(self, filter: NodeFilter, order: Order = Order(), *, limit: int = 20, cursor: str | None = None) -> Page:  # noqa: B008
        return self.store.nodes(filter, order, limit=limit, cursor=cursor)

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
        return self.store.subgraph(seeds, types, direction, depth=depth, limit=limit, access=access, planned=planned)

    def counts(self, by: Literal["kind", "type"] = "kind") -> Mapping[str, int]:
        return self.store.counts(by)

    def fingerprint(self) -> str:
        return self.store.fingerprint()

    def generation(self) -> int:
        return self.store.generation()

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

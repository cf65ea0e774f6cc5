"""The graph on a Neo4j server: the same answers as the embedded store, each from one parametrised Cypher query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from graph.store import INDEXED, Changes, Direction, Edge, EdgeType, Node, NodeFilter, Order, Page
from graph.stores.bounds import EDGE_TYPES, Bounds, bounds
from graph.stores.codec import Hash, as_graph, fingerprint_of
from graph.stores.filters import Position, check, read_cursor, write_cursor
from graph.stores.neo4j_content import Neo4jContent, edge_of, node_of
from graph.stores.neo4j_read import nodes_query
from graph.stores.neo4j_schema import migrate
from graph.stores.neo4j_session import Run, Sessions
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_walk import LEVELS, walk_query
from graph.stores.neo4j_write import Batch, drop_batches, edge_batches, node_batches, run_batch

if TYPE_CHECKING:
    import networkx as nx

WHOLE = 20_000
"""Changes of up to so many rows go in one transaction; more go in one transaction a batch, with `loading` set until the last."""
BATCH = 5_000
Progress = Callable[[int, int], None]
NODE = "MATCH (n:Entity {id: $id}) RETURN n.id, n.node_kind, n.key, n.json, n.access"
STATE = "MATCH (s:GraphState {name: 'graph'}) RETURN s.generation, s.loading, s.high, s.low"
MOVE_SUMS = """MERGE (s:GraphState {name: 'graph'})
SET s.high = coalesce(s.high, 0) + $high, s.low = coalesce(s.low, 0) + $low, s.loading = $loading,
    s.generation = coalesce($generation, s.generation)"""

SET_SUMS = "MATCH (s:GraphState {name: 'graph'}) SET s.high = $high, s.low = $low"


class Neo4jStore:
    """A GraphStore over one driver, which `close` closes. Every method may raise GraphUnavailable.

    `bookmarks`: those of another process (`bookmarks()` there), to read at least what it wrote.
    """

    def __init__(self, settings: Neo4jSettings, bookmarks: Iterable[str] = ()) -> None:
        self.sessions = Sessions(settings, bookmarks)
        try:
            migrate(self.sessions)
        except BaseException:
            self.sessions.close()
            raise

    def apply(self, changes: Changes, progress: Progress | None = None) -> None:
        """Puts and drops; `progress` hears of rows done and rows in all.

        Up to `WHOLE` rows are one transaction. A larger load is many: until the last one `loading` tells the generation it leads
        to, and applying the same changes again resumes it.
        """
        rows = len(changes.put_nodes) + len(changes.put_edges) + len(changes.drop_nodes) + len(changes.drop_edges)
        tell = progress or (lambda done, all: None)
        if rows <= WHOLE:
            self.sessions.write(lambda run: _apply_whole(run, changes))
            tell(rows, rows)
            return
        self.load(changes, lambda done: tell(done, rows))
        self.finish(changes.generation)

    def load(self, changes: Changes, tell: Callable[[int], None] = lambda done: None) -> None:
        """A part of a load, each batch in a transaction of its own; until `finish` the store says that it is `loading`."""
        done = 0
        for batch in _batches(changes):
            self.sessions.write(lambda run, batch=batch: _apply_part(run, batch, changes.generation))  # type: ignore[misc]
            done += len(batch[1].get("rows", ()))
            tell(done)

    def finish(self, generation: int) -> None:
        """Ends a load: the store holds this generation now."""
        self.sessions.write(lambda run: run(MOVE_SUMS, high=0, low=0, loading=None, generation=generation))

    def content(self) -> Neo4jContent:
        """The whole of the store, for comparing it with another."""
        return Neo4jContent(self.sessions)

    def node(self, id: str) -> Node | None:
        rows = self.sessions.read(lambda run: run(NODE, id=id))
        return node_of(rows[0]) if rows else None

    def nodes(self, filter: NodeFilter, order: Order = Order(), *, limit: int = 20, cursor: str | None = None) -> Page:  # noqa: B008
        check(filter, order, limit)
        query, parameters = nodes_query(filter, order, limit, read_cursor(cursor))
        total, rows = self.sessions.read(lambda run: run(query, **parameters))[0]
        items = tuple(node_of(row) for row, _ in rows[:limit])
        following = write_cursor(Position(rows[limit - 1][1], items[-1].key)) if len(rows) > limit else None
        return Page(items, following, int(total))

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
        asked = bounds(types, direction, depth=depth, limit=limit, access=access, planned=planned)
        return self.sessions.read(lambda run: _walk(run, seeds, asked))

    def counts(self, by: Literal["kind", "type"] = "kind") -> Mapping[str, int]:
        rows = self.sessions.read(lambda run: run(counts_query(by)))
        return {name: int(number) for name, number in sorted(rows) if number}

    def fingerprint(self) -> str:
        rows = self.sessions.read(lambda run: run(STATE))
        return fingerprint_of(int(rows[0][2]), int(rows[0][3])) if rows else fingerprint_of(0, 0)

    def recount(self) -> None:
        """Sums the hashes of all rows anew: what was changed behind the store's back left the kept sums wrong."""
        sums = list(self.content().sums().values())
        high, low = sum(part[1] for part in sums), sum(part[2] for part in sums)
        self.sessions.write(lambda run: run(SET_SUMS, high=high, low=low))

    def generation(self) -> int:
        """The generation last applied whole; 0 before the first."""
        rows = self.sessions.read(lambda run: run(STATE))
        return int(rows[0][0] or 0) if rows else 0

    def loading(self) -> int | None:
        """The generation that a load cut off in the middle was leading to, None where the last one ended."""
        rows = self.sessions.read(lambda run: run(STATE))
        return rows[0][1] if rows else None

    def bookmarks(self) -> tuple[str, ...]:
        """What another process needs to read at least what this store wrote."""
        return self.sessions.bookmarks()

    def close(self) -> None:
        self.sessions.close()


def _batches(changes: Changes) -> Iterator[Batch]:
    yield from drop_batches(changes.drop_nodes, changes.drop_edges, BATCH)
    yield from node_batches(changes.put_nodes, BATCH)
    yield from edge_batches(changes.put_edges, BATCH)


def _apply_whole(run: Run, changes: Changes) -> None:
    moved = [run_batch(run, batch) for batch in _batches(changes)]
    _move(run, moved, None, changes.generation)


def _apply_part(run: Run, batch: Batch, generation: int) -> None:
    _move(run, [run_batch(run, batch)], generation, None)


def _move(run: Run, moved: Sequence[Hash], loading: int | None, generation: int | None) -> None:
    high, low = sum(part[0] for part in moved), sum(part[1] for part in moved)
    run(MOVE_SUMS, high=high, low=low, loading=loading, generation=generation)


def counts_query(by: Literal["kind", "type"]) -> str:
    """Counts from the server's own count store, whatever the size of the graph."""
    patterns = [f"(n:{kind})" for kind in INDEXED] if by == "kind" else [f"()-[n:{type}]->()" for type in sorted(EDGE_TYPES)]
    names = list(INDEXED) if by == "kind" else sorted(EDGE_TYPES)
    return "\nUNION ALL\n".join(
        f"MATCH {pattern} WITH count(n) AS number RETURN '{name}' AS name, number"
        for pattern, name in zip(patterns, names, strict=True)
    )


def _walk(run: Run, seeds: Iterable[str], asked: Bounds) -> nx.MultiDiGraph:
    hops: dict[str, int] = {}
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str, str], Edge] = {}
    truncated, done, level = False, 0, list(seeds)
    depth = asked.depth if asked.types else 0
    while True:
        steps = min(LEVELS, depth - done)
        query, parameters = walk_query(asked, steps, level, hops.keys() - set(level))
        levels, found, cut = run(query, **parameters)[0]
        for hop, rows in enumerate(levels, start=done):
            nodes.update((row[0], node_of(row)) for row in rows)
            hops.update((row[0], hop) for row in rows if row[0] not in hops)
        edges.update((tuple(row[:4]), edge_of(row)) for row in found)
        truncated, done, level = truncated or cut, done + steps, [row[0] for row in levels[-1]]
        if done >= depth or not level:
            ordered = sorted(nodes.values(), key=lambda node: (hops[node.id], node.kind, node.key))
            return as_graph([(node, hops[node.id]) for node in ordered], edges.values(), asked.access, truncated)

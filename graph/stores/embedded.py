"""The default store: nodes and edges as indexed SQLite tables, read in place.

It opens at once, holds nothing in memory, and lives in the caller's transactions: a reader sees the generation of its snapshot.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import WorkspaceError
from graph.store import Changes, Direction, EdgeType, GraphData, Node, NodeFilter, Order, Page
from graph.stores.bounds import bounds
from graph.stores.changes import changes_to
from graph.stores.codec import as_graph, fingerprint_of
from graph.stores.embedded_content import EmbeddedContent, note
from graph.stores.embedded_filter import count, select, slices
from graph.stores.embedded_rows import EDGE, NODE, edges_of, node_of
from graph.stores.embedded_walk import walk
from graph.stores.embedded_write import batches, write, write_facets
from graph.stores.filters import Position, check, read_cursor, write_cursor
from graph.stores.schema import SHAPE, prepare, shape

if TYPE_CHECKING:
    import networkx as nx


class EmbeddedStore:
    """A GraphStore over one SQLite connection, which stays the caller's.

    `apply` neither begins nor commits a transaction. Over a read-only connection to a file without a graph, the store is empty.
    Raises WorkspaceError where only a writer could bring the tables up to this program's version.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        held = shape(connection)
        if held == SHAPE:
            return
        try:
            self.prepare(connection)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise
            if held is not None:
                raise WorkspaceError("Đồ thị do một phiên bản khác ghi. Hãy chạy: vanmach rebuild") from error
            self._connection = sqlite3.connect(":memory:", check_same_thread=False)
            self.prepare(self._connection)

    def content(self) -> EmbeddedContent:
        """The whole of the store, for comparing it with another."""
        return EmbeddedContent(self._connection)

    @staticmethod
    def prepare(connection: sqlite3.Connection) -> None:
        """Makes the tables that are not there yet, and again those that were made for other indexed properties.

        In the caller's transaction, else in one of its own.
        """
        own = not connection.in_transaction
        if own:
            connection.execute("BEGIN IMMEDIATE")
        try:
            if prepare(connection):
                rows = connection.execute(f"SELECT {NODE} FROM graph_node n").fetchall()
                for batch in batches(rows):
                    write_facets(connection, [(row[5], node_of(row)) for row in batch])
            if own:
                connection.execute("COMMIT")
        except BaseException:
            if own and connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def apply(self, changes: Changes) -> None:
        write(self._connection, changes)
        note(self._connection, changes)

    def changes_to(self, new: GraphData, generation: int, within: Collection[str] | None = None) -> Changes:
        """What turns the graph into `new`, by hashes; `within`: the ids that `new` tells of, with all edges that leave them."""
        return changes_to(self.content(), new, generation, within)

    def dump(self) -> GraphData:
        """The whole graph, sorted by id."""
        rows = self._connection.execute(f"SELECT {NODE} FROM graph_node n").fetchall()
        nodes = {row[5]: node_of(row) for row in rows}
        found = self._connection.execute(f"SELECT {EDGE} FROM graph_edge e")
        edges = edges_of(found.fetchall(), {row: node.id for row, node in nodes.items()})
        return GraphData(
            tuple(sorted(nodes.values(), key=lambda node: node.id)),
            tuple(sorted(edges, key=lambda edge: (edge.source, edge.type, edge.target, edge.role))),
        )

    def node(self, id: str) -> Node | None:
        row = self._connection.execute(f"SELECT {NODE} FROM graph_node n WHERE n.id = ?", (id,)).fetchone()
        return None if row is None else node_of(row)

    def nodes(self, filter: NodeFilter, order: Order = Order(), *, limit: int = 20, cursor: str | None = None) -> Page:  # noqa: B008
        check(filter, order, limit)
        rows: list[tuple[Any, ...]] = []
        total = count(self._connection, filter)
        for part in slices(order, read_cursor(cursor)):
            if len(rows) <= limit:
                rows += select(self._connection, filter, order, part, limit + 1 - len(rows), total)
        items = tuple(node_of(row) for row in rows[:limit])
        following = write_cursor(Position(rows[limit - 1][5], rows[limit - 1][2])) if len(rows) > limit else None
        return Page(items, following, total)

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
        found = walk(self._connection, seeds, asked)
        rows = self._connection.execute(
            f"SELECT {NODE} FROM json_each(?) f CROSS JOIN graph_node n ON n.row = f.value", (json.dumps(list(found.hops)),)
        )
        nodes = {row[5]: node_of(row) for row in rows}
        edges = edges_of(found.edges, {row: node.id for row, node in nodes.items()})
        return as_graph([(nodes[row], hop) for row, hop in found.hops.items()], edges, access, found.truncated)

    def counts(self, by: Literal["kind", "type"] = "kind") -> Mapping[str, int]:
        rows = self._connection.execute("SELECT name, rows FROM graph_sum WHERE rows > 0 ORDER BY name")
        return {name.removeprefix(f"{by}:"): int(number) for name, number in rows if name.startswith(f"{by}:")}

    def fingerprint(self) -> str:
        high, low = self._connection.execute("SELECT coalesce(sum(high), 0), coalesce(sum(low), 0) FROM graph_sum").fetchone()
        return fingerprint_of(high, low)

    def generation(self) -> int:
        row = self._connection.execute("SELECT value FROM graph_meta WHERE name = 'generation'").fetchone()
        return 0 if row is None else int(row[0])

    def close(self) -> None:
        """Nothing of its own to close: the connection is its owner's."""

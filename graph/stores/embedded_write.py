"""Writing changes into the tables of the embedded store: what is equal already is not touched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from graph.store import INDEXED, Changes, Edge, EdgeType, Node
from graph.stores.codec import dump, edge_hash, evidence_text, labels, lists, node_hash, properties_text, scalars
from graph.stores.schema import facet_columns, facet_table

T = TypeVar("T")
BATCH = 2000
_End = tuple[int, str, str]


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def write(connection: sqlite3.Connection, changes: Changes) -> None:
    """Applies the changes inside the caller's transaction: drops, then nodes, then edges, then the generation."""
    for dropped in batches(changes.drop_edges):
        _drop_edges(connection, dropped)
    for ids in batches(changes.drop_nodes):
        _drop_nodes(connection, ids)
    for nodes in batches(changes.put_nodes):
        _put_nodes(connection, nodes)
    ends: dict[str, _End] = {}
    for edges in batches(changes.put_edges):
        _put_edges(connection, edges, ends)
    connection.execute("INSERT OR REPLACE INTO graph_meta VALUES ('generation', ?)", (str(changes.generation),))


def _drop_edges(connection: sqlite3.Connection, edges: Sequence[tuple[str, EdgeType, str, str]]) -> None:
    connection.executemany(
        """DELETE FROM graph_edge WHERE source = (SELECT row FROM graph_node WHERE id = ?) AND type = ?
           AND target = (SELECT row FROM graph_node WHERE id = ?) AND role = ?""",
        edges,
    )


def _drop_nodes(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    found = connection.execute("SELECT row, kind FROM graph_node WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
    for row, kind in found.fetchall():
        connection.execute("DELETE FROM graph_edge WHERE source = ?", (row,))
        connection.execute("DELETE FROM graph_edge WHERE target = ?", (row,))
        connection.execute("DELETE FROM graph_member WHERE node = ?", (row,))
        connection.execute(f"DELETE FROM {facet_table(kind)} WHERE node = ?", (row,))
        connection.execute("DELETE FROM graph_node WHERE row = ?", (row,))


def _put_nodes(connection: sqlite3.Connection, nodes: Sequence[Node]) -> None:
    held = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT id, row, kind, key, high, low FROM graph_node WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([node.id for node in nodes]),),
        )
    }
    added: list[tuple[Node, str]] = []
    for node in {node.id: node for node in nodes}.values():
        properties = properties_text(node)
        if node.id not in held:
            added.append((node, properties))
            continue
        row, kind, key, high, low = held[node.id]
        if kind != node.kind:
            raise ValueError(f"nút {node.id!r} đã là {kind}, không thể thành {node.kind}")
        if (high, low) != node_hash(node, properties):
            _replace_node(connection, row, node, properties)
            if key != node.key:
                _rename_ends(connection, row, node.key)
    _add_nodes(connection, added)


def _access(access: Iterable[str]) -> str:
    return dump(labels(access)) if access else ""


def _add_nodes(connection: sqlite3.Connection, added: Sequence[tuple[Node, str]]) -> None:
    if not added:
        return
    first = int(connection.execute("SELECT coalesce(max(row), 0) + 1 FROM graph_node").fetchone()[0])
    numbered = list(enumerate((node for node, _ in added), start=first))
    connection.executemany(
        "INSERT INTO graph_node VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (row, node.id, node.kind, node.key, _access(node.access), *node_hash(node, properties), properties)
            for row, (node, properties) in enumerate(added, start=first)
        ),
    )
    write_facets(connection, numbered)


def _replace_node(connection: sqlite3.Connection, row: int, node: Node, properties: str) -> None:
    connection.execute(
        "UPDATE graph_node SET key = ?, access = ?, high = ?, low = ?, properties = ? WHERE row = ?",
        (node.key, _access(node.access), *node_hash(node, properties), properties, row),
    )
    connection.execute("DELETE FROM graph_member WHERE node = ?", (row,))
    write_facets(connection, [(row, node)])


def _rename_ends(connection: sqlite3.Connection, row: int, key: str) -> None:
    connection.execute("UPDATE graph_edge SET source_key = ? WHERE source = ?", (key, row))
    connection.execute("UPDATE graph_edge SET target_key = ? WHERE target = ?", (key, row))


def write_facets(connection: sqlite3.Connection, nodes: Sequence[tuple[int, Node]]) -> None:
    """Writes what the nodes of these rows are filtered and ordered by."""
    for kind in INDEXED:
        rows: list[tuple[Any, ...]] = []
        members: list[tuple[str, str, int]] = []
        for row, node in nodes:
            if node.kind == kind:
                found = scalars(kind, node.properties)
                rows.append((row, node.key, *(found[column] for column in facet_columns(kind))))
                for name, values in lists(kind, node.properties).items():
                    members += [(f"{kind}.{name}", value, row) for value in values]
        marks = ", ".join("?" * (len(facet_columns(kind)) + 2))
        connection.executemany(f"INSERT OR REPLACE INTO {facet_table(kind)} VALUES ({marks})", rows)
        connection.executemany("INSERT OR IGNORE INTO graph_member VALUES (?, ?, ?)", members)


def _learn_ends(connection: sqlite3.Connection, edges: Sequence[Edge], ends: dict[str, _End]) -> None:
    wanted = {id for edge in edges for id in (edge.source, edge.target)} - ends.keys()
    rows = connection.execute(
        "SELECT id, row, kind, key FROM graph_node WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(wanted)),)
    )
    ends.update((id, (row, kind, key)) for id, row, kind, key in rows)
    missing = wanted - ends.keys()
    if missing:
        raise ValueError(f"cạnh dẫn tới nút chưa có: {', '.join(sorted(missing)[:3])}")


def _put_edges(connection: sqlite3.Connection, edges: Sequence[Edge], ends: dict[str, _End]) -> None:
    _learn_ends(connection, edges, ends)
    rows, shapes = [], set()
    for edge in edges:
        (source, source_kind, source_key), (target, target_kind, target_key) = ends[edge.source], ends[edge.target]
        evidence = evidence_text(edge)
        shapes.add((source_kind, edge.type, target_kind))
        rows.append(
            (
                source,
                edge.type,
                target,
                edge.role,
                source_kind,
                source_key,
                target_kind,
                target_key,
                edge.state,
                int(edge.planned),
                _access(edge.access),
                *edge_hash(edge, evidence),
                evidence,
            )
        )
    connection.executemany(
        """INSERT INTO graph_edge (source, type, target, role, source_kind, source_key, target_kind, target_key, state, planned,
               access, high, low, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (source, type, target, role) DO UPDATE SET state = excluded.state, planned = excluded.planned,
               access = excluded.access, high = excluded.high, low = excluded.low, evidence = excluded.evidence
           WHERE high <> excluded.high OR low <> excluded.low""",
        rows,
    )
    connection.executemany("INSERT OR IGNORE INTO graph_shape VALUES (?, ?, ?)", sorted(shapes))

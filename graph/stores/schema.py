"""The tables of the embedded store, made out of `graph.store.INDEXED`.

`graph_node` and `graph_edge` hold the graph; `graph_document`, `graph_task`, ... the values that nodes are filtered and ordered by;
`graph_member` the members of list properties; `graph_outbox` what recent changes touched; `graph_sum` the counts and sums of hashes
that triggers keep by kind and by type; `graph_shape` which kinds an edge of a type ever joined, so that a walk asks no task for the
tasks that carry it out. An edge repeats kind and key of both ends, so that the first neighbours of a hub, in order,
come out of an index alone.
"""

from __future__ import annotations

import json
import sqlite3

from graph.store import INDEXED, NodeKind

_TABLES = (
    """CREATE TABLE IF NOT EXISTS graph_node (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, key TEXT NOT NULL, access TEXT NOT NULL,
        high INTEGER NOT NULL, low INTEGER NOT NULL, properties TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS graph_node_key ON graph_node (kind, key)",
    """CREATE TABLE IF NOT EXISTS graph_edge (
        row INTEGER PRIMARY KEY, source INTEGER NOT NULL, type TEXT NOT NULL, target INTEGER NOT NULL, role TEXT NOT NULL,
        source_kind TEXT NOT NULL, source_key TEXT NOT NULL, target_kind TEXT NOT NULL, target_key TEXT NOT NULL,
        state TEXT NOT NULL, planned INTEGER NOT NULL, access TEXT NOT NULL,
        high INTEGER NOT NULL, low INTEGER NOT NULL, evidence TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX IF NOT EXISTS graph_edge_identity ON graph_edge (source, type, target, role)",
    "CREATE INDEX IF NOT EXISTS graph_edge_out ON graph_edge (source, type, target_kind, target_key, planned, access, target)",
    "CREATE INDEX IF NOT EXISTS graph_edge_in ON graph_edge (target, type, source_kind, source_key, planned, access, source)",
    """CREATE TABLE IF NOT EXISTS graph_member (
        property TEXT NOT NULL, value TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (property, value, node)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS graph_member_node ON graph_member (node)",
    """CREATE TABLE IF NOT EXISTS graph_sum (
        name TEXT PRIMARY KEY, rows INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS graph_shape (
        source_kind TEXT NOT NULL, type TEXT NOT NULL, target_kind TEXT NOT NULL, PRIMARY KEY (source_kind, type, target_kind)
        ) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS graph_outbox (generation INTEGER NOT NULL, what TEXT NOT NULL, identity TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS graph_outbox_generation ON graph_outbox (generation)",
    "CREATE TABLE IF NOT EXISTS graph_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

_ADD = """INSERT INTO graph_sum (name, rows, high, low) VALUES ({name}, 1, NEW.high, NEW.low)
    ON CONFLICT (name) DO UPDATE SET rows = rows + 1, high = high + NEW.high, low = low + NEW.low"""
_TAKE = "UPDATE graph_sum SET rows = rows - 1, high = high - OLD.high, low = low - OLD.low WHERE name = {name}"


def _triggers(table: str, group: str) -> list[str]:
    add = _ADD.format(name=f"'{group}:' || NEW.{group}")
    take = _TAKE.format(name=f"'{group}:' || OLD.{group}")
    head = f"CREATE TRIGGER IF NOT EXISTS {table}"
    return [
        f"{head}_added AFTER INSERT ON {table} BEGIN {add}; END",
        f"{head}_dropped AFTER DELETE ON {table} BEGIN {take}; END",
        f"{head}_changed AFTER UPDATE OF {group}, high, low ON {table} BEGIN {take}; {add}; END",
    ]


def facet_table(kind: NodeKind) -> str:
    """The table of the values that nodes of a kind are filtered by."""
    return f"graph_{kind.lower()}"


def facet_columns(kind: NodeKind) -> tuple[str, ...]:
    """The indexed texts and numbers of a kind, in the order of its table's columns."""
    return tuple(name for name, shape in INDEXED[kind].items() if shape != "list")


def _facets(kind: NodeKind) -> list[str]:
    table, columns = facet_table(kind), facet_columns(kind)
    body = "".join(f', "{column}"' for column in columns)
    statements = [f"CREATE TABLE IF NOT EXISTS {table} (node INTEGER PRIMARY KEY, key TEXT NOT NULL{body})"]
    statements.append(f"CREATE INDEX IF NOT EXISTS {table}__key ON {table} (key)")
    statements += [f'CREATE INDEX IF NOT EXISTS {table}__{column} ON {table} ("{column}", key)' for column in columns]
    for together in _TOGETHER.get(kind, ()):
        listed = ", ".join(f'"{column}"' for column in together)
        statements.append(f"CREATE INDEX IF NOT EXISTS {table}__{'_'.join(together)} ON {table} ({listed}, key)")
    return statements


_TOGETHER: dict[NodeKind, tuple[tuple[str, ...], ...]] = {"Task": (("deadline_kind", "deadline_end"),)}
"""Properties that are asked of together, the last as a range: what is due in a month is counted in one index."""
VERSION = 3
SHAPE = json.dumps([VERSION, {kind: dict(INDEXED[kind]) for kind in INDEXED}], sort_keys=True)
"""What the tables were made for: other indexed properties need other tables."""


def shape(connection: sqlite3.Connection) -> str | None:
    """The `SHAPE` that the connection's tables were made for, None where there are none."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'graph_meta'").fetchone() is None:
        return None
    row = connection.execute("SELECT value FROM graph_meta WHERE name = 'shape'").fetchone()
    return None if row is None else str(row[0])


def prepare(connection: sqlite3.Connection) -> bool:
    """Makes the tables, inside the caller's transaction if there is one; nothing happens on a store that is ready.

    Tables that were made for other indexed properties are made again, empty: True tells the caller to fill them.
    """
    held = shape(connection)
    if held == SHAPE:
        return False
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute("INSERT OR IGNORE INTO graph_shape SELECT DISTINCT source_kind, type, target_kind FROM graph_edge")
    connection.execute("DELETE FROM graph_member")
    for kind in INDEXED:
        connection.execute(f"DROP TABLE IF EXISTS {facet_table(kind)}")
        for statement in _facets(kind):
            connection.execute(statement)
    for statement in _triggers("graph_node", "kind") + _triggers("graph_edge", "type"):
        connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO graph_meta VALUES ('shape', ?)", (SHAPE,))
    connection.execute("INSERT OR IGNORE INTO graph_meta VALUES ('generation', '0')")
    connection.execute("INSERT OR IGNORE INTO graph_meta SELECT 'outbox', value FROM graph_meta WHERE name = 'generation'")
    return held is not None

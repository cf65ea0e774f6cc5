"""Entries as they are handed back with a hit, in one small SQLite file that opens at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from embeddings.protocols import Entry

FILE = "entries.sqlite"


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Writes entries under their rows 0, 1, 2 ..."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE entries (row INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL)")
        connection.executemany(
            "INSERT INTO entries VALUES (?, ?, ?)", ((row, e.id, dump_entry(e)) for row, e in enumerate(entries))
        )
        connection.execute("CREATE UNIQUE INDEX by_id ON entries (id)")
        connection.commit()
    connection.close()


def dump_entry(entry: Entry) -> str:
    """All of an entry but its id, as one line of JSON."""
    return json.dumps(
        [entry.kind, entry.document, entry.section, entry.heading, entry.text, entry.start, entry.end, dict(entry.facets)],
        ensure_ascii=False,
        separators=(",", ":"),
    )


class StoredEntries:
    """Reads entries by row or id. Safe to share between threads: SQLite serialises the reads."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def close(self) -> None:
        self._connection.close()

    def rows(self, rows: Sequence[int]) -> dict[int, Entry]:
        marks = ",".join("?" * len(rows))
        found = self._connection.execute(f"SELECT row, id, body FROM entries WHERE row IN ({marks})", [int(r) for r in rows])
        return {row: _load(identifier, body) for row, identifier, body in found.fetchall()}

    def ids(self) -> list[tuple[str, int]]:
        """All ids with their rows, by row."""
        return [
            (str(identifier), int(row)) for identifier, row in self._connection.execute("SELECT id, row FROM entries ORDER BY row")
        ]

    def row_of(self, identifier: str) -> int | None:
        found = self._connection.execute("SELECT row FROM entries WHERE id = ?", (identifier,)).fetchone()
        return int(found[0]) if found else None

    def starting_with(self, prefix: str) -> Iterator[tuple[int, Entry]]:
        """Entries whose id begins with `prefix`, by id."""
        found = self._connection.execute(
            "SELECT row, id, body FROM entries WHERE id >= ? AND id < ? ORDER BY id", (prefix, prefix + "\U0010ffff")
        )
        for row, identifier, body in found.fetchall():
            yield row, _load(identifier, body)


def _load(identifier: str, body: str) -> Entry:
    kind, document, section, heading, text, start, end, facets = json.loads(body)
    return Entry(identifier, kind, document, tuple(section), heading, text, start, end, facets)

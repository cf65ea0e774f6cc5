"""Sources and contents: the writes that an ingestion makes before a generation is projected.

They change what the next generation will be made from, never what the current one says.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.extraction import Extraction, SourceExtraction
from ingest.readers.records import SourceText
from ingest.workspace.codec import dumps, loads


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file of the workspace. `reason` says why it is set aside, None where it is held."""

    path: Path
    name: str
    root: Path | None
    sha256: str
    size: int
    modified_ns: int
    reason: str | None


class Truth:
    """Reads and writes of the tables `sources`, `roots` and `contents`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sources(self) -> list[SourceRow]:
        rows = self._connection.execute("SELECT path, name, root, sha256, size, modified_ns, reason FROM sources ORDER BY path")
        return [SourceRow(Path(p), n, Path(r) if r else None, h, s, m, why) for p, n, r, h, s, m, why in rows]

    def roots(self) -> list[Path]:
        return [Path(row[0]) for row in self._connection.execute("SELECT path FROM roots ORDER BY path")]

    def add_root(self, root: Path) -> None:
        self._connection.execute("INSERT OR IGNORE INTO roots VALUES (?)", (str(root),))

    def put_source(self, row: SourceRow) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
            (str(row.path), row.name, str(row.root) if row.root else None, row.sha256, row.size, row.modified_ns, row.reason),
        )

    def drop_source(self, path: Path) -> None:
        self._connection.execute("DELETE FROM sources WHERE path = ?", (str(path),))

    def put_content(self, sha256: str, source: SourceText, extraction: Extraction, made_by: str) -> None:
        """Keeps what was read and extracted from the bytes with this checksum; `made_by` names the code that did."""
        self._connection.execute(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?, ?)",
            (
                sha256,
                _pack(dumps(source)),
                hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest(),
                _pack(dumps(extraction)),
                made_by,
            ),
        )

    def source_text(self, sha256: str) -> SourceText | None:
        row = self._connection.execute("SELECT source_text FROM contents WHERE sha256 = ?", (sha256,)).fetchone()
        return loads(SourceText, _unpack(row[0])) if row else None

    def made_by(self, sha256: str) -> str | None:
        row = self._connection.execute("SELECT extracted_by FROM contents WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def extractions(self) -> Iterator[SourceExtraction]:
        """What every held source says, ordered by name and checksum."""
        rows = self._connection.execute(
            "SELECT s.name, s.sha256, c.text_sha256, c.source_text, c.extraction FROM sources s JOIN contents c USING (sha256) "
            "WHERE s.reason IS NULL ORDER BY s.name, s.sha256, s.path"
        )
        for name, sha256, text_sha256, source_text, extraction in rows:
            source = json.loads(_unpack(source_text))
            yield SourceExtraction(
                name, sha256, text_sha256, len(source["text"]), source["text_source"], loads(Extraction, _unpack(extraction))
            )

    def drop_unused_contents(self) -> None:
        """Forgets contents that neither a source nor the current generation needs."""
        self._connection.execute(
            "DELETE FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM sources) AND sha256 NOT IN (SELECT sha256 FROM held)"
        )

    def state(self, made_by: str, encoder: str) -> str:
        """A checksum of all that a generation is made from: equal state, equal generation."""
        digest = hashlib.sha256(f"{made_by}\n{encoder}\n".encode())
        rows = self._connection.execute("SELECT name, sha256 FROM sources WHERE reason IS NULL ORDER BY name, sha256, path")
        for name, sha256 in rows:
            digest.update(f"{name}\0{sha256}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def _pack(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 3)


def _unpack(blob: bytes) -> str:
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")

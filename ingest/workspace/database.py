"""The workspace's SQLite file: how connections are opened and how its schema grows by numbered migrations."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from graph.errors import WorkspaceError

FILE = "vanmach.sqlite"


def connect(folder: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection in WAL mode with explicit transactions. A read-only one never blocks a writer.

    Raises WorkspaceError where the file is absent (read-only) or is no database.
    """
    file = folder / FILE
    if readonly and not file.is_file():
        raise WorkspaceError(f"Chưa có kho dữ liệu tại {folder}. Hãy chạy: vanmach ingest THƯ_MỤC --workspace {folder}")
    address = f"{file.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    try:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        if not readonly:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(f"Không mở được kho dữ liệu {file}: {error}") from error
    return connection


def migrations() -> list[tuple[int, str]]:
    """The numbered SQL files of `migrations/`, in order."""
    folder = resources.files("ingest.workspace") / "migrations"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return [(int(item.name.split("_")[0]), item.read_text("utf-8")) for item in files]


def migrate(connection: sqlite3.Connection) -> int:
    """Brings the schema to the newest version, each migration in one transaction; returns the version.

    Raises WorkspaceError for a file that a newer program wrote.
    """
    steps = migrations()
    newest = steps[-1][0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest:
        raise WorkspaceError(f"Kho dữ liệu ở phiên bản {version}, mới hơn chương trình này ({newest}). Hãy nâng cấp chương trình.")
    for number, script in steps:
        if number > version:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
    return newest

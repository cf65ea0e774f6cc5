"""The workspace folder: one SQLite file as the truth, generations of index files beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import WorkspaceError
from graph.store import GraphStore
from graph.stores.embedded import EmbeddedStore
from ingest.workspace.database import FILE, connect, migrate
from ingest.workspace.lock import writer_lock
from ingest.workspace.room import told_when_full
from ingest.workspace.snapshot import Snapshot

GENERATIONS = "generations"
StoreOpener = Callable[[sqlite3.Connection], GraphStore]


class Workspace:
    """A workspace on disk. Reading opens a snapshot, writing takes the lock; any number of processes may read."""

    def __init__(self, folder: Path, store: StoreOpener = EmbeddedStore) -> None:
        self.folder = folder
        self._store = store

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, store: StoreOpener = EmbeddedStore) -> Workspace:
        """The workspace in `folder`; made, with its parents, if `create`. Raises WorkspaceError where there is none.

        `store` opens the graph that snapshots read from; by default the embedded one in the same SQLite file.
        """
        folder = Path(folder).absolute()
        if create:
            try:
                (folder / GENERATIONS).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise WorkspaceError(f"Không tạo được kho dữ liệu tại {folder}: {error.strerror}") from error
            connection = connect(folder)
            migrate(connection)
            connection.close()
        elif not (folder / FILE).is_file():
            raise WorkspaceError(f"Chưa có kho dữ liệu tại {folder}. Hãy chạy: vanmach ingest THƯ_MỤC --workspace {folder}")
        return cls(folder, store)

    def generation(self) -> int:
        """The current generation's number, 0 before the first."""
        connection = connect(self.folder, readonly=True)
        try:
            return current_generation(connection)
        finally:
            connection.close()

    def snapshot(self) -> Snapshot:
        """A consistent view of the current generation. Raises WorkspaceError where nothing has been ingested yet."""
        connection = connect(self.folder, readonly=True)
        connection.execute("BEGIN")
        generation = current_generation(connection)
        row = connection.execute("SELECT folder FROM generations WHERE id = ?", (generation,)).fetchone()
        if row is None:
            connection.close()
            raise WorkspaceError(f"Kho dữ liệu {self.folder} chưa có văn bản nào. Hãy chạy: vanmach ingest THƯ_MỤC")
        return Snapshot(connection, self.folder, self._store(connection), generation, self.folder / GENERATIONS / row[0])

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one writer's connection, its schema migrated, while the lock is held. Raises WorkspaceLocked and DiskFull."""
        indexes = self.folder / GENERATIONS
        with told_when_full(self.folder), writer_lock(self.folder), told_when_full(self.folder, indexes):
            connection = connect(self.folder)
            try:
                migrate(connection)
                yield connection
            finally:
                connection.close()


def current_generation(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT generation FROM current").fetchone()
    return int(row[0]) if row else 0

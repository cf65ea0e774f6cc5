"""One writer at a time: an advisory lock on a file of the workspace, freed by the system when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import WorkspaceLocked


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Holds the workspace's writer lock; raises WorkspaceLocked at once where another process has it."""
    with open(folder / "writer.lock", "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "?"
            raise WorkspaceLocked(f"Kho dữ liệu {folder} đang được tiến trình {holder} ghi. Hãy chờ xong rồi thử lại.") from error
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()

"""One writer at a time: an advisory lock on a file of the workspace, freed by the system when its holder dies.

A process that the holder forks would keep the lock after the holder's death, so it lets go of it at once.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.errors import WorkspaceLocked

_held: set[IO[str]] = set()


def _let_go() -> None:
    while _held:
        _held.pop().close()


os.register_at_fork(after_in_child=_let_go)


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
        _held.add(file)
        try:
            yield
        finally:
            _held.discard(file)
            file.seek(0)
            file.truncate()

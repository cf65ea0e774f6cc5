"""No room left on the disk: told as such, whichever library met it first, and what was half written is taken away again."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import DiskFull
from ingest.workspace.database import FILE

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WORDS = ("No space left on device", "os error 28", "database or disk is full")
_LITTLE = 1 << 20
"""Bytes left free below which an unexplained input or output error of SQLite counts as a full disk."""


@contextmanager
def told_when_full(folder: Path, index_folders: Path | None = None) -> Iterator[None]:
    """Raises DiskFull instead of whatever error a full disk brought about while `folder` was written.

    `index_folders`: where the holder of the writer's lock was writing an index, which goes if it is not finished.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, DiskFull) or not is_full(error, folder):
            raise
        if index_folders is not None:
            _drop_unfinished(index_folders)
        raise DiskFull(
            f"Ổ đĩa chứa kho dữ liệu {folder} đã đầy nên chưa ghi được. Dữ liệu đã có không mất và vẫn tra cứu được. "
            "Hãy giải phóng chỗ trống rồi chạy lại đúng lệnh này."
        ) from error


def is_full(error: BaseException, folder: Path) -> bool:
    """Whether an error says that the disk is full, itself or by what it came out of (a rollback that failed in its turn)."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return True
    if any(word in str(error) for word in _WORDS):
        return True
    if isinstance(error, sqlite3.OperationalError) and "disk I/O error" in str(error):
        return shutil.disk_usage(folder).free < _LITTLE
    before = error.__cause__ or error.__context__
    return before is not None and is_full(before, folder)


def _drop_unfinished(index_folders: Path) -> None:
    """Removes the index that was being written: the newest folder, if SQLite knows no generation of it."""
    with suppress(OSError, sqlite3.Error):
        connection = sqlite3.connect(f"{(index_folders.parent / FILE).absolute().as_uri()}?mode=ro", uri=True)
        try:
            known = {row[0] for row in connection.execute("SELECT folder FROM generations")}
        finally:
            connection.close()
        for path in index_folders.iterdir():
            if path.name not in known and path.name > max(known, default=""):
                shutil.rmtree(path, ignore_errors=True)

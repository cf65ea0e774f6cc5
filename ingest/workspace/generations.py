"""Index folders of generations: made beside the current one, fsynced, switched by one row, swept when no longer needed."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

GRACE_SECONDS = 300.0


def new_folder(parent: Path, generation: int) -> Path:
    """An empty folder for a generation; what a killed writer left under the same name is removed."""
    folder = parent / f"{generation:08d}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def sync_tree(folder: Path) -> None:
    """Flushes every file and folder below to the disk."""
    for path in [*folder.rglob("*"), folder, folder.parent]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(parent: Path, keep: str, now: float | None = None) -> list[str]:
    """Removes folders of generations before `keep` that nobody can be reading any more; returns their names.

    A reader that opened a generation just before the switch has `GRACE_SECONDS` to finish.
    """
    moment = time.time() if now is None else now
    removed: list[str] = []
    for folder in sorted(parent.iterdir()):
        if folder.name < keep and moment - folder.stat().st_mtime > GRACE_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
            removed.append(folder.name)
    return removed

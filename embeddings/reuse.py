"""What a new lexical index can take over from the one before: all of it where entries were only added.

Segments are immutable, so they are linked, not copied; the new generation's own commits never touch the old one's files. Where an entry
went or changed, the index is made anew: the frequencies that BM25 goes by then count live entries only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.protocols import Entry
from embeddings.stored import FILE, StoredEntries, dump_entry

SLOTS, MARKS = "slots.npy", "marks.npy"
MOST_SEGMENT_FILES = 400
"""Above this many files in an old index a fresh one is made: many small segments cost every query."""


@dataclass(frozen=True, slots=True)
class Kept:
    """For each row the slot it bears in the lexical index, and the rows that are still to be added there."""

    slots: NDArray[np.int64]
    added: NDArray[np.int64]
    linked: bool


def marks_of(entries: Sequence[Entry]) -> NDArray[np.uint64]:
    """Eight bytes that tell each entry's whole content."""
    digests = b"".join(
        hashlib.blake2b(f"{e.id}\0{dump_entry(e)}".encode("utf-8", "surrogatepass"), digest_size=8).digest() for e in entries
    )
    return np.frombuffer(digests, dtype=np.uint64)


def take_over(folder: Path, entries: Sequence[Entry], marks: NDArray[np.uint64], previous: Path | None, lexical: str) -> Kept:
    """Links the previous lexical index into `folder` if all its entries are here unchanged; says what is to be added."""
    fresh = Kept(np.arange(len(entries)), np.arange(len(entries)), False)
    if previous is None or not _fit(previous, lexical):
        return fresh
    old_marks, old_slots = np.load(previous / MARKS), np.load(previous / SLOTS)
    stored = StoredEntries(previous / FILE)
    old_rows = stored.ids()
    stored.close()
    place = dict(old_rows)
    same = np.array([place.get(one.id, -1) for one in entries], np.int64)
    unchanged = (same >= 0) & (old_marks[np.maximum(same, 0)] == marks) if len(old_marks) else np.zeros(len(entries), bool)
    if not len(old_rows) or int(unchanged.sum()) != len(old_rows):
        return fresh
    slots = np.full(len(entries), -1, np.int64)
    slots[unchanged] = old_slots[same[unchanged]]
    added = np.flatnonzero(~unchanged)
    slots[added] = int(old_slots.max()) + 1 + np.arange(len(added))
    _link(previous / lexical, folder / lexical)
    return Kept(slots, added, True)


def _fit(previous: Path, lexical: str) -> bool:
    """Whether the previous generation is of this form and not in too many pieces."""
    whole = all((previous / name).is_file() for name in (SLOTS, MARKS, FILE)) and (previous / lexical / "meta.json").is_file()
    return whole and len(os.listdir(previous / lexical)) <= MOST_SEGMENT_FILES


def _link(old: Path, new: Path) -> None:
    new.mkdir(parents=True)
    for path in sorted(old.iterdir()):
        if path.suffix == ".json":
            shutil.copyfile(path, new / path.name)
        elif not path.name.startswith(".tantivy"):
            os.link(path, new / path.name)

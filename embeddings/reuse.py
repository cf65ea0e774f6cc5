"""What a new generation can take over from the one before: the tokens of unchanged entries and the lexical index itself.

Segments are immutable, so they are linked, not copied; the new generation's own commits never touch the old one's files. Entries that
went or changed are tombstones there. A small index is made anew instead, and so is a large one when tombstones gather: the frequencies
of the first stage then count live entries only. Those of the second stage, by which hits are ordered, always do.
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
LARGE = 20_000
"""Entries below which an index with tombstones is not worth its inexactness: a fresh one takes seconds."""
MOST_DEAD = 0.1
"""Tombstones for each live entry above which a fresh index is made."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is taken over. `before`: for each row its row in the generation before, -1 where the entry is new or changed.

    `slots`: the slot that each row bears in the lexical index; `added`: the rows still to be added there; `removed`: ids whose entries
    are to be taken out of it; `linked`: whether there is an index to add to at all.
    """

    before: NDArray[np.int64]
    slots: NDArray[np.int64]
    added: NDArray[np.int64]
    removed: tuple[str, ...] = ()
    linked: bool = False


def marks_of(entries: Sequence[Entry]) -> NDArray[np.uint64]:
    """Eight bytes that tell each entry's whole content."""
    digests = b"".join(
        hashlib.blake2b(f"{e.id}\0{dump_entry(e)}".encode("utf-8", "surrogatepass"), digest_size=8).digest() for e in entries
    )
    return np.frombuffer(digests, dtype=np.uint64)


def compare(entries: Sequence[Entry], marks: NDArray[np.uint64], previous: Path | None, lexical: str) -> Kept:
    """What of `previous` can be taken over for these entries."""
    rows = np.arange(len(entries))
    fresh = Kept(np.full(len(entries), -1, np.int64), rows, rows)
    if previous is None or not _fit(previous, lexical):
        return fresh
    old_marks, old_slots = np.load(previous / MARKS), np.load(previous / SLOTS)
    stored = StoredEntries(previous / FILE)
    old_rows = dict(stored.ids())
    stored.close()
    if not old_rows:
        return fresh
    same = np.array([old_rows.get(one.id, -1) for one in entries], np.int64)
    before = np.where((same >= 0) & (old_marks[np.maximum(same, 0)] == marks), same, -1)
    kept = before >= 0
    slots = np.full(len(entries), -1, np.int64)
    slots[kept] = old_slots[before[kept]]
    added = np.flatnonzero(~kept)
    slots[added] = int(old_slots.max()) + 1 + np.arange(len(added))
    live = set(before[kept].tolist())
    removed = tuple(identifier for identifier, row in old_rows.items() if row not in live)
    dead = int(slots.max(initial=-1)) + 1 - len(entries)
    if removed and (len(entries) < LARGE or dead > MOST_DEAD * len(entries)):
        return Kept(before, rows, rows)
    return Kept(before, slots, added, removed, True)


def _fit(previous: Path, lexical: str) -> bool:
    """Whether the previous generation is of this form and not in too many pieces."""
    whole = all((previous / name).is_file() for name in (SLOTS, MARKS, FILE)) and (previous / lexical / "meta.json").is_file()
    return whole and len(os.listdir(previous / lexical)) <= MOST_SEGMENT_FILES


def link(old: Path, new: Path) -> None:
    """The lexical index `old` as `new`: its segments linked, its lists of segments copied."""
    new.mkdir(parents=True)
    for path in sorted(old.iterdir()):
        if path.suffix == ".json":
            shutil.copyfile(path, new / path.name)
        elif not path.name.startswith(".tantivy"):
            os.link(path, new / path.name)

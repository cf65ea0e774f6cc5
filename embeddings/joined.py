"""The vector index of a new generation: lists that were trained before take in what is new and let go what went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings import vectors
from embeddings.protocols import Entry, Vectors
from embeddings.stored import FILE, StoredEntries
from embeddings.stretches import Stretches
from embeddings.vectors import VectorIndex

SLOTS, EXACT = "vector_slots.npy", "vectors.npy"
LEAST_KEPT = 0.5
"""Share of the vectors that must be known to the old lists; with fewer they are trained anew."""


def write_vectors(folder: Path, entries: Sequence[Entry], made: Vectors, previous: Path | None) -> None:
    """Writes the exact vectors (half precision), the index and the slot of each row."""
    exact = np.asarray(made, dtype=np.float16)
    np.save(folder / EXACT, exact)
    joined = _joined(entries, exact, previous) if len(entries) > vectors.EXACT_UP_TO else None
    index, slots = joined or (
        VectorIndex.build(np.ascontiguousarray(made, np.float32), vectors.EXACT_UP_TO),
        np.arange(len(entries)),
    )
    index.write(folder / vectors.FILE)
    np.save(folder / SLOTS, slots)


class ExactVectors:
    """The exact vectors of a generation, of which a query touches a few hundred."""

    def __init__(self, folder: Path) -> None:
        self._stretches = Stretches(folder / EXACT)
        self.count, self.dimensions = self._stretches.shape

    def rows(self, wanted: NDArray[np.int64]) -> Vectors:
        """The vectors of some rows, in single precision."""
        read = self._stretches.read(wanted * self.dimensions, (wanted + 1) * self.dimensions)
        found: Vectors = read.reshape(len(wanted), self.dimensions).astype(np.float32)
        return found


def read_slots(folder: Path) -> NDArray[np.int64] | None:
    """The slot of each row; None in generations older than this file, where rows are slots."""
    slots: NDArray[np.int64] | None = np.load(folder / SLOTS) if (folder / SLOTS).is_file() else None
    return slots


def _joined(
    entries: Sequence[Entry], exact: NDArray[np.float16], previous: Path | None
) -> tuple[VectorIndex, NDArray[np.int64]] | None:
    """The lists before with this generation's vectors in them; None where there are none that fit."""
    if previous is None or not all((previous / name).is_file() for name in (SLOTS, EXACT, vectors.FILE, FILE)):
        return None
    before = np.load(previous / EXACT, mmap_mode="r")
    if before.shape[1:] != exact.shape[1:]:
        return None
    old_slots = np.load(previous / SLOTS)
    slots = _kept(entries, exact, previous, before, old_slots)
    known = slots >= 0
    index = VectorIndex.load(previous / vectors.FILE)
    if not index.in_lists or known.sum() < LEAST_KEPT * len(entries):
        return None
    gone = np.setdiff1d(old_slots, slots[known])
    if len(gone):
        index.remove(gone)
    new = np.flatnonzero(~known)
    slots[new] = int(old_slots.max(initial=-1)) + 1 + np.arange(len(new))
    index.add(slots[new], exact[new].astype(np.float32))
    return index, slots


def _kept(
    entries: Sequence[Entry], exact: NDArray[np.float16], previous: Path, before: NDArray[np.float16], old_slots: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each entry the slot under which the old index holds the very same vector; -1 for none."""
    stored = StoredEntries(previous / FILE)
    place = dict(stored.ids())
    stored.close()
    rows = np.array([place.get(one.id, -1) for one in entries], np.int64)
    found = np.flatnonzero(rows >= 0)
    same = found[(before[rows[found]] == exact[found]).all(axis=1)]
    slots = np.full(len(entries), -1, np.int64)
    slots[same] = old_slots[rows[same]]
    return slots

"""For each syllable the rows that hold it, as mapped arrays: what counts how many entries hold enough of a query, at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROWS, STARTS = "postings.npy", "postings_starts.npy"
BLOCK = 65_536
"""Rows that are weighed at a time: their weights stay in the processor's cache."""
CHUNK = 100_000
"""Entries whose tokens are sorted at a time."""


def write_postings(folder: Path, tokens: NDArray[np.uint32], bounds: NDArray[np.int64], size: int) -> NDArray[np.int32]:
    """Writes the rows of each of `size` syllables, ascending; returns how many rows each has."""
    chunks = [_distinct(tokens, bounds, begin, min(begin + CHUNK, len(bounds) - 1)) for begin in range(0, len(bounds) - 1, CHUNK)]
    counts = [np.bincount(ids, minlength=size) for ids, _ in chunks]
    totals = np.sum(counts, axis=0) if counts else np.zeros(size, np.int64)
    starts = np.concatenate(([0], np.cumsum(totals))).astype(np.int64)
    rows = np.zeros(int(starts[-1]), np.uint32)
    free = starts[:-1].copy()
    for (ids, chunk_rows), count in zip(chunks, counts, strict=True):
        inside = np.arange(len(ids)) - np.repeat(np.concatenate(([0], np.cumsum(count)[:-1])), count)
        rows[free[ids] + inside] = chunk_rows
        free += count
    np.save(folder / ROWS, rows)
    np.save(folder / STARTS, starts)
    return totals.astype(np.int32)


def _distinct(
    tokens: NDArray[np.uint32], bounds: NDArray[np.int64], begin: int, end: int
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Syllable and row of each distinct pair in a run of entries, by syllable, then row."""
    lengths = np.diff(bounds[begin : end + 1])
    row = np.repeat(np.arange(begin, end, dtype=np.uint64), lengths)
    keys = np.sort((tokens[bounds[begin] : bounds[end]].astype(np.uint64) << np.uint64(32)) | row)
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
    return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)


class Postings:
    """Reads postings."""

    def __init__(self, folder: Path, count: int) -> None:
        self._rows: NDArray[Any] = np.load(folder / ROWS, mmap_mode="r")
        self._starts: NDArray[Any] = np.load(folder / STARTS, mmap_mode="r")
        self._count = count

    def rows(self, number: int) -> NDArray[np.uint32]:
        """The rows that hold a syllable, ascending."""
        return self._rows[self._starts[number] : self._starts[number + 1]]

    def holding(
        self,
        terms: Sequence[tuple[int | None, float]],
        share: float,
        allowed: NDArray[np.bool_] | None = None,
        most: int | None = None,
    ) -> NDArray[np.int64]:
        """Rows whose syllables weigh at least `share` of all terms together, ascending; terms are syllable numbers (None: unknown)
        with weights. Only rows that are `allowed`, and at most `most` of them."""
        total = sum(weight for _, weight in terms)
        if total <= 0:
            return np.zeros(0, np.int64)
        lists = [(self.rows(number), weight) for number, weight in terms if number is not None]
        bounds = np.arange(0, self._count + BLOCK, BLOCK)
        cuts = [np.searchsorted(rows, bounds.astype(rows.dtype)).tolist() for rows, _ in lists]
        found: list[NDArray[np.int64]] = []
        count = 0
        for block, begin in enumerate(bounds[:-1].tolist()):
            end = min(begin + BLOCK, self._count)
            parts = [rows[cut[block] : cut[block + 1]] for (rows, _), cut in zip(lists, cuts, strict=True)]
            held = np.bincount(
                np.concatenate([np.zeros(0, np.uint32), *parts]).astype(np.int64) - begin,
                np.repeat([weight for _, weight in lists], [len(part) for part in parts]),
                end - begin,
            )
            enough = held >= share * total - 1e-4 * total
            if allowed is not None:
                enough &= allowed[begin:end]
            found.append(np.flatnonzero(enough) + begin)
            count += len(found[-1])
            if most is not None and count >= most:
                break
        rows_found = np.concatenate(found) if found else np.zeros(0, np.int64)
        return rows_found[:most]

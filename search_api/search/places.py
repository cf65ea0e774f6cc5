"""Hits are places: what stands on the same lines of one document is one hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embeddings.columns import Columns

SAME = 0.5
"""Share of the shorter stretch from which two overlapping stretches are one place."""
BLOCK = 1024
"""Characters of a document that are looked up together."""


class Stretch(NamedTuple):
    """Where an entry stands: its offsets, the passage it is in and the one around that, and the number of the group that it leads."""

    start: int
    end: int
    home: int
    around: int
    group: int


def fold_places(columns: Columns, rows: NDArray[np.int64]) -> list[list[int]]:
    """Indexes of entries given best first, grouped by place (see `fold_stretches`)."""
    homes = np.stack((columns.within[rows], columns.around[rows]), axis=1)
    return fold_stretches(columns.codes("document", rows), columns.starts[rows], columns.ends[rows], homes)


def fold_stretches(
    documents: NDArray[np.int32], starts: NDArray[np.int64], ends: NDArray[np.int64], homes: NDArray[np.int32]
) -> list[list[int]]:
    """Indexes of stretches given best first, grouped by place: each group led by its best, groups in order.

    Two stretches are one place if they overlap by at least half of the shorter; stretches without extent are places of their own.
    `homes` names for each the passage it stands in and the one around that (-1: none): what stands in a footnote between the lines
    of a passage is no part of that passage.
    """
    groups: list[list[int]] = []
    known: dict[tuple[int, int], list[Stretch]] = {}
    crowded = _crowded(documents, starts, ends).tolist()
    columns = zip(documents.tolist(), starts.tolist(), ends.tolist(), homes.tolist(), crowded, strict=True)
    for index, (document, start, end, (home, around), shares) in enumerate(columns):
        blocks = range(start // BLOCK, (end - 1) // BLOCK + 1) if shares and end > start else ()
        one = Stretch(start, end, home, around, len(groups))
        twin = _twin([known[document, block] for block in blocks if (document, block) in known], one)
        if twin is None:
            for block in blocks:
                known.setdefault((document, block), []).append(one)
            groups.append([index])
        else:
            groups[twin].append(index)
    return groups


def _crowded(documents: NDArray[np.int32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which stretches share characters with another one."""
    found = np.zeros(len(starts), bool)
    order = np.lexsort((starts, documents))
    turns = np.cumsum(np.diff(documents[order], prepend=documents[order[:1]]) != 0) * (int(ends.max(initial=0)) + 1)
    begins, stops = starts[order] + turns, ends[order] + turns
    found[order[1:]] |= begins[1:] < np.maximum.accumulate(stops)[:-1]
    found[order[:-1]] |= begins[1:] < stops[:-1]
    return found


def _twin(others: Iterable[Sequence[Stretch]], one: Stretch) -> int | None:
    """The first group whose best stretch is the same place."""
    start, end, home, around, _ = one
    best = None
    for block in others:
        for begin, stop, its_home, its_around, group in block:
            if begin < end and start < stop and (best is None or group < best):
                shared = (end if end < stop else stop) - (start if start > begin else begin)
                apart = home != its_home and (0 <= home == its_around or 0 <= its_home == around)
                if shared >= SAME * min(end - start, stop - begin) and not apart:
                    best = group
    return best

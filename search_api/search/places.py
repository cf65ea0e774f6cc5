"""Hits are places: what stands on the same lines of one document is one hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

SAME = 0.5
"""Share of the shorter stretch from which two overlapping stretches are one place."""
BLOCK = 1024
"""Characters of a document that are looked up together."""


def fold_places(documents: NDArray[np.int32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[list[int]]:
    """Indexes of stretches given best first, grouped by place: each group led by its best, groups in order.

    Two stretches are one place if they overlap by at least half of the shorter; stretches without extent are places of their own.
    """
    groups: list[list[int]] = []
    known: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for index, (document, start, end) in enumerate(zip(documents.tolist(), starts.tolist(), ends.tolist(), strict=True)):
        blocks = [(document, block) for block in range(start // BLOCK, (end - 1) // BLOCK + 1)] if end > start else []
        twin = _twin([known[block] for block in blocks if block in known], start, end)
        if twin is None:
            for block in blocks:
                known.setdefault(block, []).append((start, end, len(groups)))
            groups.append([index])
        else:
            groups[twin].append(index)
    return groups


def _twin(others: Iterable[Sequence[tuple[int, int, int]]], start: int, end: int) -> int | None:
    """The first group whose best stretch is the same place."""
    best = None
    for block in others:
        for begin, stop, group in block:
            if begin < end and start < stop and (best is None or group < best):
                shared = (end if end < stop else stop) - (start if start > begin else begin)
                if shared >= SAME * min(end - start, stop - begin):
                    best = group
    return best

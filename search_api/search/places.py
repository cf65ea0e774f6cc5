"""Hits are places: what stands on the same lines of one document is one hit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SAME = 0.5
"""Share of the shorter stretch from which two overlapping stretches are one place."""


def fold_places(documents: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[list[int]]:
    """Indexes of stretches given best first, grouped by place: each group led by its best, groups in order.

    Two stretches are one place if they overlap by at least half of the shorter; stretches without extent are places of their own.
    """
    groups: list[list[int]] = []
    known: dict[int, list[tuple[int, int, int]]] = {}
    for index, (document, start, end) in enumerate(zip(documents.tolist(), starts.tolist(), ends.tolist(), strict=True)):
        others = known.setdefault(document, [])
        twin = _twin(others, start, end)
        if twin is None:
            others.append((start, end, len(groups)))
            groups.append([index])
        else:
            groups[twin].append(index)
    return groups


def _twin(others: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    length = end - start
    if length <= 0:
        return None
    for begin, stop, group in others:
        if begin < end and start < stop:
            shared = (end if end < stop else stop) - (start if start > begin else begin)
            if shared >= SAME * min(length, stop - begin):
                return group
    return None

"""Which passage an entry stands in. A footnote stands between the lines of a passage that goes on overleaf, so offsets alone cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.protocols import Entry

NONE = -1
Rows = NDArray[np.int32]


def nesting(entries: Sequence[Entry]) -> tuple[Rows, Rows]:
    """For each entry the row of the innermost passage in which it begins (a passage is its own), and of the passage around that one.

    `NONE` where there is none.
    """
    within, around = np.full(len(entries), NONE, np.int32), np.full(len(entries), NONE, np.int32)
    by_document: dict[str, list[int]] = {}
    for row, entry in enumerate(entries):
        by_document.setdefault(entry.document, []).append(row)
    for rows in by_document.values():
        going_on: list[int] = []
        for row in sorted(rows, key=lambda row: _turn(entries[row])):
            entry = entries[row]
            while going_on and entries[going_on[-1]].end <= entry.start:
                going_on.pop()
            if entry.kind == "passage":
                around[row] = going_on[-1] if going_on else NONE
                going_on.append(row)
            if going_on:
                within[row], around[row] = going_on[-1], around[going_on[-1]]
    return within, around


def _turn(entry: Entry) -> tuple[int, bool, int]:
    """Passages before what begins where they do, the outer one first."""
    return entry.start, entry.kind != "passage", -entry.end

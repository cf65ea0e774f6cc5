"""The vectors of section headings, kept from query to query: candidates share sections, and queries share candidates."""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 65_536
"""Headings that are kept; when there are more, all are forgotten."""


class HeadingVectors:
    """Unit vectors by number of the section, in half precision, whether they were kept or just made. Safe to share between threads."""

    def __init__(self, sections: int, dimensions: int, most: int = MOST) -> None:
        self._sections, self._dimensions, self._most = sections, dimensions, most
        self._adding = Lock()
        self._shelf = self._empty()

    def _empty(self) -> tuple[NDArray[np.int32], NDArray[np.float16], list[int]]:
        """Each section's place (-1: none), the vectors, and how many places are taken. A full shelf is replaced, never emptied."""
        return np.full(self._sections, -1, np.int32), np.empty((self._most, self._dimensions), np.float16), [0]

    def known(self, sections: NDArray[np.integer[Any]]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """A vector for each section, and whether it is known; the rows of others are to be filled."""
        places, vectors, _ = self._shelf
        at = places[sections]
        return vectors[np.maximum(at, 0)].astype(np.float32), at >= 0

    def keep(self, sections: NDArray[np.integer[Any]], made: NDArray[np.float32]) -> NDArray[np.float32]:
        """Keeps the vectors of (distinct) sections; returns them as they are kept."""
        halved = made.astype(np.float16)
        with self._adding:
            if self._shelf[2][0] + len(sections) > self._most:
                self._shelf = self._empty()
            places, vectors, taken = self._shelf
            begin = taken[0]
            if len(sections) <= self._most:
                taken[0] = begin + len(sections)
                vectors[begin : taken[0]] = halved
                places[sections] = np.arange(begin, taken[0], dtype=np.int32)
        return halved.astype(np.float32)

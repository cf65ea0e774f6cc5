"""The vectors of section headings, kept from query to query: candidates share sections, and queries share candidates."""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 65_536
"""Headings that are kept; when there are more, all are forgotten."""


class _Shelf:
    """Each section's place (-1: none), the vectors by place, and how many places are taken."""

    def __init__(self, sections: int, most: int, dimensions: int) -> None:
        self.places = np.full(sections, -1, np.int32)
        self.vectors = np.empty((most, dimensions), np.float16)
        self.taken = 0


class HeadingVectors:
    """Unit vectors by number of the section, in half precision, whether they were kept or just made. Safe to share between threads."""

    def __init__(self, sections: int, dimensions: int, most: int = MOST) -> None:
        self._size, self._most = (sections, most, dimensions), most
        self._adding = Lock()
        self._shelf = _Shelf(*self._size)

    def known(self, sections: NDArray[np.integer[Any]]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """A vector for each section, and whether it is known; the rows of others are to be filled."""
        shelf = self._shelf
        at = shelf.places[sections]
        return shelf.vectors[np.maximum(at, 0)].astype(np.float32), at >= 0

    def keep(self, sections: NDArray[np.integer[Any]], made: NDArray[np.float32]) -> NDArray[np.float32]:
        """Keeps the vectors of (distinct) sections; returns them as they are kept."""
        halved = made.astype(np.float16)
        with self._adding:
            if self._shelf.taken + len(sections) > self._most:
                self._shelf = _Shelf(*self._size)  # replaced, never emptied: others read the full one
            shelf, begin = self._shelf, self._shelf.taken
            if len(sections) <= self._most:
                shelf.taken = begin + len(sections)
                shelf.vectors[begin : shelf.taken] = halved
                shelf.places[sections] = np.arange(begin, shelf.taken, dtype=np.int32)
        return halved.astype(np.float32)

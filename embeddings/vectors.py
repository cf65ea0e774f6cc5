"""The vector index: exact while it is small, in lists (IVF) when it is large. One FAISS file.

Its ids are slots that a vector keeps while rows move; `slots` gives each row its slot. Lists are trained once and for all where
there is no index before (`vanmach rebuild`); after that vectors join and leave them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.protocols import Vectors

faiss: Any = _faiss  # its type stubs do not know what its wrappers take

EXACT_UP_TO = 200_000
HALF_FROM = 50_000
PROBES = 24
SELECTIVE = 0.1
"""Below this share of allowed rows all lists are looked through: few would otherwise hold an allowed neighbour."""
FILE = "vectors.faiss"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rows and cosines, nearest first; equal cosines by row."""

    rows: NDArray[np.int64]
    cosines: NDArray[np.float32]


class VectorIndex:
    """Cosine neighbours among entry rows. Not for concurrent writing: one writer, readers open the file anew."""

    def __init__(self, index: Any, slots: NDArray[np.int64] | None = None) -> None:
        self._index, self._slots = index, slots
        self._rows = None if slots is None else rows_of(slots)

    @classmethod
    def build(cls, vectors: Vectors, exact_up_to: int = EXACT_UP_TO) -> VectorIndex:
        """An index whose ids are row numbers 0, 1, 2 ..."""
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        count, dimensions = vectors.shape
        index = cls(_empty(count, dimensions, exact_up_to, vectors))
        index.add(np.arange(count, dtype=np.int64), vectors)
        faiss.omp_set_num_threads(1)
        return index

    @classmethod
    def read(cls, path: Path, slots: NDArray[np.int64] | None = None) -> VectorIndex:
        """Maps an index from its file. One query at a time gains nothing from several threads of FAISS."""
        faiss.omp_set_num_threads(1)
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY), slots)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Reads an index into memory, to be changed."""
        return cls(faiss.read_index(str(path)))

    def write(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    @property
    def kind(self) -> str:
        """The FAISS class that holds the vectors, for the manifest."""
        return type(faiss.downcast_index(self._inner())).__name__

    def add(self, ids: NDArray[np.int64], vectors: Vectors) -> None:
        """Adds vectors under new ids (FAISS does not check that they are new)."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(ids, dtype=np.int64))

    def remove(self, ids: NDArray[np.int64]) -> int:
        """Takes ids out; returns how many vectors went."""
        return int(self._index.remove_ids(np.ascontiguousarray(ids, dtype=np.int64)))

    def search(self, query: Vectors, count: int, allowed: NDArray[np.bool_] | None = None) -> Neighbours:
        """The `count` nearest rows to one query vector; `allowed` (one flag a row) filters before, not after."""
        if not self.count or not count:
            return Neighbours(np.zeros(0, np.int64), np.zeros(0, np.float32))
        parameters = self._parameters(allowed)
        cosines, rows = self._index.search(query.reshape(1, -1), min(count, self.count), params=parameters)
        found = rows[0] >= 0
        rows, cosines = rows[0][found], cosines[0][found]
        if self._rows is not None:
            rows = self._rows[rows]
        order = np.lexsort((rows, -cosines))
        return Neighbours(rows[order], cosines[order])

    def _parameters(self, allowed: NDArray[np.bool_] | None) -> Any:
        selector = None
        if allowed is not None:
            packed = np.packbits(self._by_slot(allowed), bitorder="little")
            selector = faiss.IDSelectorBitmap(packed)
        if self.in_lists:
            share = 1.0 if allowed is None else float(allowed.mean())
            probes = PROBES if share > SELECTIVE else self._lists()
            return faiss.SearchParametersIVF(nprobe=probes, sel=selector)
        return faiss.SearchParameters(sel=selector) if selector is not None else None

    def _by_slot(self, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        if self._slots is None or self._rows is None:
            return allowed
        flags = np.zeros(len(self._rows), bool)
        flags[self._slots[allowed]] = True
        return flags

    @property
    def in_lists(self) -> bool:
        return isinstance(faiss.downcast_index(self._inner()), faiss.IndexIVF)

    @property
    def dimensions(self) -> int:
        return int(self._index.d)

    def _lists(self) -> int:
        return int(faiss.downcast_index(self._inner()).nlist)

    def _inner(self) -> Any:
        index = faiss.downcast_index(self._index)
        return index.index if isinstance(index, (faiss.IndexIDMap, faiss.IndexIDMap2)) else index


def rows_of(slots: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each slot the row that bears it now; -1 for none."""
    rows = np.full(int(slots.max(initial=-1)) + 1, -1, np.int64)
    rows[slots] = np.arange(len(slots))
    return rows


def _empty(count: int, dimensions: int, exact_up_to: int, vectors: Vectors) -> Any:
    """A trained, empty index fit for `count` vectors."""
    if count <= exact_up_to:
        if count < HALF_FROM:
            return faiss.IndexIDMap(faiss.IndexFlatIP(dimensions))
        quantised = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        quantised.train(vectors[:: max(1, count // 50_000)])
        return faiss.IndexIDMap(quantised)
    lists = int(4 * np.sqrt(count))
    coarse = faiss.IndexFlatIP(dimensions)
    index = faiss.IndexIVFScalarQuantizer(coarse, dimensions, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    coarse.this.disown()
    index.own_fields = True
    index.cp.min_points_per_centroid = 5
    index.train(np.ascontiguousarray(vectors[:: max(1, count // (40 * lists))]))
    return index

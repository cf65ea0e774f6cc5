"""Scattered stretches of a large array, read from its file: mapping it would bring in sixteen pages for each and keep them."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Stretches:
    """Reads a `.npy` file row-wise laid out, as one run of numbers. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        header = np.load(path, mmap_mode="r")
        self.shape = header.shape
        self._kind, self._from = header.dtype, int(header.offset)
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def read(self, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[Any]:
        """The numbers of each stretch, one stretch after the other."""
        size, start, file, pread = self._kind.itemsize, self._from, self._file, os.pread
        parts = [
            pread(file, (end - begin) * size, start + begin * size)
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ]
        return np.frombuffer(b"".join(parts), self._kind)

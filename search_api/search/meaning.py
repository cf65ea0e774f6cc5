"""The static vectors of syllables and headings: soft matches and the cosine of a heading, whatever model encodes the passages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import StaticEncoder, normalise_rows
from search_api.search.headings import HeadingVectors
from vietnamese.syllables import JOINT, bigrams


class Meanings:
    """Vectors of a generation's vocabulary under a static model; pairs are looked up by their two syllables."""

    def __init__(self, encoder: StaticEncoder, vocabulary: Sequence[str], sections: int) -> None:
        self._encoder = encoder
        look_up = encoder.vocabulary.get
        self.headings = HeadingVectors(sections, encoder.dimensions)
        self._rows = np.array([look_up(word, 0) for word in vocabulary], dtype=np.int64)
        known, self._unit_of = np.unique(self._rows, return_inverse=True)
        self._units = normalise_rows(encoder.rows(known)) if len(known) else np.zeros((0, encoder.dimensions), np.float32)

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Sorted keys (first row, second row) of the model's pairs and the pairs' rows."""
        vocabulary = self._encoder.vocabulary
        size = len(vocabulary)
        keys, rows = [], []
        for feature, row in vocabulary.items():
            first, joint, second = feature.partition(JOINT)
            if joint and first in vocabulary and second in vocabulary:
                keys.append(vocabulary[first] * size + vocabulary[second])
                rows.append(row)
        order = np.argsort(keys)
        return np.array(keys, np.int64)[order], np.array(rows, np.int64)[order]

    def of_numbers(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Unit vectors of syllables by vocabulary number; zeros where the model does not know them."""
        return self._units[self._unit_of[numbers]]

    def of_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        known = [self._encoder.vocabulary.get(word, 0) for word in words]
        return normalise_rows(self._encoder.rows(np.array(known, dtype=np.int64)))

    def of_query(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The unit vector of a text given as syllables."""
        plain = [word for word in words if not any(c.isdigit() for c in word)]
        known = [self._encoder.vocabulary.get(feature, 0) for feature in (*plain, *bigrams(plain))]
        if not known:
            return np.zeros(self.dimensions, np.float32)
        total = self._encoder.rows(np.array(known, dtype=np.int64)).sum(axis=0, keepdims=True)
        vector: NDArray[np.float32] = normalise_rows(total)[0]
        return vector

    def of_runs(self, numbers: NDArray[np.int64], run: NDArray[np.int64], count: int) -> NDArray[np.float32]:
        """The unit vector of each of `count` runs of syllables; `run` says which run each syllable belongs to."""
        sums = np.zeros((count, self.dimensions), np.float32)
        if not len(numbers):
            return sums
        rows = self._rows[numbers]
        keys, pair_rows = self._pairs
        wanted = rows[:-1] * len(self._encoder.vocabulary) + rows[1:]
        place = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        paired = (keys[place] == wanted) & (run[:-1] == run[1:]) if len(keys) else np.zeros(len(wanted), bool)
        all_rows = np.concatenate((rows, pair_rows[place[paired]]))
        all_runs = np.concatenate((run, run[:-1][paired]))
        order = np.argsort(all_runs, kind="stable")
        all_runs = all_runs[order]
        firsts = np.flatnonzero(np.diff(all_runs, prepend=-1))
        vectors = self._encoder.rows(all_rows[order])
        for one, begin, end in zip(all_runs[firsts].tolist(), firsts.tolist(), [*firsts[1:].tolist(), len(order)], strict=True):
            np.add.reduce(vectors[begin:end], axis=0, out=sums[one])  # far quicker than one reduceat over rows this short
        return normalise_rows(sums)

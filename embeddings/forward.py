"""What each entry holds, as numbers: its syllables in order, for the second stage of ranking. Arrays are mapped, not read.

An entry's tokens are its heading's, then its text's; `vocabulary` gives each syllable its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.postings import write_postings
from embeddings.protocols import Entry
from vietnamese.syllables import syllables
from vietnamese.text import fold

TOKENS, BOUNDS, HEADINGS, GROUPS, FREQUENCIES, VOCABULARY = (
    "tokens.npy",
    "bounds.npy",
    "headings.npy",
    "groups.npy",
    "frequencies.npy",
    "vocabulary.txt",
)


class Forward:
    """Reads the token arrays of a generation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.tokens: NDArray[np.uint32] = _map(folder / TOKENS)
        self.bounds: NDArray[np.int64] = _map(folder / BOUNDS)
        self.headings: NDArray[np.int32] = _map(folder / HEADINGS)
        self.groups: NDArray[np.int32] = _map(folder / GROUPS)
        """Number of the run of entries (one document, one section) that each entry belongs to; grows with the row."""
        self.frequencies: NDArray[np.int32] = _map(folder / FREQUENCIES)
        """For each syllable, how many entries hold it."""

    @property
    def count(self) -> int:
        return len(self.headings)

    @cached_property
    def vocabulary(self) -> list[str]:
        text = (self._folder / VOCABULARY).read_text("utf-8")
        return text.split("\n") if text else []

    def words(self, row: int) -> tuple[list[str], list[str]]:
        """The syllables of an entry's heading and of its text."""
        begin, end = int(self.bounds[row]), int(self.bounds[row + 1])
        names, split = self.vocabulary, int(self.headings[row])
        run = [names[number] for number in self.tokens[begin:end].tolist()]
        return run[:split], run[split:]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Syllable -> number."""
        return {word: number for number, word in enumerate(self.vocabulary)}

    @cached_property
    def by_fold(self) -> dict[str, list[int]]:
        """Folded syllable -> numbers of the syllables that fold to it."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.vocabulary):
            found.setdefault(fold(word), []).append(number)
        return found

    @cached_property
    def mean_length(self) -> float:
        return len(self.tokens) / max(1, self.count)


def write_forward(folder: Path, entries: Iterable[Entry]) -> None:
    """Writes the token arrays of all entries in row order."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    tokens: list[NDArray[np.uint32]] = []
    bounds, headings, groups = [0], [], []
    group, last = -1, None
    for entry in entries:
        heading, body = syllables(entry.heading), syllables(entry.text)
        row = np.array(list(map(numbers.__getitem__, (*heading, *body))), np.uint32)
        tokens.append(row)
        bounds.append(bounds[-1] + len(row))
        headings.append(len(heading))
        place = (entry.kind, entry.document, entry.section) if entry.kind == "passage" and entry.section else None
        group += place is None or place != last
        last = place
        groups.append(group)
    flat = np.concatenate(tokens) if tokens else np.zeros(0, np.uint32)
    np.save(folder / TOKENS, flat)
    np.save(folder / BOUNDS, np.array(bounds, np.int64))
    np.save(folder / HEADINGS, np.array(headings, np.int32))
    np.save(folder / GROUPS, np.array(groups, np.int32))
    np.save(folder / FREQUENCIES, write_postings(folder, flat, np.array(bounds, np.int64), len(numbers)))
    (folder / VOCABULARY).write_text("\n".join(numbers), encoding="utf-8")


def _map(path: Path) -> NDArray[Any]:
    mapped: NDArray[Any] = np.load(path, mmap_mode="r")
    return mapped

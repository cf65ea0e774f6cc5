"""What each entry holds, as numbers: its syllables in order, for the second stage of ranking. Arrays are mapped, not read.

An entry's tokens are its heading's, then its text's; `vocabulary` gives each syllable its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.postings import write_postings
from embeddings.protocols import Entry
from embeddings.stretches import Stretches
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

    @property
    def sections(self) -> int:
        """How many runs of entries `groups` numbers."""
        return int(self.groups[-1]) + 1 if self.count else 0

    @cached_property
    def _stretches(self) -> Stretches:
        return Stretches(self._folder / TOKENS)

    def tokens_of(self, rows: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The tokens of some entries, one entry after the other."""
        return self._stretches.read(self.bounds[rows], self.bounds[rows + 1])

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


def write_forward(
    folder: Path, entries: Sequence[Entry], previous: Path | None = None, before: NDArray[np.int64] | None = None
) -> None:
    """Writes the token arrays of all entries in row order.

    `before` gives for each entry its row in the generation `previous` that holds it unchanged (-1: none); its tokens are copied.
    """
    rows = [-1] * len(entries) if before is None else before.tolist()
    old = Forward(previous) if previous is not None and max(rows, default=-1) >= 0 else None
    begins, flat_before = (old.bounds.tolist(), np.asarray(old.tokens)) if old is not None else ([], np.zeros(0, np.uint32))
    numbers: defaultdict[str, int] = defaultdict(count(len(old.vocabulary) if old is not None else 0).__next__)
    numbers.update(old.numbers if old is not None else {})
    tokens: list[NDArray[np.uint32]] = []
    headings: list[int] = []
    for entry, row in zip(entries, rows, strict=True):
        if old is not None and row >= 0:
            tokens.append(flat_before[begins[row] : begins[row + 1]])
            headings.append(int(old.headings[row]))
        else:
            heading, body = syllables(entry.heading), syllables(entry.text)
            tokens.append(np.array(list(map(numbers.__getitem__, (*heading, *body))), np.uint32))
            headings.append(len(heading))
    bounds = np.concatenate(([0], np.cumsum([len(row) for row in tokens]))).astype(np.int64)
    flat, words = _in_use(np.concatenate(tokens) if tokens else np.zeros(0, np.uint32), list(numbers))
    np.save(folder / TOKENS, flat)
    np.save(folder / BOUNDS, bounds)
    np.save(folder / HEADINGS, np.array(headings, np.int32))
    np.save(folder / GROUPS, _groups(entries))
    np.save(folder / FREQUENCIES, write_postings(folder, flat, bounds, len(words)))
    (folder / VOCABULARY).write_text("\n".join(words), encoding="utf-8")


def _in_use(tokens: NDArray[np.uint32], words: list[str]) -> tuple[NDArray[np.uint32], list[str]]:
    """Tokens and vocabulary without the words that no entry holds any more."""
    used = np.bincount(tokens, minlength=len(words)) > 0
    if bool(used.all()):
        return tokens, words
    renumbered = (np.cumsum(used) - 1).astype(np.uint32)
    return renumbered[tokens], [word for word, held in zip(words, used.tolist(), strict=True) if held]


def _groups(entries: Sequence[Entry]) -> NDArray[np.int32]:
    """Passages under one heading of one document that follow each other are a group; any other entry is one of its own."""
    groups: list[int] = []
    group, last = -1, None
    for entry in entries:
        place = (entry.kind, entry.document, entry.heading) if entry.kind == "passage" and entry.section else None
        group += place is None or place != last
        last = place
        groups.append(group)
    return np.array(groups, np.int32)


def _map(path: Path) -> NDArray[Any]:
    mapped: NDArray[Any] = np.load(path, mmap_mode="r")
    return mapped

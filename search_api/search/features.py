"""Stage two, first half: what a candidate place and the query have in common, as numbers in [0, 1], computed for all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.forward import Forward

K1, B = 0.9, 0.75
LARGEST_GROUP = 24
"""Passages of one section that are weighed together, at most."""

NAMES = (
    "bm25_section",
    "bm25",
    "cosine",
    "cosine_heading",
    "exact",
    "soft",
    "pairs",
    "exact_heading",
    "soft_heading",
    "pairs_heading",
)
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The query as the second stage sees it.

    `ids`: for each term the vocabulary numbers that match it, with their strength; `idf` of each term; `pairs` of term indexes that
    stand side by side, with their `pair_idf`; `vectors`: the terms' static vectors at unit length; `vector`: the query's.
    """

    ids: tuple[tuple[tuple[int, float], ...], ...]
    idf: Floats
    pairs: tuple[tuple[int, int], ...]
    pair_idf: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of several entries end to end: `entry` says whose each is, `heading` whether it stands in the heading."""

    ids: NDArray[np.uint32]
    entry: Ints
    heading: NDArray[np.bool_]
    starts: Ints
    lengths: Ints


def read_tokens(forward: Forward, rows: Ints) -> Tokens:
    begins, ends = forward.bounds[rows], forward.bounds[rows + 1]
    lengths = (ends - begins).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64) if len(rows) else np.zeros(0, np.int64)
    entry = np.repeat(np.arange(len(rows)), lengths)
    inside = np.arange(int(lengths.sum())) - starts[entry]
    return Tokens(forward.tokens[begins[entry] + inside], entry, inside < forward.headings[rows][entry], starts, lengths)


class Matches:
    """How often each term and pair of the query stands in each entry, in its heading and in its text."""

    def __init__(self, tokens: Tokens, query: QueryTerms, vocabulary: int) -> None:
        self.tokens, self.query = tokens, query
        self._slots, self._strength = _slots(query, vocabulary)

    @cached_property
    def slot(self) -> NDArray[np.int16]:
        return self._slots[self.tokens.ids]

    @property
    def _count(self) -> int:
        return len(self.tokens.lengths)

    def term_counts(self, heading: bool) -> Floats:
        at = np.flatnonzero((self.slot >= 0) & (self.tokens.heading == heading))
        width = len(self.query.ids)
        keys = self.tokens.entry[at] * width + self.slot[at]
        weights = self._strength[self.tokens.ids[at]]
        return np.bincount(keys, weights, self._count * width).reshape(self._count, width).astype(np.float32)

    def term_presence(self, heading: bool) -> Floats:
        """The best strength with which each term occurs in each entry."""
        at = np.flatnonzero((self.slot >= 0) & (self.tokens.heading == heading))
        width = len(self.query.ids)
        best = np.zeros(self._count * width, np.float32)
        np.maximum.at(best, self.tokens.entry[at] * width + self.slot[at], self._strength[self.tokens.ids[at]])
        return best.reshape(self._count, width)

    def pair_counts(self, heading: bool) -> Floats:
        width = len(self.query.pairs)
        if not width or len(self.slot) < 2:
            return np.zeros((self._count, width), np.float32)
        first, second = self.slot[:-1], self.slot[1:]
        inside = self.tokens.heading == heading
        at = np.flatnonzero(
            (first >= 0) & (second >= 0) & (self.tokens.entry[:-1] == self.tokens.entry[1:]) & inside[:-1] & inside[1:]
        )
        table = _pair_table(self.query)
        which = table[first[at], second[at]]
        at, which = at[which >= 0], which[which >= 0]
        weights = np.minimum(self._strength[self.tokens.ids[at]], self._strength[self.tokens.ids[at + 1]])
        keys = self.tokens.entry[at] * width + which
        return np.bincount(keys, weights, self._count * width).reshape(self._count, width).astype(np.float32)


def _slots(query: QueryTerms, vocabulary: int) -> tuple[NDArray[np.int16], Floats]:
    slots, strength = np.full(vocabulary, -1, np.int16), np.zeros(vocabulary, np.float32)
    ordered = sorted(
        ((weight, term, number) for term, ids in enumerate(query.ids) for number, weight in ids), key=lambda x: (x[0], -x[1])
    )
    for weight, term, number in ordered:
        slots[number], strength[number] = term, weight
    return slots, strength


def _pair_table(query: QueryTerms) -> NDArray[np.int16]:
    table = np.full((len(query.ids), len(query.ids)), -1, np.int16)
    for index, (first, second) in enumerate(query.pairs):
        table[first, second] = index
    return table


def coverage(presence: Floats, idf: Floats) -> Floats:
    """The share of the query's idf that is present."""
    total = float(idf.sum())
    if total <= 0:
        return np.zeros(len(presence), np.float32)
    return (np.minimum(presence, 1.0) @ idf / total).astype(np.float32)


def best_by_entry(values: Floats, entry: Ints, count: int) -> Floats:
    """The column-wise maximum of the rows of each entry (`entry` ascending), zeros for entries without rows."""
    found = np.zeros((count, values.shape[1]), np.float32)
    if len(entry):
        firsts = np.flatnonzero(np.concatenate(([True], entry[1:] != entry[:-1])))
        found[entry[firsts]] = np.maximum.reduceat(values, firsts, axis=0)
    return found


def bm25(counts: Floats, pair_counts: Floats, lengths: Floats, mean: float, query: QueryTerms, k1: float, b: float) -> Floats:
    """BM25 over terms and pairs with the collection's idf."""
    norm = k1 * (1 - b + b * lengths / max(mean, 1.0))[:, None]
    score = (counts / (counts + norm)) @ query.idf + (pair_counts / (pair_counts + norm)) @ query.pair_idf
    return (score * (k1 + 1)).astype(np.float32)


def group_members(forward: Forward, rows: Ints) -> tuple[Ints, Ints]:
    """The rows of each candidate's section, and for each such row the candidate's place in `rows`."""
    groups = forward.groups[rows]
    low = np.maximum(np.searchsorted(forward.groups, groups, "left"), rows - LARGEST_GROUP // 2)
    high = np.minimum(np.searchsorted(forward.groups, groups, "right"), low + LARGEST_GROUP)
    lengths = (high - low).astype(np.int64)
    owner = np.repeat(np.arange(len(rows)), lengths)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)
    return low[owner] + np.arange(int(lengths.sum())) - starts[owner], owner


def relative(values: Floats) -> Floats:
    """Values over the largest of the list; fixed lower bound 0."""
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else np.zeros_like(values)


def stack(columns: Sequence[Floats]) -> Floats:
    return np.stack(columns, axis=1).astype(np.float32)

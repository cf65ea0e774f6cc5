"""Stage two, first half: what a candidate place and the query have in common, as numbers in [0, 1], computed for all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.forward import Forward

K1, B = 0.9, 0.75
HEADING = 0

NAMES = ("bm25", "cosine", "cosine_heading", "exact", "soft", "pairs", "exact_heading", "soft_heading", "pairs_heading")
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The query as the second stage sees it.

    `words`: the distinct syllables; `ids`: for each the vocabulary numbers that match it, with their strength; `idf` of each; `pairs`
    of their indexes that stand side by side, with their `pair_idf`.
    """

    words: tuple[str, ...]
    ids: tuple[tuple[tuple[int, float], ...], ...]
    idf: Floats
    pairs: tuple[tuple[int, int], ...]
    pair_idf: Floats


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of several entries end to end.

    `numbers` in the vocabulary, which has `size` of them; `field`: twice the entry that a token belongs to, one more outside the
    heading, so that it never falls; `lengths` of the entries.
    """

    numbers: NDArray[np.uint32]
    field: NDArray[np.int32]
    lengths: Ints
    size: int


def read_tokens(forward: Forward, rows: Ints) -> Tokens:
    lengths = (forward.bounds[rows + 1] - forward.bounds[rows]).astype(np.int64)
    headings = forward.headings[rows].astype(np.int64)
    parts = np.stack((headings, lengths - headings), axis=1).ravel()
    field = np.repeat(np.arange(2 * len(rows), dtype=np.int32), parts)
    return Tokens(forward.tokens_of(rows), field, lengths, len(forward.vocabulary))


class Matches:
    """How often each term and pair of the query stands in each entry; second axis: in its heading, in its text."""

    def __init__(self, tokens: Tokens, query: QueryTerms) -> None:
        self._tokens, self._query = tokens, query
        slots, strengths = _slots(query, tokens.size)
        slot = slots[tokens.numbers]
        self._at = np.flatnonzero(slot >= 0)
        self._slot, self._field = slot[self._at].astype(np.int64), tokens.field[self._at].astype(np.int64)
        self._strength = strengths[tokens.numbers[self._at]]

    @cached_property
    def term_counts(self) -> Floats:
        return self._summed(self._field * self._width + self._slot, self._strength, self._width)

    @cached_property
    def term_presence(self) -> Floats:
        """The best strength with which each term occurs."""
        best = np.zeros(2 * len(self._tokens.lengths) * self._width, np.float32)
        order = np.argsort(self._strength, kind="stable")
        best[(self._field * self._width + self._slot)[order]] = self._strength[order]
        return best.reshape(-1, 2, self._width)

    @cached_property
    def pair_counts(self) -> Floats:
        width = len(self._query.pairs)
        beside = np.flatnonzero((np.diff(self._at) == 1) & (np.diff(self._field) == 0)) if width else np.zeros(0, np.int64)
        which = _pair_table(self._query)[self._slot[beside], self._slot[beside + 1]] if width else beside
        beside, which = beside[which >= 0], which[which >= 0]
        weights = np.minimum(self._strength[beside], self._strength[beside + 1])
        return self._summed(self._field[beside] * width + which, weights, width)

    @property
    def _width(self) -> int:
        return len(self._query.ids)

    def _summed(self, keys: Ints, weights: Floats, width: int) -> Floats:
        count = len(self._tokens.lengths)
        return np.bincount(keys, weights, 2 * count * width).reshape(count, 2, width).astype(np.float32)


def _slots(query: QueryTerms, size: int) -> tuple[NDArray[np.int16], Floats]:
    """For each syllable of the vocabulary the query's term that it matches best (-1: none), and how well."""
    slots, strength = np.full(size, -1, np.int16), np.zeros(size, np.float32)
    matching = sorted(
        ((weight, term, number) for term, ids in enumerate(query.ids) for number, weight in ids), key=lambda x: (x[0], -x[1])
    )
    for weight, term, number in matching:
        slots[number], strength[number] = term, weight
    return slots, strength


def _pair_table(query: QueryTerms) -> Ints:
    table = np.full((len(query.ids), len(query.ids)), -1, np.int64)
    for index, (first, second) in enumerate(query.pairs):
        table[first, second] = index
    return table


def weighted(values: Floats, weights: Floats) -> Floats:
    """The weighted sum of each row. No `@`: BLAS now and then leaves an "invalid value" flag behind for sound numbers, and it warns."""
    total: Floats = (values * weights).sum(axis=1, dtype=np.float32)
    return total


def coverage(presence: Floats, idf: Floats) -> Floats:
    """The share of the query's idf that is present."""
    total = float(idf.sum())
    if total <= 0:
        return np.zeros(len(presence), np.float32)
    return (weighted(np.minimum(presence, 1.0), idf) / total).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Runs:
    """Tokens field by field.

    `distinct`: the vocabulary numbers that occur, ascending; `ids`: each token's place in `distinct`; `firsts`: where each field's
    tokens begin; which `fields` hold any.
    """

    distinct: Ints
    ids: Ints
    firsts: Ints
    fields: Ints


def runs(tokens: Tokens) -> Runs:
    seen = np.zeros(tokens.size, bool)
    seen[tokens.numbers] = True
    distinct = np.flatnonzero(seen)
    place = np.zeros(tokens.size, np.int64)
    place[distinct] = np.arange(len(distinct))
    firsts = np.flatnonzero(np.diff(tokens.field, prepend=-1))
    return Runs(distinct, place[tokens.numbers], firsts, tokens.field[firsts].astype(np.int64))


def bm25(counts: Floats, pair_counts: Floats, lengths: Floats, mean: float, query: QueryTerms, k1: float, b: float) -> Floats:
    """BM25 over terms and pairs with the collection's idf."""
    norm = k1 * (1 - b + b * lengths / max(mean, 1.0))[:, None]
    terms, pairs = (counts / (counts + norm)).astype(np.float32), (pair_counts / (pair_counts + norm)).astype(np.float32)
    score: Floats = weighted(terms, query.idf) + weighted(pairs, query.pair_idf)
    return (score * (k1 + 1)).astype(np.float32)


def relative(values: Floats) -> Floats:
    """Values over the largest of the list; fixed lower bound 0."""
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else np.zeros_like(values)


def stack(columns: Sequence[Floats]) -> Floats:
    return np.stack(columns, axis=1).astype(np.float32)

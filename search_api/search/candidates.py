"""Stage one: each lane's first candidates, and the terms that both stages weigh."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from embeddings.generation import Generation
from embeddings.lexical import Conditions, Weighted
from embeddings.protocols import Encoder, Vectors
from search_api.search.features import QueryTerms
from vietnamese.syllables import JOINT
from vietnamese.text import fold

DEPTH, DEPTH_REWORDED = 100, 40
"""Candidates of each lane for the query's own words, and for each other wording."""
DENSE_WORDINGS = 2
"""Wordings that the dense lane is asked for: the query's own and the likeliest other one. More bring nothing that words do not."""
BESIDE = ThreadPoolExecutor(max(2, os.cpu_count() or 1), thread_name_prefix="search")
"""Where tantivy searches, outside the interpreter's lock, while another part of the query is worked on."""
FOLDED_WEIGHT = 0.25
OTHER_READING = 0.3
"""How much a syllable counts that differs from the restored one in its diacritics only."""
COMMON, LARGE = 0.1, 50_000
"""Share of the entries from which a term is left to stage two in collections of at least so many entries: the longest lists take
most of the time and hardly change the first hundred (docs/search.md has the figures)."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidates:
    """The nearest rows to one wording, nearest first, and the wording's vector."""

    rows: NDArray[np.int64]
    vector: Vectors


def idf(count: int, frequency: int) -> float:
    """BM25's inverse document frequency."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def lexical_terms(words: Sequence[str], loose: Set[str] = NONE, folded_weight: float = FOLDED_WEIGHT) -> list[Weighted]:
    """Syllables and pairs as read; those whose marks were not typed (`loose`) also folded, weighted lower."""
    weights: dict[tuple[str, bool], float] = {}
    for word in words:
        weights[word, False] = 1.0
        if word in loose:
            weights[fold(word), True] = folded_weight
    for first, second in pairwise(words):
        weights[f"{first}{JOINT}{second}", False] = 1.0
        if first in loose or second in loose:
            weights[f"{fold(first)}{JOINT}{fold(second)}", True] = folded_weight
    return [Weighted(term, weight, folded) for (term, folded), weight in weights.items()]


@dataclass(frozen=True, slots=True)
class Gathering:
    """The lanes of a query: what the lexical one finds for all wordings at once, and what the dense one found for each."""

    lexical: Future[tuple[NDArray[np.int64], NDArray[np.float64]]]
    dense: tuple[Candidates, ...]

    def rows(self, more: NDArray[np.int64]) -> NDArray[np.int64]:
        """All that was found, and `more`, each row once; waits for the lexical lane."""
        return np.unique(np.concatenate([self.lexical.result()[0], *(lane.rows for lane in self.dense), more]))


def gather(
    generation: Generation, encoder: Encoder, wordings: Sequence[Sequence[str]], loose: Set[str], conditions: Conditions
) -> Gathering:
    """Asks both lanes for all wordings, the query's own first.

    The lexical lane goes on while the dense one, and what the caller does next, is done.
    """
    terms = list({(one.term, one.folded): one for words in reversed(wordings) for one in lexical_terms(words, loose)}.values())
    if generation.count >= LARGE:
        terms = generation.lexical.telling(terms, COMMON)
    depths = [DEPTH if place == 0 else DEPTH_REWORDED for place in range(len(wordings))]
    lexical = BESIDE.submit(generation.lexical.search, terms, sum(depths), conditions)
    dense = [
        _dense(generation, encoder, words, conditions, depth if place < DENSE_WORDINGS else 0)
        for place, (words, depth) in enumerate(zip(wordings, depths, strict=True))
    ]
    return Gathering(lexical, tuple(dense))


def _dense(generation: Generation, encoder: Encoder, words: Sequence[str], conditions: Conditions, depth: int) -> Candidates:
    vector = encoder.encode_queries([" ".join(words)])[0]
    if not vector.any() or not generation.made_with(vector):
        return Candidates(np.zeros(0, np.int64), vector)
    allowed = generation.columns.mask(conditions) if conditions else None
    return Candidates(generation.vectors.search(vector, depth, allowed).rows, vector)


def query_terms(generation: Generation, words: Sequence[str], loose: Set[str]) -> QueryTerms:
    """The distinct syllables of the query with their idf, the syllables that match them, and the pairs."""
    distinct = list(dict.fromkeys(words))
    place = {word: index for index, word in enumerate(distinct)}
    numbers, by_fold, frequencies = generation.forward.numbers, generation.forward.by_fold, generation.forward.frequencies
    ids, weights = [], []
    for word in distinct:
        own = numbers.get(word)
        matched = {own: 1.0} if own is not None else {}
        if word in loose:
            for other in by_fold.get(fold(word), ()):
                matched.setdefault(other, OTHER_READING)
        ids.append(tuple(matched.items()))
        weights.append(idf(generation.count, int(frequencies[own]) if own is not None else 0))
    pairs = list(dict.fromkeys((place[a], place[b]) for a, b in pairwise(words)))
    pair_idf = [idf(generation.count, generation.lexical.frequency(f"{distinct[a]}{JOINT}{distinct[b]}")) for a, b in pairs]
    return QueryTerms(tuple(distinct), tuple(ids), np.array(weights, np.float32), tuple(pairs), np.array(pair_idf, np.float32))

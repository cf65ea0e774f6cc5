"""Stage one: each lane's first candidates, and the terms that both stages weigh."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from embeddings.generation import Generation
from embeddings.lexical import Conditions, Weighted
from embeddings.protocols import Encoder
from search_api.search.features import QueryTerms
from search_api.search.meaning import Meanings
from search_api.search.reading import Reading, uncertain
from vietnamese.syllables import JOINT
from vietnamese.text import fold

DEPTH = 100
FOLDED_WEIGHT = 0.25
OTHER_READING = 0.3
"""How much a syllable counts that differs from the restored one in its diacritics only."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Candidates of each lane, best first, with BM25 and cosine."""

    lexical: NDArray[np.int64]
    bm25: NDArray[np.float64]
    dense: NDArray[np.int64]
    cosines: NDArray[np.float32]

    def rows(self) -> NDArray[np.int64]:
        return np.union1d(self.lexical, self.dense)


def idf(count: int, frequency: int) -> float:
    """BM25's inverse document frequency."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def lexical_terms(reading: Reading, folded_weight: float = FOLDED_WEIGHT) -> list[Weighted]:
    """Syllables and pairs as read; where marks were not typed also folded, weighted lower."""
    weights: dict[tuple[str, bool], float] = {}

    def add(term: str, weight: float, folded: bool) -> None:
        weights[term, folded] = max(weight, weights.get((term, folded), 0.0))

    for words, weight in ((reading.words, 1.0), *((e.words, e.weight) for e in reading.expansions)):
        for word in words:
            add(word, weight, False)
        for first, second in pairwise(words):
            add(f"{first}{JOINT}{second}", weight, False)
    loose = [uncertain(t, w) for t, w in zip(reading.typed, reading.words, strict=True)]
    for index, word in enumerate(reading.words):
        if loose[index]:
            add(fold(word), folded_weight, True)
        if index and (loose[index] or loose[index - 1]):
            add(f"{fold(reading.words[index - 1])}{JOINT}{fold(word)}", folded_weight, True)
    return [Weighted(term, weight, folded) for (term, folded), weight in weights.items() if weight > 0]


def gather(
    generation: Generation, encoder: Encoder, reading: Reading, conditions: Conditions, depth: int = DEPTH,
) -> Lanes:
    """The first `depth` of the lexical and of the dense lane."""
    rows, scores = generation.lexical.search(lexical_terms(reading), depth, conditions)
    allowed = generation.columns.mask(conditions) if conditions else None
    vector = encoder.encode_queries([" ".join(reading.words)])[0]
    if not vector.any():
        return Lanes(rows, scores, np.zeros(0, np.int64), np.zeros(0, np.float32))
    near = generation.vectors.search(vector, depth, allowed)
    return Lanes(rows, scores, near.rows, near.cosines)


def query_terms(generation: Generation, meanings: Meanings, reading: Reading) -> QueryTerms:
    """The distinct syllables of the query with their idf, the syllables that match them, and the pairs."""
    distinct = list(dict.fromkeys(reading.words))
    place = {word: index for index, word in enumerate(distinct)}
    loose = {w for t, w in zip(reading.typed, reading.words, strict=True) if uncertain(t, w)}
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
    pairs = list(dict.fromkeys((place[a], place[b]) for a, b in pairwise(reading.words)))
    pair_idf = [idf(generation.count, generation.lexical.frequency(f"{distinct[a]}{JOINT}{distinct[b]}")) for a, b in pairs]
    return QueryTerms(
        tuple(ids), np.array(weights, np.float32), tuple(pairs), np.array(pair_idf, np.float32), meanings.of_words(distinct)
    )

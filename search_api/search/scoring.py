"""The feature matrix of the candidates of one query, under each of its wordings."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from embeddings.generation import Generation
from embeddings.protocols import Vectors
from search_api.search import features as f
from search_api.search.features import HEADING, Floats, Ints, QueryTerms
from search_api.search.meaning import Meanings


class Weighing:
    """What the candidates `rows` hold, read once and weighed under any number of wordings."""

    def __init__(self, generation: Generation, meanings: Meanings, rows: Ints) -> None:
        self._tokens = tokens = f.read_tokens(generation.forward, rows)
        self._mean = generation.forward.mean_length
        self._soft = f.runs(tokens)
        self._meanings, self._known = meanings, meanings.of_numbers(self._soft.distinct)
        self._nearness: dict[str, Floats] = {}
        self._known_matches: dict[tuple[tuple[str, ...], tuple[tuple[int, int], ...]], f.Matches] = {}
        self._headings = _heading_vectors(meanings, generation, tokens, rows)
        self._lengths = tokens.lengths.astype(np.float32)

    def features(self, query: QueryTerms, query_vector: Vectors, cosines: Floats) -> Floats:
        """One row a candidate, one column a name of `features.NAMES`."""
        matches = self._matches(query)
        counts, pairs, presence = matches.term_counts, matches.pair_counts, matches.term_presence
        bm25 = f.bm25(counts.sum(axis=1), pairs.sum(axis=1), self._lengths, self._mean, query, f.K1, f.B)
        soft = self._nearest(query.words)
        return f.stack(
            [
                f.relative(bm25),
                cosines,
                self._headings @ query_vector,
                f.coverage(presence.max(axis=1), query.idf),
                f.coverage(soft.max(axis=1), query.idf),
                f.coverage(pairs.max(axis=1), query.pair_idf),
                f.coverage(presence[:, HEADING], query.idf),
                f.coverage(soft[:, HEADING], query.idf),
                f.coverage(pairs[:, HEADING], query.pair_idf),
            ]
        )

    def held(self, query: QueryTerms, core: Set[str]) -> Floats:
        """How much of the idf of some of the query's words each candidate holds."""
        chosen = np.array([word in core for word in query.words])
        return f.coverage(self._matches(query).term_presence.max(axis=1)[:, chosen], query.idf[chosen])

    def _matches(self, query: QueryTerms) -> f.Matches:
        key = query.words, query.pairs
        known = self._known_matches.get(key)
        if known is None:
            known = self._known_matches[key] = f.Matches(self._tokens, query)
        return known

    def _nearest(self, words: Sequence[str]) -> Floats:
        """How near the nearest syllable comes to each word, in each candidate's heading and text."""
        missing = [word for word in words if word not in self._nearness]
        if missing:
            similar = np.clip(self._meanings.of_words(missing) @ self._known.T, 0, 1).astype(np.float32)
            for word, values in zip(missing, similar, strict=True):
                best = np.zeros(2 * len(self._tokens.lengths), np.float32)
                best[self._soft.fields] = np.maximum.reduceat(values[self._soft.ids], self._soft.firsts)
                self._nearness[word] = best.reshape(-1, 2)
        return np.stack([self._nearness[word] for word in words], axis=2)


def _heading_vectors(meanings: Meanings, generation: Generation, tokens: f.Tokens, rows: Ints) -> Floats:
    """A vector for each candidate's heading; those of one section share theirs, which is kept for the next query."""
    sections, first, where = np.unique(generation.forward.groups[rows], return_index=True, return_inverse=True)
    vectors, known = meanings.headings.known(sections)
    if not known.all():
        missing = np.flatnonzero(~known)
        turn = np.full(2 * len(rows), -1, np.int64)
        turn[2 * first[missing] + HEADING] = np.arange(len(missing))
        at = np.flatnonzero(turn[tokens.field] >= 0)
        at = at[np.argsort(turn[tokens.field[at]], kind="stable")]
        made = meanings.of_runs(tokens.numbers[at].astype(np.int64), turn[tokens.field[at]], len(missing))
        vectors[missing] = meanings.headings.keep(sections[missing], made)
    return vectors[where]

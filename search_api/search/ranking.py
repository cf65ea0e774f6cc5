"""From a reading to places in order: candidates of both lanes, weighed under each wording, the exact lane's first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from embeddings.generation import Generation
from embeddings.lexical import Conditions
from embeddings.protocols import Encoder, Vectors
from search_api.search.candidates import DEPTH, Candidates, Gathering, gather, query_terms
from search_api.search.exact import Exact
from search_api.search.features import NAMES, Floats, Ints
from search_api.search.meaning import Meanings
from search_api.search.places import fold_places
from search_api.search.ranker import Ranker
from search_api.search.reading import Reading
from search_api.search.scoring import Weighing
from search_api.search.why import reasons
from search_api.search.wordings import Wording

WITHOUT_CORE, ENOUGH = 0.3, 0.5
"""What a place loses under another wording of which it does not hold what was put in, less of it up to half of the idf."""
SHORT = 12
"""Syllables below which a stretch is a fragment: a letterhead, a line with a number."""
WHOLE = ("passage", "task")
NO_ROWS = np.zeros(0, np.int64)
CITING = "dẫn chiếu văn bản này"


@dataclass(frozen=True, slots=True)
class Scored:
    """The candidates' features and scores for one wording of the query."""

    features: Floats
    parts: Floats
    scores: Floats
    notes: tuple[str, ...]

    def reasons(self, index: int) -> tuple[str, ...]:
        return (*self.notes, *reasons(NAMES, self.features[index], self.parts[index]))


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of a query and, for each wording, what they score."""

    rows: Ints
    scored: tuple[Scored, ...]

    def best(self) -> tuple[Floats, Ints]:
        """Each candidate's best score and the wording that gives it."""
        totals = np.stack([one.scores for one in self.scored])
        return totals.max(axis=0), totals.argmax(axis=0)


@dataclass(frozen=True, slots=True)
class Place:
    """A hit before it is dressed: its row, what it scores, how many others stand on the same lines, and how to say why it is there."""

    row: int
    score: float
    folded: int
    why: Callable[[], tuple[str, ...]]
    named: bool = False
    """Whether the query named it outright, or it cites what was named."""


class Ranking:
    """Ranks places of one generation."""

    def __init__(self, generation: Generation, encoder: Encoder, meanings: Meanings, ranker: Ranker) -> None:
        self.generation, self.encoder, self.meanings, self.ranker = generation, encoder, meanings, ranker

    def gather(self, reading: Reading, conditions: Conditions) -> Gathering:
        """Asks both lanes for all wordings; goes on beside the caller until the pool is wanted."""
        words = [wording.words for wording in _worded(reading)]
        return gather(self.generation, self.encoder, words, reading.loose, conditions)

    def pool(self, reading: Reading, gathering: Gathering, more: Ints = NO_ROWS) -> Pool:
        """The candidates of both lanes and all wordings (and `more`), each weighed under every wording."""
        rows, wordings = gathering.rows(more), _worded(reading)
        if not len(rows) or not wordings:
            return Pool(rows, ())
        weighing, extra = Weighing(self.generation, self.meanings, rows), self._extra(rows)
        exact = self.generation.vectors_of(rows)
        lanes = zip(wordings, gathering.dense, strict=True)
        return Pool(rows, tuple(self._scored(wording, reading, lane, weighing, exact, extra) for wording, lane in lanes))

    def rank(self, reading: Reading, gathering: Gathering, conditions: Conditions, exact: Exact | None = None) -> list[Place]:
        """All candidates in order, one a place: what is named outright, who cites it, then by score; equal scores by id."""
        citing = NO_ROWS
        if exact is not None and exact.citing:
            citing = self.generation.lexical.search(exact.citing, DEPTH, conditions)[0]
        pinned = np.array(exact.rows if exact else (), np.int64)
        pool = self.pool(reading, gathering, np.concatenate((pinned, citing)))
        if not pool.scored:
            return []
        best, winner = pool.best()
        level = np.full(len(pool.rows), 2)
        level[np.isin(pool.rows, citing)] = 1
        level[np.isin(pool.rows, pinned)] = 0
        turns = {row: turn for turn, row in enumerate(pinned.tolist())}
        turn = np.array([turns.get(row, 0) for row in pool.rows.tolist()])
        order = np.lexsort((self.generation.columns.by_id[pool.rows], -np.round(best, 6), turn, level))
        return self._places(pool, order, best, winner, level, exact)

    def _places(self, pool: Pool, order: Ints, best: Floats, winner: Ints, level: Ints, exact: Exact | None) -> list[Place]:
        columns, rows = self.generation.columns, pool.rows[order]
        groups = fold_places(columns, rows)
        named = (exact.why, CITING) if exact else ()
        places = []
        kinds = columns.names_of("kind", rows)
        numbers, levels = rows.tolist(), level[order].tolist()
        scores, winners, indexes = best[order].tolist(), winner[order].tolist(), order.tolist()
        for group in groups:
            face = group[0] if len(group) == 1 else _face(group, kinds, levels)
            why = partial(pool.scored[winners[face]].reasons, indexes[face])
            if levels[face] < len(named):
                why = partial(tuple, (named[levels[face]],))
            places.append(Place(numbers[face], scores[group[0]], len(group) - 1, why, levels[face] < len(named)))
        return places

    def _scored(
        self, wording: Wording, reading: Reading, lane: Candidates, weighing: Weighing, exact: Vectors, extra: Floats
    ) -> Scored:
        terms = query_terms(self.generation, wording.words, reading.loose)
        cosines = np.zeros(len(exact), np.float32)
        if self.generation.made_with(lane.vector):
            cosines = np.maximum(0, exact @ lane.vector)
        features = weighing.features(terms, self.meanings.of_query(wording.words), cosines)
        scores = self.ranker.score(features, extra) - wording.price
        if wording.core:
            scores -= WITHOUT_CORE * np.maximum(0.0, 1 - weighing.held(terms, wording.core) / ENOUGH)
        return Scored(features, self.ranker.parts(features), scores.astype(np.float32), wording.notes)

    def _extra(self, rows: Ints) -> Floats:
        """What a candidate's kind adds, and what is taken from stretches too short to say anything."""
        forward = self.generation.forward
        by_kind = np.array(
            [self.ranker.kinds.get(kind, 0.0) for kind in self.generation.columns.names_of("kind", rows)], np.float32
        )
        body = forward.bounds[rows + 1] - forward.bounds[rows] - forward.headings[rows]
        lacking = np.maximum(0.0, 1 - body / SHORT).astype(np.float32)
        extra: Floats = by_kind + self.ranker.short * lacking
        return extra


def _worded(reading: Reading) -> list[Wording]:
    return [wording for wording in reading.all_wordings() if wording.words]


def _face(group: list[int], kinds: list[str], level: list[int]) -> int:
    """Which entry of a place stands for it: what was named outright, else the text itself before a name that occurs in it."""
    if level[group[0]] == 0:
        return group[0]
    return next((index for index in group if kinds[index] in WHOLE), group[0])

"""Search over one generation: three lanes, two stages, hits that say why they are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import DEFAULT_MODEL, StaticEncoder, model_folder
from embeddings.generation import Generation
from embeddings.lexical import Conditions, Weighted
from embeddings.ngrams import restoring_counts
from embeddings.protocols import Encoder
from search_api.search.candidates import Candidates, gather, query_terms
from search_api.search.features import NAMES, Floats, Ints
from search_api.search.meaning import Meanings
from search_api.search.places import Ranked, fold_places
from search_api.search.ranker import Ranker, load_ranker
from search_api.search.reading import Reading, read_query
from search_api.search.records import FacetValue, Hit, Interpretation, SearchAnswer, SearchQuery, Suggestion
from search_api.search.scoring import feature_matrix
from search_api.search.snippets import snippet
from search_api.search.why import reasons
from search_api.search.wordings import Wording, load_lexicon
from vietnamese.typing_slips import Speller

FACETS = ("kind", "type", "issuer", "agency", "year", "held", "document")
COUNTED = 10_000
SHARE = 0.5
REWORDED = 0.08
"""What a place must score more when it is found by other words than the query's own."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The candidates' features and scores for one wording of the query."""

    features: Floats
    parts: Floats
    scores: Floats
    notes: tuple[str, ...]

    def reasons(self, index: int) -> tuple[str, ...]:
        return (*self.notes, *reasons(NAMES, self.features[index], self.parts[index]))


class SearchEngine:
    """Answers queries over an opened generation. Reading only; safe to share between threads."""

    def __init__(self, generation: Generation, encoder: Encoder, static: StaticEncoder | None = None, ranker: Ranker | None = None):
        self.generation, self.encoder = generation, encoder
        known = encoder if isinstance(encoder, StaticEncoder) else static or StaticEncoder(model_folder(DEFAULT_MODEL))
        self.meanings = Meanings(known, generation.forward.vocabulary)
        self.ranker = ranker or load_ranker()
        self.lexicon = load_lexicon()
        self.counts = restoring_counts(generation.counts)
        self.speller = Speller(self.counts, self.counts.folded_vocabulary())

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> SearchEngine:
        """Opens the generation in `folder`, whose vectors `encoder` made."""
        return cls(Generation(folder), encoder)

    def close(self) -> None:
        self.generation.close()

    def search(self, query: SearchQuery) -> SearchAnswer:
        conditions = conditions_of(query)
        reading = self.read(query.q, literal=query.literal)
        ranked = self.rank(reading, conditions)
        matching = self._matching(reading, conditions)
        ordered = self._ordered(ranked, matching, query)
        begin = (query.page - 1) * query.size
        page = ordered[begin : begin + query.size]
        return SearchAnswer(
            query.q, Interpretation(reading.shown, reading.literal, reading.restored), len(matching),
            tuple(self._hit(one, reading) for one in page), self._facets(matching, ranked), query.page, query.size,
        )

    def read(self, q: str, *, literal: bool = False) -> Reading:
        """How a query is understood."""
        return read_query(q, self.counts, self.speller, self.lexicon, literal=literal)

    def suggest(self, q: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """At most `limit` completions of what is being typed."""
        return ()

    def rank(self, reading: Reading, conditions: Conditions) -> list[Ranked]:
        """All candidates of both lanes and all wordings in order, one a place."""
        if not reading.words:
            return []
        lanes = [gather(self.generation, self.encoder, w.words, reading.loose, conditions) for w in reading.all_wordings()]
        rows = np.unique(np.concatenate([lane.rows() for lane in lanes]))
        if not len(rows):
            return []
        entries = self.generation.entries.rows(rows.tolist())
        kinds = [entries[int(row)].kind for row in rows]
        scored = [
            self._scored(wording, reading, lane, rows, kinds) for wording, lane in zip(reading.all_wordings(), lanes, strict=True)
        ]
        totals = np.stack([one.scores for one in scored])
        winner = totals.argmax(axis=0)
        best = totals.max(axis=0)
        order = sorted(range(len(rows)), key=lambda i: (-round(float(best[i]), 6), entries[int(rows[i])].id))
        return fold_places(
            Ranked(int(rows[i]), entries[int(rows[i])], float(best[i]), scored[winner[i]].reasons(i)) for i in order
        )

    def _scored(self, wording: Wording, reading: Reading, lane: Candidates, rows: Ints, kinds: list[str]) -> Scored:
        terms = query_terms(self.generation, self.meanings, wording.words, reading.loose)
        cosines = np.maximum(0, self.generation.cosines(rows, lane.vector))
        vector = self.meanings.of_query(wording.words)
        features = feature_matrix(self.generation, self.meanings, terms, vector, rows, cosines)
        price = REWORDED if wording.notes else 0.0
        return Scored(features, self.ranker.parts(features), self.ranker.score(features, kinds) - price, wording.notes)

    def _matching(self, reading: Reading, conditions: Conditions) -> NDArray[np.int64]:
        """Rows of the passages (or of the kinds asked for) that hold at least half of the query's idf."""
        values = dict(conditions.values)
        values.setdefault("kind", ("passage",))
        narrowed = Conditions(values, conditions.since, conditions.until)
        if not reading.words:
            return self.generation.lexical.rows_where(narrowed, COUNTED)
        terms = query_terms(self.generation, self.meanings, reading.words, reading.loose)
        weighted = [Weighted(word, float(idf)) for word, idf in zip(dict.fromkeys(reading.words), terms.idf, strict=True)]
        return self.generation.lexical.matching(weighted, SHARE, COUNTED, narrowed)

    def _ordered(self, ranked: list[Ranked], matching: NDArray[np.int64], query: SearchQuery) -> list[Ranked]:
        """The ranked places, then the other matching ones by id; by date where asked for."""
        needed = query.page * query.size
        ordered = ranked
        if query.sort == "date" or len(ranked) < needed:
            known = {one.row for one in ranked}
            rest = [int(row) for row in matching if int(row) not in known]
            entries = self.generation.entries.rows(rest)
            ordered = fold_places([*ranked, *(Ranked(row, entries[row], 0.0, ()) for row in sorted(rest))])
        if query.sort == "date":
            ordered = sorted(ordered, key=lambda one: str(one.entry.facets.get("date") or ""), reverse=True)
        return ordered

    def _hit(self, one: Ranked, reading: Reading) -> Hit:
        entry = one.entry
        weights = {word: 1.0 for wording in reading.all_wordings() for word in wording.words}
        shown = snippet(entry.text, weights)
        return Hit(
            entry.kind, str(entry.facets.get("key") or entry.id), entry.document, entry.section, entry.start, entry.end, entry.heading,
            shown.text, shown.marks, round(one.score, 4), one.why, entry.facets, one.folded,
        )

    def _facets(self, matching: NDArray[np.int64], ranked: Sequence[Ranked]) -> Mapping[str, tuple[FacetValue, ...]]:
        rows = np.union1d(matching, np.array([one.row for one in ranked], np.int64))
        return {
            facet: tuple(FacetValue(value, count) for value, count in self.generation.columns.tally(facet, rows)) for facet in FACETS
        }


def conditions_of(query: SearchQuery) -> Conditions:
    """The filters of a query as conditions on entries."""
    values: dict[str, tuple[Any, ...]] = {
        name: tuple(getattr(query, name)) for name in ("kind", "type", "issuer", "agency", "document", "year") if getattr(query, name)
    }
    if query.held is not None:
        values["held"] = (query.held,)
    return Conditions(values, query.since, query.until)

"""Search over one generation: three lanes, two stages, hits that say why they are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import DEFAULT_MODEL, StaticEncoder, model_folder
from embeddings.generation import Generation
from embeddings.lexical import Conditions
from embeddings.ngrams import background_counts, restoring_counts
from embeddings.protocols import Encoder, Entry
from search_api.search.candidates import idf
from search_api.search.exact import Exact, find_exact
from search_api.search.features import Ints
from search_api.search.meaning import Meanings
from search_api.search.places import fold_places
from search_api.search.ranker import Ranker, load_ranker
from search_api.search.ranking import Place, Pool, Ranking
from search_api.search.reading import Reading, read_query
from search_api.search.records import FacetValue, Hit, Interpretation, SearchAnswer, SearchQuery, Suggestion
from search_api.search.reranker import RERANKED, Reranker
from search_api.search.snippets import snippet
from search_api.search.suggest import suggest
from search_api.search.wordings import load_lexicon
from vietnamese.typing_slips import Speller

FACETS = ("kind", "type", "issuer", "agency", "year", "held", "document")
COUNTED = 10_000
SHARE = 0.5


class SearchEngine:
    """Answers queries over an opened generation. Reading only; safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        encoder: Encoder,
        static: StaticEncoder | None = None,
        ranker: Ranker | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self.generation, self.encoder, self.reranker = generation, encoder, reranker
        known = encoder if isinstance(encoder, StaticEncoder) else static or StaticEncoder(model_folder(DEFAULT_MODEL))
        self.meanings = Meanings(known, generation.forward.vocabulary, generation.forward.sections)
        self.ranking = Ranking(generation, encoder, self.meanings, ranker or load_ranker())
        self.lexicon = load_lexicon()
        self.counts = restoring_counts(generation.counts, self.lexicon.said)
        self.speller = Speller(self.counts, self.counts.folded_vocabulary())

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, reranker: Reranker | None = None) -> SearchEngine:
        """Opens the generation in `folder`, whose vectors `encoder` made."""
        return cls(Generation(folder), encoder, reranker=reranker)

    def close(self) -> None:
        self.generation.close()

    def search(self, query: SearchQuery) -> SearchAnswer:
        """One page of hits, with the total, the facets and how the query was read."""
        conditions = conditions_of(query)
        reading = self.read(query.q, literal=query.literal)
        exact = find_exact(self.generation, query.q, reading, conditions) if reading.words else None
        searched = self._as_named(reading, exact)
        gathering = self.ranking.gather(searched, conditions)
        matching, tallies = self._counted(searched, conditions)
        places = self._read_again(searched, self.ranking.rank(searched, gathering, conditions, exact))
        page = self._ordered(places, matching, query)[(query.page - 1) * query.size : query.page * query.size]
        entries = self.generation.entries.rows([place.row for place in page])
        weights = {word: 1.0 for wording in searched.all_wordings() for word in wording.words}
        return SearchAnswer(
            query.q,
            Interpretation(searched.shown, reading.literal, searched.restored, exact.candidates if exact else ()),
            len(matching),
            tuple(hit(place, entries[place.row], weights) for place in page),
            self._facets(matching, tallies, places),
            query.page,
            query.size,
        )

    def read(self, q: str, *, literal: bool = False) -> Reading:
        """How a query is understood."""
        held = self.generation
        return read_query(
            q, self.counts, self.speller, self.lexicon, literal=literal, holds=held.holds, writes=held.writes, usual=self._usual
        )

    def _usual(self, phrase: Sequence[str]) -> bool:
        """Whether the documents or else statutes write every pair of neighbours of a phrase."""
        statutes = background_counts()
        return all(self.generation.writes(pair) or statutes.pairs(pair[:1], pair[1:])[0, 0] > 0 for pair in pairwise(phrase))

    def suggest(self, q: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """At most `limit` completions of what is being typed."""
        return suggest(self.generation, q, limit)

    def pool(self, reading: Reading, conditions: Conditions) -> Pool:
        """The candidates of a reading with their features, for fitting and measuring."""
        return self.ranking.pool(reading, self.ranking.gather(reading, conditions))

    def count(self, reading: Reading, conditions: Conditions) -> int:
        """How many passages hold at least half of the query's idf, exact to 10,000."""
        return len(self._matching(reading, conditions))

    def _read_again(self, reading: Reading, places: list[Place]) -> list[Place]:
        """The first places in the reranker's order, those that were named outright before them; as they are without one."""
        if self.reranker is None or not reading.words:
            return places
        named = sum(place.named for place in places)
        first = places[named : named + RERANKED]
        entries = self.generation.entries.rows([place.row for place in first])
        texts = ["\n".join((entries[place.row].heading, entries[place.row].text)) for place in first]
        scores = self.reranker.scores(reading.shown, texts) if texts else ()
        order = sorted(range(len(first)), key=lambda i: (-scores[i], i))
        return [*places[:named], *(first[i] for i in order), *places[named + len(first) :]]

    def _as_named(self, reading: Reading, exact: Exact | None) -> Reading:
        """A number is searched as it is printed, whatever its spelling; nothing was restored then."""
        if exact is None or not exact.words:
            return reading
        return replace(reading, shown=reading.literal, words=exact.words, loose=frozenset(), wordings=())

    def _matching(self, reading: Reading, conditions: Conditions) -> Ints:
        """Rows of the passages (or of the kinds asked for) that hold at least half of the query's idf, by row."""
        values = dict(conditions.values)
        values.setdefault("kind", ("passage",))
        allowed = self.generation.columns.mask(Conditions(values, conditions.since, conditions.until))
        if not reading.words:
            return np.flatnonzero(allowed)[:COUNTED]
        numbers, frequencies = self.generation.forward.numbers, self.generation.forward.frequencies
        known = [numbers.get(word) for word in dict.fromkeys(reading.words)]
        weights = [idf(self.generation.count, 0 if number is None else int(frequencies[number])) for number in known]
        return self.generation.postings.holding(list(zip(known, weights, strict=True)), SHARE, allowed, COUNTED)

    def _ordered(self, places: list[Place], matching: Ints, query: SearchQuery) -> Sequence[Place]:
        """The ranked places, then the other matching ones by id; by date where asked for."""
        ordered = places
        if query.sort == "date" or len(places) < query.page * query.size:
            ordered = [*places, *self._beyond(places, matching)]
        if query.sort == "date":
            dates = self.generation.columns.dates
            ordered = sorted(ordered, key=lambda place: -int(dates[place.row]))
        return ordered

    def _beyond(self, places: Sequence[Place], matching: Ints) -> list[Place]:
        """Matching places that are no candidates, by id."""
        columns = self.generation.columns
        ranked = np.array([place.row for place in places], np.int64)
        rest = matching[~among(matching, np.sort(ranked))]
        rows = np.concatenate((ranked, rest[np.argsort(columns.by_id[rest])]))
        groups = fold_places(columns, rows)
        return [Place(int(rows[g[0]]), 0.0, len(g) - 1, _beyond_candidates) for g in groups if g[0] >= len(ranked)]

    def _counted(self, reading: Reading, conditions: Conditions) -> tuple[Ints, Mapping[str, Ints]]:
        """The matching rows and, for each facet, how many of them bear each value."""
        matching = self._matching(reading, conditions)
        return matching, {facet: self.generation.columns.counts(facet, matching) for facet in FACETS}

    def _facets(self, matching: Ints, tallies: Mapping[str, Ints], places: Sequence[Place]) -> Mapping[str, tuple[FacetValue, ...]]:
        """The tallies of the matching rows with those of the ranked ones that do not match."""
        columns, ranked = self.generation.columns, np.array([place.row for place in places], np.int64)
        more = ranked[~among(ranked, matching)]
        return {
            facet: tuple(FacetValue(*one) for one in columns.commonest(facet, tally + columns.counts(facet, more)))
            for facet, tally in tallies.items()
        }


def among(rows: Ints, ascending: Ints) -> NDArray[np.bool_]:
    """Which of the rows are among others that ascend."""
    if not len(ascending):
        return np.zeros(len(rows), bool)
    found: NDArray[np.bool_] = ascending[np.minimum(np.searchsorted(ascending, rows), len(ascending) - 1)] == rows
    return found


def _beyond_candidates() -> tuple[str, ...]:
    return ("chứa ít nhất một nửa các từ được tìm",)


def hit(place: Place, entry: Entry, weights: Mapping[str, float]) -> Hit:
    """A place as it is handed out: exported key, offsets, snippet with marks."""
    shown = snippet(entry.text, weights)
    return Hit(
        entry.kind,
        str(entry.facets.get("key") or entry.id),
        entry.document,
        entry.section,
        entry.start,
        entry.end,
        entry.heading,
        shown.text,
        shown.marks,
        round(place.score, 4),
        place.why(),
        entry.facets,
        place.folded,
    )


def conditions_of(query: SearchQuery) -> Conditions:
    """The filters of a query as conditions on entries."""
    values: dict[str, tuple[Any, ...]] = {
        name: tuple(getattr(query, name))
        for name in ("kind", "type", "issuer", "agency", "document", "year")
        if getattr(query, name)
    }
    if query.held is not None:
        values["held"] = (query.held,)
    return Conditions(values, query.since, query.until)

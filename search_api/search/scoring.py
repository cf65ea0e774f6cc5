"""The feature matrix of the candidates of one query."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embeddings.generation import Generation
from embeddings.protocols import Vectors
from search_api.search import features as f
from search_api.search.features import Floats, Ints, QueryTerms
from search_api.search.meaning import Meanings


def feature_matrix(
    generation: Generation, meanings: Meanings, query: QueryTerms, query_vector: Vectors, rows: Ints, cosines: Floats,
) -> Floats:
    """One row a candidate, one column a name of `features.NAMES`."""
    members, owner = f.group_members(generation.forward, rows)
    distinct, where = np.unique(np.concatenate((rows, members)), return_inverse=True)
    own, member = where[: len(rows)], where[len(rows) :]
    tokens = f.read_tokens(generation.forward, distinct)
    matches = f.Matches(tokens, query, len(generation.forward.vocabulary))
    heading, body = matches.term_counts(True), matches.term_counts(False)
    heading_pairs, body_pairs = matches.pair_counts(True), matches.pair_counts(False)
    headings = generation.forward.headings[distinct].astype(np.float32)
    lengths = tokens.lengths.astype(np.float32)
    in_heading, in_body = matches.term_presence(True), matches.term_presence(False)

    def section(own_heading: Floats, bodies: Floats) -> Floats:
        total = own_heading[own].copy()
        np.add.at(total, owner, bodies[member])
        return total

    section_length = (headings[own] + np.bincount(owner, (lengths - headings)[member], len(rows))).astype(np.float32)
    mean = generation.forward.mean_length
    by_section = f.bm25(section(heading, body), section(heading_pairs, body_pairs), section_length, 2 * mean, query, f.K1, f.B)
    single = f.bm25((heading + body)[own], (heading_pairs + body_pairs)[own], lengths[own], mean, query, f.K1, f.B)
    soft, soft_heading = _soft(meanings, query, generation, rows)
    both_pairs = np.maximum(heading_pairs, body_pairs)[own]
    return f.stack([
        f.relative(by_section),
        f.relative(single),
        cosines,
        soft_heading[1] @ query_vector,
        f.coverage(np.maximum(in_heading, in_body)[own], query.idf),
        f.coverage(soft, query.idf),
        f.coverage(both_pairs, query.pair_idf),
        f.coverage(in_heading[own], query.idf),
        f.coverage(soft_heading[0], query.idf),
        f.coverage(heading_pairs[own], query.pair_idf),
    ])


def _soft(meanings: Meanings, query: QueryTerms, generation: Generation, rows: Ints) -> tuple[Floats, tuple[Floats, Floats]]:
    """Soft presence in the whole entry and in its heading; with the latter the headings' vectors."""
    tokens = f.read_tokens(generation.forward, rows)
    distinct, rows_of = np.unique(tokens.ids, return_inverse=True)
    vectors = meanings.of_numbers(distinct)
    whole = f.soft_presence(tokens, query, vectors, rows_of, None)
    heading = f.soft_presence(tokens, query, vectors, rows_of, tokens.heading)
    return whole, (heading, _heading_vectors(meanings, tokens))


def _heading_vectors(meanings: Meanings, tokens: f.Tokens) -> NDArray[np.float32]:
    at = np.flatnonzero(tokens.heading)
    return meanings.of_runs(tokens.ids[at], tokens.entry[at], len(tokens.lengths))

"""The feature matrix of the candidates of one query."""

from __future__ import annotations

import numpy as np

from embeddings.generation import Generation
from embeddings.protocols import Vectors
from search_api.search import features as f
from search_api.search.features import Floats, Ints, QueryTerms
from search_api.search.meaning import Meanings


def feature_matrix(
    generation: Generation, meanings: Meanings, query: QueryTerms, query_vector: Vectors, rows: Ints, cosines: Floats
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
    soft, soft_heading = _soft(meanings, query, tokens, own)
    both_pairs = np.maximum(heading_pairs, body_pairs)[own]
    return f.stack(
        [
            f.relative(by_section),
            f.relative(single),
            cosines,
            _heading_vectors(meanings, generation, tokens, rows, own) @ query_vector,
            f.coverage(np.maximum(in_heading, in_body)[own], query.idf),
            f.coverage(soft, query.idf),
            f.coverage(both_pairs, query.pair_idf),
            f.coverage(in_heading[own], query.idf),
            f.coverage(soft_heading, query.idf),
            f.coverage(heading_pairs[own], query.pair_idf),
        ]
    )


def _soft(meanings: Meanings, query: QueryTerms, tokens: f.Tokens, own: Ints) -> tuple[Floats, Floats]:
    """Soft presence in each candidate as a whole, and in its heading."""
    wanted = np.zeros(len(tokens.lengths), bool)
    wanted[own] = True
    at = np.flatnonzero(wanted[tokens.entry])
    distinct, rows_of = np.unique(tokens.ids[at], return_inverse=True)
    similar = np.clip(meanings.of_numbers(distinct) @ query.vectors.T, 0, 1).astype(np.float32)
    nearest = similar[rows_of]
    whole = f.best_by_entry(nearest, tokens.entry[at], len(tokens.lengths))
    inside = tokens.heading[at]
    heading = f.best_by_entry(nearest[inside], tokens.entry[at][inside], len(tokens.lengths))
    return whole[own], heading[own]


def _heading_vectors(meanings: Meanings, generation: Generation, tokens: f.Tokens, rows: Ints, own: Ints) -> Floats:
    """A vector for each candidate's heading; those of one section share theirs, which is kept for the next query."""
    groups = generation.forward.groups[rows]
    distinct, first, where = np.unique(groups, return_index=True, return_inverse=True)
    known = {group: vector for group in distinct.tolist() if (vector := meanings.headings.get(group)) is not None}
    missing = [i for i, group in enumerate(distinct.tolist()) if group not in known]
    if missing:
        entries = own[first[missing]]
        turn = np.full(len(tokens.lengths), -1, np.int64)
        turn[entries] = np.arange(len(entries))
        at = np.flatnonzero(tokens.heading & (turn[tokens.entry] >= 0))
        order = np.argsort(turn[tokens.entry[at]], kind="stable")
        at = at[order]
        vectors = meanings.of_runs(tokens.ids[at], turn[tokens.entry[at]], len(entries))
        made = dict(zip(distinct[missing].tolist(), vectors, strict=True))
        known |= made
        meanings.keep_headings(made)
    return np.stack([known[group] for group in distinct.tolist()])[where]

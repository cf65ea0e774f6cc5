"""Completions for the search box: documents by number or title, agencies, projects whose words begin as typed."""

from __future__ import annotations

from itertools import pairwise

from embeddings.generation import Generation
from embeddings.lexical import FOLDED, Conditions, Weighted
from search_api.search.exact import find_number
from search_api.search.records import Suggestion
from vietnamese.syllables import JOINT, folded, syllables

KINDS = ("document", "agency", "project")
LOOKED_AT = 60
Ranked = tuple[tuple[int, int, str], Suggestion]


def suggest(generation: Generation, q: str, limit: int) -> tuple[Suggestion, ...]:
    """At most `limit` names that hold all typed words, the last one perhaps unfinished; numbers in any spelling first."""
    words = folded(syllables(q))
    if not words:
        return ()
    conditions = Conditions({"kind": KINDS})
    found = _numbers(generation, q)
    for last in _completions(generation, words[-1]):
        terms = _terms([*words[:-1], last])
        rows, _ = generation.lexical.search(terms, LOOKED_AT, conditions)
        for entry in generation.entries.rows(rows.tolist()).values():
            rank = _rank([*words[:-1], last], entry.heading)
            if rank is not None:
                known = found.get(entry.id)
                order = (rank, len(entry.heading), entry.id)
                if known is None or order < known[0]:
                    key = str(entry.facets.get("key") or entry.id)
                    found[entry.id] = (order, Suggestion(entry.heading, entry.kind, key))
    return tuple(suggestion for _, suggestion in sorted(found.values(), key=lambda item: item[0])[:limit])


def _completions(generation: Generation, word: str) -> list[str]:
    """Syllables of the collection that begin as the last word does, the commonest first."""
    terms = generation.lexical.beginning_with(FOLDED, word, 200)
    whole = [term for term in terms if JOINT not in term]
    return [word, *(term for term in whole if term != word)][:12]


def _terms(words: list[str]) -> list[Weighted]:
    single = [Weighted(word, 1.0, folded=True) for word in dict.fromkeys(words)]
    pairs = [Weighted(f"{a}{JOINT}{b}", 1.0, folded=True) for a, b in pairwise(words)]
    return single + pairs


def _numbers(generation: Generation, q: str) -> dict[str, Ranked]:
    """Documents whose number is spelled, before all others."""
    exact = find_number(generation, q, Conditions())
    rows = exact.documents if exact else ()
    entries = generation.entries.rows(rows)
    return {
        entries[row].id: (
            (0, turn, entries[row].id),
            Suggestion(entries[row].heading, "document", str(entries[row].facets.get("key"))),
        )
        for turn, row in enumerate(rows)
    }


def _rank(words: list[str], heading: str) -> int | None:
    """1 for a name that begins so, 2 for one that holds the words; None for others."""
    name = folded(syllables(heading))
    if name[: len(words)] == words:
        return 1
    return 2 if set(words) <= set(name) else None

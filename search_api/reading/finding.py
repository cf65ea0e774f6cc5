"""Searching and asking within one request's reading."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date
from typing import Any

from graph.records import to_json
from search_api.reading.agencies import agency_name
from search_api.search.records import SearchAnswer, SearchQuery, Suggestion
from search_api.service import Reading

SUGGESTIONS = 10


def search(reading: Reading, query: SearchQuery) -> SearchAnswer:
    """Searches; documents and agencies in the filters may be given by any of their names. Raises NotFound or AmbiguousKey."""
    documents = tuple(reading.snapshot.resolve(name) for name in query.document)
    agencies = tuple(agency_name(reading.snapshot, name) for name in query.agency)
    return reading.engine.search(replace(query, document=documents, agency=agencies))


def suggest(reading: Reading, q: str) -> list[Suggestion]:
    """At most ten completions of what was typed so far; none for nothing."""
    return list(reading.engine.suggest(q))[:SUGGESTIONS] if q.strip() else []


def ask(reading: Reading, question: str, today: date) -> dict[str, Any]:
    """The answer to a question as the contract's `/ask` object."""
    answer = importlib.import_module("search_api.ask").answer
    found: dict[str, Any] = answer(question, reading.snapshot, reading.engine, today)
    return found


def search_json(answer: SearchAnswer) -> dict[str, Any]:
    """A search's answer as JSON; facets as `{name: [{value, count}]}`."""
    found: dict[str, Any] = to_json(answer)
    return found

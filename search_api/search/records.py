"""What is asked of search and what it answers (CONTRACT.md 3, `/search`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Sort = Literal["relevance", "date"]
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query with its filters; several values of one filter mean any of them. `since`/`until` are ISO days, both included."""

    q: str
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None
    held: bool | None = None
    sort: Sort = "relevance"
    literal: bool = False
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that answers: `key` is the exported key or id, `document`, `start`, `end` say where it stands.

    `snippet` is readable text, `marks` the spans in it that the query's words cover; `why` names in words what brought it up.
    """

    kind: str
    key: str
    document: str
    section: tuple[str, ...]
    start: int
    end: int
    heading: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    why: tuple[str, ...]
    facets: Mapping[str, Any] = field(default_factory=dict)
    folded: int = 0
    """How many near-duplicates of the place this hit stands for besides itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another thing that the query may mean ("50-CT/TW: 2015 hay 2025?")."""

    label: str
    q: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How the query was read: `shown` is what the results are for, `literal` what was typed; `restored` where they differ."""

    shown: str
    literal: str
    restored: bool
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits of one page. `total` counts the passages that hold at least half of the query's idf, exact to 10,000."""

    query: str
    interpretation: Interpretation
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion for the search box."""

    text: str
    kind: str
    key: str | None = None

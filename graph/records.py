"""What the corpus says, as values: the records of the export (field names and meanings are the contract's).

They are what `resolve` gives out, what the stores keep and what every answer is built from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, Literal

DocumentKey = str
State = Literal["resolved", "ambiguous", "unresolved", "self"]
RelationType = Literal[
    "implements", "amends", "replaces", "repeals", "continues", "reviews", "details", "based_on", "issued_with", "corrects", "cites"
]
DeadlineKind = Literal["by", "recurring", "event", "none"]
PassageKind = Literal["body", "heading", "footnote", "table", "signature"]
AgencyKind = Literal["party", "government", "council", "front", "court", "enterprise", "other"]
AgencyLevel = Literal["central", "province", "commune", "other"]
FindingKind = Literal[
    "conflicting_date",
    "shared_number",
    "title_mismatch",
    "issuer_conflict",
    "cited_not_held",
    "overdue",
    "no_lead",
    "impossible_date",
    "duplicate_document",
    "figure_conflict",
    "plan_missed",
]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included, ISO 8601; None where open."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a statement rests on; offsets into the raw text of the document's primary source."""

    document: DocumentKey
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RelationEvidence:
    """Evidence of a relation, with the rule that read it and how sure that rule is (0 to 1)."""

    document: DocumentKey
    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """A document, held (its text is here) or only cited."""

    key: DocumentKey
    number: str | None
    date: str | None
    date_printed: str | None
    type: str | None
    issuer: str | None
    title: str | None
    period: Period | None
    held: bool
    source: str | None
    sources: tuple[str, ...] = ()
    signer: str | None = None
    signer_role: str | None = None
    recipients: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A readable stretch of a held document, the unit of search. `id` is the document's key, `/p` and a running number.

    `context` is what it must be read with: the words that a footnote follows, the row that a part of a row belongs to; not exported.
    """

    id: str
    document: DocumentKey
    kind: PassageKind
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int
    context: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is cited."""

    document: DocumentKey
    source: str
    start: int
    end: int
    surface: str
    number: str | None
    date: str | None
    year: int | None
    target: DocumentKey | None
    state: State
    candidates: tuple[DocumentKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed relation between two documents. `planned`: announced, proposed or still to be drafted, not in force."""

    source: DocumentKey
    type: RelationType
    target: DocumentKey
    state: State
    planned: bool
    evidence: tuple[RelationEvidence, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    kind: DeadlineKind
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class NamedDeadline:
    """One of several deadlines of a task, with the words it belongs to (`text`)."""

    raw: str
    kind: DeadlineKind
    start: str | None
    end: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something assigned or directed. `id` is the document's key, `/t` and a running number."""

    id: str
    document: DocumentKey
    ordinal: str | None
    section: tuple[str, ...]
    text: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    authority: tuple[str, ...]
    product: str | None
    deadline_raw: str | None
    deadline: Deadline
    deadlines: tuple[NamedDeadline, ...]
    implements: tuple[DocumentKey, ...]
    implements_direct: tuple[DocumentKey, ...]
    evidence: Evidence
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    aliases: tuple[str, ...]
    kind: AgencyKind
    level: AgencyLevel
    parent: str | None
    valid_from: str | None = None
    valid_until: str | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectReport:
    document: DocumentKey
    date: str | None
    progress: str | None


@dataclass(frozen=True, slots=True)
class Project:
    """A named investment project; the fields are the latest report's. Investment in million đồng."""

    id: str
    name: str
    ordinal: str | None
    investment_million_vnd: float | int | None
    location: tuple[str, ...]
    funding: str | None
    plan: str | None
    progress: str | None
    summary: str | None
    forecast: str | None
    recommendation: str | None
    milestone: str | None
    owner: str | None
    reports: tuple[ProjectReport, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that is planned or reported; `values` maps a column's heading to what is printed there."""

    id: str
    document: DocumentKey
    ordinal: str | None
    name: str
    unit: str | None
    period: str | None
    values: Mapping[str, str]
    verdict: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Footnote:
    document: DocumentKey
    marker: str
    anchor: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a careful clerk would query; one for each document, number, figure or list."""

    kind: FindingKind
    keys: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that the held documents say, resolved: each tuple sorted by key or id. The outcome of `resolve`."""

    documents: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    tasks: tuple[Task, ...] = ()
    agencies: tuple[Agency, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    findings: tuple[Finding, ...] = ()
    names: Mapping[str, tuple[DocumentKey, ...]] = field(default_factory=dict)
    """Every printed `number@date`, bare number and name -> the documents it may mean (for taking keys; 409 if several)."""


def to_json(record: Any) -> Any:
    """A record as JSON values: dataclasses become objects, tuples lists."""
    kind: Any = type(record)
    if kind in _PLAIN:
        return record
    if isinstance(record, (tuple, list)):
        return [item if type(item) is str else to_json(item) for item in record]
    if isinstance(record, Mapping):
        return {key: to_json(value) for key, value in record.items()}
    made = {}
    for name in _field_names(kind):
        value = getattr(record, name)
        made[name] = value if type(value) in _PLAIN else to_json(value)
    return made


_PLAIN = frozenset((str, int, float, bool, type(None)))


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

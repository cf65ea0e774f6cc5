"""What the answers look like. Records of the export are used as they are; here stands what the calls add to them."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.records import Agency, Deadline, Document, Evidence, Finding, Indicator, NamedDeadline, Period, Project, RelationEvidence
from search_api.search.records import FacetValue, Hit, Interpretation, Suggestion

T = TypeVar("T")


class Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Problem(BaseModel):
    """Every error."""

    ok: Literal[False]
    error: str
    code: str
    status: int
    candidates: list[str] | None = Field(default=None, description="Các khóa có thể là văn bản muốn nói (409)")


class Page(Answer, Generic[T]):
    """A part of a list; `next` is the cursor of the following part."""

    total: int
    items: list[T]
    next: str | None


class TaskItem(Answer):
    """A task as exported, with its state on `as_of` and, where a document was asked for, the way to it."""

    id: str
    document: str
    ordinal: str | None
    section: list[str]
    text: str
    lead: list[str]
    coordinate: list[str]
    authority: list[str]
    product: str | None
    deadline_raw: str | None
    deadline: Deadline
    deadlines: list[NamedDeadline]
    implements: list[str]
    implements_direct: list[str]
    evidence: Evidence
    doubts: list[str]
    status: Literal["open", "due", "overdue", "done"]
    direct: bool | None = Field(default=None, description="Chính nhiệm vụ nêu văn bản được hỏi")
    via: list[str] | None = Field(default=None, description="Các văn bản ở giữa, từ nhiệm vụ đến văn bản được hỏi")
    hop: int | None = None


class TaskPage(Page[TaskItem]):
    as_of: str


class DocumentRelation(Answer):
    type: str
    direction: Literal["out", "in"]
    document: str
    planned: bool
    state: str
    evidence: list[RelationEvidence]


class DocumentDetail(Answer):
    key: str
    number: str | None
    date: str | None
    date_printed: str | None
    type: str | None
    issuer: str | None
    title: str | None
    period: Period | None
    held: bool
    source: str | None
    sources: list[str]
    signer: str | None
    signer_role: str | None
    recipients: list[str]
    aliases: list[str]
    counts: dict[str, int]
    relations: list[DocumentRelation]


class AgencyDetail(Answer):
    name: str
    aliases: list[str]
    kind: str
    level: str
    parent: str | None
    valid_from: str | None
    valid_until: str | None
    merged_into: str | None
    parts: list[str]
    merged: list[str]
    tasks: dict[str, int]
    issued: list[str]


class LineageNode(BaseModel):
    model_config = ConfigDict(extra="allow")
    key: str
    kind: str
    hop: int


class LineageEdge(BaseModel):
    model_config = ConfigDict(extra="allow")
    source: str
    type: str
    target: str
    hop: int
    evidence: list[dict[str, Any]]


class LineageBreak(BaseModel):
    """Where the chain is broken: a parent that no longer stands, one whose text is missing, no task at the end."""

    kind: Literal["parent_ended", "parent_not_held", "no_task"]
    document: str
    parent: str | None
    message: str


class Lineage(BaseModel):
    model_config = ConfigDict(extra="allow")
    nodes: list[LineageNode]
    edges: list[LineageEdge]
    breaks: list[LineageBreak]
    truncated: bool


class SearchResult(Answer):
    """`total` counts the passages that hold at least half of the query's weight, exact to 10,000."""

    query: str
    interpretation: Interpretation
    total: int
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    page: int
    size: int


class AskedAnswer(BaseModel):
    kind: Literal["tasks", "documents", "agencies", "projects", "indicators", "findings", "passages", "none"]
    text: str
    items: list[dict[str, Any]]


class Alternative(BaseModel):
    label: str
    q: str


class Asked(BaseModel):
    model_config = ConfigDict(extra="allow")
    question: str
    intent: str
    slots: dict[str, Any]
    answer: AskedAnswer
    evidence: list[Evidence]
    alternatives: list[Alternative]


class Ready(BaseModel):
    ok: bool
    generation: int
    counts: dict[str, int]
    model: str | None


DocumentPage = Page[Document]
AgencyPage = Page[Agency]
ProjectPage = Page[Project]
IndicatorPage = Page[Indicator]
FindingPage = Page[Finding]
SuggestionPage = Page[Suggestion]

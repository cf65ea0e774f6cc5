"""The search page: the box, what the workspace holds, results with their reasons; and the guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from graph.errors import GraphUnavailable
from graph.records import Document
from graph.store import NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api import labels
from search_api.pages.hits import shown_hit
from search_api.pages.render import render
from search_api.reading.documents import names_of
from search_api.reading.finding import search
from search_api.routes.common import ServiceOf
from search_api.search.records import SearchAnswer, SearchQuery
from search_api.urls import API, Urls

router = APIRouter()
FACETS = (
    ("Loại kết quả", "kind"),
    ("Loại văn bản", "type"),
    ("Cơ quan ban hành", "issuer"),
    ("Năm", "year"),
    ("Cơ quan thực hiện", "agency"),
)
FACET_VALUES = 8
Several = Annotated[list[str], Query()]


@router.get("/")
def home(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, Query(max_length=1000)] = "",
    kind: Several = [],  # noqa: B006
    type: Several = [],  # noqa: B006
    issuer: Several = [],  # noqa: B006
    agency: Several = [],  # noqa: B006
    document: Several = [],  # noqa: B006
    year: Annotated[list[int], Query()] = [],  # noqa: B006
    sort: Literal["relevance", "date"] = "relevance",
    literal: bool = False,
    page: Annotated[int, Query(ge=1, le=100000)] = 1,
) -> Response:
    if not q.strip():
        with service.snapshot() as snapshot:
            return _welcome(request, snapshot, service.once(snapshot, "examples", lambda: example_questions(snapshot)))
    query = SearchQuery(
        q,
        tuple(kind),
        tuple(type),
        tuple(issuer),
        tuple(agency),
        tuple(document),
        tuple(year),
        sort=sort,
        literal=literal,
        page=page,
    )
    with service.reading() as reading:
        answer = search(reading, query)
        return _results(request, reading.snapshot, query, answer)


@router.get("/huong-dan")
def guide(request: Request, service: ServiceOf) -> Response:
    calls = [
        (path, operation["get"]["summary"])
        for path, operation in request.app.openapi()["paths"].items()
        if path.startswith(API) and "get" in operation
    ]
    with service.snapshot() as snapshot:
        return render(request, "guide.html", snapshot=snapshot, calls=calls)


def _welcome(request: Request, snapshot: Snapshot, examples: Sequence[str]) -> Response:
    urls: Urls = request.app.state.urls
    counts = snapshot.status()["counts"]
    tiles = [
        (counts.get(name, 0), labels.COUNTS[name], address)
        for name, address in (
            ("held", urls.documents(held=True)),
            ("tasks", urls.tasks()),
            ("agencies", urls.agencies()),
            ("projects", urls.projects()),
            ("indicators", urls.indicators()),
            ("findings", urls.findings()),
        )
    ]
    held = snapshot.graph.nodes(NodeFilter("Document", (Where("held", "=", True),)), Order("date", True), limit=6)
    newest = [decode(Document, node.properties) for node in held.items]
    return render(request, "search.html", "home", snapshot, answer=None, tiles=tiles, newest=newest, examples=examples)


def example_questions(snapshot: Snapshot) -> list[str]:
    """Questions that this workspace can answer, made of what it holds."""
    examples: list[str] = []
    relation = _most_carried_out(snapshot)
    if relation:
        examples += [f"Nhiệm vụ nào thực hiện {relation}?", f"Văn bản nào triển khai {relation}?"]
    lead = _busiest(snapshot)
    if lead:
        examples += [f"{lead} chủ trì những nhiệm vụ nào?", f"{lead} phải làm gì trong quý IV?"]
    if snapshot.status()["counts"].get("held"):
        examples.append("Ngày ban hành của văn bản nào ghi không thống nhất?")
    return examples


def _most_carried_out(snapshot: Snapshot) -> str | None:
    tasks = snapshot.graph.nodes(NodeFilter("Task"), Order("deadline_end"), limit=300).items
    tally: dict[str, int] = {}
    for node in tasks:
        for key in node.properties.get("implements", ()):
            if "@" in key:
                tally[key] = tally.get(key, 0) + 1
    if not tally:
        return None
    key = min(tally, key=lambda name: (-tally[name], name))
    found = snapshot.graph.nodes(NodeFilter("Document", keys=(key,)), limit=1).items
    document = decode(Document, found[0].properties) if found else None
    return f"{document.type or 'văn bản'} {document.number}" if document and document.number else None


def _busiest(snapshot: Snapshot) -> str | None:
    tally: dict[str, int] = {}
    for node in snapshot.graph.nodes(NodeFilter("Task"), limit=300).items:
        for name in node.properties.get("lead", ()):
            tally[name] = tally.get(name, 0) + 1
    known = {node.key for node in snapshot.graph.nodes(NodeFilter("Agency", keys=tuple(tally)), limit=len(tally) or 1).items}
    return min(known, key=lambda name: (-tally[name], name), default=None)


def _results(request: Request, snapshot: Snapshot, query: SearchQuery, answer: SearchAnswer) -> Response:
    urls: Urls = request.app.state.urls
    kept = {
        "kind": query.kind,
        "type": query.type,
        "issuer": query.issuer,
        "agency": query.agency,
        "document": query.document,
        "year": query.year,
        "literal": query.literal,
    }
    kept = {name: value for name, value in kept.items() if value}
    names: dict[str, str] = {}
    with suppress(GraphUnavailable):
        names = names_of(snapshot, (hit.document for hit in answer.hits if hit.document))
    return render(
        request,
        "search.html",
        "home",
        snapshot,
        q=query.q,
        answer=answer,
        kept=kept,
        sort=query.sort,
        names=names,
        facets=list(_facets(urls, query, answer, kept)),
        more=len(answer.hits) == answer.size,
        hits=[shown_hit(hit, names, urls) for hit in answer.hits],
    )


def _facets(
    urls: Urls, query: SearchQuery, answer: SearchAnswer, kept: Mapping[str, Any]
) -> Iterator[tuple[str, str, list[tuple[str, str, int | None, bool, str]]]]:
    """Title, name and values (value, label, count, chosen, address that switches it) of each filter that offers something."""
    for title, name in FACETS:
        chosen = [str(value) for value in getattr(query, name)]
        counted = [(found.value, found.count) for found in answer.facets.get(name, ())]
        values: list[tuple[str, int | None]] = [(value, None) for value in chosen if value not in dict(counted)]
        values += counted[:FACET_VALUES]
        if values:
            rows = [
                (
                    value,
                    labels.KINDS.get(value, value) if name == "kind" else value,
                    count,
                    value in chosen,
                    urls.search(query.q, **_switched(kept, name, value, chosen)),
                )
                for value, count in values
            ]
            yield title, name, rows


def _switched(kept: Mapping[str, Any], name: str, value: str, chosen: Sequence[str]) -> dict[str, Any]:
    values = [other for other in chosen if other != value] if value in chosen else [*chosen, value]
    return {**kept, name: values}

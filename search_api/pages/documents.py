"""The pages of documents: the list, one with its text and lược đồ, and the lược đồ as files."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from graph.errors import NotFound
from graph.records import Document, Mention
from graph.store import NodeFilter
from ingest.workspace import Snapshot
from search_api import labels
from search_api.exports.lineage import FORMS, lineage_file
from search_api.pages.document_text import Link, Place, text_blocks, with_letterhead
from search_api.pages.render import render
from search_api.pages.tree import lineage_tree, neighbour_node
from search_api.reading import documents
from search_api.reading.lineage import lineage
from search_api.reading.listing import every
from search_api.reading.tasks import TaskQuery, list_tasks
from search_api.routes.common import Cursor, ServiceOf
from search_api.service import Service
from search_api.urls import Urls

router = APIRouter()
FORM_LABELS = {"svg": "SVG", "mermaid": "Mermaid", "graphml": "GraphML", "cypher": "Cypher", "json": "JSON"}
IN_TREE = frozenset({"implements", "continues", "details", "based_on"})
SIDE_TASKS = 8
PLACES = 60


@router.get("/van-ban")
def document_list(
    request: Request, service: ServiceOf, loc: str = "", type: str = "", held: str = "", issuer: str = "", cursor: Cursor = None
) -> Response:
    urls: Urls = request.app.state.urls
    wanted = {"true": True, "false": False}.get(held)
    chosen = {"loc": loc, "type": type, "held": held, "issuer": issuer}
    with service.snapshot() as snapshot:
        found = documents.list_documents(
            snapshot, q=loc.strip() or None, type=type or None, issuer=issuer or None, held=wanted, limit=50, cursor=cursor
        )
        types = service.once(snapshot, "types", lambda: document_types(snapshot))
        return render(
            request,
            "documents.html",
            "documents",
            snapshot,
            found=found,
            types=types,
            f={"q": loc, "type": type, "held": wanted},
            next_url=urls.documents(**chosen, cursor=found.next) if found.next else None,
            first_url=urls.documents(**chosen) if cursor else None,
        )


def document_types(snapshot: Snapshot) -> list[str]:
    """The types that documents here have, for the filter's choice."""
    return sorted({str(node.properties.get("type") or "") for node in every(snapshot.graph, NodeFilter("Document"))} - {""})


@router.get("/van-ban/{key:path}")
def document_page(
    request: Request,
    service: ServiceOf,
    key: str,
    tu: Annotated[int | None, Query(ge=0)] = None,
    den: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    with service.snapshot() as snapshot:
        document = snapshot.document(snapshot.resolve(key))
        place = Place(tu, max(den if den is not None else tu + 1, tu + 1)) if tu is not None else None
        values = _relations(service, snapshot, document, request.app.state.urls)
        values |= _work(service, snapshot, document)
        values |= _text(snapshot, document, request.app.state.urls, place)
        return render(request, "document.html", "documents", snapshot, d=document, facts=_facts(request, document), **values)


@router.get("/luoc-do/{key:path}.{form}")
def lineage_download(
    request: Request,
    service: ServiceOf,
    key: str,
    form: str,
    direction: Literal["up", "down", "both"] = "both",
    depth: int | None = None,
) -> Response:
    if form not in FORMS:
        raise NotFound(f"Không có lược đồ dạng “{form}”. Các dạng: {', '.join(FORMS)}.")
    with service.snapshot() as snapshot:
        found = lineage(
            snapshot,
            snapshot.resolve(key),
            direction,
            depth=depth or service.settings.lineage_depth,
            limit=service.settings.lineage_limit,
        )
    urls: Urls = request.app.state.urls
    return Response(lineage_file(found, form, urls), media_type=FORMS[form])


def _facts(request: Request, document: Document) -> list[tuple[str, str, str]]:
    urls: Urls = request.app.state.urls
    signer = ", ".join(part for part in (document.signer, document.signer_role) if part)
    rows = [
        ("Loại văn bản", document.type or "", ""),
        ("Ngày ban hành", labels.date_of(document), ""),
        ("Cơ quan ban hành", document.issuer or "", urls.agency(document.issuer) if document.issuer else ""),
        ("Người ký", signer, ""),
        ("Kỳ báo cáo", labels.period(document.period), ""),
        ("Tên gọi khác", "; ".join(document.aliases), ""),
        ("Tệp nguồn", "; ".join(document.sources), ""),
    ]
    return [row for row in rows if row[1]]


def _relations(service: Service, snapshot: Snapshot, document: Document, urls: Urls) -> dict[str, Any]:
    settings = service.settings
    found = lineage(snapshot, document.key, "both", depth=settings.lineage_depth, limit=settings.lineage_limit)
    near = documents.neighbours(snapshot, document.key)
    groups: dict[str, list[Any]] = {}
    for neighbour in near:
        if neighbour.type != "cites" and (neighbour.type not in IN_TREE or neighbour.planned):
            title = labels.RELATIONS[neighbour.type][0 if neighbour.outgoing else 1]
            groups.setdefault(title, []).append(neighbour_node(neighbour, urls))
    findings = documents.findings_of(snapshot, document.key)
    own = [finding for finding in findings if finding.kind != "cited_not_held" or document.key in finding.keys]
    related = {neighbour.document.key for neighbour in near if neighbour.type != "cites"}
    cited = [neighbour_node(n, urls) for n in near if n.type == "cites" and n.document.key not in related]
    return {
        "up": lineage_tree(found, "up", urls),
        "down": lineage_tree(found, "down", urls),
        "truncated": found["truncated"],
        "breaks": [item["message"] for item in found["breaks"]],
        "others": list(groups.items()),
        "cited": cited,
        "findings": own,
        "not_held": len(findings) - len(own),
        "lineage_forms": [(form, FORM_LABELS[form]) for form in FORMS],
    }


def _work(service: Service, snapshot: Snapshot, document: Document) -> dict[str, Any]:
    settings, today = service.settings, date.today().isoformat()
    given = TaskQuery(today, document=document.key, due_days=settings.due_days)
    carrying = TaskQuery(today, implements=document.key, due_days=settings.due_days, nodes=settings.lineage_limit)
    return {"tasks": list_tasks(snapshot, given, limit=SIDE_TASKS), "carried": list_tasks(snapshot, carrying, limit=SIDE_TASKS)}


def _text(snapshot: Snapshot, document: Document, urls: Urls, place: Place | None) -> dict[str, Any]:
    """The text of a held document; the places where one that is only cited stands."""
    source = snapshot.source_text(document.key) if document.held else None
    if source is None:
        places = citing_places(snapshot, document.key)
        return {"blocks": [], "places": places, "names": documents.names_of(snapshot, (p["document"] for p in places))}
    mentions = snapshot.records(Mention, document.key)
    names = documents.names_of(snapshot, (m.target for m in mentions if m.target))
    blocks = text_blocks(source, mentions, lambda mention: _link(mention, document.key, names, urls), place)
    return {"blocks": with_letterhead(blocks), "places": [], "names": names}


def _link(mention: Mention, own: str, names: dict[str, str], urls: Urls) -> Link:
    if mention.target == own or mention.state == "self":
        return Link("", "Chính văn bản này", "self")
    if mention.target:
        return Link(urls.document(mention.target), names.get(mention.target) or labels.short_name(mention.target), mention.state)
    if mention.candidates:
        told = "; ".join(labels.short_name(key) for key in mention.candidates[:4])
        return Link(urls.search(mention.surface), f"Có thể là: {told}", mention.state)
    return Link("", "Chưa xác định được văn bản nào", mention.state)


def citing_places(snapshot: Snapshot, key: str) -> list[dict[str, Any]]:
    """Where other documents cite this one: the sentences around, at most `PLACES`."""
    found: list[dict[str, Any]] = []
    for neighbour in documents.neighbours(snapshot, key):
        if not neighbour.outgoing:
            found += [{"document": e.document, "start": e.start, "end": e.end, "text": e.text} for e in neighbour.evidence]
    unique = {(place["document"], place["start"]): place for place in found}
    return [unique[place] for place in sorted(unique)][:PLACES]

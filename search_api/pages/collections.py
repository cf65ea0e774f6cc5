"""The pages of agencies, projects, indicators and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from graph.store import NodeFilter, NodeKind
from ingest.workspace import Snapshot
from search_api import labels
from search_api.pages.render import agency_names, render
from search_api.pages.tasks import assigning_documents
from search_api.reading import agencies, collections
from search_api.reading.documents import names_of
from search_api.reading.listing import Listing, every
from search_api.reading.tasks import TaskQuery, list_tasks
from search_api.routes.common import Cursor, ServiceOf
from search_api.urls import Urls

router = APIRouter()
PAGE = 50
FINDINGS_PAGE = 25
AGENCY_TASKS = 50


def _pager(found: Listing[Any], address: Callable[..., str], chosen: dict[str, Any], cursor: str | None) -> dict[str, Any]:
    return {
        "next_url": address(**chosen, cursor=found.next) if found.next else None,
        "first_url": address(**chosen) if cursor else None,
    }


@router.get("/co-quan")
def agency_list(
    request: Request, service: ServiceOf, loc: str = "", kind: str = "", level: str = "", cursor: Cursor = None
) -> Response:
    urls: Urls = request.app.state.urls
    with service.snapshot() as snapshot:
        found = agencies.list_agencies(snapshot, q=loc.strip(), kind=kind, level=level, limit=PAGE, cursor=cursor)
        pager = _pager(found, urls.agencies, {"loc": loc, "kind": kind, "level": level}, cursor)
        return render(
            request, "agencies.html", "agencies", snapshot, found=found, f={"q": loc, "kind": kind, "level": level}, **pager
        )


@router.get("/co-quan/{name:path}")
def agency_page(request: Request, service: ServiceOf, name: str) -> Response:
    with service.snapshot() as snapshot:
        view = agencies.agency_view(snapshot, name)
        agency, today, due = view.agency, date.today().isoformat(), service.settings.due_days
        lead = list_tasks(snapshot, TaskQuery(today, lead=agency.name, due_days=due), limit=AGENCY_TASKS)
        coordinate = list_tasks(snapshot, TaskQuery(today, coordinate=agency.name, due_days=due), limit=AGENCY_TASKS)
        names = names_of(snapshot, (item.task.document for item in (*lead.items, *coordinate.items)))
        return render(
            request,
            "agency.html",
            "agencies",
            snapshot,
            view=view,
            a=agency,
            lead=lead,
            coordinate=coordinate,
            names=names,
            aliases=[alias for alias in agency.aliases if alias != agency.name],
            known_agencies=service.once(snapshot, "agencies", lambda: agency_names(snapshot)),
        )


@router.get("/du-an")
def project_list(
    request: Request, service: ServiceOf, loc: str = "", place: str = "", from_bn: str = "", cursor: Cursor = None
) -> Response:
    urls: Urls = request.app.state.urls
    with service.snapshot() as snapshot:
        found = collections.list_projects(
            snapshot, q=loc.strip(), place=place.strip(), investment_from=_million(from_bn), limit=PAGE, cursor=cursor
        )
        pager = _pager(found, urls.projects, {"loc": loc, "place": place, "from_bn": from_bn}, cursor)
        return render(
            request, "projects.html", "projects", snapshot, found=found, f={"q": loc, "place": place, "from_bn": from_bn}, **pager
        )


def _million(billion: str) -> float | None:
    """ "1.500,5" tỷ đồng in million đồng; None where it is no number."""
    try:
        return float(billion.strip().replace(".", "").replace(",", ".")) * 1000
    except ValueError:
        return None


@router.get("/du-an/{id:path}")
def project_page(request: Request, service: ServiceOf, id: str) -> Response:
    with service.snapshot() as snapshot:
        project = collections.project(snapshot, id)
        rows = [
            ("Tổng mức đầu tư", labels.money(project.investment_million_vnd)),
            ("Địa điểm", "; ".join(project.location)),
            ("Nguồn vốn", project.funding),
            ("Chủ đầu tư", project.owner),
            ("Mốc", project.milestone),
            ("Kế hoạch", project.plan),
            ("Tiến độ", project.progress),
            ("Tóm tắt", project.summary),
            ("Dự báo", project.forecast),
            ("Kiến nghị", project.recommendation),
        ]
        names = names_of(snapshot, {project.evidence.document, *(report.document for report in project.reports)})
        return render(request, "project.html", "projects", snapshot, p=project, facts=[row for row in rows if row[1]], names=names)


@router.get("/chi-tieu")
def indicator_list(
    request: Request, service: ServiceOf, loc: str = "", document: str = "", verdict: str = "", cursor: Cursor = None
) -> Response:
    urls: Urls = request.app.state.urls
    with service.snapshot() as snapshot:
        found = collections.list_indicators(
            snapshot, q=loc.strip(), document=document, verdict=verdict.strip(), limit=PAGE, cursor=cursor
        )
        pager = _pager(found, urls.indicators, {"loc": loc, "document": document, "verdict": verdict}, cursor)
        return render(
            request,
            "indicators.html",
            "indicators",
            snapshot,
            found=found,
            f={"q": loc, "document": document, "verdict": verdict},
            documents=service.once(snapshot, "held", lambda: assigning_documents(snapshot)),
            names=names_of(snapshot, (i.document for i in found.items)),
            **pager,
        )


@router.get("/ra-soat")
def finding_list(request: Request, service: ServiceOf, kind: str = "", document: str = "", cursor: Cursor = None) -> Response:
    urls: Urls = request.app.state.urls
    with service.snapshot() as snapshot:
        key = snapshot.resolve(document) if document else ""
        found = collections.list_findings(snapshot, kind=kind, document=key, limit=FINDINGS_PAGE, cursor=cursor)
        keys = {key, *(k for f in found.items for k in f.keys), *(e.document for f in found.items for e in f.evidence)}
        names = names_of(snapshot, keys)
        return render(
            request,
            "findings.html",
            "findings",
            snapshot,
            found=found,
            kind=kind,
            document=key,
            names=names,
            related=related(snapshot, (k for f in found.items for k in f.keys), names, urls),
            counts=collections.finding_counts(snapshot),
            **_pager(found, urls.findings, {"kind": kind, "document": key}, cursor),
        )


def related(snapshot: Snapshot, keys: Iterable[str], names: Mapping[str, str], urls: Urls) -> dict[str, tuple[str, str]]:
    """What the keys of findings are called and where it stands: documents, tasks, projects, indicators; "" where nothing bears the key."""
    wanted = tuple(dict.fromkeys(keys))
    found = {key: (names.get(key) or labels.short_name(key), urls.document(key) if key in names else "") for key in wanted}
    words: tuple[tuple[NodeKind, str], ...] = (("Task", "nhiệm vụ"), ("Project", ""), ("Indicator", "chỉ tiêu"))
    for kind, word in words:
        for node in every(snapshot.graph, NodeFilter(kind, keys=wanted)) if wanted else ():
            told = node.properties.get("name") or node.properties.get("ordinal") or labels.shorten(node.properties["text"], 60)
            place = node.properties["evidence"]
            href = urls.project(node.key) if kind == "Project" else urls.document(place["document"], place["start"], place["end"])
            found[node.key] = (f"{word} {told}".strip(), href)
    return found

"""`/agencies`, `/projects`, `/indicators`, `/findings`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from graph.records import Agency, AgencyKind, AgencyLevel, Finding, FindingKind, Indicator, Project, to_json
from search_api.reading import agencies, collections
from search_api.reading.listing import Listing
from search_api.routes.common import PROBLEMS, Cursor, Limit, ServiceOf, Words
from search_api.routes.models import AgencyDetail, AgencyPage, FindingPage, IndicatorPage, ProjectPage

router = APIRouter(responses=PROBLEMS)


@router.get("/agencies", response_model=AgencyPage, tags=["Cơ quan"], summary="Danh sách cơ quan")
def list_agencies(
    service: ServiceOf,
    q: Words = None,
    kind: AgencyKind | None = None,
    level: AgencyLevel | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Listing[Agency]:
    with service.snapshot() as snapshot:
        return agencies.list_agencies(snapshot, q=q, kind=kind, level=level, limit=limit, cursor=cursor)


@router.get("/agencies/{name:path}", response_model=AgencyDetail, tags=["Cơ quan"], summary="Một cơ quan, theo bất kỳ tên nào")
def agency(service: ServiceOf, name: str) -> dict[str, Any]:
    with service.snapshot() as snapshot:
        view = agencies.agency_view(snapshot, name)
    return {
        **to_json(view.agency),
        "parts": [part.name for part in view.parts],
        "merged": [part.name for part in view.merged],
        "tasks": {"lead": view.leads, "coordinate": view.coordinates},
        "issued": [document.key for document in view.issued.items],
    }


@router.get("/projects", response_model=ProjectPage, tags=["Dự án"], summary="Danh sách dự án")
def list_projects(
    service: ServiceOf,
    q: Words = None,
    place: Words = None,
    document: Words = None,
    investment_from: Annotated[float | None, Query(description="Triệu đồng")] = None,
    investment_to: Annotated[float | None, Query(description="Triệu đồng")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Listing[Project]:
    with service.snapshot() as snapshot:
        key = snapshot.resolve(document) if document else None
        return collections.list_projects(
            snapshot,
            q=q,
            place=place,
            document=key,
            investment_from=investment_from,
            investment_to=investment_to,
            limit=limit,
            cursor=cursor,
        )


@router.get("/projects/{id:path}", response_model=Project, tags=["Dự án"], summary="Một dự án")
def project(service: ServiceOf, id: str) -> Project:
    with service.snapshot() as snapshot:
        return collections.project(snapshot, id)


@router.get("/indicators", response_model=IndicatorPage, tags=["Chỉ tiêu"], summary="Danh sách chỉ tiêu")
def list_indicators(
    service: ServiceOf,
    q: Words = None,
    document: Words = None,
    period: Words = None,
    verdict: Words = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Listing[Indicator]:
    with service.snapshot() as snapshot:
        key = snapshot.resolve(document) if document else None
        return collections.list_indicators(snapshot, q=q, document=key, period=period, verdict=verdict, limit=limit, cursor=cursor)


@router.get("/findings", response_model=FindingPage, tags=["Rà soát"], summary="Điểm cần rà soát")
def list_findings(
    service: ServiceOf, kind: FindingKind | None = None, document: Words = None, limit: Limit = 100, cursor: Cursor = None
) -> Listing[Finding]:
    with service.snapshot() as snapshot:
        key = snapshot.resolve(document) if document else None
        return collections.list_findings(snapshot, kind=kind, document=key, limit=limit, cursor=cursor)

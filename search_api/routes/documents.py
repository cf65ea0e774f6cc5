"""`/documents`, `/documents/{key}` and `/documents/{key}/lineage`; keys take the whole path."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from graph.records import Document
from search_api.reading import documents
from search_api.reading.lineage import lineage
from search_api.reading.listing import Listing
from search_api.routes.common import PROBLEMS, Cursor, Day, Key, Limit, ServiceOf, Words, day, iso
from search_api.routes.models import DocumentDetail, DocumentPage, Lineage

router = APIRouter(responses=PROBLEMS, tags=["Văn bản"])


@router.get("/documents", response_model=DocumentPage, summary="Danh sách văn bản")
def list_documents(
    service: ServiceOf,
    q: Words = None,
    type: Words = None,
    issuer: Words = None,
    held: bool | None = None,
    from_: Annotated[Day, day("Ngày văn bản, từ ngày này", alias="from")] = None,
    to: Day = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Listing[Document]:
    with service.snapshot() as snapshot:
        return documents.list_documents(
            snapshot, q=q, type=type, issuer=issuer, held=held, date_from=iso(from_), date_to=iso(to), limit=limit, cursor=cursor
        )


@router.get("/documents/{key:path}/lineage", response_model=Lineage, summary="Lược đồ của một văn bản")
def document_lineage(
    service: ServiceOf,
    key: Key,
    direction: Annotated[Literal["up", "down", "both"], Query(description="up: nó thực hiện gì; down: gì thực hiện nó")] = "both",
    depth: Annotated[int | None, Query(ge=1, le=20)] = None,
    on: Annotated[Day, day("Chỉ những văn bản đang có hiệu lực vào ngày này")] = None,
) -> dict[str, Any]:
    with service.snapshot() as snapshot:
        return lineage(
            snapshot,
            snapshot.resolve(key),
            direction,
            depth=depth or service.settings.lineage_depth,
            limit=service.settings.lineage_limit,
            on=iso(on),
        )


@router.get("/documents/{key:path}", response_model=DocumentDetail, summary="Một văn bản")
def document(service: ServiceOf, key: Key) -> dict[str, Any]:
    with service.snapshot() as snapshot:
        return documents.document_json(snapshot, snapshot.resolve(key))

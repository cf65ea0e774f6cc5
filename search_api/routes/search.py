"""`/search`, `/suggest` and `/ask`: from words to places and answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from search_api.ask.phrasing import Phrasing, phrased
from search_api.reading.finding import ask, search, search_json, suggest
from search_api.routes.common import PROBLEMS, Day, ServiceOf, day, iso
from search_api.routes.models import Asked, SearchResult, SuggestionPage
from search_api.search.records import SearchQuery

router = APIRouter(responses=PROBLEMS, tags=["Tìm và hỏi"])
Asking = Annotated[str, Query(max_length=1000, description="Câu hỏi hoặc từ khóa, có dấu hay không dấu")]
Several = Annotated[list[str] | None, Query(description="Lặp lại tham số để chọn nhiều giá trị")]
Kind = Literal["document", "passage", "task", "project", "agency"]


@router.get("/search", response_model=SearchResult, summary="Tìm kiếm")
def search_call(
    service: ServiceOf,
    q: Asking = "",
    kind: Annotated[list[Kind] | None, Query()] = None,
    type: Several = None,
    issuer: Several = None,
    agency: Several = None,
    document: Several = None,
    year: Annotated[list[int] | None, Query()] = None,
    from_: Annotated[Day, day("Ngày văn bản, từ ngày này", alias="from")] = None,
    to: Day = None,
    held: bool | None = None,
    sort: Literal["relevance", "date"] = "relevance",
    literal: Annotated[bool, Query(description="Tìm đúng chữ đã gõ, không thêm dấu")] = False,
    page: Annotated[int, Query(ge=1, le=100000)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    query = SearchQuery(
        q,
        tuple(kind or ()),
        tuple(type or ()),
        tuple(issuer or ()),
        tuple(agency or ()),
        tuple(document or ()),
        tuple(year or ()),
        since=iso(from_),
        until=iso(to),
        held=held,
        sort=sort,
        literal=literal,
        page=page,
        size=size,
    )
    with service.reading() as reading:
        return search_json(search(reading, query))


@router.get("/suggest", response_model=SuggestionPage, summary="Gợi ý cho ô tìm kiếm, nhiều nhất 10")
def suggest_call(service: ServiceOf, q: Asking = "") -> dict[str, Any]:
    with service.reading() as reading:
        found = suggest(reading, q)
    return {"total": len(found), "items": found, "next": None}


@router.get("/ask", response_model=Asked, summary="Hỏi bằng tiếng Việt")
def ask_call(service: ServiceOf, q: Asking = "") -> dict[str, Any]:
    with service.reading() as reading:
        found = ask(reading, q, date.today())
    settings = service.settings
    return phrased(found, Phrasing(settings.phrasing_url, settings.phrasing_model, settings.phrasing_timeout))

"""`/tasks`: what the documents hand out, by document, agency and deadline."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from search_api.reading.tasks import TaskQuery, list_tasks
from search_api.routes.common import PROBLEMS, Cursor, Day, Limit, ServiceOf, Words, day, iso, words
from search_api.routes.models import TaskPage

router = APIRouter(responses=PROBLEMS, tags=["Nhiệm vụ"])


@router.get("/tasks", response_model=TaskPage, response_model_exclude_unset=True, summary="Danh sách nhiệm vụ")
def tasks(
    service: ServiceOf,
    implements: Annotated[str | None, words("Văn bản mà nhiệm vụ thực hiện, qua cả lược đồ")] = None,
    direct: Annotated[bool, Query(description="Chỉ những nhiệm vụ trực tiếp nêu văn bản đó")] = False,
    document: Annotated[str | None, words("Văn bản giao nhiệm vụ")] = None,
    lead: Words = None,
    coordinate: Words = None,
    due_before: Annotated[Day, day("Hạn không muộn hơn ngày này")] = None,
    due_after: Annotated[Day, day("Hạn không sớm hơn ngày này")] = None,
    overdue_on: Annotated[Day, day("Đã quá hạn vào ngày này")] = None,
    status: Annotated[Literal["open", "due", "overdue", "done"] | None, Query(description="Trạng thái vào ngày `as_of`")] = None,
    as_of: Annotated[Day, day("Ngày xét trạng thái, mặc định hôm nay")] = None,
    q: Words = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> dict[str, Any]:
    query = TaskQuery(
        implements=implements,
        direct=direct,
        document=document,
        lead=lead,
        coordinate=coordinate,
        due_before=iso(due_before),
        due_after=iso(due_after),
        overdue_on=iso(overdue_on),
        status=status,
        as_of=(as_of or overdue_on or date.today()).isoformat(),
        q=q,
        due_days=service.settings.due_days,
        depth=20,
        nodes=service.settings.lineage_limit,
    )
    with service.snapshot() as snapshot:
        found = list_tasks(snapshot, query, limit=limit, cursor=cursor)
    return {"total": found.total, "items": [item.to_json() for item in found.items], "next": found.next, "as_of": query.as_of}

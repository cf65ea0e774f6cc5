"""The page of tasks with its filters, and the same list as a workbook, CSV and calendar."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from graph.errors import AmbiguousKey, NotFound
from graph.records import Document
from graph.store import NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api import labels
from search_api.errors import describe
from search_api.exports.tasks import FORMS, tasks_file
from search_api.pages.render import agency_names, render
from search_api.reading.documents import names_of, told_apart
from search_api.reading.tasks import Status, TaskItem, TaskQuery, every_task, list_tasks
from search_api.routes.common import Cursor, ServiceOf
from search_api.urls import Urls

router = APIRouter()
PAGE = 50


class TaskFilters:
    """The filters of the page as they came: empty fields of the form count as not given."""

    def __init__(
        self,
        service: ServiceOf,
        implements: str = "",
        document: str = "",
        lead: str = "",
        coordinate: str = "",
        due_after: str = "",
        due_before: str = "",
        overdue_on: str = "",
        status: str = "",
        as_of: str = "",
        q_text: str = "",
        direct: bool = False,
    ) -> None:
        self.problem: str | None = None
        today = date.today().isoformat()
        days = {
            name: self._day(value)
            for name, value in (("due_after", due_after), ("due_before", due_before), ("overdue_on", overdue_on), ("as_of", as_of))
        }
        self.query = TaskQuery(
            as_of=days["as_of"] or days["overdue_on"] or today,
            implements=implements.strip() or None,
            direct=direct,
            document=document or None,
            lead=lead.strip() or None,
            coordinate=coordinate.strip() or None,
            due_before=days["due_before"],
            due_after=days["due_after"],
            overdue_on=days["overdue_on"],
            status=_status(status),
            q=q_text.strip() or None,
            due_days=service.settings.due_days,
        )
        self.given: dict[str, Any] = {
            "implements": self.query.implements,
            "document": document,
            "lead": self.query.lead,
            "coordinate": self.query.coordinate,
            **days,
            "status": self.query.status,
            "q_text": self.query.q,
            "direct": direct,
        }

    def _day(self, text: str) -> str | None:
        if not text.strip():
            return None
        try:
            return date.fromisoformat(text.strip()).isoformat()
        except ValueError:
            self.problem = f"“{text}” không phải là ngày; hãy viết dạng 2025-12-31."
            return None


def _status(text: str) -> Status | None:
    return text if text in labels.STATUSES else None  # type: ignore[return-value]


Filters = Annotated[TaskFilters, Depends()]


@router.get("/nhiem-vu")
def task_page(request: Request, service: ServiceOf, filters: Filters, cursor: Cursor = None) -> Response:
    urls: Urls = request.app.state.urls
    with service.snapshot() as snapshot:
        values: dict[str, Any] = {
            "f": filters.query,
            "as_of": filters.query.as_of,
            "query": filters.given,
            "problem": None,
            "target": None,
            "documents": service.once(snapshot, "held", lambda: assigning_documents(snapshot)),
            "known_agencies": service.once(snapshot, "agencies", lambda: agency_names(snapshot)),
            "next_url": None,
            "first_url": None,
        }
        if filters.problem:
            return render(
                request, "tasks.html", "tasks", snapshot, 422, **values | {"problem": {"error": filters.problem, "candidates": []}}
            )
        try:
            found = list_tasks(snapshot, filters.query, limit=PAGE, cursor=cursor)
            target = snapshot.resolve(filters.query.implements) if filters.query.implements else None
        except (NotFound, AmbiguousKey) as error:
            candidates = error.candidates if isinstance(error, AmbiguousKey) else ()
            problem = {**describe(error), "candidates": list(told_apart(snapshot, candidates)) if candidates else []}
            return render(request, "tasks.html", "tasks", snapshot, error.status, **values | {"problem": problem})
        keys = {target or "", *(i.task.document for i in found.items), *(k for i in found.items for k in i.via or ())}
        values |= {
            "found": found,
            "target": target,
            "names": names_of(snapshot, keys),
            "next_url": urls.tasks(**filters.given, cursor=found.next) if found.next else None,
            "first_url": urls.tasks(**filters.given) if cursor else None,
        }
        return render(request, "tasks.html", "tasks", snapshot, **values)


@router.get("/nhiem-vu.{form}")
def task_download(request: Request, service: ServiceOf, filters: Filters, form: str) -> Response:
    if form not in FORMS:
        raise NotFound(f"Không có bảng nhiệm vụ dạng “{form}”. Các dạng: {', '.join(FORMS)}.")
    with service.snapshot() as snapshot:
        items = every_task(snapshot, filters.query)
        names = names_of(snapshot, documents_of(items))
    base = str(request.base_url).rstrip("/")
    content = tasks_file(items, form, names=names, as_of=filters.query.as_of, address=base + request.app.state.urls.home())
    return Response(content, media_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="nhiem-vu.{form}"'})


def documents_of(items: list[TaskItem]) -> set[str]:
    return {item.task.document for item in items} | {key for item in items for key in item.task.implements}


def assigning_documents(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Held documents for the filter's choice, the newest first."""
    page = snapshot.graph.nodes(NodeFilter("Document", (Where("held", "=", True),)), Order("date", True), limit=300)
    held = [decode(Document, node.properties) for node in page.items]
    return [(document.key, labels.document_name(document)) for document in held]

"""The pages as a part of the application, and errors as pages."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.staticfiles import StaticFiles

from graph.errors import VanmachError
from search_api.pages import answers, collections, documents, home, tasks
from search_api.pages.render import STATIC, render
from search_api.reading.documents import told_apart
from search_api.urls import Urls

TITLES = {
    404: "Không tìm thấy",
    405: "Không nhận cách gọi này",
    422: "Yêu cầu không hợp lệ",
    503: "Hệ thống tạm thời không phản hồi",
}
SEVERAL = {True: "Có nhiều cơ quan cùng tên gọi này", False: "Có nhiều văn bản cùng số, ký hiệu này"}


def mount_pages(app: FastAPI) -> None:
    """Adds the pages and their static files; neither appears in OpenAPI."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for part in (home.router, answers.router, documents.router, tasks.router, collections.router):
        app.include_router(part, include_in_schema=False)


def error_page(request: Request, problem: dict[str, Any]) -> Response:
    """An error as a page; the candidates of an ambiguous name become links that tell them apart."""
    urls: Urls = request.app.state.urls
    agency = "/co-quan/" in request.url.path
    candidates = [(key, urls.agency(key) if agency else urls.document(key), key) for key in problem.get("candidates", ())]
    if candidates and not agency:
        with suppress(VanmachError), request.app.state.service.snapshot() as snapshot:
            candidates = [(name, urls.document(key), detail) for key, name, detail in told_apart(snapshot, problem["candidates"])]
    return render(
        request,
        "error.html",
        problem=problem,
        title=SEVERAL[agency] if candidates else TITLES.get(problem["status"], "Có lỗi xảy ra"),
        candidates=candidates,
        status=problem["status"],
    )

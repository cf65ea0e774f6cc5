"""The pages for people: server-rendered, working without JavaScript; each opens one snapshot for its request.

render (templates, what every page has) -> document_text, tree (what a page shows of a text, of a lược đồ) -> home, documents, tasks,
collections, answers (the pages themselves)
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.staticfiles import StaticFiles

from search_api.pages import answers, collections, documents, home, tasks
from search_api.pages.render import STATIC, render

TITLES = {404: "Không có trang này", 409: "Tên gọi này có nhiều nghĩa", 422: "Yêu cầu chưa đúng", 503: "Tạm thời chưa trả lời được"}


def mount_pages(app: FastAPI) -> None:
    """Adds the pages and their static files; neither appears in OpenAPI."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for part in (home.router, answers.router, documents.router, tasks.router, collections.router):
        app.include_router(part, include_in_schema=False)


def error_page(request: Request, problem: dict[str, Any]) -> Response:
    """An error as a page; candidates become links."""
    urls = request.app.state.urls
    agency = "/co-quan/" in request.url.path
    return render(
        request,
        "error.html",
        problem={"candidates": [], **problem},
        title=TITLES.get(problem["status"], "Có lỗi xảy ra"),
        candidate_url=urls.agency if agency else urls.document,
        status=problem["status"],
    )

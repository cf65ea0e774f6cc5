"""The web application over one workspace: pages for people, calls for programs, one shape for every error."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import metadata

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import VanmachError
from search_api.errors import describe
from search_api.routes import collections, documents, health, search, tasks
from search_api.service import Service
from search_api.settings import Settings
from search_api.urls import API, Urls

log = logging.getLogger("vanmach")
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
CAUGHT: tuple[type[Exception], ...] = (VanmachError, RequestValidationError, HTTPException, Exception)


def create_app(settings: Settings) -> FastAPI:
    """The application for a workspace. Raises WorkspaceError at once where there is none."""
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        reencoding = service.follow_model()
        yield
        reencoding.stop()
        service.close()

    app = FastAPI(
        title="Vănmạch",
        version=version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": settings.base_path}] if settings.base_path else None,
        description="Đồ thị tri thức và tìm kiếm ngữ nghĩa cho văn bản hành chính.",
    )
    app.state.service = service
    app.state.urls = Urls(settings.base_path)
    app.middleware("http")(_measure)
    if settings.base_path:
        app.add_middleware(BasePath, base=settings.base_path)
    for kind in CAUGHT:
        app.add_exception_handler(kind, _answer_error)
    _add_routes(app)
    return app


class BasePath:
    """Takes the base path off what is asked for; a proxy that takes it off itself is as welcome."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (scope["path"] + "/").startswith(self.base + "/"):
            raw = scope.get("raw_path", b"").removeprefix(self.base.encode())
            scope = {**scope, "path": scope["path"][len(self.base) :] or "/", "raw_path": raw or b"/"}
        await self.app(scope, receive, send)


def version() -> str:
    try:
        return metadata.version("vanmach")
    except metadata.PackageNotFoundError:
        return "0"


def _add_routes(app: FastAPI) -> None:
    from search_api.pages.mount import mount_pages

    api = APIRouter(prefix=API)
    for part in (search.router, documents.router, tasks.router, collections.router, health.router):
        api.include_router(part)
    app.include_router(api)
    app.include_router(health.router, include_in_schema=False)
    mount_pages(app)


async def _measure(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    begun = time.perf_counter()
    response = await call_next(request)
    request.app.state.service.meters.answered(_route(request), response.status_code, time.perf_counter() - begun)
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def _route(request: Request) -> str:
    """The route's pattern with its prefix, "other" where none matched: few values, however many keys are asked for."""
    pattern: str = getattr(request.scope.get("route"), "path", "other")
    below = request.scope["path"].startswith(f"{API}/")
    return f"{API}{pattern}" if below and pattern.startswith("/") and not pattern.startswith(API) else pattern


async def _answer_error(request: Request, error: Exception) -> Response:
    """JSON below `/api/`, a page elsewhere."""
    problem = describe(error)
    if problem["status"] >= 500:
        log.error("%s %s", request.method, request.url.path, exc_info=error)
    path = request.scope["path"]
    wants_page = not path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
    if wants_page:
        from search_api.pages.mount import error_page

        return error_page(request, problem)
    headers = error.headers if isinstance(error, HTTPException) else None
    return JSONResponse(problem, problem["status"], headers)

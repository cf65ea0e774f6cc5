"""Templates and what every page has: menu, addresses, labels, filters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from graph.store import NodeFilter
from ingest.workspace import Snapshot
from search_api import labels
from search_api.reading.listing import every
from search_api.urls import Urls

STATIC = Path(__file__).parent / "static"


@lru_cache(maxsize=1)
def templates() -> jinja2.Environment:
    """The environment of the templates: autoescaped, undefined names are errors."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("search_api.pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=labels.number, short_name=labels.short_name, shorten=labels.shorten, capital=labels.sentence_case
    )
    environment.globals["labels"] = labels
    return environment


@lru_cache(maxsize=32)
def static_version(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def render(
    request: Request, template: str, here: str = "", snapshot: Snapshot | None = None, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page; `here` names the menu entry it belongs to."""
    urls: Urls = request.app.state.urls
    made_at = snapshot.status()["made_at"] if snapshot is not None else None
    text = (
        templates()
        .get_template(template)
        .render(
            {
                "urls": urls,
                "settings": request.app.state.service.settings,
                "menu": _menu(urls),
                "here": here,
                "q": "",
                "names": {},
                "known_agencies": frozenset(),
                "static": lambda name: urls.static(name, static_version(name)),
                "generation": snapshot.generation if snapshot else None,
                "made_at": labels.moment(made_at),
                **values,
            }
        )
    )
    return HTMLResponse(text, status)


def _menu(urls: Urls) -> Sequence[tuple[str, str, str]]:
    return (
        ("home", "Tìm kiếm", urls.home()),
        ("ask", "Hỏi đáp", urls.ask()),
        ("documents", "Văn bản", urls.documents()),
        ("tasks", "Nhiệm vụ", urls.tasks()),
        ("agencies", "Cơ quan", urls.agencies()),
        ("projects", "Dự án", urls.projects()),
        ("indicators", "Chỉ tiêu", urls.indicators()),
        ("findings", "Rà soát", urls.findings()),
    )


def pieces(text: str, marks: Iterable[Sequence[int]]) -> Iterator[tuple[str, bool]]:
    """The text cut at its marks: (piece, marked)."""
    position = 0
    for begin, end in sorted((mark[0], mark[1]) for mark in marks):
        if begin > position:
            yield text[position:begin], False
        if end > max(begin, position):
            yield text[max(begin, position) : end], True
        position = max(position, end)
    if position < len(text):
        yield text[position:], False


def agency_names(snapshot: Snapshot) -> list[str]:
    """All canonical names, for links and for the choices of filters."""
    return [node.key for node in every(snapshot.graph, NodeFilter("Agency"))]

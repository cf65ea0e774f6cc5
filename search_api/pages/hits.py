"""Hits of a search as the page shows them: the words marked, the reason and the place told, nothing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search_api import labels
from search_api.pages.render import pieces
from search_api.search.records import Hit
from search_api.urls import Urls

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as the page shows it: title and snippet as pieces (text, marked), the path above the title, where it stands.

    `source` is the document that it stands in with its address, empty where the title says so; `place` leads to the very place.
    """

    hit: Hit
    href: str
    title: Pieces
    path: str
    snippet: Pieces
    source: tuple[str, str] | None
    stands: str
    date: str


def shown_hit(hit: Hit, names: Mapping[str, str], urls: Urls) -> ShownHit:
    """The hit with its words marked and nothing said twice."""
    name = names.get(hit.document) or labels.short_name(hit.document)
    source: tuple[str, str] | None = (name, urls.document(hit.document)) if hit.document else None
    stands, date = "tại", ""
    title: Pieces
    if hit.kind in ("passage", "task") and hit.section:
        title, snippet = ((hit.section[-1] + _context(hit), False),), _marked(hit.snippet, hit.marks)
    elif hit.kind == "passage":
        title, snippet, source = ((name, False),), _marked(hit.snippet, hit.marks), None
    else:
        title, snippet = _split(hit)
    if hit.kind == "document":
        date = labels.day(hit.facets.get("date"))
        source = source if hit.document != hit.key else None
        stands = "chưa có trong kho; dẫn chiếu tại"
    return ShownHit(hit, hit_url(urls, hit), title, " › ".join(hit.section[:-1]), snippet, source, stands, date)


def _context(hit: Hit) -> str:
    """What a passage must be read with beside its sections."""
    context = hit.facets.get("context")
    return f" (đọc cùng: “{context}”)" if context else ""


def _split(hit: Hit) -> tuple[Pieces, Pieces]:
    """Title and snippet of a hit that has a name: what the snippet says beyond it. A task without a heading is its own title."""
    name = hit.heading or hit.snippet
    marked = _marked(hit.snippet, hit.marks)
    if not hit.snippet.startswith(name):
        words = {hit.snippet[begin:end] for begin, end in hit.marks}
        again = _marked(name, sorted(match.span() for word in words for match in re.finditer(re.escape(word), name)))
        return again, () if hit.kind == "document" and any(on for _, on in again) else marked
    return _cut(marked, 0, len(name)), _cut(marked, len(name), len(hit.snippet))


def _marked(text: str, marks: Iterable[Sequence[int]]) -> Pieces:
    return tuple(pieces(text, marks))


def _cut(marked: Pieces, start: int, end: int) -> Pieces:
    found, position = [], 0
    for text, on in marked:
        piece = text[max(start - position, 0) : max(end - position, 0)]
        position += len(text)
        if piece:
            found.append((piece, on))
    return tuple(found) if "".join(text for text, _ in found).strip(" ;,…") else ()


def hit_url(urls: Urls, hit: Hit) -> str:
    if hit.kind == "agency":
        return urls.agency(hit.key)
    if hit.kind == "project":
        return urls.project(hit.key)
    if hit.kind == "document":
        return urls.document(hit.key)
    return urls.document(hit.document, hit.start, hit.end)

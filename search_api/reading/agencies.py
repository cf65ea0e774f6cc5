"""Agencies by any name, and what an agency's page tells: its tasks, its parts, what it issued."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import AmbiguousKey, NotFound
from graph.records import Agency, Document
from graph.store import NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api.reading.listing import Listing, cut, every, one
from vietnamese.text import fold, normal, squeeze


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency with its parts (bodies below it), those merged into it, and how much it has to do and has issued."""

    agency: Agency
    parts: list[Agency]
    merged: list[Agency]
    leads: int
    coordinates: int
    issued: Listing[Document]


def find_agency(snapshot: Snapshot, name: str) -> Agency:
    """The agency that a canonical name, an alias or either without diacritics means. Raises NotFound or AmbiguousKey."""
    wanted = squeeze(normal(name))
    exact = one(snapshot.graph.nodes(NodeFilter("Agency", keys=(wanted,)), limit=1).items)
    if exact is not None:
        return decode(Agency, exact.properties)
    found = list(every(snapshot.graph, NodeFilter("Agency", (Where("aliases", "contains", wanted),))))
    if not found:
        folded = fold(wanted)
        found = [
            node
            for node in every(snapshot.graph, NodeFilter("Agency"))
            if folded in {fold(normal(alias)) for alias in (node.key, *node.properties.get("aliases", ()))}
        ]
    if not found:
        raise NotFound(f"Không có cơ quan nào tên “{name}”.")
    if len(found) > 1:
        keys = tuple(node.key for node in found)
        raise AmbiguousKey(f"“{name}” có thể là nhiều cơ quan: {'; '.join(keys)}.", keys)
    return decode(Agency, found[0].properties)


def agency_name(snapshot: Snapshot, name: str) -> str:
    """The canonical name for a filter; a name that is no agency (a group such as "các sở, ngành") stays as it is."""
    try:
        return find_agency(snapshot, name).name
    except NotFound:
        return squeeze(name)


def agency_view(snapshot: Snapshot, name: str) -> AgencyView:
    """All that the page of an agency tells. Raises NotFound or AmbiguousKey."""
    agency = find_agency(snapshot, name)
    others = snapshot.records(Agency)
    issued = snapshot.graph.nodes(NodeFilter("Document", (Where("issuer", "=", agency.name),)), Order("date", True), limit=100)
    return AgencyView(
        agency,
        [other for other in others if other.parent == agency.name],
        [other for other in others if other.merged_into == agency.name],
        _count(snapshot, "lead", agency.name),
        _count(snapshot, "coordinate", agency.name),
        Listing(issued.total, [decode(Document, node.properties) for node in issued.items], issued.next),
    )


def list_agencies(
    snapshot: Snapshot,
    *,
    q: str | None = None,
    kind: str | None = None,
    level: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Listing[Agency]:
    """Agencies by name; `q` is looked for in every name, with or without diacritics."""
    where = tuple(Where(name, "=", value) for name, value in (("kind", kind), ("level", level)) if value)
    if not q:
        page = snapshot.graph.nodes(NodeFilter("Agency", where), Order(), limit=limit, cursor=cursor)
        return Listing(page.total, [decode(Agency, node.properties) for node in page.items], page.next)
    wanted = fold(squeeze(normal(q)))
    agencies = (decode(Agency, node.properties) for node in every(snapshot.graph, NodeFilter("Agency", where)))
    return cut([a for a in agencies if any(wanted in fold(normal(n)) for n in (a.name, *a.aliases))], limit, cursor)


def _count(snapshot: Snapshot, role: str, name: str) -> int:
    return snapshot.graph.nodes(NodeFilter("Task", (Where(role, "contains", name),)), limit=1).total

"""Documents: one with all that its page tells, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.records import Document, Finding, Mention, RelationEvidence, to_json
from graph.store import Edge, EdgeType, Node, NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api import labels
from search_api.reading.listing import Listing, cut, every
from vietnamese.text import fold, normal, squeeze

RELATION_EDGES: tuple[EdgeType, ...] = (
    "IMPLEMENTS",
    "CONTINUES",
    "DETAILS",
    "BASED_ON",
    "AMENDS",
    "REPLACES",
    "REPEALS",
    "REVIEWS",
    "ISSUED_WITH",
    "CORRECTS",
    "CITES",
)
NEIGHBOURS = 400


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document one step away. `outgoing`: the relation runs from the document looked at to this one."""

    document: Document
    type: str
    outgoing: bool
    planned: bool
    state: str
    evidence: tuple[RelationEvidence, ...]


def document_node(snapshot: Snapshot, key: str) -> Node:
    """The node of a document by exactly its key; raises NotFound."""
    snapshot.document(key)
    return snapshot.graph.nodes(NodeFilter("Document", keys=(key,)), limit=1).items[0]


def neighbours(snapshot: Snapshot, key: str) -> list[Neighbour]:
    """All documents that one relation joins to this one, planned ones too, by relation and key."""
    centre = document_node(snapshot, key)
    graph = snapshot.graph.subgraph((centre.id,), RELATION_EDGES, "both", depth=1, limit=NEIGHBOURS, planned=True)
    found: list[Neighbour] = []
    for source, target, data in graph.edges(data=True):
        if centre.id not in (source, target) or source == target:
            continue
        node: Node = graph.nodes[target if source == centre.id else source]["node"]
        if node.kind == "Document":
            found.append(_neighbour(node, data["edge"], source == centre.id))
    order = {name.lower(): position for position, name in enumerate(RELATION_EDGES)}
    return sorted(found, key=lambda n: (order[n.type], not n.outgoing, n.document.date or "", n.document.key))


def _neighbour(node: Node, edge: Edge, outgoing: bool) -> Neighbour:
    evidence = tuple(decode(RelationEvidence, item) for item in edge.evidence)
    return Neighbour(decode(Document, node.properties), edge.type.lower(), outgoing, edge.planned, edge.state, evidence)


def document_json(snapshot: Snapshot, key: str) -> dict[str, object]:
    """A document as the API gives it: the exported fields, its counts and its direct relations."""
    document = snapshot.document(key)
    return {
        **to_json(document),
        "counts": counts(snapshot, key),
        "relations": [
            {
                "type": n.type,
                "direction": "out" if n.outgoing else "in",
                "document": n.document.key,
                "planned": n.planned,
                "state": n.state,
                "evidence": to_json(n.evidence),
            }
            for n in neighbours(snapshot, key)
        ],
    }


def counts(snapshot: Snapshot, key: str) -> dict[str, int]:
    """How many passages, tasks and indicators stand in a document and how many places cite others in it."""
    where = (Where("document", "=", key),)
    kinds = {"passages": "Passage", "tasks": "Task", "indicators": "Indicator"}
    found = {name: snapshot.graph.nodes(NodeFilter(kind, where), limit=1).total for name, kind in kinds.items()}  # type: ignore[arg-type]
    found["mentions"] = len(snapshot.records(Mention, key)) if found["passages"] else 0
    return found


def list_documents(
    snapshot: Snapshot,
    *,
    q: str | None = None,
    type: str | None = None,
    issuer: str | None = None,
    held: bool | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Listing[Document]:
    """Documents, the newest first, those without a date last. `q` is looked for in number, title and other names."""
    given = (("type", "=", type), ("issuer", "=", issuer), ("date", ">=", date_from), ("date", "<=", date_to))
    where = [Where(name, operator, value) for name, operator, value in given if value]  # type: ignore[arg-type]
    if held is not None:
        where.append(Where("held", "=", held))
    wanted, order = NodeFilter("Document", tuple(where)), Order("date", True)
    if not q:
        page = snapshot.graph.nodes(wanted, order, limit=limit, cursor=cursor)
        return Listing(page.total, [decode(Document, node.properties) for node in page.items], page.next)
    needle = fold(squeeze(normal(q)))
    documents = (decode(Document, node.properties) for node in every(snapshot.graph, wanted, order))
    return cut(
        [d for d in documents if any(needle in fold(normal(t)) for t in (d.number, d.title, *d.aliases) if t)], limit, cursor
    )


def findings_of(snapshot: Snapshot, key: str) -> list[Finding]:
    """Findings that concern a document or rest on a place in it."""
    return [f for f in snapshot.records(Finding) if key in f.keys or any(e.document == key for e in f.evidence)]


NAMES_AT_ONCE = 500


def names_of(snapshot: Snapshot, keys: Iterable[str]) -> dict[str, str]:
    """Names for links to documents, by key: type, number and date, else the title; unknown keys are left out."""
    wanted = sorted(set(keys))
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), NAMES_AT_ONCE):
        batch = tuple(wanted[begin : begin + NAMES_AT_ONCE])
        for node in snapshot.graph.nodes(NodeFilter("Document", keys=batch), limit=NAMES_AT_ONCE).items:
            found[node.key] = labels.link_name(decode(Document, node.properties))
    return found


def told_apart(snapshot: Snapshot, keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Key, name and what tells it from its namesakes (issuer and title) for documents that one name may mean."""
    wanted = tuple(keys)
    for node in snapshot.graph.nodes(NodeFilter("Document", keys=wanted), limit=len(wanted)).items:
        document = decode(Document, node.properties)
        yield node.key, labels.link_name(document), ": ".join(part for part in (document.issuer, document.title) if part)

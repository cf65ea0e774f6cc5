"""Step 4, for the graph: a resolved corpus becomes nodes and edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, get_args

from graph.appearances import Appearance, find_appearances
from graph.numbers import fold_number
from graph.records import (
    Agency,
    Corpus,
    Document,
    DocumentKey,
    Evidence,
    Indicator,
    Mention,
    Passage,
    Project,
    RelationType,
    State,
    Task,
    to_json,
)
from graph.store import Edge, EdgeType, GraphData, Node, NodeKind

Access = Mapping[DocumentKey, tuple[str, ...]]
SHAPES: tuple[tuple[NodeKind, EdgeType, NodeKind], ...] = (
    *(("Document", name.upper(), "Document") for name in get_args(RelationType)),
    ("Document", "ISSUED_BY", "Agency"),
    ("Document", "HAS_PASSAGE", "Passage"),
    ("Document", "ASSIGNS", "Task"),
    ("Document", "MENTIONS", "Document"),
    ("Passage", "MENTIONS", "Document"),
    ("Passage", "MENTIONS", "Agency"),
    ("Passage", "MENTIONS", "Project"),
    ("Task", "IMPLEMENTS", "Document"),
    ("Task", "ASSIGNED_TO", "Agency"),
    ("Project", "REPORTED_IN", "Document"),
    ("Project", "OWNED_BY", "Agency"),
    ("Indicator", "REPORTED_IN", "Document"),
    ("Agency", "PART_OF", "Agency"),
)
"""Which edges lead from what to what; a projection has no others."""
_STATES = ("resolved", "self", "ambiguous", "unresolved")
_UNSEEN_BY_ITSELF: frozenset[EdgeType] = frozenset({"PART_OF"})


def inner_id(kind: NodeKind, key: str) -> str:
    """The store's id of a node: the same for the same key wherever and whenever it is projected."""
    return blake2b(f"{kind}\n{key}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def project(corpus: Corpus, access: Access | None = None) -> GraphData:
    """The corpus as a graph, sorted by id.

    `access`: labels of documents. A document's own nodes bear its labels; an edge bears those of its evidence where every piece is
    labelled; what is only known from labelled edges (an agency, a project, a stub) bears theirs.
    """
    builder = _Builder(corpus, access or {})
    builder.add_documents()
    builder.add_agencies()
    builder.add_projects()
    builder.add_passages()
    builder.add_tasks()
    builder.add_indicators()
    builder.add_relations()
    builder.add_mentions()
    return builder.finish()


class _Builder:
    """Collects nodes by id and edges by identity; evidence of one edge found twice is joined."""

    def __init__(self, corpus: Corpus, access: Access) -> None:
        self.corpus = corpus
        self.access = access
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, EdgeType, str, str], Edge] = {}
        self.agencies = _names_of(corpus.agencies)
        self.passages: dict[DocumentKey, list[Passage]] = {}
        for passage in sorted(corpus.passages, key=lambda passage: (passage.start, passage.id)):
            self.passages.setdefault(passage.document, []).append(passage)
        self.first_mention: dict[DocumentKey, Mention] = {}
        for mention in corpus.mentions:
            if mention.target is not None and mention.state == "resolved":
                self.first_mention.setdefault(mention.target, mention)
        self.appearances = find_appearances(corpus)

    def node(self, kind: NodeKind, key: str, properties: Mapping[str, Any], document: DocumentKey | None = None) -> str:
        id = inner_id(kind, key)
        self.nodes[id] = Node(id, kind, key, properties, tuple(sorted(self.access.get(document or "", ()))))
        return id

    def edge(
        self,
        source: str,
        type: EdgeType,
        target: str,
        evidence: Iterable[Mapping[str, Any]] = (),
        *,
        role: str = "",
        state: State = "resolved",
        planned: bool = False,
    ) -> None:
        identity = (source, type, target, role)
        held = self.edges.get(identity)
        pieces = {_place(piece): piece for piece in (*(held.evidence if held else ()), *map(self._labelled, evidence))}
        states = [state, held.state] if held else [state]
        self.edges[identity] = Edge(
            source,
            type,
            target,
            role,
            min(states, key=_STATES.index),
            planned and (held is None or held.planned),
            tuple(pieces[place] for place in sorted(pieces)),
        )

    def _labelled(self, piece: Mapping[str, Any]) -> Mapping[str, Any]:
        labels = self.access.get(piece["document"])
        return {**piece, "access": sorted(labels)} if labels else piece

    def document_id(self, key: DocumentKey) -> str:
        """The id of a document; one that the corpus does not list becomes a stub."""
        id = inner_id("Document", key)
        if id not in self.nodes:
            self._add_document(_stub(key))
        return id

    def _add_document(self, document: Document) -> str:
        folded = None if document.number is None else fold_number(document.number)
        properties = to_json(document) | {"folded_number": folded, "year": _year(document)}
        return self.node("Document", document.key, properties, document.key)

    def add_documents(self) -> None:
        for document in self.corpus.documents:
            self._add_document(document)

    def add_agencies(self) -> None:
        for agency in self.corpus.agencies:
            self.node("Agency", agency.name, to_json(agency))
        for agency in self.corpus.agencies:
            if agency.parent is not None and (parent := self.agencies(agency.parent)) is not None:
                said = {"document": "", "start": 0, "end": 0, "text": "", "rule": "gazetteer", "confidence": 1.0}
                self.edge(inner_id("Agency", agency.name), "PART_OF", parent, [said])
        for document in self.corpus.documents:
            if document.issuer is not None and (issuer := self.agencies(document.issuer)) is not None:
                self.edge(inner_id("Document", document.key), "ISSUED_BY", issuer, [self._naming(document, document.issuer)])

    def _naming(self, document: Document, issuer: str) -> dict[str, Any]:
        """The place that tells a document's issuer: its own head, or where a document that is not held is cited."""
        mention = self.first_mention.get(document.key)
        if not document.held and mention is not None:
            return _piece(Evidence(mention.document, mention.start, mention.end, mention.surface), "citation")
        named = self.appearances.get((document.key, "Agency", issuer)) or []
        for passage in [found.passage for found in named] + self.passages.get(document.key, [])[:1]:
            return _piece(Evidence(document.key, passage.start, passage.end, passage.text), "header")
        return _piece(Evidence(document.key, 0, 0, issuer), "header")

    def add_projects(self) -> None:
        for project in self.corpus.projects:
            id = self.node("Project", project.id, to_json(project))
            for report in project.reports:
                said = self._reporting(project, report.document, report.progress)
                self.edge(id, "REPORTED_IN", self.document_id(report.document), [said])
            if project.owner is not None and (owner := self.agencies(project.owner)) is not None:
                self.edge(id, "OWNED_BY", owner, [_piece(project.evidence, "owner")])

    def _reporting(self, project: Project, document: DocumentKey, progress: str | None) -> dict[str, Any]:
        if project.evidence.document == document:
            return _piece(project.evidence, "project_row")
        for found in self.appearances.get((document, "Project", project.id), ()):
            return _piece(Evidence(document, found.passage.start, found.passage.end, found.passage.text), "project_name")
        return _piece(Evidence(document, 0, 0, progress or project.name), "project_row")

    def add_passages(self) -> None:
        for passage in self.corpus.passages:
            id = self.node("Passage", passage.id, to_json(passage), passage.document)
            self.edge(self.document_id(passage.document), "HAS_PASSAGE", id)

    def add_tasks(self) -> None:
        for task in self.corpus.tasks:
            deadline = {f"deadline_{name}": value for name, value in to_json(task.deadline).items()}
            id = self.node("Task", task.id, to_json(task) | deadline, task.document)
            said = [_piece(task.evidence, "task")]
            self.edge(self.document_id(task.document), "ASSIGNS", id, said)
            for key in dict.fromkeys((*task.implements, *task.implements_direct)):
                self.edge(id, "IMPLEMENTS", self.document_id(key), said, role="direct" if key in task.implements_direct else "")
            self._assign(id, task, said)

    def _assign(self, id: str, task: Task, said: list[dict[str, Any]]) -> None:
        for role in ("lead", "coordinate", "authority"):
            for name in getattr(task, role):
                if (agency := self.agencies(name)) is not None:
                    self.edge(id, "ASSIGNED_TO", agency, said, role=role)

    def add_indicators(self) -> None:
        for indicator in self.corpus.indicators:
            self._add_indicator(indicator)

    def _add_indicator(self, indicator: Indicator) -> None:
        id = self.node("Indicator", indicator.id, to_json(indicator), indicator.document)
        self.edge(id, "REPORTED_IN", self.document_id(indicator.document), [_piece(indicator.evidence, "indicator_row")])

    def add_relations(self) -> None:
        for relation in self.corpus.relations:
            type: EdgeType = relation.type.upper()  # type: ignore[assignment]
            said, role = [to_json(piece) for piece in relation.evidence], "planned" if relation.planned else ""
            source, target = self.document_id(relation.source), self.document_id(relation.target)
            self.edge(source, type, target, said, role=role, state=relation.state, planned=relation.planned)

    def add_mentions(self) -> None:
        """Documents are mentioned where citations stand, agencies and projects where their names stand."""
        for mention in self.corpus.mentions:
            targets = (mention.target,) if mention.target is not None else mention.candidates
            said = _piece(Evidence(mention.document, mention.start, mention.end, mention.surface), "citation")
            for target in targets if mention.state in {"resolved", "ambiguous"} else ():
                for source in self._places(mention):
                    self.edge(source, "MENTIONS", self.document_id(target), [said], state=mention.state)
        for (_, kind, key), found in self.appearances.items():
            for appearance in found:
                self._add_appearance(appearance, inner_id(kind, key))

    def _places(self, mention: Mention) -> list[str]:
        """The passages around a mention; the document itself where it stands in none (a letterhead)."""
        around = [p for p in self.passages.get(mention.document, ()) if p.start <= mention.start < p.end]
        return [inner_id("Passage", passage.id) for passage in around] or [self.document_id(mention.document)]

    def _add_appearance(self, appearance: Appearance, target: str) -> None:
        passage = appearance.passage
        said = _piece(Evidence(passage.document, passage.start, passage.end, appearance.surface), "name")
        self.edge(inner_id("Passage", passage.id), "MENTIONS", target, [said])

    def finish(self) -> GraphData:
        edges = {identity: self._guarded(edge) for identity, edge in self.edges.items()} if self.access else self.edges
        nodes = self._guard_nodes(edges.values()) if self.access else self.nodes
        return GraphData(tuple(nodes[id] for id in sorted(nodes)), tuple(edges[identity] for identity in sorted(edges)))

    def _guarded(self, edge: Edge) -> Edge:
        """The edge with its labels: those of its evidence, or of a node it belongs to where it has none."""
        pieces = [tuple(piece.get("access", ())) for piece in edge.evidence]
        if not pieces:
            pieces = [self.nodes[edge.source].access]
        return edge if not all(pieces) else replace(edge, access=tuple(sorted({label for piece in pieces for label in piece})))

    def _guard_nodes(self, edges: Iterable[Edge]) -> dict[str, Node]:
        known_by: dict[str, list[tuple[str, ...]]] = {}
        for edge in edges:
            if edge.type not in _UNSEEN_BY_ITSELF:
                known_by.setdefault(edge.source, []).append(edge.access)
                known_by.setdefault(edge.target, []).append(edge.access)
        nodes = dict(self.nodes)
        for id, labels in known_by.items():
            shared = nodes[id].kind in {"Agency", "Project"} or not nodes[id].properties.get("held", True)
            if shared and not nodes[id].access and all(labels):
                nodes[id] = replace(nodes[id], access=tuple(sorted({label for each in labels for label in each})))
        return nodes


def _names_of(agencies: Iterable[Agency]) -> Callable[[str], str | None]:
    """Agency ids by canonical name, else by an alias that only one agency bears."""
    bearers: dict[str, set[str]] = {}
    names: set[str] = set()
    for agency in agencies:
        names.add(agency.name)
        for alias in agency.aliases:
            bearers.setdefault(alias, set()).add(agency.name)

    def find(name: str) -> str | None:
        if name in names:
            return inner_id("Agency", name)
        borne = bearers.get(name, set())
        return inner_id("Agency", next(iter(borne))) if len(borne) == 1 else None

    return find


def _piece(evidence: Evidence, rule: str) -> dict[str, Any]:
    return {**to_json(evidence), "rule": rule, "confidence": 1.0}


def _place(piece: Mapping[str, Any]) -> tuple[str, int, int, str]:
    return piece["document"], piece["start"], piece["end"], piece["rule"]


def _year(document: Document) -> int | None:
    head = (document.date or "")[:4]
    return int(head) if head.isdigit() else None


def _stub(key: DocumentKey) -> Document:
    number, _, date = key.partition("#")[0].rpartition("@")
    return Document(key, number or None, date or None, None, None, None, None, None, held=False, source=None)

"""What a document carries out, and what carries it out, over all hops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import networkx as nx

from graph.records import Evidence, to_json
from graph.store import Direction, Edge, Node, NodeFilter
from search_api.ask.asked import asks_subject, is_asked_for, speaks_of_doing
from search_api.ask.entities.documents import same_type
from search_api.ask.kinds import DOCUMENTS
from search_api.ask.plans.base import (
    LINEAGE,
    Answer,
    Library,
    Plan,
    alternatives_for,
    count,
    evidence_json,
    full_name,
    listed,
    name_of,
)
from search_api.ask.plans.documents.basis_asked import described_basis
from search_api.ask.plans.documents.issued import issued_by
from search_api.ask.plans.documents.lineage_rows import DO, Row, is_central, issued_in, of_asked_type, once
from search_api.ask.question import Question
from search_api.ask.roles import issued_the_named

DEPTH = 8
LIMIT = 400


def walk(library: Library, key: str, direction: Direction) -> tuple[nx.MultiDiGraph, str] | None:
    """The lineage graph around a document and its node id; None where the graph has no such node."""
    graph = library.snapshot.graph
    nodes = graph.nodes(NodeFilter("Document", keys=(key,)), limit=1).items
    if not nodes:
        return None
    return graph.subgraph([nodes[0].id], LINEAGE, direction, depth=DEPTH, limit=LIMIT), nodes[0].id


def documents_along(library: Library, key: str, direction: Direction) -> list[Row]:
    """(document, hop, evidence of its first edge, keys of the chain to it), nearest first, reports left out."""
    walked = walk(library, key, direction)
    if walked is None:
        return []
    graph, root = walked
    chains = chains_from(graph, root, direction)
    found = []
    for identifier, data in graph.nodes(data=True):
        node: Node = data["node"]
        document = library.document(node.key) if node.kind == "Document" else None
        if document is None or identifier == root:
            continue
        chain = chains.get(identifier)
        if chain is None:
            continue
        found.append(
            (document, data["hop"], edge_evidence(graph, chain, direction), tuple(graph.nodes[i]["node"].key for i in chain[1:-1]))
        )
    found.sort(key=lambda row: (row[1], row[0].key))
    return found


def chains_from(graph: nx.MultiDiGraph, root: str, direction: Direction) -> dict[str, list[str]]:
    """The shortest chain from the root to every node, the first by name among equals, in one walk over the graph."""
    view = graph.reverse(copy=False) if direction == "in" else graph
    chains = {root: [root]}
    level = [root]
    while level:
        following = []
        for node in level:
            for near in sorted(set(view[node]) - chains.keys()):
                chains[near] = [*chains[node], near]
                following.append(near)
        level = following
    return chains


def edge_evidence(graph: nx.MultiDiGraph, chain: Sequence[str], direction: Direction) -> list[Evidence]:
    found = []
    for first, second in pairwise(chain):
        source, target = (second, first) if direction == "in" else (first, second)
        for data in graph.get_edge_data(source, target, default={}).values():
            edge: Edge = data["edge"]
            found += [Evidence(e["document"], e["start"], e["end"], e["text"]) for e in edge.evidence[:1]]
            break
    return found


def _points_up(question: Question) -> bool:
    """Whether the document stands before the verb and what is asked for after it ("KH 238 thực hiện văn bản nào")."""
    slot = question.slots.documents[0]
    verb, asked = question.position("implement"), question.position("which_document")
    if _UNDER.search(question.wording.line):
        return True
    if _passive(question):
        return False
    if question.has("upward") and not (0 <= verb < slot.start and asked < verb):
        return True
    return verb >= 0 and slot.start < verb and (asked > verb or _asks_last(question))


def _passive(question: Question) -> bool:
    """ "Được triển khai bằng ...", "được cụ thể hóa bởi ...": what is asked for carries the document out."""
    return _BY.search(question.wording.line) is not None or question.says(
        "duoc van ban nao", "duoc ke hoach nao", "duoc nhung van ban", "duoc ai"
    )


_UNDER = re.compile(
    rf"(?<!\w)(?:theo|can cu|dua tren|dua vao|tren co so|xuat phat tu) (?:{DOCUMENTS})(?: \w+){{0,3}} (?:nao|gi)(?!\w)"
)
"""What a document rests on is asked for: "được ban hành theo quy định nào"."""
_BY = re.compile(
    rf"(?<!\w)(?:duoc|da duoc|bi)(?: \w+){{0,3}} {DO}(?: \w+){{0,4}} (?:bang|boi|qua|nho)(?!\w)"
    rf"|{DO} (?:bang|boi|qua) (?:gi|van ban|ke hoach|chuong trinh|cai gi|nhung)"
    rf"|(?<!\w)(?:bang|boi|qua) (?:van ban|ke hoach|chuong trinh|nhung van ban|cac van ban)(?: \w+){{0,3}} (?:nao|gi)(?!\w)"
)
_LAST = re.compile(r"(?<!\w)(?:gi|nao)(?: cua (?:trung uong|bo chinh tri|quoc hoi|chinh phu|thanh uy|tinh uy|\w+ \w+))?[ ?.!]*$")


_LED = re.compile(rf"^(?:cac |nhung |danh sach )?(?:van ban|ke hoach|chuong trinh)(?: cua(?: \w+){{2,5}})? (?:de )?{DO}(?!\w)")
"""A question that begins with what carries out and the verb: "văn bản triển khai nghị quyết 57"."""


def _asks_last(question: Question) -> bool:
    """Whether the question ends with what is asked for ("... thực hiện nq gì", "... triển khai văn bản cấp trên nào")."""
    return _LAST.search(question.wording.line) is not None


def _of_another_kind(question: Question) -> bool:
    """Whether the question is for tasks, changes or contradictions; "việc thực hiện ... được tiếp nối bởi" is for no task."""
    if not question.slots.documents or question.has("replace", "repeal", "finding") or is_asked_for(question):
        return True
    if asks_subject(question):
        return True
    return question.has("task") and not speaks_of_doing(question)


class LineageUpPlan(Plan):
    intent = "lineage_up"
    label = "Văn bản cấp trên mà nó thực hiện"

    @classmethod
    def score(cls, question: Question) -> float:
        if _of_another_kind(question) or question.direction == "down":
            return 0.0
        if question.has("when") and question.has("lookup") and not question.has("implement", "upward", "which_document"):
            return 0.0
        if question.direction == "up":
            return 3.6
        if _UNDER.search(question.wording.line):
            return 3.6
        if question.has("which_document", "upward") and question.has("lookup") and not question.has("implement"):
            return 0.0
        return 3.4 if question.has("implement", "upward") and _points_up(question) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = lineage_answer(question, library, "out")
        return None if found is not None and not found.items and described_basis(question) else found


class LineageDownPlan(Plan):
    intent = "lineage_down"
    label = "Văn bản triển khai"

    @classmethod
    def score(cls, question: Question) -> float:
        if _of_another_kind(question) or question.direction == "up":
            return 0.0
        if question.direction == "down":
            return 3.6
        if not question.has("implement") and not (
            question.has("issued") and question.has("which_document") and not question.has("lookup")
        ):
            return 0.0
        asks = question.has("which_document", "who") or _LED.search(question.wording.line)
        points = 1.5 + (1.2 if asks else 0.0) + (0.6 if question.slots.types else 0.0)
        points -= 1.5 if question.has("who") and question.has("lead") and not question.has("which_document") else 0.0
        return points if not _points_up(question) else 0.5

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        return lineage_answer(question, library, "in")


def lineage_answer(question: Question, library: Library, direction: Direction) -> Answer | None:
    """The documents that the named one carries out, or that carry it out, of the asked types and issuers."""
    slot = question.slots.documents[0]
    if not slot.keys:
        return Answer("documents", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
    key = slot.keys[0]
    root = library.document(key)
    rows = documents_along(library, key, direction)
    reports = "Báo cáo" in question.slots.types
    rows = [row for row in rows if reports or row[0].type != "Báo cáo"]
    wanted = [kind for kind in question.slots.types if root is None or root.type is None or not same_type(kind, root.type)]
    if wanted and direction == "in":
        typed = [row for row in rows if row[0].type and any(same_type(kind, row[0].type) for kind in wanted)]
        regulations = [row for row in rows if row[0].type == "Quy định"] if "Quyết định" in wanted and _typed_qd(question) else []
        rows = typed or regulations
    if direction == "in" and question.says("quy dinh chi tiet", "huong dan thi hanh"):
        details = {relation.source for relation in library.snapshot.relations("details") if relation.target == key}
        rows = [row for row in rows if row[0].key in details] or rows
    if direction == "out":
        rows = of_asked_type(rows, question)
    else:
        rows = issued_in(rows, question, library)
    issuers = [agency for agency in question.slots.agencies if not issued_the_named(agency, question)]
    if direction == "in" and issuers:
        theirs = [row for row in rows if any(issued_by(row[0], agency, library) for agency in issuers)]
        rows = theirs or rows
    if question.slots.city and direction == "in":
        rows = [row for row in rows if not is_central(row[0])]
    rows = once(rows, library)
    name = name_of(root, key)
    slots = {"document": key, "direction": "up" if direction == "out" else "down", **({"types": wanted} if wanted else {})}
    if not rows:
        said = "không nêu thực hiện văn bản nào" if direction == "out" else "chưa có văn bản nào nêu là triển khai thực hiện"
        return Answer(
            "documents",
            f"Không có: {name} {said} trong các văn bản đang có.",
            slots=slots,
            alternatives=alternatives_for(question, library),
        )
    items = tuple({**to_json(document), "hop": hop, "direct": hop == 1, "via": list(via)} for document, hop, _, via in rows)
    names = [full_name(document) + ("" if hop == 1 else f" (qua {hop} bước)") for document, hop, _, _ in rows]
    verb = "thực hiện" if direction == "out" else "được triển khai bởi"
    text = f"{name} {verb} {count(len(rows), 'văn bản')}: {listed(names)}."
    evidence = evidence_json(e for row in rows for e in row[2])
    return Answer("documents", text, items, evidence, alternatives_for(question, library), slots)


def _typed_qd(question: Question) -> bool:
    """Whether a type is typed "qd", which clerks write for decisions and for regulations."""
    return any(word.printed.lower() in ("qd", "qđ") for word in question.wording.words)

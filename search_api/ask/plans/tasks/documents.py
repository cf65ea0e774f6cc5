"""Tasks that carry a document out, directly or through the chain of documents between, which the answer spells out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import networkx as nx

from graph.records import Evidence, Task
from graph.store import Node, Where
from ingest.workspace.codec import decode
from search_api.ask.asked import asks_kind, speaks_of_doing
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, listed, name_of
from search_api.ask.plans.documents.lineage import chains_from, edge_evidence, walk
from search_api.ask.plans.tasks.common import ends_in, item, runs_through, short
from search_api.ask.plans.tasks.parties import groups
from search_api.ask.question import Question
from search_api.ask.roles import doers, receivers
from search_api.ask.slots import PeriodSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold


class ImplementingTasksPlan(Plan):
    intent = "tasks_implementing"
    label = "Nhiệm vụ thực hiện văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.slots.documents or not question.has("task") or question.has("replace", "repeal", "finding"):
            return 0.0
        if speaks_of_doing(question) or (asks_kind(question) and question.direction is None):
            return 0.0
        waits = question.has("waiting") and not question.slots.documents[0].certain
        slot = question.slots.documents[0]
        asks = not slot.by_number and (question.has("who", "product", "authority") or (question.has("when") and not slot.titled))
        by = question.has("implement") or _by(question)
        return 3.0 + (0.8 if by else 0.0) - (1.5 if waits else 0.0) - (1.2 if asks else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slot = question.slots.documents[0]
        if not slot.keys:
            return Answer("tasks", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        key = slot.keys[0]
        rows = _filtered(implementing(library, key) or _own(library, key), question, library)
        name = name_of(library.document(key), key)
        slots = {"document": key}
        if not rows:
            return Answer(
                "tasks",
                f"Không có nhiệm vụ nào nêu là thực hiện {name}.",
                slots=slots,
                alternatives=alternatives_for(question, library),
            )
        direct = sum(1 for row in rows if row[1])
        told = _chains(rows, library, key)
        shown = listed([short(row[0]) for row in rows])
        text = f"Có {count(len(rows), 'nhiệm vụ')} thực hiện {name}, trong đó {direct} nhiệm vụ trực tiếp: {shown}."
        if told:
            text += f" Qua chuỗi văn bản: {listed(told, 5)}."
        items = tuple(item(task, direct=is_direct, via=list(via)) for task, is_direct, via, _ in rows)
        evidence = evidence_json(e for task, _, _, chain in rows for e in (task.evidence, *chain))
        return Answer("tasks", text, items, evidence, alternatives_for(question, library), slots)


_BEFORE = re.compile(r"(?<!\w)(?:theo|can cu|tai|trong|do|duoc neu (?:tai|trong))(?: cac| nhung| tinh than)? $")


def _by(question: Question) -> bool:
    """Whether the document stands right behind "theo": "việc được giao theo chỉ thị của ..."."""
    return _BEFORE.search(fold(question.wording.question[: question.slots.documents[0].start])) is not None


Row = tuple[Task, bool, tuple[str, ...], list[Evidence]]


def _own(library: Library, key: str) -> list[Row]:
    """The tasks that a held document itself gives, where none says that it carries the document out."""
    return [(task, True, (), []) for task in library.tasks(Where("document", "=", key))]


def _beside(question: Question, library: Library) -> set[str]:
    """Agencies that lead or take part where a described document's own name does not hold them."""
    document = library.document(question.slots.documents[0].keys[0])
    told = fold(f"{document.title or ''} {document.issuer or ''}") if document else ""
    if not question.has("lead", "partner"):
        return set()
    return {agency.name for agency in question.slots.agencies if fold(agency.name) not in told and fold(agency.name) != told}


def _groups_beside(question: Question, library: Library) -> set[str]:
    """The names of the groups that are to do something ("các đảng ủy trực thuộc"), where they are no part of the document's own name."""
    document = library.document(question.slots.documents[0].keys[0])
    told = fold(document.title or "") if document else ""
    return {name for group in groups(question, library) for name in group.names if fold(group.name) not in told}


def _filtered(rows: list[Row], question: Question, library: Library) -> list[Row]:
    """Rows that meet the question's agencies, by the role that it gives them, and its periods."""
    slot = question.slots.documents[0]
    names = {agency.name for agency in doers(question)} if slot.certain else _beside(question, library)
    names |= _groups_beside(question, library)
    if names:
        led = names <= {agency.name for agency in receivers(question)}
        theirs = [row for row in rows if names & (set(row[0].lead) if led else _in_role(row[0], question))]
        rows = theirs if theirs or question.has("lead", "partner") else rows
    rows = _about(rows, question, library)
    strict = question.has("due", "when")
    for period in question.slots.periods:
        if slot.certain and not slot.start <= period.start < slot.end:
            rows = [row for row in rows if ends_in(period)(row[0])] if strict else _timely(rows, period)
    return rows


def _timely(rows: list[Row], period: PeriodSlot) -> list[Row]:
    """Rows to be worked on in a period that is no deadline ("năm 2026 có việc gì"), all where the period is none of theirs."""
    through = runs_through(period)
    return [row for row in rows if through(row[0].deadline.kind, row[0].deadline.start, row[0].deadline.end)] or rows


def _about(rows: list[Row], question: Question, library: Library) -> list[Row]:
    """Rows whose tasks hold all that the question says beyond the document's own name ("NQ 281 ... về giá cả thị trường"), if any do."""
    slot = question.slots.documents[0]
    if not slot.by_number:
        return rows
    document = library.document(slot.keys[0])
    own = set(words(f"{document.type or ''} {document.title or ''}")) if document else set()
    after = [word for word in question.wording.words if word.start >= slot.end]
    place = next((index for index, word in enumerate(after) if word.text == "ve"), len(after))
    beyond = {word.text for word in after[place + 1 :]}
    told = {word for word in question.slots.rest if word in beyond and word not in own and len(word) > 1}
    if len(told) < 2:
        return rows
    return [row for row in rows if told <= set(words(row[0].text))] or rows


def _in_role(task: Task, question: Question) -> set[str]:
    if question.has("partner") and not question.has("lead"):
        return set(task.coordinate)
    return set(task.lead) if question.has("lead") else {*task.lead, *task.coordinate}


def _chains(rows: Sequence[Row], library: Library, key: str) -> list[str]:
    """Each chain of documents once, with the tasks that hang on it."""
    by_chain: dict[tuple[str, ...], list[Task]] = {}
    for task, direct, via, _ in rows:
        if not direct and via:
            by_chain.setdefault(via, []).append(task)
    told = []
    for via, tasks in by_chain.items():
        steps = [*(_number(library, k) for k in via), _number(library, key)]
        links = "; ".join(f"{first} thực hiện {second}" for first, second in pairwise(steps))
        ordinals = [task.ordinal for task in tasks if task.ordinal]
        named = f"nhiệm vụ {', '.join(ordinals)}" if ordinals and len(ordinals) == len(tasks) else count(len(tasks), "nhiệm vụ")
        told.append(f"{links}; {named} thực hiện {steps[0]}")
    return told


def _number(library: Library, key: str) -> str:
    document = library.document(key)
    return (document.number or name_of(document, key)) if document else key


def implementing(library: Library, key: str) -> list[Row]:
    """(task, direct, chain of documents between, evidence of the chain) for every task that carries a document out, direct ones first."""
    walked = walk(library, key, "in")
    if walked is None:
        return []
    graph, root = walked
    chains = chains_from(graph, root, "in")
    documents = {data["node"].key: identifier for identifier, data in graph.nodes(data=True) if data["node"].kind == "Document"}
    rows: list[tuple[int, Task, bool, tuple[str, ...], list[Evidence]]] = []
    for identifier, data in graph.nodes(data=True):
        node: Node = data["node"]
        if node.kind != "Task":
            continue
        task = decode(Task, node.properties)
        chain = _shortest(graph, chains, root, identifier, task, documents)
        if chain is None:
            continue
        direct = key in task.implements_direct
        via = () if direct else tuple(graph.nodes[step]["node"].key for step in reversed(chain[1:-1]))
        rows.append((data["hop"], task, direct, via, edge_evidence(graph, chain, "in")))
    rows.sort(key=lambda row: (not row[2], row[0], row[1].id))
    return [(task, direct, via, evidence) for _, task, direct, via, evidence in rows]


def _shortest(
    graph: nx.MultiDiGraph, chains: Mapping[str, list[str]], root: str, identifier: str, task: Task, documents: Mapping[str, str]
) -> list[str] | None:
    """The chain from the document down to the task: through what the task carries out directly where its words name that."""
    direct = [documents[key] for key in task.implements_direct if key in documents and documents[key] != root]
    through = sorted((chains[node] for node in direct if node in chains), key=lambda chain: (len(chain), chain))
    if through and graph.nodes[root]["node"].key not in task.implements_direct:
        return [*through[0], identifier]
    return chains.get(identifier)

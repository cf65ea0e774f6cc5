"""Questions for tasks: who must do what, by when, for which document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import networkx as nx

from graph.records import Evidence, Task, to_json
from graph.store import Node, Where
from ingest.workspace.codec import decode
from search_api.ask.catalogue import NameIndex, words
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, day, evidence_json, listed, name_of
from search_api.ask.plans.lineage import _chain, _edge_evidence, walk
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from search_api.search.records import SearchQuery

Keep = Callable[[Task], bool]


def _item(task: Task, **more: Any) -> dict[str, Any]:
    return {**to_json(task), **more}


def _short(task: Task, size: int = 90) -> str:
    text = task.text if len(task.text) <= size else task.text[:size].rsplit(" ", 1)[0] + "…"
    return f"{task.ordinal}. {text}" if task.ordinal else text


def _within(slot: PeriodSlot) -> Keep:
    """Tasks whose deadline falls where the question bounds it."""

    def keep(task: Task) -> bool:
        ends = [d.end for d in task.deadlines if d.kind == "by" and d.end] or (
            [task.deadline.end] if task.deadline.kind == "by" and task.deadline.end else []
        )
        if slot.bound in ("before", "at"):
            return any(end <= slot.finish for end in ends)
        if slot.bound == "after":
            return any(end >= slot.begin for end in ends)
        return any(slot.begin <= end <= slot.finish for end in ends)

    return keep


def _active(slot: PeriodSlot) -> Keep:
    """Tasks that are to be worked on in the period: due in it, or running through it."""

    def keep(task: Task) -> bool:
        if task.deadline.kind != "by":
            return True
        begin, end = task.deadline.start, task.deadline.end
        return (begin is None or begin <= slot.finish) and (end is None or end >= slot.begin)

    return keep


def _describe(question: Question) -> str:
    parts = [f"thời gian {slot.label}" for slot in question.slots.periods]
    return f" ({'; '.join(parts)})" if parts else ""


def _answer(tasks: Sequence[Task], none: str, some: str, question: Question, library: Library, slots: dict[str, Any]) -> Answer:
    if not tasks:
        return Answer("tasks", none, slots=slots, alternatives=alternatives_for(question, library))
    text = f"{some}: {listed([_short(task) for task in tasks])}."
    return Answer(
        "tasks",
        text,
        tuple(_item(task) for task in tasks),
        evidence_json(task.evidence for task in tasks),
        alternatives_for(question, library),
        slots,
    )


class ImplementingTasksPlan(Plan):
    intent = "tasks_implementing"
    label = "Nhiệm vụ thực hiện văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.slots.documents or not question.has("task") or question.has("replace", "repeal", "finding"):
            return 0.0
        return 3.0 + (0.8 if question.has("implement") else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slot = question.slots.documents[0]
        if not slot.keys:
            return Answer("tasks", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        key = slot.keys[0]
        rows = implementing(library, key)
        if question.slots.agencies and slot.by_number:
            names = {agency.name for agency in question.slots.agencies}
            filtered = [row for row in rows if names & {*row[0].lead, *row[0].coordinate}]
            rows = filtered or rows
        for period in question.slots.periods:
            rows = [row for row in rows if _within(period)(row[0])] if not _in_slot(period, slot) else rows
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
        shown = listed([_short(row[0]) for row in rows])
        text = f"Có {count(len(rows), 'nhiệm vụ')} thực hiện {name}, trong đó {direct} nhiệm vụ trực tiếp: {shown}."
        if told:
            text += f" Qua chuỗi văn bản: {listed(told, 5)}."
        items = tuple(_item(task, direct=is_direct, via=list(via)) for task, is_direct, via, _ in rows)
        evidence = evidence_json(e for task, _, _, chain in rows for e in (task.evidence, *chain))
        return Answer("tasks", text, items, evidence, alternatives_for(question, library), slots)


def _in_slot(period: PeriodSlot, slot: Any) -> bool:
    return bool(slot.start <= period.start < slot.end)


def _chains(rows: Sequence[tuple[Task, bool, tuple[str, ...], list[Evidence]]], library: Library, key: str) -> list[str]:
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


def implementing(library: Library, key: str) -> list[tuple[Task, bool, tuple[str, ...], list[Evidence]]]:
    """(task, direct, chain of documents between, evidence of the chain) for every task that carries a document out, direct ones first."""
    walked = walk(library, key, "in")
    if walked is None:
        return []
    graph, root = walked
    documents = {data["node"].key: identifier for identifier, data in graph.nodes(data=True) if data["node"].kind == "Document"}
    rows: list[tuple[int, Task, bool, tuple[str, ...], list[Evidence]]] = []
    for identifier, data in graph.nodes(data=True):
        node: Node = data["node"]
        if node.kind != "Task":
            continue
        task = decode(Task, node.properties)
        chain = _shortest(graph, root, identifier, task, documents)
        if chain is None:
            continue
        direct = key in task.implements_direct
        via = () if direct else tuple(graph.nodes[step]["node"].key for step in reversed(chain[1:-1]))
        rows.append((data["hop"], task, direct, via, _edge_evidence(graph, chain, "in")))
    rows.sort(key=lambda row: (not row[2], row[0], row[1].id))
    return [(task, direct, via, evidence) for _, task, direct, via, evidence in rows]


def _shortest(graph: nx.MultiDiGraph, root: str, identifier: str, task: Task, documents: Mapping[str, str]) -> list[str] | None:
    """The chain from the document down to the task: through what the task carries out directly where its words name that."""
    through = [
        _chain(graph, root, documents[key], "in") for key in task.implements_direct if key in documents and documents[key] != root
    ]
    chains = sorted((chain for chain in through if chain), key=lambda chain: (len(chain), chain))
    if chains and graph.nodes[root]["node"].key not in task.implements_direct:
        return [*chains[0], identifier]
    return _chain(graph, root, identifier, "in")


class LeadTasksPlan(Plan):
    intent = "tasks_by_lead"
    label = "Nhiệm vụ do cơ quan chủ trì"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.slots.agencies or not question.has("task", "lead") or question.has("finding", "agency_what"):
            return 0.0
        points = 2.0 + (1.0 if question.has("lead") else 0.0) + (0.5 if question.has("task") else 0.0)
        points -= 1.0 if question.has("waiting") else 0.0
        return points - (2.5 if question.has("partner") else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        agency = question.slots.agencies[0]
        tasks = _of(library, "lead", [agency.name])
        tasks = _narrow(tasks, question, library)
        return _answer(
            tasks,
            f"Không có nhiệm vụ nào giao {agency.name} chủ trì{_describe(question)}.",
            f"{agency.name} chủ trì {count(len(tasks), 'nhiệm vụ')}{_describe(question)}",
            question,
            library,
            {"lead": agency.name, **_periods(question)},
        )


class PartnerTasksPlan(Plan):
    intent = "tasks_by_coordinator"
    label = "Nhiệm vụ mà cơ quan phối hợp"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.slots.agencies or not question.has("partner") or question.has("who"):
            return 0.0
        return 3.6

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        names = [agency.name for agency in question.slots.agencies]
        tasks = _of(library, "coordinate", names)
        tasks = _narrow(tasks, question, library)
        said = " và ".join(names)
        return _answer(
            tasks,
            f"Không có nhiệm vụ nào nêu đích danh {said} là cơ quan phối hợp{_describe(question)}.",
            f"{said} được nêu đích danh là cơ quan phối hợp trong {count(len(tasks), 'nhiệm vụ')}{_describe(question)}",
            question,
            library,
            {"coordinate": names, **_periods(question)},
        )


def _periods(question: Question) -> dict[str, Any]:
    return (
        {"period": [{"from": p.begin, "to": p.finish, "bound": p.bound} for p in question.slots.periods]}
        if question.slots.periods
        else {}
    )


def _of(library: Library, role: str, names: Sequence[str]) -> list[Task]:
    tasks = library.tasks(Where(role, "contains", names[0]))
    return [task for task in tasks if all(name in getattr(task, role) for name in names)]


def _narrow(tasks: list[Task], question: Question, library: Library) -> list[Task]:
    for period in question.slots.periods:
        keep = _within(period) if question.has("due", "overdue") or period.bound != "within" else _active(period)
        tasks = [task for task in tasks if keep(task)]
    if question.slots.documents and question.slots.documents[0].keys and question.slots.documents[0].by_number:
        key = question.slots.documents[0].keys[0]
        tasks = [task for task in tasks if task.document == key or key in task.implements]
    return tasks


class PeriodTasksPlan(Plan):
    intent = "tasks_due"
    label = "Nhiệm vụ đến hạn, quá hạn"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("task", "overdue") or question.has("finding"):
            return 0.0
        if question.has("overdue"):
            return 3.7
        if question.slots.periods and question.has("due"):
            return 3.3 - (1.0 if question.slots.agencies and question.has("lead") else 0.0)
        return 1.2 if question.slots.periods else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        late = question.has("overdue")
        period = question.slots.periods[0] if question.slots.periods else None
        if period is None:
            today = library.today.isoformat()
            period = PeriodSlot(today, today, "at", day(today), True, 0, 0)
        tasks = _ending(library, period, late)
        if question.slots.agencies:
            names = {agency.name for agency in question.slots.agencies}
            tasks = [task for task in tasks if names & set(task.lead)]
        said = f"quá hạn tính đến {day(period.finish)}" if late else _due_words(period)
        return _answer(
            tasks,
            f"Không có nhiệm vụ nào {said}.",
            f"Có {count(len(tasks), 'nhiệm vụ')} {said}",
            question,
            library,
            {"from": period.begin, "to": period.finish, "overdue": late},
        )


def _due_words(period: PeriodSlot) -> str:
    if period.bound == "before":
        return f"phải hoàn thành trước hoặc trong ngày {day(period.finish)}"
    if period.bound == "after":
        return f"có thời hạn từ ngày {day(period.begin)}"
    return f"phải hoàn thành trong khoảng từ {day(period.begin)} đến {day(period.finish)}"


def _ending(library: Library, period: PeriodSlot, late: bool) -> list[Task]:
    if late:
        return library.tasks(Where("deadline_kind", "=", "by"), Where("deadline_end", "<", period.finish))
    if period.bound == "before":
        return library.tasks(Where("deadline_kind", "=", "by"), Where("deadline_end", "<=", period.finish))
    if period.bound == "after":
        return library.tasks(Where("deadline_kind", "=", "by"), Where("deadline_end", ">=", period.begin))
    return library.tasks(
        Where("deadline_kind", "=", "by"), Where("deadline_end", ">=", period.begin), Where("deadline_end", "<=", period.finish)
    )


class RhythmTasksPlan(Plan):
    intent = "tasks_recurring"
    label = "Nhiệm vụ thường xuyên, nhiệm vụ chờ sự kiện"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("task", "due") or question.has("finding"):
            return 0.0
        if question.has("recurring"):
            return 3.2
        return 3.25 if question.has("waiting") and not question.slots.periods and not question.slots.agencies[1:] else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        recurring = question.has("recurring")
        tasks = library.tasks(Where("deadline_kind", "=", "recurring" if recurring else "event"))
        if recurring and question.slots.agencies:
            tasks = [task for task in tasks if any(agency.name in task.lead for agency in question.slots.agencies)]
        if not recurring:
            tasks = _told_by(tasks, question)
            if not tasks:
                return None
        said = "có thời hạn thường xuyên, định kỳ" if recurring else "phải chờ một việc khác rồi mới triển khai"
        return _answer(
            tasks,
            f"Không có nhiệm vụ nào {said}.",
            f"Có {count(len(tasks), 'nhiệm vụ')} {said}",
            question,
            library,
            {"deadline_kind": "recurring" if recurring else "event"},
        )


def _told_by(tasks: Sequence[Task], question: Question) -> list[Task]:
    """Tasks whose deadline's words hold most of what the question says beyond its cues."""
    asked = {word.text for word in question.wording.words} - {
        "nhiem",
        "vu",
        "nao",
        "phai",
        "cho",
        "roi",
        "moi",
        "trien",
        "khai",
        "viec",
        "co",
        "thoi",
        "han",
        "sau",
        "khi",
        "duoc",
        "doi",
        "gi",
        "cac",
        "nhung",
        "thuc",
        "hien",
    }
    if not asked:
        return list(tasks)
    index = NameIndex((task.id, words(task.deadline_raw)) for task in tasks)
    shares = {identifier: share for identifier, share, _ in index.rank(sorted(asked), limit=len(tasks))}
    best = max(shares.values(), default=0.0)
    return [task for task in tasks if shares.get(task.id, 0.0) >= max(0.5, best - 0.25)]


class TaskLookupPlan(Plan):
    intent = "task_lookup"
    label = "Một nhiệm vụ: ai làm, với ai, hạn khi nào, sản phẩm gì"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("who", "when", "product", "authority", "lead") or question.has("finding", "agency_what", "issued"):
            return 0.0
        if len(question.slots.rest) < 2:
            return 0.0
        named = 1.0 if question.slots.documents and question.slots.documents[0].by_number else 0.0
        return 2.6 + (0.5 if question.has("lead") else 0.0) + (0.4 if question.has("due") else 0.0) - named

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = find_described(question, library)
        if not found:
            return None
        best = found[0]
        return Answer(
            "tasks",
            _facts(best),
            tuple(_item(task) for task in found[:3]),
            evidence_json(task.evidence for task in found[:3]),
            slots={"task": best.id},
        )


def find_described(question: Question, library: Library, limit: int = 3) -> list[Task]:
    """The tasks that the question describes, best first; only those that hold most of its telling words."""
    asked = [word for word in question.slots.rest if len(word) > 1]
    ranked = [(identifier, share) for identifier, share, _ in _task_index(question, library).rank(asked) if share >= ENOUGH]
    if not ranked:
        return []
    best = ranked[0][1]
    return library.tasks_of([identifier for identifier, share in ranked if share >= best - CLOSE][:limit])


ENOUGH, CLOSE = 0.6, 0.15
INDEXED = 20_000
"""Up to so many tasks are all kept as words; of more the search lanes give the candidates."""
_INDEX: dict[tuple[str, int], NameIndex] = {}


def _task_index(question: Question, library: Library) -> NameIndex:
    if library.task_count() > INDEXED and library.engine is not None:
        hits = library.engine.search(SearchQuery(question.text, kind=("task",), size=50)).hits
        return _index_of(library.tasks_of([hit.key for hit in hits]))
    place = (str(library.snapshot.folder), library.snapshot.generation)
    if place not in _INDEX:
        _INDEX.clear()
        _INDEX[place] = _index_of(library.all_tasks())
    return _INDEX[place]


def _index_of(tasks: Sequence[Task]) -> NameIndex:
    return NameIndex((task.id, words(f"{task.text} {task.product or ''}")) for task in tasks)


def _facts(task: Task) -> str:
    lead = f"{', '.join(task.lead)} chủ trì" if task.lead else "Văn bản không nêu cơ quan chủ trì"
    parts = [f"{lead} nhiệm vụ “{_short(task, 160)}”"]
    if task.coordinate:
        parts.append(f"phối hợp: {', '.join(task.coordinate)}")
    parts.append(f"thời hạn: {task.deadline_raw}" if task.deadline_raw else "không nêu thời hạn")
    if task.product:
        parts.append(f"sản phẩm: {task.product}")
    if task.authority:
        parts.append(f"thẩm quyền: {', '.join(task.authority)}")
    return "; ".join(parts) + "."

"""One described task: who leads it, with whom, by when, what comes out, who decides."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Task
from search_api.ask.catalogue import NameIndex
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json
from search_api.ask.plans.tasks_common import item, short, unknown_agency
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from search_api.search.records import SearchQuery

ENOUGH, SURE, CLOSE = 0.6, 0.68, 0.15
"""Shares of the question's weight that a task must hold, more where it says a word that no task has; how close others may follow."""
INDEXED = 20_000
"""Up to so many tasks are all kept as words; of more the search lanes give the candidates."""
_INDEX: dict[tuple[str, int], NameIndex] = {}


class TaskLookupPlan(Plan):
    intent = "task_lookup"
    label = "Một nhiệm vụ: ai làm, với ai, hạn khi nào, sản phẩm gì"

    @classmethod
    def score(cls, question: Question) -> float:
        asks = question.has("who", "when", "product", "authority", "lead", "partner")
        issued = question.has("issued") and not question.has("lead")
        if not asks or issued or question.has("finding") or len(question.slots.topic) < 2 or unknown_agency(question):
            return 0.0
        if question.has("agency_what") and not question.has("product", "authority", "who", "when"):
            return 0.0
        if question.slots.agencies and len(question.slots.rest) < 2:
            return 0.0
        named = 1.0 if question.slots.documents and question.slots.documents[0].by_number else 0.0
        led = 0.5 if question.has("lead") else 0.0
        return 2.6 + led + (0.4 if question.has("due", "product") else 0.0) - named

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = find_described(question, library)
        if not found:
            return None
        best = found[0]
        evidence = evidence_json(task.evidence for task in found)
        return Answer("tasks", facts(best), tuple(item(task) for task in found), evidence, slots={"task": best.id})


def find_described(question: Question, library: Library, limit: int = 3) -> list[Task]:
    """The tasks that the question describes, best first; only those that hold most of its telling words."""
    index = _task_index(question, library)
    for told in (question.slots.topic, question.slots.rest):
        asked = [word for word in told if len(word) > 1]
        floor = ENOUGH if all(index.knows(word) for word in asked) else SURE
        ranked = [(identifier, share) for identifier, share, _ in index.rank(asked) if share >= floor] if len(asked) > 1 else []
        if ranked:
            best = ranked[0][1]
            tasks = library.tasks_of([identifier for identifier, share in ranked if share >= best - CLOSE])
            documents = question.slots.documents
            if documents and documents[0].by_number and documents[0].keys:
                tasks = [t for t in tasks if documents[0].keys[0] in t.implements] or tasks
            return tasks[:limit]
    return []


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


def facts(task: Task) -> str:
    """Everything that the document says of a task, in a sentence."""
    lead = f"{', '.join(task.lead)} chủ trì" if task.lead else "Văn bản không nêu cơ quan chủ trì"
    parts = [f"{lead} nhiệm vụ “{short(task, 160)}”"]
    if task.coordinate:
        parts.append(f"phối hợp: {', '.join(task.coordinate)}")
    parts.append(f"thời hạn: {task.deadline_raw}" if task.deadline_raw else "không nêu thời hạn")
    if task.product:
        parts.append(f"sản phẩm: {task.product}")
    if task.authority:
        parts.append(f"thẩm quyền: {', '.join(task.authority)}")
    return "; ".join(parts) + "."

"""One described task: who leads it, with whom, by when, what comes out, who decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.records import Task
from search_api.ask.catalogue import NameIndex
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, once_a_generation
from search_api.ask.plans.tasks.common import ends_in, item, short, unknown_agency
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from search_api.search.records import SearchQuery

ENOUGH, SURE, CLOSE = 0.6, 0.68, 0.15
"""Shares of the question's weight that a task must hold, more where it says a word that no task has; how close others may follow."""
OWN, TELLS, PAIRS = 0.1, 0.08, 0.5
"""What orders tasks beside that share: how much of the task was asked, how much it tells, words that stand side by side."""
MANY, FAR = 6, 0.6
"""So many known words, and so much less that the next task holds, make up for a word that no task has."""
INDEXED = 20_000
"""Up to so many tasks are all kept as words; of more the search lanes give the candidates."""


class TaskLookupPlan(Plan):
    intent = "task_lookup"
    label = "Một nhiệm vụ: ai làm, với ai, hạn khi nào, sản phẩm gì"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        asks = question.has("who", "when", "product", "authority", "lead", "partner")
        if (
            not asks
            or _asks_issue(question)
            or question.has("finding")
            or len(telling(question.slots.topic)) < 2
            or unknown_agency(question)
        ):
            return 0.0
        if question.has("agency_what") and not question.has("product", "authority", "who", "when"):
            return 0.0
        if question.slots.agencies and len(telling(question.slots.rest)) < 2:
            return 0.0
        numbered = question.slots.documents and question.slots.documents[0].by_number
        named = 0.0 if not numbered else 0.2 if question.has("who", "lead") and len(question.slots.rest) > 1 else 1.0
        named += 0.6 if question.has("issued") and not _must(question) else 0.0
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


def telling(told: Sequence[str]) -> list[str]:
    """Words that describe a task: those beyond what every question for tasks says ("những nhiệm vụ trọng tâm được phân công")."""
    return [word for word in told if word not in _GENERAL]


_GENERAL = general_words("task")
_DOING = general_words("doing")
_ISSUE = re.compile(
    r"(?<!\w)(?:ai|co quan nao|don vi nao|cap nao) (?:da )?(?:ban hanh|ra|ky)(?!\w)"
    r"|(?<!\w)(?:ban hanh|ra doi|ky ban hanh) (?:vao )?(?:khi nao|ngay nao|ngay may|bao gio|nam nao|thang nao|hoi nao)"
)


def _must(question: Question) -> bool:
    """Whether the question speaks of something still to be done ("phải ban hành", "được giao tham mưu")."""
    return question.has("lead", "authority") or question.says("phai", "tham muu", "trinh", "han", "thoi han", "se", "xay dung")


def _asks_issue(question: Question) -> bool:
    """Whether who issued something, or when, is asked of a document that exists."""
    return _ISSUE.search(question.wording.line) is not None and not _must(question)


def find_described(question: Question, library: Library, limit: int = 3) -> list[Task]:
    """The tasks that the question describes, best first; only those that hold most of its telling words."""
    index = task_index(question, library)
    pairs = _named(question)
    places = {pair for pair in pairs if f" {' '.join(pair)} " in library.catalogue.agency_line}
    named = pairs - places
    placed = {word for pair in places for word in pair} | ({"tinh", "thanh", "pho"} if places else set())
    for told in (question.slots.topic, question.slots.rest):
        asked = [word for word in told if len(word) > 1 and word not in placed and (word not in _DOING or index.knows(word))]
        strange = not all(index.knows(word) for word in asked)
        best_rows = index.rank(asked, limit=20) if len(asked) > 1 else []
        floor = SURE if strange and not _stands_out(best_rows, asked, index) else ENOUGH
        ranked = [row for row in best_rows if row[1] >= floor]
        if ranked:
            best = max(share for _, share, _ in ranked)
            shares = {identifier: share + OWN * own for identifier, share, own in ranked if share >= best - CLOSE}
            tasks = library.tasks_of(list(shares))
            tasks = [task for task in tasks if (not named or named & _pairs(task)) and _holds_quoted(task, question)]
            if strange:
                tasks = [task for task in tasks if _phrased(task, question) > 0]
            documents = question.slots.documents
            if documents and documents[0].by_number and documents[0].keys:
                tasks = [t for t in tasks if documents[0].keys[0] in t.implements] or tasks
            tasks.sort(key=lambda task: -shares[task.id] - TELLS * _tells(task, question) - _phrased(task, question))
            return tasks[:limit]
    return []


def _stands_out(ranked: Sequence[tuple[str, float, float]], asked: Sequence[str], index: NameIndex) -> bool:
    """Whether many words are asked and the best task holds far more of them than any other."""
    known = {word for word in asked if index.knows(word)}
    return len(known) >= MANY and (len(ranked) < 2 or ranked[1][1] <= FAR * ranked[0][1])


def _tells(task: Task, question: Question) -> int:
    """How many of the things that are asked for the task says."""
    told = (("who", task.lead), ("lead", task.lead), ("partner", task.coordinate), ("product", task.product))
    said = sum(bool(value) for cue, value in told if question.has(cue))
    said += any(ends_in(period)(task) for period in question.slots.periods)
    return said + (question.has("when") and task.deadline.kind != "none") + (question.has("authority") and bool(task.authority))


def _phrased(task: Task, question: Question) -> float:
    """A bonus for the question's words standing side by side in the task as they do in the question."""
    asked = [word.text for word in question.wording.words if word.text[:1].isalnum()]
    content = set(question.slots.topic)
    pairs = {pair for pair in pairwise(asked) if (pair[0] in content or pair[1] in content) and not set(pair) <= _DULL}
    return PAIRS * len(pairs & _pairs(task)) / (len(pairs) or 1)


_DULL = frozenset(("xay", "dung", "thuc", "hien", "trien", "khai", "to", "chuc", "chu", "tri", "hoan", "thanh"))
"""Words whose standing side by side tells nothing of what is described."""


def _pairs(task: Task) -> set[tuple[str, str]]:
    return set(pairwise(words(f"{task.text} {task.product or ''}")))


def _named(question: Question) -> set[tuple[str, str]]:
    """Pairs of words that the question prints as one name ("Long Biên"): a task without them is another place's or another thing's."""
    closed = [(slot.start, slot.end) for slot in question.slots.agencies]
    closed += [(slot.start, slot.end) for slot in question.slots.documents if slot.by_number]
    free = [word for word in question.wording.words if not any(start <= word.start < end for start, end in closed)]
    return {
        (first.text, second.text)
        for first, second in pairwise(free[1:])
        if first.printed.istitle() and second.printed.istitle() and second.start == first.end + 1
    } - _of_the_calendar(question)


_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{4,})[”\"»]")


def _holds_quoted(task: Task, question: Question) -> bool:
    """Whether the task holds what the question prints between quotation marks, word for word."""
    own = f" {' '.join(words(f'{task.text} {task.product or str()}'))} "
    return all(f" {' '.join(words(said))} " in own for said in _QUOTED.findall(question.text))


_CALENDAR = re.compile(r"(?<!\w)(?:tet|nam|mua xuan|dip|le) \w+ \w+(?!\w)")


def _of_the_calendar(question: Question) -> set[tuple[str, str]]:
    """Names of times ("Tết Bính Ngọ"), which a task may say by a day."""
    return {pair for match in _CALENDAR.finditer(question.wording.line) for pair in pairwise(match.group().split())}


def candidates(question: Question, library: Library) -> tuple[str, ...] | None:
    """Ids of the tasks that the search lanes give for a question where there are too many to be looked through; None: look at all."""
    if library.task_count() <= INDEXED or library.engine is None:
        return None
    return tuple(hit.key for hit in library.engine.search(SearchQuery(question.text, kind=("task",), size=50)).hits)


def task_index(question: Question, library: Library) -> NameIndex:
    near = candidates(question, library)
    if near is not None:
        return _index_of(library.tasks_of(near))
    return _whole_index(library)


@once_a_generation
def _whole_index(library: Library) -> NameIndex:
    return _index_of(library.all_tasks())


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

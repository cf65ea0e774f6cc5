"""How many of something a task is to bring about: "phải hoàn thành bao nhiêu căn nhà ở xã hội"."""

from __future__ import annotations

import re

from graph.records import Task
from search_api.ask.catalogue import NameIndex
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json
from search_api.ask.plans.sentences.told import names_period
from search_api.ask.plans.tasks.common import item
from search_api.ask.plans.tasks.described import facts, task_index, telling
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold, normal

ENOUGH, OF_DOCUMENT, MOST = 0.6, 0.4, 3
"""Shares of the question's weight that a task must hold, less where it carries out the document named; tasks that are told."""
_NO_THING = (
    "van|nhiem|viec|du|chi|so|co|phan|tien|ty|trieu|nghin|ngan|ke|nghi|quyet|ket|chuong|thang|ngay|nam|gio|tuan|quy|lan|don|dang|ban|la|thi|"
    "ve|theo|cua|trong|duoc|tai|den|diem|bac|nguon|muc|von|giai|cong|cai|dieu|noi|van|de|cho|va"
)
_COUNTED = re.compile(
    rf"(?<!\w)(?:bao nhieu|may) (?P<thing>(?!(?:{_NO_THING})\b)[^\W\d_]{{2,}})"
    rf"|(?<!\w)so (?:luong )?(?P<number>(?!(?:{_NO_THING}|luong|lieu|hieu|chieu|qd|kh)\b)[^\W\d_]{{2,}})"
    r" (?:.* )?(?:la|dat|bang|duoc) (?:bao nhieu|may)(?!\w)"
)
"""The thing that is counted: "bao nhiêu căn", "số căn ... là bao nhiêu"."""


class QuantityPlan(Plan):
    intent = "task_lookup"
    label = "Số lượng phải đạt của một nhiệm vụ"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("amount_asked") or question.has("finding", "replace", "repeal") or _thing(question) is None:
            return 0.0
        numbered = bool(question.slots.documents) and question.slots.documents[0].by_number
        told = question.has("lead", "task") or question.says("phai", "muc tieu", "chi tieu", "phan dau", "giao")
        told = told or (question.has("due") and bool(question.slots.agencies))
        return 4.0 if numbered or told else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        thing = _thing(question)
        if thing is None:
            return None
        counted = _counted(question, library, thing)
        if not counted:
            return None
        task = counted[0][0]
        told = "; ".join(f"“{number}”" for _, number in counted)
        evidence = evidence_json(each.evidence for each, _ in counted)
        return Answer(
            "tasks",
            f"Số lượng được nêu: {told}. {facts(task)}",
            tuple(item(each) for each, _ in counted),
            evidence,
            slots={"task": task.id},
        )


def _thing(question: Question) -> str | None:
    match = _COUNTED.search(question.wording.line)
    return (match["thing"] or match["number"]) if match else None


def _counted(question: Question, library: Library, thing: str) -> list[tuple[Task, str]]:
    """Tasks that say a number of the thing, with the words that say it, best first."""
    index: NameIndex = task_index(question, library)
    asked = [word for word in telling(question.slots.rest) if len(word) > 1 and word != thing]
    keys = (
        set(question.slots.documents[0].keys[:1]) if question.slots.documents and question.slots.documents[0].by_number else set()
    )
    if len(asked) < 2:
        return []
    shares = {identifier: share for identifier, share, _ in index.rank(asked, limit=60) if share >= OF_DOCUMENT}
    rows: list[tuple[float, Task, str]] = []
    for task in library.tasks_of(list(shares)):
        of_document = bool(keys & set(task.implements))
        said = _said(task, thing)
        if said and (of_document or (not keys and shares[task.id] >= ENOUGH)):
            rows.append((shares[task.id] + (0.3 if of_document else 0.0), task, said))
    timed = [row for row in rows if all(_of_time(row[1], period) for period in question.slots.periods if not period.assumed)]
    rows = sorted(timed or rows, key=lambda row: (-row[0], row[1].id))
    return [(task, said) for share, task, said in rows if share >= rows[0][0] - 0.1][:MOST]


def _of_time(task: Task, period: PeriodSlot) -> bool:
    """Whether a task is of the asked time: it names it, or its deadline falls within it."""
    due = (task.deadline.start, task.deadline.end, *(day for each in task.deadlines for day in (each.start, each.end)))
    own = " ".join(filter(None, (task.text, task.product, task.deadline_raw)))
    return names_period(own, period) or any(day is not None and period.begin <= day <= period.finish for day in due)


def _said(task: Task, thing: str) -> str | None:
    """The task's own words from the number of the thing to the end of its clause."""
    for text in filter(None, (task.product, task.text)):
        printed = normal(text)
        match = re.search(rf"(?<![\w.,/])\d[\d.,]*(?: (?:nghin|ngan|trieu))?(?: luot)? {re.escape(thing)}(?!\w)", fold(printed))
        if match:
            return re.split(r"[;,.](?:\s|$)", printed[match.start() :])[0].strip()
    return None

"""Tasks by time: due in a period, overdue on a day, recurring, waiting for something else, without a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import takewhile

from graph.records import Task
from graph.store import Where
from search_api.ask.catalogue import NameIndex
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, Plan, count, day
from search_api.ask.plans.tasks.common import BY, due_in, narrowed, tasks_answer, unknown_agency
from search_api.ask.plans.tasks.described import candidates
from search_api.ask.plans.tasks.parties import led_by_doers
from search_api.ask.plans.tasks.scope import doers, headed, in_scope, own_periods
from search_api.ask.plans.tasks.selection import Selection
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold


class PeriodTasksPlan(Plan):
    intent = "tasks_due"
    label = "Nhiệm vụ đến hạn, quá hạn"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.has("finding") or question.slots.foreign or not (question.has("task", "overdue") or _what_is_due(question)):
            return 0.0
        if question.has("overdue"):
            return 3.7
        if question.slots.periods and question.has("due"):
            return (
                3.3
                - (1.5 if question.has("amount_asked") else 0.0)
                - (1.0 if question.slots.agencies and question.has("lead") else 0.0)
            )
        return 1.5 if question.slots.periods and not question.slots.types else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        late = question.has("overdue") and not _runs_out(question)
        period = question.slots.periods[0] if question.slots.periods else None
        if period is None:
            today = library.today.isoformat()
            period = PeriodSlot(today, today, "at", day(today), True, 0, 0)
        under = None if late else headed(Selection(), period, question, library)
        ending = Selection().either(_late(period)) if late else Selection().either(*map(_ending, _alike(period, question)))
        ending = ending if under is None else under
        found = in_scope(led_by_doers(ending, doers(question), question, library), question, library).found(library)
        said = (
            f"quá hạn tính đến {day(period.finish)}"
            if late
            else _due_words(period)
            if under is None
            else f"trọng tâm {period.label}"
        )
        return tasks_answer(
            found,
            f"Không có nhiệm vụ nào {said}.",
            f"Có {count(found.total, 'nhiệm vụ')} {said}",
            question,
            library,
            {"from": period.begin, "to": period.finish, "overdue": late},
        )


def _runs_out(question: Question) -> bool:
    """Whether "hết hạn" says when tasks are due ("sắp hết hạn trong tháng 12"), and not that they are overdue."""
    soon = question.says("sap het han", "se het han", "sap het thoi han", "gan het han")
    within = any(period.bound == "within" and period.begin < period.finish for period in question.slots.periods)
    return soon or (
        within and question.says("het han trong", "het han vao", "het thoi han trong") and not question.says("da het han")
    )


def _what_is_due(question: Question) -> bool:
    """Whether what must be finished is asked for without a word for tasks ("phải xong những gì trước ngày 01/11")."""
    return question.has("due") and _WHAT.search(question.wording.line) is not None and not question.slots.documents


_WHAT = re.compile(
    r"(?<!\w)(?:nhung gi|nhung cai gi|cai gi|phai xong gi|xong gi|gi (?:phai )?xong|nhung khoan nao|nhung muc nao)(?!\w)"
)


def _alike(period: PeriodSlot, question: Question) -> list[PeriodSlot]:
    """The periods that the question lists ("tháng 9, tháng 10"), or the one it names."""
    listed = own_periods(question)
    return list(listed) if len(listed) > 1 and all(one.bound == "within" for one in listed) else [period]


def _due_words(period: PeriodSlot) -> str:
    if period.bound == "before":
        return f"phải hoàn thành trước hoặc trong ngày {day(period.finish)}"
    if period.bound == "after":
        return f"có thời hạn từ ngày {day(period.begin)}"
    return f"phải hoàn thành trong khoảng từ {day(period.begin)} đến {day(period.finish)}"


def _late(day: PeriodSlot) -> tuple[Where, ...]:
    return BY, Where("deadline_end", "<", day.finish)


def _ending(period: PeriodSlot) -> tuple[Where, ...]:
    """What ends in a period that is asked for itself: "at" a day is that day, and not up to it."""
    return due_in(replace(period, bound="within") if period.bound == "at" else period)


class RhythmTasksPlan(Plan):
    intent = "tasks_recurring"
    label = "Nhiệm vụ thường xuyên, nhiệm vụ chờ sự kiện"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("task", "due") or question.has("finding") or unknown_agency(question):
            return 0.0
        if question.has("recurring"):
            return 3.2 - (0.1 if question.has("who", "when") else 0.0)
        waits = question.has("waiting") and not question.slots.periods and not question.slots.agencies[1:]
        return 3.25 if waits else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        recurring = question.has("recurring")
        if recurring:
            tasks = led_by_doers(narrowed(Selection(), question, library), doers(question), question, library)
        else:
            waiting = _waiting(question, library)
            if waiting is None:
                return None
            tasks = waiting
        found = in_scope(tasks, question, library).found(library)
        said = "có thời hạn thường xuyên, định kỳ" if recurring else "phải chờ một việc khác rồi mới triển khai"
        return tasks_answer(
            found,
            f"Không có nhiệm vụ nào {said}.",
            f"Có {count(found.total, 'nhiệm vụ')} {said}",
            question,
            library,
            {"deadline_kind": "recurring" if recurring else "event"},
        )


_WAITING_WORDS = general_words("waiting")
_AFTER = re.compile(r"(?<!\w)(?:sau khi|khi co|cho)(?!\w)")


def _waiting(question: Question, library: Library) -> Selection | None:
    """Tasks that wait for what the question says; all that wait where it says nothing more. None where no task waits for that."""
    events = Selection().where(Where("deadline_kind", "=", "event"))
    first = question.wording.word_at(question.cues["waiting"][0])
    clause = takewhile(lambda word: word.text != ",", question.wording.words[first:])
    behind = {word.text for word in clause if word.text[:1].isalnum()} - _WAITING_WORDS
    asked = {word.text for word in question.wording.words if word.text[:1].isalnum()} - _WAITING_WORDS
    if not asked:
        return events if events.any(library) else None
    near = candidates(question, library)
    told = _told_by(replace(events, keys=near).all(library), asked) or _told_by(_dated_but_waiting(library, near), asked)
    told = told or (_told_by(replace(events, keys=near).all(library), behind) if behind else [])
    return Selection(keys=tuple(told)) if told else None


def _dated_but_waiting(library: Library, near: tuple[str, ...] | None) -> list[Task]:
    """Tasks with a day whose deadline also says after what ("trong tháng 10 (sau khi có hướng dẫn ...)")."""
    return [task for task in library.tasks(BY, keys=near) if _AFTER.search(fold(task.deadline_raw or ""))]


def _told_by(tasks: Sequence[Task], asked: Set[str]) -> list[str]:
    """The ids of the tasks whose deadline's words hold most of what is asked."""
    index = NameIndex((task.id, words(task.deadline_raw)) for task in tasks)
    shares = {identifier: share for identifier, share, _ in index.rank(sorted(asked), limit=len(tasks))}
    best = max(shares.values(), default=0.0)
    return [task.id for task in tasks if shares.get(task.id, 0.0) >= max(0.5, best - 0.25)]


class UndatedTasksPlan(Plan):
    intent = "tasks_undated"
    label = "Nhiệm vụ chưa nêu thời hạn"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("task") or not question.has("undated") or question.has("recurring"):
            return 0.0
        return 3.2 if question.has("waiting") else 4.2

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        leaders = doers(question)
        undated = led_by_doers(Selection().where(Where("deadline_kind", "=", "none")), leaders, question, library)
        found = in_scope(undated, question, library).found(library)
        whose = f" do {', '.join(agency.name for agency in leaders)} chủ trì" if leaders else ""
        none = f"Không có nhiệm vụ nào{whose} mà không nêu thời hạn."
        some = f"Có {count(found.total, 'nhiệm vụ')}{whose} không nêu thời hạn"
        return tasks_answer(found, none, some, question, library, {"deadline_kind": "none"})

"""What all plans for tasks share: filters by period, document and rhythm, and the answer's wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.records import Task, to_json
from graph.store import Where
from search_api import labels
from search_api.ask import roles
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, alternatives_for, evidence_json, listed, once_a_generation
from search_api.ask.plans.tasks.scope import headed, own_periods
from search_api.ask.plans.tasks.selection import NOTHING, Found, Selection
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot, PeriodSlot
from search_api.ask.words import Word
from search_api.ask.words import plain as words
from vietnamese.text import fold

RHYTHMS = (
    (("hang thang", "moi thang", "thang nao cung", "theo thang", "tung thang"), ("hang thang",)),
    (("hang quy", "moi quy", "quy nao cung", "theo quy", "tung quy"), ("hang quy",)),
    (("hang nam", "moi nam", "nam nao cung", "theo nam", "tung nam"), ("hang nam",)),
    (("hang tuan", "moi tuan", "tuan nao cung", "theo tuan", "tung tuan"), ("hang tuan",)),
    (("hang ngay", "moi ngay", "ngay nao cung"), ("hang ngay",)),
    (("dot xuat",), ("dot xuat",)),
    (("khan cap",), ("khan cap",)),
)
"""What a question calls a rhythm, and what a deadline's folded words then hold."""


def item(task: Task, **more: Any) -> dict[str, Any]:
    """A task as an item of an answer."""
    return {**to_json(task), **more}


def short(task: Task, size: int = 90) -> str:
    """A task in a sentence: its ordinal and the beginning of its words."""
    return labels.with_ordinal(task.ordinal, labels.shorten(task.text, size).rstrip(" .;"))


def ends_in(slot: PeriodSlot) -> Callable[[Task], bool]:
    """Tasks whose deadline falls where the question bounds it."""

    def keep(task: Task) -> bool:
        end = task.deadline.end if task.deadline.kind == "by" else None
        if end is None:
            return False
        if slot.bound in ("before", "at"):
            return end <= slot.finish
        return end >= slot.begin and (slot.bound == "after" or end <= slot.finish)

    return keep


def runs_through(slot: PeriodSlot) -> Callable[[str, str | None, str | None], bool]:
    """Whether a deadline (kind, start, end) is one to be worked towards in the period: due in it, running through it, or no day."""

    def keep(kind: str, begin: str | None, end: str | None) -> bool:
        return kind != "by" or ((begin is None or begin <= slot.finish) and (end is None or end >= slot.begin))

    return keep


BY = Where("deadline_kind", "=", "by")
"""Tasks whose deadline is a day."""


RECURRING = Where("deadline_kind", "=", "recurring")


def due_in(slot: PeriodSlot) -> tuple[Where, ...]:
    """`ends_in` as conditions."""
    begins, ends = Where("deadline_end", ">=", slot.begin), Where("deadline_end", "<=", slot.finish)
    if slot.bound in ("before", "at"):
        return BY, ends
    return (BY, begins) if slot.bound == "after" else (BY, begins, ends)


def narrowed(tasks: Selection, question: Question, library: Library) -> Selection:
    """Tasks that meet the question's periods, document and rhythm."""
    periods = own_periods(question)
    if len(periods) > 1 and all(period.bound == "within" for period in periods):
        tasks, periods = tasks.either(*map(due_in, periods)), ()
    for period in periods:
        under = headed(tasks, period, question, library)
        if under is not None:
            tasks = under
            continue
        due = tasks.where(*due_in(period))
        strict = question.has("due", "overdue") or period.bound != "within" or due.any(library)
        tasks = due if strict else _worked_on_in(tasks, period)
    tasks = _on_subject(tasks, question, library)
    if question.has("recurring"):
        tasks = _of_rhythm(tasks.where(RECURRING), question, library)
    documents = question.slots.documents
    if documents and documents[0].keys and documents[0].certain:
        of_each = (
            tasks.either((Where("document", "=", key),), (Where("implements", "contains", key),)) for key in documents[0].keys
        )
        tasks = next((found for found in of_each if found.any(library)), tasks.where(NOTHING))
    return tasks


def _worked_on_in(tasks: Selection, period: PeriodSlot) -> Selection:
    through = runs_through(period)
    return tasks.that(lambda task: through(task["deadline_kind"], task["deadline_start"], task["deadline_end"]))


_SUBJECT = re.compile(r"(?<!\w)(?:ve|lien quan (?:den|toi)|(?:thuoc|trong) (?:linh vuc|mang)) (?!viec (?:gi|nao)|gi|van de gi)")


def _on_subject(tasks: Selection, question: Question, library: Library) -> Selection:
    """Tasks that hold what the question says they are about ("nhiệm vụ nào về nhà ở xã hội", "các việc bầu cử giao cho Sở X"); all
    where none holds it."""
    if question.slots.documents:
        return tasks
    match = _SUBJECT.search(question.wording.line)
    about = question.wording.words[question.wording.word_at(match.end()) :] if match else _behind_task(question)
    behind = {word.text for word in about}
    told = {word for word in question.slots.rest if word in behind and len(word) > 1 and (match or word not in _GENERAL)}
    if len(told) < 2:
        return tasks
    holding = tasks.that(lambda task: told <= set(words(f"{task['text']} {task['product'] or ''}")))
    return holding if holding.any(library) else tasks


_GENERAL = general_words("task")


def _behind_task(question: Question) -> Sequence[Word]:
    """What stands between the word for tasks and the role or agency behind it."""
    wording, slots = question.wording, question.slots
    if not question.has("task"):
        return ()
    begin = question.cues["task"][0]
    first = wording.word_at(begin)
    roles_after = [place for cue in ("lead", "partner", "due") for place in question.cues.get(cue, ()) if place > begin]
    ends = [wording.word_at(place) for place in roles_after]
    ends += [
        wording.words_of_question(slot.start, slot.end)[0] for slot in slots.agencies if slot.start > wording.words[first].start
    ]
    return wording.words[first + 1 : min(ends)] if ends else ()


def led_by_any(tasks: Selection, agencies: list[AgencySlot]) -> Selection:
    """Those that one of the agencies leads; all where none is named."""
    return tasks.where(Where("lead", "contains", tuple(agency.name for agency in agencies))) if agencies else tasks


def given_by(tasks: Selection, question: Question, library: Library) -> Selection:
    """Tasks of documents that the agency issued which gives them ("Ban Thường vụ giao Văn phòng"); all where there are none of these."""
    names = {agency.name for agency in roles.givers(question)}
    keys = tuple(document.key for document in library.catalogue.held if document.issuer in names)
    theirs = tasks.where(Where("document", "in", keys))
    return theirs if keys and theirs.any(library) else tasks


def _of_rhythm(tasks: Selection, question: Question, library: Library) -> Selection:
    """Recurring tasks of the rhythm that the question names."""
    ids = tuple(id for id, printed in _rhythms(library).items() if _in_rhythm(printed, question))
    if len(ids) > MOST_KEYS or tasks.keys is not None:
        return tasks.that(lambda task: _in_rhythm(task["deadline_raw"], question))
    return replace(tasks, keys=ids)


MOST_KEYS = 20_000
"""So many ids at most are handed to a store."""


@once_a_generation
def _rhythms(library: Library) -> Mapping[str, str | None]:
    """The printed deadlines of all recurring tasks: thousands of tasks print a few of them."""
    return {node.key: node.properties["deadline_raw"] for node in library.task_nodes(RECURRING)}


def _in_rhythm(printed: str | None, question: Question) -> bool:
    """Whether a recurring task has the rhythm that the question names; "thường xuyên, định kỳ" takes all."""
    said = fold(printed or "")
    asked_for = [told for asked, told in RHYTHMS if question.says(*asked)]
    if asked_for:
        return any(form in said for told in asked_for for form in told)
    if question.says("thuong xuyen") and not question.says("dinh ky"):
        return "thuong xuyen" in said or not any(form in said for _, forms in RHYTHMS for form in forms)
    return True


_UNKNOWN = re.compile(
    r"^(?:cac )?((?:so|ban|bo|cuc|chi cuc|vien|truong|hoi|cong an|benh vien|tong cong ty|cong ty|ubnd|uy ban|phong|van phong)"
    r"(?! nao| gi| ai)(?: \w+){1,6}?) "
    r"(?:chu tri|phoi hop|duoc giao|phai lam|lam gi|co nhiem vu|co viec|tham gia|la co quan|chiu trach nhiem|phu trach)"
)


def unknown_agency(question: Question) -> str | None:
    """The agency that the question is about where the corpus has none of that name: "Sở Y tế Hà Nội", "Sở Quy hoạch"."""
    if question.slots.foreign and question.slots.agencies:
        return f"{question.slots.agencies[0].name} ({', '.join(question.slots.foreign)})"
    match = None if question.slots.agencies or question.slots.groups else _UNKNOWN.search(question.wording.line)
    if match is None:
        return None
    indexes = question.wording.words_of(*match.span(1))
    return question.wording.printed(indexes)


def said_periods(question: Question) -> str:
    """The question's periods in words, for the answer."""
    parts = [f"thời gian {slot.label}" for slot in own_periods(question)]
    return f" ({'; '.join(parts)})" if parts else ""


def period_slots(question: Question) -> dict[str, Any]:
    """The question's periods as a slot of the answer, empty where it has none."""
    found = [{"from": p.begin, "to": p.finish, "bound": p.bound} for p in question.slots.periods]
    return {"period": found} if found else {}


def tasks_answer(found: Found, none: str, some: str, question: Question, library: Library, slots: dict[str, Any]) -> Answer:
    """The tasks with a sentence that counts them, or the honest nothing."""
    if not found.tasks:
        return Answer("tasks", none, slots=slots, alternatives=alternatives_for(question, library))
    shown = listed([short(task) for task in found.tasks], of=found.total)
    first = f" Dưới đây là {len(found.tasks)} nhiệm vụ đầu." if len(found.tasks) < found.total else ""
    return Answer(
        "tasks",
        f"{some}: {shown}.{first}",
        tuple(item(task) for task in found.tasks),
        evidence_json(task.evidence for task in found.tasks),
        alternatives_for(question, library),
        slots,
    )

"""What amends, replaces or repeals a document, what it amends, and what is planned to change."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graph.records import Document, Evidence, Mention, Relation, Task, to_json
from graph.store import Where
from search_api.ask.asked import governs
from search_api.ask.entities.documents import same_type
from search_api.ask.entities.titles import described
from search_api.ask.negation import denial
from search_api.ask.plans.base import (
    Answer,
    Library,
    Plan,
    alternatives_for,
    count,
    evidence_json,
    full_name,
    listed,
    name_of,
    relation_evidence,
)
from search_api.ask.plans.documents.announced import announcements, told_for
from search_api.ask.plans.documents.changes_asked import LATE, asks_who, counts_others, object_asked, object_types, objects_said
from search_api.ask.plans.documents.changes_scope import changes_scope
from search_api.ask.plans.documents.issued import issued_by
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold, normal

VERBS = {"replaces": "thay thế", "amends": "sửa đổi, bổ sung", "repeals": "bãi bỏ"}


class ChangesPlan(Plan):
    intent = "amend_replace"
    label = "Sửa đổi, thay thế, bãi bỏ"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        asks = question.has("replace", "amend", "repeal") or object_asked(question) is not None
        if not asks or question.has("finding") or governs(question) or counts_others(question):
            return 0.0
        slots = question.slots
        if object_asked(question) and not question.has("who", "when"):
            return 3.9
        if slots.documents:
            done = question.has("due") and question.says("xong", "hoan thanh") and not slots.documents[0].by_number
            return 2.5 if done else 3.8
        return 2.9 if slots.types or question.has("which_document") or question.says("van ban") else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        types = _types(question)
        relations = library.relations(*types)
        scope = changes_scope(question, library)
        if scope is not None:
            return _many(scope.question, library, relations, types, scope.keys)
        if denial(question) is not None and not question.says(*LATE):
            return None
        if question.slots.documents and asks_who(question) and question.slots.documents[0].keys:
            tasks = _announced(library, question.slots.documents[0].keys, types)
            if tasks:
                return _told_tasks(library, question.slots.documents[0].keys[0], tasks, types)
        numbered = bool(question.slots.documents) and question.slots.documents[0].by_number
        said = [] if numbered else objects_said(question, library)
        if said:
            return _told_announcements(question, library, said, types)
        if question.slots.documents and _is_head(question, library):
            return _of_document(question, library, relations, types)
        return _many(question, library, relations, types)


def _is_head(question: Question, library: Library) -> bool:
    """Whether the document is what the question is about, and no clause's ("nghị quyết nào ... theo chương trình công tác")."""
    slot = question.slots.documents[0]
    if slot.by_number:
        return True
    line = question.wording.line
    heads = sorted((line.find(fold(kind)), kind) for kind in described(line))
    own = library.catalogue.documents[slot.keys[0]].type
    return not heads or own is None or same_type(heads[0][1], own)


_OF = {"thay": "replaces", "sua": "amends", "bo sung": "amends", "dieu": "amends", "bai": "repeals", "huy": "repeals"}
_FIRST = re.compile(rf"(?<!\w)nao (?:\w+ ){{0,3}}?(?P<verb>{'|'.join(_OF)})(?!\w)")
"""What is asked for and the verb that belongs to it, where the question holds another one ("nào được thay thế khi điều chỉnh ...")."""


def _types(question: Question) -> tuple[str, ...]:
    asked = object_asked(question)
    if asked is not None:
        return object_types(asked)
    first = _FIRST.search(question.wording.line)
    if first:
        return (_OF[next(verb for verb in _OF if first["verb"].startswith(verb))],)
    found = tuple(kind for kind, cue in (("replaces", "replace"), ("amends", "amend"), ("repeals", "repeal")) if question.has(cue))
    if found == ("repeals",) and not question.says("bai bo", "huy bo"):
        return ("replaces", "repeals")
    return found or tuple(VERBS)


def _passive(question: Question) -> bool:
    """Whether the named document is what is changed ("bị thay thế", "thay thế bằng", "nào sửa đổi X"), not what changes."""
    line = question.wording.line
    if any(
        phrase in line
        for phrase in (
            " bi ",
            "duoc thay",
            "duoc sua",
            "duoc bo sung",
            "duoc dieu chinh",
            " bang van ban",
            " boi ",
            "thay bang",
            "phai dieu chinh",
            "phai sua",
            "phai thay",
            "se duoc",
            "can dieu chinh",
            "can sua",
        )
    ):
        return True
    slot = question.slots.documents[0]
    verb = min(
        (p for p in (question.position("replace"), question.position("amend"), question.position("repeal")) if p >= 0), default=-1
    )
    return slot.start > verb >= 0 or not slot.by_number


def _of_document(question: Question, library: Library, relations: list[Relation], types: tuple[str, ...]) -> Answer | None:
    slot = question.slots.documents[0]
    if not slot.keys:
        return Answer("documents", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
    passive = _passive(question)
    keys = library.catalogue.with_issuing(slot.keys)
    for key in keys:
        found = [r for r in relations if (r.target if passive else r.source) == key]
        if found:
            return _told(question, library, key, found, passive, types)
    key = slot.keys[0]
    verb = " hoặc ".join(VERBS[kind] for kind in types)
    other = [r for r in relations if key in (r.source, r.target)]
    if other:
        return _told(question, library, key, other, other[0].target == key, types)
    tasks = _announced(library, keys, types)
    if tasks:
        return _told_tasks(library, key, tasks, types)
    said = [row for row in announcements(library, types) if row[0] in keys]
    if said:
        return _told_announcements(question, library, said, types)
    name = name_of(library.document(key), key)
    return Answer(
        "documents",
        f"Không có văn bản nào đang có nêu việc {verb} đối với {name}.",
        slots={"document": key, "relation": list(types)},
        alternatives=alternatives_for(question, library),
    )


def _announced(library: Library, keys: Sequence[str], types: Sequence[str]) -> list[Task]:
    """Tasks whose own words say that the document is to be changed ("tham mưu quyết định thay thế Quyết định số ...")."""
    verbs = [fold(part) for kind in types for part in VERBS[kind].split(", ")]
    mentions = [m for key in keys for m in library.snapshot.records(Mention, about=key)]
    found: dict[str, Task] = {}
    for document in dict.fromkeys(m.document for m in mentions):
        places = [m.start for m in mentions if m.document == document]
        for task in library.tasks(Where("document", "=", document)):
            told = fold(normal(task.text))
            if any(task.evidence.start <= place < task.evidence.end for place in places) and any(verb in told for verb in verbs):
                found[task.id] = task
    return list(found.values())


def _told_tasks(library: Library, key: str, tasks: Sequence[Task], types: Sequence[str]) -> Answer:
    name = name_of(library.document(key), key)
    verb = " hoặc ".join(VERBS[kind] for kind in types)
    told = listed([f"“{task.text}” ({_assigned(task)})" for task in tasks], 3)
    text = f"Chưa có văn bản nào đã {verb} {name}; việc này đang được giao: {told}."
    return Answer(
        "tasks",
        text,
        tuple(to_json(task) for task in tasks),
        evidence_json(task.evidence for task in tasks),
        slots={"document": key, "relation": list(types), "planned": True},
    )


def _assigned(task: Task) -> str:
    lead = f"{', '.join(task.lead)} chủ trì; " if task.lead else ""
    return f"{lead}thời hạn: {task.deadline_raw or 'không nêu'}"


def _told_announcements(question: Question, library: Library, said: Sequence[tuple[str, Evidence]], types: Sequence[str]) -> Answer:
    keys = list(dict.fromkeys(key for key, _ in said))
    documents = [library.catalogue.documents[key] for key in keys]
    verb = " hoặc ".join(VERBS[kind] for kind in types)
    names = listed([full_name(document) for document in documents])
    text = f"{count(len(keys), 'văn bản')} được nêu là phải {verb}: {names}. Theo: {listed([f'“{e.text}”' for _, e in said], 4)}."
    return Answer(
        "documents",
        text,
        tuple(to_json(d) for d in documents),
        evidence_json(e for _, e in said),
        slots={"relation": list(types), "planned": True},
    )


def _told(question: Question, library: Library, key: str, found: list[Relation], passive: bool, types: tuple[str, ...]) -> Answer:
    others = list(dict.fromkeys(r.source if passive else r.target for r in found))
    documents = [library.catalogue.documents[k] for k in others if k in library.catalogue.documents]
    name = name_of(library.document(key), key)
    planned = all(r.planned for r in found)
    verb = " / ".join(dict.fromkeys(VERBS[r.type] for r in found))
    names = listed([full_name(document) for document in documents])
    if passive:
        text = f"{name} {'dự kiến sẽ được' if planned else 'được'} {verb} bởi {names}."
    else:
        text = f"{name} {'dự kiến ' if planned else ''}{verb} {names}."
    told = relation_evidence(found)
    text += f" Theo: “{told[0].text}”" if told else ""
    return Answer(
        "documents",
        text,
        tuple(to_json(d) for d in documents),
        evidence_json(told),
        alternatives_for(question, library),
        {"document": key, "relation": list(types), "planned": planned},
    )


def _many(
    question: Question, library: Library, relations: list[Relation], types: tuple[str, ...], said_in: Collection[str] = ()
) -> Answer | None:
    """Documents that are changed, by type, issuer and the year of the saying document (of these, where some are given)."""
    slots = question.slots
    rows: dict[str, list[Relation]] = {}
    for relation in relations:
        document = library.catalogue.documents.get(relation.target)
        if said_in and not any(evidence.document in said_in for evidence in relation.evidence):
            continue
        if document is None or (
            slots.types and not (document.type and any(same_type(kind, document.type) for kind in slots.types))
        ):
            continue
        if slots.agencies and not _fits_issuer(document, library, question):
            continue
        rows.setdefault(relation.target, []).append(relation)
    said = [row for row in _announced_rows(question, library, types) if not said_in or row[1].document in said_in]
    if not rows:
        return _told_announcements(question, library, said, types) if said else None
    keys = sorted({*rows, *(key for key, _ in said)})
    documents = [library.catalogue.documents[key] for key in keys]
    verb = " hoặc ".join(VERBS[kind] for kind in types)
    text = f"Có {count(len(documents), 'văn bản')} được nêu là {verb}: {listed([full_name(d) for d in documents])}."
    told = [*relation_evidence(r for key in sorted(rows) for r in rows[key]), *(evidence for _, evidence in said)]
    return Answer("documents", text, tuple(to_json(d) for d in documents), evidence_json(told), slots={"relation": list(types)})


def _announced_rows(question: Question, library: Library, types: Sequence[str]) -> list[tuple[str, Evidence]]:
    """Announced changes that meet the question's type, issuer and period."""
    slots = question.slots
    said = []
    told = announcements(library, types)
    for row in _in_their_words(told, question) if "amends" in types else told:
        if slots.periods and not _speaks_in(row[1].document, library, slots.periods[0]):
            continue
        document = library.catalogue.documents[row[0]]
        if slots.types and not (document.type and any(same_type(kind, document.type) for kind in slots.types)):
            continue
        if not slots.agencies or _fits_issuer(document, library, question):
            said.append(row)
    return told_for(said, slots.periods[0]) if slots.periods else said


def _in_their_words(said: Sequence[tuple[str, Evidence]], question: Question) -> list[tuple[str, Evidence]]:
    """Announcements that use the question's own verb, where any does ("điều chỉnh" is asked, "điều chỉnh" is told)."""
    line = question.wording.line
    asked = [verb for verb in ("dieu chinh", "sua doi", "bo sung", "thay the", "bai bo", "huy bo") if verb in line]
    exact = [row for row in said if any(verb in fold(row[1].text)[:160] for verb in asked)]
    return exact or list(said)


def _speaks_in(key: str, library: Library, period: PeriodSlot) -> bool:
    """Whether a document was issued in the period or reports about it."""
    document = library.document(key)
    if document is None:
        return False
    begin = (document.period.start if document.period else None) or document.date
    finish = (document.period.end if document.period else None) or document.date
    return begin is None or finish is None or (begin <= period.finish and finish >= period.begin)


def _fits_issuer(document: Document, library: Library, question: Question) -> bool:
    if any(issued_by(document, agency, library) for agency in question.slots.agencies):
        return True
    suffix = (document.number or "").rsplit("/", 1)[-1]
    return suffix == "TU" and any(agency.name.startswith(("Thành ủy", "Tỉnh ủy")) for agency in question.slots.agencies)

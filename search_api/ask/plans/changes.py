"""What amends, replaces or repeals a document, what it amends, and what is planned to change."""

from __future__ import annotations

from graph.records import Document, Relation, to_json
from search_api.ask.entities.documents import _same_type
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
from search_api.ask.plans.documents import issued_by
from search_api.ask.question import Question

VERBS = {"replaces": "thay thế", "amends": "sửa đổi, bổ sung", "repeals": "bãi bỏ"}


class ChangesPlan(Plan):
    intent = "amend_replace"
    label = "Sửa đổi, thay thế, bãi bỏ"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("replace", "amend", "repeal") or question.has("finding"):
            return 0.0
        slots = question.slots
        if slots.documents:
            return 3.8
        return 2.9 if slots.types or question.has("which_document") else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        types = _types(question)
        relations = library.relations(*types)
        if question.slots.documents:
            return _of_document(question, library, relations, types)
        return _many(question, library, relations, types)


def _types(question: Question) -> tuple[str, ...]:
    found = tuple(kind for kind, cue in (("replaces", "replace"), ("amends", "amend"), ("repeals", "repeal")) if question.has(cue))
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
    for key in slot.keys:
        found = [r for r in relations if (r.target if passive else r.source) == key]
        if found:
            return _told(question, library, key, found, passive, types)
    key = slot.keys[0]
    verb = " hoặc ".join(VERBS[kind] for kind in types)
    other = [r for r in relations if key in (r.source, r.target)]
    if other:
        return _told(question, library, key, other, other[0].target == key, types)
    name = name_of(library.document(key), key)
    return Answer(
        "documents",
        f"Không có văn bản nào đang có nêu việc {verb} đối với {name}.",
        slots={"document": key, "relation": list(types)},
        alternatives=alternatives_for(question, library),
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


def _many(question: Question, library: Library, relations: list[Relation], types: tuple[str, ...]) -> Answer | None:
    """Documents that are changed, by type, issuer and the year of the saying document; "thực hiện chậm" reads the evidence."""
    slots = question.slots
    rows: dict[str, list[Relation]] = {}
    for relation in relations:
        document = library.catalogue.documents.get(relation.target)
        if document is None or (
            slots.types and not (document.type and any(_same_type(kind, document.type) for kind in slots.types))
        ):
            continue
        if slots.agencies and not _fits_issuer(document, library, question):
            continue
        rows.setdefault(relation.target, []).append(relation)
    if not rows:
        return None
    documents = [library.catalogue.documents[key] for key in sorted(rows)]
    verb = " hoặc ".join(VERBS[kind] for kind in types)
    text = f"Có {count(len(documents), 'văn bản')} được nêu là {verb}: {listed([full_name(d) for d in documents])}."
    told = relation_evidence(r for key in sorted(rows) for r in rows[key])
    return Answer("documents", text, tuple(to_json(d) for d in documents), evidence_json(told), slots={"relation": list(types)})


def _fits_issuer(document: Document, library: Library, question: Question) -> bool:
    if any(issued_by(document, agency, library) for agency in question.slots.agencies):
        return True
    suffix = (document.number or "").rsplit("/", 1)[-1]
    return suffix == "TU" and any(agency.name.startswith(("Thành ủy", "Tỉnh ủy")) for agency in question.slots.agencies)

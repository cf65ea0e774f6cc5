"""Questions for documents themselves: one by number or subject, many by issuer, type and period."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Document, Evidence, Mention, to_json
from search_api.ask.entities.documents import same_type
from search_api.ask.entities.titles import find_by_title
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, full_name, listed
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot
from vietnamese.text import fold

MOST_EVIDENCE = 3


class DocumentLookupPlan(Plan):
    intent = "document_lookup"
    label = "Tra cứu một văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.has("replace", "repeal", "finding") or (question.has("task") and not question.has("lookup")):
            return 0.0
        if question.slots.documents:
            base = 2.0 if question.slots.documents[0].by_number else 1.4
            return (
                base
                + (1.0 if question.has("lookup") else 0.0)
                - (0.8 if question.has("implement") and question.slots.documents[0].by_number else 0.0)
            )
        return 1.5 if question.has("lookup") and question.slots.types and len(question.slots.rest) >= 2 else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slot = question.slots.documents[0] if question.slots.documents else None
        if slot is not None and not slot.keys:
            return Answer("documents", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        keys = (
            slot.keys
            if slot
            else tuple(key for key, _ in find_by_title(question.slots.rest, question.slots.types, library.catalogue, floor=0.6))
        )
        if not keys:
            return None
        document = library.catalogue.documents[keys[0]]
        return Answer(
            "documents",
            facts(document),
            (to_json(document),),
            evidence_json(_where(document, library)),
            alternatives_for(question, library),
            {"document": document.key},
        )


def facts(document: Document) -> str:
    """What is known of a document, in one or two sentences."""
    text = full_name(document) + "."
    if document.signer:
        text += f" Người ký: {document.signer}{', ' + document.signer_role if document.signer_role else ''}."
    if not document.held:
        text += " Văn bản này chỉ được dẫn chiếu, chưa có toàn văn trong kho."
    return text


def _where(document: Document, library: Library) -> list[Evidence]:
    """Where the document stands or, if only cited, where others say most about it."""
    mentions = [m for m in library.snapshot.records(Mention, about=document.key) if m.state in ("resolved", "self")]
    mentions.sort(key=lambda m: (m.date is None, -len(m.surface), m.document, m.start))
    return [Evidence(m.document, m.start, m.end, m.surface) for m in mentions[:MOST_EVIDENCE]]


class IssuedPlan(Plan):
    intent = "documents_by_issuer_period"
    label = "Văn bản theo cơ quan ban hành, loại, thời gian"

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("task", "replace", "repeal", "amend", "finding", "implement") or (
            slots.documents and slots.documents[0].by_number
        ):
            return 0.0
        kinds = bool(slots.types) or question.has("which_document")
        if not kinds or not (slots.periods or slots.agencies):
            return 0.0
        return 1.4 + (0.8 if slots.periods else 0.0) + (0.8 if slots.agencies else 0.0) + (0.6 if question.has("issued") else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = issued(question, library)
        said = _said(question)
        slots = {
            "types": list(question.slots.types),
            "issuer": [a.name for a in question.slots.agencies],
            "period": [{"from": p.begin, "to": p.finish} for p in question.slots.periods],
        }
        if not found:
            return Answer("documents", f"Không có {said} trong các văn bản đang có.", slots=slots)
        text = f"Có {count(len(found), said)}: {listed([full_name(document) for document in found])}."
        evidence = evidence_json(e for document in found for e in _where(document, library)[:1])
        return Answer("documents", text, tuple(to_json(document) for document in found), evidence, slots=slots)


def _said(question: Question) -> str:
    kind = " hoặc ".join(kind.lower() for kind in question.slots.types) or "văn bản"
    issuer = f" của {question.slots.agencies[0].name}" if question.slots.agencies else ""
    period = (
        f" ban hành {'trước ' if question.slots.periods[0].bound == 'before' else 'trong '}{question.slots.periods[0].label}"
        if question.slots.periods
        else ""
    )
    return f"{kind}{issuer}{period}"


def issued(question: Question, library: Library) -> list[Document]:
    """Documents by the question's types, issuers and periods, by date and key."""
    slots = question.slots
    found = []
    for document in library.catalogue.documents.values():
        if slots.types and not (document.type and any(_exact_type(kind, document.type) for kind in slots.types)):
            continue
        if slots.agencies and not any(issued_by(document, agency, library) for agency in slots.agencies):
            continue
        if slots.periods and not all(_dated(document, p.begin, p.finish, p.bound) for p in slots.periods):
            continue
        found.append(document)
    return sorted(found, key=lambda d: (d.date or "", d.key))


def _exact_type(asked: str, own: str) -> bool:
    return fold(asked) == fold(own) or (fold(asked) == "chuong trinh" and same_type(asked, own))


def _dated(document: Document, begin: str, finish: str, bound: str) -> bool:
    if not document.date:
        return False
    if bound == "before":
        return document.date <= finish
    return document.date >= begin and (bound == "after" or document.date <= finish)


PARTY_BODIES = ("ban thuong vu", "ban chap hanh", "thuong truc")


def issued_by(document: Document, asked: AgencySlot, library: Library) -> bool:
    """Whether the agency issued the document. A committee stands for its standing bodies ("của Thành ủy" takes its Ban Thường vụ's)."""
    names: Sequence[str] = (asked.name, *asked.others)
    if document.issuer in names:
        return True
    issuer = fold(document.issuer or "")
    if not issuer:
        return False
    for name in map(fold, names):
        if name.startswith(("thanh uy", "tinh uy", "dang uy")) and issuer.startswith(PARTY_BODIES):
            committee = " ".join(name.split()[:2])
            if committee in issuer or "dang bo" in issuer:
                return True
    return False

"""Questions for one document, by number or subject."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Document, Evidence, Mention, to_json
from search_api.ask.entities.documents import same_type
from search_api.ask.entities.titles import described, find_by_title
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, evidence_json, full_name
from search_api.ask.question import Question

MOST_EVIDENCE = 3


class DocumentLookupPlan(Plan):
    intent = "document_lookup"
    label = "Tra cứu một văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("replace", "repeal", "finding") or (question.has("task") and not question.has("lookup")):
            return 0.0
        if slots.documents:
            asked = 1.0 if question.has("lookup", "signer") else 0.0
            if slots.documents[0].by_number:
                return (
                    2.0
                    + asked
                    + (0.6 if asked and question.has("authority", "when") else 0.0)
                    - (0.8 if question.has("implement") else 0.0)
                )
            return _by_title_score(question) + asked
        return 1.5 if question.has("lookup") and slots.types and len(slots.rest) >= 2 else 0.0

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
        document = library.catalogue.documents[_of_asked_type(keys, question, library)]
        return Answer(
            "documents",
            facts(document),
            (to_json(document),),
            evidence_json(where_named(document, library)),
            alternatives_for(question, library),
            {"document": document.key},
        )


def _of_asked_type(keys: Sequence[str], question: Question, library: Library) -> str:
    """The likeliest document; of a regulation the decision that issued it where a decision is asked for ("là quyết định số mấy")."""
    asked = set(question.slots.types) - set(described(question.wording.line))
    for key in library.catalogue.with_issuing(keys[:1]) if asked else ():
        own = library.catalogue.documents[key].type
        if own and any(same_type(kind, own) for kind in asked):
            return key
    return keys[0]


def _by_title_score(question: Question) -> float:
    """A title fits a lookup; less so where the question also bounds a period, carries something out or asks who does it."""
    many = question.slots.periods or question.has("issued")
    done = question.has("who") and not question.has("lookup", "issued", "signer")
    points = 2.3 if question.slots.types or question.has("which_document") else 1.4
    points -= 1.5 if question.has("product", "authority") and not question.has("signer") else 0.0
    points += 0.9 if question.says("so bao nhieu", "so may", "so nao", "la van ban nao", "van ban nao", "la so may") else 0.0
    return (
        points
        - (0.8 if many else 0.0)
        - (1.2 if done else 0.0)
        - (0.6 if question.has("task") and not question.has("lookup") else 0.0)
    )


def facts(document: Document) -> str:
    """What is known of a document, in one or two sentences."""
    text = full_name(document) + "."
    if document.signer:
        text += f" Người ký: {document.signer}{', ' + document.signer_role if document.signer_role else ''}."
    if not document.held:
        text += " Văn bản này chỉ được dẫn chiếu, chưa có toàn văn trong kho."
    return text


def where_named(document: Document, library: Library) -> list[Evidence]:
    """Where the document stands or, if only cited, where others say most about it."""
    mentions = [m for m in library.snapshot.records(Mention, about=document.key) if m.state in ("resolved", "self")]
    mentions.sort(key=lambda m: (m.date is None, -len(m.surface), m.document, m.start))
    return [Evidence(m.document, m.start, m.end, m.surface) for m in mentions[:MOST_EVIDENCE]]

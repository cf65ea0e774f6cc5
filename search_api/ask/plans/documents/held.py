"""Whether the text of a document is here: "Toàn văn Nghị quyết X có trong kho không", "mới chỉ được dẫn hay đã có bản đầy đủ"."""

from __future__ import annotations

import re

from graph.records import Document, to_json
from search_api.ask.asked import outside_documents
from search_api.ask.catalogue import month_of
from search_api.ask.entities.titles import find_held
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, evidence_json, full_name
from search_api.ask.plans.documents.lookup import bearers, evidence_of
from search_api.ask.question import Question

_WHOLE = (
    r"(?:toan van|nguyen van|van ban goc|ban goc|ban (?:day du|chinh|toan van|scan|mem|pdf|word)|(?:ca|tron) (?:van ban|ban|bai)"
    r"|file|tep|noi dung day du|day du(?: van ban| noi dung)?|van ban day du)"
)
_STORE = r"(?:trong )?(?:kho|ho so|co so du lieu|he thong|bo nho|du lieu|thu vien|tap van ban|bo van ban|bo ho so)"
_ASKS = r"(?:khong|ko|k|chua|hay khong|hay chua|chang)"
_WHETHER = re.compile(
    rf"(?<!\w){_WHOLE}(?!\w).*(?<!\w){_ASKS}(?!\w)"
    rf"|(?<!\w)(?:co|da co|duoc|luu|da luu|chua co)(?: \w+){{0,2}}? {_WHOLE}(?!\w)"
    rf"|(?<!\w)(?:co|da co|duoc luu|luu|nam|da nap|duoc nap|da luu)(?: \w+){{0,3}}? {_STORE}(?: \w+){{0,3}}? {_ASKS}(?!\w)"
    rf"|(?<!\w){_STORE}(?: \w+)? (?:da |dang )?(?:co|luu)(?!\w).*(?<!\w){_ASKS}$"
    r"|(?<!\w)(?:moi |chi )?(?:chi |moi )(?:duoc |bi )?(?:dan|dan chieu|vien dan|nhac|nhac den|nhac toi|neu|trich dan)(?: den| toi| ten| so)?"
    r" (?:hay|hoac|ma|chu)(?!\w)"
)
"""Whether a text is here is asked for."""


class HeldPlan(Plan):
    intent = "document_held"
    label = "Kho có toàn văn văn bản hay chưa"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        documents = question.slots.documents
        if documents and not (documents[0].certain and documents[0].keys):
            return 0.0
        if not documents and not (question.slots.types and question.slots.periods):
            return 0.0
        return 4.1 if _WHETHER.search(outside_documents(question)) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slots = question.slots
        named = slots.documents or find_held(question.wording, slots.types, slots.periods, library.catalogue)
        if not named or (not slots.documents and not _timely(named[0].keys[0], question, library)):
            return None
        slot = named[0]
        keys = bearers(slot, question, library) or slot.keys[:1]
        documents = [document for key in keys if (document := library.document(key)) is not None]
        held = [document for document in documents if document.held]
        if held:
            return _held(held[0], question, library)
        found = [
            finding
            for finding in library.catalogue.findings(library.snapshot)
            if finding.kind == "cited_not_held" and set(finding.keys) & {document.key for document in documents}
        ]
        called = "; ".join(full_name(document) for document in documents)
        told_slots = {"document": documents[0].key}
        if not found:
            text = f"Chưa: {called} chỉ được nhắc đến, chưa có toàn văn trong kho."
            return Answer(
                "documents",
                text,
                tuple(to_json(document) for document in documents),
                evidence_json(place for document in documents for place in evidence_of(document, library)),
                alternatives_for(question, library),
                told_slots,
            )
        told = " ".join(finding.message for finding in found)
        text = f"Chưa: {called} chỉ được dẫn chiếu, kho chưa có toàn văn. {told}"
        evidence = evidence_json(place for finding in found for place in finding.evidence)
        return Answer("findings", text, tuple(to_json(f) for f in found), evidence, alternatives_for(question, library), told_slots)


def _timely(key: str, question: Question, library: Library) -> bool:
    """Whether a document speaks in the month that the question names it by."""
    document = library.document(key)
    month = month_of(document) if document is not None else None
    day = f"{month[0]}-{month[1]:02d}-15" if month else ""
    return any(period.begin <= day <= period.finish for period in question.slots.periods)


def _held(document: Document, question: Question, library: Library) -> Answer:
    text = f"Có: {full_name(document)} có toàn văn trong kho."
    return Answer(
        "documents",
        text,
        (to_json(document),),
        evidence_json(evidence_of(document, library)),
        alternatives_for(question, library),
        {"document": document.key},
    )

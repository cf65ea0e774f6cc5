"""What reviews a document: "báo cáo sơ kết Kết luận 69", "văn bản nào tổng kết Nghị quyết 18"."""

from __future__ import annotations

import re

from graph.records import to_json
from search_api.ask.asked import speaks_of_doing
from search_api.ask.kinds import DOCUMENTS
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
from search_api.ask.question import Question


class ReviewsPlan(Plan):
    intent = "reviews"
    label = "Sơ kết, tổng kết"

    @classmethod
    def score(cls, question: Question) -> float:
        documents = question.slots.documents
        tasks = question.has("task") and not speaks_of_doing(question)
        if not question.has("review") or not documents or tasks or question.has("finding"):
            return 0.0
        if _asks_what(question):
            return 3.7
        if not documents[0].by_number:
            return 0.0
        asks = question.has("which_document") or question.slots.types or question.says("van ban", "ai")
        return 3.6 if asks else 0.0 if question.has("implement", "lookup") else 3.1

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slot = question.slots.documents[0]
        if not slot.keys:
            return Answer("documents", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        key = slot.keys[0]
        if _asks_what(question):
            return _reviewed(key, question, library)
        told = [relation for relation in library.catalogue.reviews if relation.target == key]
        sources = dict.fromkeys(relation.source for relation in told)
        documents = [library.catalogue.documents[source] for source in sources if source in library.catalogue.documents]
        name = name_of(library.document(key), key)
        others = alternatives_for(question, library)
        if not documents:
            text = f"Không có văn bản nào nêu là sơ kết, tổng kết {name} trong các văn bản đang có."
            return Answer("documents", text, slots={"document": key}, alternatives=others)
        text = f"Có {count(len(documents), 'văn bản')} sơ kết, tổng kết {name}: {listed([full_name(d) for d in documents])}."
        items = tuple(to_json(document) for document in documents)
        return Answer("documents", text, items, evidence_json(relation_evidence(told)), others, {"document": key})


_WHAT = re.compile(rf"(?<!\w)(?:{DOCUMENTS}) (?:nao|gi)(?!\w)")


def _asks_what(question: Question) -> bool:
    """Whether what a document reviews is asked for: "kế hoạch 06 giám sát việc thực hiện nghị quyết nào"."""
    asked = _WHAT.search(question.wording.line)
    place = question.position("review")
    if asked is None or place < 0 or question.says("duoc so ket", "duoc tong ket", "duoc giam sat"):
        return False
    slot = question.slots.documents[0]
    return question.wording.words[question.wording.word_at(asked.start())].start > max(place, slot.start)


def _reviewed(key: str, question: Question, library: Library) -> Answer | None:
    told = [relation for relation in library.catalogue.reviews if relation.source == key]
    keys = dict.fromkeys(relation.target for relation in told)
    documents = [library.catalogue.documents[target] for target in keys if target in library.catalogue.documents]
    if not documents:
        return None
    name = name_of(library.document(key), key)
    text = f"{name} sơ kết, tổng kết hoặc giám sát việc thực hiện {listed([full_name(d) for d in documents])}."
    items = tuple(to_json(document) for document in documents)
    others = alternatives_for(question, library)
    return Answer("documents", text, items, evidence_json(relation_evidence(told)), others, {"document": key})

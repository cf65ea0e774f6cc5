"""What a document rests on that is no node with relations: answered from the sentence that tells of it, shown word for word."""

from __future__ import annotations

from graph.records import Evidence, to_json
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, full_name, listed, name_of
from search_api.ask.plans.documents.basis_asked import Described, described_basis
from search_api.ask.plans.documents.basis_carried import carriers
from search_api.ask.plans.documents.basis_told import told_grounds
from search_api.ask.plans.documents.lineage import LineageUpPlan, documents_along, lineage_answer
from search_api.ask.plans.documents.lineage_rows import is_of_types
from search_api.ask.question import Question


class ToldBasisPlan(Plan):
    """Documents behind "theo", "thực hiện", "căn cứ" in the sentence about what is described, and what these carry out in turn."""

    intent = "lineage_up"
    label = "Văn bản cấp trên mà nó thực hiện"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.has("finding", "replace", "repeal"):
            return 0.0
        described = described_basis(question)
        if described is None:
            return 0.0
        return 3.6 if described.kinds or described.annex else 3.55

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        described = described_basis(question)
        if described is None:
            return None
        grounds = told_grounds(question, described, library)
        if grounds is None:
            known = question.slots.documents and LineageUpPlan.score(question)
            return _carried(question, described, library) or (lineage_answer(question, library, "out") if known else None)
        rows: dict[str, tuple[int, list[Evidence], tuple[str, ...]]] = {key: (1, [grounds.evidence], ()) for key in grounds.keys}
        for key in grounds.keys:
            for document, hop, evidence, via in documents_along(library, key, "out"):
                if document.type != "Báo cáo" and is_of_types(document, described.asked):
                    rows.setdefault(document.key, (hop + 1, evidence, (key, *via)))
        documents = library.catalogue.documents
        items = tuple(
            {**to_json(documents[key]), "hop": hop, "direct": hop == 1, "via": list(via)} for key, (hop, _, via) in rows.items()
        )
        names = [full_name(documents[key]) + ("" if hop == 1 else f" (qua {hop} bước)") for key, (hop, _, _) in rows.items()]
        where = name_of(library.document(grounds.evidence.document), grounds.evidence.document)
        text = f"Căn cứ nêu trong văn bản là {count(len(rows), 'văn bản')}: {listed(names)}. {where} nêu: “{grounds.evidence.text}”"
        told = evidence_json(piece for _, pieces, _ in rows.values() for piece in pieces)
        return Answer("documents", text, items, told, slots={"direction": "up", "types": list(described.asked)})


def _carried(question: Question, described: Described, library: Library) -> Answer | None:
    """What the only document carries out that is described by what it carries out."""
    keys = carriers(question, described, library)
    if len(keys) != 1:
        return None
    rows = [
        row for row in documents_along(library, keys[0], "out") if row[0].type != "Báo cáo" and is_of_types(row[0], described.asked)
    ]
    if not rows:
        return None
    items = tuple({**to_json(document), "hop": hop, "direct": hop == 1, "via": list(via)} for document, hop, _, via in rows)
    names = [full_name(document) + ("" if hop == 1 else f" (qua {hop} bước)") for document, hop, _, _ in rows]
    text = f"{name_of(library.document(keys[0]), keys[0])} thực hiện {count(len(rows), 'văn bản')}: {listed(names)}."
    slots = {"document": keys[0], "direction": "up", "types": list(described.asked)}
    return Answer("documents", text, items, evidence_json(piece for row in rows for piece in row[2]), slots=slots)

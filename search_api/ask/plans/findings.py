"""Contradictions and oddities: conflicting dates, shared numbers, figures that disagree, what was overdue from the start."""

from __future__ import annotations

from graph.keys import split_key
from graph.records import Finding, to_json
from search_api.ask.catalogue import NameIndex, words
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, listed, name_of
from search_api.ask.question import Question

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("shared_number", ("trung so", "cung so", "chung so", "chung mot so", "cung mot so", "hai van ban", "may van ban", "mang so")),
    ("overdue", ("qua han", "da qua han", "tre han", "het han")),
    (
        "no_lead",
        ("khong ro co quan", "chua giao", "khong co co quan chu tri", "khong neu co quan", "thieu co quan chu tri", "khong giao"),
    ),
    ("plan_missed", ("khong dat", "cham tien do", "khong hoan thanh", "chua dat")),
    ("impossible_date", ("ngay khong hop le", "khong the", "vo ly", "ngay tuong lai", "sau ngay", "chua den")),
    ("title_mismatch", ("khac ten", "trich yeu khac", "ten khac", "trich yeu")),
    ("issuer_conflict", ("khac co quan ban hanh", "co quan ban hanh khac", "hai co quan ban hanh")),
    ("duplicate_document", ("trung lap", "ban trung", "hai ban", "trung nhau")),
    ("cited_not_held", ("chua co toan van", "chua luu", "dan chieu nhieu", "chua co trong kho")),
    ("figure_conflict", ("so lieu", "con so", "khong khop", "lech", "chenh", "phu luc", "luot khach", "trieu", "nghin")),
    ("conflicting_date", ("ngay", "thong nhat")),
)


class FindingsPlan(Plan):
    intent = "findings"
    label = "Mâu thuẫn, bất thường trong văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("finding", "shared"):
            return 0.0
        return 3.9 if question.slots.documents or question.has("shared", "figures") else 2.6

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        findings = library.snapshot.records(Finding)
        slot = question.slots.documents[0] if question.slots.documents else None
        kinds = [kind for kind, phrases in KINDS if any(phrase in question.wording.line for phrase in phrases)]
        if slot is not None and slot.keys and slot.by_number:
            numbers = {split_key(key)[0] for key in slot.keys}
            about = [f for f in findings if {split_key(key)[0] for key in f.keys} & numbers and f.kind != "cited_not_held"]
            found = [f for f in about if f.kind in kinds] or about
            return _told(found, question, library, slot.keys[0])
        found = [f for f in findings if f.kind == kinds[0]] if kinds else []
        found = _narrowed(found, question)
        return _told(found, question, library, None)


def _narrowed(found: list[Finding], question: Question) -> list[Finding]:
    asked = [word for word in question.slots.rest if len(word) > 1]
    if len(asked) < 2:
        return found
    index = NameIndex(
        (str(position), words(f.message + " " + " ".join(e.text for e in f.evidence))) for position, f in enumerate(found)
    )
    ranked = index.rank(asked, limit=len(found) or 1)
    if not ranked or ranked[0][1] < 0.5:
        return found
    return [found[int(position)] for position, share, _ in ranked if share >= ranked[0][1] - 0.1]


def _told(found: list[Finding], question: Question, library: Library, key: str | None) -> Answer:
    slots = {"document": key} if key else {}
    if not found:
        about = f" về {name_of(library.document(key), key)}" if key else ""
        return Answer(
            "findings",
            f"Không có điểm bất thường nào{about} trong các văn bản đang có.",
            slots=slots,
            alternatives=alternatives_for(question, library),
        )
    text = f"Có {count(len(found), 'điểm cần xem lại')}: {listed([f.message.rstrip('.') for f in found], 5)}."
    return Answer(
        "findings", text, tuple(to_json(f) for f in found), evidence_json(e for f in found for e in f.evidence), slots=slots
    )

"""Contradictions and oddities: conflicting dates, shared numbers, figures that disagree, what was overdue from the start."""

from __future__ import annotations

import re

from graph.keys import split_key
from graph.records import Finding, to_json
from search_api.ask.catalogue import NameIndex
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, listed, name_of
from search_api.ask.question import Question
from search_api.ask.words import plain as words

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overdue", ("qua han", "da qua han", "tre han", "het han")),
    ("duplicate_document", ("trung lap", "ban trung", "hai ban", "hai tep", "noi dung trung")),
    (
        "shared_number",
        (
            "trung so",
            "cung so",
            "chung so",
            "chung mot so",
            "cung mot so",
            "hai van ban",
            "may van ban",
            "mang so",
            "bi trung",
            "dung chung",
            "trung nhau",
            "dung cho nhung van ban nao",
        ),
    ),
    ("no_lead", ("khong ro co quan", "chua giao", "co quan chu tri", "khong giao", "ai chu tri")),
    (
        "figure_conflict",
        (
            "so lieu",
            "con so",
            "lech",
            "chenh",
            "phu luc",
            "luot khach",
            "khach du lich",
            "moc",
            "khoi cong",
            "khanh thanh",
            "thu ngan sach",
            "trieu",
            "nghin",
            "ty dong",
        ),
    ),
    ("plan_missed", ("khong dat", "cham tien do", "khong hoan thanh", "chua dat")),
    ("impossible_date", ("khong hop le", "khong the", "vo ly", "tuong lai", "chua den")),
    ("title_mismatch", ("khac ten", "trich yeu khac", "ten khac", "trich yeu", "ten goi")),
    ("issuer_conflict", ("khac co quan ban hanh", "co quan ban hanh khac", "hai co quan ban hanh", "co quan ban hanh")),
    ("cited_not_held", ("toan van", "chua luu", "dan chieu nhieu", "trong kho")),
    ("conflicting_date", ("ngay", "thong nhat")),
)
"""What the words of a question say of the kind, the most telling kind first."""


_GENERAL = general_words("finding")
"""Words of questions for findings that tell nothing of what is compared."""


_EITHER = re.compile(r"(?<!\w)ngay \d+(?: / \d+)* hay (?:ngay )?\d+")
"""Two days to choose from: "ngày 22 hay 28/8"."""


class FindingsPlan(Plan):
    intent = "findings"
    label = "Mâu thuẫn, bất thường trong văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        either = bool(question.slots.documents) and _EITHER.search(question.wording.line) is not None
        if either:
            return 3.9
        if not question.has("finding", "shared"):
            return 0.0
        return 3.9 if question.slots.documents or question.has("shared", "figures") else 2.6

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        findings = library.snapshot.records(Finding)
        slot = question.slots.documents[0] if question.slots.documents else None
        kinds = [kind for kind, phrases in KINDS if question.says(*phrases)]
        if slot is not None and not slot.keys:
            return Answer("findings", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        if slot is not None and slot.by_number:
            numbers = {split_key(key)[0] for key in slot.keys}
            about = [f for f in findings if {split_key(key)[0] for key in f.keys} & numbers and f.kind != "cited_not_held"]
            found = [f for f in about if f.kind in kinds] or about
            return _told(found, question, library, slot.keys[0])
        found = [f for f in findings if f.kind == kinds[0]] if kinds else []
        found = _narrowed(found, question)
        return _told(found, question, library, None)


def _narrowed(found: list[Finding], question: Question) -> list[Finding]:
    """The findings that the question's own words tell apart, all where it has none."""
    kinds = {word for _, phrases in KINDS for phrase in phrases for word in phrase.split()} - {
        "khach",
        "luot",
        "lich",
        "sach",
        "thu",
        "ngan",
    }
    asked = [word for word in question.slots.rest if len(word) > 1 and word not in _GENERAL | kinds and not word.isdecimal()]
    if not asked:
        return found
    index = NameIndex(
        (str(position), words(f.message + " " + " ".join(e.text for e in f.evidence))) for position, f in enumerate(found)
    )
    ranked = index.rank(asked, limit=len(found) or 1)
    if not ranked or ranked[0][1] < 0.5:
        return found if len(asked) < 2 else []
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

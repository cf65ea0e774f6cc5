"""What an abbreviation or an agency is, what belongs to it, what was merged into it."""

from __future__ import annotations

import re

from graph.records import Agency, Evidence, to_json
from search_api.ask.catalogue import words
from search_api.ask.entities.agencies import names_of
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, listed
from search_api.ask.question import Question
from vietnamese.text import normal

KINDS = {
    "party": "cơ quan Đảng",
    "government": "cơ quan hành chính nhà nước",
    "council": "cơ quan dân cử",
    "front": "Mặt trận và đoàn thể",
    "court": "cơ quan tư pháp",
    "enterprise": "doanh nghiệp",
    "other": "tổ chức",
}
LEVELS = {"central": "cấp trung ương", "province": "cấp tỉnh, thành phố", "commune": "cấp xã", "other": ""}


class AgencyPlan(Plan):
    intent = "agencies"
    label = "Cơ quan, tên viết tắt"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.has("task", "finding") or (question.slots.documents and question.slots.documents[0].by_number):
            return 0.0
        if not question.slots.agencies and not _short_form(question):
            return 0.0
        if question.has("agency_what"):
            return 3.3
        return 2.7 if question.has("agency_parts", "merged") and question.slots.agencies else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = _meant(question, library)
        if not found:
            return None
        if question.has("merged"):
            gone = [a for a in library.catalogue.agencies.values() if a.merged_into in {f.name for f in found}]
            return _list(gone, f"được sáp nhập vào {found[0].name}", found[0])
        if question.has("agency_parts") and not question.has("agency_what"):
            parts = [a for a in library.catalogue.agencies.values() if a.parent == found[0].name]
            return _list(parts, f"trực thuộc {found[0].name}", found[0])
        return Answer(
            "agencies",
            " ".join(facts(a) for a in found[:1]),
            tuple(to_json(a) for a in found[:1]),
            _places(found[:1], library),
            tuple({"label": a.name, "q": f"{a.name} là cơ quan nào?"} for a in found[1:4]),
            {"agency": found[0].name},
        )


def facts(agency: Agency) -> str:
    """What is known of an agency, in a sentence."""
    short = [alias for alias in agency.aliases if (alias.isupper() and len(alias) <= 12) or len(alias) < len(agency.name) * 0.7]
    what = ", ".join(part for part in (KINDS[agency.kind], LEVELS[agency.level]) if part)
    text = f"{agency.name}: {what}"
    if agency.parent:
        text += f", thuộc {agency.parent}"
    if short:
        text += f"; cũng được ghi là {', '.join(short[:5])}"
    if agency.merged_into:
        text += f"; đã nhập vào {agency.merged_into}{' từ ' + agency.valid_until if agency.valid_until else ''}"
    return text + "."


def _short_form(question: Question) -> str | None:
    match = re.search(r"\b([A-ZĐ]{2,}[A-Za-zĐđ]*)\b", normal(question.text))
    if match:
        return match.group(1)
    match = re.search(r"^\s*(?:viet tat\s+)?([a-z]{3,8})\s+(?:la|nghia|viet)", question.wording.line)
    return match.group(1) if match else None


def _meant(question: Question, library: Library) -> list[Agency]:
    agencies = library.catalogue.agencies
    if question.slots.agencies:
        slot = question.slots.agencies[0]
        return [agencies[name] for name in (slot.name, *slot.others) if name in agencies]
    short = _short_form(question)
    if not short:
        return []
    tables = names_of(library.catalogue)
    owners = tables.names.get(words(short)) or tables.initials.get("".join(words(short))) or ()
    return [agencies[name] for name in owners]


def _list(found: list[Agency], said: str, head: Agency) -> Answer:
    slots = {"agency": head.name}
    if not found:
        return Answer("agencies", f"Không có cơ quan nào được nêu là {said} trong các văn bản đang có.", slots=slots)
    found.sort(key=lambda a: a.name)
    return Answer(
        "agencies",
        f"Có {count(len(found), 'cơ quan')} {said}: {listed([a.name for a in found])}.",
        tuple(to_json(a) for a in found),
        slots=slots,
    )


def _places(agencies: list[Agency], library: Library) -> tuple[dict[str, object], ...]:
    """A passage that names each agency."""
    from graph.records import Passage

    found = []
    passages = library.snapshot.records(Passage) if agencies else []
    for agency in agencies:
        for passage in passages:
            name = next((n for n in (agency.name, *agency.aliases) if n in passage.text), None)
            if name:
                found.append(Evidence(passage.document, passage.start, passage.end, passage.text))
                break
    return evidence_json(found)

"""What a province or a department that no text names was merged into, and what one was made of."""

from __future__ import annotations

import re

from graph.records import to_json
from search_api.ask.entities.mergers import Merger, bare, department_mergers, province_mergers
from search_api.ask.plans.base import Answer, Library, Plan, day, listed
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from search_api.search.records import Hit, SearchQuery
from vietnamese.text import fold

SHOWN = 3
_NOW = re.compile(
    r"(?<!\w)(?:nay|gio|bay gio|hien|hien nay) (?:da )?(?:la|thuoc|nam trong|o) (?:dia ban )?(?:tinh|thanh pho|dau)(?!\w)"
    r"|(?<!\w)(?:gom|tu|cua) (?:nhung |cac |may |hai )?(?:tinh|dia phuong)(?: thanh pho)?(?: cu)?(?: nao| gi)(?!\w)"
)
_ASKED = re.compile(r"(?<!\w)(?:nao|gi|dau|may|ra sao|the nao)(?!\w)")
_WORK = re.compile(
    r"(?<!\w)(?:sau|truoc|khi|phu hop voi)(?: khi)? (?:thuc hien )?(?:viec )?(?:sap nhap|sat nhap|hop nhat|nhap|sap xep)(?!\w)"
)


class MergerPlan(Plan):
    intent = "agencies"
    label = "Sáp nhập, hợp nhất"

    @classmethod
    def score(cls, question: Question) -> float:
        line = question.wording.line
        if question.slots.documents or question.slots.agencies or question.slots.types:
            return 0.0
        if question.has("task", "finding", "project", "indicator", "which_document", "lead", "partner", "due"):
            return 0.0
        asks = (question.has("merged") and not _WORK.search(line)) or _NOW.search(line)
        return 3.4 if asks and _ASKED.search(line) and _meant(line) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = _meant(question.wording.line)
        if found is None:
            return None
        said = _said(found, library)
        text = told(found) + (f" Văn bản nêu: “{said[0].snippet}”." if said else "")
        slots = {"merged": found.whole}
        if not said:
            return Answer("none", text, slots=slots)
        evidence = tuple({"document": hit.document, "start": hit.start, "end": hit.end, "text": hit.snippet} for hit in said)
        return Answer("passages", text, tuple(to_json(hit) for hit in said), evidence, slots=slots)


def told(merger: Merger) -> str:
    """A merger in a sentence, with its law."""
    if merger.whole.startswith("Sở"):
        return f"{listed(merger.parts, 8)} được sắp xếp vào {merger.whole} từ ngày {day(merger.since)}, theo {merger.law}."
    parts = [*merger.parts, f"{merger.whole} trước đây"]
    whole = merger.whole[0].upper() + merger.whole[1:]
    return f"{whole} được hình thành từ {listed(parts, 8)} từ ngày {day(merger.since)}, theo {merger.law}."


def _meant(line: str) -> Merger | None:
    """The merger of a place or department that the line names; a part tells before a whole."""
    padded = f" {line} "
    rows = [(place, merger) for merger in province_mergers() for place in (*merger.parts, merger.whole)]
    for place, merger in rows:
        if f" {bare(place)} " in padded and place != merger.whole:
            return merger
    for merger in department_mergers():
        if any(f" {' '.join(words(name))} " in padded or _short(name, padded) for name in merger.parts):
            return merger
    return next((merger for place, merger in rows if f" {bare(place)} " in padded), None)


def _short(name: str, padded: str) -> bool:
    return f" {' '.join(word for word in words(name) if word != 'va')} " in padded


def _said(merger: Merger, library: Library) -> list[Hit]:
    """Places in the texts that tell of the merger."""
    if library.engine is None:
        return []
    hits = library.engine.search(SearchQuery(f"hợp nhất {' '.join(merger.parts)} {merger.whole}", size=20)).hits
    names = [bare(part) for part in merger.parts]
    return [hit for hit in hits if _tells(fold(hit.snippet), names)][:SHOWN]


def _tells(text: str, names: list[str]) -> bool:
    return re.search(r"(?:hop nhat|sap nhap|nhap)(?: \w+){0,3}", text) is not None and any(name in text for name in names)

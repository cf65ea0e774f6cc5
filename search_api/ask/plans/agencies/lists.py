"""Bodies that belong to another as a text lists them, and those that an agency has regulations on working together with."""

from __future__ import annotations

import re
from typing import Any

from graph.records import to_json
from search_api.ask.entities.agencies import find_agencies
from search_api.ask.plans.agencies.texts import BodyList, body_lists, regulation_partners
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, listed
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from search_api.ask.words import read_words

_KINDS = re.compile(
    r"(?<!\w)(?:don vi su nghiep|ban chuyen mon|phong chuyen mon|phong ban|co quan tham muu|co quan chuyen trach|co quan giup viec"
    r"|co quan chuyen mon|don vi truc thuoc|co quan truc thuoc|phong nghiep vu|ban|phong|co quan|don vi|truong|trung tam)(?!\w)"
    r"(?! (?:thuong|chap|bi|chi dao|to chuc|noi chinh|tuyen giao|hanh|thuong truc|quan ly|kiem tra|dan van|nhan dan))"
)
_ASKED = re.compile(
    r"(?<!\w)(?:gom|bao gom|nao|gi|ke ten|neu ten|liet ke|danh sach|may|bao nhieu|co cau|nhung|cac|ten|ra sao)(?!\w)"
)
_REGULATION = re.compile(
    r"(?<!\w)(?:quy che|qche|quy dinh) (?:\w+ ){0,4}?phoi hop(?!\w).*?(?<!\w)(?:voi|giua)(?!\w).*?(?<!\w)(?:nao|ai|gi|dau)(?!\w)"
    r"|(?<!\w)(?:liet ke|nhung|cac|may) (?:quy che|qche) phoi hop(?!\w)"
)
_CITED = re.compile(r"(?<!\w)(?:so bao nhieu|so may|ngay nao|sua doi|thay the|ra soat|xong|han|bao gio|khi nao)(?!\w)")


class AgencyListPlan(Plan):
    intent = "agencies"
    label = "Các cơ quan, đơn vị thuộc một cơ quan"

    @classmethod
    def score(cls, question: Question) -> float:
        line = question.wording.line
        if not question.slots.agencies or question.slots.documents or question.has("finding", "project", "due", "product"):
            return 0.0
        if not _KINDS.search(line) or not _ASKED.search(line) or _WORK.search(line) or question.has("agency_what"):
            return 0.0
        return 3.95

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        names = [slot.name for slot in question.slots.agencies]
        kinds = [match.group() for match in _KINDS.finditer(question.wording.line)]
        rows = [(points, row) for row in body_lists(library) if (points := _fit(row, names, kinds, question, library)) > 0]
        if not rows:
            return None
        best = max(rows, key=lambda row: row[0])[1]
        text = f"Có {count(len(best.names), 'cơ quan, đơn vị')} được nêu thuộc {names[0]}: {listed(best.names, 15)}."
        items = tuple(_item(name, library) for name in best.names)
        return Answer("agencies", text, items, evidence_json([best.evidence]), slots={"agency": names[0]})


_WORK = re.compile(
    r"(?<!\w)(?:lam gi|viec gi|viec nao|nhiem vu nao|nhiem vu gi|chu tri|ban hanh (?:nhung |cac )?(?:van ban|quyet dinh|nghi quyet)"
    r"|van ban nao|giao (?:cho )?(?:co quan|don vi|ban|so) nao)(?!\w)"
)


def _fit(row: BodyList, names: list[str], kinds: list[str], question: Question, library: Library) -> float:
    """How well a list fits: it must stand under one of the agencies and under a kind of body that is asked for."""
    said = [kind for kind in kinds if re.search(rf"(?<!\w){kind}(?!\w)", row.lead)]
    if not said or (set(said) <= {"ban", "phong"} and not re.search(r"(?:\d+|cac|nhung) (?:ban|phong)(?!\w)", row.lead)):
        return 0.0
    named = {slot.name for slot in find_agencies(read_words(row.around[-700:]).words, library.catalogue, ())}
    if not named & set(names):
        return 0.0
    told = set(words(row.lead))
    return max(len(kind) for kind in said) + sum(word in told for word in question.slots.rest)


def _item(name: str, library: Library) -> dict[str, Any]:
    """A listed body: the agency of that name where it is known, else the name as printed."""
    asked = read_words(name).words
    slots = find_agencies(asked, library.catalogue, ()) if len(asked) > 2 else ()
    agency = library.catalogue.agencies.get(slots[0].name) if slots and slots[0].end >= asked[-1].end else None
    if agency is None or slots[0].start > asked[0].start:
        return {"name": name, "aliases": []}
    return {**to_json(agency), "aliases": sorted({*agency.aliases, name})}


class RegulationPartnersPlan(Plan):
    intent = "agencies"
    label = "Cơ quan có quy chế phối hợp"

    @classmethod
    def score(cls, question: Question) -> float:
        line = question.wording.line
        asks = _REGULATION.search(line) is not None
        plain = question.slots.agencies and not any(slot.by_number for slot in question.slots.documents)
        return 4.0 if asks and plain and not _CITED.search(line) and not question.has("finding") else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        name = question.slots.agencies[0].name
        partners = regulation_partners(name, library)
        if not partners:
            return None
        known = [partner for partner, _ in partners]
        text = f"{name} có quy chế phối hợp với {count(len(known), 'cơ quan')}: {listed(known, 12)}."
        items = tuple(_item(partner, library) for partner in known)
        return Answer("agencies", text, items, evidence_json(e for _, e in partners), slots={"agency": name})

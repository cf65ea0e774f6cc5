"""Questions for documents themselves: one by number or subject, many by issuer, type and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.records import Document, Evidence, Mention, to_json
from search_api.ask.catalogue import number_parts
from search_api.ask.cues import general_words
from search_api.ask.entities.agencies import name_initials
from search_api.ask.entities.documents import same_type
from search_api.ask.entities.titles import described, find_by_title
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, full_name, listed
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot
from search_api.ask.words import plain as words
from vietnamese.text import fold

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
            evidence_json(_where(document, library)),
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
        if (
            question.has("task", "replace", "repeal", "amend", "finding", "implement")
            or question.has("signer")
            or (slots.documents and slots.documents[0].by_number)
        ):
            return 0.0
        kinds = bool(slots.types) or question.has("which_document") or question.says("van ban", "van kien", "tai lieu")
        if not kinds or not (slots.periods or slots.agencies or slots.foreign):
            return 0.0
        points = 1.4 + (0.8 if slots.periods else 0.0) + (0.8 if slots.agencies else 0.0) + (0.6 if question.has("issued") else 0.0)
        return points - (1.2 if question.has("who", "when", "product") else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = [] if question.slots.foreign else issued(question, library)
        said = _said(question)
        slots = {
            "types": list(question.slots.types),
            "issuer": [] if question.slots.foreign else [a.name for a in question.slots.agencies],
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
    if question.slots.foreign:
        issuer = f" của cơ quan ở {', '.join(place.title() for place in question.slots.foreign)}"
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
        if not slots.agencies and question.says("trung uong") and "tw" not in fold(document.number or ""):
            continue
        if slots.periods and not all(_dated(document, p.begin, p.finish, p.bound) for p in slots.periods):
            continue
        found.append(document)
    known = [document for document in found if document.number or document.date or document.held]
    return sorted(_about(known or found, question), key=lambda d: (d.date or "", d.key))


def _about(found: list[Document], question: Question) -> list[Document]:
    """Documents whose title holds what the question says beyond type, issuer and period, where any does."""
    types = {word for kind in question.slots.types for word in fold(kind).split()}
    told = {word for word in question.slots.rest if word not in types and word not in _VERBS and not word.isdecimal()}
    titled = [document for document in found if told and len(told & set(words(document.title))) >= 0.7 * len(told)]
    return titled or found


_VERBS = general_words("issued")


def _exact_type(asked: str, own: str) -> bool:
    return fold(asked) == fold(own) or (fold(asked) == "chuong trinh" and same_type(asked, own))


def _dated(document: Document, begin: str, finish: str, bound: str) -> bool:
    if not document.date:
        parts = number_parts(document.number) if document.number else None
        whole = begin.endswith("-01-01") and finish.endswith("-12-31") and bound == "within"
        return whole and parts is not None and parts.year is not None and begin[:4] <= str(parts.year) <= finish[:4]
    if bound == "before":
        return document.date <= finish
    return document.date >= begin and (bound == "after" or document.date <= finish)


PARTY_BODIES = ("ban thuong vu", "ban chap hanh", "thuong truc")
CODES = {
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "thanh uy": "tu",
    "tinh uy": "tu",
    "ban thuong vu thanh uy": "tu",
    "ban thuong vu tinh uy": "tu",
    "thu tuong": "ttg",
    "chinh phu": "cp",
    "van phong thanh uy": "vptu",
    "van phong tinh uy": "vptu",
    "quoc hoi": "qh",
    "ban chap hanh dang bo thanh pho": "tu",
    "ban chap hanh dang bo tinh": "tu",
    "bo chinh tri": "tw",
    "ban bi thu": "tw",
    "ban chap hanh trung uong": "tw",
}
"""The issuer's code in a number, for documents that are cited without their issuer."""


def issued_by(document: Document, asked: AgencySlot, library: Library) -> bool:
    """Whether the agency issued the document. A committee stands for its standing bodies ("của Thành ủy" takes its Ban Thường vụ's)."""
    names: Sequence[str] = (asked.name,)
    if document.issuer in names:
        return True
    issuer = fold(document.issuer or "")
    if any(len(name.split()) >= 2 and issuer.startswith(f"{fold(name)} ") and _BODY.search(fold(name)) for name in names):
        return True
    if not issuer:
        agency = library.catalogue.agencies.get(asked.name)
        return (agency is None or agency.merged_into is None) and _has_code(document.number or "", fold(asked.name))
    return any(name in issuer.split(", ") or _stands_for(name, issuer) for name in map(fold, names))


def _stands_for(name: str, issuer: str) -> bool:
    """Whether a committee ("thành ủy X") stands for the standing body that issued ("ban thường vụ thành ủy", "ban chấp hành đảng bộ")."""
    committee, place = " ".join(name.split()[:2]), " ".join(name.split()[2:])
    if committee not in _PARTY or not issuer.startswith(PARTY_BODIES):
        return False
    body = next((form for form in _PARTY[committee] if form in issuer), None)
    if body is None:
        return False
    own = issuer.split(body, 1)[1].strip()
    return not own or not place or own == place


_PARTY = {"thanh uy": ("thanh uy", "dang bo thanh pho"), "tinh uy": ("tinh uy", "dang bo tinh"), "dang uy": ("dang uy", "dang bo")}


_BODY = re.compile(r"(?:thanh uy|tinh uy|thanh pho|tinh|dang bo thanh pho|dang bo tinh)$")
"""Names that a place may follow: "Ủy ban nhân dân thành phố" is the one of the city that issued."""


@lru_cache(maxsize=1024)
def _initials(name: str) -> frozenset[str]:
    return frozenset(name_initials(words(name)))


def _has_code(number: str, name: str) -> bool:
    """Whether a number's issuer code is the agency's, as far as codes tell ("175/KH-UBND" is a Ủy ban nhân dân's)."""
    codes = set(fold(number).replace("/", "-").split("-"))
    if codes & _initials(name):
        return True
    return any(
        name.startswith(head) and any(c == code or (code == "qh" and c[:2] == "qh") for c in codes) for head, code in CODES.items()
    )

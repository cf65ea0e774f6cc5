"""Questions for documents by who issued them, their type and when: "kế hoạch của Ban Thường vụ trong tháng 10/2025"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from graph.records import Document, to_json
from search_api.ask.catalogue import number_parts
from search_api.ask.cues import general_words
from search_api.ask.entities.agencies import name_initials
from search_api.ask.entities.documents import same_type, types_of
from search_api.ask.kinds import DOCUMENTS
from search_api.ask.plans.base import LISTED, Answer, Library, Plan, count, evidence_json, full_name, listed
from search_api.ask.plans.documents.issuing import stated_issuers
from search_api.ask.plans.documents.lookup import where_named
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot, PeriodSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold


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
        named = bool(slots.types) or question.says("van ban", "van kien", "tai lieu")
        kinds = named or (question.has("which_document") and not question.has("due"))
        periods = times(question)
        if question.has("upward") and not periods:
            return 0.0
        if not kinds or not (periods or slots.agencies or slots.foreign):
            return 0.0
        points = 1.4 + (0.8 if periods else 0.0) + (0.8 if slots.agencies else 0.0) + (0.6 if question.has("issued") else 0.0)
        points += 0.9 if _LIST.search(question.wording.line) and (periods or code_of(question)) else 0.0
        return points - (1.2 if question.has("who", "when", "product") else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = [] if question.slots.foreign else issued(question, library)
        said = _said(question)
        slots = {
            "types": list(asked_types(question)),
            "issuer": [] if question.slots.foreign else [a.name for a in question.slots.agencies],
            "period": [{"from": p.begin, "to": p.finish} for p in times(question)],
        }
        if not found:
            return Answer("documents", f"Không có {said} trong các văn bản đang có.", slots=slots)
        shown = found[:LISTED]
        text = f"Có {count(len(found), said)}: {listed([full_name(document) for document in found[:8]], of=len(found))}."
        text += f" Dưới đây là {len(shown)} văn bản đầu." if len(shown) < len(found) else ""
        evidence = evidence_json(e for document in shown for e in where_named(document, library)[:1])
        return Answer("documents", text, tuple(to_json(document) for document in shown), evidence, slots=slots)


_BOUNDS = {"before": "trước ", "within": "trong ", "at": "đến "}


def _said(question: Question) -> str:
    kind = " hoặc ".join(kind.lower() for kind in asked_types(question)) or "văn bản"
    issuer = f" của {', '.join(slot.name for slot in question.slots.agencies)}" if question.slots.agencies else ""
    if question.slots.foreign:
        issuer = f" của cơ quan ở {', '.join(place.title() for place in question.slots.foreign)}"
    periods = times(question)
    labels = " và ".join(slot.label for slot in periods)
    span = labels[:2].lower() in ("từ", "tu")
    since = "sau " if periods and re.search(r"sau (?:ngay )?$", fold(question.wording.question[: periods[0].start])) else "từ "
    period = f" ban hành {'' if span else _BOUNDS.get(periods[0].bound, since)}{labels}" if periods else ""
    return f"{kind}{issuer}{period}"


def issued(question: Question, library: Library) -> list[Document]:
    """Documents by the question's types, issuers and periods, by date and key."""
    slots = question.slots
    types, code, agencies = asked_types(question), code_of(question), _placed(slots.agencies, library)
    periods = times(question)
    found = []
    for document in library.catalogue.documents.values():
        if types and not (document.type and any(_exact_type(kind, document.type) for kind in types)):
            continue
        if code and not _bears(document.number, code):
            continue
        if periods and not any(_dated(document, p.begin, p.finish, p.bound) for p in periods):
            continue
        if agencies and not any(issued_by(document, agency, library) for agency in agencies):
            continue
        if not slots.agencies and question.says("trung uong") and "tw" not in fold(document.number or ""):
            continue
        found.append(document)
    known = [document for document in found if document.number or document.date or document.held]
    return sorted(_about(known or found, question), key=lambda d: (d.date or "", d.key))


_LIST = re.compile(
    r"(?<!\w)(?:nhung|cac|may|bao nhieu|liet ke|thong ke|danh sach|danh muc|toan bo|tat ca|gom)(?: (?:cai|so|ten))? "
    rf"(?:{DOCUMENTS})(?!\w)"
)
"""Words that ask for several documents: "ra mấy cái kế hoạch", "thống kê các kết luận"."""


def times(question: Question) -> tuple[PeriodSlot, ...]:
    """The periods that bound the day of issue: "đến 2030", years ahead of today, is a title's."""
    ahead = str(question.today.year + 1)
    return tuple(period for period in question.slots.periods if period.bound != "before" or period.begin[:4] <= ahead)


_CODE = re.compile(
    r"(?<![\w/-])(?<![/-] )(?P<type>nq|qdi|qd|ctr|ct|kh|kl|tb|bc|cv|cd|hd|da|qc|ttr|nd)\s*[-/]\s*(?P<body>[a-z]{2,8})(?!\w)"
)


def code_of(question: Question) -> tuple[str, str] | None:
    """The type and body that a number ends in where the question names documents by these ("các QĐ/TW", "KH-UBND")."""
    match = _CODE.search(fold(question.wording.question))
    return (match["type"], match["body"]) if match else None


def _bears(number: str | None, code: tuple[str, str]) -> bool:
    parts = number_parts(number) if number else None
    own = parts.codes if parts is not None else frozenset()
    return code[1] in own and (code[0] in own or (code[0] == "qd" and "qdi" in own))


def asked_types(question: Question) -> tuple[str, ...]:
    """The types asked for: not the one that a code writes out where the question says the type too ("QĐ/TW có những quy định gì")."""
    types, code = question.slots.types, code_of(question)
    if code is None:
        return types
    spelled = tuple(kind for kind in types_of(code[0]) if kind in types)
    return tuple(kind for kind in types if kind not in spelled) or (types_of(code[0]) if spelled else ())


def _placed(agencies: Sequence[AgencySlot], library: Library) -> tuple[AgencySlot, ...]:
    """The agencies of a list whose last member alone names the place ("Tỉnh ủy, Ban Thường vụ Tỉnh ủy Sơn Lâm"), each with it."""
    found = []
    for position, slot in enumerate(agencies):
        for later in agencies[position + 1 :]:
            place = later.name.split(slot.name, 1)[1] if slot.name in later.name else ""
            if place and f"{slot.name}{place}" in library.catalogue.agencies:
                slot = replace(slot, name=f"{slot.name}{place}")
        found.append(slot)
    return tuple(found)


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
    if document.issuer:
        return _is_or_stands_for(asked.name, document.issuer)
    stated = stated_issuers(library).get(document.key)
    if stated:
        return any(asked.name == own or _stands_for(fold(asked.name), fold(own)) for own in stated)
    agency = library.catalogue.agencies.get(asked.name)
    if agency is not None and agency.merged_into is not None:
        return False
    number = document.number or ""
    return _has_code(number.partition("/")[2] or number, fold(asked.name))


_TERM = re.compile(r",? \(?khoa (?:[ivxlc]+|\d+)\)?(?!\w)")
"""The term of a committee, printed with its name."""


@lru_cache(maxsize=65536)
def _is_or_stands_for(name: str, issuer: str) -> bool:
    """Whether a printed issuer is the agency, one of several that issued together, or a body that the agency stands for."""
    asked, own = fold(name), _TERM.sub("", fold(issuer))
    if own == asked or (len(asked.split()) >= 2 and own.startswith(f"{asked} ") and _BODY.search(asked)):
        return True
    return asked in own.split(", ") or _stands_for(asked, own)


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


@lru_cache(maxsize=65536)
def _has_code(symbol: str, name: str) -> bool:
    """Whether what follows a number's digits bears the agency's code, as far as codes tell ("KH-UBND" is a Ủy ban nhân dân's)."""
    codes = set(fold(symbol).replace("/", "-").split("-"))
    if codes & _initials(name):
        return True
    return any(
        name.startswith(head) and any(c == code or (code == "qh" and c[:2] == "qh") for c in codes) for head, code in CODES.items()
    )

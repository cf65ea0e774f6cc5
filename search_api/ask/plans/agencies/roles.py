"""Agencies asked for by their part in tasks: "những sở nào chủ trì nhiệm vụ ...", "những cơ quan nào phối hợp với X rà soát ..."."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from graph.records import Task, to_json
from graph.store import Where
from search_api.ask.asked import asks_kind
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, listed, name_of
from search_api.ask.plans.tasks.common import narrowed, period_slots, said_periods, short
from search_api.ask.plans.tasks.described import INDEXED, find_described, telling
from search_api.ask.plans.tasks.scope import in_scope
from search_api.ask.plans.tasks.selection import Selection
from search_api.ask.question import Question
from search_api.ask.words import agrees
from vietnamese.text import fold

Role = Literal["lead", "coordinate"]
SEVERAL = 4
"""So many agencies answer a question for the one that works on a task; fewer are told with the task."""
SAID: Mapping[Role, str] = {"lead": "chủ trì", "coordinate": "phối hợp"}
_HEAD = (
    r"(?P<head>so,? (?:ban,? )?nganh|so|ban|nganh|co quan,? don vi|co quan,? to chuc|co quan|don vi|ben|dang uy|to chuc|dia phuong"
    r"|phong|chi cuc|truong|vien)"
)
_MANY = (
    r"(?:nhung|cac|danh sach(?: cac| nhung)?|liet ke(?: cac| nhung)?|ke ten(?: cac| nhung)?|neu ten(?: cac| nhung)?|ten(?: cac| nhung)?"
    r"|may|bao nhieu|toan bo(?: cac)?|tat ca(?: cac)?|co nhung|gom nhung|thong ke(?: cac)?)"
)
_NO_NAME = r"(?! (?:chi dao|hanh|thuong vu|thuong truc|chap hanh|luan|lieu|voi|luong|noi chinh|tuyen giao|to chuc|quan ly|dan van))"
_DOES = (
    r"(?:chu tri|duoc giao|duoc phan cong|phu trach|dam nhan|dam nhiem|dung ra|lo|cam trich|chiu trach nhiem|phai|co nhiem vu|co viec"
    r"|lam dau moi|dau moi|tham muu|phoi hop|tham gia|cung|lam|thuc hien|trien khai|hop tac|ho tro|nhan|giup|ganh vac|dong vai tro)"
)
_SUBJECT = re.compile(
    rf"^(?:[\w,]+ ){{0,4}}?{_MANY} {_HEAD}{_NO_NAME}(?: nao)?(?: (?:cua|thuoc) (?:\w+ ){{1,4}}?)? ?"
    rf"(?:(?:se|cung|da|dang|can|deu|co) )*{_DOES}(?!\w)"
)
"""The agencies asked for stand at the beginning and do something: "danh sách các sở chủ trì ..."."""
_OBJECT = re.compile(
    r"(?<!\w)(?:phoi hop(?: voi)?|cung(?: voi)?|hop tac voi|giao(?: cho)?|voi su (?:phoi hop|tham gia) cua) "
    rf"{_MANY} {_HEAD}{_NO_NAME}(?: nao)?(?!\w)"
    rf"|(?<!\w)co {_MANY} {_HEAD.replace('head', 'whose')} nao(?: \w+){{0,3}}? {_DOES}(?!\w)"
)
"""... or stand where another one works with them or gives them tasks: "Sở A phối hợp với những cơ quan nào"."""
_ONE = re.compile(rf"^(?:cac )?{_HEAD} nao(?: duoc giao| phai)? {_DOES}(?!\w)")
"""A clipped question: "sở nào chủ trì NQ273"."""
_MOST = re.compile(r"(?<!\w)(?:nhieu (?:nhiem vu|viec|dau viec|cong viec)?(?: \w+){0,2}? ?nhat)(?!\w)")
_OTHER = re.compile(
    r"(?<!\w)(?:nhiem vu|viec|dau viec|cong viec|van ban|nghi quyet|quyet dinh|du an|chi tieu|ke hoach) (?:nao|gi)(?!\w)"
    r"|(?<!\w)lam (?:nhung )?(?:gi|viec gi)(?!\w)|(?<!\w)(?:nhung|cac) (?:nhiem vu|dau viec|van ban) (?:nao|gi)(?!\w)"
)
"""Something else is asked for as well, or instead."""
_WHEN = re.compile(
    r"(?<!\w)(?:khi nao|bao gio|han (?:nao|den)|thoi han (?:nao|ra sao|la)|san pham (?:gi|nao)|va (?:thoi )?han)(?!\w)"
)
_REGULATIONS = re.compile(r"(?<!\w)(?:co|ky|ban hanh|da ky) (?:nhung |cac )?(?:quy che|qche|quy dinh) phoi hop(?!\w)")
_ANY = ("co quan", "don vi", "ben", "to chuc", "nganh", "dia phuong")


class AgencyRolesPlan(Plan):
    intent = "agencies"
    label = "Cơ quan theo vai trò trong nhiệm vụ"

    @classmethod
    def score(cls, question: Question) -> float:
        return 4.1 if asks_agencies(question) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        match = asked_head(question)
        if match is None:
            return None
        head = match[_group(match)].replace(",", "")
        role: Role = "coordinate" if question.has("partner") and not _leads(question, match) else "lead"
        tasks, scope = _tasks(question, library, role)
        if not tasks:
            return None
        rows = _by_agency(tasks, role, head, library, {slot.name for slot in question.slots.agencies})
        if not rows or (len(tasks) == 1 and (role == "lead" or (_ONE.search(question.wording.line) and len(rows) < SEVERAL))):
            return None
        if _MOST.search(question.wording.line):
            most = max(len(own) for own in rows.values())
            rows = {name: own for name, own in rows.items() if len(own) == most}
        ordered = sorted(rows, key=lambda name: (-len(rows[name]), name))
        told = [f"{name} ({count(len(rows[name]), 'nhiệm vụ')})" for name in ordered] if len(tasks) > 1 else ordered
        text = f"Có {count(len(ordered), 'cơ quan, đơn vị')} {SAID[role]}{scope}{said_periods(question)}: {listed(told, 15)}."
        evidence = evidence_json(rows[name][0].evidence for name in ordered)
        items = tuple(_item(name, library) for name in ordered)
        return Answer("agencies", text, items, evidence, slots={"role": SAID[role], "kind": head, **period_slots(question)})


def asks_agencies(question: Question) -> bool:
    """Whether the agencies themselves are asked for, and neither their tasks nor when something is due."""
    if question.has("finding", "merged", "agency_what", "signer") or asks_kind(question) or asked_head(question) is None:
        return False
    return not any(pattern.search(question.wording.line) for pattern in (_OTHER, _WHEN, _REGULATIONS))


def asked_head(question: Question) -> re.Match[str] | None:
    """Where a question asks for several agencies by what they do; of one alone only what a document's tasks give it."""
    line = question.wording.line.rstrip(" ?.!")
    match = _SUBJECT.search(line) or _OBJECT.search(line)
    if match is None and (_whole_document(question) or _MOST.search(line) or _clipped(question)):
        match = _ONE.search(line)
    if match is None:
        return None
    word = question.wording.words[question.wording.word_at(match.start(_group(match)))]
    return match if not match[_group(match)].startswith("so") or agrees(word.accented, "sở") else None


def _clipped(question: Question) -> bool:
    """Whether the kind of agency is typed short ("cq nào phối hợp"), which leaves open whether one is meant or several."""
    if not question.wording.words:
        return False
    first = question.wording.words[0]
    return question.has("partner") and first.printed != "" and fold(first.printed) != first.text


def _group(match: re.Match[str]) -> str:
    """The group that holds the kind of agency."""
    return "whose" if match.groupdict().get("whose") else "head"


def _whole_document(question: Question) -> bool:
    """Whether all that a numbered document's tasks say is asked, and no single task of it."""
    slots = question.slots
    return bool(slots.documents) and slots.documents[0].by_number and not telling(_outside(question))


def _outside(question: Question) -> tuple[str, ...]:
    """What a question tells beyond its verbs of doing and its documents."""
    return tuple(word for word in question.slots.rest if word not in _PLAIN)


_PLAIN = frozenset(
    (
        *(
            "phu",
            "luc",
            "ten",
            "so",
            "nganh",
            "ban",
            "co",
            "quan",
            "don",
            "vi",
            "to",
            "chuc",
            "dang",
            "uy",
            "nhat",
            "nhieu",
            "thong",
            "ke",
        ),
        *("chinh", "phu", "cong", "van", "thong", "bao", "ben", "tai", "nv", "dung", "tham", "gia", "hop", "viec", "cong", "tac"),
    )
)


def _leads(question: Question, match: re.Match[str]) -> bool:
    """Whether the agencies asked for lead and do not only take part ("chủ trì, phối hợp")."""
    lead, partner = question.cues.get("lead", ()), question.cues.get("partner", ())
    return bool(lead) and bool(partner) and match.start() <= lead[0] < partner[0] and question.says("chu tri")


def _tasks(question: Question, library: Library, role: Role) -> tuple[list[Task], str]:
    """The tasks in which the agencies have their part, and what of them was asked, in words."""
    slots = question.slots
    named = [slot.name for slot in slots.agencies]
    numbered = bool(slots.documents) and slots.documents[0].by_number
    if numbered and not slots.documents[0].keys:
        return [], ""
    if len(telling(_outside(question))) >= 2 and not _wide(question):
        found = find_described(question, library)
        theirs = [task for task in found if role == "lead" or not named or set(named) & {*task.lead, *task.coordinate}]
        if theirs:
            return theirs[:1], f" nhiệm vụ “{short(theirs[0], 120)}”"
        if not numbered and not slots.periods:
            return [], ""
    limited = numbered or slots.periods or (role == "coordinate" and named)
    if not limited and library.task_count() > INDEXED:
        return [], ""
    selection = Selection()
    if role == "coordinate" and named:
        selection = selection.where(Where("lead", "contains", named[0]))
    tasks = in_scope(narrowed(selection, question, library), question, library).all(library)
    if numbered:
        return tasks, f" nhiệm vụ thực hiện {name_of(library.document(slots.documents[0].keys[0]), slots.documents[0].keys[0])}"
    return tasks, f" nhiệm vụ do {named[0]} chủ trì" if role == "coordinate" and named else " nhiệm vụ"


def _wide(question: Question) -> bool:
    """Whether a numbered document's or a whole report's tasks are meant, where a single described one would hide the others."""
    return question.says("nhiem vu", "cac viec", "nhung viec", "viec theo") and bool(
        question.slots.documents and question.slots.documents[0].by_number
    )


def _by_agency(tasks: Sequence[Task], role: Role, head: str, library: Library, asked: set[str]) -> dict[str, list[Task]]:
    """Agencies of the asked kind -> their tasks; groups ("các sở, ngành") of one task, of many only where no agency is named."""
    rows: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        for name in dict.fromkeys(task.lead if role == "lead" else task.coordinate):
            if name not in asked and _of_kind(name, head):
                rows[name].append(task)
    known = {name: own for name, own in rows.items() if name in library.catalogue.agencies}
    return known if known and len(tasks) > 1 else dict(rows)


def _of_kind(name: str, head: str) -> bool:
    folded = fold(name)
    if head in _ANY:
        return True
    heads = ("so ", "ban ") if head.startswith("so ban") else ("so ",) if head.startswith("so") else (f"{head} ",)
    return folded.startswith(heads) and not folded.startswith(("ban thuong vu", "ban chap hanh"))


def _item(name: str, library: Library) -> dict[str, Any]:
    agency = library.catalogue.agencies.get(name)
    return to_json(agency) if agency is not None else {"name": name, "aliases": []}

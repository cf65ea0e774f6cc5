"""Tasks by the agency that leads them, takes part in them, or decides on them."""

from __future__ import annotations

import re

from graph.store import Where
from search_api.ask.asked import asks_kind
from search_api.ask.plans.agencies import asks_parts
from search_api.ask.plans.agency_roles import asks_agencies
from search_api.ask.plans.base import Answer, Library, Plan, count
from search_api.ask.plans.selection import Selection
from search_api.ask.plans.tasks_common import (
    doers,
    given_by,
    in_scope,
    led_by,
    led_by_any,
    narrowed,
    period_slots,
    said_periods,
    tasks_answer,
    unknown_agency,
)
from search_api.ask.plans.tasks_described import INDEXED
from search_api.ask.question import Question
from search_api.ask.roles import executors, givers, named_receiver, side_by_side
from search_api.ask.words import plain

SAID = {"lead": "chủ trì", "coordinate": "phối hợp"}


def _nobody(name: str, said: str, question: Question) -> Answer:
    """The honest nothing for an agency that the corpus does not know."""
    text = f"Không có nhiệm vụ nào giao {name} {said}: các văn bản đang có không nêu cơ quan này."
    return Answer("tasks", text, slots={"agency": name, **period_slots(question)})


_WHO = re.compile(r"(?<!voi )(?<!cung )(?<!\w)(?:ai(?! cung)|co quan nao|don vi nao|so nao|nganh nao|ban nao|ben nao)(?!\w)")
"""Who does something is asked for, so that the agency named is not the one who does it."""


class LeadTasksPlan(Plan):
    intent = "tasks_by_lead"
    label = "Nhiệm vụ do cơ quan chủ trì"

    @classmethod
    def score(cls, question: Question) -> float:
        known = question.slots.agencies or unknown_agency(question)
        if not known or not question.has("task", "lead") or question.has("finding"):
            return 0.0
        if question.has("agency_what") and not question.says("trach nhiem", "nhiem vu", "phan viec"):
            return 0.0
        if asks_kind(question) or asks_agencies(question):
            return 0.0
        if question.slots.agencies and not executors(question):
            return 0.0
        points = 2.0 + (1.0 if question.has("lead") else 0.0) + (0.5 if question.has("task") else 0.0)
        points -= 1.0 if _WHO.search(question.wording.line) else 0.0
        points -= 1.5 if question.has("waiting") else 0.0
        points -= 2.0 if asks_parts(question) else 0.0
        return points - (2.5 if question.has("partner") else 0.0)

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        unknown = unknown_agency(question)
        if unknown:
            return _nobody(unknown, SAID["lead"], question)
        gave = givers(question)
        stranger = named_receiver(question, gave[0]) if gave else None
        if stranger:
            return _nobody(stranger, SAID["lead"], question)
        led = side_by_side(question, doers(question) or list(question.slots.agencies))
        names = list(dict.fromkeys(agency.name for agency in led))
        theirs = given_by(led_by_any(Selection(), led), question, library)
        found = in_scope(narrowed(theirs, question, library), question, library).found(library)
        said = ", ".join(names)
        return tasks_answer(
            found,
            f"Không có nhiệm vụ nào giao {said} chủ trì{said_periods(question)}.",
            f"{said} chủ trì {count(found.total, 'nhiệm vụ')}{said_periods(question)}",
            question,
            library,
            {"lead": said, **period_slots(question)},
        )


class PartnerTasksPlan(Plan):
    intent = "tasks_by_coordinator"
    label = "Nhiệm vụ mà cơ quan phối hợp"

    @classmethod
    def score(cls, question: Question) -> float:
        known = question.slots.agencies or unknown_agency(question)
        other = question.has("who", "finding", "product", "when") or asks_agencies(question)
        return 3.6 if known and question.has("partner") and not other else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        unknown = unknown_agency(question)
        if unknown:
            return _nobody(unknown, SAID["coordinate"], question)
        names = [agency.name for agency in question.slots.agencies]
        found = in_scope(narrowed(_together(question, library, names), question, library), question, library).found(library)
        said = " và ".join(names)
        return tasks_answer(
            found,
            f"Không có nhiệm vụ nào nêu đích danh {said} là cơ quan phối hợp{said_periods(question)}.",
            f"{said} được nêu đích danh là cơ quan phối hợp trong {count(found.total, 'nhiệm vụ')}{said_periods(question)}",
            question,
            library,
            {"coordinate": names, **period_slots(question)},
        )


def _together(question: Question, library: Library, names: list[str]) -> Selection:
    """Tasks that name all agencies as partners; "Sở A chủ trì, phối hợp với Sở B" has the first as leader."""
    lead, partner = question.position("lead"), question.position("partner")
    all_partners = led_by("coordinate", names)
    if len(names) == 1:
        return all_partners
    first_leads = led_by("coordinate", names[1:]).where(Where("lead", "contains", names[0]))
    if 0 <= lead < partner:
        return first_leads
    if question.slots.agencies[0].start > partner >= 0 or all_partners.any(library):
        return all_partners
    others_lead = led_by("coordinate", names[:1]).where(*(Where("lead", "contains", name) for name in names[1:]))
    return first_leads if first_leads.any(library) else others_lead


class GroupTasksPlan(Plan):
    """Groups that are no agencies: "các tổ chức hành nghề công chứng", "các cơ sở giáo dục"."""

    intent = "tasks_by_coordinator"
    label = "Nhiệm vụ mà một nhóm cơ quan, đơn vị phối hợp"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.slots.agencies or not question.has("partner") or not question.has("task"):
            return 0.0
        return 0.0 if question.has("who", "when", "product", "finding", "implement") else 3.55

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        line = f" {question.wording.line} "
        groups = partner_groups(library)
        said = max((group for group in groups if f" {group} " in line), key=len, default=None)
        if said is None:
            return None
        theirs = Selection(keys=tuple(groups[said]))
        found = in_scope(narrowed(theirs, question, library), question, library).found(library)
        some = f"Có {count(found.total, 'nhiệm vụ')} mà {_PRINTED[said]} phối hợp"
        return tasks_answer(found, f"Không có nhiệm vụ nào mà {said} phối hợp.", some, question, library, {"coordinate": said})


_PRINTED: dict[str, str] = {}
_GROUPS: dict[tuple[str, int], dict[str, list[str]]] = {}
_TOO_PLAIN = {"don vi", "co quan", "cac don vi", "dia phuong", "so nganh", "cac so nganh", "don vi lien quan", "to chuc"}


def partner_groups(library: Library) -> dict[str, list[str]]:
    """Folded groups (of three words and more, without "các" and "liên quan") -> the tasks in which they take part."""
    place = (str(library.snapshot.folder), library.snapshot.generation)
    if library.task_count() > INDEXED:
        return {}
    if place not in _GROUPS:
        _GROUPS.clear()
        found: dict[str, list[str]] = {}
        for task in library.all_tasks():
            for group in task.coordinate:
                name = " ".join(plain(group)).removeprefix("cac ").removesuffix(" lien quan")
                for form in {name, re.sub(r" (?:tren dia ban|cua|thuoc)(?: \w+){1,3}$", "", name)}:
                    if len(form.split()) >= 3 and form not in _TOO_PLAIN:
                        _PRINTED[form] = group
                        found.setdefault(form, []).append(task.id)
        _GROUPS[place] = found
    return _GROUPS[place]


_DECIDES = re.compile(
    r"(?<!\w)(?:tham quyen|(?<!chuong )(?<!quy )trinh(?! do)|phe duyet|duyet|(?:do|phai) .*quyet dinh|quyet dinh$|thong qua)(?!\w)"
)
"""Words that say that an agency decides on tasks."""


class AuthorityTasksPlan(Plan):
    intent = "tasks_by_authority"
    label = "Nhiệm vụ do một cấp quyết định, phê duyệt"

    @classmethod
    def score(cls, question: Question) -> float:
        if not question.has("task") or not question.slots.agencies or question.has("who", "when", "product", "finding"):
            return 0.0
        return (
            3.7 if _DECIDES.search(question.wording.line) and not question.slots.documents and not question.has("waiting") else 0.0
        )

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        agency = library.catalogue.agencies[question.slots.agencies[0].name]
        theirs = Selection().where(Where("authority", "contains", tuple(dict.fromkeys((agency.name, *agency.aliases)))))
        if not theirs.any(library):
            return None
        found = in_scope(narrowed(theirs, question, library), question, library).found(library)
        return tasks_answer(
            found,
            f"Không có nhiệm vụ nào thuộc thẩm quyền của {agency.name}{said_periods(question)}.",
            f"Có {count(found.total, 'nhiệm vụ')} thuộc thẩm quyền của {agency.name}{said_periods(question)}",
            question,
            library,
            {"authority": agency.name, **period_slots(question)},
        )

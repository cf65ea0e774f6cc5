"""Tasks by the agency that leads them, takes part in them, or decides on them."""

from __future__ import annotations

import re
from itertools import permutations

from graph.store import Where
from search_api.ask.asked import asks_kind
from search_api.ask.plans.agencies.about import asks_parts
from search_api.ask.plans.agencies.roles import asks_agencies
from search_api.ask.plans.base import Answer, Library, Plan, count
from search_api.ask.plans.tasks.common import (
    given_by,
    led_by_any,
    narrowed,
    period_slots,
    said_periods,
    tasks_answer,
    unknown_agency,
)
from search_api.ask.plans.tasks.parties import Party, groups, in_role, parties, said_together
from search_api.ask.plans.tasks.scope import doers, in_scope
from search_api.ask.plans.tasks.selection import Selection
from search_api.ask.question import Question
from search_api.ask.roles import executors, givers, named_receiver, side_by_side

SAID = {"lead": "chủ trì", "coordinate": "phối hợp"}


def _nobody(name: str, said: str, question: Question) -> Answer:
    """The honest nothing for an agency that the corpus does not know."""
    text = f"Không có nhiệm vụ nào giao {name} {said}: các văn bản đang có không nêu cơ quan này."
    return Answer("tasks", text, slots={"agency": name, **period_slots(question)})


_WHO = re.compile(r"(?<!voi )(?<!cung )(?<!\w)(?:ai(?! cung)|co quan nao|don vi nao|so nao|nganh nao|ban nao|ben nao)(?!\w)")
"""Who does something is asked for, so that the agency named is not the one who does it."""


def _gives_to_group(question: Question) -> bool:
    """Whether tasks are asked for, of which a group has the lead ("việc nào giao các sở, ngành")."""
    return (
        question.has("task")
        and not question.has("who", "when", "product", "authority", "implement")
        and len(question.slots.rest) < 3
    )


class LeadTasksPlan(Plan):
    intent = "tasks_by_lead"
    label = "Nhiệm vụ do cơ quan chủ trì"

    @classmethod
    def score(cls, question: Question) -> float:
        known = question.slots.agencies or question.slots.groups or unknown_agency(question)
        if not known or not question.has("task", "lead") or question.has("finding"):
            return 0.0
        if not question.slots.agencies and question.slots.groups and not _gives_to_group(question):
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
        instead = groups(question, library)
        does = [slot for slot in doers(question) if not any(group.start <= slot.start < group.end for group in instead)]
        if does or not instead:
            led = side_by_side(question, does or list(question.slots.agencies))
            names = list(dict.fromkeys(agency.name for agency in led))
            theirs = given_by(led_by_any(Selection(), led), question, library)
        else:
            group = instead[0]
            if not group.names:
                return None
            names = [group.name]
            theirs = given_by(in_role("lead", [group]), question, library)
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
        known = question.slots.agencies or question.slots.groups or unknown_agency(question)
        other = question.has("who", "finding", "product", "when") or asks_agencies(question)
        return 3.6 if known and question.has("partner") and not other else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        unknown = unknown_agency(question)
        if unknown:
            return _nobody(unknown, SAID["coordinate"], question)
        named = parties(question, library)
        if not any(party.names for party in named):
            return None
        theirs, lead, partners = _together(question, library, named)
        found = in_scope(narrowed(theirs, question, library), question, library).found(library)
        said = " và ".join(party.name for party in partners)
        under = f" do {lead.name} chủ trì" if lead else ""
        return tasks_answer(
            found,
            f"Không có nhiệm vụ nào nêu đích danh {said} là cơ quan phối hợp{said_periods(question)}.",
            f"{said} được nêu là cơ quan phối hợp trong {count(found.total, 'nhiệm vụ')}{under}{said_periods(question)}",
            question,
            library,
            {"coordinate": [party.name for party in named], **period_slots(question)},
        )


_Roles = tuple[Selection, Party | None, list[Party]]


def _together(question: Question, library: Library, named: list[Party]) -> _Roles:
    """Tasks that name all parties: together as partners, or one as the leader and the others as its partners, by the order of the words.

    What no task lists as partners may stand in its own words.
    """
    lead, partner = question.position("lead"), question.position("partner")
    all_partners: _Roles = (in_role("coordinate", named), None, named)
    led: list[_Roles] = [
        (in_role("lead", [first], in_role("coordinate", others)), first, others)
        for first in named
        if (others := [other for other in named if other is not first])
    ]
    first_leads = led and (0 <= lead < partner or named[0].end <= question.position("task") + 1)
    ways = [*led, all_partners] if first_leads else [all_partners, *led]
    found = next((way for way in ways if way[0].any(library)), None)
    if found is not None:
        return found
    pairs: list[tuple[Party | None, Party]] = [*permutations(named, 2)] if len(named) > 1 else [(None, named[0])]
    for first, second in pairs:
        keys = tuple(task.id for task in said_together(first, second, library))
        if keys:
            return Selection(keys=keys), first, [second]
    return all_partners


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
        named = [party for party in parties(question, library) if party.names]
        if not named:
            return None
        theirs = in_role("coordinate", named[:1])
        found = in_scope(narrowed(theirs, question, library), question, library).found(library)
        said = named[0].name
        some = f"Có {count(found.total, 'nhiệm vụ')} mà {said} phối hợp"
        return tasks_answer(found, f"Không có nhiệm vụ nào mà {said} phối hợp.", some, question, library, {"coordinate": said})


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

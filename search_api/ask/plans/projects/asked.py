"""Projects by place, size, milestone, state, funding and difficulty; one project's progress or investment."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.records import Project, to_json
from search_api.ask.cues import general_words
from search_api.ask.entities.names import CALLED
from search_api.ask.negation import denial
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, listed
from search_api.ask.plans.projects.filters import NOTHING, filtered, money, unexplained
from search_api.ask.plans.projects.sentences import told_projects
from search_api.ask.question import Question

_KIND = (
    r"(?:du an|cong trinh|khu cong nghiep|cum cong nghiep|khu do thi|nha may|tuyen duong|ben cang|cang bien|nut giao|benh vien"
    r"|nha o xa hoi|khu tai dinh cu)"
)
_COUNTED = r"(?:\d{1,2}|mot so|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_MANY = re.compile(
    rf"(?:nhung|cac|danh sach|liet ke|may|bao nhieu|loc|thong ke|ten|{_COUNTED})(?: \w+)? (?:du an|cong trinh)"
    r"|^(?:du an|da|cong trinh) (?:o|tai|cham|gap|con|bi|khoi|khanh|thong|duoi|tren|tu|von|vuong|hon|dung|ngoai|co|tong|>|<)"
)
_SURELY = re.compile(
    rf"(?<!\w){_KIND}(?P<between>(?: [\w%]+){{0,8}}?) (?:nao|gi)(?!\w)"
    rf"|(?:{_COUNTED}|nhung|cac|ke ten|neu ten|ten) {_KIND}.* (?:ten gi|ten la gi|la gi|gom gi|nhung gi)$"
    rf"|(?:cu the|gom|gom co|bao gom|la) (?:nhung|cac|may) {_KIND}"
)
_OTHERS = general_words("not_projects")
"""Words before "nào" with which it asks for something else than the projects before it ("tiến độ thế nào", "do đơn vị nào")."""
_THING = re.compile(r"(?<!\w)(?:cai|noi|cho) nao(?!\w)")
_ASPECTS: tuple[tuple[str, Callable[[Project], object]], ...] = (
    ("investment", lambda p: p.investment_million_vnd),
    ("where", lambda p: p.location),
    ("milestone", lambda p: p.milestone or p.plan),
    ("recommendation", lambda p: p.recommendation),
    ("progress", lambda p: p.progress or p.plan or p.summary),
    ("difficulty", lambda p: p.summary or p.forecast),
)
SURE = 3.9
"""The score of a question that asks for projects outright, above those for the tasks and documents that it mentions."""
_COLUMNS = ("recommendation", "funding", "largest", "smallest")
"""Cues of what only tables tell."""
UNEXPLAINED = 2
"""So many telling words that no filter explains are looked for in sentences first."""


class ProjectsPlan(Plan):
    intent = "projects"
    label = "Dự án"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        sure = asks_which(question)
        if question.has("finding") or (not sure and _another_kind(question)):
            return 0.0
        aspects = question.has("investment", "milestone", "difficulty", "progress", "recommendation", "amount_asked", "where")
        points = (2.0 if question.has("project") or _asks_many(question) else 0.0) + (1.0 if slots.amounts or slots.shares else 0.0)
        points += 0.4 if slots.places else 0.0
        called = slots.projects is not None and slots.projects.coverage <= CALLED and question.has("who", "when", "lead")
        if slots.projects is not None and slots.projects.coverage >= 0.75 and not called:
            size = len(slots.projects.label.split())
            whole = (size >= 5 or (slots.projects.coverage >= 0.9 and size > 1)) and not question.has("who", "lead")
            points += slots.projects.coverage * ((2.4 if whole else 1.4) if aspects and not question.has("indicator") else 0.4)
        points += 0.5 if aspects or question.has("funding", "largest", "smallest") else 0.0
        measured = (
            slots.indicators is not None and slots.projects is not None and slots.indicators.coverage >= slots.projects.coverage
        )
        points -= 1.2 if measured and slots.periods and not _names_a_start(question) else 0.0
        points -= 1.0 if question.has("who", "lead") and not sure else 0.0
        return max(points, SURE if sure else 0.0) if points >= 1.8 else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        if denial(question) is not None:
            return _many(question, library)
        if question.slots.projects is None and question.has("when", "who", "amount_asked") and not _asks_many(question):
            return None
        if _asks_many(question) or question.slots.amounts or question.slots.projects is None:
            return _many(question, library)
        return _one(question, library) or None


def asks_which(question: Question) -> bool:
    """Whether projects are what is asked for: "những cụm công nghiệp nào", "3 dự án … là gì"."""
    line = question.wording.line.rstrip(" ?.!")
    match = _SURELY.search(line)
    if match is None:
        return False
    between = (match["between"] or "").split()
    return not between or (between[-1] not in _OTHERS and not _OTHER_NOUN.search(" ".join(between)))


_OTHER_NOUN = re.compile(
    r"(?<!\w)(?:viec|nhiem vu|van ban|nghi quyet|chi tieu|tinh trang) ?$|dia diem ?$|(?<!\w)(?:do|boi|giao cho) "
)


def _another_kind(question: Question) -> bool:
    """Whether tasks, what something is, or what a numbered document says is asked for."""
    documents = question.slots.documents
    return question.has("task", "agency_what") or bool(documents and documents[0].by_number)


def _names_a_start(question: Question) -> bool:
    return question.has("project") or question.says("khoi cong", "khanh thanh", "thong xe", "dong tho")


def _asks_many(question: Question) -> bool:
    thing = (
        _THING.search(question.wording.line) and question.has("difficulty", "milestone") and question.says("mat bang", "khoi cong")
    )
    return bool(thing) or asks_which(question) or _MANY.search(question.wording.line) is not None


def _one(question: Question, library: Library) -> Answer | None:
    """One named project. None where the question asks for something that no project of that name is said to have."""
    named = question.slots.projects
    if named is None or named.coverage < 0.75:
        return None
    found = [library.catalogue.projects[key] for key in named.ids]
    for cue, value in _ASPECTS:
        if question.has(cue):
            telling = [project for project in found if value(project)]
            if not telling:
                return None
            found = telling
            break
    found = found[:3]
    return Answer(
        "projects",
        " ".join(facts(project) for project in found[:2]),
        tuple(to_json(p) for p in found),
        evidence_json(p.evidence for p in found),
        slots={"project": found[0].name},
    )


def _many(question: Question, library: Library) -> Answer | None:
    everything = list(library.catalogue.projects.values())
    kept, said = filtered(everything, question)
    left = unexplained(question, kept if said else ())
    if denial(question) is not None and not (kept and said):
        return None
    columns = (
        denial(question) or question.slots.amounts or question.slots.shares or question.slots.places or question.has(*_COLUMNS)
    )
    if kept and said and not columns and len(left) >= UNEXPLAINED and (told := told_projects(question, library, left)):
        return told
    slots = {"projects": said}
    if not kept or not said:
        told = told_projects(question, library)
        if told is not None or not said:
            return told
        nothing = f"Không có dự án nào {said} trong các văn bản đang có."
        return Answer("projects", nothing, slots=slots, alternatives=alternatives_for(question, library))
    text = f"Có {count(len(kept), 'dự án')} {said}: {listed([p.name for p in kept])}."
    return Answer("projects", text, tuple(to_json(p) for p in kept), evidence_json(p.evidence for p in kept), slots=slots)


def facts(project: Project) -> str:
    """What is known of a project, in sentences."""
    parts = [project.name]
    if project.investment_million_vnd:
        parts.append(f"tổng mức đầu tư {money(project.investment_million_vnd)}")
    if project.location:
        parts.append(f"địa điểm: {', '.join(project.location)}")
    for label, value in (
        ("kế hoạch", project.plan),
        ("tiến độ", project.progress),
        ("khó khăn, kết quả", project.summary),
        ("dự báo", project.forecast),
        ("kiến nghị", project.recommendation),
        ("mốc", project.milestone),
        ("nguồn vốn", project.funding),
        ("chủ đầu tư", project.owner),
    ):
        if value and not NOTHING.match(value):
            parts.append(f"{label}: {value}")
    return "; ".join(parts) + "."

"""Projects by place, size, milestone, state and difficulty; one project's progress or investment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import Project, to_json
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, listed
from search_api.ask.question import Question
from vietnamese.text import fold

_NOTHING = re.compile(r"^\W*$")
_TROUBLE = re.compile(r"kho khan|vuong|cham|chua (?:ban giao|hoan thanh|co mat bang)|khong (?:hoan thanh|dat)|ton tai|nguy co")
_LATE = re.compile(r"cham|khong (?:hoan thanh|dat)|nguy co|chua hoan thanh|kho hoan thanh|kho co kha nang")


class ProjectsPlan(Plan):
    intent = "projects"
    label = "Dự án"

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("task", "finding", "agency_what") or (slots.documents and slots.documents[0].by_number):
            return 0.0
        points = (2.0 if question.has("project") else 0.0) + (1.0 if slots.amounts else 0.0) + (0.4 if slots.places else 0.0)
        if slots.projects is not None and (question.has("project", "investment", "progress", "milestone", "difficulty")):
            points += 0.8 * slots.projects.coverage
        if question.has("investment", "milestone", "difficulty", "progress"):
            points += 0.5
        return points if points >= 1.8 else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        projects = list(library.catalogue.projects.values())
        kept, said = _filtered(projects, question)
        if said:
            text = (
                f"Có {count(len(kept), 'dự án')} {said}: {listed([p.name for p in kept])}."
                if kept
                else f"Không có dự án nào {said} trong các văn bản đang có."
            )
            return Answer(
                "projects", text, tuple(to_json(p) for p in kept), evidence_json(p.evidence for p in kept), slots={"projects": said}
            )
        named = question.slots.projects
        if named is None:
            return None
        found = [library.catalogue.projects[key] for key in named.ids[:3]]
        return Answer(
            "projects",
            " ".join(facts(project) for project in found[:1]),
            tuple(to_json(p) for p in found),
            evidence_json(p.evidence for p in found),
            slots={"project": found[0].name},
        )


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
        if value and not _NOTHING.match(value):
            parts.append(f"{label}: {value}")
    return "; ".join(parts) + "."


def money(million: float) -> str:
    """1.198.916 triệu đồng, as officials print it."""
    return f"{million:,.0f}".replace(",", ".") + " triệu đồng"


def _filtered(projects: Sequence[Project], question: Question) -> tuple[list[Project], str]:
    """Projects that meet every filter of the question, and the filters in words ("" where it has none)."""
    kept, said = list(projects), []
    for amount in question.slots.amounts:
        kept = [
            p
            for p in kept
            if p.investment_million_vnd is not None and _compare(p.investment_million_vnd, amount.compare, amount.million)
        ]
        said.append(
            f"có tổng mức đầu tư {'trên' if amount.compare == '>' else 'dưới' if amount.compare == '<' else 'bằng'} {money(amount.million)}"
        )
    for place in question.slots.places[:1]:
        if question.slots.projects is None or len(question.slots.projects.ids) != 1 or question.slots.projects.coverage < 0.95:
            kept = [p for p in kept if p.id in place.ids]
            said.append(f"ở {place.label}")
    line = question.wording.line
    if question.has("milestone") and re.search(r"du an nao|nhung du an|cac du an|cong trinh nao|danh sach du an", line):
        verb = next((v for v in ("khoi cong", "khanh thanh", "thong xe", "hoan thanh") if v in line), None)
        if verb:
            times = list(question.slots.periods)
            kept = [p for p in kept if _milestone(p, verb, [t.label for t in times])]
            said.append(f"{_ACCENTED[verb]}{' ' + times[0].label if times else ''}")
    elif question.has("difficulty") and re.search(
        r"du an nao|nhung du an|cac du an|cong trinh nao|du an (?:cham|gap|con|bi)", line
    ):
        late = "cham" in line or "tre" in line.split()
        kept = [p for p in kept if _troubled(p, late)]
        said.append("chậm tiến độ, có nguy cơ không hoàn thành" if late else "còn khó khăn, vướng mắc")
    return kept, ", ".join(said)


_ACCENTED = {"khoi cong": "khởi công", "khanh thanh": "khánh thành", "thong xe": "thông xe", "hoan thanh": "hoàn thành"}


def _compare(own: float, compare: str, asked: float) -> bool:
    return own > asked if compare == ">" else own < asked if compare == "<" else own == asked


def _milestone(project: Project, verb: str, labels: Sequence[str]) -> bool:
    text = fold(f"{project.milestone or ''}")
    if verb not in text:
        return False
    return all(_plain(label) in _plain(text) for label in labels)


def _plain(text: str) -> str:
    return re.sub(r"\s*(?:nam|/)\s*", "/", re.sub(r"\s+", " ", fold(text))).replace("/", " ").strip()


def _troubled(project: Project, late: bool) -> bool:
    if late:
        return bool(_LATE.search(fold(f"{project.forecast or ''} {project.summary or ''}")))
    said = " ".join(part for part in (project.summary, project.recommendation) if part and not _NOTHING.match(part))
    return bool(_TROUBLE.search(fold(said)))

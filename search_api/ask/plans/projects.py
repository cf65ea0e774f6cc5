"""Projects by place, size, milestone, state, funding and difficulty; one project's progress or investment."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.records import Project, to_json
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, listed
from search_api.ask.question import Question
from search_api.ask.slots import AmountSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold

_NOTHING = re.compile(r"^\W*$")
_TROUBLE = re.compile(r"kho khan|vuong|cham|chua (?:ban giao|hoan thanh|co mat bang)|khong (?:hoan thanh|dat)|ton tai|nguy co")
_LATE = re.compile(r"cham|khong (?:hoan thanh|dat)|nguy co|chua hoan thanh|kho hoan thanh|kho co kha nang")
_MANY = re.compile(
    r"(?:du an|cong trinh)(?: \w+){0,6} nao(?!\w)|(?:nhung|cac|danh sach|liet ke|may|bao nhieu|cac) (?:du an|cong trinh)"
    r"|^(?:du an|da|cong trinh) (?:o|tai|cham|gap|con|bi|khoi|khanh|thong|duoi|tren|tu|von|vuong|hon|dung|ngoai|co|tong|>|<)"
)
_MILESTONES = {
    "khoi cong": "khởi công",
    "khanh thanh": "khánh thành",
    "thong xe": "thông xe",
    "hoan thanh": "hoàn thành",
    "dong tho": "động thổ",
}
_ASPECTS: tuple[tuple[str, Callable[[Project], object]], ...] = (
    ("investment", lambda p: p.investment_million_vnd),
    ("milestone", lambda p: p.milestone or p.plan),
    ("recommendation", lambda p: p.recommendation),
    ("progress", lambda p: p.progress or p.plan or p.summary),
    ("difficulty", lambda p: p.summary or p.forecast),
)


class ProjectsPlan(Plan):
    intent = "projects"
    label = "Dự án"

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("task", "finding", "agency_what") or (slots.documents and slots.documents[0].by_number):
            return 0.0
        aspects = question.has("investment", "milestone", "difficulty", "progress", "recommendation", "amount_asked")
        points = (2.0 if question.has("project") or _asks_many(question) else 0.0) + (1.0 if slots.amounts else 0.0)
        points += 0.4 if slots.places else 0.0
        if slots.projects is not None and slots.projects.coverage >= 0.75:
            sure = slots.projects.coverage >= 0.9 and " " in slots.projects.label and not question.has("who", "lead")
            points += slots.projects.coverage * ((2.4 if sure else 1.4) if aspects and not question.has("indicator") else 0.4)
        points += 0.5 if aspects or question.has("funding", "largest", "smallest") else 0.0
        return points - (1.0 if question.has("who", "lead") else 0.0) if points >= 1.8 else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        if _asks_many(question) or question.slots.amounts or question.slots.projects is None:
            return _many(question, library)
        return _one(question, library) or None


def _asks_many(question: Question) -> bool:
    return _MANY.search(question.wording.line) is not None


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
    kept, said = filtered(list(library.catalogue.projects.values()), question)
    slots = {"projects": said}
    if not said:
        return None
    if not kept:
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
        if value and not _NOTHING.match(value):
            parts.append(f"{label}: {value}")
    return "; ".join(parts) + "."


def money(million: float) -> str:
    """1.198.916 triệu đồng, as officials print it."""
    return f"{million:,.0f}".replace(",", ".") + " triệu đồng"


Filtered = tuple[list[Project], str]


def filtered(projects: Sequence[Project], question: Question) -> Filtered:
    """Projects that meet every filter of the question, and the filters in words ("" where it has none)."""
    kept, said = list(projects), []
    for step in (_by_amount, _by_place, _by_milestone, _by_funding, _by_trouble, _by_share, _by_name, _by_size):
        kept, words_ = step(kept, question)
        if words_:
            said.append(words_)
    return kept, ", ".join(said)


_COMPARED = {">": "trên", ">=": "từ", "<": "dưới", "<=": "đến", "=": "bằng"}


def _by_amount(projects: list[Project], question: Question) -> Filtered:
    said = []
    for amount in question.slots.amounts:
        projects = [p for p in projects if p.investment_million_vnd is not None and _fits(p.investment_million_vnd, amount)]
        said.append(f"{_COMPARED[amount.compare]} {money(amount.million)}")
    return projects, f"có tổng mức đầu tư {' '.join(said)}" if said else ""


def _fits(own: float, amount: AmountSlot) -> bool:
    match amount.compare:
        case ">":
            return own > amount.million
        case ">=":
            return own >= amount.million
        case "<":
            return own < amount.million
        case "<=":
            return own <= amount.million
        case _:
            return own == amount.million


def _by_place(projects: list[Project], question: Question) -> Filtered:
    """The most exact place that the question names; a whole city or province is a filter only where it is the only place."""
    places = question.slots.places
    exact = [place for place in places if place.label not in _WIDE] or list(places)
    if not exact:
        return projects, ""
    return [p for p in projects if p.id in exact[0].ids], f"ở {exact[0].label}"


_WIDE = frozenset({"hai phong", "thanh pho"})


def _by_milestone(projects: list[Project], question: Question) -> Filtered:
    verb = next((v for v in _MILESTONES if question.says(v)), None)
    if verb is None or question.has("missed", "difficulty"):
        return projects, ""
    periods = question.slots.periods
    kept = [p for p in projects if all(_reached(p, verb, t.begin, t.finish) for t in periods) and verb in fold(p.milestone or "")]
    return kept, f"{_MILESTONES[verb]}{' ' + periods[0].label if periods else ''}"


_TIME = re.compile(r"(?:quy (?P<quarter>iv|iii|ii|i|[1-4])|thang (?P<month>\d{1,2}))?\s*(?:/|nam)?\s*(?P<year>20\d\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _reached(project: Project, verb: str, begin: str, finish: str) -> bool:
    """Whether the milestone's own time lies within the asked one ("Quý II/2026" within the year 2026)."""
    text = fold(project.milestone or "")
    at = text.find(verb)
    match = _TIME.search(text, at) if at >= 0 else None
    if match is None:
        return False
    year = match["year"]
    first, last = 1, 12
    if match["quarter"]:
        last = 3 * _QUARTERS[match["quarter"]]
        first = last - 2
    elif match["month"]:
        first = last = int(match["month"])
    return begin[:7] <= f"{year}-{first:02d}" and f"{year}-{last:02d}" <= finish[:7]


def _by_funding(projects: list[Project], question: Question) -> Filtered:
    if question.says("ngoai ngan sach"):
        return [p for p in projects if "ngoai ngan sach" in fold(p.funding or "")], "dùng vốn ngoài ngân sách"
    if question.says("ngan sach thanh pho", "ngan sach tinh", "von ngan sach", "dung ngan sach"):
        kept = [p for p in projects if "ngan sach" in fold(p.funding or "") and "ngoai" not in fold(p.funding or "")]
        return kept, "dùng vốn ngân sách"
    return projects, ""


_GROUND = ("giai phong mat bang", "gpmb", "mat bang")


def _by_trouble(projects: list[Project], question: Question) -> Filtered:
    if not question.has("difficulty") and not (question.has("missed") and question.has("milestone")):
        return projects, ""
    late = question.says("cham", "tre", "khong hoan thanh", "co nguy co") and not question.says("kho khan", "vuong", "vuong mac")
    kept = [p for p in projects if _troubled(p, late)]
    if question.says(*_GROUND):
        kept = [p for p in kept if any(word in fold(f"{p.summary} {p.recommendation}") for word in _GROUND)]
        return kept, "còn vướng mắc về giải phóng mặt bằng"
    return kept, "chậm tiến độ, có nguy cơ không hoàn thành" if late else "còn khó khăn, vướng mắc"


def _troubled(project: Project, late: bool) -> bool:
    if late:
        return bool(_LATE.search(fold(f"{project.forecast or ''} {project.summary or ''}")))
    said = " ".join(part for part in (project.summary, project.recommendation) if part and not _NOTHING.match(part))
    return bool(_TROUBLE.search(fold(said)))


def _by_share(projects: list[Project], question: Question) -> Filtered:
    """Projects whose work has come as far as a percentage ("thi công trên 50%")."""
    match = re.search(r"(tren|hon|duoi|dat|>|<) (\d{1,3}(?:[.,]\d+)?) %", question.wording.line)
    if match is None:
        return projects, ""
    asked, less = float(match[2].replace(",", ".")), match[1] in ("duoi", "<")
    ground = question.says(*_GROUND)
    kept = [
        p for p in projects if (own := _share(p.progress or "", ground)) is not None and (own < asked if less else own >= asked)
    ]
    return kept, f"{'giải phóng mặt bằng' if ground else 'thi công'} {'dưới' if less else 'trên'} {match[2]}%"


def _share(progress: str, ground: bool) -> float | None:
    head = r"(?:gpmb|giai phong mat bang)" if ground else r"(?:thi cong|dtxd|xay dung)"
    match = re.search(rf"{head}[^%]*?(\d{{1,3}}(?:[.,]\d+)?) ?%", fold(progress))
    return float(match[1].replace(",", ".")) if match else None


_NO_NAME = general_words("project_filter")


def _by_name(projects: list[Project], question: Question) -> Filtered:
    """Projects whose name holds the words that no other filter explains ("dự án nhà ở xã hội")."""
    placed = {word for place in question.slots.places for word in place.label.split()}
    head = {"du", "an", "cong", "trinh", "phuong", "xa", "quan", "huyen", "khu", "kinh", "te"}
    told = [w for w in question.slots.topic if w not in _NO_NAME and w not in placed and w not in head and not w.isdecimal()]
    if not told or (question.has("difficulty", "milestone", "funding") and len(set(told)) < 2) or question.slots.amounts:
        return projects, ""
    kept = [p for p in projects if set(told) <= set(words(p.name))]
    return (kept, f"về {' '.join(told)}") if kept else (projects, "")


def _by_size(projects: list[Project], question: Question) -> Filtered:
    if not question.has("largest", "smallest"):
        return projects, ""
    sized = sorted((p for p in projects if p.investment_million_vnd), key=lambda p: p.investment_million_vnd or 0.0)
    most = question.has("largest")
    return sized[-1:] if most else sized[:1], f"có tổng mức đầu tư {'lớn' if most else 'nhỏ'} nhất"

"""When projects begin and end: the asked milestone and its time, as lists of projects and sentences print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graph.records import Period, Project
from search_api import labels
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold, normal

Filtered = tuple[list[Project], str]
_STARTS = ("khoi cong", "dong tho", "khoi dong", "bat dau xay dung", "bat dau thi cong")
_FINISHES = (
    "khanh thanh",
    "hoan thanh",
    "thong xe",
    "dua vao su dung",
    "dua vao khai thac",
    "dua vao van hanh",
    "van hanh",
    "ve dich",
)
_MILESTONES = {
    "khoi cong": "khởi công",
    "dong tho": "động thổ",
    "khoi dong": "khởi động",
    "bat dau xay dung": "bắt đầu xây dựng",
    "bat dau thi cong": "bắt đầu thi công",
    "khanh thanh": "khánh thành",
    "thong xe": "thông xe",
    "hoan thanh": "hoàn thành",
    "dua vao su dung": "đưa vào sử dụng",
    "dua vao khai thac": "đưa vào khai thác",
    "dua vao van hanh": "đưa vào vận hành",
    "van hanh": "vận hành",
    "ve dich": "về đích",
}
"""Words for a project's beginning and end; a list may print another one of the same kind."""


def milestone_words(question: Question) -> tuple[str, ...]:
    """The asked milestone's word and, behind it, others for the same; none where none is asked."""
    verb = next((v for v in _MILESTONES if question.says(v)), None)
    if verb is None:
        return ()
    return (verb, *(word for word in (_STARTS if verb in _STARTS else _FINISHES) if word != verb))


def by_milestone(projects: list[Project], question: Question) -> Filtered:
    """Projects whose milestone is of the asked kind and time; the asked word itself first ("khánh thành" before "hoàn thành")."""
    verbs = milestone_words(question)
    if not verbs or question.has("missed", "difficulty") or question.slots.shares:
        return projects, ""
    times = tuple(_time(period, question) for period in question.slots.periods)
    said = " ".join([_MILESTONES[verbs[0]], " hoặc ".join(time.said for time in times)]).strip()
    if not times and not any(p.milestone for p in projects):
        return [p for p in projects if any(verb in fold(before(p)) for verb in verbs)], said
    either = any if len(times) > 1 and all(period.bound == "within" for period in question.slots.periods) else all
    for alike in ((verbs[0],), verbs):
        kept = [
            p
            for p in projects
            if any(verb in fold(p.milestone or "") and either(_reached(p, verb, time) for time in times) for verb in alike)
        ]
        if kept:
            return kept, said
    return [], said


_TIME = re.compile(r"(?:quy (?P<quarter>iv|iii|ii|i|[1-4])|thang (?P<month>\d{1,2}))?\s*(?:/|nam)?\s*(?P<year>20\d\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


_PART = re.compile(r"(?<!\w)(dau|giua|cuoi)\s*(?:nam)?\s*$")
_PART_IN = re.compile(r"(?<!\w)(dau|giua|cuoi) nam(?!\w)")
_PARTS = {"dau": ("01", "03", "đầu"), "giua": ("04", "09", "giữa"), "cuoi": ("10", "12", "cuối")}


@dataclass(frozen=True, slots=True)
class _Time:
    """The first and the last month in which a milestone may lie, and how an answer says that."""

    first: str
    last: str
    said: str


def _time(period: PeriodSlot, question: Question) -> _Time:
    """The months that a period asks for: "trước quý III" ends before it, "đầu năm 2026" is its first quarter.

    What comes no sooner than a time ("đến quý IV mới khởi công") is not asked for before it.
    """
    ahead = fold(normal(question.wording.question))[: period.start]
    label = labels.period(Period(period.begin, period.finish)) if period.assumed else period.label
    part = _PART.search(ahead) or _PART_IN.search(fold(period.label))
    if part and period.begin[5:] == "01-01" and period.finish[5:] == "12-31":
        first, last, word = _PARTS[part[1]]
        year = period.begin[:4]
        return _Time(f"{year}-{first}", f"{year}-{last}", f"{word} năm {year}")
    if period.bound == "before" and not question.says("moi", "moi co the"):
        strictly = re.search(r"truoc\s*(?:ngay|thang|quy|nam)?\s*$", ahead)
        if strictly:
            eve = date.fromisoformat(period.begin) - timedelta(days=1)
            return _Time("", eve.isoformat()[:7], f"trước {label}")
        return _Time("", period.finish[:7], f"đến hết {label}")
    if period.bound == "after":
        later = re.search(r"sau\s*(?:ngay)?\s*$", ahead)
        return _Time(period.finish[:7] + "-" if later else period.begin[:7], "9999", f"{'sau' if later else 'từ'} {label}")
    return _Time(period.begin[:7], period.finish[:7], label)


def _reached(project: Project, verb: str, time: _Time) -> bool:
    """Whether the milestone's own time lies where the question asks ("Quý II/2026" within the year 2026)."""
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
    return time.first <= f"{year}-{first:02d}" and f"{year}-{last:02d}" <= time.last


_NEAR = 200


def before(project: Project) -> str:
    """What stands shortly before a project's name in the sentence that tells of it; the sentence's beginning where it is not found."""
    text = project.evidence.text
    bare = re.sub(r"^(?:Dự án|KCN|CCN|Khu công nghiệp|Cụm công nghiệp)\s+", "", project.name)
    place = text.find(bare)
    return text[max(0, place - _NEAR) : place] if place >= 0 else text[:_NEAR]

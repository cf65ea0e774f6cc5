"""When projects begin and end: the asked milestone and its time, as lists of projects and sentences print them."""

from __future__ import annotations

import re

from graph.records import Project
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold

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
    periods = question.slots.periods
    said = f"{_MILESTONES[verbs[0]]}{' ' + periods[0].label if periods else ''}"
    if not periods and not any(p.milestone for p in projects):
        return [p for p in projects if any(verb in fold(before(p)) for verb in verbs)], said
    for alike in ((verbs[0],), verbs):
        kept = [p for p in projects if any(_has_milestone(p, verb, question) for verb in alike)]
        if kept:
            return kept, said
    return [], said


def _has_milestone(project: Project, verb: str, question: Question) -> bool:
    waits = question.says("moi", "moi co the")
    return verb in fold(project.milestone or "") and all(_reached(project, verb, t, waits) for t in question.slots.periods)


_TIME = re.compile(r"(?:quy (?P<quarter>iv|iii|ii|i|[1-4])|thang (?P<month>\d{1,2}))?\s*(?:/|nam)?\s*(?P<year>20\d\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


_BEGINNING_OF_YEAR = re.compile(r"(?<!\w)(dau|giua|cuoi) nam(?!\w)")
_PARTS = {"dau": ("01-01", "03-31"), "giua": ("04-01", "09-30"), "cuoi": ("10-01", "12-31")}


def _reached(project: Project, verb: str, period: PeriodSlot, waits: bool) -> bool:
    """Whether the milestone's own time is as the period asks ("Quý II/2026" within the year 2026, before August).

    `waits`: what comes no sooner than a time ("đến quý IV mới khởi công") is not asked for before it.
    """
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
    own_begin, own_end = f"{year}-{first:02d}", f"{year}-{last:02d}"
    begin, finish = period.begin, period.finish
    part = _BEGINNING_OF_YEAR.search(fold(period.label))
    if part and begin[5:] == "01-01" and finish[5:] == "12-31":
        begin, finish = (f"{begin[:4]}-{day}" for day in _PARTS[part[1]])
    if period.bound == "before" and not waits:
        return own_end <= finish[:7]
    return own_begin >= begin[:7] and (period.bound == "after" or own_end <= finish[:7])


_NEAR = 200


def before(project: Project) -> str:
    """What stands shortly before a project's name in the sentence that tells of it; the sentence's beginning where it is not found."""
    text = project.evidence.text
    bare = re.sub(r"^(?:Dự án|KCN|CCN|Khu công nghiệp|Cụm công nghiệp)\s+", "", project.name)
    place = text.find(bare)
    return text[max(0, place - _NEAR) : place] if place >= 0 else text[:_NEAR]

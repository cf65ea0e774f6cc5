"""The filters of a question for projects: size, place, name, milestone, funding, difficulty, how far the work has come."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from graph.records import Project
from search_api.ask.cues import general_words
from search_api.ask.entities.quantities import meets
from search_api.ask.negation import denial
from search_api.ask.plans.projects.denials import by_denial, outside_budget, within_budget
from search_api.ask.plans.projects.milestones import Filtered, before, by_milestone
from search_api.ask.question import ASPECTS, Question
from search_api.ask.words import agrees, read_words
from search_api.ask.words import plain as words
from vietnamese.text import fold

NOTHING = re.compile(r"^\W*$")
TROUBLE = re.compile(r"kho khan|vuong|cham|chua (?:ban giao|hoan thanh|co mat bang)|khong (?:hoan thanh|dat)|ton tai|nguy co")
_LATE = re.compile(r"cham|khong (?:hoan thanh|dat)|nguy co|chua hoan thanh|kho hoan thanh|kho co kha nang")


def money(million: float) -> str:
    """1.198.916 triệu đồng, as officials print it."""
    return f"{million:,.0f}".replace(",", ".") + " triệu đồng"


def filtered(projects: Sequence[Project], question: Question) -> Filtered:
    """Projects that meet every filter of the question, and the filters in words ("" where it has none)."""
    kept, said = list(projects), []
    steps: Sequence[Callable[[list[Project], Question], Filtered]] = (
        *(_by_amount, _by_place, _by_name, by_milestone, _by_funding, _by_trouble, _by_share, _by_state, _by_wish, _by_size),
    )
    denied = denial(question)
    if denied is not None:
        known = by_denial(kept, question, denied)
        if known is None:
            return [], ""
        kept, said, steps = known[0], [known[1]], (_by_amount, _by_place, _by_name, _by_size)
    for step in steps:
        kept, words_ = step(kept, question)
        if words_:
            said.append(words_)
    return kept, ", ".join(said)


_COMPARED = {">": "trên", ">=": "từ", "<": "dưới", "<=": "đến", "=": "bằng"}


def _by_amount(projects: list[Project], question: Question) -> Filtered:
    said = []
    for amount in question.slots.amounts:
        projects = [
            p
            for p in projects
            if p.investment_million_vnd is not None and meets(p.investment_million_vnd, amount.million, amount.compare)
        ]
        said.append(f"{_COMPARED[amount.compare]} {_asked(amount.million)}")
    return projects, f"có tổng mức đầu tư {' '.join(said)}" if said else ""


def _asked(million: float) -> str:
    """A bound as people say it: 10.000 tỷ đồng."""
    whole = million >= 1000 and million % 1000 == 0
    return f"{million / 1000:,.0f}".replace(",", ".") + " tỷ đồng" if whole else money(million)


def _by_place(projects: list[Project], question: Question) -> Filtered:
    """The most exact place that the question names, which is the one with the fewest projects: a whole city only where it stands alone."""
    if not question.slots.places:
        return projects, ""
    exact = min(question.slots.places, key=lambda place: len(place.ids))
    typed = question.wording.printed(question.wording.words_of(exact.start, exact.end))
    return [p for p in projects if p.id in exact.ids], f"ở {typed}"


_PRIVATE = ("ngoai ngan sach", "tu nhan", "xa hoi hoa", "von doanh nghiep", "tien doanh nghiep", "von nha dau tu", "ngoai nha nuoc")
_PUBLIC = ("ngan sach thanh pho", "ngan sach tinh", "von ngan sach", "dung ngan sach", "tien ngan sach", "bang ngan sach")


def _by_funding(projects: list[Project], question: Question) -> Filtered:
    if question.says(*_PRIVATE):
        return outside_budget(projects)
    return within_budget(projects) if question.says(*_PUBLIC, "ngan sach nha nuoc", "von nha nuoc") else (projects, "")


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
    said = " ".join(part for part in (project.summary, project.recommendation) if part and not NOTHING.match(part))
    return bool(TROUBLE.search(fold(said)))


def _by_share(projects: list[Project], question: Question) -> Filtered:
    """Projects whose work has come as far as a percentage ("thi công trên 50%", "xây được quá nửa")."""
    ground, said = question.says(*_GROUND), []
    for slot in question.slots.shares:
        projects = [
            p for p in projects if (own := _share(p.progress or "", ground)) is not None and meets(own, slot.percent, slot.compare)
        ]
        said.append(f"{_COMPARED[slot.compare]} {slot.percent:.4g}%".replace(".", ","))
    return projects, f"{'giải phóng mặt bằng' if ground else 'thi công'} {' '.join(said)}" if said else ""


def _share(progress: str, ground: bool) -> float | None:
    head = r"(?:gpmb|giai phong mat bang)" if ground else r"(?:thi cong|dtxd|xay dung|klht|khoi luong)"
    match = re.search(rf"{head}[^%]*?(\d{{1,3}}(?:[.,]\d+)?) ?%", fold(progress))
    return float(match[1].replace(",", ".")) if match else None


_NO_NAME = general_words("project_filter")
_HEADS = {"du", "an", "cong", "trinh", "phuong", "xa", "quan", "huyen", "khu", "kinh", "te", "thuoc", "o", "tai", "qua"}
_KINDS = ("khu cong nghiep", "cum cong nghiep", "khu do thi", "nha may", "nha o xa hoi", "cang", "cau", "duong", "benh vien", "kho")


def _by_name(projects: list[Project], question: Question) -> Filtered:
    """Projects whose name holds the words that no other filter explains ("dự án nhà ở xã hội").

    Words that stand side by side must do so in the name; of what a kind of project leaves over, the sentence that tells of the
    project may hold it ("khu công nghiệp nào khởi công chào mừng Đại hội").
    """
    asked = [word.text for word in question.wording.words if word.text[:1].isalnum()]
    placed = {word for place in question.slots.places for word in place.label.split()}
    dull = _NO_NAME | _HEADS | placed
    phrase = _longest([words(p.name) for p in projects], asked, dull)
    if phrase:
        line = " ".join(phrase)
        kept = [p for p in projects if f" {line} " in f" {' '.join(words(p.name))} "]
        told = [w for w in question.slots.topic if w not in dull and w not in phrase and not w.isdecimal()]
        return _best_told(kept, told), f"về {line}"
    told = [w for w in question.slots.topic if w not in dull and not w.isdecimal()]
    if not told or (question.has("difficulty", "milestone", "funding") and len(set(told)) < 2) or question.slots.amounts:
        return projects, ""
    kept = [p for p in projects if set(told) <= set(words(p.name)) and _written_alike(told, p, question)]
    return (kept, f"về {' '.join(told)}") if kept else (projects, "")


def _written_alike(told: Sequence[str], project: Project, question: Question) -> bool:
    """Whether words that were typed with diacritics stand so in a name ("mục tiêu" names no "Tiểu học")."""
    own = [word.accented for word in read_words(project.name).words if len(told) > 1 or fold(word.printed) == word.text]
    typed = [word.accented for word in question.wording.words if word.text in told]
    return all(any(fold(name) == fold(word) and agrees(word, name) for name in own) for word in typed)


def unexplained(question: Question, kept: Sequence[Project]) -> tuple[str, ...]:
    """Telling words of a question that no filter reads and no more than half of the kept projects' names hold."""
    names = [set(words(project.name)) for project in kept]
    placed = {word for place in question.slots.places for word in place.label.split()}
    dull = _NO_NAME | _HEADS | placed | _COUNTING
    told = question.untold(*ASPECTS, "milestone", "request", "compared")
    return tuple(
        dict.fromkeys(w for w in told if w not in dull and not w.isdecimal() and 2 * sum(w in name for name in names) <= len(names))
    )


_COUNTING = general_words("counting")


def _longest(names: Sequence[tuple[str, ...]], asked: Sequence[str], dull: AbstractSet[str]) -> tuple[str, ...]:
    """The longest run of two or more of the asked words that stands in a name and is not all dull words; a kind of project counts."""
    lines = [f" {' '.join(name)} " for name in names]
    for size in range(min(6, len(asked)), 1, -1):
        for start in range(len(asked) - size + 1):
            run = asked[start : start + size]
            line = " ".join(run)
            telling = line in _KINDS or sum(word not in dull for word in run) >= 2
            if telling and run[0] not in _HEADS - {"khu"} and any(f" {line} " in own for own in lines):
                return _subject(run, dull)
    return ()


def _subject(run: Sequence[str], dull: AbstractSet[str]) -> tuple[str, ...]:
    """A run without what every project's name may hold before its subject: "xây dựng nhà ở xã hội" is all "nhà ở xã hội"."""
    line = f" {' '.join(run)} "
    kind = max((kind for kind in _KINDS if f" {kind} " in line), key=len, default="")
    if kind and all(word in dull | _HEADS for word in line.replace(f" {kind} ", " ").split()):
        return tuple(kind.split())
    own = list(run)
    while len(own) > 2 and own[0] in dull and sum(word not in dull for word in own[1:]) >= 2:
        own.pop(0)
    return tuple(own)


def _best_told(projects: list[Project], told: Sequence[str]) -> list[Project]:
    """Of these projects those whose telling sentences hold most of the words, where any holds the better part of them."""
    if not told:
        return projects
    shares = {p.id: len(set(told) & set(words(f"{p.name} {before(p)}"))) / len(set(told)) for p in projects}
    best = max(shares.values(), default=0.0)
    return [p for p in projects if shares[p.id] >= best - 0.05] if best > 0.5 else projects


_STATES = (
    (("dang thi cong", "da thi cong", "dang xay dung"), re.compile(r"thi cong|dtxd|klht|xay lap"), "đang thi công"),
    (
        ("chuan bi dau tu", "lam thu tuc", "trien khai thu tuc", "cac thu tuc", "hoan thien thu tuc"),
        re.compile(r"thu tuc|chuan bi|tham dinh|phe duyet"),
        "đang làm thủ tục, chuẩn bị đầu tư",
    ),
)


def _by_wish(projects: list[Project], question: Question) -> Filtered:
    """Projects for which something is asked of others."""
    if not question.has("recommendation"):
        return projects, ""
    return [p for p in projects if p.recommendation and not NOTHING.match(p.recommendation)], "có kiến nghị, đề xuất"


def _by_state(projects: list[Project], question: Question) -> Filtered:
    """Projects whose progress at the period's end is of the asked kind."""
    for asked, told, said in _STATES:
        if question.says(*asked):
            return [p for p in projects if told.search(fold(p.progress or ""))], said
    return projects, ""


def _by_size(projects: list[Project], question: Question) -> Filtered:
    if not question.has("largest", "smallest"):
        return projects, ""
    sized = sorted((p for p in projects if p.investment_million_vnd), key=lambda p: p.investment_million_vnd or 0.0)
    most = question.has("largest")
    return sized[-1:] if most else sized[:1], f"có tổng mức đầu tư {'lớn' if most else 'nhỏ'} nhất"

"""Projects that a sentence names: "khởi công 03 dự án trọng điểm (…)", "làm rõ trách nhiệm … thực hiện Dự án …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.records import Project, to_json
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, count, evidence_json, listed, name_of
from search_api.ask.plans.projects.filters import TROUBLE
from search_api.ask.plans.projects.milestones import milestone_words
from search_api.ask.plans.sentences.told import Told, find_told, names_period, weight_held
from search_api.ask.question import ASPECTS, Question
from search_api.ask.words import plain as words
from vietnamese.text import fold, normal

ENOUGH, NEARLY = 0.62, 0.55
"""Shares of the asked words' weight that a sentence must hold with its surroundings, less where nothing else answers."""
ITSELF, LEAST = 0.4, 0.25
"""... by itself, less where it counts as many things of the asked kind."""
MOST_LEFT, LEAST_LEFT = 0.6, 0.4
"""... of the words that no filter explains."""
COUNTED, MISCOUNTED = 0.15, 0.1
"""What it tells that a sentence names as many projects as the question says, or another number."""
_DULL = general_words("project_sentence")
_HEAD = re.compile(
    r"^(?:(?:du an|dau tu|xay dung|phat trien|tuyen|cong trinh|khu|cum|cong nghiep|kcn|ccn|ket cau|ha tang)(?!\w) ?)+"
)
_KINDS = ("khu cong nghiep", "cum cong nghiep", "nha may", "khu do thi", "nha o xa hoi", "benh vien", "duong sat", "truong hoc")
_ONES = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_COUNT = re.compile(
    rf"(?<!\w)0?(\d{{1,2}}|{'|'.join(_ONES)}) (?:du an|cong trinh|khu cong nghiep|cum cong nghiep|khu do thi|nha may|tuyen duong)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Found:
    told: Told
    projects: tuple[Project, ...]
    rank: float


def told_projects(question: Question, library: Library, left: Sequence[str] = ()) -> Answer | None:
    """The projects of the sentence that tells what the question asks, None where no sentence surely does.

    Where filters explain a part of the question, the sentence must hold the better part of what is `left`.
    """
    asked = telling_words(question.slots.topic)
    if len(telling_words(question.untold(*ASPECTS, "milestone", "request", "compared"))) < 2:
        return None
    found = [row for told in find_told(question, asked, library) if (row := _found(told, question, left, library)) is not None]
    if not found:
        return None
    best = max(found, key=lambda row: row.rank)
    source = library.document(best.told.sentence.document)
    where = name_of(source, best.told.sentence.document)
    names = listed([project.name for project in best.projects])
    text = f"{where} nêu {count(len(best.projects), 'dự án')}: {names}. Nguyên văn: “{best.told.text}”"
    return Answer(
        "projects",
        text,
        tuple(to_json(project) for project in best.projects),
        evidence_json(best.told.evidence),
        slots={"projects": f"nêu trong câu “{best.told.sentence.text[:160]}”"},
    )


def telling_words(content: Sequence[str]) -> tuple[str, ...]:
    """The words of a question for projects that say which; numbers that only count them are none."""
    return tuple(dict.fromkeys(word for word in content if word not in _DULL and len(word) > 1 and not word.isdecimal()))


def _found(told: Told, question: Question, left: Sequence[str], library: Library) -> _Found | None:
    """The projects of a sentence that tells enough of what is asked; fewer of the words do where it counts as many as the question."""
    if told.own < LEAST or not _says_milestone(told, question) or not _names_agencies(told, question, library):
        return None
    if question.has("difficulty", "missed") and not TROUBLE.search(fold(normal(told.text))):
        return None
    if any(_overlaps(told, project) for project in library.catalogue.projects.values() if project.ordinal):
        return None
    projects = _named(told, library)
    kind = next((kind for kind in _KINDS if question.says(kind)), None)
    if kind is not None:
        projects = tuple(p for p in projects if kind in f"{' '.join(words(p.name))} {p.id.replace('-', ' ')}")
    if not projects:
        return None
    match = _COUNT.search(question.wording.line)
    wanted = (_ONES.get(match[1]) or int(match[1])) if match else None
    counted = match is not None and wanted == len(projects) and _says_count(told, match)
    if (not counted and told.own < ITSELF) or told.share + (COUNTED if counted else 0.0) < (ENOUGH if left else NEARLY):
        return None
    if left and weight_held(told, left, library) < (LEAST_LEFT if counted else MOST_LEFT):
        return None
    return _Found(told, projects, told.rank + (0.0 if wanted is None else COUNTED if counted else -MISCOUNTED))


def _says_count(told: Told, asked: re.Match[str]) -> bool:
    """Whether the sentence counts the same kind of thing: "03 dự án" for "3 dự án", and not "03 khu công nghiệp"."""
    noun = " ".join(asked[0].split()[1:])
    return any(" ".join(match[0].split()[1:]) == noun for match in _COUNT.finditer(" ".join(words(told.text))))


def _names_agencies(told: Told, question: Question, library: Library) -> bool:
    """Whether the agencies of the question are named in the sentence, its section or as who issued the document."""
    source = library.document(told.sentence.document)
    issued = words(f"{source.issuer or ''} {source.title or ''}") if source else ()
    near = {*words(told.text), *told.around, *issued, *_PLACES}
    folded = fold(normal(question.wording.question))
    return all(set(words(folded[slot.start : slot.end])) <= near for slot in question.slots.agencies)


_PLACES = ("thanh", "pho", "tinh", "hai", "phong")


def _overlaps(told: Told, project: Project) -> bool:
    own, place = project.evidence, told.sentence
    return own.document == place.document and own.start < place.end and place.start < own.end


def _named(told: Told, library: Library) -> tuple[Project, ...]:
    """The projects whose names stand in the sentence or its footnotes, in the order in which they do."""
    line = f" {' '.join(words(told.text))} "
    near = library.catalogue.project_names.rank(words(told.text), limit=200)
    places: dict[str, tuple[int, int]] = {}
    for key, _, own in near:
        core = _core(library.catalogue.projects[key])
        told_there = any(part.document == told.sentence.document for part in [library.catalogue.projects[key].evidence])
        if own < 0.5 or (len(core.split()) < 3 and not (told_there and _overlaps(told, library.catalogue.projects[key]))):
            continue
        if (place := line.find(f" {core} ")) >= 0:
            places[key] = (place, place + len(core))
    kept = {key: span for key, span in places.items() if not any(_inside(span, other) for other in places.values())}
    return tuple(library.catalogue.projects[key] for key in sorted(kept, key=lambda key: (kept[key], key)))


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _core(project: Project) -> str:
    """A project's own name: without the words for what kind of thing it is."""
    name = " ".join(words(project.name))
    return _HEAD.sub("", name) or name


def _says_milestone(told: Told, question: Question) -> bool:
    """Whether the sentence says the asked milestone, and the time that the question bounds it by."""
    asked = milestone_words(question)
    line = f" {' '.join(words(told.text))} "
    if not asked:
        return True
    return any(f" {word} " in line for word in asked) and all(names_period(told.text, t) for t in question.slots.periods)

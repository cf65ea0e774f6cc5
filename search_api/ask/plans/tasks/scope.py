"""The held document or the part of it to which a question for tasks restricts: "trong công văn", "tại Phụ lục 1 báo cáo tháng 01/2026"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.records import Document
from graph.store import Where
from search_api.ask import roles
from search_api.ask.catalogue import speaks_within
from search_api.ask.entities.documents import same_type
from search_api.ask.entities.periods import find_periods
from search_api.ask.plans.base import Library
from search_api.ask.plans.tasks.selection import Selection
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot, PeriodSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold, normal

_KIND = r"thong bao|cong van|bao cao|ke hoach"
_ANNEX = r"(?:phu luc|pl)(?: so)? (?:\d{1,2}|[ivx]{1,4})"
_PART = rf"{_ANNEX}|phu luc|danh muc"
_TAIL = (
    r"(?:(?: ,)?(?! (?:phai|duoc|do|giao|nao|gi|ai|chu tri|phoi hop|co|ma|thi|la|han|thoi han|den|truoc|neu|yeu cau|de ra|can|se|nhung"
    r"|viec|hang|ngan sach)(?!\w)) [\w/.-]+)*"
)
_SCOPE = re.compile(
    rf"(?<!\w)(?:(?:(?:trong|tai|theo|o|thuoc|cua|neu tai|ghi trong|ghi tai) (?:ban |cac )?(?P<in>{_PART}|{_KIND})|(?P<part>{_ANNEX}))"
    rf"(?P<rest>{_TAIL})"
    rf"|(?:(?P<given>viec|nhiem vu)(?: ma| duoc)? )?(?P<by>{_KIND})(?P<told>{_TAIL}) (?:da )?(?:giao|neu|yeu cau|de ra|dat ra|phan cong)"
    rf"|^(?P<head>{_KIND})(?P<named>{_TAIL})(?= :))"
    r"(?!\w)"
)
_ONLY_ISSUED = re.compile(rf"(?<!\w)cua (?:ban |cac )?(?:{_KIND})(?!\w)")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words of a scope call for: a type of document, a part of one, and the periods that name either."""

    kind: str | None
    part: str | None
    told: str
    periods: tuple[PeriodSlot, ...]
    start: int
    end: int
    """Where it stands in the question."""


def scope_of(question: Question) -> Scope | None:
    """The scope that a question names, resolved to nothing yet; None where it names none or a document of its own."""
    if question.slots.documents:
        return None
    for match in _SCOPE.finditer(question.wording.line):
        found = _read(match, question)
        if found is not None:
            return found
    return None


def _read(match: re.Match[str], question: Question) -> Scope | None:
    wording = question.wording
    head = match["in"] or match["part"] or match["by"] or match["head"]
    told = match["rest"] or match["told"] or match["named"] or ""
    kind = next(iter(re.findall(rf"(?<!\w)(?:{_KIND})(?!\w)", f"{head} {told}")), None)
    part = next(iter(re.findall(rf"(?<!\w)(?:{_PART})(?!\w)", f"{head} {told}")), None)
    spans = [wording.words[index] for index in wording.words_of(*match.span())]
    begin, end = spans[0].start, spans[-1].end
    periods = tuple(p for p in question.slots.periods if begin <= p.start < end and p.bound == "within")
    unnamed = match["by"] is not None and match["given"] is None and not periods
    if unnamed or (match["in"] == "danh muc" and not periods) or (_ONLY_ISSUED.match(match.group()) and not periods):
        return None
    return Scope(kind, part, told, periods, begin, end)


def in_scope(tasks: Selection, question: Question, library: Library) -> Selection:
    """Tasks of the held document, and of the part of it, that the question restricts to; all where it names none."""
    scope = scope_of(question)
    if scope is None:
        return tasks
    if scope.kind is not None:
        keys = _documents(scope, library)
        tasks = tasks.where(Where("document", "in", keys)) if keys else tasks
    if scope.part is not None:
        inside = tasks.that(lambda task: _stands_in(task, scope, library))
        tasks = inside if inside.any(library) else tasks
    return tasks


def own_periods(question: Question) -> tuple[PeriodSlot, ...]:
    """The question's periods but for those that only name its scope ("trong công văn tháng 9/2025")."""
    scope = scope_of(question)
    naming = scope.periods if scope is not None else ()
    return tuple(period for period in question.slots.periods if period not in naming and not _dates_described(period, question))


def _dates_described(period: PeriodSlot, question: Question) -> bool:
    """Whether a period stands right behind a document that is called by its title ("thông báo ý kiến của Ban Thường vụ tháng 11/2025")."""
    titles = [slot.titled for slot in question.slots.documents if slot.titled and not slot.by_number]
    text = question.wording.question
    return any(end <= period.start and not text[end : period.start].strip(" ,") for _, end in titles)


_FOREMOST = re.compile(r"(?<!\w)(?:nhiem vu|viec|cong viec)(?: ,)?(?: giai phap)? (?:trong tam|chu yeu)(?: cua| trong)? $")


def headed(tasks: Selection, period: PeriodSlot, question: Question, library: Library) -> Selection | None:
    """Tasks under a heading that calls them those of the period ("nhiệm vụ trọng tâm tháng 11"); None where the question does not, or none."""
    folded = fold(question.wording.question)
    if period.bound != "within" or not _FOREMOST.search(folded[: period.start]):
        return None
    under = tasks.that(lambda task: any("trong tam" in fold(s) and _names(s, period, library) for s in task["section"] or ()))
    return under if under.any(library) else None


def doers(question: Question) -> list[AgencySlot]:
    """Agencies that are to do what is asked for, without those that the scope names: "trong thông báo của Ban Thường vụ"."""
    scope = scope_of(question)
    found = roles.doers(question)
    if scope is None:
        return found
    return [agency for agency in found if not scope.start <= agency.start < scope.end]


def _documents(scope: Scope, library: Library) -> tuple[str, ...]:
    """The held documents of the scope's type that speak in its period and share most words with what it is called."""
    held = [d for d in library.catalogue.held if d.type and same_type(scope.kind or "", d.type)]
    if scope.periods:
        held = [d for d in held if any(_speaks_in(d, period, library) for period in scope.periods)] or held
    told = set(words(scope.told))
    shared = {d.key: len(told & set(words(f"{d.title or ''} {d.issuer or ''}"))) for d in held}
    best = max(shared.values(), default=0)
    return tuple(key for key, count in shared.items() if count == best)


def _speaks_in(document: Document, period: PeriodSlot, library: Library) -> bool:
    if speaks_within(document, period.begin, period.finish) and _exact(period, document):
        return True
    return _names(document.title or "", period, library)


def _exact(period: PeriodSlot, document: Document) -> bool:
    """A year names the documents that report on it, not every one that was written in it."""
    return period.begin[:7] == period.finish[:7] or not document.title


def _names(text: str, period: PeriodSlot, library: Library) -> bool:
    """Whether a text names this very period, in whatever spelling."""
    found = find_periods(fold(normal(text)), library.catalogue.year_of, library.today)
    return any((one.begin, one.finish) == (period.begin, period.finish) for one in found)


def _stands_in(task: Mapping[str, Any], scope: Scope, library: Library) -> bool:
    sections = task["section"] or ()
    called = re.sub(r" so(?= )", "", re.sub(r"^pl(?= )", "phu luc", scope.part or ""))
    part = re.compile(rf"(?<!\w){re.sub(r'(?<= )0', '', called)}(?!\w)")
    return any(
        part.search(fold(normal(section)))
        and (scope.kind is not None or not scope.periods or any(_names(section, period, library) for period in scope.periods))
        for section in sections
    )

"""A question understood: its words, the cues in them, the slots they fill."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.records import Period
from search_api import labels
from search_api.ask.catalogue import Catalogue
from search_api.ask.cues import content, find_cues
from search_api.ask.entities.agencies import find_agencies, find_foreign
from search_api.ask.entities.amounts import find_amounts
from search_api.ask.entities.dated import find_dated
from search_api.ask.entities.documents import find_by_number, find_types, is_dated, is_number
from search_api.ask.entities.groups import find_groups
from search_api.ask.entities.names import CALLED, find_called, find_indicators, find_places, find_projects, written_alike
from search_api.ask.entities.periods import find_periods
from search_api.ask.entities.repeated import find_repeated, with_title
from search_api.ask.entities.shares import find_shares
from search_api.ask.entities.titles import find_held, find_issued, find_titled, told_apart
from search_api.ask.grammar import Direction, direction
from search_api.ask.slots import DocumentSlot, NameSlot, PeriodSlot, Slots
from search_api.ask.words import Wording, read_words
from vietnamese.text import fold, normal

CITY = (
    "cua thanh pho",
    "cua tinh",
    "cua dia phuong",
    "thanh pho da",
    "thanh pho co",
    "thanh pho ban hanh",
    "tinh da",
    "tinh ban hanh",
)
ASKING = ("task", "who", "when", "which_document", "lookup", "agency_what", "amount_asked", "product", "authority", "undated")
"""Cues whose phrases only ask: what they cover says nothing of what is asked about."""
MEASURED = ("request", "compared")
"""Cues of how a figure is asked for and what it is compared with, whose phrases are no part of an indicator's name."""
ASPECTS = ("investment", "progress", "difficulty", "recommendation", "funding", "largest", "smallest")
"""Cues of what is asked about a project, whose phrases are no part of its name."""
ROLES = ("lead", "partner", "due", "overdue", "recurring")


@dataclass(frozen=True, slots=True)
class Question:
    """`cues` maps a cue's name to the positions in `wording.line` where one of its phrases begins."""

    text: str
    wording: Wording
    cues: Mapping[str, tuple[int, ...]]
    slots: Slots
    today: date
    direction: Direction | None = None
    """Whether the words ask for what the named document carries out ("up") or for what carries it out."""

    def has(self, *names: str) -> bool:
        """Whether any of these cues is in the question."""
        return any(name in self.cues for name in names)

    def says(self, *phrases: str) -> bool:
        """Whether one of these folded phrases stands in the question."""
        line = f" {self.wording.line} "
        return any(f" {phrase} " in line for phrase in phrases)

    def untold(self, *cues: str) -> tuple[str, ...]:
        """The content words outside every recognised value and every phrase of these cues."""
        slots = self.slots
        closed = [(slot.start, slot.end) for slot in slots.documents] + [(slot.start, slot.end) for slot in slots.agencies]
        closed += [(slot.start, slot.end) for slot in slots.periods] + [(slot.start, slot.end) for slot in slots.amounts]
        closed += [(slot.start, slot.end) for slot in slots.shares]
        return content(self.wording, closed, (*ASKING, *ROLES, *cues))

    def position(self, cue: str) -> int:
        """Where in the question (its own offsets) a cue begins first; -1 where it does not stand."""
        found = self.cues.get(cue)
        return self.wording.words[self.wording.word_at(found[0])].start if found else -1


def understand(text: str, catalogue: Catalogue, today: date) -> Question:
    """Recognises everything a question names. Never fails: what is not recognised is left in `slots.rest`."""
    wording = read_words(text)
    slots = _fill(wording, catalogue, today)
    leads = direction(wording, slots.documents, catalogue)
    return Question(text, wording, _own_cues(wording, slots), _as_typed(slots, wording), today, leads)


def _own_cues(wording: Wording, slots: Slots) -> dict[str, tuple[int, ...]]:
    """The cues but for those whose words are part of what is named: of a document's title, of an agency behind "cùng" ("cùng số")."""
    titles = [(slot.titled[0], slot.titled[1]) for slot in slots.documents if slot.titled]
    named = {wording.words_of_question(slot.start, slot.end)[0] for slot in slots.agencies}

    def kept(name: str, place: int) -> bool:
        index = wording.word_at(place)
        start = wording.words[index].start
        if name in ("finding", "shared") and index + 1 in named and wording.words[index].text == "cung":
            return False
        return not any(begin <= start < end for begin, end in titles)

    found = {name: tuple(place for place in places if kept(name, place)) for name, places in find_cues(wording).items()}
    return {name: places for name, places in found.items() if places}


def _as_typed(slots: Slots, wording: Wording) -> Slots:
    """The slots with labels that an answer may repeat: numbers and times as typed, a time without diacritics as officials write it."""
    documents = tuple(replace(slot, label=wording.question[slot.start : slot.end].strip()) for slot in slots.documents)
    periods = tuple(replace(slot, label=_told(slot, wording.question[slot.start : slot.end].strip())) for slot in slots.periods)
    return replace(slots, documents=documents, periods=periods)


def _told(slot: PeriodSlot, typed: str) -> str:
    relative = not any(letter.isdecimal() for letter in typed) and fold(typed).endswith(
        (" ngoai", " truoc", " nay", " sau", " toi")
    )
    plain = relative or (typed.isascii() and any(letter.isalpha() for letter in typed))
    return labels.period(Period(slot.begin, slot.finish)) if plain and slot.bound == "within" else typed


def _fill(wording: Wording, catalogue: Catalogue, today: date) -> Slots:
    folded = fold(normal(wording.question))
    amounts, shares = find_amounts(folded), find_shares(folded)
    periods = find_periods(
        _without_committee(wording.question, folded), catalogue.year_of, today, next(iter(catalogue.months), None)
    )
    periods = tuple(period for period in periods if not _named(period, folded, catalogue) and not _numbers(period, folded))
    closed = [(slot.start, slot.end) for slot in amounts] + [(slot.start, slot.end) for slot in shares]
    closed += [(slot.start, slot.end) for slot in periods]
    documents = tuple(
        with_title(slot if is_dated(slot, folded) else told_apart(slot, wording, catalogue), wording, catalogue)
        for slot in find_by_number(folded, catalogue, closed)
    )
    closed += [(slot.start, slot.end) for slot in documents]
    periods = tuple(period for period in periods if not _dates(period, documents, folded))
    documents = documents or find_repeated(wording, find_agencies(wording.words, catalogue, closed), catalogue)
    titled = [slot.titled for slot in documents if slot.titled]
    periods = tuple(period for period in periods if not any(begin <= period.start < end for begin, end in titled))
    groups = find_groups(wording)
    agencies = find_agencies(wording.words, catalogue, [*closed, *titled, *((slot.start, slot.end) for slot in groups)])
    if not documents:
        documents = find_dated(wording, agencies, periods, catalogue)
        titled = [slot.titled for slot in documents if slot.titled]
        periods = tuple(period for period in periods if not any(begin <= period.start < end for begin, end in titled))
        agencies = tuple(slot for slot in agencies if not any(begin <= slot.start < end for begin, end in titled))
    types = find_types(_line_without(wording, [*((slot.start, slot.end) for slot in documents if slot.by_number), *titled]))
    outside = [*closed, *((slot.start, slot.end) for slot in agencies), *((slot.start, slot.end) for slot in groups)]
    if not documents and "signer" in find_cues(wording):
        documents = find_held(wording, types, periods, catalogue)
    if not documents:
        documents = find_titled(wording, outside, types, catalogue) or find_issued(wording, agencies, catalogue)
        other = None if documents else _other_type(wording)
        if other is not None:
            documents = find_titled(other, outside, find_types(other.line), catalogue)
    named = content(wording, closed, ASKING)
    places = find_places(wording.line, catalogue)
    projects = _projects(wording, closed, places, catalogue)
    measured = content(wording, closed, (*ASKING, *MEASURED))
    indicators = find_indicators(named, catalogue) or find_indicators(measured, catalogue)
    measures = {"amount_asked", "indicator", "compared", "met", "missed"} & set(find_cues(wording)) or "%" in wording.line
    if measures and not asks_for_plans(wording) and find_indicators(content(wording, outside, (*ASKING, *MEASURED)), catalogue):
        types = tuple(name for name in types if name not in PLANNED)
    return Slots(
        documents=documents,
        agencies=agencies,
        groups=groups,
        periods=periods,
        amounts=amounts,
        shares=shares,
        projects=projects,
        indicators=indicators,
        places=places,
        types=types,
        city=any(f" {phrase} " in f" {wording.line} " for phrase in CITY) or wording.line.startswith("thanh pho"),
        foreign=find_foreign(wording.line, catalogue),
        rest=content(wording, outside, (*ASKING, *ROLES)),
        topic=content(wording, closed, (*ASKING, *ROLES, "request")),
    )


def _projects(
    wording: Wording, closed: Sequence[tuple[int, int]], places: Sequence[NameSlot], catalogue: Catalogue
) -> NameSlot | None:
    """The projects that the question names; words that only name a place name none."""
    asked = content(wording, closed, (*ASKING, *ASPECTS, "request"))
    found = find_projects(asked, catalogue) or find_projects(content(wording, closed, ASKING), catalogue)
    found = written_alike(found, wording, catalogue)
    if found is None or found.coverage < CALLED:
        found = find_called(wording, catalogue) or found
    placed = {word for place in places for word in place.label.split()}
    return None if found is not None and set(found.label.split()) <= placed else found


def _dates(period: PeriodSlot, documents: Sequence[DocumentSlot], folded: str) -> bool:
    """Whether a day only dates the document whose number stands before it ("Nghị quyết số 28-NQ/TW ngày 17/11/2022")."""
    one_day = period.begin == period.finish
    return one_day and any(d.end <= period.start and not folded[d.end : period.start].strip(" ,") for d in documents)


def _numbers(period: PeriodSlot, folded: str) -> bool:
    """Whether a bare month and year are a document's number and year ("NQ 08/2022")."""
    return (
        folded[period.start].isdecimal()
        and "/" in period.label
        and is_number(period.start, folded)
        and period.label.count("/") == 1
    )


def _other_type(wording: Wording) -> Wording | None:
    """The wording with "qd" read as "quy định", which clerks type alike; None where it was not typed so."""
    if not any(word.printed.lower() == "qd" for word in wording.words):
        return None
    read = [replace(word, text="quy") if word.printed.lower() == "qd" and word.text == "quyet" else word for word in wording.words]
    return Wording(wording.question, tuple(read))


PLANNED = ("Kế hoạch", "Chỉ tiêu", "Kịch bản")
_PLANS = re.compile(
    r"(?<!\w)(?:nhung|cac|may|bao nhieu)(?: cai| ban)? ke hoach|ke hoach (?:nao|gi|so)(?!\w)"
    r"|(?<!\w)(?:ban hanh|ra ke hoach|ky ke hoach|van ban)(?!\w)"
)


def asks_for_plans(wording: Wording) -> bool:
    """Whether "kế hoạch" is a kind of document here and no column of a table of figures."""
    return _PLANS.search(wording.line) is not None


_TERMINAL = re.compile(r"t\d{1,2}")


def _named(period: PeriodSlot, folded: str, catalogue: Catalogue) -> bool:
    """Whether a short month ("T2") is part of a project's name ("nhà ga T2"): the word before it stands before it there too."""
    if not period.assumed or not _TERMINAL.fullmatch(period.label):
        return False
    before = folded[: period.start].split()
    return bool(before) and f" {before[-1]} {period.label} " in catalogue.project_line


def _line_without(wording: Wording, spans: Sequence[tuple[int, int]]) -> str:
    """The folded line but for documents' numbers and titles: the "QĐ" in 366-QĐ/TW names no type that is asked for."""
    return " ".join("#" if any(a <= word.start < b for a, b in spans) else word.text for word in wording.words)


def _without_committee(question: str, folded: str) -> str:
    """The folded question with "TU" (Thành ủy) blanked, so that it is not read as "từ" before a period."""
    text = normal(question)
    spans = [match.span() for match in re.finditer(r"(?<!\w)TU(?!\w)", text)]
    spans += [
        match.span(1)
        for match in re.finditer(
            r"(?<!\w)(?:btv|bch|ubkt|vp|vu|hanh|phong) (tu)(?!\w)(?! *(?:ngay|thang|quy|nam|dau|cuoi|giua|\d))", folded
        )
    ]
    for start, end in spans:
        folded = folded[:start] + "#" * (end - start) + folded[end:]
    return folded

"""An agency that a sentence tells: whom something was done with, which steering committee or centre did it."""

from __future__ import annotations

import re

from graph.records import Agency, to_json
from search_api.ask.cues import general_words
from search_api.ask.entities.agencies import find_agencies
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, listed, name_of
from search_api.ask.plans.sentences.told import Told, find_told, fullest_clause, names_period
from search_api.ask.question import Question
from search_api.ask.words import read_words
from vietnamese.text import fold, normal

ENOUGH, ITSELF, BESIDE = 0.75, 0.6, 0.35
"""Shares of the asked words' weight that a sentence must hold with its surroundings and by itself, and of the words side by side."""
_JOINED = r"(?:phoi hop|ket hop|hop tac|lien ket|lien doanh|ky ket|bat tay)"
_ANYONE = r"(?:(?:nhung |cac )?(?:don vi|co quan|to chuc|doi tac|doanh nghiep|truong|ben|noi)(?: nao| gi)|ai)"
_WITH = re.compile(
    rf"(?<!\w){_JOINED}(?: cung)?(?: voi)? {_ANYONE}(?!\w)|(?<!\w)cung(?: voi)? {_ANYONE}(?!\w)"
    rf"|^(?:don vi|co quan|to chuc|doi tac)(?: nao)? (?:cung|{_JOINED}|dong hanh)(?: voi)?(?!\w)"
)
_HEADED = re.compile(
    r"(?<!\w)(?P<head>ban chi dao|to cong tac|hoi dong|trung tam|tap doan|tong cong ty|benh vien|vien|hiep hoi|cau lac bo) nao(?!\w)"
)
"""A kind of body that a question for any agency does not name."""
_BEFORE = re.compile(rf"(?:(?<!\w){_JOINED}|(?<!\w)cung|(?<!\w)voi)(?: \w+)? $")
_CLAUSES = re.compile(r"[;:.] ")
_DULL = general_words("figure") | general_words("waiting")


class ToldAgencyPlan(Plan):
    intent = "agency_told"
    label = "Cơ quan, đơn vị được nêu trong văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.has("finding", "task", "agency_what", "merged", "replace", "amend", "repeal", "authority", "product"):
            return 0.0
        line = question.wording.line.rstrip(" ?.!")
        return 3.95 if _WITH.search(line) or _HEADED.search(line) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        asked = [word for word in dict.fromkeys(_described(question)) if word not in _DULL and len(word) > 1]
        if len(asked) < 2:
            return None
        for told in find_told(question, asked, library):
            if told.share < ENOUGH or told.own < ITSELF or told.beside < BESIDE or not _timely(told, question):
                continue
            found = _named_in(told, asked, question, library)
            if found:
                names = [agency.name for agency in found]
                where = name_of(library.document(told.sentence.document), told.sentence.document)
                text = f"{listed(names)}: {where} nêu “{told.sentence.text}”"
                items = tuple(to_json(agency) for agency in found)
                return Answer("agencies", text, items, evidence_json(told.evidence), slots={"q": " ".join(asked)})
        return None


def _described(question: Question) -> list[str]:
    """The words of the question outside what asks."""
    line = question.wording.line
    asking = [match.span() for pattern in (_WITH, _HEADED) for match in pattern.finditer(line)]
    outside = set(question.slots.topic)
    return [
        word.text
        for index, word in enumerate(question.wording.words)
        if word.text in outside and not any(a <= question.wording.begins[index] < b for a, b in asking)
    ]


def _timely(told: Told, question: Question) -> bool:
    return all(names_period(f"{told.before} {told.sentence.text}", period) for period in question.slots.periods)


def _named_in(told: Told, asked: list[str], question: Question, library: Library) -> list[Agency]:
    """The agencies of the clause that holds most of the asked words: of the kind asked for, or those that something is done with."""
    text = normal(told.sentence.text)
    clause = text[slice(*fullest_clause(text, _CLAUSES, asked))]
    headed = _HEADED.search(question.wording.line)
    named = {agency.name for agency in question.slots.agencies}
    wording = read_words(clause)
    found: dict[str, Agency] = {}
    for slot in find_agencies(wording.words, library.catalogue, ()):
        joined = _BEFORE.search(fold(wording.question[: slot.start])) is not None
        fits = fold(slot.name).startswith(headed["head"]) if headed else joined
        if fits and slot.name not in named:
            found.setdefault(slot.name, library.catalogue.agencies[slot.name])
    return list(found.values())

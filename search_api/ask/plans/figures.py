"""Figures that stand in a sentence and in no table: the sentence is given word for word, a number never without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import to_json
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, name_of
from search_api.ask.plans.told import Told, find_told, names_period
from search_api.ask.question import Question

ENOUGH, ITSELF, BESIDE = 0.7, 0.5, 0.3
"""Shares of the asked words' weight that a sentence must hold with its surroundings and by itself, and of the words side by side."""
SHOWN = 3
_DULL = general_words("figure")
_FIGURE = re.compile(r"\d")
_ASKS = re.compile(r"(?<!\w)(?:bao nhieu|may)(?: (?!phan tram|%)([^\W\d_]+(?: [^\W\d_]+)?))?")
_NO_NOUN = general_words("counted_not")
_NUMBERED = ("so bao nhieu", "so may", "mang so", "ky hieu")
_SHARE = re.compile(r"(?<!\w)(?:phan tram|%|ty le|ti le)(?!\w)")


class FiguresPlan(Plan):
    intent = "figures"
    label = "Số liệu nêu trong văn bản"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("task", "finding", "replace", "amend", "repeal", "issued", "partner") or slots.foreign or slots.amounts:
            return 0.0
        if (slots.documents and slots.documents[0].by_number) or question.has("which_document") or question.says(*_NUMBERED):
            return 0.0
        asks = question.has("amount_asked") or question.says("ty le", "ti le", "muc nao", "ket qua", "phan tram", "%")
        return 1.6 if asks and len(asked_words(question)) > 1 and not question.has("who", "when") else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        return told_figure(question, library)


def asked_words(question: Question) -> tuple[str, ...]:
    """The words that say which figure is asked for."""
    return tuple(dict.fromkeys(w for w in question.slots.topic if w not in _DULL and not w.isdecimal()))


def told_figure(question: Question, library: Library) -> Answer | None:
    """The sentence that gives the asked figure for the asked time, None where none surely does."""
    asked = asked_words(question)
    found = [told for told in find_told(question, asked, library) if _tells(told, asked, question)]
    if not found:
        return None
    best = [told for told in found if told.rank >= found[0].rank - 0.05][:SHOWN]
    where = name_of(library.document(best[0].sentence.document), best[0].sentence.document)
    text = f"{where} nêu: “{best[0].sentence.text}”"
    items = tuple({name: value for name, value in to_json(told.hit).items() if name != "facets"} for told in best)
    slots = {"q": " ".join(asked), **({"period": question.slots.periods[0].label} if question.slots.periods else {})}
    return Answer("passages", text, items, evidence_json(told.sentence for told in best), slots=slots)


def _tells(told: Told, asked: Sequence[str], question: Question) -> bool:
    sentence = told.sentence.text
    if told.share < ENOUGH or told.own < ITSELF or told.beside < BESIDE or not _FIGURE.search(sentence):
        return False
    if _SHARE.search(question.wording.line) and "%" not in sentence and "phần trăm" not in sentence.lower():
        return False
    near = told.held | told.around
    for match in _ASKS.finditer(question.wording.line):
        noun = (match[1] or "").split()
        if noun and noun[0] not in _NO_NOUN and not near & set(noun):
            return False
    return all(names_period(sentence, period) for period in question.slots.periods if not period.assumed)

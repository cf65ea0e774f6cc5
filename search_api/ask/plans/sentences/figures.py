"""Figures that stand in a sentence and in no table: the sentence is given word for word, a number never without it."""

from __future__ import annotations

import re

from graph.records import to_json
from search_api.ask.cues import general_words
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, name_of
from search_api.ask.plans.sentences.values import asks_number, find_values, wanted_of
from search_api.ask.question import ASKING, Question
from search_api.ask.words import agrees

SHOWN = 3
_DULL = general_words("figure")


class FiguresPlan(Plan):
    intent = "figures"
    label = "Số liệu nêu trong văn bản"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if (
            question.has("finding", "replace", "repeal", "partner")
            or slots.foreign
            or slots.amounts
            or len(asked_words(question)) < 2
        ):
            return 0.0
        if question.has("which_document", "who") or asks_number(question):
            return 0.0
        numbered = bool(slots.documents) and slots.documents[0].by_number
        if _counts(question) and not question.has("task", "amend", "issued", "when"):
            return 2.4
        asks = question.has("amount_asked") or question.says("ty le", "ti le", "muc nao", "ket qua", "phan tram", "%")
        if asks and not numbered and not question.has("task", "amend", "issued", "when"):
            return 1.6
        if question.has("amend") and wanted_of(question) and not numbered:
            return 2.2
        return 1.3 if wanted_of(question) or names_figure(question) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        return told_figure(question, library)


def asked_words(question: Question) -> tuple[str, ...]:
    """The words that say which figure is asked for."""
    source = _SOURCE.search(question.wording.line)
    told = set(question.wording.line[: source.start()].split()) if source is not None else None
    return tuple(
        dict.fromkeys(w for w in question.slots.topic if w not in _DULL and not w.isdecimal() and (told is None or w in told))
    )


_SOURCE = re.compile(r"(?<!\w)(?:theo|trong|neu trong|ghi trong|o|tai) (?:bao cao|thong bao|van ban)(?: [^\W\d]\w*)*$")
"""Where a figure is told, which is no part of what is counted: "theo báo cáo công tác ..."."""
_COUNT = re.compile(
    r"^(?:cho biet |neu |xin |tong )*so (?:luong )?(?!may|bao|nao|hieu|van ban|nghi quyet|quyet dinh|quy dinh|ke hoach|chi thi|ket luan)[^\W\d]"
)


def _counts(question: Question) -> bool:
    """Whether the question begins with what is counted and says in which text: "số đảng viên ... theo báo cáo ..."."""
    line = question.wording.line
    return _COUNT.match(line) is not None and _SOURCE.search(line) is not None and agrees(question.wording.words[0].accented, "số")


def names_figure(question: Question) -> bool:
    """Whether the question is the name of a figure with its time, or with a word for figures, and no more ("thu nội địa 10T/2025")."""
    slots = question.slots
    if slots.documents or slots.projects or slots.agencies or slots.types or set(question.cues) & set(ASKING):
        return False
    return any(not period.assumed for period in slots.periods) or question.has("indicator", "planned")


def told_figure(question: Question, library: Library) -> Answer | None:
    """The sentence that gives the asked figure for the asked time, None where none surely does."""
    asked = asked_words(question)
    found = find_values(question, asked, library) if len(asked) > 1 else []
    if not found:
        return None
    best = [each for each in found if each.told.rank >= found[0].told.rank - 0.05][:SHOWN]
    sentence = best[0].told.sentence
    where = name_of(library.document(sentence.document), sentence.document)
    text = f"“{'”, “'.join(dict.fromkeys(best[0].values))}”: {where} nêu “{sentence.text}”"
    items = tuple({name: value for name, value in to_json(each.told.hit).items() if name != "facets"} for each in best)
    slots = {"q": " ".join(asked), **({"period": question.slots.periods[0].label} if question.slots.periods else {})}
    return Answer("passages", text, items, evidence_json(each.told.sentence for each in best), slots=slots)

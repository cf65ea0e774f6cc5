"""A document that a question calls by what it did and no title tells: found by the sentence that cites it or bears its footnote."""

from __future__ import annotations

import re

from graph.records import Footnote, Mention, to_json
from search_api.ask.asked import TYPE_ASKED
from search_api.ask.cues import general_words
from search_api.ask.entities.documents import same_type
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, full_name, name_of
from search_api.ask.plans.sentences.told import Told, find_told, fullest_clause, names_period
from search_api.ask.plans.sentences.values import asks_number
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from vietnamese.text import fold, squeeze

ENOUGH, ITSELF, BESIDE = 0.8, 0.65, 0.5
"""Shares of the asked words' weight that a sentence must hold with its surroundings and by itself, and of the words side by side."""
CLAUSE = 0.7
"""Share of the asked words that the clause must hold to which the citation belongs."""
MARK = 4
"""Characters between a clause's end and a footnote's mark."""
_CLAUSES = re.compile(r"[;:] ?|\.\s")
_DULL = general_words("figure")


class ToldDocumentPlan(Plan):
    intent = "document_lookup"
    label = "Văn bản được nêu trong một câu"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.slots.documents or question.has("finding", "replace", "amend", "repeal", "task", "overdue"):
            return 0.0
        if not _kinds(question) or len(_described(question)) < 3:
            return 0.0
        return 2.95 if asks_number(question) else 1.6

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        kinds, asked = _kinds(question), _described(question)
        for told in find_told(question, asked, library):
            if told.share < ENOUGH or told.own < ITSELF or told.beside < BESIDE:
                continue
            if not all(names_period(f"{told.before} {told.text}", period) for period in question.slots.periods):
                continue
            for mention in _cited(told, asked, library):
                document = library.document(mention.target or "")
                if document is not None and document.number and document.type and _is_of(document.type, kinds):
                    where = name_of(library.document(told.sentence.document), told.sentence.document)
                    text = f"{full_name(document)}. {where} nêu: “{told.sentence.text}”"
                    return Answer(
                        "documents", text, (to_json(document),), evidence_json(told.evidence), slots={"document": document.key}
                    )
        return None


def _kinds(question: Question) -> tuple[str, ...]:
    """The folded types that are asked for ("quyết định nào", "theo văn bản nào"); the only one that is named where a number is."""
    line = question.wording.line
    asked = tuple(match[1] for match in TYPE_ASKED.finditer(line))
    if not asked and re.search(r"(?<!\w)van ban (?:nao|gi|so may)(?!\w)", line):
        return ("van ban",)
    return asked or (tuple(map(fold, question.slots.types)) if asks_number(question) else ())


def _is_of(kind: str, asked: tuple[str, ...]) -> bool:
    return "van ban" in asked or any(same_type(one, kind) for one in asked)


def _described(question: Question) -> list[str]:
    kinds = {word for kind in _kinds(question) for word in kind.split()}
    return [word for word in dict.fromkeys(question.slots.rest) if word not in _DULL | kinds and len(word) > 1]


def _cited(told: Told, asked: list[str], library: Library) -> list[Mention]:
    """Citations that belong to the clause that holds most of the asked words: in it, or in the footnote whose mark closes it."""
    key, sentence = told.sentence.document, told.sentence
    raw = library.snapshot.text(key)[sentence.start : sentence.end]
    begin, end = fullest_clause(raw, _CLAUSES, asked)
    if len(set(asked) & set(words(squeeze(raw[begin:end])))) < CLAUSE * len(asked):
        return []
    begin, end = sentence.start + begin, sentence.start + end
    mentions = [m for m in library.snapshot.records(Mention, key) if m.state == "resolved"]
    inside = [m for m in mentions if begin <= m.start < end]
    notes = [n for n in library.snapshot.records(Footnote, key) if n.anchor is not None and begin < n.anchor <= end + MARK]
    return [*(m for n in notes for m in mentions if n.start <= m.start < n.end), *inside]

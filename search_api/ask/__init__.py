"""Answers, not links: a question in plain Vietnamese becomes a typed query over the graph, or openly a search.

words -> catalogue -> entities (slots) -> question (cues) -> plans (scored, the best one answers) -> the contract's object
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ingest.workspace import Snapshot
from search_api.ask.catalogue import catalogue
from search_api.ask.negation import denial
from search_api.ask.plans import PLANS, Plan
from search_api.ask.plans.base import Answer, Library
from search_api.ask.plans.sentences.figures import FiguresPlan, told_figure
from search_api.ask.plans.sentences.values import misses
from search_api.ask.question import Question, understand
from search_api.ask.search import search_answer
from search_api.search.engine import SearchEngine

__all__ = ["answer"]
FLOOR = 1.3
LONGEST = 500


def answer(question: str, snapshot: Snapshot, engine: SearchEngine, today: date) -> dict[str, Any]:
    """The object of `GET /ask` (CONTRACT 3). What no plan understands is a search, and says so; nothing is invented."""
    asked = question.strip()[:LONGEST]
    library = Library(snapshot, catalogue(snapshot), engine, today)
    understood = understand(asked, library.catalogue, today)
    denied = denial(understood) is not None
    nothing: tuple[type[Plan], Answer] | None = None
    for plan in ranked(understood):
        if denied and not plan.reads_denials:
            continue
        found = plan.answer(understood, library)
        if found is None:
            continue
        if (
            plan.gives_values(understood)
            and misses(understood, found.text, len(found.items))
            and (told := told_figure(understood, library))
        ):
            return _object(question, FiguresPlan.intent, FiguresPlan.label, told)
        if found.items or (nothing is None and not _open(understood)):
            return _object(question, plan.intent, plan.label, found)
        nothing = nothing or (plan, found)
    if nothing is not None:
        return _object(question, nothing[0].intent, nothing[0].label, nothing[1])
    return _object(question, "search", "Tìm kiếm", search_answer(asked, engine))


def _open(question: Question) -> bool:
    """Whether an answer of nothing may only mean that the question was read amiss: it names a document by some words alone."""
    documents = question.slots.documents
    return bool(documents) and bool(documents[0].keys) and not documents[0].certain


def ranked(question: Question) -> list[type[Plan]]:
    """Plans that fit a question, the best first; ties in the order in which they are listed."""
    scored = [(plan.score(question), -position, plan) for position, plan in enumerate(PLANS)]
    fitting = [row for row in scored if row[0] >= FLOOR]
    return [plan for _, _, plan in sorted(fitting, key=lambda row: row[:2], reverse=True)]


def _object(question: str, intent: str, label: str, found: Answer) -> dict[str, Any]:
    return {
        "question": question,
        "intent": intent,
        "slots": {"label": label, **found.slots},
        "answer": {"kind": found.kind, "text": found.text, "items": list(found.items)},
        "evidence": list(found.evidence),
        "alternatives": list(found.alternatives),
    }

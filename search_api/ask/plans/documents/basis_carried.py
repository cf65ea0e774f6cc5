"""A document described by what it carries out: "kế hoạch về học tập và làm theo Bác" has in its own name but a conclusion's number."""

from __future__ import annotations

from collections.abc import Sequence

from graph.records import Document, Mention
from search_api.ask.catalogue import speaks_within
from search_api.ask.entities.titles import find_by_title
from search_api.ask.plans.base import Library
from search_api.ask.plans.documents.basis_asked import Described
from search_api.ask.plans.documents.lineage import documents_along
from search_api.ask.plans.documents.lineage_rows import is_of_types
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot

FLOOR = 0.85


def carriers(question: Question, described: Described, library: Library) -> list[str]:
    """The unnumbered or dated documents of the described type and time that carry out one whose title is the description, nearest first."""
    asked = (*described.words, *described.subject)
    if not described.kinds:
        return []
    found: dict[str, int] = {}
    for key, _ in find_by_title(asked, (), library.catalogue, floor=FLOOR):
        for document, hop, _, _ in documents_along(library, key, "in"):
            if is_of_types(document, described.kinds) and _of_time(document, question.slots.periods, library):
                found[document.key] = min(hop, found.get(document.key, hop))
    nearest = min(found.values(), default=0)
    return [key for key, hop in found.items() if hop == nearest]


def _of_time(document: Document, periods: Sequence[PeriodSlot], library: Library) -> bool:
    """Whether a document was issued in the time asked for, one without a date as far as those that cite it speak then."""
    if not periods:
        return True
    if document.date is not None:
        return any(period.begin <= document.date <= period.finish for period in periods)
    citing = {mention.document for mention in library.snapshot.records(Mention, about=document.key)}
    holders = [held for key in citing if (held := library.document(key))]
    return any(speaks_within(held, period.begin, period.finish) for period in periods for held in holders)

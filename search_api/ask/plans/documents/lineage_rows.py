"""Which of the documents along a lineage answer: those of the asked type and time, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import Document, Evidence
from search_api.ask.asked import TYPE_ASKED
from search_api.ask.catalogue import month_of, speaks_within
from search_api.ask.entities.documents import same_type
from search_api.ask.plans.base import Library
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold

CENTRAL = {"tw", "cp", "ttg"}
DO = "(?:thuc hien|trien khai|cu the hoa|quan triet|thi hanh)"
"""Verbs of carrying a document out."""
Row = tuple[Document, int, list[Evidence], tuple[str, ...]]
"""A document, how many hops it is away, the evidence of its chain's first edge, the keys of the chain between."""


def issued_in(rows: list[Row], question: Question, library: Library) -> list[Row]:
    """Rows issued in the asked time; one without a date is of the time of those that tell of it. All where no time of issue is asked."""
    slot = question.slots.documents[0]
    own = next((d.date for d in [library.document(slot.keys[0])] if d and d.date), "")
    outside = [p for p in question.slots.periods if not slot.start <= p.start < slot.end and p.bound == "within"]
    outside = [p for p in outside if not p.begin <= own <= p.finish]
    if not outside or question.has("task"):
        return rows
    return [row for row in rows if any(_day_of(row, period, library) for period in outside)]


def _day_of(row: Row, period: PeriodSlot, library: Library) -> bool:
    document, _, evidence, _ = row
    if document.date:
        return period.begin <= document.date <= period.finish
    return any(_speaks_in(sayer, period) for item in evidence if (sayer := library.document(item.document)))


def _speaks_in(sayer: Document, period: PeriodSlot) -> bool:
    """Whether a document is about a time, or else of it."""
    about = sayer.period
    if about is not None and about.start is not None and about.end is not None:
        return period.begin <= about.end and about.start <= period.finish
    return speaks_within(sayer, period.begin, period.finish)


_RESTATES = re.compile(rf"^(?:{DO}\s*(?:,|va)?\s*)+")


def once(rows: list[Row], library: Library) -> list[Row]:
    """Rows without those that only name another one again.

    A name that begins another row's name ("Nghị quyết Đại hội"), and an unnumbered document that is called by nothing but what it
    carries out ("Kế hoạch triển khai Nghị quyết số ...") where a numbered one of its type was issued in the year before.
    """
    named = [(row[0].type, fold(row[0].title or "")) for row in rows]

    def repeats(row: Row) -> bool:
        document, hop, evidence, _ = row
        title = fold(document.title or "")
        if document.number or document.held or not title:
            return False
        if any(kind == document.type and other != title and other.startswith(f"{title} ") for kind, other in named):
            return True
        numbered = [other.date for other, far, _, _ in rows if other.number and other.type == document.type and far == hop]
        return _RESTATES.match(title) is not None and any(date and _just_before(date, evidence, library) for date in numbered)

    return [row for row in rows if not repeats(row)]


def of_asked_type(rows: list[Row], question: Question) -> list[Row]:
    """Rows of the types that are asked for ("thực hiện nghị quyết nào"), all where there are none of these."""
    asked = [match[1] for match in TYPE_ASKED.finditer(question.wording.line)]
    kinds = [kind for kind in question.slots.types if fold(kind) in asked]
    return [row for row in rows if row[0].type and any(same_type(kind, row[0].type) for kind in kinds)] or rows


def is_of_types(document: Document, kinds: Sequence[str]) -> bool:
    """Whether a document is of one of these types; every document is where none is named."""
    return not kinds or (document.type is not None and any(same_type(kind, document.type) for kind in kinds))


def _just_before(date: str, evidence: Sequence[Evidence], library: Library) -> bool:
    """Whether a document of this date was issued in the twelve months before those that say the evidence."""
    for item in evidence:
        sayer = library.document(item.document)
        month = month_of(sayer) if sayer else None
        if month is not None and 0 <= 12 * (month[0] - int(date[:4])) + month[1] - int(date[5:7]) < 12:
            return True
    return False


def is_central(document: Document) -> bool:
    """Whether a document was issued in the capital: its number or issuer is one of the centre's."""
    codes = set(fold(document.number or "").replace("/", "-").split("-"))
    if codes & CENTRAL or any(code.endswith("tw") or (code.startswith("qh") and code[2:].isdecimal()) for code in codes):
        return True
    issuer = fold(document.issuer or "")
    return issuer.startswith(
        (
            "bo ",
            "chinh phu",
            "quoc hoi",
            "ban bi thu",
            "thu tuong",
            "trung uong",
            "ban chap hanh trung uong",
            "uy ban thuong vu quoc hoi",
        )
    )

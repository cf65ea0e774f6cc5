"""What an abbreviation stands for that names no agency: "GPMB là gì", "TĐC nghĩa là gì"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph.records import to_json
from search_api.ask.plans.base import Answer, Library, Plan
from search_api.ask.question import Question
from search_api.ask.words import written_abbreviations
from search_api.search.records import Hit, SearchQuery
from vietnamese.text import fold

SHOWN = 3
_ASKED = re.compile(
    r"(?<!\w)(\w{2,8})\W*\s(?:(?:co )?nghia|viet tat|la gi|la viet tat|viet day du|la tu nao|la cum tu)"
    r"|(?:viet tat|chu|tu) (\w{2,8})(?!\w)"
)


class AbbreviationPlan(Plan):
    intent = "abbreviation"
    label = "Từ viết tắt"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        if question.slots.documents and question.slots.documents[0].by_number:
            return 0.0
        return 3.1 if question.has("agency_what") and not question.has("task", "finding") and _asked(question) else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        short = _asked(question)
        if short is None:
            return None
        readings = " hoặc ".join(f"“{reading}”" for reading in _readings()[fold(short)][1])
        slots = {"abbreviation": short}
        hits = _written(short, library)
        if not hits:
            return Answer(
                "none", f"{short} thường viết tắt cho {readings}; các văn bản đang có không dùng cách viết này.", slots=slots
            )
        evidence = tuple({"document": hit.document, "start": hit.start, "end": hit.end, "text": hit.snippet} for hit in hits)
        return Answer(
            "passages", f"{short} là viết tắt của {readings}.", tuple(to_json(hit) for hit in hits), evidence, slots=slots
        )


def _asked(question: Question) -> str | None:
    """The abbreviation that the question asks about, as the list writes it."""
    match = _ASKED.search(fold(question.text))
    row = _readings().get(match[1] or match[2]) if match is not None else None
    return None if row is None else row[0]


@cache
def _readings() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Folded abbreviation -> as it is written, and what it stands for, the likelier first."""
    return {fold(short): (short, readings) for short, readings in written_abbreviations().items()}


def _written(short: str, library: Library) -> list[Hit]:
    """Places that print the abbreviation itself."""
    if library.engine is None:
        return []
    found = library.engine.search(SearchQuery(short, literal=True, size=20)).hits
    return [hit for hit in found if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", hit.snippet)][:SHOWN]

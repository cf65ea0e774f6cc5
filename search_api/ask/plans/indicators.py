"""An indicator's value, plan and verdict in a period; which ones met or missed their plan."""

from __future__ import annotations

import re

from graph.records import Indicator, to_json
from search_api.ask.catalogue import words
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, listed
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold


class IndicatorsPlan(Plan):
    intent = "indicators"
    label = "Chỉ tiêu, số liệu"

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("task", "finding", "agency_what") or (slots.documents and slots.documents[0].by_number) or slots.amounts:
            return 0.0
        if question.has("indicator") and question.has("met", "missed") and not question.has("amount_asked"):
            return 2.8
        if slots.indicators is None:
            return 0.0
        return (
            1.2
            + slots.indicators.coverage
            + (0.6 if question.has("indicator") else 0.0)
            + (0.4 if question.has("amount_asked") else 0.0)
            + (0.3 if slots.periods else 0.0)
        )

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        named = question.slots.indicators
        if named is None or (
            question.has("met", "missed") and re.search(r"chi tieu nao|nhung chi tieu|cac chi tieu", question.wording.line)
        ):
            return _by_verdict(question, library)
        found = [library.catalogue.indicators[key] for key in named.ids]
        for period in question.slots.periods[:1]:
            found = [i for i in found if speaks_of(i, period)] or found
        found.sort(key=lambda i: (-len(i.values), i.id))
        best = found[:3]
        return Answer(
            "indicators",
            " ".join(facts(i) for i in best[:1]),
            tuple(to_json(i) for i in best),
            evidence_json(i.evidence for i in best),
            slots={"indicator": best[0].name},
        )


def facts(indicator: Indicator) -> str:
    """An indicator's figures as printed, in a sentence."""
    unit = f" ({indicator.unit})" if indicator.unit else ""
    values = "; ".join(f"{heading}: {value}" for heading, value in indicator.values.items() if value and value != "-")
    verdict = f"; đánh giá: {indicator.verdict}" if indicator.verdict else ""
    period = f" {indicator.period}" if indicator.period else ""
    return f"{indicator.name}{unit}{period}: {values}{verdict}."


def speaks_of(indicator: Indicator, period: PeriodSlot) -> bool:
    """Whether an indicator's period or column headings name the asked period's month or year."""
    month, year = int(period.begin[5:7]), period.begin[:4]
    text = fold(" ".join([indicator.period or "", *indicator.values]))
    whole_year = period.begin[5:] == "01-01" and period.finish[5:] == "12-31"
    if whole_year:
        return year in text
    return bool(re.search(rf"thang\s*0?{month}(?!\d)", text)) and (year in text or not re.search(r"20\d\d", indicator.period or ""))


def _by_verdict(question: Question, library: Library) -> Answer | None:
    missed = question.has("missed")
    strictly_over = "vuot" in words(question.text)
    kept = []
    for indicator in library.catalogue.indicators.values():
        verdict = fold(indicator.verdict or "")
        failed = verdict.startswith(("khong dat", "chua dat", "khong"))
        if (missed and failed) or (not missed and verdict and not failed and (not strictly_over or "vuot" in verdict)):
            kept.append(indicator)
    kept.sort(key=lambda i: i.id)
    said = "không đạt kế hoạch" if missed else "vượt kế hoạch" if strictly_over else "đạt hoặc vượt kế hoạch"
    if not kept:
        return Answer(
            "indicators", f"Không có chỉ tiêu nào được đánh giá {said} trong các văn bản đang có.", slots={"verdict": said}
        )
    return Answer(
        "indicators",
        f"Có {count(len(kept), 'chỉ tiêu')} {said}: {listed([i.name for i in kept])}.",
        tuple(to_json(i) for i in kept),
        evidence_json(i.evidence for i in kept),
        slots={"verdict": said},
    )

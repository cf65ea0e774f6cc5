"""An indicator's value, plan and verdict in a period; which ones met or missed their plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph.records import Indicator, to_json
from search_api.ask.plans.base import Answer, Library, Plan, count, evidence_json, listed
from search_api.ask.plans.sentences.figures import told_figure
from search_api.ask.plans.sentences.told import months_pattern, names_period
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold

_LISTS = re.compile(
    r"(?:chi tieu|chi so)(?: [\w-]+){0,7} nao|(?:nhung|cac|bao nhieu|may|danh sach) (?:chi tieu|chi so)"
    r"|^(?:chi tieu|chi thi)(?: (?:bi|duoc|xep|loai|danh gia|la))*"
    r" (?:khong|chua|vuot|dat|hut|hoan thanh)|(?:bao cao|van ban|noi|cho) nao (?:ghi|neu) chi tieu"
)
SHOWN = 3


class IndicatorsPlan(Plan):
    intent = "indicators"
    label = "Chỉ tiêu, số liệu"

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("task", "finding") or (slots.documents and slots.documents[0].by_number) or slots.amounts:
            return 0.0
        if asks_verdicts(question):
            return 3.4 if question.has("agency_what") else 2.9
        if question.has("agency_what") and not (slots.indicators and (slots.periods or question.has("indicator", "planned"))):
            return 0.0
        if slots.indicators is None or slots.foreign:
            return 0.0
        return (
            1.2
            + slots.indicators.coverage
            + (0.6 if question.has("indicator") else 0.0)
            + (0.4 if question.has("amount_asked") else 0.0)
            + (0.3 if slots.periods else 0.0)
            + (0.2 if question.has("planned") else 0.0)
        )

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        named = question.slots.indicators
        if named is None or asks_verdicts(question):
            return _by_verdict(question, library)
        found = [library.catalogue.indicators[key] for key in named.ids]
        name = max(found, key=lambda i: (_shared(i, question), i.id)).name
        for period in question.slots.periods[:1]:
            found = [i for i in found if speaks_of(i, period)] or [i for i in found if _said_of(i, period)]
            if not any(names_period(" ".join((i.period or "", *i.values)), period) for i in found) and (
                figure := told_figure(question, library)
            ):
                return figure
            found = found or _nearly(named.label.split(), period, library)
        best = max((_shared(i, question) for i in found), default=0)
        told = [i for i in found if _shared(i, question) >= best - (1 if question.slots.periods else 0)]
        if not told:
            said = question.slots.periods[0].label
            return Answer(
                "indicators", f"Không có số liệu {said} của “{name}” trong các văn bản đang có.", slots={"indicator": name}
            )
        told.sort(key=lambda i: (-_fit(i, question), i.id))
        shown = told[:SHOWN]
        return Answer(
            "indicators",
            " ".join(facts(i) for i in shown),
            tuple(to_json(i) for i in shown),
            evidence_json(i.evidence for i in shown),
            slots={"indicator": shown[0].name},
        )


NEARLY = 0.5


def _nearly(asked: Sequence[str], period: PeriodSlot, library: Library) -> list[Indicator]:
    """Indicators of the period whose names hold at least half of the asked words' weight, where the nearest names say nothing of it."""
    ranked = library.catalogue.indicator_names.rank(asked, limit=40)
    near = [library.catalogue.indicators[key] for key, share, _ in ranked if share >= NEARLY]
    return [indicator for indicator in near if speaks_of(indicator, period)]


def _shared(indicator: Indicator, question: Question) -> int:
    """How many of the question's words stand in the indicator's name."""
    return len({word.text for word in question.wording.words} & set(words(indicator.name)))


def asks_verdicts(question: Question) -> bool:
    """Whether the question asks which indicators met or missed their plan."""
    return question.has("met", "missed") and _LISTS.search(question.wording.line) is not None


def _fit(indicator: Indicator, question: Question) -> float:
    """How well an indicator fits: its name to the asked words, values that the periods name, a plan where one is asked for."""
    asked, own = {word.text for word in question.wording.words}, set(words(indicator.name))
    headings = fold(" ".join(indicator.values))
    points = len(asked & own) / (len(own) or 1) + 0.05 * min(len(indicator.values), 8)
    points += 0.5 if question.has("planned") and re.search(r"kh nam|ke hoach|muc tieu|kich ban", headings) else 0.0
    for period in question.slots.periods[:1]:
        points += 0.6 if _own_period(indicator, period) else 0.0
    return points if indicator.values else points - 2.0


def facts(indicator: Indicator) -> str:
    """An indicator's figures as printed, in a sentence."""
    unit = f" ({indicator.unit})" if indicator.unit else ""
    values = "; ".join(f"{heading}: {value}" for heading, value in indicator.values.items() if value and value != "-")
    verdict = f"; đánh giá: {indicator.verdict}" if indicator.verdict else ""
    period = f" {indicator.period}" if indicator.period else ""
    return f"{indicator.name}{unit}{period}: {values}{verdict}."


def _own_period(indicator: Indicator, period: PeriodSlot) -> bool:
    own = fold(indicator.period or "")
    return period.begin[:4] in own and bool(re.search(months_pattern(period), own))


def speaks_of(indicator: Indicator, period: PeriodSlot) -> bool:
    """Whether an indicator's period or column headings name the asked month, quarter or year."""
    text = fold(" ".join([indicator.period or "", *indicator.values]))
    year = period.begin[:4]
    pattern = months_pattern(period)
    if not pattern:
        return year in text
    return bool(re.search(pattern, text)) and (year in text or not re.search(r"20\d\d", indicator.period or ""))


def _said_of(indicator: Indicator, period: PeriodSlot) -> bool:
    """Whether an indicator that bears no time of its own stands in a sentence about the asked one."""
    timed = re.search(r"thang|quy|nam", fold(" ".join([indicator.period or "", *indicator.values])))
    return timed is None and names_period(indicator.evidence.text, period)


_BOTH = re.compile(
    r"(?<!\w)(?:dat|hoan thanh)(?: (?:ke hoach|kich ban|muc tieu))?(?: (?:va|hoac|hay|lan|,|/|cung nhu|den))+ (?:\w+ )?vuot(?!\w)"
    r"|(?<!\w)vuot(?: (?:ke hoach|kich ban))?(?: (?:va|hoac|hay|lan|,|/))+ (?:\w+ )?(?:dat|hoan thanh)(?!\w)|(?<!\w)hoan thanh(?!\w)"
)
_NOT_OVER = re.compile(r"(?<!\w)(?:khong|chua|chang)(?: \w+){0,2}? vuot(?!\w)")


def _by_verdict(question: Question, library: Library) -> Answer | None:
    line = question.wording.line
    missed = question.has("missed")
    both = _BOTH.search(line) is not None
    over = "vuot" in words(question.text) and not missed and not both and not _NOT_OVER.search(line)
    kept = [i for i in library.catalogue.indicators.values() if _judged(i, missed, over)]
    for period in question.slots.periods[:1]:
        kept = [i for i in kept if speaks_of(i, period)]
    kept = _tabled(kept, list(library.catalogue.indicators.values()))
    just = [] if missed or over or both else [i for i in kept if fold(i.verdict or "").startswith("dat")]
    kept = just or kept
    said = "không đạt kế hoạch" if missed else "vượt kế hoạch" if over else "đánh giá Đạt" if just else "đạt hoặc vượt kế hoạch"
    said += f" {question.slots.periods[0].label}" if question.slots.periods else ""
    slots = {"verdict": said}
    if not kept:
        return Answer("indicators", f"Không có chỉ tiêu nào được đánh giá {said} trong các văn bản đang có.", slots=slots)
    kept.sort(key=lambda i: i.id)
    text = f"Có {count(len(kept), 'chỉ tiêu')} {said}: {listed([i.name for i in kept])}."
    return Answer("indicators", text, tuple(to_json(i) for i in kept), evidence_json(i.evidence for i in kept), slots=slots)


def _judged(indicator: Indicator, missed: bool, over: bool) -> bool:
    verdict = fold(indicator.verdict or "")
    if not verdict:
        return False
    failed = verdict.startswith(("khong", "chua", "hut", "thap"))
    return failed if missed else not failed and (not over or "vuot" in verdict)


def _tabled(kept: list[Indicator], everything: Sequence[Indicator]) -> list[Indicator]:
    """Where a table of the same document judges indicators, its rows and not the sentences about them."""
    shapes = Counter((i.document, tuple(sorted(i.values))) for i in everything)
    tables = {i.document for i in kept if i.verdict and shapes[i.document, tuple(sorted(i.values))] >= 3}
    return [i for i in kept if i.document not in tables or shapes[i.document, tuple(sorted(i.values))] >= 3 or i.ordinal]

"""Findings that a question calls by what they say: by a name that is printed in two ways, by the figures, by the words of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import Finding
from search_api.ask.cues import general_words
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from vietnamese.text import fold, normal

_NAMES = re.compile(r"(?<!\w)(?:ten(?: goi)?|trich yeu|tieu de|giai doan|nhiem ky|thoi ky|khoa)(?!\w)")
_YEARS = r"20\d\d ?(?:-|–|den) ?20\d\d"
TWO_PERIODS = re.compile(rf"(?<!\w){_YEARS} (?:hay|hoac|va)(?: la)?(?: (?:giai doan|nhiem ky))? {_YEARS}(?!\w)")
"""Two periods to choose from: "giai đoạn 2025-2030 hay 2026-2030"."""
_FIGURE = re.compile(r"(?<![\w.,/-])\d[\d.,]*(?:/\d[\d.,]*)?(?![\w/-])")
_DULL = general_words("finding") | frozenset(
    "ten goi giai doan nhiem ky tong nguon loai cac phan cong bang gia tri da duoc nam thang dung hop ly".split()  # noqa: SIM905
)
ENOUGH = 0.7
"""So many of the asked words must stand in a finding's sentence."""
CALLED = 0.5
"""So many words of a finding's own name must be asked."""


def asks_names(question: Question) -> bool:
    """Whether a name or the period in it is what is compared."""
    return _NAMES.search(question.wording.line) is not None or TWO_PERIODS.search(question.wording.line) is not None


def of_names(question: Question, findings: Sequence[Finding]) -> list[Finding]:
    """The findings about the name that the question asks about; none where it asks about none."""
    if not asks_names(question):
        return []
    about = [finding for finding in findings if finding.kind == "title_mismatch"]
    keys = {key for slot in question.slots.documents for key in slot.keys[:1] if slot.certain}
    return [finding for finding in about if keys & set(finding.keys)] or _best(
        _asked(question), [(finding, set(words(finding.message))) for finding in about]
    )


def of_figures(question: Question, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that print a figure of the question ("244 hay 247", "690/478 có đúng không")."""
    taken = [(slot.start, slot.end) for slot in question.slots.documents] + [(s.start, s.end) for s in question.slots.periods]
    asked = {
        match.group().strip(".,")
        for match in _FIGURE.finditer(normal(question.text))
        if not any(begin <= match.start() < end for begin, end in taken)
    }
    asked = {figure for figure in asked if len(re.sub(r"\D", "", figure)) > 2 and not re.fullmatch(r"20\d\d", figure)}
    return [f for f in findings if f.kind == "figure_conflict" and any(_prints(f.message, figure) for figure in asked)]


def of_words(question: Question, findings: Sequence[Finding]) -> list[Finding]:
    """The findings about figures whose sentence holds what the question asks and whose name the question calls."""
    asked = _asked(question)
    line = {word.text for word in question.wording.words}
    rows = []
    for finding in findings:
        if finding.kind != "figure_conflict":
            continue
        names = [set(words(part)) - _DULL - {"so", "ghi"} for part in re.split(r"[;:]", finding.message)]
        if any(len(own & line) >= max(1.0, CALLED * len(own)) for own in names if own):
            rows.append((finding, set(words(finding.message + " " + " ".join(e.text for e in finding.evidence)))))
    return _best(asked, rows)


def _asked(question: Question) -> list[str]:
    """The words that say what is compared."""
    return [w for w in dict.fromkeys(question.slots.topic) if len(w) > 1 and not w[0].isdecimal() and w not in _DULL]


def _best(asked: Sequence[str], rows: Sequence[tuple[Finding, set[str]]]) -> list[Finding]:
    if len(asked) < 2:
        return []
    shares = [(sum(word in held for word in asked) / len(asked), finding) for finding, held in rows]
    best = max((share for share, _ in shares), default=0.0)
    return [finding for share, finding in shares if share >= max(ENOUGH, best - 0.1)]


def _prints(message: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.,/]){re.escape(figure)}(?![\d/]|[.,]\d)", fold(normal(message))) is not None

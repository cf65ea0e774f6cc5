"""How much a piece of text looks like the cell of a column: what an agency, a deadline, a product can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.layout.tables.roles import column_words
from vietnamese.deadlines import TimeContext, read_deadline
from vietnamese.text import fold, normal

AGENCY_ROLES = frozenset({"lead", "coordinate", "authority", "owner", "supervisor"})
NUMBER_ROLES = frozenset({"investment", "actual", "plan", "growth"})
OPTIONAL_ROLES = frozenset({"note", "result", "reason", "recommendation", "forecast", "milestone", "verdict", "period", "funding", "basis", "supervisor"})
NAME_ROLES = frozenset({"task", "project", "indicator"})

_EMPTY = {"lead": -4.0, "task": -9.0, "project": -9.0, "indicator": -9.0, "deadline": -3.5, "product": -3.0, "coordinate": -2.5, "authority": -3.0}
_DANGLING = frozenset(
    "va cua cac voi theo ve cho de tai thuoc la tren trong den tu so do duoc nhung mot moi hoac nham giua khi bang vao cung tang giam thang quy nam ngay truoc sau cap".split()
)
_DEADLINE_HEAD = re.compile(
    r"(?:(?:du kien|hoan thanh|xong|dam bao|bao dam|thuc hien|phan dau)\s+)*(?:thang|quy|nam|truoc|trong|tu|den|thuong xuyen|hang|dinh ky|theo|sau|ngay|cham nhat|khan cap|dot xuat|lien tuc|ca nam|giai doan|cuoi|dau|giua|moi"
    r"|\d{1,2}[/.]\d|\d{4}|\d+ (?:ngay|thang)|khi|truong khi|hoan thanh|muon nhat|tuan|[-+] |kip thoi|cac nam|toan khoa|ngay khi|xong)\b"
)
_NUMBER = re.compile(r"^[\d.,\s%()+-]+$")
_SENTENCE = re.compile(r"[^.…]\.\s+[A-ZĐ]")
_DIGITS = re.compile(r"\d")
_CONTEXT = TimeContext(None, 2025)


@lru_cache(maxsize=65536)
def looks_like(role: str | None, text: str) -> float:
    """A score, higher is likelier; 0 is neutral. The empty text has the role's price of an empty cell."""
    if not text:
        return _EMPTY.get(role or "", -0.5 if role in OPTIONAL_ROLES else -1.0)
    folded = fold(normal(text))
    score = _edges(text, folded, role)
    if role in AGENCY_ROLES:
        return score + _agency(role or "", text, folded)
    if role == "deadline":
        return score + _deadline(text, folded)
    if role == "product":
        return score + (1.5 if _begins(folded, column_words().products) else 0.0) - 0.02 * len(text.split())
    if role in NUMBER_ROLES or role == "unit":
        return score + _figure(role or "", text)
    if role in NAME_ROLES:
        return score - (3.0 if len(text.split()) < 2 else 0.0)
    if role == "note":
        return score - 0.05 * len(text.split())
    return score


def _begins(folded: str, phrases: frozenset[str]) -> bool:
    words = re.split(r"[\s,;:]+", folded.strip("-+• “\"("))
    return any(" ".join(words[:n]) in phrases for n in (1, 2, 3))


def _edges(text: str, folded: str, role: str | None) -> float:
    """A cell begins with a capital and does not end in the middle of a phrase."""
    head, tail = text.lstrip("-+• “\"'(")[:1], folded.rstrip().rsplit(" ", 1)[-1]
    score = 0.5 if head.isupper() or head.isdigit() else (-0.5 if role in ("coordinate", "deadline") else -2.5)
    if text.rstrip()[-1:] in ",(-/:" or (tail in _DANGLING and len(folded.split()) > 1) or text.count("(") != text.count(")"):
        score -= 2.0
    if text.count("“") != text.count("”"):
        score -= 1.0
    return score


def _agency(role: str, text: str, folded: str) -> float:
    """An agency begins as agencies do; a coordinator may be a group, a list, long."""
    words = len(text.split())
    begins = _begins(folded, column_words().agencies)
    score = 3.0 if begins else -3.0
    group = _begins(folded, column_words().groups)
    if role == "coordinate":
        score += (1.0 if group else 0.0) - 0.1 * max(0, words - 40)
    else:
        score -= (0.5 if group else 0.0) + 0.25 * max(0, words - 12)
    if len(folded.split()) == 1 and begins and len(folded) <= 4:
        score -= 4.0
    if _SENTENCE.search(text):
        score -= 1.0
    if _DIGITS.search(text):
        score -= 0.7 if re.search(r"\d{1,2}/\d|20\d\d", text) is None else 3.0
    return score


def _deadline(text: str, folded: str) -> float:
    words = len(text.split())
    kind = read_deadline(text, _CONTEXT).kind
    head = _DEADLINE_HEAD.match(folded.lstrip("-+• ("))
    score = {"by": 4.0, "recurring": 4.0, "event": 1.5, "none": -4.0}[kind]
    if kind == "none" and head and re.search(r"20\d\d", text):
        score = 3.0
    return score + (1.0 if head else -2.5) - 0.2 * max(0, words - 14)


def _figure(role: str, text: str) -> float:
    if role == "unit":
        return 1.5 if len(text.split()) <= 4 else -2.0
    if _NUMBER.match(text):
        return 4.0
    return 0.5 if _DIGITS.search(text) else -2.0


def repeats_bonus(role: str | None, text: str, seen: Mapping[tuple[str | None, str], int]) -> float:
    """A value that other rows have in the same column is likelier: agencies and deadlines come again."""
    count = seen.get((role, text), 0)
    return 0.0 if count < 2 else min(2.5, 0.8 + 0.3 * count)

"""How a question was understood, as chips: what it names can be changed in place, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from search_api import labels
from search_api.ask.question import Question
from search_api.ask.slots import AmountSlot, Compare

NAMES: Mapping[str, str] = {
    "document": "Văn bản",
    "agency": "Cơ quan",
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "issuer": "Cơ quan ban hành",
    "period": "Thời gian",
    "from": "Từ ngày",
    "to": "Đến ngày",
    "types": "Loại văn bản",
    "relation": "Quan hệ",
    "direction": "Chiều",
    "deadline_kind": "Thời hạn",
    "verdict": "Đánh giá",
    "project": "Dự án",
    "projects": "Dự án",
    "indicator": "Chỉ tiêu",
    "overdue": "Quá hạn",
    "planned": "Dự kiến",
}
"""Slots of answers that users are told about -> how they are called."""
IN_THE_QUESTION = frozenset({"document", "agency", "lead", "coordinate", "period", "from", "to"})
"""Slots whose words stand in the question, where they can be changed."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "direction": {"up": "lên văn bản cấp trên", "down": "xuống văn bản triển khai"},
    "deadline_kind": {kind: text.lower() for kind, text in labels.DEADLINES.items()},
    "relation": {name: active.lower() for name, (active, _) in labels.RELATIONS.items()},
}
COMPARED: Mapping[Compare, str] = {">": "trên", ">=": "từ", "<": "dưới", "<=": "không quá", "=": ""}


@dataclass(frozen=True, slots=True)
class Chip:
    """Words of the question from `start` to `end` as typed, and what they are taken to mean ("" where that is the same)."""

    name: str
    typed: str
    meant: str
    start: int
    end: int


def chips(question: Question, names: Mapping[str, str]) -> Iterator[Chip]:
    """What the question names, in its own order; `names` are the names of documents by key."""
    slots, text = question.slots, question.wording.question
    found = [("Văn bản", _document(d.keys, names), d.start, d.end) for d in slots.documents]
    found += [("Cơ quan", a.name, a.start, a.end) for a in slots.agencies]
    found += [("Thời gian", _days(p.begin, p.finish), p.start, p.end) for p in slots.periods]
    found += [("Số tiền", _amount(a), a.start, a.end) for a in slots.amounts]
    for name, meant, start, end in sorted(found, key=lambda row: row[2:]):
        typed = text[start:end].strip()
        if typed:
            yield Chip(name, typed, "" if meant.lower() == typed.lower() else meant, start, end)


def document_keys(question: Question) -> set[str]:
    """The documents that the chips of a question speak of."""
    return {key for slot in question.slots.documents for key in slot.keys[:1]}


def changed(question: Question, start: int, end: int, words: str) -> str:
    """The question with other words in the place of those from `start` to `end`."""
    text = question.wording.question
    return " ".join(f"{text[:start]} {words} {text[end:]}".split())


def told(slots: Mapping[str, Any], without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """The slots of an answer in words: (name, value); those without a name for people are left out."""
    for name, value in slots.items():
        if name in NAMES and name not in without:
            values = value if isinstance(value, (list, tuple)) else [value]
            text = "; ".join(filter(None, (_told(name, item) for item in values)))
            if text:
                yield NAMES[name], text


def _told(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return _days(str(value.get("from") or ""), str(value.get("to") or ""))
    if isinstance(value, bool) or value is None:
        return "có" if value else ""
    text = WORDS.get(name, {}).get(str(value), str(value))
    return labels.day(text) if name in ("from", "to") else labels.short_name(text) if name == "document" else text


def _document(keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    return (names.get(keys[0]) or labels.short_name(keys[0])) if keys else "không có trong kho"


def _days(begin: str, finish: str) -> str:
    if begin == finish:
        return labels.day(begin)
    return " ".join(f"{word} {labels.day(day)}" for word, day in (("từ", begin), ("đến", finish)) if day)


def _amount(slot: AmountSlot) -> str:
    return f"{COMPARED[slot.compare]} {labels.money(slot.million)}".strip()

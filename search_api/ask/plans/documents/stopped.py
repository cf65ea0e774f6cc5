"""Which schemes, plans or policies are stopped: told in a sentence of a report, given word for word."""

from __future__ import annotations

import re

from graph.records import to_json
from search_api.ask.catalogue import month_of
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, name_of
from search_api.ask.plans.sentences.told import Told, find_told
from search_api.ask.plans.sentences.values import of_period
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from vietnamese.text import normal

SHOWN = 3
_KINDS = {
    "de an": "đề án",
    "ke hoach": "kế hoạch",
    "chuong trinh": "chương trình",
    "chu truong": "chủ trương",
    "chinh sach": "chính sách",
    "mo hinh": "mô hình",
    "phong trao": "phong trào",
    "nghi quyet": "nghị quyết",
    "quyet dinh": "quyết định",
}
_STOPS = r"(?:tam |cho |xin )?(?:dung|ngung|dinh chi|cham dut)(?: lai| han)?(?: (?:viec|thuc hien|trien khai|thi hanh|ap dung))*"
_KIND = rf"(?P<kind>{'|'.join(_KINDS)})"
_ASKS = re.compile(
    rf"(?<!\w){_STOPS}(?: (?:nhung|cac|may))* {_KIND}(?: (?!nao|gi)\w+){{0,3}}? (?:nao|gi)(?!\w)"
    rf"|(?:(?<!\w)(?:nhung|cac|may) )?{_KIND.replace('kind', 'head')}(?: (?!bi|duoc|cho)\w+){{0,6}}?"
    rf" (?:bi|duoc|xem xet|cho y kien|cho|phai)(?: (?:xem xet|cho|y kien|cho y kien|phai|yeu cau))* {_STOPS}(?!\w)"
)
_TOLD = r"(?<!\w)(?:dừng|ngừng|đình chỉ|chấm dứt)(?: (?:việc|thực hiện|triển khai|thi hành|áp dụng|lại|hẳn))*(?: (?:các|những|một số|toàn bộ))*"
_WORD = frozenset(("dừng", "ngừng"))


class StoppedPlan(Plan):
    """The sentence that says that something of the asked kind is stopped, of the asked time."""

    intent = "amend_replace"
    label = "Dừng, chấm dứt thực hiện"

    @classmethod
    def score(cls, question: Question) -> float:
        return 3.95 if _asked(question) is not None and not question.slots.foreign else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        kind = _asked(question)
        if kind is None:
            return None
        own = dict.fromkeys((*words(_KINDS[kind]), *(word for word in question.slots.topic if not word.isdecimal())))
        found = [
            told for told in find_told(question, tuple(own), library) if _tells(told, kind) and _is_of(told, question, library)
        ]
        if not found:
            return None
        best = found[:SHOWN]
        text = " ".join(
            f"{name_of(library.document(told.sentence.document), told.sentence.document)} nêu: “{told.sentence.text}”"
            for told in best
        )
        items = tuple({name: value for name, value in to_json(told.hit).items() if name != "facets"} for told in best)
        return Answer("passages", text, items, evidence_json(told.sentence for told in best), slots={"q": _KINDS[kind]})


def _asked(question: Question) -> str | None:
    """The kind of thing of which the stopped ones are asked for; "dừng" typed with diacritics must bear its own."""
    match = _ASKS.search(question.wording.line)
    if match is None:
        return None
    if question.wording.accented:
        typed = {question.wording.words[index].accented for index in question.wording.words_of(*match.span())}
        if not typed & _WORD and not question.says("dinh chi", "cham dut"):
            return None
    return match["kind"] or match["head"]


def _tells(told: Told, kind: str) -> bool:
    return re.search(rf"{_TOLD} {_KINDS[kind]}(?!\w)", normal(told.sentence.text).lower()) is not None


def _is_of(told: Told, question: Question, library: Library) -> bool:
    """Whether the sentence is of the times asked for: it says so, or its document speaks in them."""
    document = library.document(told.sentence.document)
    month = month_of(document) if document else None
    spoken = f"{month[0]}-{month[1]:02d}" if month else ""
    periods = question.slots.periods
    return all(p.begin[:7] <= spoken <= p.finish[:7] or of_period(told, question, library, at) for at, p in enumerate(periods))

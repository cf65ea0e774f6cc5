"""A value told in a sentence: found by its words and by the kind of value that stands with them, and given word for word."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from search_api.ask.entities.wanted import TIMES, Wanted, find_wanted, values_in
from search_api.ask.plans.base import Library
from search_api.ask.plans.sentences.told import Told, find_told, names_period, rarity
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from vietnamese.text import fold, normal

ENOUGH, ITSELF, BESIDE = 0.7, 0.5, 0.3
"""Shares of the asked words' weight that a sentence must hold with its surroundings and by itself, and of the words side by side."""
BARE, BARE_BESIDE = 0.92, 0.6
"""The same where the question names a figure and asks with no word for it."""
WHOLE, BESIDE_WHOLE = 0.99, 0.5
"""A sentence that holds every asked word may have a number between those that stand side by side in the question."""
CLAUSE = 0.34
"""How many of the asked words that the sentence holds must stand in the clause of the value."""
MOST = 3
"""So many things at most answer a question for one value."""
NUMBER = Wanted("number")
_NUMBERED = re.compile(
    r"(?<!\w)(?<!tong )(?:so bao nhieu|so may|mang so|ky hieu|so hieu)(?!\w)"
    r"|(?<!phai )(?:ban hanh|ra doi|thong qua|ky|phat hanh) (?:tu |vao |hoi )?(?:ngay|thang|nam|khi|luc) (?:nao|may)(?!\w)"
)
"""A document's number or date is asked for."""


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A sentence with the values in it that are asked for, as printed."""

    told: Told
    values: tuple[str, ...]


def wanted_of(question: Question) -> tuple[Wanted, ...]:
    """The values that a question asks for; the number and date of a document are none, nor is a lack of a deadline."""
    if asks_number(question) or question.has("undated"):
        return ()
    return find_wanted(question.wording, [(slot.start, slot.end) for slot in question.slots.agencies])


def asks_number(question: Question) -> bool:
    """Whether a document's own number or date is asked for."""
    return _NUMBERED.search(question.wording.line) is not None


def find_values(question: Question, asked: Sequence[str], library: Library) -> list[ToldValue]:
    """Sentences that tell every value asked for, of the asked time and document, the most telling first."""
    wanted = wanted_of(question)
    enough, beside = (ENOUGH, BESIDE) if wanted else (BARE, BARE_BESIDE)
    if _only_names(wanted, asked):
        return []
    found = []
    for told in find_told(question, asked, library):
        near = min(beside, BESIDE_WHOLE) if told.own > WHOLE else beside
        if told.share < enough or told.own < ITSELF or told.beside < near or not _of_document(told, question):
            continue
        if not all(of_period(told, question, library, at) for at in range(len(question.slots.periods))):
            continue
        values = [_value(told, asked, each, library) for each in wanted or (NUMBER,)]
        if all(values):
            found.append(ToldValue(told, tuple(value for value in values if value)))
    return found


def _only_names(wanted: Sequence[Wanted], asked: Sequence[str]) -> bool:
    """Whether nothing but what is counted is asked ("bao nhiêu hội viên"): a number of it in any sentence need not be the one meant."""
    counted = [each.noun for each in wanted if each.kind == "count"]
    return bool(counted) and counted[0] in asked and len(asked) <= 2


def misses(question: Question, text: str, items: int) -> bool:
    """Whether an answer leaves out the value that is asked for: it lists many things or none, or names no time where one is asked."""
    wanted = wanted_of(question)
    if not wanted or (items and any(slot.by_number for slot in question.slots.documents)):
        return False
    if items > MOST and any(each.kind in TIMES - {"time"} for each in wanted):
        return True
    folded = fold(normal(text))
    times = [each for each in wanted if each.kind in TIMES]
    return not items or any(each.kind != "time" and not any(values_in(folded, each)) for each in times)


def _value(told: Told, asked: Sequence[str], wanted: Wanted, library: Library) -> str | None:
    """The value as printed that stands with most of the asked words' weight, None where none stands with enough of it."""
    text = normal(told.sentence.text)
    folded = fold(text)
    known = {word: rarity(word, library.engine) for word in asked if word in told.held} if library.engine else {}
    best: tuple[tuple[float, ...], int, int] | None = None
    for start, end in values_in(folded, wanted, known):
        left = max((match.end() for match in re.finditer(r"[;:.] ", folded[:start])), default=0)
        right = next((end + match.start() for match in re.finditer(r"[;.](?: |$)", folded[end:])), len(folded))
        near = sum(known.get(word, 0.0) for word in set(words(text[left:right])))
        close = sum(known.get(word, 0.0) for word in set(words(text[max(left, start - 60) : end + 40])))
        end = _with_noun(folded, end, known) if wanted.kind == "count" else end
        beside = _leads(folded[:start]) in known or (wanted.kind == "count" and folded[start:end].count(" ") > 1)
        fit = (float(beside and wanted.kind not in TIMES), near, close)
        if (fit[0] or near >= CLAUSE * sum(known.values())) and (best is None or fit > best[0]):
            best = (fit, start, end)
    return text[best[1] : best[2]].strip(" ,.") if best else None


_LINKS = frozenset(["duoc", "dat", "la", "tu", "moi", "them", "gan", "tren", "khoang", "con", "den", "uoc"])


def _leads(before: str) -> str:
    """The last word before a value but for those that only link it ("kết nạp được 12")."""
    found = [word for word in before.split()[-4:] if word not in _LINKS]
    return found[-1].strip(",(") if found else ""


def _with_noun(folded: str, end: int, known: Container[str]) -> int:
    """The end of a counted noun with those of the asked words that follow it."""
    for match in re.finditer(r" ([^\W\d_]+)", folded[end:]):
        if match.start() or match[1] not in known:
            break
        end += match.end()
        return _with_noun(folded, end, known)
    return end


def _of_document(told: Told, question: Question) -> bool:
    documents = [slot for slot in question.slots.documents if slot.by_number]
    held = re.sub(r"\s", "", fold(normal(told.text)))
    return all(slot.keys and re.sub(r"\s", "", fold(slot.keys[0].split("@")[0])) in held for slot in documents)


def of_period(told: Told, question: Question, library: Library, at: int) -> bool:
    """Whether the sentence is of the asked time: it names it, or what leads up to it does and the sentence names none."""
    period = question.slots.periods[at]
    if period.assumed or names_period(told.sentence.text, period):
        return True
    if re.search(r"(?<!\w)(?:thang|quy|nam) [\div]", fold(normal(told.sentence.text.split("(")[0]))):
        return False
    document = library.document(told.sentence.document)
    spans = document.period if document else None
    return names_period(told.before, period) or (spans is not None and (spans.start, spans.end) == (period.begin, period.finish))

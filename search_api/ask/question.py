"""A question understood: its words, the cues in them, the slots they fill."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from search_api.ask.catalogue import Catalogue
from search_api.ask.entities.agencies import find_agencies
from search_api.ask.entities.amounts import find_amounts
from search_api.ask.entities.documents import find_by_number, find_by_title, find_types
from search_api.ask.entities.names import find_indicators, find_places, find_projects
from search_api.ask.entities.periods import find_periods
from search_api.ask.slots import DocumentSlot, Slots
from search_api.ask.words import Wording, read_words
from vietnamese.text import fold, normal

_VERBS = {"thuc", "hien", "trien", "khai", "ban", "hanh", "thay", "sua", "doi", "bo", "sung", "dieu", "chinh", "bai", "cham"}
_CITY = re.compile(
    r"(?<!\w)(?:cua|o|tai|dia ban)\s+(?:thanh pho|tinh|dia phuong)(?!\w)|(?<!\w)(?:thanh pho|tinh|dia phuong) (?:da|co|ban hanh)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """`cues` maps a cue's name to the positions in `wording.line` where one of its phrases begins."""

    text: str
    wording: Wording
    cues: Mapping[str, tuple[int, ...]]
    slots: Slots

    def has(self, *names: str) -> bool:
        """Whether any of these cues is in the question."""
        return any(name in self.cues for name in names)

    def position(self, cue: str) -> int:
        """Where in the question (its own offsets) a cue begins first; -1 where it does not stand."""
        found = self.cues.get(cue)
        return self.wording.words[self.wording.word_at(found[0])].start if found else -1


@cache
def cue_phrases() -> tuple[Mapping[str, Sequence[re.Pattern[str]]], frozenset[str]]:
    """Compiled cue phrases by name, and the stop words."""
    data = tomllib.loads((resources.files("data.gazetteers") / "questions.toml").read_text("utf-8"))
    patterns = {
        name: [re.compile(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)") for phrase in sorted(phrases, key=len, reverse=True)]
        for name, phrases in data["cues"].items()
    }
    return patterns, frozenset(data["words"]["stop"])


def understand(text: str, catalogue: Catalogue, today: date) -> Question:
    """Recognises everything a question names. Never fails: what is not recognised is left in `slots.rest`."""
    wording = read_words(text)
    cues = find_cues(wording.line)
    return Question(text, wording, cues, _fill(wording, catalogue, today))


def find_cues(line: str) -> dict[str, tuple[int, ...]]:
    """Positions of every cue in an expanded folded line."""
    found: dict[str, tuple[int, ...]] = {}
    for name, patterns in cue_phrases()[0].items():
        places = sorted({match.start() for pattern in patterns for match in pattern.finditer(line)} - _no_task(name, line))
        if places:
            found[name] = tuple(places)
    return found


def _no_task(name: str, line: str) -> set[int]:
    """Positions where "việc" only leads a subject ("về việc gì") and asks for no task."""
    return {match.end() - 4 for match in re.finditer(r"(?<!\w)ve viec(?!\w)", line)} if name == "task" else set()


def _fill(wording: Wording, catalogue: Catalogue, today: date) -> Slots:
    folded = fold(normal(wording.question))
    amounts = find_amounts(folded)
    periods = find_periods(folded, catalogue.year_of, today)
    closed = [(slot.start, slot.end) for slot in amounts] + [(slot.start, slot.end) for slot in periods]
    documents = find_by_number(folded, catalogue, closed)
    closed += [(slot.start, slot.end) for slot in documents]
    asked = [(word.text, word.start, word.end) for word in wording.words]
    agencies = find_agencies(asked, catalogue, closed)
    rest = _rest(wording, [*closed, *((slot.start, slot.end) for slot in agencies)])
    types = find_types(wording.line)
    if not documents:
        documents = _by_title(
            wording, _content(wording, [*closed, *((slot.start, slot.end) for slot in agencies)]), types, catalogue
        )
    return Slots(
        documents=documents,
        agencies=agencies,
        periods=periods,
        amounts=amounts,
        projects=find_projects(_content(wording, closed), catalogue),
        indicators=find_indicators(_content(wording, closed), catalogue),
        places=find_places(wording.line, catalogue),
        types=types,
        city=_CITY.search(wording.line) is not None,
        rest=rest,
    )


def _content(wording: Wording, closed: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Words that are no stop words, stand outside closed spans and belong to no cue."""
    patterns, stop = cue_phrases()
    hidden: set[int] = set()
    for name in ("task", "who", "when", "which_document", "lookup", "agency_what", "amount_asked"):
        for pattern in patterns[name]:
            for match in pattern.finditer(wording.line):
                hidden.update(wording.words_of(*match.span()))
    return tuple(
        word.text
        for index, word in enumerate(wording.words)
        if index not in hidden
        and word.text not in stop
        and word.text[:1].isalnum()
        and not any(start <= word.start < end for start, end in closed)
    )


def _rest(wording: Wording, closed: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Content words outside slots that no cue at all explains."""
    patterns, stop = cue_phrases()
    hidden: set[int] = set()
    for found in patterns.values():
        for pattern in found:
            for match in pattern.finditer(wording.line):
                hidden.update(wording.words_of(*match.span()))
    return tuple(
        word.text
        for index, word in enumerate(wording.words)
        if index not in hidden
        and word.text not in stop
        and word.text[:1].isalnum()
        and not any(start <= word.start < end for start, end in closed)
    )


def _by_title(wording: Wording, content: Sequence[str], types: Sequence[str], catalogue: Catalogue) -> tuple[DocumentSlot, ...]:
    type_words = {word for kind in types for word in fold(kind).split()}
    asked = [word for word in content if word not in _VERBS and word not in type_words]
    ranked = find_by_title(asked, types, catalogue) if types else ()
    label = " ".join(asked)
    if not ranked:
        for kind, segment in _segments(wording, types):
            asked = [word for word in segment if word in content and word not in _VERBS and word not in fold(kind).split()]
            ranked = find_by_title(asked, (kind,), catalogue, floor=0.85)
            label = " ".join(segment)
            if ranked:
                break
    if not ranked:
        return ()
    return (DocumentSlot(tuple(key for key, _ in ranked), label, 0, len(wording.question), False),)


def _segments(wording: Wording, types: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The words after each type word up to the next mark, verb or type word: where a title may stand."""
    found = []
    for kind in types:
        for match in re.finditer(rf"(?<!\w){re.escape(fold(kind))}(?!\w)", wording.line):
            rest = re.split(
                r"[,;?()]|(?<!\w)(?:gom|nao|gi|da|duoc|bi|se|phai|thi|la|va cac|thuc hien|trien khai|thay the)(?!\w)",
                wording.line[match.end() :],
            )[0]
            found.append((kind, rest.split()))
    return found

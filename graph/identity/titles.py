"""Titles as identity compares them: by the words that carry meaning, since every citation cuts a title where it likes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.identity.words import COMMON
from vietnamese.text import fold, normal

_WORD = re.compile(r"\d+(?:[-/.]\w+)*|\w+")
_OPENING = {"ve", "viec", "v", "phe", "duyet"}
_LIGHT = 0.2
SIMILAR = 0.6
CONTRARY = 0.3


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words, folded, in order; `weight` sums how much they say, `numbers` are its years and other figures.

    `firm`: it is surely the document's title ("về ...", in quotes); words that merely follow the number may belong to the sentence.
    """

    words: tuple[str, ...]
    vocabulary: frozenset[str]
    weight: float
    numbers: frozenset[str]
    firm: bool = True


def _weight(words: frozenset[str]) -> float:
    common = len(words & COMMON)
    return len(words) - common + _LIGHT * common


@lru_cache(maxsize=65536)
def read_title(printed: str | None, firm: bool = True) -> Title | None:
    """The words of a title, None where nothing is printed."""
    words = [word for word in _WORD.findall(fold(normal(printed or ""))) if word]
    while words and words[0] in _OPENING:
        words.pop(0)
    if not words:
        return None
    vocabulary = frozenset(words)
    return Title(tuple(words), vocabulary, _weight(vocabulary), frozenset(word for word in vocabulary if word[0].isdigit()), firm)


def agreement(one: Title, other: Title) -> float:
    """0 to 1: how much of the shorter title the other one holds, by weight."""
    least = min(one.weight, other.weight)
    return _weight(one.vocabulary & other.vocabulary) / least if least else 0.0


def similar(one: Title | None, other: Title | None) -> bool:
    """Whether two titles may well be one document's; False where one is not known."""
    return one is not None and other is not None and not _years_clash(one, other) and agreement(one, other) >= SIMILAR


def contrary(one: Title | None, other: Title | None) -> bool:
    """Whether two titles are surely two documents'; False where one is not known or says too little."""
    if one is None or other is None or not (one.firm and other.firm) or min(one.weight, other.weight) < 1.5:
        return False
    return agreement(one, other) <= CONTRARY


def miswritten(one: Title | None, other: Title | None) -> bool:
    """Whether two titles are the same but for one word of other letters ("đột phát" for "đột phá"); diacritics alone do not count."""
    if one is None or other is None or not (one.firm and other.firm):
        return False
    pairs = list(zip(one.words, other.words, strict=False))
    if len(pairs) < ALIKE:
        return False
    differing = [(a, b) for a, b in pairs[:-1] if a != b]
    return len(differing) == 1 and all(a.isalpha() and b.isalpha() for a, b in differing)


ALIKE = 8
"""Words that two titles must both have for one that differs to be a slip of the pen."""


def _years_clash(one: Title, other: Title) -> bool:
    """Whether both name years and share none: "năm 2024" against "năm 2025"."""
    mine, theirs = (frozenset(n for n in title.numbers if len(n) == 4 and n[:2] in {"19", "20"}) for title in (one, other))
    return bool(mine) and bool(theirs) and not mine & theirs


def same_words(one: Title | None, other: Title | None) -> bool:
    return one is not None and other is not None and one.words == other.words

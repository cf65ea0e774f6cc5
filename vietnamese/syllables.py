"""Syllables, the units that Vietnamese search counts, and the pairs of neighbours that stand for words.

A syllable is a run of letters and digits in normal form and lower case; `bigrams` joins neighbours with `_`. Word
segmentation loses to these pairs in search and depends on letter case; pairs cost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from vietnamese.text import fold, normal, normalise

JOINT = "_"
_SYLLABLE = re.compile(r"[^\W_]+")
_OPEN_VOWELS = re.compile(r"[ouOU][àáãảạèéẽẻẹỳýỹỷỵÀÁÃẢẠÈÉẼẺẸỲÝỸỶỴ](?!\w)(?<![qgQG]..)")
_ODD_LETTERS = re.compile("[Ðð\u00ad\u200b\u200c\u200d\u2060\ufeff]")


class Syllable(NamedTuple):
    """A syllable in normal form, lower case, with its raw offsets."""

    text: str
    start: int
    end: int


def syllables(text: str) -> list[str]:
    """The syllables of a text in order: normal form, lower case.

    >>> syllables("Uỷ ban, số 57-NQ/TW")
    ['ủy', 'ban', 'số', '57', 'nq', 'tw']
    """
    if _needs_normalising(text):
        text = normal(text)
    return _SYLLABLE.findall(text.lower())


def _needs_normalising(text: str) -> bool:
    """Whether more than lower case lies between the text and its normal form; spares most texts a walk over every letter."""
    return (
        not unicodedata.is_normalized("NFC", text) or _OPEN_VOWELS.search(text) is not None or _ODD_LETTERS.search(text) is not None
    )


def lowered(text: str) -> str | None:
    """The text in lower case where nothing else lies between it and its normal form, so that offsets hold; else None."""
    return None if _needs_normalising(text) or len(plain := text.lower()) != len(text) else plain


class Cut:
    """A text cut once into `syllables`; offsets are worked out for those alone that are asked for."""

    def __init__(self, text: str) -> None:
        self._plain = lowered(text)
        self._spans = spans(text) if self._plain is None else []
        self.syllables = [one.text for one in self._spans] if self._plain is None else _SYLLABLE.findall(self._plain)

    def offsets(self, places: Sequence[int]) -> list[tuple[int, int]]:
        """The raw offsets of the syllables at some places, given in ascending order."""
        if self._plain is None:
            return [self._spans[place][1:] for place in places]
        wanted, last = set(places), places[-1] if places else -1
        matches = enumerate(islice(_SYLLABLE.finditer(self._plain), last + 1))
        return [match.span() for place, match in matches if place in wanted]


def spans(text: str) -> list[Syllable]:
    """The syllables with the raw offsets they stand at."""
    plain = lowered(text)
    if plain is not None:
        return [Syllable(m.group(), m.start(), m.end()) for m in _SYLLABLE.finditer(plain)]
    normalised = normalise(text)
    lower = normalised.text.lower()
    if len(lower) != len(normalised.text):
        lower = normalised.text
    return [Syllable(m.group().lower(), *normalised.span(m.start(), m.end())) for m in _SYLLABLE.finditer(lower)]


def bigrams(words: Sequence[str]) -> list[str]:
    """Neighbours joined: `["đầu", "tư", "công"]` gives `["đầu_tư", "tư_công"]`."""
    return list(map(JOINT.join, pairwise(words)))


def folded(words: Sequence[str]) -> list[str]:
    """The same syllables without diacritics."""
    return [fold(word) for word in words]


def is_accented(word: str) -> bool:
    """Whether a syllable carries a mark that folding would take away."""
    return fold(word) != word.lower()

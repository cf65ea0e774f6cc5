"""Diacritics put back by the likeliest path over pairs of neighbouring syllables; what the user accented is kept.

Counts are handed in: how often syllables and pairs occur in the texts that are searched. Each typed syllable has its
variants, each with a cost (a negative log probability of having been typed so); Viterbi chooses.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vietnamese.text import TONES, fold

PAIR_WEIGHT = 0.9
MOST_VARIANTS = 24
TONE_ADDED = 2.5
"""Cost of reading a syllable that has letter marks but no tone (`đâu`) as one with a tone (`đầu`)."""
PLAIN_AMONG_ACCENTED = 1.5
"""Cost of reading an unmarked syllable as marked where the rest of the query bears marks."""


class Counts(Protocol):
    """Frequencies that restoring goes by."""

    @property
    def total(self) -> float: ...

    def variants(self, folded: str) -> Sequence[tuple[str, float]]:
        """Syllables that fold to `folded`, with their counts."""
        ...

    def count(self, word: str) -> float: ...

    @property
    def all_contexts(self) -> float: ...

    def contexts(self, word: str) -> float:
        """How many different syllables stand right before a word: what tells a word from the second half of one."""
        ...

    def pairs(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """Counts of each first right before each second."""
        ...


@dataclass(frozen=True, slots=True)
class Variant:
    """What a typed syllable may mean, and what believing it costs."""

    word: str
    cost: float


@dataclass(frozen=True, slots=True)
class Restored:
    """The likeliest reading, syllable by syllable, and how much likelier it is than what was typed (natural log)."""

    words: tuple[str, ...]
    gain: float


@lru_cache(maxsize=65536)
def without_tone(word: str) -> str:
    """A syllable with its letter marks but no tone: `đầu` -> `đâu`."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES)
    return unicodedata.normalize("NFC", plain)


def has_tone(word: str) -> bool:
    return without_tone(word) != unicodedata.normalize("NFC", word)


@lru_cache(maxsize=65536)
def marks_kept(typed: str, word: str) -> bool:
    """Whether `word` bears every mark of `typed`: `đâu` -> `đầu` keeps them, `đấu` -> `đầu` does not."""
    if fold(typed) != fold(word) or len(typed) != len(word):
        return False
    return all(_marks(a) <= _marks(b) for a, b in zip(typed, word, strict=True))


@lru_cache(maxsize=4096)
def _marks(character: str) -> frozenset[str]:
    if character == "đ":
        return frozenset("đ")
    return frozenset(c for c in unicodedata.normalize("NFD", character) if unicodedata.combining(c))


def accent_variants(word: str, counts: Counts, *, all_plain: bool) -> list[Variant]:
    """The readings of a typed syllable that keep its marks. `all_plain`: nothing in the query bears a mark."""
    if any(c.isdigit() for c in word):
        return [Variant(word, 0.0)]
    plain = fold(word) == word
    if not plain and has_tone(word):
        return [Variant(word, 0.0)]
    cost = (0.0 if all_plain else PLAIN_AMONG_ACCENTED) if plain else TONE_ADDED
    known = sorted((v for v in counts.variants(fold(word)) if marks_kept(word, v[0])), key=lambda v: (-v[1], v[0]))
    found = [Variant(other, 0.0 if other == word else cost) for other, _ in known[:MOST_VARIANTS]]
    return found if any(v.word == word for v in found) else [Variant(word, 0.0), *found]


Readings = Callable[[str], list[Variant]]


def restore(words: Sequence[str], counts: Counts, readings: Readings | None = None) -> Restored:
    """The likeliest reading of a query.

    `readings` gives the variants of a syllable; by default those of `accent_variants`.
    """
    if not words:
        return Restored((), 0.0)
    if readings is None:
        all_plain = all(fold(word) == word for word in words)
        lattice = [accent_variants(word, counts, all_plain=all_plain) for word in words]
    else:
        lattice = [readings(word) for word in words]
    found = _likeliest(lattice, counts, words)
    literal = found.typed
    if literal is None:
        literal = _likeliest([[Variant(word, 0.0)] for word in words], counts, words).score
    return Restored(tuple(found.words), found.score - literal)


@dataclass(frozen=True, slots=True)
class _Path:
    """The best path with its log probability, and that of the words as typed (None where they are not among the variants for free)."""

    words: list[str]
    score: float
    typed: float | None


def _likeliest(lattice: Sequence[Sequence[Variant]], counts: Counts, typed: Sequence[str]) -> _Path:
    """Viterbi over pairs; what was typed is weighed along the way."""
    words = [[v.word for v in column] for column in lattice]
    costs = [np.array([v.cost for v in column]) for column in lattice]
    single = [np.array([counts.count(w) for w in column]) for column in words]
    own = [
        next((i for i, v in enumerate(column) if v.word == word and not v.cost), -1)
        for column, word in zip(lattice, typed, strict=True)
    ]
    total = max(1.0, counts.total)
    scores = np.log((single[0] + 0.05) / total) - costs[0]
    literal = float(scores[own[0]])
    back: list[NDArray[np.int64]] = []
    for step in range(1, len(words)):
        pair = counts.pairs(words[step - 1], words[step]) / np.maximum(1.0, single[step - 1])[:, None]
        alone = np.array([counts.contexts(w) + 0.05 for w in words[step]]) / max(1.0, counts.all_contexts)
        chance = np.log(PAIR_WEIGHT * pair + (1 - PAIR_WEIGHT) * alone[None, :])
        literal += float(chance[own[step - 1], own[step]])
        reach = scores[:, None] + chance
        best = reach.argmax(axis=0)
        back.append(best)
        scores = reach[best, np.arange(len(best))] - costs[step]
    place = int(scores.argmax())
    top = float(scores[place])
    path = [place]
    for best in reversed(back):
        place = int(best[place])
        path.append(place)
    found = [column[i] for column, i in zip(words, reversed(path), strict=True)]
    return _Path(found, top if math.isfinite(top) else -1e9, literal if min(own) >= 0 else None)

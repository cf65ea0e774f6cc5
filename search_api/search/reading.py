"""How a query is read: its syllables, with diacritics put back and slips mended unless it is to be taken literally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from vietnamese.restore import Counts, restore
from vietnamese.syllables import syllables
from vietnamese.text import fold
from vietnamese.typing_slips import Speller

LEAST_GAIN = 1.0
"""Natural log by which the reading must be likelier than what was typed."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other words for a part of the query, and what they count beside typed ones (1)."""

    words: tuple[str, ...]
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it is searched. `typed` and `words` run in parallel; they differ where diacritics were put back."""

    literal: str
    typed: tuple[str, ...]
    words: tuple[str, ...]
    restored: bool
    expansions: tuple[Expansion, ...] = ()

    @property
    def shown(self) -> str:
        return " ".join(self.words) if self.restored else self.literal


def read_query(q: str, counts: Counts, speller: Speller, *, literal: bool = False, expand: Sequence[Expansion] = ()) -> Reading:
    """Reads a query; with `literal` as it was typed."""
    typed = tuple(syllables(q))
    if literal or not typed:
        return Reading(q, typed, typed, False, tuple(expand))
    all_plain = all(fold(word) == word for word in typed)
    found = restore(typed, counts, partial(speller.readings, all_plain=all_plain))
    if found.words != typed and found.gain >= LEAST_GAIN:
        return Reading(q, typed, found.words, True, tuple(expand))
    return Reading(q, typed, typed, False, tuple(expand))


def uncertain(typed: str, word: str) -> bool:
    """Whether a syllable was typed without marks, so that its other readings count a little too."""
    return fold(typed) == typed and not typed.isdigit() and fold(word) == typed

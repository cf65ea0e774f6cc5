"""How a query is read: its syllables, with diacritics put back and slips mended unless it is to be taken literally."""

from __future__ import annotations

from dataclasses import dataclass

from search_api.search.wordings import Holds, Lexicon, Wording, anything, nothing, wordings
from vietnamese.restore import Counts, Variant, accent_variants, restore
from vietnamese.syllables import Syllable, spans
from vietnamese.text import fold
from vietnamese.typing_slips import Speller

LEAST_GAIN = 1.0
"""Natural log by which the reading must be likelier than what was typed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it is searched: `words` as read, `loose` those whose marks were not typed, `wordings` other words for it."""

    literal: str
    shown: str
    words: tuple[str, ...]
    loose: frozenset[str] = frozenset()
    wordings: tuple[Wording, ...] = ()

    @property
    def restored(self) -> bool:
        return self.shown != self.literal

    def all_wordings(self) -> tuple[Wording, ...]:
        """The query's own words first, then the others."""
        return (Wording(self.words), *self.wordings)


def read_query(
    q: str,
    counts: Counts,
    speller: Speller,
    lexicon: Lexicon,
    *,
    literal: bool = False,
    holds: Holds = anything,
    writes: Holds = nothing,
    usual: Holds = anything,
) -> Reading:
    """Reads a query; with `literal` as it was typed, nothing put back, mended or reworded."""
    typed = spans(q)
    words = tuple(word.text for word in typed)
    if literal or not words:
        return Reading(q, q, words)
    shown, read = q, words
    all_plain = all(fold(word) == word for word in words)
    capitals = _capitals(q, typed)
    short = frozenset(
        word
        for place, word in enumerate(words)
        if lexicon.abbreviates(word, capitals=place in capitals) or lexicon.spelled_out(word, writes)
    )

    def readings(word: str) -> list[Variant]:
        """An abbreviation is no slip, whether or not the documents use it."""
        if word in short:
            return accent_variants(word, counts, all_plain=all_plain)
        return speller.readings(word, all_plain=all_plain)

    found = restore(words, counts, readings)
    if found.words != words and found.gain >= LEAST_GAIN:
        read, shown = found.words, _rewritten(q, typed, found.words)
    loose = frozenset(new for old, new in zip(words, read, strict=True) if fold(old) == old and not old.isdigit())
    return Reading(q, shown, read, loose, tuple(wordings(read, lexicon, capitals, holds, writes, usual)))


def _capitals(q: str, typed: list[Syllable]) -> frozenset[int]:
    """Which syllables are written in capitals only; none where the whole query is."""
    found = frozenset(i for i, word in enumerate(typed) if q[word.start : word.end].isupper() and word.end - word.start > 1)
    return found if len(found) < len(typed) or len(typed) <= 2 else frozenset()


def _rewritten(q: str, typed: list[Syllable], words: tuple[str, ...]) -> str:
    """The query with its syllables replaced, letter case and all else kept."""
    pieces, at = [], 0
    for old, new in zip(typed, words, strict=True):
        raw = q[old.start : old.end]
        cased = new.upper() if raw.isupper() and len(raw) > 1 else new.capitalize() if raw[:1].isupper() else new
        pieces += [q[at : old.start], raw if old.text == new else cased]
        at = old.end
    return "".join((*pieces, q[at:]))

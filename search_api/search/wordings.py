"""Other wordings of a query: abbreviations written out, official terms for everyday ones. The lists are data that an office extends."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from vietnamese.syllables import syllables
from vietnamese.text import fold, normal

MOST_WORDINGS = 3
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A query in other words, and what they came from ("NƠXH = nhà ở xã hội")."""

    words: Phrase
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch `words[start:end]` of the query and what may stand for it."""

    start: int
    end: int
    others: tuple[Phrase, ...]


class Lexicon:
    """Phrases and what may be written for them."""

    def __init__(self, abbreviations: Mapping[str, Sequence[str]], groups: Sequence[Sequence[Sequence[str]]]) -> None:
        self._short: dict[str, tuple[Phrase, ...]] = {}
        self._phrases: dict[Phrase, tuple[Phrase, ...]] = {}
        self._written: dict[Phrase, str] = {}
        self.said: tuple[str, ...] = tuple(phrase for said, written in groups for phrase in (*said, *written))
        """All phrases of the thesaurus, for those who count what people type."""
        for short, meanings in abbreviations.items():
            phrases = tuple(tuple(syllables(meaning)) for meaning in meanings)
            key = "".join(syllables(short))
            for spelling in (key, fold(key)):
                self._short.setdefault(spelling, phrases)
            self._written.setdefault(phrases[0], key)
        for said, written in groups:
            others = tuple(tuple(syllables(phrase)) for phrase in written)
            for phrase in said:
                key_words = tuple(syllables(phrase))
                self._phrases[key_words] = tuple(other for other in others if other != key_words)
        self._longest = max((len(phrase) for phrase in self._phrases), default=1)

    def abbreviations(self, words: Phrase, capitals: Set[int] = frozenset()) -> list[Replacement]:
        """Abbreviations among the words, with what they stand for. Those that look like a syllable must be in `capitals`."""
        found = []
        for index, word in enumerate(words):
            meanings = self._short.get(word)
            if meanings and (index in capitals or not _syllable_like(word)):
                found.append(Replacement(index, index + 1, meanings))
        return found

    def shortenings(self, words: Phrase) -> list[Replacement]:
        """Stretches that documents also write as an abbreviation."""
        found, index = [], 0
        while index < len(words):
            length = next((n for n in range(min(8, len(words) - index), 1, -1) if words[index : index + n] in self._written), 0)
            if length:
                short = self._written[words[index : index + length]]
                found.append(Replacement(index, index + length, ((short,),)))
            index += max(1, length)
        return found

    def official(self, words: Phrase) -> list[Replacement]:
        """Everyday phrases among the words, the longest first, with the official ones."""
        found, index = [], 0
        while index < len(words):
            length = next(
                (n for n in range(min(self._longest, len(words) - index), 0, -1) if self._phrases.get(words[index : index + n])), 0
            )
            if length:
                found.append(Replacement(index, index + length, self._phrases[words[index : index + length]]))
            index += max(1, length)
        return found


def _syllable_like(word: str) -> bool:
    """Whether an abbreviation in small letters may be a word: tư, ai, tu, ca."""
    return len(word) <= 3 and any(c in "aeiouy" for c in fold(word))


def replace(words: Phrase, replacements: Sequence[Replacement], choice: int) -> Phrase:
    """The words with each stretch replaced by its `choice`-th other wording (the last one if it has fewer)."""
    result, at = [], 0
    for one in replacements:
        result += [*words[at : one.start], *one.others[min(choice, len(one.others) - 1)]]
        at = one.end
    return tuple(result + list(words[at:]))


def wordings(words: Phrase, lexicon: Lexicon, capitals: Set[int] = frozenset()) -> list[Wording]:
    """Other wordings of a query, likeliest first: abbreviations written out (or put in), then official terms."""
    spelled = lexicon.abbreviations(words, capitals)
    base = replace(words, spelled, 0)
    found = [_wording(words, spelled, 0)] if spelled else []
    shortened = [] if spelled else lexicon.shortenings(words)
    if shortened:
        found.append(_wording(words, shortened, 0))
    official = lexicon.official(base)
    for choice in range(max((len(one.others) for one in official), default=0)):
        found.append(_wording(base, official, choice))
    for choice in range(1, max((len(one.others) for one in spelled), default=0)):
        found.append(_wording(words, spelled, choice))
    seen = {words}
    distinct = []
    for wording in found:
        if wording.words not in seen:
            seen.add(wording.words)
            distinct.append(wording)
    return distinct[:MOST_WORDINGS]


def _wording(words: Phrase, replacements: Sequence[Replacement], choice: int) -> Wording:
    notes = tuple(
        f"{' '.join(words[one.start : one.end])} = {' '.join(one.others[min(choice, len(one.others) - 1)])}" for one in replacements
    )
    return Wording(replace(words, replacements, choice), notes)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lists of data/gazetteers: abbreviations.toml and thesaurus.toml."""
    folder = files("data") / "gazetteers"
    abbreviations = tomllib.loads(normal((folder / "abbreviations.toml").read_text("utf-8")))["abbreviations"]
    groups = tomllib.loads(normal((folder / "thesaurus.toml").read_text("utf-8")))["groups"]
    return Lexicon(abbreviations, groups)

"""Other wordings of a query: abbreviations written out, official terms for everyday ones. The lists are data that an office extends."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from search_api.search.initials import Initials, Phrase
from vietnamese.syllables import syllables
from vietnamese.text import fold, normal

MOST_WORDINGS = 2
REWORDED, RELATED = 0.05, 0.4
"""What a place must score more when it is found by other words than the query's own, or by what is only near to them."""
LEAST_SPREAD = 3
"""Syllables from which a phrase is recognised with other words in between."""
MOST_BETWEEN = 4
"""Such words, and never more than the phrase has."""
MOST_OF_PART = 4
"""Written forms that a part of a phrase may stand for; one of more phrases than that tells nothing."""
Holds = Callable[[Phrase], bool]


def anything(_: Phrase) -> bool:
    """Where no documents are at hand every phrase may be written."""
    return True


def nothing(_: Phrase) -> bool:
    """Where no documents are at hand no phrase is known to be written."""
    return False


@dataclass(frozen=True, slots=True)
class Wording:
    """A query in other words, and what they came from ("NƠXH = nhà ở xã hội")."""

    words: Phrase
    notes: tuple[str, ...] = ()
    price: float = 0.0
    """What a place must score more when it is found by this wording."""
    core: frozenset[str] = frozenset()
    """The syllables that stand for others; a place that holds none of them is not found by this wording."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch `words[start:end]` of the query and what may stand for it."""

    start: int
    end: int
    others: tuple[Phrase, ...]
    nearly: bool = False
    """Whether the stretch is only nearly the phrase that the others stand for."""


class Lexicon:
    """Phrases and what may be written for them."""

    _nothing: Phrase = ()

    def __init__(self, abbreviations: Mapping[str, Sequence[str]], groups: Sequence[Sequence[Sequence[str]]]) -> None:
        self._short: dict[str, tuple[Phrase, ...]] = {}
        self._phrases: dict[Phrase, tuple[Phrase, ...]] = {}
        self._written: dict[Phrase, str] = {}
        for short, meanings in abbreviations.items():
            phrases = tuple(tuple(syllables(meaning)) for meaning in meanings)
            key = "".join(syllables(short))
            for spelling in (key, fold(key)):
                self._short.setdefault(spelling, phrases)
            self._written.setdefault(phrases[0], key)
        self._related: dict[Phrase, tuple[Phrase, ...]] = {}
        self._lists: dict[Phrase, str] = {}
        everything: list[Phrase] = []
        official: list[Phrase] = []
        for said, written in groups:
            others = tuple(tuple(syllables(phrase)) for phrase in written)
            typed = tuple(tuple(syllables(phrase)) for phrase in said)
            everything += (*typed, *others)
            official += others
            self._lists.update((other, printed) for other, printed in zip(others, written, strict=True) if "," in printed)
            for key_words in typed:
                self._phrases[key_words] = tuple(other for other in others if other != key_words)
            for key_words in others:
                beside = tuple(other for other in others if other != key_words)
                if beside:
                    self._related[key_words] = self._related.get(key_words, ()) + beside
        self.said = tuple(everything)
        """All phrases of the thesaurus, for those who count what people type."""
        self._initials = Initials(official)
        self._parts = _parts_of(self._phrases)
        self._longest = max((len(phrase) for phrase in (*self._phrases, *self._related)), default=1)
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in sorted(self._phrases, key=lambda words: (-len(words), words)):
            if len(phrase) >= LEAST_SPREAD:
                self._by_first.setdefault(phrase[0], []).append(phrase)

    def abbreviates(self, word: str, *, capitals: bool) -> bool:
        """Whether a word is an abbreviation; one that looks like a syllable is only where it is written in capitals."""
        return word in self._short and (capitals or not _syllable_like(word))

    def spelled_out(self, word: str, writes: Holds) -> tuple[Phrase, ...]:
        """What an abbreviation in no list stands for where the documents do not use it: phrases of theirs with its initials."""
        return () if word in self._short else self._initials.phrases(word, writes)

    def abbreviations(
        self, words: Phrase, capitals: Set[int] = frozenset(), holds: Holds = anything, writes: Holds = nothing
    ) -> list[Replacement]:
        """Abbreviations among the words, with what they stand for. Those that look like a syllable must be in `capitals`."""
        found = []
        for index, word in enumerate(words):
            if self.abbreviates(word, capitals=index in capitals):
                meanings = self._short[word]
                held = tuple(meaning for meaning in meanings if holds(meaning))
                found.append(Replacement(index, index + 1, held or meanings[:1]))
            elif others := self.spelled_out(word, writes):
                found.append(Replacement(index, index + 1, others))
        return found

    def shortenings(self, words: Phrase, holds: Holds = anything) -> list[Replacement]:
        """Stretches that documents also write as an abbreviation."""
        found, index = [], 0
        while index < len(words):
            length = next((n for n in range(min(8, len(words) - index), 1, -1) if words[index : index + n] in self._written), 0)
            if length and holds(short := (self._written[words[index : index + length]],)):
                found.append(Replacement(index, index + length, (short,)))
            index += max(1, length)
        return found

    def official(
        self, words: Phrase, holds: Holds = anything, usual: Holds = anything, writes: Holds = anything
    ) -> list[Replacement]:
        """Everyday phrases among the words with the official ones, each also abbreviated where it is so written.

        Of overlapping phrases the longest counts; a phrase without its first or last syllable stands for it ("đắp chiếu" for "nằm đắp
        chiếu") where that is no usual one and no whole phrase overlaps.
        """
        taken, found = [False] * len(words), list[Replacement]()
        for one in sorted(self._everyday(words, usual), key=lambda one: (one.nearly, one.start - one.end, one.start)):
            written = [self._as_written(phrase, writes) for phrase in one.others]
            others = tuple(dict.fromkeys(self._as_held(written, holds)))
            if others and not any(taken[one.start : one.end]):
                taken[one.start : one.end] = [True] * (one.end - one.start)
                found.append(Replacement(one.start, one.end, others))
        return sorted(found, key=lambda one: one.start)

    def _everyday(self, words: Phrase, usual: Holds) -> list[Replacement]:
        """All everyday phrases among the words, overlapping ones too, with what is written for them."""
        found = []
        for index in range(len(words)):
            phrase = self._longest_at(words, index, self._phrases)
            if phrase:
                found.append(Replacement(index, index + len(phrase), self._phrases[phrase]))
                continue
            phrase, between = self._spread(words, index)
            if phrase:
                others = tuple((*other, *between) for other in self._phrases[phrase])
                found.append(Replacement(index, index + len(phrase) + len(between), others))
                continue
            part = self._longest_at(words, index, self._parts)
            if part and not usual(part):
                found.append(Replacement(index, index + len(part), self._parts[part], nearly=True))
        return found

    def related(self, words: Phrase, writes: Holds = nothing) -> list[Replacement]:
        """Official phrases among the words that the documents do not write, with the others of their group that they do."""
        found, index = [], 0
        while index < len(words):
            phrase = self._longest_at(words, index, self._related)
            others = self._as_held(self._related[phrase], writes) if phrase and not writes(phrase) else ()
            if others:
                found.append(Replacement(index, index + len(phrase), others))
            index += max(1, len(phrase))
        return found

    def _longest_at(self, words: Phrase, index: int, phrases: Mapping[Phrase, object]) -> Phrase:
        lengths = range(min(self._longest, len(words) - index), 0, -1)
        return next((words[index : index + n] for n in lengths if words[index : index + n] in phrases), ())

    def _spread(self, words: Phrase, index: int) -> tuple[Phrase, Phrase]:
        """A phrase that begins at `index` with other words in between ("công ty ... đóng cửa"), and those words."""
        for phrase in self._by_first.get(words[index], ()):
            at, between = index + 1, self._nothing
            for word in phrase[1:]:
                end = next((i for i in range(at, min(len(words), at + MOST_BETWEEN + 1)) if words[i] == word), None)
                if end is None:
                    break
                between += words[at:end]
                at = end + 1
            else:
                if len(between) <= min(MOST_BETWEEN, len(phrase)):
                    return phrase, between
        return self._nothing, self._nothing

    def _as_written(self, phrase: Phrase, writes: Holds) -> Phrase:
        """Of a list that the documents do not write as it is ("đùn đẩy, né tránh, sợ sai"), the members that they do."""
        if phrase not in self._lists or writes(phrase):
            return phrase
        members = (tuple(syllables(member)) for member in self._lists[phrase].split(","))
        return tuple(word for member in members if writes(member) for word in member) or phrase

    def _as_held(self, phrases: Sequence[Phrase], holds: Holds) -> tuple[Phrase, ...]:
        found = []
        for phrase in phrases:
            short = self._written.get(phrase)
            found += [one for one in (phrase, (short,) if short else ()) if one and holds(one)]
        return tuple(found)


def _parts_of(phrases: Mapping[Phrase, tuple[Phrase, ...]]) -> dict[Phrase, tuple[Phrase, ...]]:
    """Phrases without their first or last syllable, with what is written for the phrases that hold them; only telling ones."""
    found: dict[Phrase, dict[Phrase, None]] = {}
    for phrase, others in phrases.items():
        for part in (phrase[:-1], phrase[1:]) if len(phrase) > 2 else ():
            found.setdefault(part, {}).update(dict.fromkeys(others))
    return {part: tuple(others) for part, others in found.items() if len(others) <= MOST_OF_PART and part not in phrases}


def _syllable_like(word: str) -> bool:
    """Whether an abbreviation in small letters may be a word: tư, ai, tu, ca."""
    return len(word) <= 3 and any(c in "aeiouy" for c in fold(word))


def replace(words: Phrase, replacements: Sequence[Replacement], choice: int) -> Phrase:
    """The words with each stretch replaced by its `choice`-th other wording (the last one if it has fewer), each put in once."""
    result, at, put = list[str](), 0, set[Phrase]()
    for one in replacements:
        other = one.others[min(choice, len(one.others) - 1)]
        result += [*words[at : one.start], *(() if other in put else other)]
        put.add(other)
        at = one.end
    return tuple(result + list(words[at:]))


def wordings(
    words: Phrase,
    lexicon: Lexicon,
    capitals: Set[int] = frozenset(),
    holds: Holds = anything,
    writes: Holds = nothing,
    usual: Holds = anything,
) -> list[Wording]:
    """Other wordings of a query, likeliest first: abbreviations written out (or put in), then official terms.

    `holds` says whether the documents write most of a phrase: what they do not write is no wording; `writes` whether they write all of
    it; `usual` whether they or statutes do.
    """
    spelled = lexicon.abbreviations(words, capitals, holds, writes)
    base = replace(words, spelled, 0)
    found = [_wording(words, spelled, 0)] if spelled else []
    shortened = [] if spelled else lexicon.shortenings(words, holds)
    if shortened:
        found.append(_wording(words, shortened, 0))
    official = lexicon.official(base, holds, usual, writes)
    for choice in range(max((len(one.others) for one in official), default=0)):
        found.append(_wording(base, official, choice))
    for choice in range(1, max((len(one.others) for one in spelled), default=0)):
        found.append(_wording(words, spelled, choice))
    if not official and not spelled:
        related = lexicon.related(words, writes)
        found += [_wording(words, related, 0, RELATED)] if related else []
    seen = {words}
    distinct = []
    for wording in found:
        if wording.words not in seen:
            seen.add(wording.words)
            distinct.append(wording)
    return distinct[:MOST_WORDINGS]


def _wording(words: Phrase, replacements: Sequence[Replacement], choice: int, price: float = REWORDED) -> Wording:
    notes = tuple(
        f"{' '.join(words[one.start : one.end])} = {' '.join(one.others[min(choice, len(one.others) - 1)])}" for one in replacements
    )
    core = frozenset(word for one in replacements for word in one.others[min(choice, len(one.others) - 1)])
    return Wording(replace(words, replacements, choice), notes, price, core)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lists of data/gazetteers: abbreviations.toml and thesaurus.toml."""
    folder = files("data") / "gazetteers"
    abbreviations = tomllib.loads(normal((folder / "abbreviations.toml").read_text("utf-8")))["abbreviations"]
    groups = tomllib.loads(normal((folder / "thesaurus.toml").read_text("utf-8")))["groups"]
    return Lexicon(abbreviations, groups)

"""Cue words of questions, kept in `data/gazetteers/questions.toml`: what asks, and what is left as content."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from search_api.ask.words import Word, Wording, agrees
from vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a cue: its words with diacritics, folded, the pattern of that, and the folded words that may not stand before it."""

    words: tuple[str, ...]
    folded: str
    pattern: re.Pattern[str]
    guards: tuple[str, ...]


@cache
def cue_phrases() -> Mapping[str, Sequence[Phrase]]:
    """The phrases of every cue, the longest first."""
    data = _data()["cues"]
    return {name: [_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True)] for name, phrases in data.items()}


@cache
def _order_phrases(kind: str) -> Sequence[Phrase]:
    return [_phrase(phrase) for phrase in sorted(_data()["order"][kind], key=len, reverse=True)]


def order_spans(kind: str, wording: Wording) -> list[tuple[int, int]]:
    """Where phrases stand that say how documents follow from each other (`[order]` of the gazetteer), the longest first."""
    return _found(_order_phrases(kind), wording)


@cache
def stop_words() -> Mapping[str, tuple[str, ...]]:
    """Words that carry no content of their own, by their folded form ("mà" is one, "ma" in "ma túy" is none)."""
    found: dict[str, tuple[str, ...]] = {}
    for word in _data()["words"]["stop"]:
        found[fold(word)] = (*found.get(fold(word), ()), word)
    return found


@cache
def general_words(kind: str) -> frozenset[str]:
    """Folded words that tell nothing in questions of a kind ("dự án", "đầu tư" in one for projects)."""
    return frozenset(fold(word) for word in _data()["general"][kind])


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((resources.files("data.gazetteers") / "questions.toml").read_text("utf-8"))


def _phrase(phrase: str) -> Phrase:
    guards = tuple(f" {fold(word)} " for word in _data()["guards"].get(phrase, ()))
    return Phrase(tuple(phrase.split()), fold(phrase), re.compile(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)"), guards)


def find_cues(wording: Wording) -> dict[str, tuple[int, ...]]:
    """Positions of every cue in the expanded folded line."""
    found: dict[str, tuple[int, ...]] = {}
    for name, spans in _spans(wording).items():
        places = sorted({start for start, _ in spans})
        if places:
            found[name] = tuple(places)
    return found


@lru_cache(maxsize=8)
def _spans(wording: Wording) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Where phrases of every cue stand: worked out once for a question, which is asked for them many times."""
    return {name: tuple(_found(phrases, wording)) for name, phrases in cue_phrases().items()}


def covered(wording: Wording) -> frozenset[int]:
    """Words inside a cue's phrase of several words ("không có thời hạn"), which the cue has understood."""
    spans = (span for found in _spans(wording).values() for span in found)
    return frozenset(index for start, end in spans if " " in wording.line[start:end] for index in wording.words_of(start, end))


def _found(phrases: Sequence[Phrase], wording: Wording) -> list[tuple[int, int]]:
    """Where these phrases stand, with agreeing diacritics; in a question that bears some a single word must bear its own ("cho", "chờ").

    A phrase is none that ends within a compound ("theo quý" in "theo quy định"), and some words must bear their diacritics ("đợi").
    """
    found = []
    kept = () if phrases is _kept_phrases() else _kept_spans(wording)
    accented = wording.accented
    for phrase in phrases:
        if phrase.folded not in wording.line:
            continue
        for match in phrase.pattern.finditer(wording.line):
            if phrase.guards and f" {wording.line[: match.start()]}".endswith(phrase.guards):
                continue
            typed = [wording.words[index].accented for index in wording.words_of(*match.span())]
            if not accented and len(phrase.words) == 1 and phrase.words[0] in _accented_only():
                continue
            if accented and len(typed) == 1 and typed[0].isascii() != phrase.words[0].isascii():
                continue
            if any(a < match.end() and match.start() < b and not (match.start() <= a and b <= match.end()) for a, b in kept):
                continue
            if len(typed) != len(phrase.words) or all(agrees(t, w) for t, w in zip(typed, phrase.words, strict=True)):
                found.append(match.span())
    return found


@lru_cache(maxsize=8)
def _kept(wording: Wording) -> frozenset[int]:
    """Words that belong to compounds, worked out once for a question."""
    return frozenset(index for span in _kept_spans(wording) for index in wording.words_of(*span))


@lru_cache(maxsize=8)
def _kept_spans(wording: Wording) -> tuple[tuple[int, int], ...]:
    return tuple(_found(_kept_phrases(), wording))


@cache
def _accented_only() -> frozenset[str]:
    """Cue words that are too common without their diacritics to be meant ("doi" of "đối với", "ket" of "kết luận")."""
    return frozenset(_data()["words"]["accented"])


@cache
def _kept_phrases() -> Sequence[Phrase]:
    """Compounds whose words are content."""
    return [_phrase(phrase) for phrase in _data()["words"]["keep"]]


def _is_stop(word: Word, typed: bool) -> bool:
    """`typed`: the question bears diacritics, so that a word without them is meant without ("ma túy")."""
    forms = stop_words().get(word.text, ())
    return any(agrees(word.accented, form) and (not typed or not word.accented.isascii() or form.isascii()) for form in forms)


def content(wording: Wording, closed: Sequence[tuple[int, int]], hide: Sequence[str]) -> tuple[str, ...]:
    """Words that are no stop words, stand outside closed spans of the question and belong to no phrase of the cues in `hide`."""
    hidden = {index for name in hide for span in _spans(wording)[name] for index in wording.words_of(*span)}
    kept = _kept(wording)
    typed = wording.accented
    return tuple(
        word.text
        for index, word in enumerate(wording.words)
        if index not in hidden
        and (index in kept or not _is_stop(word, typed))
        and word.text[:1].isalnum()
        and not any(start <= word.start < end for start, end in closed)
    )

"""Where agencies and projects are named in passages: the longest known name at each word, read through a trie of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from graph.records import Corpus, DocumentKey, Passage
from vietnamese.text import normal

Kind = Literal["Agency", "Project"]
_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(rf"\b[{''.join(chr(c) for c in range(0x2000) if chr(c).isupper())}]\w*")
_SHORTEST = 2
"""Words that a name must have: a single word ("Sở", "Thành") names nobody."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name in a passage, as it stands there."""

    passage: Passage
    surface: str


@dataclass(slots=True)
class _Trie:
    bearer: tuple[Kind, str] | None = None
    shared: bool = False
    following: dict[str, _Trie] = field(default_factory=dict)

    def add(self, words: list[str], bearer: tuple[Kind, str]) -> None:
        place = self
        for word in words:
            place = place.following.setdefault(word, _Trie())
        place.shared = place.shared or place.bearer not in {None, bearer}
        place.bearer = bearer

    def longest(self, text: str, start: int) -> tuple[int, tuple[Kind, str]] | None:
        """Where the longest name that begins at `start` ends, and its bearer; a name that several bear says nothing."""
        place, best = self, None
        for match in _WORD.finditer(text, start):
            step = place.following.get(match.group().lower())
            if step is None:
                break
            place = step
            if place.bearer is not None:
                best = None if place.shared else (match.end(), place.bearer)
        return best


def _names(corpus: Corpus) -> _Trie:
    trie = _Trie()
    for agency in corpus.agencies:
        for name in {agency.name, *agency.aliases}:
            _add(trie, name, ("Agency", agency.name))
    for project in corpus.projects:
        _add(trie, project.name, ("Project", project.id))
    return trie


def _add(trie: _Trie, name: str, bearer: tuple[Kind, str]) -> None:
    words = _WORD.findall(normal(name).lower())
    if len(words) >= _SHORTEST and name[:1].isupper():
        trie.add(words, bearer)


def find_appearances(corpus: Corpus) -> dict[tuple[DocumentKey, Kind, str], list[Appearance]]:
    """Document, kind and key -> the passages that name it, each once, in the order of the passages."""
    trie = _names(corpus)
    found: dict[tuple[DocumentKey, Kind, str], list[Appearance]] = {}
    for passage in sorted(corpus.passages, key=lambda passage: (passage.start, passage.id)):
        once: set[tuple[Kind, str]] = set()
        for surface, (kind, key) in _read(trie, normal(passage.text)):
            if (kind, key) not in once:
                once.add((kind, key))
                found.setdefault((passage.document, kind, key), []).append(Appearance(passage, surface))
    return found


def _read(trie: _Trie, text: str) -> Iterator[tuple[str, tuple[Kind, str]]]:
    """Names and their bearers from left to right, none inside another; a name begins with a capital."""
    position = 0
    while (match := _CAPITAL.search(text, position)) is not None:
        named = trie.longest(text, match.start())
        if named is None:
            position = match.end()
            continue
        end, bearer = named
        yield text[match.start() : end], bearer
        position = end

"""Pairs for training out of a thesaurus: what is said, beside what is written and the statutes that write it."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from embeddings.articles import Article, plain

Group = tuple[Sequence[str], Sequence[str]]
"""Phrases as people say them, and as documents write them."""

PLACES = 12
"""Places of one written phrase that are kept, drawn evenly from all articles."""
AROUND = 45
"""Syllables on each side of a written phrase that belong to its passage."""
CONTEXT = 5
"""Most syllables on each side of a phrase that a made query keeps."""


@dataclass(frozen=True)
class Paraphrase:
    """A query in everyday words and the text that it should find, as syllables; `meaning` tells which of them mean the same."""

    said: list[str]
    written: list[str]
    meaning: int


def paraphrases(groups: Sequence[Group], articles: Sequence[Article], seed: int) -> list[Paraphrase]:
    """Each said phrase beside each written one, and in the place of the written one beside the passage that holds it; sorted by meaning."""
    random = np.random.default_rng(seed)
    phrases = [([plain(phrase) for phrase in said], [plain(phrase) for phrase in written]) for said, written in groups]
    same = _same_meaning([[tuple(phrase) for phrase in written] for _, written in phrases])
    places = _places({tuple(phrase) for _, written in phrases for phrase in written if len(phrase) > 1}, articles, random)
    made: list[Paraphrase] = []
    for (said, written), group in zip(phrases, same, strict=True):
        for phrase in filter(None, written):
            made += [Paraphrase(words, phrase, group) for words in said if words]
            for article, at in places.get(tuple(phrase), ()):
                words = said[int(random.integers(len(said)))]
                body = articles[article][1]
                before, after = (int(count) for count in random.integers(0, CONTEXT + 1, 2))
                end = at + len(phrase)
                query = [*body[max(0, at - before) : at], *words, *body[end : end + after]]
                made.append(Paraphrase(query, body[max(0, at - AROUND) : end + AROUND], group))
    return sorted(made, key=lambda pair: pair.meaning)


def _same_meaning(written: Sequence[Sequence[tuple[str, ...]]]) -> list[int]:
    """The same number for groups that share a written phrase, also by way of a third."""
    first: dict[tuple[str, ...], int] = {}
    above = list(range(len(written)))

    def root(index: int) -> int:
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    for index, phrases in enumerate(written):
        for phrase in phrases:
            above[root(index)] = root(first.setdefault(phrase, index))
    return [root(index) for index in range(len(written))]


def _places(
    wanted: Iterable[tuple[str, ...]], articles: Sequence[Article], random: np.random.Generator
) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Article and position of at most `PLACES` occurrences of each phrase in the bodies, each occurrence as likely as the other."""
    begins: dict[tuple[str, str], list[tuple[str, ...]]] = collections.defaultdict(list)
    for phrase in sorted(wanted):
        begins[phrase[0], phrase[1]].append(phrase)
    kept: dict[tuple[str, ...], list[tuple[int, int]]] = collections.defaultdict(list)
    seen: collections.Counter[tuple[str, ...]] = collections.Counter()
    for article, at, phrase in _occurrences(begins, articles):
        seen[phrase] += 1
        if len(kept[phrase]) < PLACES:
            kept[phrase].append((article, at))
        elif (place := int(random.integers(seen[phrase]))) < PLACES:
            kept[phrase][place] = (article, at)
    return kept


def _occurrences(
    begins: dict[tuple[str, str], list[tuple[str, ...]]], articles: Sequence[Article]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for number, (_, body) in enumerate(articles):
        for at, pair in enumerate(pairwise(body)):
            for phrase in begins.get(pair, ()):
                if tuple(body[at : at + len(phrase)]) == phrase:
                    yield number, at, phrase

"""How often syllables and pairs of neighbours occur: what restoring diacritics and correcting slips go by.

Pairs are sorted 64-bit keys with counts, mapped from files; a look-up of many pairs is one binary search.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.forward import Forward
from vietnamese.syllables import syllables
from vietnamese.text import fold

WORD_COUNTS, PAIR_KEYS, PAIR_COUNTS = "word_counts.npy", "pair_keys.npy", "pair_counts.npy"
CHUNK = 20_000_000


class SyllableCounts:
    """Counts over one text collection. Implements `vietnamese.restore.Counts`."""

    def __init__(self, vocabulary: Sequence[str], words: NDArray[Any], keys: NDArray[Any], counts: NDArray[Any]) -> None:
        self.vocabulary, self._words, self._keys, self._counts = vocabulary, words, keys, counts
        self._numbers = {word: number for number, word in enumerate(vocabulary)}
        self._by_fold: dict[str, list[int]] = {}
        for number, word in enumerate(vocabulary):
            self._by_fold.setdefault(fold(word), []).append(number)
        self.total = float(words.sum())
        self._contexts = np.bincount((keys & np.uint64(0xFFFFFFFF)).astype(np.int64), minlength=len(vocabulary))
        self.all_contexts = float(len(keys))

    def pair_table(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """All pairs as first number, second number and count."""
        keys = np.asarray(self._keys)
        return (
            (keys >> np.uint64(32)).astype(np.int64),
            (keys & np.uint64(0xFFFFFFFF)).astype(np.int64),
            np.asarray(self._counts, np.int64),
        )

    def word_table(self) -> NDArray[np.float64]:
        """How often each syllable of the vocabulary occurs."""
        return np.asarray(self._words, np.float64)

    def contexts(self, word: str) -> float:
        """How many different syllables stand right before a word."""
        number = self._numbers.get(word)
        return 0.0 if number is None else float(self._contexts[number])

    def variants(self, folded: str) -> list[tuple[str, float]]:
        """The syllables that fold to `folded`, with their counts."""
        return [(self.vocabulary[n], float(self._words[n])) for n in self._by_fold.get(folded, ())]

    def count(self, word: str) -> float:
        number = self._numbers.get(word)
        return 0.0 if number is None else float(self._words[number])

    def pairs(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """How often each first stands right before each second: one row a first, one column a second."""
        if not len(self._keys):
            return np.zeros((len(firsts), len(seconds)))
        left, right = self._ids(firsts), self._ids(seconds)
        keys = (left[:, None].astype(np.uint64) << np.uint64(32)) | right[None, :].astype(np.uint64)
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found = (self._keys[place] == keys) & (left[:, None] >= 0) & (right[None, :] >= 0)
        return np.where(found, self._counts[place], 0).astype(np.float64)

    def folded_vocabulary(self) -> Iterable[str]:
        return self._by_fold.keys()

    def _ids(self, words: Sequence[str]) -> NDArray[np.int64]:
        return np.array([self._numbers.get(word, -1) for word in words], dtype=np.int64)


def count_pairs(
    tokens: NDArray[np.uint32], breaks: NDArray[np.int64], least: int = 1
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Sorted pair keys and counts over a token run; no pair reaches over a position in `breaks`."""
    merged: dict[str, NDArray[Any]] = {"keys": np.zeros(0, np.uint64), "counts": np.zeros(0, np.int64)}
    cut = np.zeros(len(tokens) + 1, bool)
    cut[breaks] = True
    for begin in range(0, max(0, len(tokens) - 1), CHUNK):
        end = min(len(tokens) - 1, begin + CHUNK)
        keys = (tokens[begin:end].astype(np.uint64) << np.uint64(32)) | tokens[begin + 1 : end + 1].astype(np.uint64)
        found, counts = np.unique(keys[~cut[begin + 1 : end + 1]], return_counts=True)
        both = np.concatenate((merged["keys"], found))
        unique, where = np.unique(both, return_inverse=True)
        merged = {"keys": unique, "counts": np.bincount(where, np.concatenate((merged["counts"], counts))).astype(np.int64)}
    kept = merged["counts"] >= least
    return merged["keys"][kept].astype(np.uint64), merged["counts"][kept].astype(np.uint32)


def write_counts(folder: Path) -> None:
    """Counts syllables and pairs of the generation whose token arrays lie in `folder`."""
    forward = Forward(folder)
    words = np.bincount(forward.tokens, minlength=len(forward.vocabulary)).astype(np.uint32)
    heads = forward.bounds[:-1] + forward.headings
    keys, counts = count_pairs(np.asarray(forward.tokens), np.concatenate((forward.bounds, heads)))
    np.save(folder / WORD_COUNTS, words)
    np.save(folder / PAIR_KEYS, keys)
    np.save(folder / PAIR_COUNTS, counts)


class MixedCounts:
    """Several collections counted as one, each with its weight. What was looked up once is kept: the same few syllables are typed."""

    def __init__(self, parts: Sequence[tuple[SyllableCounts, float]]) -> None:
        self._parts = tuple(parts)
        self.total = sum(part.total * weight for part, weight in parts)
        self.all_contexts = sum(part.all_contexts for part, _ in parts)
        self._words: dict[str, tuple[float, float]] = {}
        self._variants: dict[str, list[tuple[str, float]]] = {}

    def contexts(self, word: str) -> float:
        return self._of(word)[1]

    def count(self, word: str) -> float:
        return self._of(word)[0]

    def variants(self, folded: str) -> list[tuple[str, float]]:
        known = self._variants.get(folded)
        if known is None:
            found: dict[str, float] = {}
            for part, weight in self._parts:
                for word, count in part.variants(folded):
                    found[word] = found.get(word, 0.0) + weight * count
            known = list(found.items())
            if known:
                self._variants[folded] = known
        return known

    def pairs(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        found = np.zeros((len(firsts), len(seconds)))
        for part, weight in self._parts:
            found += weight * part.pairs(firsts, seconds)
        return found

    def folded_vocabulary(self) -> set[str]:
        return {word for part, _ in self._parts for word in part.folded_vocabulary()}

    def _of(self, word: str) -> tuple[float, float]:
        """Count and number of contexts; only words that occur are kept, so that what is typed cannot fill the memory."""
        known = self._words.get(word)
        if known is None:
            count = sum(weight * part.count(word) for part, weight in self._parts)
            known = count, sum(part.contexts(word) for part, _ in self._parts)
            if count:
                self._words[word] = known
        return known


def combined(parts: Sequence[tuple[SyllableCounts, float]]) -> SyllableCounts:
    """Small collections added up into one, each with its weight."""
    numbers: dict[str, int] = {}
    words, keys, counts = [], [], []
    for part, weight in parts:
        own = np.array([numbers.setdefault(word, len(numbers)) for word in part.vocabulary], np.int64)
        first, second, count = part.pair_table()
        keys.append((own[first].astype(np.uint64) << np.uint64(32)) | own[second].astype(np.uint64))
        counts.append(weight * count)
        words.append((own, weight * part.word_table()))
    distinct, where = np.unique(np.concatenate(keys), return_inverse=True)
    totals = np.zeros(len(numbers))
    for own, occurring in words:
        totals[own] += occurring
    return SyllableCounts(list(numbers), totals, distinct, np.bincount(where, np.concatenate(counts), len(distinct)))


def counts_of(texts: Iterable[str]) -> SyllableCounts:
    """The counts of a few texts at hand."""
    return counts_of_phrases(map(syllables, texts))


def counts_of_phrases(phrases: Iterable[Sequence[str]]) -> SyllableCounts:
    """The counts of a few texts given as syllables."""
    numbers: dict[str, int] = {}
    runs = [[numbers.setdefault(word, len(numbers)) for word in phrase] for phrase in phrases]
    flat = np.array([number for run in runs for number in run], np.uint32)
    breaks = np.concatenate(([0], np.cumsum([len(run) for run in runs]))).astype(np.int64)
    keys, counts = count_pairs(flat, breaks)
    return SyllableCounts(list(numbers), np.bincount(flat, minlength=len(numbers)).astype(np.uint32), keys, counts)


@lru_cache(maxsize=1)
def background_counts() -> SyllableCounts:
    """Counts over statutes that ship with the package: what restoring falls back on where the workspace is small."""
    folder = Path(str(files("data"))) / "models" / "syllable-counts"
    vocabulary = (folder / "vocabulary.txt").read_text("utf-8").split("\n")
    with np.load(folder / "counts.npz") as arrays:
        return SyllableCounts(vocabulary, arrays["words"], arrays["keys"], arrays["counts"])


@lru_cache(maxsize=1)
def phrase_counts() -> tuple[SyllableCounts, float]:
    """Counts over phrases of questions (data/gazetteers/question_phrases.toml), and the weight of each."""
    content = tomllib.loads((files("data") / "gazetteers" / "question_phrases.toml").read_text("utf-8"))
    return counts_of(content["phrases"]), float(content["weight"])


PHRASE_SHARE = 0.25
"""What an everyday phrase counts beside a phrase of questions: there are thousands, and few are ever typed."""
WORKSPACE_SHARE = 0.2
LEAST_WEIGHT, MOST_WEIGHT = 4.0, 40.0
"""A workspace counts as if it were a fifth of the background, within these bounds for each of its syllables."""


def restoring_counts(workspace: SyllableCounts, phrases: Sequence[tuple[str, ...]] = ()) -> MixedCounts:
    """What diacritics are put back by: the workspace first, phrases of questions (and `phrases`, cut), statutes behind them."""
    weight = WORKSPACE_SHARE * background_counts().total / max(1.0, workspace.total)
    return MixedCounts([(workspace, min(MOST_WEIGHT, max(LEAST_WEIGHT, weight))), (_shipped_counts(tuple(phrases)), 1.0)])


@lru_cache(maxsize=4)
def _shipped_counts(phrases: tuple[tuple[str, ...], ...]) -> SyllableCounts:
    """Statutes, phrases of questions and `phrases`, added up."""
    questions, each = phrase_counts()
    return combined([(questions, each), (counts_of_phrases(phrases), PHRASE_SHARE * each), (background_counts(), 1.0)])


def read_counts(folder: Path, vocabulary: Sequence[str]) -> SyllableCounts:
    words, keys, counts = (np.load(folder / name, mmap_mode="r") for name in (WORD_COUNTS, PAIR_KEYS, PAIR_COUNTS))
    return SyllableCounts(vocabulary, words, keys, counts)

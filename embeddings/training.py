"""Training of static vectors by contrast: what belongs together lies close. Needs torch (the extra `vanmach[models]`).

Pairs come from articles (title, body): a title and its text, a few words and the passage they were cut from, one part and another;
and from paraphrases: a query in everyday words and the text that it should find.
"""

from __future__ import annotations

import collections
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.articles import Article
from embeddings.paraphrases import Paraphrase
from vietnamese.syllables import JOINT

UNKNOWN = "[UNK]"
Ids = NDArray[np.int64]
PARAPHRASED = 0.2
"""Share of a batch that comes from paraphrases, where there are any."""
UNTRAINED = 0.3
"""Length of a feature that a trained model does not know, beside the median of those that it knows."""
PHRASE = 50
"""Articles that a phrase counts as where the vocabulary is chosen."""


@dataclass(frozen=True)
class Plan:
    """How long and how hard to train."""

    steps: int
    batch: int = 1024
    longest: int = 90
    rate: float = 0.01
    scale: float = 20.0
    matryoshka: tuple[int, ...] = (64, 128, 256)
    seed: int = 7


@dataclass(frozen=True)
class Texts:
    """All texts end to end: word and pair ids, and where each title, body and side of a paraphrase begins and ends.

    Articles of one `group` are no negatives of each other, nor are paraphrases of one meaning: `meanings` are the bounds of these.
    """

    words: Ids
    pairs: Ids
    titles: Ids
    bodies: Ids
    group: Ids
    said: Ids
    written: Ids
    meanings: Ids


def build_vocabulary(articles: list[Article], pair_count: int, phrases: Sequence[list[str]] = ()) -> dict[str, int]:
    """Syllables of at least three articles or of a phrase, then the pairs that most articles hold, a phrase counting as `PHRASE`
    articles; equal counts by the alphabet."""
    words: collections.Counter[str] = collections.Counter()
    pairs: collections.Counter[str] = collections.Counter()
    for title, body in articles:
        words.update(set(title) | set(body))
        pairs.update({f"{a}{JOINT}{b}" for run in (title, body) for a, b in pairwise(run)})
    for phrase in phrases:
        for word in phrase:
            words[word] += PHRASE
        for a, b in pairwise(phrase):
            pairs[f"{a}{JOINT}{b}"] += PHRASE
    kept = sorted(word for word, count in words.items() if count >= 3)
    frequent = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:pair_count]
    return {token: index for index, token in enumerate([UNKNOWN, *kept, *(pair for pair, _ in frequent)])}


def lay_out(articles: Sequence[Article], vocabulary: Mapping[str, int], paraphrased: Sequence[Paraphrase] = ()) -> Texts:
    """The texts as numbers; `paraphrased` sorted by meaning."""
    words: list[int] = []
    pairs: list[int] = []

    def add(run: list[str]) -> tuple[int, int]:
        start = len(words)
        words.extend(vocabulary.get(word, 0) for word in run)
        pairs.extend(vocabulary.get(f"{a}{JOINT}{b}", 0) for a, b in pairwise(run))
        pairs.extend([0] * (len(run) > 0))
        return start, len(words)

    names: dict[str, int] = {}
    spans = [(add(title), add(body), names.setdefault(" ".join(title), len(names))) for title, body in articles]
    sides = [(add(pair.said), add(pair.written)) for pair in paraphrased]
    meanings = np.flatnonzero(np.diff([-1, *(pair.meaning for pair in paraphrased), -1]))
    return Texts(
        words=np.array(words, np.int64),
        pairs=np.array(pairs, np.int64),
        titles=_bounds([title for title, _, _ in spans]),
        bodies=_bounds([body for _, body, _ in spans]),
        group=np.array([group for _, _, group in spans], np.int64),
        said=_bounds([said for said, _ in sides]),
        written=_bounds([written for _, written in sides]),
        meanings=meanings.astype(np.int64),
    )


def _bounds(spans: list[tuple[int, int]]) -> Ids:
    return np.array(spans, np.int64).reshape(-1, 2)


class Sampler:
    """Draws pairs of spans that belong together."""

    def __init__(self, texts: Texts, seed: int, longest: int) -> None:
        self.texts, self.random, self.longest = texts, np.random.default_rng(seed), longest
        self.usable = np.flatnonzero(texts.bodies[:, 1] - texts.bodies[:, 0] >= 16)

    def batch(self, size: int) -> tuple[Ids, Ids, Ids]:
        """Spans of the one side, of the other, and the group of each row (rows of one group are no negatives)."""
        told = int(size * PARAPHRASED) if len(self.texts.said) else 0
        chosen = self.random.choice(self.usable, size - told, replace=False)
        kinds = self.random.random(size - told)
        left, right = np.empty((size, 2), np.int64), np.empty((size, 2), np.int64)
        for row, (article, kind) in enumerate(zip(chosen, kinds, strict=True)):
            left[row], right[row] = self._pair(int(article), float(kind))
        meaning = self.random.integers(len(self.texts.meanings) - 1, size=told) if told else np.zeros(0, np.int64)
        pair = self.random.integers(self.texts.meanings[meaning], self.texts.meanings[meaning + 1]) if told else meaning
        left[size - told :], right[size - told :] = self.texts.said[pair], self.texts.written[pair]
        return left, right, np.concatenate((self.texts.group[chosen], -1 - meaning))

    def _pair(self, article: int, kind: float) -> tuple[tuple[int, int], tuple[int, int]]:
        start, end = map(int, self.texts.bodies[article])
        title = self.texts.titles[article]
        if kind < 0.4 and title[1] - title[0] >= 2:
            return (int(title[0]), int(title[1])), self._span(start, end, self.longest)
        if kind < 0.75:
            return self._short_and_rest(start, end)
        middle = (start + end) // 2
        return self._span(start, middle, self.longest), self._span(middle, end, self.longest)

    def _span(self, start: int, end: int, longest: int) -> tuple[int, int]:
        if end - start <= longest:
            return start, end
        first = start if self.random.random() < 0.3 else int(self.random.integers(start, end - longest + 1))
        return first, first + longest

    def _short_and_rest(self, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        length = min(int(self.random.integers(4, 21)), (end - start) // 2)
        first = int(self.random.integers(start, end - length + 1))
        before, after = (start, first), (first + length, end)
        wider = after if after[1] - after[0] >= before[1] - before[0] else before
        if wider is after:
            return (first, first + length), (after[0], min(after[1], after[0] + self.longest))
        return (first, first + length), (max(before[0], before[1] - self.longest), before[1])


def bags(texts: Texts, bounds: Ids) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and offsets of an embedding bag for each span: its words, then its pairs."""
    lengths = bounds[:, 1] - bounds[:, 0]
    total = 2 * lengths - 1
    offsets = np.concatenate(([0], np.cumsum(total)[:-1]))
    row = np.repeat(np.arange(len(bounds)), total)
    inside = np.arange(int(total.sum())) - offsets[row]
    is_word = inside < lengths[row]
    position = bounds[row, 0] + np.where(is_word, inside, inside - lengths[row])
    return torch.from_numpy(np.where(is_word, texts.words[position], texts.pairs[position])), torch.from_numpy(offsets)


def contrast(left: torch.Tensor, right: torch.Tensor, group: torch.Tensor, sizes: tuple[int, ...], scale: float) -> torch.Tensor:
    """Mean cross-entropy of finding one's own partner in the batch, both ways, at several leading dimensions."""
    target = torch.arange(len(left))
    same = (group[:, None] == group[None, :]) & ~torch.eye(len(left), dtype=torch.bool)
    losses = []
    for size in sizes:
        a = torch.nn.functional.normalize(left[:, :size], dim=1)
        b = torch.nn.functional.normalize(right[:, :size], dim=1)
        scores = (scale * a @ b.T).masked_fill(same, -1e4)
        losses.append(torch.nn.functional.cross_entropy(scores, target) + torch.nn.functional.cross_entropy(scores.T, target))
    total: torch.Tensor = torch.stack(losses).mean() / 2
    return total


def start_weights(texts: Texts, size: int, dimensions: int) -> torch.Tensor:
    """Random directions, shorter for frequent tokens; the unknown token is nothing."""
    counts = np.bincount(texts.words, minlength=size) + np.bincount(texts.pairs, minlength=size)
    weight: torch.Tensor = torch.randn(size, dimensions) / dimensions**0.5
    idf = np.log(len(texts.words) / (1.0 + counts))
    weight = weight * torch.from_numpy(idf / idf.mean()).float()[:, None]
    weight[0] = 0
    return weight


def continued_weights(
    fresh: torch.Tensor, vocabulary: Mapping[str, int], known: Mapping[str, int], rows: NDArray[np.float32]
) -> torch.Tensor:
    """Weights to go on from: the rows of a trained model for the features that it knows, short random ones for the others."""
    usual = float(np.median(np.linalg.norm(rows, axis=1)))
    weights: torch.Tensor = fresh * (UNTRAINED * usual / float(fresh.norm(dim=1).median()))
    for feature, index in vocabulary.items():
        if feature in known:
            weights[index] = torch.from_numpy(rows[known[feature]])
    weights[0] = 0
    return weights


def train(texts: Texts, weights: torch.Tensor, plan: Plan) -> NDArray[np.float32]:
    """Trained weights; prints a line every hundred steps. The same seed and start give the same result on one machine."""
    bag = torch.nn.EmbeddingBag.from_pretrained(weights, freeze=False, mode="mean", padding_idx=0)
    optimizer = torch.optim.Adam(bag.parameters(), lr=plan.rate, fused=True)
    sampler = Sampler(texts, plan.seed, plan.longest)
    began, running = time.monotonic(), 0.0
    for step in range(plan.steps):
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * max(0.02, 1 - step / plan.steps)
        left, right, same = sampler.batch(plan.batch)
        loss = contrast(bag(*bags(texts, left)), bag(*bags(texts, right)), torch.from_numpy(same), plan.matryoshka, plan.scale)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        value = float(loss.detach())
        running = 0.98 * running + 0.02 * value if step else value
        if (step + 1) % 100 == 0:
            minutes = round((time.monotonic() - began) / 60, 2)
            print(json.dumps({"step": step + 1, "minutes": minutes, "loss": round(running, 4)}), flush=True)
    trained: NDArray[np.float32] = bag.weight.detach().numpy()
    return trained

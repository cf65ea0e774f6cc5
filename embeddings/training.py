"""Training of static vectors by contrast: what belongs together lies close. Needs torch (the extra `vanmach[models]`).

Pairs come from articles (title, body): a title and its text, a few words and the passage they were cut from, one part and another.
"""

from __future__ import annotations

import collections
import json
import time
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray

from vietnamese.syllables import JOINT, syllables

UNKNOWN = "[UNK]"
Ids = NDArray[np.int64]
Article = tuple[list[str], list[str]]
"""Title and body as syllables without numbers."""


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
    """All texts end to end: word and pair ids, and where each title and body begins and ends."""

    words: Ids
    pairs: Ids
    titles: Ids
    bodies: Ids
    group: Ids


def plain(text: str) -> list[str]:
    return [word for word in syllables(text) if not any(c.isdigit() for c in word)]


def build_vocabulary(articles: list[Article], pair_count: int) -> dict[str, int]:
    """Syllables of at least three articles, then the pairs that most articles hold; equal counts by the alphabet."""
    words: collections.Counter[str] = collections.Counter()
    pairs: collections.Counter[str] = collections.Counter()
    for title, body in articles:
        words.update(set(title) | set(body))
        pairs.update({f"{a}{JOINT}{b}" for run in (title, body) for a, b in pairwise(run)})
    kept = sorted(word for word, count in words.items() if count >= 3)
    frequent = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:pair_count]
    return {token: index for index, token in enumerate([UNKNOWN, *kept, *(pair for pair, _ in frequent)])}


def lay_out(articles: list[Article], vocabulary: dict[str, int]) -> Texts:
    words: list[int] = []
    pairs: list[int] = []
    titles: list[tuple[int, int]] = []
    bodies: list[tuple[int, int]] = []
    groups: list[int] = []
    names: dict[str, int] = {}
    for title, body in articles:
        for run, bounds in ((title, titles), (body, bodies)):
            start = len(words)
            words += [vocabulary.get(word, 0) for word in run]
            pairs += [vocabulary.get(f"{a}{JOINT}{b}", 0) for a, b in pairwise(run)] + [0] * (len(run) > 0)
            bounds.append((start, len(words)))
        groups.append(names.setdefault(" ".join(title), len(names)))
    return Texts(*(np.array(x, dtype=np.int64) for x in (words, pairs, titles, bodies, groups)))


class Sampler:
    """Draws pairs of spans that belong together."""

    def __init__(self, texts: Texts, seed: int, longest: int) -> None:
        self.texts, self.random, self.longest = texts, np.random.default_rng(seed), longest
        self.usable = np.flatnonzero(texts.bodies[:, 1] - texts.bodies[:, 0] >= 16)

    def batch(self, size: int) -> tuple[Ids, Ids, Ids]:
        """Spans of the one side, of the other, and the group of each row (rows of one group are no negatives)."""
        chosen = self.random.choice(self.usable, size, replace=False)
        kinds = self.random.random(size)
        left, right = np.empty((size, 2), np.int64), np.empty((size, 2), np.int64)
        for row, (article, kind) in enumerate(zip(chosen, kinds, strict=True)):
            left[row], right[row] = self._pair(int(article), float(kind))
        return left, right, self.texts.group[chosen]

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

"""The encoder fitted to a workspace's own passages, and kept only if it helps on pairs that fitting never saw.

Needs torch (the extra `vanmach[models]`). A few minutes on an office machine; the outcome is a static model's folder like the shipped one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import StaticEncoder
from embeddings.protocols import Entry
from embeddings.static_files import write_model
from vietnamese.syllables import syllables

LEAST_PASSAGES = 200
HELD_OUT = 10
"""One document in so many is held out for judging."""
QUERY_LENGTH = 6
LEAST_GAIN = 0.005


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What fitting brought: mean reciprocal rank of held-out pairs before and after; `kept` where it helped."""

    pairs: int
    before: float
    after: float
    kept: bool
    reason: str


def adapt(encoder: StaticEncoder, entries: Sequence[Entry], out: Path, *, steps: int = 400, seed: int = 7) -> Adaptation:
    """Fits the encoder to the passages among `entries` and writes it to `out` if held-out pairs gain.

    Raises:
        ImportError: without the extra `vanmach[models]`.
    """
    passages = [one for one in entries if one.kind == "passage" and len(one.text.split()) >= 20]
    if len(passages) < LEAST_PASSAGES:
        return Adaptation(0, 0.0, 0.0, False, f"chỉ có {len(passages)} đoạn, cần ít nhất {LEAST_PASSAGES}")
    held = [one for one in passages if _held_out(one.document)]
    seen = [one for one in passages if not _held_out(one.document)] or passages
    before = mean_reciprocal_rank(encoder, held)
    weights = _fitted(encoder, seen, steps, seed)
    write_model(out, encoder.vocabulary, weights, "[UNK]")
    after = mean_reciprocal_rank(StaticEncoder(out), held)
    kept = bool(held) and after >= before + LEAST_GAIN
    if not kept:
        _remove(out)
    return Adaptation(len(held), before, after, kept, "cặp giữ riêng tốt hơn" if kept else "cặp giữ riêng không tốt hơn")


def _held_out(document: str) -> bool:
    """One document in ten, chosen by its key so that it is the same in each run."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % HELD_OUT == 0


def mean_reciprocal_rank(encoder: StaticEncoder, passages: Sequence[Entry]) -> float:
    """How well a few words find the rest of the passage that they were cut from, among all of `passages`."""
    if not passages:
        return 0.0
    words = [syllables(one.text) for one in passages]
    middles = [len(run) // 2 for run in words]
    queries = [" ".join(run[at : at + QUERY_LENGTH]) for run, at in zip(words, middles, strict=True)]
    rests = [
        " ".join((*syllables(one.heading), *run[:at], *run[at + QUERY_LENGTH :]))
        for one, run, at in zip(passages, words, middles, strict=True)
    ]
    scores = encoder.encode_queries(queries) @ encoder.encode_passages(rests).T
    own = np.diag(scores)[:, None]
    ranks: NDArray[np.int64] = 1 + (scores > own).sum(axis=1)
    return round(float((1 / ranks).mean()), 4)


def _fitted(encoder: StaticEncoder, passages: Sequence[Entry], steps: int, seed: int) -> NDArray[np.float32]:
    import torch

    from embeddings.articles import plain
    from embeddings.training import Plan, lay_out, train

    torch.manual_seed(seed)
    texts = lay_out([(plain(one.heading), plain(one.text)) for one in passages], dict(encoder.vocabulary))
    start = torch.from_numpy(encoder.rows(np.arange(len(encoder.vocabulary))))
    usable = int((texts.bodies[:, 1] - texts.bodies[:, 0] >= 16).sum())
    sizes = tuple(size for size in (64, 128, encoder.dimensions) if size <= encoder.dimensions)
    return train(texts, start, Plan(steps, batch=min(256, usable), rate=0.002, matryoshka=sizes, seed=seed))


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()

"""Stage two, second half: a small linear score over the features; its weights are fitted by scripts/fit_ranker.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from search_api.search.features import NAMES

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by feature name, and what a kind of entry is worth beside a passage."""

    weights: Mapping[str, float]
    kinds: Mapping[str, float]
    short: float = 0.0
    """What a stretch of hardly a word scores; longer ones less of it."""

    def parts(self, features: Floats) -> Floats:
        """What each feature contributes to each candidate's score."""
        weights: Floats = np.array([self.weights.get(name, 0.0) for name in NAMES], dtype=np.float32)
        return features * weights

    def score(self, features: Floats, extra: Floats) -> Floats:
        """The weighted sum, and what each candidate's kind adds."""
        total: Floats = self.parts(features).sum(axis=1, dtype=np.float32) + extra
        return total


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """The ranker that ships with the package (data/models/ranker.json)."""
    content = json.loads((files("data") / "models" / "ranker.json").read_text("utf-8"))
    return Ranker(content["weights"], content.get("kinds", {}), content.get("short", 0.0))

"""The optional third stage: a cross-encoder reads the query with each of the first places and orders them again. Off by default."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

RERANKED = 30
"""Places that are read again, whatever page is asked for: so that paging stays stable."""


class Reranker(Protocol):
    """Scores texts against a query: the higher, the better."""

    def scores(self, query: str, texts: Sequence[str]) -> Sequence[float]: ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers by name or folder. Needs the extra `vanmach[models]`."""

    def __init__(self, name_or_folder: str) -> None:
        from sentence_transformers import CrossEncoder

        self._model: Any = CrossEncoder(name_or_folder, device="cpu")

    def scores(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        found = self._model.predict([(query, text) for text in texts], show_progress_bar=False)
        return [float(value) for value in np.asarray(found).reshape(len(texts), -1)[:, 0]]


def load_reranker(name_or_folder: str) -> Reranker:
    """Raises ValueError where the extra `vanmach[models]` is not installed."""
    if importlib.util.find_spec("sentence_transformers") is None:
        raise ValueError(f"Mô hình xếp lại “{name_or_folder}” cần gói bổ sung: pip install 'vanmach[models]'.")
    return CrossEncoderReranker(name_or_folder)

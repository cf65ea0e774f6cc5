"""Why a place was found, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LABELS = {
    "bm25": "chứa nhiều từ hiếm của câu tìm",
    "cosine": "gần nghĩa với câu tìm",
    "cosine_heading": "đề mục gần nghĩa với câu tìm",
    "exact": "có đủ các từ của câu tìm",
    "soft": "có từ gần nghĩa",
    "pairs": "có đúng cụm từ",
    "exact_heading": "đề mục có từ được tìm",
    "soft_heading": "đề mục có từ gần nghĩa",
    "pairs_heading": "đề mục có đúng cụm từ",
}
LEAST = 0.06
MOST = 3


def reasons(names: Sequence[str], values: NDArray[np.float32], parts: NDArray[np.float32]) -> tuple[str, ...]:
    """The features that brought a candidate up, strongest first, at most three."""
    order = np.argsort(-parts, kind="stable")[:MOST]
    found = tuple(LABELS[names[i]] for i in order if parts[i] >= LEAST and values[i] > 0)
    return found or (LABELS["cosine"],)

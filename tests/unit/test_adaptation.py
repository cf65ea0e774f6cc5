"""Fitting the encoder to a workspace: kept only where held-out pairs gain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings.adaptation import LEAST_PASSAGES, adapt, mean_reciprocal_rank
from embeddings.encoder import StaticEncoder, load_encoder
from embeddings.protocols import Entry
from embeddings.static_files import write_model

WORDS = [
    f"{a}{b}"
    for a in ("ba", "ca", "da", "ga", "la", "ma", "na", "ra", "sa", "ta")
    for b in ("", "n", "ng", "m", "t", "c", "p", "o")
]


def invented(count: int) -> list[Entry]:
    """Passages of twelve topics whose words occur nowhere else: what a workspace of its own jargon looks like."""
    random = np.random.default_rng(2)
    made = []
    for number in range(count):
        topic = WORDS[6 * (number % 12) : 6 * (number % 12) + 6]
        text = " ".join(random.choice(topic, 30))
        made.append(Entry(f"p:{number:04d}", "passage", f"d{number}", (), " ".join(topic[:2]), text, 0, 1, {}))
    return made


def test_too_few_passages_are_left_alone(tmp_path: Path) -> None:
    encoder = load_encoder()
    assert isinstance(encoder, StaticEncoder)
    found = adapt(encoder, invented(LEAST_PASSAGES - 1), tmp_path / "m")
    assert not found.kept
    assert not (tmp_path / "m").exists()


def test_reciprocal_rank_is_one_for_passages_unlike_each_other() -> None:
    encoder = load_encoder()
    assert isinstance(encoder, StaticEncoder)
    texts = ["giải ngân vốn đầu tư công " * 5, "phòng chống dịch tả lợn châu Phi " * 5, "bảo tồn di sản văn hóa lễ hội " * 5]
    passages = [Entry(f"p:{i}", "passage", "d", (), "", text, 0, 1, {}) for i, text in enumerate(texts)]
    assert mean_reciprocal_rank(encoder, passages) == 1.0
    assert mean_reciprocal_rank(encoder, []) == 0.0


@pytest.mark.models
@pytest.mark.filterwarnings("ignore")
def test_jargon_is_learned_and_kept(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the extra vanmach[models] is not installed")
    weights = np.random.default_rng(1).normal(size=(len(WORDS) + 1, 32)).astype(np.float32)
    weights[0] = 0
    write_model(tmp_path / "base", {"[UNK]": 0, **{word: i for i, word in enumerate(WORDS, 1)}}, weights, "[UNK]")
    found = adapt(StaticEncoder(tmp_path / "base"), invented(400), tmp_path / "adapted", steps=60)
    assert found.kept == (found.after >= found.before + 0.005)
    assert (tmp_path / "adapted").exists() == found.kept
    assert found.pairs > 0

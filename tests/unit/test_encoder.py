"""The static encoder: what it reads, what it gives, and that sentence-transformers gives the same."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import DEFAULT_MODEL, StaticEncoder, is_static, load_encoder, model_folder, normalise_rows
from embeddings.features import write_features
from embeddings.static_files import quantise, write_model

TEXTS = [
    "Đẩy nhanh tiến độ giải ngân vốn đầu tư công",
    "nhà ở xã hội cho công nhân khu công nghiệp",
    "phòng, chống dịch tả lợn châu Phi trên đàn vật nuôi",
    "zzz",
    "",
    "Nghị quyết số 57-NQ/TW ngày 22/12/2024",
]
LARGEST = 20 * 2**20


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    found = load_encoder()
    assert isinstance(found, StaticEncoder)
    return found


def test_shape_and_length(encoder: StaticEncoder) -> None:
    rows = encoder.encode_passages(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0, 0, 1], abs=1e-5)


def test_nothing_to_encode(encoder: StaticEncoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimensions)


def test_meaning(encoder: StaticEncoder) -> None:
    query, near, far = encoder.encode_queries(["chậm giải ngân vốn đầu tư", TEXTS[0], TEXTS[2]])
    assert query @ near > query @ far + 0.2


def test_numbers_do_not_count(encoder: StaticEncoder) -> None:
    first, second = encoder.encode_queries(["kế hoạch năm 2025", "kế hoạch năm 2031"])
    assert first @ second == pytest.approx(1.0, abs=1e-5)


def test_batches_do_not_change_a_vector(encoder: StaticEncoder) -> None:
    many = encoder.encode_passages([TEXTS[0]] * 300)
    assert np.abs(many - encoder.encode_passages(TEXTS[:1])).max() < 1e-6


def test_the_shipped_model_is_small() -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert is_static(folder)
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= LARGEST


def test_names_tell_revisions_apart(tmp_path: Path) -> None:
    vocabulary = {"[UNK]": 0, "một": 1, "hai": 2}
    first, second = np.eye(3, 4, dtype=np.float32), 2 * np.eye(3, 4, k=1, dtype=np.float32)
    for name, weights in (("a", first), ("b", second)):
        write_model(tmp_path / name / "model", vocabulary, weights, "[UNK]")
    names = {load_encoder(str(tmp_path / name / "model")).name for name in ("a", "b")}
    assert len(names) == 2


def test_quantising_loses_little() -> None:
    weights = np.random.default_rng(1).normal(size=(50, 32)).astype(np.float32)
    rows, scales = quantise(weights)
    assert rows.dtype == np.int8
    assert np.abs(rows * scales[:, None] - weights).max() < 0.02


def test_rows_of_zeros_stay() -> None:
    assert not normalise_rows(np.zeros((2, 3), np.float32)).any()


def test_another_model_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match="vanmach\\[models\\]"):
        load_encoder("BAAI/bge-m3")


@pytest.mark.models
@pytest.mark.filterwarnings("ignore")
def test_sentence_transformers_gives_the_same(encoder: StaticEncoder) -> None:
    library = pytest.importorskip("sentence_transformers", reason="the extra vanmach[models] is not installed")
    model = library.SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu")
    texts = [text for text in TEXTS if text]
    theirs = model.encode([write_features(text) for text in texts], convert_to_numpy=True)
    assert np.abs(theirs - encoder.encode_passages(texts)).max() < 1e-5

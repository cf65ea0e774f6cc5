"""The vector index: exact, filtered, changed, in lists."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import normalise_rows
from embeddings.stretches import Stretches
from embeddings.vectors import VectorIndex

RANDOM = np.random.default_rng(5)
VECTORS = normalise_rows(RANDOM.normal(size=(600, 24)).astype(np.float32))


def exact(query: np.ndarray, vectors: np.ndarray, count: int) -> list[int]:
    return [int(i) for i in np.argsort(-(vectors @ query), kind="stable")[:count]]


def test_flat_is_exact(tmp_path: Path) -> None:
    index = VectorIndex.build(VECTORS)
    index.write(tmp_path / "v")
    opened = VectorIndex.read(tmp_path / "v")
    assert opened.kind == "IndexFlatIP"
    for row in (0, 17, 599):
        found = opened.search(VECTORS[row], 10)
        assert found.rows.tolist() == exact(VECTORS[row], VECTORS, 10)
        assert found.cosines[0] == pytest.approx(1.0, abs=1e-5)


def test_filter_is_applied_before_the_cut() -> None:
    allowed = np.zeros(600, bool)
    allowed[[3, 400, 401]] = True
    found = VectorIndex.build(VECTORS).search(VECTORS[0], 10, allowed)
    assert sorted(found.rows.tolist()) == [3, 400, 401]


def test_add_and_remove() -> None:
    index = VectorIndex.build(VECTORS[:500])
    index.add(np.arange(500, 600), VECTORS[500:])
    assert index.search(VECTORS[599], 1).rows.tolist() == [599]
    assert index.remove(np.array([599, 598])) == 2
    assert index.count == 598
    assert 599 not in index.search(VECTORS[599], 20).rows


def test_equal_cosines_go_by_row() -> None:
    same = np.repeat(VECTORS[:1], 5, axis=0)
    assert VectorIndex.build(same).search(VECTORS[0], 5).rows.tolist() == [0, 1, 2, 3, 4]


def test_nothing_in_it() -> None:
    assert not len(VectorIndex.build(np.zeros((0, 8), np.float32)).search(np.ones(8, np.float32), 5).rows)


def test_lists_find_nearly_all_and_filters_all(tmp_path: Path) -> None:
    centres = RANDOM.normal(size=(40, 24))
    vectors = normalise_rows((centres[RANDOM.integers(0, 40, 6000)] + 0.3 * RANDOM.normal(size=(6000, 24))).astype(np.float32))
    index = VectorIndex.build(vectors, exact_up_to=1000)
    index.write(tmp_path / "v")
    opened = VectorIndex.read(tmp_path / "v")
    assert opened.kind == "IndexIVFScalarQuantizer"
    recall = np.mean(
        [len(set(opened.search(vectors[r], 10).rows.tolist()) & set(exact(vectors[r], vectors, 10))) / 10 for r in range(50)]
    )
    assert recall > 0.85
    allowed = np.zeros(6000, bool)
    allowed[5:12] = True
    assert sorted(opened.search(vectors[4000], 7, allowed).rows.tolist()) == list(range(5, 12))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair))), max_size=6))
def test_scattered_stretches_of_a_file_are_those_of_the_array(wanted: list[tuple[int, int]]) -> None:
    numbers = np.arange(100, 140, dtype=np.uint32)
    begins, ends = np.array(wanted, np.int64).reshape(-1, 2).T
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "numbers.npy", numbers)
        read = Stretches(Path(folder) / "numbers.npy").read(begins, ends)
    assert read.tolist() == [number for begin, end in wanted for number in numbers[begin:end].tolist()]

"""Large collections: lists are trained once, vectors join and leave them, rows may move, filters reach every list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from embeddings import vectors
from embeddings.encoder import normalise_rows
from embeddings.joined import write_vectors
from embeddings.protocols import Entry
from embeddings.stored import FILE, write_entries
from embeddings.vectors import VectorIndex

RANDOM = np.random.default_rng(11)
CENTRES = RANDOM.normal(size=(30, 24))
ALL = normalise_rows((CENTRES[RANDOM.integers(0, 30, 4000)] + 0.3 * RANDOM.normal(size=(4000, 24))).astype(np.float32))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 500)


@dataclass
class Held:
    """A generation's vectors and, for each row, which of `ALL` it is."""

    folder: Path
    numbers: list[int]

    @property
    def index(self) -> VectorIndex:
        return VectorIndex.read(self.folder / vectors.FILE, np.load(self.folder / "vector_slots.npy"))

    @property
    def centroids(self) -> list[list[float]]:
        lists: Any = faiss.read_index(str(self.folder / vectors.FILE))
        found: list[list[float]] = lists.quantizer.reconstruct_n(0, lists.nlist).tolist()
        return found

    def nearest(self, number: int, count: int = 10, allowed: np.ndarray | None = None) -> list[int]:
        return [self.numbers[row] for row in self.index.search(ALL[number], count, allowed).rows.tolist()]


def write(folder: Path, numbers: list[int], previous: Held | None, changed: dict[int, int] | None = None) -> Held:
    entries = [Entry(f"p:{n:05d}", "passage", "d", (), "", "", 0, 0, {}) for n in numbers]
    folder.mkdir()
    write_entries(folder / FILE, entries)
    which = [(changed or {}).get(n, n) for n in numbers]
    write_vectors(folder, entries, ALL[which], previous.folder if previous else None)
    return Held(folder, which)


def recall(held: Held, probes: list[int]) -> float:
    rows = ALL[held.numbers]
    wanted = [[held.numbers[i] for i in np.argsort(-(rows @ ALL[n]))[:10]] for n in probes]
    return float(np.mean([len(set(held.nearest(n)) & set(w)) / 10 for n, w in zip(probes, wanted, strict=True)]))


def test_vectors_join_the_lists_that_were_trained_before(tmp_path: Path) -> None:
    first = write(tmp_path / "1", list(range(3000)), None)
    second = write(tmp_path / "2", list(range(4000)), first)
    assert second.index.kind == "IndexIVFScalarQuantizer"
    assert second.centroids == first.centroids
    assert second.index.count == 4000
    assert all(second.nearest(n, 1) == [n] for n in range(3000, 4000, 37))
    assert recall(second, list(range(0, 4000, 97))) > 0.85


def test_vectors_leave_them_and_rows_move_up(tmp_path: Path) -> None:
    first = write(tmp_path / "1", list(range(4000)), None)
    left = [n for n in range(4000) if n % 7]
    second = write(tmp_path / "2", left, first)
    assert second.centroids == first.centroids
    assert second.index.count == len(left)
    assert all(second.nearest(n, 1) == [n] for n in left[::101])
    assert not any(n % 7 == 0 for probe in range(0, 4000, 211) for n in second.nearest(probe, 20))
    again = write(tmp_path / "3", list(range(4000)), second)
    assert again.centroids == first.centroids
    assert all(again.nearest(n, 1) == [n] for n in range(0, 4000, 7 * 13))


def test_a_changed_entry_is_found_by_its_new_vector_only(tmp_path: Path) -> None:
    first = write(tmp_path / "1", list(range(3000)), None)
    second = write(tmp_path / "2", list(range(3000)), first, {5: 3500})
    assert second.centroids == first.centroids
    assert second.index.count == 3000
    assert second.nearest(3500, 1) == [3500]
    assert 5 not in second.nearest(5, 20)


def test_filters_reach_vectors_that_joined_later(tmp_path: Path) -> None:
    first = write(tmp_path / "1", list(range(0, 4000, 2)), None)
    second = write(tmp_path / "2", list(range(4000)), first)
    allowed = np.zeros(4000, bool)
    allowed[[1, 3, 2001, 2002]] = True
    assert sorted(second.nearest(9, 10, allowed)) == [1, 3, 2001, 2002]


@pytest.mark.parametrize("kept", ["other vectors", "too few"])
def test_lists_are_trained_anew_where_hardly_anything_stays(tmp_path: Path, kept: str) -> None:
    first = write(tmp_path / "1", list(range(2000)), None)
    if kept == "too few":
        second = write(tmp_path / "2", list(range(1500, 4000)), first)
    else:
        second = write(tmp_path / "2", list(range(2000)), first, {n: n + 2000 for n in range(2000)})
    assert second.centroids != first.centroids
    assert recall(second, second.numbers[::67]) > 0.85


def test_a_rebuild_trains_the_lists(tmp_path: Path) -> None:
    first = write(tmp_path / "1", list(range(2500)), None)
    grown = write(tmp_path / "2", list(range(4000)), first)
    fresh = write(tmp_path / "3", list(range(4000)), None)
    assert len(fresh.centroids) > len(grown.centroids)


def test_a_small_collection_stays_exact(tmp_path: Path) -> None:
    first = write(tmp_path / "1", list(range(400)), None)
    second = write(tmp_path / "2", list(range(450)), first)
    assert second.index.kind == "IndexFlatIP"
    assert recall(second, list(range(0, 450, 9))) == 1.0

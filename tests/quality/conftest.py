"""Scores of the sample corpus and of the shared one, measured once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora import SAMPLE, from_files, write_export
from tests.quality.report import SAMPLE_GOLD
from tests.quality.scorer import Export, Golds, Score, score


@pytest.fixture(scope="session")
def sample_scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """Every part of the sample corpus."""
    out = write_export(from_files(sorted(SAMPLE.iterdir())), tmp_path_factory.mktemp("sample"))
    return score(Export.read(out), Golds.read(SAMPLE_GOLD))


@pytest.fixture(scope="session")
def shared_export(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the shared corpus."""
    return write_export(from_files(sorted((shared / "corpus").glob("*.txt"))), tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def shared_scores(shared: Path, shared_export: Path) -> dict[str, Score]:
    """Every part of the shared corpus."""
    return score(Export.read(shared_export), Golds.read(shared / "gold"))

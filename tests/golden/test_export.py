"""The sample corpus is exported byte for byte as the golden files say (`make golden` rewrites them)."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from ingest.export import FILES
from tests.corpora import SAMPLE, from_files, write_export
from tests.golden.pipeline import GOLDEN, export_sample

NAMES = tuple(f"{name}.jsonl" for name, _, _ in FILES)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    export_sample(folder / "workspace", folder / "export")
    return folder / "export"


def test_the_golden_export_is_complete() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_exported_as_golden(exported: Path, name: str) -> None:
    wanted, got = (folder / name for folder in (GOLDEN, exported))
    if wanted.read_bytes() != got.read_bytes():
        lines = (path.read_text("utf-8").splitlines() for path in (wanted, got))
        changed = [line[:400] for line in difflib.unified_diff(*lines, "golden", "exported", lineterm="", n=0)]
        pytest.fail("\n".join([f"{name} changed; `make golden` accepts it:", *changed[:12]]), pytrace=False)


def test_export_without_a_workspace_is_the_same(exported: Path, tmp_path: Path) -> None:
    out = write_export(from_files(sorted(SAMPLE.iterdir())), tmp_path)
    for name in NAMES:
        assert (out / name).read_bytes() == (exported / name).read_bytes(), name

"""A wheel built from the repository works outside the checkout: code, templates, migrations, gazetteers, model and sample."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_wheel_takes_in_its_own_sample_corpus_away_from_the_checkout(tmp_path: Path):
    source = tmp_path / "source"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(source)], check=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--disable-pip-version-check",
        "-w",
        str(tmp_path),
        str(source),
    ]
    built = subprocess.run(command, capture_output=True, text=True)
    if "No matching distribution" in built.stderr:
        pytest.skip("no package registry here: the build's own tools cannot be had")
    assert built.returncode == 0, built.stderr
    site = tmp_path / "site"
    zipfile.ZipFile(next(tmp_path.glob("vanmach-*.whl"))).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    program = "import data, sys; assert data.__path__[0].startswith(sys.argv.pop(1)); from search_api.cli import main; main()"
    answer = subprocess.run(
        [sys.executable, "-c", program, str(site), "ingest", str(site / "data" / "sample"), "--workspace", str(tmp_path / "kho")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr
    assert "14" in answer.stdout

"""Fixtures that several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and their gold beside the repository; tests that need it skip without it."""
    folder = Path(os.environ.get("VANMACH_SHARED") or ROOT.parent / "shared")
    if not (folder / "CONTRACT.md").is_file():
        pytest.skip(f"no shared material at {folder}: real documents and gold are not here")
    return folder

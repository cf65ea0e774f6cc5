"""The README says what is: its settings table, its commands, its files."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from typer.main import get_command

from search_api.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_settings_table_is_up_to_date():
    filled = runpy.run_path(str(ROOT / "scripts" / "fill_readme.py"))["filled"]
    assert filled(README) == README, "run: python scripts/fill_readme.py"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"vanmach ([a-z]+) ", README))))
def test_every_command_that_is_shown_exists(command: str):
    assert command in get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"`make ([a-z-]+)`", README)) | set(re.findall(r"^make ([a-z-]+)", README, re.M)))
)
def test_every_make_target_that_is_named_exists(target: str):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(((?:docs|deploy)/[^)#]+)\)", README))))
def test_every_file_that_is_linked_exists(path: str):
    assert (ROOT / path).is_file()

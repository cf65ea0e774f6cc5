"""The README says what is: its settings table, its commands, its files."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import pytest
from PIL import Image
from typer.main import get_command

from search_api.cli.main import app
from search_api.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_settings_table_is_up_to_date():
    filled = runpy.run_path(str(ROOT / "scripts" / "fill_readme.py"))["filled"]
    assert filled(README) == README, "run: python scripts/fill_readme.py"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"vanmach ([a-z]+) ", README))))
def test_every_command_that_is_shown_exists(command: str):
    assert command in get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("line", re.findall(r"^\.venv/bin/vanmach ([^#\n]+)", README, re.M))
def test_every_command_line_that_is_shown_is_a_right_call(line: str):
    name, *arguments = shlex.split(line)
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    assert command.make_context(name, arguments).params


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`VANMACH_([A-Z_]+)=", README))))
def test_every_variable_that_is_shown_is_a_setting(name: str):
    assert name.lower() in {setting.name for setting in SETTINGS}


def test_the_picture_is_a_small_one():
    with Image.open(ROOT / "docs/images/search.png") as picture:
        assert (picture.format, picture.width) == ("PNG", 1000)
    assert (ROOT / "docs/images/search.png").stat().st_size < 150_000


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"`make ([a-z-]+)`", README)) | set(re.findall(r"^make ([a-z-]+)", README, re.M)))
)
def test_every_make_target_that_is_named_exists(target: str):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(((?:docs|deploy)/[^)#]+)\)", README))))
def test_every_file_that_is_linked_exists(path: str):
    assert (ROOT / path).is_file()

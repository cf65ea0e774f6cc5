"""Settings: where each value comes from, and what is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from graph.errors import SettingsError
from search_api.settings import SETTINGS, Settings, describe, load_settings


def test_table_and_fields_agree() -> None:
    assert [setting.name for setting in SETTINGS] == [field.name for field in fields(Settings)]
    assert {setting.name: setting.default for setting in SETTINGS} == {field.name: field.default for field in fields(Settings)}
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_order_of_sources(tmp_path: Path) -> None:
    (tmp_path / "vanmach.toml").write_text('port = 9001\nhost = "0.0.0.0"\norganisation = "Văn phòng thành phố Hải Vân"\n', "utf-8")
    settings = load_settings(tmp_path, {"VANMACH_PORT": "9002", "PATH": "/bin"}, host="127.0.0.2", encoder=None)
    assert (settings.port, settings.host, settings.organisation) == (9002, "127.0.0.2", "Văn phòng thành phố Hải Vân")
    assert settings.folder == tmp_path
    assert settings.encoder == ""


def test_workspace_from_environment() -> None:
    assert load_settings(None, {"VANMACH_WORKSPACE": "/srv/kho"}).workspace == "/srv/kho"
    assert load_settings("/tmp/khac", {"VANMACH_WORKSPACE": "/srv/kho"}).workspace == "/tmp/khac"


@pytest.mark.parametrize(
    "text, value",
    [
        ("true", True),
        ("1", True),
        ("YES", True),
        (" on ", True),
        ("có", True),
        ("false", False),
        ("0", False),
        ("No", False),
        ("không", False),
    ],
)
def test_clear_booleans(text: str, value: bool) -> None:
    assert load_settings("x", {"VANMACH_METRICS": text}).metrics is value


@pytest.mark.parametrize("text", ["", "2", "maybe", "yess", "t", "đúng", "None"])
def test_unclear_booleans_are_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=r"metrics.*có hay không"):
        load_settings("x", {"VANMACH_METRICS": text})


@pytest.mark.parametrize(
    "name, text",
    [
        ("PORT", "tám nghìn"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("NEO4J_TIMEOUT", "nan"),
        ("GRAPH", "oracle"),
        ("PROT", "8000"),
        ("BASE_PATH", "/a b"),
        ("LINEAGE_DEPTH", "0"),
    ],
)
def test_refused_values_name_the_setting(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name.lower()):
        load_settings("x", {f"VANMACH_{name}": text})


@pytest.mark.parametrize(
    "content", ['port = "x"', "port = 1.5", "port = true", "metrics = 1", "host = 5", "unknown = 1", 'workspace = "y"', "port ="]
)
def test_refused_files(tmp_path: Path, content: str) -> None:
    (tmp_path / "vanmach.toml").write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=r"vanmach\.toml"):
        load_settings(tmp_path, {})


@pytest.mark.parametrize("given, base", [("", ""), ("/", ""), ("vanmach", "/vanmach"), ("/a/b/", "/a/b")])
def test_base_path_has_one_form(given: str, base: str) -> None:
    assert load_settings("x", {}, base_path=given).base_path == base


def test_secrets_are_masked() -> None:
    rows = {setting.name: value for setting, value in describe(load_settings("x", {"VANMACH_NEO4J_PASSWORD": "bi-mat"}))}
    assert rows["neo4j_password"] == "••••"
    assert "bi-mat" not in str(rows)

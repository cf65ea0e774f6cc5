"""The queries of docs/cypher, as an office would run them in Neo4j Browser: each over the sample corpus on the real server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.stores import sync
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from ingest.workspace import Workspace
from tests.contract.test_stores import clear

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "docs" / "cypher").glob("*.cypher"))
EMPTY = {"13-can-cu-da-het-hieu-luc", "17-dan-chieu-mo-ho", "19-chi-tieu-khong-dat"}
"""Queries for trouble that the sample corpus need not have."""


@pytest.fixture(scope="module")
def filled(neo4j_store: Neo4jStore, sample: Path) -> Neo4jStore:
    clear(neo4j_store)
    with Workspace.open(sample).snapshot() as snapshot:
        assert isinstance(snapshot.graph, EmbeddedStore)
        sync.push(snapshot.graph, neo4j_store)
        assert sync.verify(snapshot.graph, neo4j_store).ok
    return neo4j_store


def read(file: Path) -> tuple[str, dict[str, str], str]:
    """Title, parameters and query of a file as Browser takes it."""
    title, *rest = file.read_text("utf-8").splitlines()
    given = dict(match.groups() for line in rest if (match := re.fullmatch(r":param (\w+) => '(.*)'", line)))
    return title, given, "\n".join(line for line in rest if not line.startswith(":param")).strip().rstrip(";")


def test_there_are_twenty_with_titles() -> None:
    assert len(FILES) == 20
    for file in FILES:
        title, given, query = read(file)
        assert re.fullmatch(r"// \S.{10,}", title), file.name
        assert set(re.findall(r"\$(\w+)", query)) == set(given), file.name
        assert "LIMIT" in query or "sentences" in query or "$chu" in query, file.name


@pytest.mark.neo4j
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_runs_and_finds(filled: Neo4jStore, file: Path) -> None:
    _, given, query = read(file)
    rows = filled.sessions.read(lambda run: run(query, **given))
    assert rows or file.stem in EMPTY

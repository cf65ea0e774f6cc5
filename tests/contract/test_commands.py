"""`vanmach graph` and the whole service against a real server: pushed, verified, compared, read from, and gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from embeddings.encoder import load_encoder
from graph.errors import GraphUnavailable
from graph.stores.neo4j import Neo4jStore
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.cli import store
from search_api.settings import load_settings
from tests.contract.test_stores import clear

pytestmark = pytest.mark.neo4j
DOCUMENTS = Path(__file__).resolve().parents[1] / "unit" / "served"
PATHS = (
    "/documents/118%2FKH-UBND",
    "/documents/15-NQ%2FTU/lineage",
    "/documents?held=true",
    "/tasks?as_of=2025-10-01",
    "/tasks?implements=15-NQ%2FTU",
    "/tasks?lead=S%E1%BB%9F%20Y%20t%E1%BA%BF",
    "/tasks?status=due&as_of=2025-09-20",
    "/agencies",
    "/findings",
    "/projects",
    "/indicators",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "kho"
    ingest(Workspace.open(path, create=True), [DOCUMENTS], load_encoder(None))
    return path


@pytest.fixture
def configured(folder: Path, neo4j_address: str, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    clear(neo4j_store)
    monkeypatch.setenv("VANMACH_NEO4J_URI", neo4j_address)
    return folder


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_push_verify_diff(configured: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        store.verify(str(configured), True)
    assert said(capsys)["ok"] is False
    store.push(str(configured), True)
    assert said(capsys)["rows"] > 100
    store.push(str(configured), True)
    assert said(capsys)["rows"] == 0
    store.verify(str(configured), True)
    assert said(capsys)["ok"] is True
    store.diff(str(configured), 5, True)
    assert said(capsys) == []


def test_the_service_answers_the_same_from_the_server(
    configured: Path, neo4j_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store.push(str(configured), True)
    capsys.readouterr()
    environment = {"VANMACH_NEO4J_URI": neo4j_address}
    with (
        TestClient(create_app(load_settings(configured, environment))) as own,
        TestClient(create_app(load_settings(configured, environment, graph="neo4j"))) as served,
    ):
        for path in PATHS:
            expected, found = own.get(f"/api/v1{path}"), served.get(f"/api/v1{path}")
            assert found.status_code == 200, path
            assert {**found.json(), "next": None} == {**expected.json(), "next": None}, path


def test_no_server_is_said_clearly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANMACH_NEO4J_URI", "bolt://127.0.0.1:9")
    with pytest.raises(GraphUnavailable):
        store.push(str(folder), True)
    with TestClient(create_app(load_settings(folder, graph="neo4j")), raise_server_exceptions=False) as client:
        problem = client.get("/api/v1/tasks").json()
        assert (problem["status"], problem["code"]) == (503, "graph_unavailable")
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/search?q=ngh%E1%BB%81+c%C3%A1").json()["hits"]
        assert "nghề cá" in client.get("/?q=ngh%E1%BB%81+c%C3%A1", headers={"Accept": "text/html"}).text

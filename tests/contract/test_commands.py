"""`vanmach graph` and the whole service against a real server: pushed, verified, compared, read from, and gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from graph.errors import GraphUnavailable
from graph.stores.neo4j import Neo4jStore
from search_api.app import create_app
from search_api.cli import main, store
from search_api.settings import load_settings
from tests.contract.test_stores import clear

pytestmark = pytest.mark.neo4j
LISTS = (
    "/documents?held=true",
    "/documents?type=K%E1%BA%BF+ho%E1%BA%A1ch&size=3",
    "/tasks?as_of=2025-10-01",
    "/tasks?status=due&as_of=2025-09-20",
    "/tasks?status=overdue&as_of=2026-06-30",
    "/tasks?due_before=2026-01-01&due_after=2025-06-01",
    "/agencies",
    "/projects",
    "/indicators",
    "/findings",
)
QUESTIONS = ("nhiệm vụ nào quá hạn", "dự án nào vốn lớn nhất", "chỉ tiêu nào không đạt", "văn bản nào chưa có trong kho")


def paths(client: TestClient) -> Iterator[str]:
    """What the service is asked about everything that the sample holds: documents up and down, their tasks, agencies, projects."""
    yield from LISTS
    asked = list(QUESTIONS)
    for document in client.get("/api/v1/documents?held=true").json()["items"][:4]:
        key, number = quote(document["key"], safe=""), document["number"] or document["title"]
        yield from (
            f"/documents/{key}",
            f"/documents/{key}/lineage",
            f"/documents/{key}/lineage?direction=down&depth=2&on=2026-01-01",
        )
        yield from (f"/tasks?implements={key}", f"/tasks?implements={key}&direct=true", f"/findings?document={key}")
        asked += [f"{number} thực hiện văn bản nào", f"văn bản nào thực hiện {number}", f"nhiệm vụ nào thực hiện {number}"]
    for agency in client.get("/api/v1/agencies").json()["items"][:3]:
        name = agency["name"]
        yield from (f"/agencies/{quote(name)}", f"/tasks?lead={quote(name)}", f"/tasks?coordinate={quote(name)}")
        asked += [f"{name} chủ trì những nhiệm vụ nào", f"{name} có tên gọi khác không"]
    for project in client.get("/api/v1/projects").json()["items"][:2]:
        yield f"/projects/{quote(project['id'], safe='')}"
        asked.append(f"tiến độ {project['name']}")
    yield from (f"/ask?q={quote(question)}" for question in asked)
    yield from (f"/search?q={quote(words)}" for words in ("nhiệm vụ", "du an", "sở xây dựng"))


@pytest.fixture
def configured(sample: Path, neo4j_address: str, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    clear(neo4j_store)
    monkeypatch.setenv("VANMACH_NEO4J_URI", neo4j_address)
    return sample


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
        asked = list(paths(own))
        for path in asked:
            expected, found = own.get(f"/api/v1{path}"), served.get(f"/api/v1{path}")
            assert found.status_code == 200, path
            assert {**found.json(), "next": None} == {**expected.json(), "next": None}, path
        assert len(asked) > 60


def test_no_server_is_said_clearly(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANMACH_NEO4J_URI", "bolt://127.0.0.1:9")
    with pytest.raises(GraphUnavailable):
        store.push(str(sample), True)
    with TestClient(create_app(load_settings(sample, graph="neo4j")), raise_server_exceptions=False) as client:
        problem = client.get("/api/v1/tasks").json()
        assert (problem["status"], problem["code"]) == (503, "graph_unavailable")
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/search?q=nghị+quyết").json()["hits"]
        assert "nghị quyết" in client.get("/?q=nghị+quyết", headers={"Accept": "text/html"}).text.lower()


def test_the_store_is_named_on_the_command_line(
    configured: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("push", "verify", "diff"):
        monkeypatch.setattr("sys.argv", ["vanmach", "graph", name, "--store", "neo4j", "-w", str(configured), "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0, name
    lines = capsys.readouterr().out
    assert '"ok": true' in lines
    monkeypatch.setattr("sys.argv", ["vanmach", "graph", "push", "--store", "sqlite", "-w", str(configured)])
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2
    assert "neo4j" in capsys.readouterr().err

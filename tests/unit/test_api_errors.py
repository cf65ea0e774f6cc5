"""One shape for every error, and OpenAPI that tells of every call."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.errors import AmbiguousKey, GraphUnavailable, WorkspaceError
from search_api.app import create_app
from search_api.settings import load_settings

SHAPE = {"ok", "error", "code", "status"}


@pytest.mark.parametrize(
    "path, status, code",
    [
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/v1", 404, "not_found"),
        ("/api/v1/documents/999-NQ%2FTW", 404, "not_found"),
        ("/api/v1/documents/999-NQ%2FTW/lineage", 404, "not_found"),
        ("/api/v1/projects/none", 404, "not_found"),
        ("/api/v1/agencies/none", 404, "not_found"),
        ("/api/v1/tasks?implements=999-NQ%2FTW", 404, "not_found"),
        ("/api/v1/tasks?due_before=31/12/2025", 422, "invalid_request"),
        ("/api/v1/tasks?status=late", 422, "invalid_request"),
        ("/api/v1/tasks?limit=0", 422, "invalid_request"),
        ("/api/v1/search?q=a&size=101", 422, "invalid_request"),
        ("/api/v1/search?q=a&page=0", 422, "invalid_request"),
        ("/api/v1/search?q=a&kind=thing", 422, "invalid_request"),
        ("/api/v1/findings?cursor=zzz", 422, "bad_cursor"),
        ("/api/v1/findings?cursor=-5", 422, "bad_cursor"),
        ("/api/v1/tasks?cursor=zzz", 422, "bad_cursor"),
        ("/api/v1/documents?cursor=zzz", 422, "bad_cursor"),
        ("/api/v1/agencies?cursor=WzFd", 422, "bad_cursor"),
        ("/api/v1/projects?cursor=WzFlNDAwLCJrIl0", 422, "bad_cursor"),
        ("/api/v1/indicators?cursor=-", 422, "bad_cursor"),
        ("/api/v1/documents/15-NQ%2FTU/lineage?direction=left", 422, "invalid_request"),
        (f"/api/v1/search?q={'a' * 1001}", 422, "invalid_request"),
    ],
)
def test_every_error_has_one_shape(served: TestClient, path: str, status: int, code: str) -> None:
    response = served.get(path)
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"], problem["ok"]) == (status, status, code, False)
    assert set(problem) == SHAPE
    assert response.headers["content-type"] == "application/json"


def test_wrong_method(served: TestClient) -> None:
    response = served.post("/api/v1/tasks")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response.headers["allow"] == "GET"


@pytest.fixture
def failing(served_folder: Path) -> TestClient:
    """An app with calls that fail in every way."""
    app: FastAPI = create_app(load_settings(served_folder, {}))
    errors = {
        "ambiguous": AmbiguousKey("hai", ("a@", "b@")),
        "down": GraphUnavailable("không trả lời"),
        "bug": ZeroDivisionError("secret"),
    }
    for name, error in errors.items():
        app.add_api_route(f"/api/v1/fail/{name}", _raiser(error))
    return TestClient(app, raise_server_exceptions=False)


def _raiser(error: Exception):  # type: ignore[no-untyped-def]
    def call() -> None:
        raise error

    return call


def test_ambiguous_keys_bring_candidates(failing: TestClient) -> None:
    problem = failing.get("/api/v1/fail/ambiguous").json()
    assert (problem["status"], problem["candidates"]) == (409, ["a@", "b@"])


def test_graph_down_is_503(failing: TestClient) -> None:
    response = failing.get("/api/v1/fail/down")
    assert (response.status_code, response.json()["code"]) == (503, "graph_unavailable")


def test_bugs_are_told_without_their_insides(failing: TestClient) -> None:
    response = failing.get("/api/v1/fail/bug")
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert "secret" not in response.text


def test_no_workspace_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="vanmach ingest"):
        create_app(load_settings(tmp_path / "none", {}))


def test_openapi_tells_of_every_call_with_a_model(served: TestClient) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        paths = served.get("/openapi.json").json()["paths"]
    assert set(paths) == {
        f"/api/v1{path}"
        for path in (
            "/search",
            "/suggest",
            "/ask",
            "/documents",
            "/documents/{key}",
            "/documents/{key}/lineage",
            "/tasks",
            "/agencies",
            "/agencies/{name}",
            "/projects",
            "/projects/{id}",
            "/indicators",
            "/findings",
            "/healthz",
            "/readyz",
            "/metrics",
        )
    }
    for path, operations in paths.items():
        answer = operations["get"]["responses"]["200"]
        assert operations["get"]["summary"]
        if not path.endswith(("metrics",)):
            assert answer["content"]["application/json"]["schema"], path

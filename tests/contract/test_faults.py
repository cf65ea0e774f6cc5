"""What happens when the server really dies, restarts, is slow, or refuses: clear errors, and a push that goes on where it stopped."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from embeddings.encoder import load_encoder
from graph.errors import GraphUnavailable, SettingsError
from graph.store import Node, NodeFilter
from graph.stores import neo4j_deadline, sync
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.settings import load_settings
from tests.bench.generated_graph import Generator
from tests.contract.conftest import Server
from tests.contract.test_stores import clear

DOCUMENTS = Path(__file__).resolve().parents[1] / "unit" / "served"
Connect = Callable[..., Neo4jStore]
pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def one_server(neo4j_scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of these tests' own, which may be killed; it keeps its port when it comes back."""
    made = Server(neo4j_scripts, tmp_path_factory.mktemp("faults"))
    made.start()
    yield replace(made, options=("--heap", "512m", "--port", str(made.port)))
    made.stop()


@pytest.fixture
def server(one_server: Server) -> Server:
    """The server, up and empty."""
    one_server.start()
    store = Neo4jStore(_settings(one_server))
    clear(store)
    store.close()
    return one_server


@pytest.fixture
def connect(server: Server) -> Iterator[Connect]:
    """Opens stores on the server and closes them at the end, whatever happened."""
    opened: list[Neo4jStore] = []

    def open_one(**more: object) -> Neo4jStore:
        opened.append(Neo4jStore(_settings(server, **more)))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


def _settings(server: Server, **more: object) -> Neo4jSettings:
    return replace(Neo4jSettings(uri=f"bolt://127.0.0.1:{server.port}", connect_timeout=2, retry=1), **more)  # type: ignore[arg-type]


@pytest.fixture
def here() -> Iterator[EmbeddedStore]:
    connection = sqlite3.connect(":memory:")
    store = EmbeddedStore(connection)
    for changes in Generator(700).changes():
        store.apply(changes)
    yield store
    connection.close()


class Reader(threading.Thread):
    """Asks for one node again and again, over a driver of its own that tries again while the server is away."""

    def __init__(self, store: Neo4jStore, expected: Node) -> None:
        super().__init__()
        self.store, self.expected, self.answers = store, expected, list[bool]()

    def run(self) -> None:
        for _ in range(40):
            self.answers.append(self.store.node(self.expected.id) == self.expected)
            time.sleep(0.02)


def test_a_kill_in_the_middle_of_a_push(
    server: Server, connect: Connect, here: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The push ends with an error and is resumed; who only reads waits for the restart and never hears of it."""
    monkeypatch.setattr(sync, "WHOLE", 100)
    monkeypatch.setattr(sync, "SLICE", 300)
    store = connect()
    reader = Reader(connect(retry=240, timeout=60), here.nodes(NodeFilter("Agency"), limit=1).items[0])

    def kill_half_way(step: str, done: int, all: int) -> None:
        if step == "Ghi" and done > all / 2:
            reader.start()
            _until(lambda: len(reader.answers) > 0)
            server.stop()

    with pytest.raises(GraphUnavailable, match="không trả lời"):
        sync.push(here, store, kill_half_way)
    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match="không trả lời") as caught:
        store.counts()
    assert time.monotonic() - began < 15
    assert (caught.value.code, caught.value.status) == ("graph_unavailable", 503)
    server.start()
    assert store.loading() == here.generation()
    assert store.generation() == 0
    begun = sync.verify(here, store, sample=4)
    assert begun.unfinished
    assert not begun.ok
    rest = sync.push(here, store)
    assert 0 < rest.gap.rows < sum(here.counts().values()) + sum(here.counts("type").values())
    assert sync.verify(here, store, sample=4).ok
    assert store.fingerprint() == here.fingerprint()
    reader.join(120)
    assert reader.answers == [True] * 40


@contextmanager
def hanging(server: Server) -> Iterator[None]:
    """The server stopped in its tracks: connections stay open, nothing comes."""
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def test_a_server_that_hangs_is_not_waited_for(server: Server, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    store = connect(timeout=1.5, retry=0.5)
    _until(lambda: store.counts() == {})
    with hanging(server):
        began = time.monotonic()
        with pytest.raises(GraphUnavailable, match=r"không trả lời kịp trong 1\.5 giây"):
            store.counts()
        waited = time.monotonic() - began
        with pytest.raises(GraphUnavailable, match="không trả lời kịp"):
            store.counts()
        assert waited < 6
        assert time.monotonic() - began - waited < 0.5
    monkeypatch.setattr(neo4j_deadline, "PAUSE", 0.0)
    _until(lambda: store.counts() == {})


def test_the_service_goes_on_searching_while_the_server_hangs(server: Server, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "kho", create=True)
    ingest(workspace, [DOCUMENTS / "nq15.txt"], load_encoder(None))
    environment = {"VANMACH_NEO4J_URI": f"bolt://127.0.0.1:{server.port}", "VANMACH_NEO4J_TIMEOUT": "1"}
    with TestClient(create_app(load_settings(tmp_path / "kho", environment, graph="neo4j"))) as client:
        _until(lambda: client.get("/api/v1/tasks").status_code == 200)
        with hanging(server):
            problem = client.get("/api/v1/tasks").json()
            assert (problem["status"], problem["code"], problem["ok"]) == (503, "graph_unavailable", False)
            assert "1 giây" in problem["error"]
            assert client.get("/api/v1/search?q=ngh%E1%BB%8B+quy%E1%BA%BFt").json()["hits"]
            assert client.get("/healthz").status_code == 200
        _until(lambda: client.get("/api/v1/tasks").status_code == 200)


def _until(done: Callable[[], bool], seconds: float = 30) -> None:
    """Waits for what comes true when a server has caught up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if done():
                return
        except GraphUnavailable:
            pass
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")


def test_a_slow_answer_is_cut_off(neo4j_address: str) -> None:
    store = Neo4jStore(Neo4jSettings(uri=neo4j_address, timeout=0.5, retry=4))
    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match=r"không trả lời kịp trong 0\.5 giây"):
        store.sessions.read(lambda run: run("UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(x)"))
    assert time.monotonic() - began < 30
    _until(lambda: store.counts() is not None)
    store.close()


def test_a_server_that_accepts_and_says_nothing() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = Neo4jSettings(uri=f"bolt://127.0.0.1:{silent.getsockname()[1]}", connect_timeout=0.5, retry=0.5)
        with pytest.raises(GraphUnavailable, match="không trả lời"):
            Neo4jStore(settings)


def test_a_wrong_password_says_so(neo4j_scripts: Path, tmp_path: Path) -> None:
    server = Server(neo4j_scripts, tmp_path / "neo4j", ("--heap", "512m", "--auth"))
    server.start()
    try:
        with pytest.raises(GraphUnavailable, match="sai tên hoặc mật khẩu") as caught:
            Neo4jStore(_settings(server, password="không phải"))
        assert "không phải" not in str(caught.value)
        assert "không phải" not in repr(_settings(server, password="không phải"))
        with pytest.raises(GraphUnavailable, match="đổi mật khẩu"):
            Neo4jStore(_settings(server, password="neo4j"))
    finally:
        server.stop()


def test_nobody_there() -> None:
    with pytest.raises(GraphUnavailable, match=r"bolt://127\.0\.0\.1:1 không trả lời"):
        Neo4jStore(Neo4jSettings(uri="bolt://127.0.0.1:1", connect_timeout=1, retry=1))


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7687", "127.0.0.1", ""])
def test_settings_that_mean_nothing(uri: str) -> None:
    with pytest.raises(SettingsError, match="Neo4j"):
        Neo4jStore(Neo4jSettings(uri=uri))


def test_another_database_is_not_there(neo4j_address: str) -> None:
    with pytest.raises(GraphUnavailable, match="khong-co"):
        Neo4jStore(Neo4jSettings(uri=neo4j_address, database="khong-co"))

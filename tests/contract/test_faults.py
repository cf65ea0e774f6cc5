"""What happens when the server really dies, restarts, is slow, or refuses: clear errors, and a push that goes on where it stopped."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import GraphUnavailable, SettingsError
from graph.store import NodeFilter
from graph.stores import sync
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from tests.bench.generated_graph import Generator
from tests.contract.conftest import Server

Connect = Callable[..., Neo4jStore]
pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture
def server(neo4j_scripts: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of this test's own, which may be killed; it keeps its port when it comes back."""
    made = Server(neo4j_scripts, tmp_path / "neo4j")
    made.start()
    yield replace(made, options=("--heap", "512m", "--port", str(made.port)))
    made.stop(kill=True)


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
    for changes in Generator(4000).changes():
        store.apply(changes)
    yield store
    connection.close()


def test_a_push_killed_in_the_middle_is_resumed(
    server: Server, connect: Connect, here: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "WHOLE", 100)
    monkeypatch.setattr(sync, "SLICE", 500)
    store = connect()

    def kill_half_way(step: str, done: int, all: int) -> None:
        if step == "Ghi" and done > all / 2:
            server.stop(kill=True)

    with pytest.raises(GraphUnavailable, match="không trả lời"):
        sync.push(here, store, kill_half_way)
    server.start()
    store = connect()
    assert store.loading() == here.generation()
    assert store.generation() == 0
    begun = sync.verify(here, store)
    assert begun.unfinished
    assert not begun.ok
    rest = sync.push(here, store)
    assert 0 < rest.gap.rows < sum(here.counts().values()) + sum(here.counts("type").values())
    assert sync.verify(here, store).ok
    assert store.fingerprint() == here.fingerprint()


def test_queries_go_on_over_a_restart(server: Server, connect: Connect, here: EmbeddedStore) -> None:
    store = connect(retry=240, timeout=60)
    sync.push(here, store)
    expected = store.nodes(NodeFilter("Document"), limit=5)
    answers: list[object] = []
    asking = threading.Event()

    def ask() -> None:
        for _ in range(40):
            answers.append(store.nodes(NodeFilter("Document"), limit=5) == expected)
            asking.set()
            time.sleep(0.05)

    reader = threading.Thread(target=ask)
    reader.start()
    asking.wait(30)
    server.stop(kill=True)
    server.start()
    reader.join(300)
    assert answers == [True] * 40


def test_a_stopped_server_is_unavailable_and_found_again(server: Server, connect: Connect) -> None:
    store = connect()
    assert store.counts() == {}
    server.stop()
    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match="không trả lời") as caught:
        store.counts()
    assert time.monotonic() - began < 15
    assert (caught.value.code, caught.value.status) == ("graph_unavailable", 503)
    server.start()
    assert store.counts() == {}


def test_a_slow_answer_is_cut_off(connect: Connect) -> None:
    store = connect(timeout=0.5)
    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match=r"không trả lời kịp trong 0\.5 giây"):
        store.sessions.read(lambda run: run("UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(x)"))
    assert time.monotonic() - began < 30
    assert store.counts() == {}


def test_a_server_that_accepts_and_says_nothing(server: Server) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = Neo4jSettings(uri=f"bolt://127.0.0.1:{silent.getsockname()[1]}", connect_timeout=1, retry=1)
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


def test_another_database_is_not_there(server: Server) -> None:
    with pytest.raises(GraphUnavailable, match="khong-co"):
        Neo4jStore(_settings(server, database="khong-co"))

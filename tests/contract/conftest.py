"""A real Neo4j server for the session, started where java and the server's jars are."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from embeddings.encoder import load_encoder
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from ingest.pipeline import ingest
from ingest.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """A server of its own on a free port; its data live in `home`."""

    scripts: Path
    home: Path
    options: tuple[str, ...] = ("--heap", "512m")

    def start(self) -> str:
        """Starts it with the quick compiler alone: a test's server is mostly starting."""
        command = [str(self.scripts / "start"), str(self.home), *self.options]
        environment = {**os.environ, "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    def stop(self, *, kill: bool = True) -> None:
        """As a crash would, unless it is asked to end gently, which takes ten times as long."""
        subprocess.run([str(self.scripts / "stop"), str(self.home), *(["--kill"] if kill else [])], check=True)

    @property
    def pid(self) -> int:
        return int((self.home / "pid").read_text())

    @property
    def port(self) -> int:
        return int((self.home / "address").read_text().strip().rsplit(":", 1)[1])


@pytest.fixture(scope="session")
def neo4j_scripts(shared: Path) -> Path:
    scripts = shared / "neo4j"
    if not (scripts / "start").is_file():
        pytest.skip(f"no Neo4j server at {scripts}: the Neo4j store is not tested here")
    if shutil.which("java") is None:
        pytest.skip("no java on this machine: the Neo4j store is not tested here")
    return scripts


@pytest.fixture(scope="session")
def neo4j_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A fresh server, or the one that VANMACH_TEST_NEO4J names: whatever that holds is lost."""
    if "VANMACH_TEST_NEO4J" in os.environ:
        yield os.environ["VANMACH_TEST_NEO4J"]
        return
    neo4j_scripts: Path = request.getfixturevalue("neo4j_scripts")
    server = Server(neo4j_scripts, tmp_path_factory.mktemp("neo4j"))
    address = server.start()
    yield address
    server.stop()


@pytest.fixture(scope="session")
def neo4j_store(neo4j_address: str) -> Iterator[Neo4jStore]:
    store = Neo4jStore(Neo4jSettings(uri=neo4j_address, timeout=60))
    yield store
    store.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sample corpus."""
    folder = tmp_path_factory.mktemp("sample") / "kho"
    ingest(Workspace.open(folder, create=True), [ROOT / "data" / "sample"], load_encoder(None))
    return folder


@pytest.fixture
def embedded_store() -> Iterator[EmbeddedStore]:
    connection = sqlite3.connect(":memory:")
    yield EmbeddedStore(connection)
    connection.close()

"""Several server processes on one workspace, and one Neo4j: all follow a new generation within two seconds, none stops answering."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.stores.neo4j import Neo4jStore
from tests.contract.test_stores import clear

DOCUMENTS = Path(__file__).resolve().parents[1] / "unit" / "served"
RUN = (sys.executable, "-c", "from search_api.cli import main; main()")
SECONDS = 2.0


def get(address: str, path: str) -> Any:
    with urllib.request.urlopen(f"{address}/api/v1{path}", timeout=60) as answer:
        return json.load(answer)


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """A server process as a user starts it; its address."""
    process = subprocess.Popen(
        [*RUN, "serve", "-w", str(folder), "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield next(word for word in process.stdout.readline().split() if word.startswith("http://")).rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=60)


def state(address: str) -> tuple[int, int, int]:
    """Generation, tasks and documents as a process tells them."""
    return get(address, "/readyz")["generation"], get(address, "/tasks")["total"], get(address, "/documents?held=true")["total"]


class Watcher(threading.Thread):
    """Asks the servers in turn until it is stopped; what failed is kept."""

    def __init__(self, addresses: list[str]) -> None:
        super().__init__()
        self.addresses, self.stopped = addresses, threading.Event()
        self.asked, self.failed = 0, list[str]()

    def run(self) -> None:
        while not self.stopped.wait(0.05):
            try:
                state(self.addresses[self.asked % len(self.addresses)])
            except Exception as error:
                self.failed.append(repr(error))
            self.asked += 1


@pytest.mark.parametrize("graph", ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def test_all_processes_follow_a_new_generation(graph: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VANMACH_")} | {"VANMACH_GRAPH": graph}
    if graph == "neo4j":
        store: Neo4jStore = request.getfixturevalue("neo4j_store")
        clear(store)
        environment["VANMACH_NEO4J_URI"] = request.getfixturevalue("neo4j_address")
    folder = tmp_path / "kho"

    def ingest(*names: str) -> None:
        files = [str(DOCUMENTS / name) for name in names]
        subprocess.run([*RUN, "ingest", *files, "-w", str(folder)], check=True, env=environment, stdout=subprocess.DEVNULL)

    ingest("nq15.txt", "bc77.txt")
    with ExitStack() as stack:
        addresses = [stack.enter_context(serving(folder, environment)) for _ in range(2)]
        before = [state(address) for address in addresses]
        assert before[0] == before[1]
        assert before[0][0] == 1
        watcher = Watcher(addresses)
        watcher.start()
        ingest("kh118.txt", "cv310.md")
        ended = time.monotonic()
        for address in addresses:
            while True:
                began = time.monotonic()
                generation, tasks, documents = state(address)
                if (generation, documents) == (2, 4) and tasks > before[0][1]:
                    break
                assert began - ended < SECONDS, (generation, tasks, documents)
        watcher.stopped.set()
        watcher.join()
        assert watcher.failed == []
        assert watcher.asked > 3
        lineages = [get(address, "/documents/15-NQ%2FTU/lineage") for address in addresses]
        assert lineages[0] == lineages[1]
        assert len(lineages[0]["nodes"]) > 3

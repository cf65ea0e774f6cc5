"""Before the first visitor comes, what questions need is loaded; a graph that is not there is told to visitors only."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from search_api.service import Service
from search_api.settings import load_settings
from search_api.warming import start_warming


def test_the_engine_is_open_before_the_first_question(served_folder: Path) -> None:
    service = Service(load_settings(served_folder, {}))
    start_warming(service).join()
    opened = service._engine
    assert opened is not None
    with service.reading() as reading:
        assert reading.engine is opened[1]
    service.close()


def test_a_graph_that_does_not_answer_ends_the_warming_only(served_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    nobody = {"VANMACH_GRAPH": "neo4j", "VANMACH_NEO4J_URI": "bolt://127.0.0.1:1", "VANMACH_NEO4J_TIMEOUT": "1"}
    service = Service(load_settings(served_folder, nobody))
    start_warming(service).join()
    assert raised == []
    service.close()

"""Work that is given up when its time is over."""

from __future__ import annotations

import threading
import time

import pytest

from graph.errors import GraphUnavailable
from graph.stores import neo4j_deadline
from graph.stores.neo4j_deadline import Deadline


def test_an_outcome_and_an_error_come_through() -> None:
    deadline = Deadline()
    assert deadline.run(lambda: 7, 5, "trễ") == 7
    with pytest.raises(ZeroDivisionError):
        deadline.run(lambda: 1 // 0, 5, "trễ")


def test_what_is_late_is_given_up_and_nothing_is_asked_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    deadline, go_on, asked = Deadline(), threading.Event(), list[int]()
    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match="trễ"):
        deadline.run(lambda: go_on.wait(30), 0.05, "trễ")
    with pytest.raises(GraphUnavailable, match="trễ"):
        deadline.run(lambda: asked.append(1), 5, "khác")
    assert time.monotonic() - began < neo4j_deadline.PAUSE
    assert asked == []
    go_on.set()
    monkeypatch.setattr(neo4j_deadline, "PAUSE", 0.0)
    deadline.run(lambda: asked.append(1), 5, "trễ")
    assert asked == [1]

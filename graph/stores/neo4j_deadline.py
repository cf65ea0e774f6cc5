"""Answers that are waited for only so long: a server that hangs keeps its connection open and says nothing, for minutes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from graph.errors import GraphUnavailable

T = TypeVar("T")
PAUSE = 2.0
"""Seconds after a missed deadline in which nothing is asked, so that waiting threads do not pile up."""


class Deadline:
    """Runs work in a thread of its own and gives it up when its time is over; the thread ends when the driver lets it."""

    def __init__(self) -> None:
        self._missed: tuple[float, str] | None = None

    def run(self, work: Callable[[], T], seconds: float, message: str) -> T:
        """The outcome of `work` or its exception; GraphUnavailable with `message` after `seconds`, and at once for a while after."""
        if self._missed is not None and time.monotonic() - self._missed[0] < PAUSE:
            raise GraphUnavailable(self._missed[1])
        outcomes: SimpleQueue[tuple[bool, T | BaseException]] = SimpleQueue()
        threading.Thread(target=_settle, args=(work, outcomes), name="neo4j", daemon=True).start()
        try:
            done, outcome = outcomes.get(timeout=seconds)
        except Empty:
            self._missed = (time.monotonic(), message)
            raise GraphUnavailable(message) from None
        self._missed = None
        if done:
            return outcome  # type: ignore[return-value]
        raise outcome  # type: ignore[misc]


def _settle(work: Callable[[], T], outcomes: SimpleQueue[tuple[bool, T | BaseException]]) -> None:
    try:
        outcomes.put((True, work()))
    except BaseException as error:
        outcomes.put((False, error))

"""What the first visitor would wait for, made ready while nobody waits: engine, encoder, the tables that questions are read with."""

from __future__ import annotations

import logging
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING

from graph.errors import VanmachError

if TYPE_CHECKING:
    from search_api.service import Service

log = logging.getLogger("vanmach")
QUESTIONS = ("nhiệm vụ nào quá hạn", "thủ tục hành chính")
"""One that the graph answers and one that becomes a search: between them they touch all that is loaded on first use."""


def start_warming(service: Service) -> Thread:
    """Asks `QUESTIONS` in the background. What goes wrong is told to those who ask themselves."""
    thread = Thread(target=_warm, args=(service,), name="warming", daemon=True)
    thread.start()
    return thread


def _warm(service: Service) -> None:
    from search_api.reading.finding import ask

    try:
        with service.reading() as reading:
            for question in QUESTIONS:
                ask(reading, question, date.today())
    except VanmachError as error:
        log.debug("warming: %s", error)

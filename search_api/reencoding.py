"""A workspace whose vectors another model made is encoded anew while it is served; the switch is one commit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from embeddings.protocols import Encoder
from graph.errors import VanmachError, WorkspaceLocked
from ingest.workspace import Workspace

log = logging.getLogger("vanmach")
WAIT_SECONDS = 10.0


class Reencoding:
    """Brings the workspace to the model of the settings in a thread of its own, where another made its vectors.

    Stops between two attempts when told to.
    """

    def __init__(self, workspace: Workspace, encoder: Callable[[], Encoder]) -> None:
        self._workspace, self._encoder = workspace, encoder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reencoding", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """No new attempt; what is being written is left to its commit or to the end of the process, which harms nothing."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Waits for the end; whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from ingest.pipeline import ingest

        while not self._stop.is_set():
            try:
                with self._workspace.snapshot() as snapshot:
                    if snapshot.model == self._encoder().name:
                        return
                report = ingest(self._workspace, (), self._encoder())
            except WorkspaceLocked:
                self._stop.wait(WAIT_SECONDS)
                continue
            except (VanmachError, OSError, ValueError) as error:
                log.warning("Chưa mã hóa lại được kho dữ liệu: %s", error)
                return
            log.info("Kho dữ liệu đã theo mô hình mới: thế hệ %s.", report.generation)
            return

"""Phrasing against a real local endpoint: other words are taken, other facts are not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from search_api.ask.phrasing import Phrasing, faithful, phrased

REPLY: dict[str, Any] = {
    "question": "ai làm sổ sức khỏe, hạn bao giờ",
    "answer": {"kind": "tasks", "text": "Sở Y tế chủ trì; thời hạn: Quý IV/2025.", "items": [{"id": "1"}]},
    "evidence": [{"document": "1432/UBND-TH@", "start": 0, "end": 9, "text": "Giao Sở Y tế triển khai 13/3 trước ngày 31/12/2025"}],
}


@contextmanager
def endpoint(said: str | bytes) -> Iterator[str]:
    """A server that answers every request with this content (bytes: the raw body)."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = said if isinstance(said, bytes) else json.dumps({"choices": [{"message": {"content": said}}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(content: str | bytes) -> str:
    with endpoint(content) as url:
        return str(phrased(REPLY, Phrasing(url, "m", 5.0))["answer"]["text"])


def test_other_words_are_taken() -> None:
    assert said("Việc này do Sở Y tế làm, hạn Quý IV/2025.") == "Việc này do Sở Y tế làm, hạn Quý IV/2025."


@pytest.mark.parametrize(
    "content",
    [
        "Việc này do Sở Tài chính làm.",
        "Hạn là ngày 30/11/2025.",
        "Có 3 đơn vị cùng làm.",
        "",
        b"no json",
        b"{}",
        b'{"choices": []}',
    ],
)
def test_anything_new_or_broken_keeps_the_built_sentence(content: str | bytes) -> None:
    assert said(content) == REPLY["answer"]["text"]


def test_no_endpoint_and_no_answer_change_nothing() -> None:
    assert phrased(REPLY, None) == REPLY
    assert phrased(REPLY, Phrasing("http://127.0.0.1:9/none", "m", 0.2)) == REPLY


def test_a_figure_is_known_only_as_a_whole() -> None:
    assert faithful("hạn 13/3", "ngày 13/3")
    assert not faithful("hạn 3", "ngày 13/3")

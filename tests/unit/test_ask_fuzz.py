"""Whatever is typed, an answer comes: random and hostile strings over a real workspace of the sample documents."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Snapshot, Workspace
from search_api.ask import ranked
from search_api.ask.catalogue import Catalogue, catalogue
from search_api.ask.question import understand

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
TODAY = date(2025, 11, 24)
PIECES = [
    *(
        "Nghị quyết",
        "NQ",
        "57-NQ/TW",
        "ct 03 tu",
        "226/2025/QH15",
        "Sở Y tế",
        "stp",
        "TU",
        "UBND",
        "đã",
        "đến",
        "từ",
        "tháng 9/2025",
    ),
    *(
        "31/02/2025",
        "quý IV",
        "trên 10.000 tỷ",
        "99999999999999 tỷ",
        "-",
        "/",
        "((((",
        "\\",
        "%",
        "\x00",
        "\u200b",
        "🙂",
        "٣",
        "Ⅳ",
        "²",
    ),
    *(
        "nhiệm vụ nào",
        "ai",
        "hạn",
        "?",
        "thực hiện",
        "thay thế",
        "trùng số",
        "dự án ở",
        "IIP",
        "là gì",
        "'; DROP TABLE",
        "e\u0301",
        "ß",
        "İ",
    ),
]


def adversarial(generator: random.Random) -> str:
    """Pieces of questions and of attacks in any order, or characters from anywhere."""
    if generator.random() < 0.3:
        return "".join(chr(generator.randrange(1, 0xD7FF)) for _ in range(generator.randrange(60)))
    return generator.choice((" ", "", "  ", "\t")).join(generator.choice(PIECES) for _ in range(generator.randrange(1, 14)))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    workspace = Workspace.open(tmp_path_factory.mktemp("ask") / "ws", create=True)
    ingest(workspace, sorted(SAMPLE.iterdir())[:6], load_encoder(None))
    with workspace.snapshot() as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def names(sample: Snapshot) -> Catalogue:
    return catalogue(sample)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120))
def test_any_text_is_understood(names: Catalogue, text: str) -> None:
    question = understand(text, names, TODAY)
    assert all(0 <= word.start <= word.end <= len(question.wording.question) for word in question.wording.words)


def test_thousands_of_hostile_strings(names: Catalogue) -> None:
    generator = random.Random(11)
    slowest = 0.0
    for _ in range(3_000):
        text = adversarial(generator)
        began = time.perf_counter()
        ranked(understand(text, names, TODAY))
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 2.0

"""Floors of the question sets over the sample corpus; what is kept out of tuning has floors of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.ask import answer
from search_api.search.engine import SearchEngine
from tests.quality.questions.runner import SAMPLE, TODAY, Share, measure
from tests.quality.questions.templates import generate

FLOORS = {"generated": 0.95, "generated_held_out": 0.95, "written": 0.95, "held_out": 0.85, "unanswerable": 0.95}


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Share]:
    workspace = Workspace.open(tmp_path_factory.mktemp("questions") / "ws", create=True)
    encoder = load_encoder(None)
    ingest(workspace, [Path(SAMPLE)], encoder)
    with workspace.snapshot() as snapshot:
        engine = SearchEngine.open(snapshot.index_folder, encoder)
        return measure(lambda q: answer(q, snapshot, engine, TODAY), generate(snapshot))


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_is_answered(shares: dict[str, Share], name: str) -> None:
    share = shares[name]
    assert share.value >= FLOORS[name], f"{share.right}/{share.asked}: {share.missed[:20]}"


def test_sets_are_as_large_as_promised(shares: dict[str, Share]) -> None:
    assert shares["generated"].asked + shares["generated_held_out"].asked >= 300
    assert shares["written"].asked >= 100
    assert shares["held_out"].asked >= (shares["written"].asked + shares["held_out"].asked) // 4
    assert shares["unanswerable"].asked >= 60

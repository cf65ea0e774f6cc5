"""Search over the sample corpus by the written queries: floors a little below what is reached, so that a loss is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.search.engine import SearchEngine
from search_api.search.places_measured import measure, read_queries

ROOT = Path(__file__).resolve().parents[2]
QUERIES = Path(__file__).parent / "search_queries.jsonl"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    encoder = load_encoder()
    workspace = Workspace.open(tmp_path_factory.mktemp("quality") / "workspace", create=True)
    ingest(workspace, [ROOT / "data" / "sample"], encoder)
    with workspace.snapshot() as snapshot:
        engine = SearchEngine.open(snapshot.index_folder, encoder)
        return {line["slice"]: line for line in measure(engine, list(read_queries(QUERIES, snapshot)))}


def test_a_third_of_the_queries_shares_few_words_with_the_answer() -> None:
    styles = [json.loads(line)["style"] for line in QUERIES.read_text("utf-8").splitlines()]
    assert len(styles) >= 80
    assert styles.count("paraphrase") >= len(styles) // 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "ndcg", "recall"),
    [
        ("accented/all", 0.83, 0.95),
        ("no_diacritics/all", 0.82, 0.93),
        ("accented/paraphrase", 0.72, 0.86),
        ("accented/keyword", 0.85, 0.94),
        ("accented/number", 0.85, 0.85),
    ],
)
def test_floors(figures: dict[str, dict[str, float]], part: str, ndcg: float, recall: float) -> None:
    assert figures[part]["ndcg10"] >= ndcg
    assert figures[part]["recall10"] >= recall


@pytest.mark.slow
def test_no_diacritics_cost_little(figures: dict[str, dict[str, float]]) -> None:
    assert figures["no_diacritics/all"]["ndcg10"] >= 0.97 * figures["accented/all"]["ndcg10"]

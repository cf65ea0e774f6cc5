"""Paging and withdrawal, over the sample corpus: pages make one list; a withdrawn document leaves no trace in scores or totals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.encoder import load_encoder
from embeddings.protocols import Encoder
from ingest.pipeline import ingest, withdraw
from ingest.workspace import Workspace
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchAnswer, SearchQuery

SAMPLE = sorted((Path(__file__).resolve().parents[2] / "data" / "sample").iterdir())
TOPICS = ("kinh tế biển", "chuyển đổi số", "giải ngân", "vốn đầu tư công", "tiến độ", "du lich")
WORDS = (*TOPICS, "Sở Tài chính", "nghị quyết", "15-NQ/TU", "của", "và")
QUERIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
FILTERS = st.sampled_from(
    [{}, {"kind": ("passage",)}, {"kind": ("task", "document")}, {"type": ("Báo cáo",)}, {"held": True}, {"since": "2025-09-01"}]
)


def opened(folder: Path, encoder: Encoder) -> SearchEngine:
    with Workspace.open(folder).snapshot() as snapshot:
        return SearchEngine.open(snapshot.index_folder, encoder)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder, encoder = tmp_path_factory.mktemp("pages") / "kho", load_encoder()
    ingest(Workspace.open(folder, create=True), SAMPLE, encoder)
    found = opened(folder, encoder)
    yield found
    found.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=QUERIES, more=FILTERS, sort=st.sampled_from(["relevance", "date"]), size=st.sampled_from([3, 7, 20, 50]))
def test_pages_put_together_are_one_list_without_doubles(
    engine: SearchEngine, q: str, more: dict[str, object], sort: str, size: int
) -> None:
    def page(number: int, size: int) -> SearchAnswer:
        return engine.search(SearchQuery(q, **more, sort=sort, page=number, size=size))  # type: ignore[arg-type]

    pages: list[str] = []
    totals, number = set(), 1
    while True:
        answer = page(number, size)
        totals.add(answer.total)
        pages += [f"{hit.kind} {hit.key}" for hit in answer.hits]
        if len(answer.hits) < size:
            break
        number += 1
    assert len(totals) == 1
    assert len(set(pages)) == len(pages)
    assert pages[:100] == [f"{hit.kind} {hit.key}" for hit in page(1, 100).hits]


def told(engine: SearchEngine, q: str) -> list[tuple[object, ...]]:
    answer = engine.search(SearchQuery(q, size=30))
    hits = [(hit.kind, hit.key, hit.document, hit.start, hit.end, hit.score, hit.why, hit.snippet) for hit in answer.hits]
    return [(answer.total, answer.interpretation.shown), *hits]


@pytest.mark.parametrize("gone", [0, 7])
def test_a_withdrawn_document_leaves_no_trace_in_search(tmp_path: Path, gone: int) -> None:
    encoder = load_encoder()
    some = SAMPLE[:9]
    ingest(Workspace.open(tmp_path / "had", create=True), some, encoder)
    withdraw(Workspace.open(tmp_path / "had"), str(some[gone]), encoder)
    ingest(Workspace.open(tmp_path / "never", create=True), [path for path in some if path != some[gone]], encoder)
    had, never = opened(tmp_path / "had", encoder), opened(tmp_path / "never", encoder)
    for q in (
        "giải ngân vốn đầu tư công",
        "kinh te bien xanh",
        "Sở Tài chính",
        "15-NQ/TU",
        "chuyển đổi số",
        "tiến độ cầu Cửa Ngọc",
    ):
        assert told(had, q) == told(never, q)
    had.close()
    never.close()

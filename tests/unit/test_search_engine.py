"""Search over a real generation: the three lanes, what was typed, filters, pages, places, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import load_encoder
from embeddings.static_files import write_model
from search_api.search import candidates
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchAnswer, SearchQuery
from tests.unit.search_material import LETTER, NEW, OLD, PLAN, REPORT, build


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = build(tmp_path_factory.mktemp("search") / "generation")
    yield opened
    opened.close()


def keys(answer: SearchAnswer) -> list[str]:
    return [hit.key for hit in answer.hits]


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("giải ngân vốn đầu tư công tháng 10", f"{REPORT}/p1"),
        ("giai ngan von dau tu cong thang 10", f"{REPORT}/p1"),
        ("đường sắt", f"{REPORT}/p2"),
        ("duong sat", f"{REPORT}/p2"),
        ("đường sát", f"{REPORT}/p2"),
        ("lễ hội thái dương", f"{REPORT}/p3"),
        ("kiểm tra ATTP", f"{PLAN}/p3"),
        ("đồ ăn bẩn", f"{PLAN}/p3"),
        ("công sở bỏ không sau khi gộp xã", f"{PLAN}/p4"),
        ("cong so bo khong sau khi gop xa", f"{PLAN}/p4"),
        ("xây không phép", f"{LETTER}/p2"),
    ],
)
def test_the_right_place_comes_first(engine: SearchEngine, q: str, first: str) -> None:
    assert keys(engine.search(SearchQuery(q)))[0] == first


@pytest.mark.parametrize("q", ["giải ngân vốn đầu tư công tháng 10", "giai ngan von dau tu cong thang 10", "đồ ăn bẩn", "của và"])
def test_in_large_collections_common_words_find_nothing_new_but_still_count(
    engine: SearchEngine, monkeypatch: pytest.MonkeyPatch, q: str
) -> None:
    every = engine.search(SearchQuery(q))
    monkeypatch.setattr(candidates, "LARGE", 1)
    telling = engine.search(SearchQuery(q))
    assert keys(telling)[:3] == keys(every)[:3]
    assert [hit.score for hit in telling.hits[:3]] == pytest.approx([hit.score for hit in every.hits[:3]], abs=1e-4)
    assert telling.total == every.total


@pytest.mark.parametrize(
    "q", ["118/KH-UBND", "118khubnd", "kh 118", "ke hoach 118", "Kế hoạch số 118", "118-kh/ubnd", "118 kh ubnd", "KH118", PLAN]
)
def test_a_number_in_any_spelling_finds_its_document_first_then_who_cites_it(engine: SearchEngine, q: str) -> None:
    answer = engine.search(SearchQuery(q))
    assert keys(answer)[:2] == [PLAN, f"{REPORT}/p5"]
    assert "118/KH-UBND" in answer.hits[0].why[0]
    assert not answer.interpretation.restored


@pytest.mark.parametrize("q", ["chỉ thị 50 của Bộ Chính trị", "50-CT/TW ngày 23/7/2025", "ct 5O"])
def test_a_number_with_its_issuer_its_date_or_a_slip_of_the_scanner(engine: SearchEngine, q: str) -> None:
    assert keys(engine.search(SearchQuery(q)))[0] == NEW


def test_a_number_of_two_documents_offers_both(engine: SearchEngine) -> None:
    answer = engine.search(SearchQuery("50-CT/TW"))
    assert [candidate.key for candidate in answer.interpretation.candidates] == [NEW, OLD]
    assert "23/07/2025" in answer.interpretation.candidates[0].label
    assert keys(engine.search(SearchQuery("50-CT/TW năm 2015")))[0] == OLD


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("Sở Xây dựng", "Sở Xây dựng"),
        ("so xay dung", "Sở Xây dựng"),
        ("SXD", "Sở Xây dựng"),
        ("tuyến đường ven biển Tân Bình", "j1"),
    ],
)
def test_names_come_first(engine: SearchEngine, q: str, first: str) -> None:
    assert keys(engine.search(SearchQuery(q)))[0] == first


def test_what_is_shown_and_what_was_typed(engine: SearchEngine) -> None:
    read = engine.search(SearchQuery("Dau tu cong")).interpretation
    assert (read.shown, read.literal, read.restored) == ("Đầu tư công", "Dau tu cong", True)
    literal = engine.search(SearchQuery("Dau tu cong", literal=True)).interpretation
    assert (literal.shown, literal.restored) == ("Dau tu cong", False)
    assert not engine.search(SearchQuery("đầu tư công")).interpretation.restored


def test_a_typed_accent_never_ranks_another_word_first(engine: SearchEngine) -> None:
    ranked = keys(engine.search(SearchQuery("đường")))
    assert set(ranked[:2]) == {f"{REPORT}/p2", "j1"}
    assert f"{REPORT}/p3" not in ranked[:2]


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        (SearchQuery("tiến độ nhà ở", type=("công văn",)), {LETTER}),
        (SearchQuery("tiến độ nhà ở", document=(PLAN,)), {PLAN}),
        (SearchQuery("tiến độ nhà ở", since="2025-11-01"), {LETTER}),
        (SearchQuery("tiến độ nhà ở", until="2025-09-30", kind=("passage",)), {PLAN}),
        (SearchQuery("tiến độ nhà ở", kind=("task",)), {PLAN}),
        (SearchQuery("tiến độ nhà ở", agency=("Sở Tài chính",)), {PLAN}),
    ],
)
def test_filters(engine: SearchEngine, query: SearchQuery, allowed: set[str]) -> None:
    answer = engine.search(query)
    assert answer.hits
    assert {hit.document for hit in answer.hits} == allowed


def test_one_place_is_one_hit(engine: SearchEngine) -> None:
    hits = engine.search(SearchQuery("nhà ở xã hội cho công nhân")).hits
    spans = [(hit.document, hit.start, hit.end) for hit in hits if hit.end > hit.start]
    for index, (document, start, end) in enumerate(spans):
        for other, begin, stop in spans[index + 1 :]:
            assert other != document or min(end, stop) - max(start, begin) < 0.5 * min(end - start, stop - begin)
    assert hits[0].folded == 1


def test_pages_are_stable_and_go_on(engine: SearchEngine) -> None:
    q = "kế hoạch tiến độ các dự án"
    whole = keys(engine.search(SearchQuery(q, size=100)))
    paged = [key for page in range(1, 9) for key in keys(engine.search(SearchQuery(q, page=page, size=2)))]
    assert paged == whole[: len(paged)]
    assert len(set(whole)) == len(whole)
    totals = {engine.search(SearchQuery(q, page=page, size=3)).total for page in (1, 2, 3)}
    assert len(totals) == 1


def test_total_counts_passages_with_half_of_the_weight(engine: SearchEngine) -> None:
    assert engine.search(SearchQuery("giải ngân vốn")).total == 2
    assert engine.search(SearchQuery("lễ hội")).total == 1


def test_sorted_by_date(engine: SearchEngine) -> None:
    dates = [str(hit.facets.get("date") or "") for hit in engine.search(SearchQuery("nhà ở đô thị", sort="date")).hits]
    assert dates == sorted(dates, reverse=True)


def test_snippets_mark_the_words(engine: SearchEngine) -> None:
    best = engine.search(SearchQuery("ngoo ddoocj thuwcj phaamr")).hits[0]
    assert [best.snippet[start:end].lower() for start, end in best.marks][-1].endswith("thực phẩm")


def test_every_hit_says_why_and_where(engine: SearchEngine) -> None:
    for hit in engine.search(SearchQuery("kiểm tra an toàn thực phẩm")).hits:
        assert hit.why
        assert hit.document
        assert hit.start <= hit.end


def test_facets_count_what_was_found(engine: SearchEngine) -> None:
    facets = engine.search(SearchQuery("giải ngân vốn đầu tư công")).facets
    assert {value.value for value in facets["type"]} >= {"Kế hoạch", "Báo cáo"}
    assert all(value.count > 0 for values in facets.values() for value in values)


@pytest.mark.parametrize("q", ["", "   ", "…", "!?", "a" * 3000, "₫₫₫", "\x00", "57" * 40, "tư tư tư tư"])
def test_odd_queries_are_answered(engine: SearchEngine, q: str) -> None:
    answer = engine.search(SearchQuery(q))
    assert answer.total >= 0


def test_while_vectors_are_of_another_model_the_words_still_find(engine: SearchEngine, tmp_path: Path) -> None:
    write_model(tmp_path / "small", {"[UNK]": 0, "vốn": 1}, np.eye(2, 8, dtype=np.float32), "[UNK]")
    other = SearchEngine(engine.generation, load_encoder(str(tmp_path / "small")))
    assert keys(other.search(SearchQuery("giải ngân vốn đầu tư công tháng 10")))[0] == f"{REPORT}/p1"


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("kế ho", "Kế hoạch 118/KH-UBND"),
        ("118kh", "Kế hoạch 118/KH-UBND"),
        ("so xa", "Sở Xây dựng"),
        ("tuyen du", "Tuyến đường ven biển Tân Bình"),
    ],
)
def test_suggestions(engine: SearchEngine, q: str, expected: str) -> None:
    assert any(one.text.startswith(expected) for one in engine.suggest(q)), engine.suggest(q)


def test_at_most_ten_suggestions(engine: SearchEngine) -> None:
    assert len(engine.suggest("t")) <= 10
    assert engine.suggest("") == ()

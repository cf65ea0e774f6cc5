"""Wordings, places, snippets, features and weights, text cut for measuring, figures."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical import Conditions
from embeddings.nesting import nesting
from embeddings.ngrams import counts_of, restoring_counts
from embeddings.protocols import Entry
from search_api.search.evaluate import Split as QuerySplit
from search_api.search.evaluate import evaluate, fold_keeping_case, score_ranking, slices
from search_api.search.features import NAMES, QueryTerms, bm25, coverage
from search_api.search.headings import HeadingVectors
from search_api.search.places import fold_stretches
from search_api.search.ranker import load_ranker
from search_api.search.reading import read_query
from search_api.search.snippets import snippet
from search_api.search.split import MOST, split_text
from search_api.search.why import LABELS
from search_api.search.wordings import Holds, Lexicon, load_lexicon, wordings
from tests.unit.search_material import PLAN, build
from vietnamese.syllables import syllables
from vietnamese.typing_slips import Speller

LEXICON = Lexicon(
    {"ATTP": ["an toàn thực phẩm"], "TƯ": ["trung ương"], "BTC": ["ban tổ chức", "bộ tài chính"]},
    [[["đồ ăn bẩn", "đồ ăn"], ["an toàn thực phẩm", "ngộ độc thực phẩm"]]],
)


@pytest.mark.parametrize(
    ("q", "capitals", "expected"),
    [
        ("kiểm tra ATTP", {2}, ["kiểm tra an toàn thực phẩm"]),
        ("kiểm tra attp", set(), ["kiểm tra an toàn thực phẩm"]),
        ("đầu tư", set(), []),
        ("văn phòng TƯ", {2}, ["văn phòng trung ương"]),
        ("BTC", {0}, ["ban tổ chức", "bộ tài chính"]),
        ("an toàn thực phẩm", set(), ["attp"]),
        ("bán đồ ăn bẩn", set(), ["bán an toàn thực phẩm", "bán attp"]),
        ("mua nhà", set(), []),
    ],
)
def test_wordings(q: str, capitals: set[int], expected: list[str]) -> None:
    assert [" ".join(w.words) for w in wordings(tuple(syllables(q)), LEXICON, capitals)] == expected


def test_a_phrase_is_recognised_with_other_words_in_between() -> None:
    lexicon = Lexicon({}, [[["công ty đóng cửa", "đóng cửa"], ["doanh nghiệp giải thể"]]])
    spread = wordings(tuple(syllables("công ty làm ăn thua lỗ đóng cửa")), lexicon)
    assert [" ".join(w.words) for w in spread] == ["doanh nghiệp giải thể làm ăn thua lỗ"]
    far = wordings(tuple(syllables("công ty ở xã bên sông lớn phía đông đóng cửa")), lexicon)
    assert [" ".join(w.words) for w in far] == ["công ty ở xã bên sông lớn phía đông doanh nghiệp giải thể"]


def test_of_overlapping_phrases_the_longest_is_recognised() -> None:
    lexicon = Lexicon({}, [[["nhà báo"], ["phóng viên"]], [["báo nước ngoài"], ["báo chí quốc tế"]]])
    found = wordings(tuple(syllables("nhà báo nước ngoài đưa tin")), lexicon)
    assert [" ".join(w.words) for w in found] == ["nhà báo chí quốc tế đưa tin"]


def test_a_whole_phrase_goes_before_a_longer_one_that_is_only_nearly_there() -> None:
    lexicon = Lexicon({}, [[["che chở người dám làm"], ["bảo vệ cán bộ"]], [["dám tố cáo"], ["phát hiện tham nhũng"]]])
    found = wordings(tuple(syllables("che chở người dám tố cáo")), lexicon, usual=lambda part: False)
    assert [" ".join(w.words) for w in found] == ["che chở người phát hiện tham nhũng"]


def test_what_two_phrases_stand_for_is_put_in_once() -> None:
    lexicon = Lexicon({}, [[["vòi vĩnh", "làm khó dân"], ["nhũng nhiễu"]]])
    found = wordings(tuple(syllables("vòi vĩnh, làm khó dân")), lexicon)
    assert [" ".join(w.words) for w in found] == ["nhũng nhiễu"]


def test_an_abbreviation_is_no_slip_though_no_document_holds_it() -> None:
    counts = restoring_counts(counts_of(["thành phố hai mươi anti", "anti và tết"] * 5))
    speller = Speller(counts, counts.folded_vocabulary())
    lexicon = Lexicon({"ANTT": ["an ninh trật tự"]}, [])
    assert read_query("antt tết", counts, speller, Lexicon({}, [])).words == ("anti", "tết")
    for q in ("ANTT tết", "antt tết", "antt tet"):
        read = read_query(q, counts, speller, lexicon)
        assert read.words == ("antt", "tết")
        assert [" ".join(wording.words) for wording in read.wordings] == ["an ninh trật tự tết"]


def test_most_of_a_phrase_stands_for_it_unless_it_is_usual() -> None:
    lexicon = Lexicon(
        {}, [[["nằm đắp chiếu", "nhà máy nằm đắp chiếu"], ["dự án chậm tiến độ"]], [["mấy ông họp riêng"], ["họp kín"]]]
    )
    assert wordings(tuple(syllables("mấy ông đi họp")), lexicon, usual=lambda part: False) == []
    words = tuple(syllables("công trình đắp chiếu"))
    assert [" ".join(w.words) for w in wordings(words, lexicon, usual=lambda part: part != ("đắp", "chiếu"))] == [
        "công trình dự án chậm tiến độ"
    ]
    assert wordings(words, lexicon) == []


def test_what_the_documents_do_not_write_is_no_wording() -> None:
    lexicon = Lexicon({"CCN": ["cụm công nghiệp"]}, [[["khu xưởng"], ["cụm công nghiệp", "khu chế xuất"]]])
    words = tuple(syllables("khu xưởng"))
    assert [w.words for w in wordings(words, lexicon)] == [("cụm", "công", "nghiệp"), ("ccn",)]
    assert [w.words for w in wordings(words, lexicon, holds=lambda phrase: phrase == ("ccn",))] == [("ccn",)]


def test_of_a_list_that_the_documents_do_not_write_the_members_that_they_write_are_tried() -> None:
    lexicon = Lexicon({}, [[["sợ sai"], ["đùn đẩy, né tránh, sợ trách nhiệm"]]])
    held = {("né", "tránh"), ("sợ", "trách", "nhiệm")}

    def tried(writes: Holds) -> list[str]:
        return [" ".join(w.words) for w in wordings(("sợ", "sai"), lexicon, writes=writes)]

    assert tried(lambda phrase: True) == ["đùn đẩy né tránh sợ trách nhiệm"]
    assert tried(lambda phrase: tuple(phrase) in held) == ["né tránh sợ trách nhiệm"]
    assert tried(lambda phrase: False) == ["đùn đẩy né tránh sợ trách nhiệm"]


INITIALS = Lexicon({"KCN": ["khu công nghiệp"]}, [[["góp ý"], ["giám sát, phản biện xã hội", "phản biện xã hội"]]])


@pytest.mark.parametrize(
    "word, expected",
    [
        ("pbxh", ["phản biện xã hội của mặt trận"]),
        ("gspbxh", ["giám sát phản biện xã hội của mặt trận"]),
        ("kcn", ["khu công nghiệp của mặt trận"]),
        ("bxh", []),
        ("pbxa", []),
        ("đbxh", []),
    ],
)
def test_an_abbreviation_in_no_list_stands_for_an_official_phrase_with_its_initials(word: str, expected: list[str]) -> None:
    def writes(phrase: Sequence[str]) -> bool:
        return phrase[0] != word

    found = wordings((word, "của", "mặt", "trận"), INITIALS, writes=writes)
    assert [" ".join(w.words) for w in found] == expected


def test_what_the_documents_use_or_do_not_write_is_not_spelled_out() -> None:
    for writes in (lambda phrase: True, lambda phrase: False):
        assert wordings(("pbxh",), INITIALS, writes=writes) == []


def test_an_abbreviation_spelled_out_by_its_initials_is_no_slip() -> None:
    counts = restoring_counts(counts_of(["giám sát pbx của mặt trận"] * 5))
    speller = Speller(counts, counts.folded_vocabulary())
    read = read_query("pbxh của mặt trận", counts, speller, INITIALS, writes=lambda phrase: phrase[0] != "pbxh")
    assert read.words == ("pbxh", "của", "mặt", "trận")
    assert [" ".join(w.words) for w in read.wordings] == ["phản biện xã hội của mặt trận"]


def test_official_phrases_of_a_group_stand_for_each_other_at_a_higher_price() -> None:
    def written(phrase: Sequence[str]) -> bool:
        return tuple(phrase) == ("an", "toàn", "thực", "phẩm")

    said, official = (wordings(tuple(syllables(q)), LEXICON, writes=written) for q in ("đồ ăn bẩn", "ngộ độc thực phẩm"))
    assert [" ".join(w.words) for w in official] == ["an toàn thực phẩm"]
    assert official[0].price > said[0].price > 0
    assert official[0].core == {"an", "toàn", "thực", "phẩm"}
    for nothing_to_find in (True, False):
        assert not wordings(tuple(syllables("ngộ độc thực phẩm")), LEXICON, writes=lambda phrase, all_=nothing_to_find: all_)


def test_the_shipped_lists_are_sound() -> None:
    lexicon = load_lexicon()
    assert [" ".join(w.words) for w in wordings(("tiến", "độ", "nơxh"), lexicon)] == ["tiến độ nhà ở xã hội"]
    assert wordings(("tiến", "độ", "noxh"), lexicon)


def test_overlapping_stretches_are_one_place() -> None:
    documents, starts, ends = np.array([1, 1, 2, 1, 1]), np.array([0, 10, 0, 90, 50]), np.array([100, 60, 100, 300, 50])
    assert fold_stretches(documents, starts, ends, NOWHERE[:5]) == [[0, 1], [2], [3], [4]]


def test_what_stands_in_a_footnote_between_the_lines_of_a_passage_is_no_part_of_it() -> None:
    def entry(kind: str, start: int, end: int) -> Entry:
        return Entry(f"{kind}{start}", kind, "d", (), "", "", start, end, {})

    passage, footnote, task = entry("passage", 0, 900), entry("passage", 400, 600), entry("task", 10, 890)
    named, after = entry("document", 420, 460), entry("document", 700, 740)
    entries = [named, passage, footnote, after, task]
    within, around = nesting(entries)
    assert within.tolist() == [2, 1, 2, 1, 1]
    assert around.tolist() == [1, -1, 1, -1, -1]
    starts, ends = np.array([one.start for one in entries]), np.array([one.end for one in entries])
    assert fold_stretches(np.zeros(5, np.int32), starts, ends, np.stack((within, around), axis=1)) == [[0, 2], [1, 3, 4]]


def test_a_long_text_is_shown_where_the_words_are() -> None:
    text = " ".join(["mở đầu"] * 80 + ["giải ngân vốn"] + ["kết thúc"] * 80)
    shown = snippet(text, {"giải": 1.0, "ngân": 1.0, "vốn": 1.0})
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")
    assert [shown.text[start:end] for start, end in shown.marks] == ["giải ngân vốn"]


NOWHERE = np.full((60, 2), -1, np.int32)
WORDS = st.sampled_from(["vốn", "đất", "xã", "thuế"])


@given(st.lists(WORDS, min_size=1, max_size=60), st.sets(WORDS, max_size=2), st.integers(1, 12))
def test_a_snippet_holds_as_many_of_the_words_as_any_window(words: list[str], wanted: set[str], width: int) -> None:
    shown = snippet(" ".join(words), dict.fromkeys(wanted, 1.0), width)
    windows = [words[at : at + width] for at in range(max(1, len(words) - width + 1))]
    seen = [word for start, end in shown.marks for word in shown.text[start:end].split()]
    assert set(seen) <= wanted
    assert len(seen) == max(sum(word in wanted for word in window) for window in windows)


def test_marks_stand_at_the_raw_letters() -> None:
    text = unicodedata.normalize("NFD", "Nguồn vốn đầu tư, vốn vay")
    shown = snippet(text, {"vốn": 1.0})
    assert [unicodedata.normalize("NFC", shown.text[start:end]) for start, end in shown.marks] == ["vốn", "vốn"]


def test_snippet_of_text_without_words() -> None:
    assert snippet("— —", {"a": 1.0}).marks == ()


def test_weights_and_reasons_cover_the_features() -> None:
    ranker = load_ranker()
    assert set(ranker.weights) == set(NAMES) == set(LABELS)
    parts = ranker.parts(np.ones((2, len(NAMES)), np.float32))
    assert parts.shape == (2, len(NAMES))


def test_coverage_is_a_share() -> None:
    presence = np.array([[1, 1, 0], [0.3, 0, 1]], np.float32)
    assert coverage(presence, np.array([2, 1, 1], np.float32)).tolist() == pytest.approx([0.75, 0.4])
    assert coverage(presence[:, :0], np.zeros(0, np.float32)).tolist() == [0, 0]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3000), st.integers(0, 2500)), max_size=25))
def test_places_are_those_that_each_pair_of_stretches_tells(drawn: list[tuple[int, int, int]]) -> None:
    stretches = [(document, start, start + length) for document, start, length in drawn]
    groups: list[list[int]] = []
    for index, (document, start, end) in enumerate(stretches):
        firsts = [(group, stretches[group[0]]) for group in groups]
        twin = next(
            (
                group
                for group, (other, begin, stop) in firsts
                if other == document and begin < stop and begin < end and start < stop
                and 2 * (min(end, stop) - max(start, begin)) >= min(end - start, stop - begin)
            ),
            None,
        )  # fmt: skip
        if end == start or twin is None:
            groups.append([index])
        else:
            twin.append(index)
    documents, starts, ends = np.array(stretches, np.int64).reshape(-1, 3).T
    assert fold_stretches(documents.astype(np.int32), starts, ends, NOWHERE[: len(stretches)]) == groups


def test_places_far_apart_in_a_long_document_are_found_by_what_they_overlap() -> None:
    """A stretch over many blocks is the place of the best one that it overlaps by half of the shorter."""
    starts, ends = np.array([5000, 0, 900, 5100]), np.array([5400, 9000, 1100, 5200])
    assert fold_stretches(np.zeros(4, np.int32), starts, ends, NOWHERE[:4]) == [[0, 1, 3], [2]]


def test_bm25_is_the_textbooks() -> None:
    query = QueryTerms(("vốn",), (((0, 1.0),),), np.array([2.0], np.float32), (), np.zeros(0, np.float32))
    score = bm25(np.array([[3.0]], np.float32), np.zeros((1, 0), np.float32), np.array([50.0], np.float32), 100.0, query, 1.2, 0.75)
    assert score.tolist() == pytest.approx([2.0 * 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * 0.5))])


def test_candidates_are_weighed_in_time(tmp_path: Path) -> None:
    """Both lanes and all features; processor time, the best of many, with room for a slow machine."""
    engine = build(tmp_path / "g")
    reading = engine.read("giải ngân vốn đầu tư công")
    times = []
    for _ in range(20):
        began = time.process_time()
        engine.pool(reading, Conditions())
        times.append(time.process_time() - began)
    assert min(times) < 0.1


def test_a_full_shelf_of_heading_vectors_changes_nothing(tmp_path: Path) -> None:
    engine = build(tmp_path / "g")
    reading = engine.read("giải ngân vốn đầu tư công")
    first = engine.pool(reading, Conditions()).best()[0]
    for most in (1, 3, 100):
        engine.meanings.headings = HeadingVectors(engine.generation.forward.sections, engine.meanings.dimensions, most)
        for q in ("nhà ở xã hội", "tai nạn giao thông", "nhà ở xã hội"):
            engine.pool(engine.read(q), Conditions())
        assert engine.pool(reading, Conditions()).best()[0].tolist() == first.tolist()


def test_cut_text_keeps_its_order_and_bounds() -> None:
    text = "\n".join(f"{i}. " + "từ " * 30 + "hết." for i in range(20)) + "\n" + "dài " * 400
    pieces = split_text(text)
    assert all(a[1] <= b[0] for a, b in pairwise(pieces))
    assert max(len(text[start:end].split()) for start, end in pieces) <= MOST * 1.5
    assert "".join(text[s:e] for s, e in pieces).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert split_text("") == [(0, 0)]


def test_figures() -> None:
    assert score_ranking(["b", "a"], frozenset({"a"})).tolist() == pytest.approx([0.6309, 1, 1, 0.5], abs=1e-4)
    assert score_ranking([], frozenset({"a"})).tolist() == [0, 0, 0, 0]


def test_slices_are_the_same_each_time() -> None:
    queries = {"1": "Thủ tục cấp giấy phép xây dựng nhà ở là gì?"}
    assert slices(queries) == slices(queries)
    assert slices(queries)["no_diacritics"]["1"] == "Thu tuc cap giay phep xay dung nha o la gi?" == fold_keeping_case(queries["1"])


def test_measuring_goes_through_the_engine(tmp_path: Path) -> None:
    engine = build(tmp_path / "g")
    split = QuerySplit({"1": "nhà ở xã hội cho công nhân"}, {"1": frozenset({PLAN})})
    lines = list(evaluate(engine, split, ["search", "bm25_bigrams"]))
    assert {line["lane"] for line in lines} == {"search", "bm25_bigrams"}
    assert all(line["recall10"] == 1 for line in lines if line["slice"] in {"accented", "no_diacritics"})

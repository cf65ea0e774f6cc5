"""Syllables with spans, pairs, folding."""

from __future__ import annotations

import unicodedata

import pytest

from embeddings.features import features, write_features
from vietnamese.syllables import bigrams, folded, is_accented, spans, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uỷ ban, số 57-NQ/TW", ["ủy", "ban", "số", "57", "nq", "tw"]),
        ("hoà  bình\nvà khoẻ mạnh", ["hòa", "bình", "và", "khỏe", "mạnh"]),
        ("Ðảng ủy", ["đảng", "ủy"]),
        ("nhà\u00adở", ["nhàở"]),
        ("a_b c", ["a", "b", "c"]),
        ("", []),
        ("… – !", []),
    ],
)
def test_syllables(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected
    assert [word.text for word in spans(text)] == expected


def test_decomposed_text_gives_the_same_syllables() -> None:
    text = "Đẩy mạnh cải cách thủ tục hành chính, quý IV"
    assert syllables(unicodedata.normalize("NFD", text)) == syllables(text)


@pytest.mark.parametrize(
    "text", ["Quyết định số 12/QĐ-UBND", "Uỷ  ban\tnhân dân", unicodedata.normalize("NFD", "Thuỷ lợi, đê điều")]
)
def test_spans_point_into_the_raw_text(text: str) -> None:
    for word in spans(text):
        assert syllables(text[word.start : word.end]) == [word.text]


def test_bigrams_and_folding() -> None:
    assert bigrams(["đầu", "tư", "công"]) == ["đầu_tư", "tư_công"]
    assert bigrams(["một"]) == []
    assert folded(["đường", "Dương"]) == ["duong", "duong"]
    assert is_accented("đường")
    assert not is_accented("tw")


def test_features_leave_numbers_out_and_join_what_then_stands_side_by_side() -> None:
    assert features("Kế hoạch 238 đầu tư") == ["kế", "hoạch", "đầu", "tư", "kế_hoạch", "hoạch_đầu", "đầu_tư"]
    assert write_features("2025").split() == []

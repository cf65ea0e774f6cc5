"""The lexical index: accented before folded, filters, counts, pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from embeddings.lexical import ACCENTED, Conditions, LexicalIndex, Weighted, day_number, facet_value, filter_terms, write_lexical
from embeddings.protocols import Entry


def entry(number: int, text: str, heading: str = "", kind: str = "passage", **facets: Any) -> Entry:
    return Entry(f"p:{number}", kind, f"d{number % 2}", (heading,), heading, text, 0, len(text), {"held": True, **facets})


ENTRIES = [
    entry(0, "cải tạo đường sắt qua phường Lê Lợi", type="Kế hoạch", year=2025, date="2025-03-04", agency=("Sở Xây dựng",)),
    entry(1, "thái dương và bình minh", type="Báo cáo", year=2024, date="2024-12-31"),
    entry(
        2,
        "đầu tư công, vốn đầu tư công",
        heading="Về đầu tư",
        type="Kế hoạch",
        year=2026,
        date="2026-01-15",
        agency=("Sở Tài chính", "Sở Xây dựng"),
    ),
    entry(3, "công khai, đầu mối, tư pháp", kind="task", type="Nghị quyết", year=2025, date="2025-09-30"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    folder = tmp_path_factory.mktemp("lexical")
    write_lexical(folder, enumerate(ENTRIES))
    return LexicalIndex(folder)


def rows(index: LexicalIndex, *terms: Weighted, conditions: Conditions | None = None) -> list[int]:
    return [int(row) for row in index.search(terms, 10, conditions)[0]]


def test_pairs_bring_words_that_stand_together_first(index: LexicalIndex) -> None:
    assert rows(index, Weighted("đầu", 1), Weighted("tư", 1), Weighted("đầu_tư", 1))[0] == 2


def test_every_term_may_be_asked_for(index: LexicalIndex) -> None:
    terms = [Weighted("đầu", 1), Weighted("tư", 1), Weighted("đầu_tư", 1)]
    assert sorted(rows(index, *terms)) == [2, 3]
    assert index.search(terms, 10, every=True)[0].tolist() == [2]
    assert not len(index.search([*terms, Weighted("lạ", 1)], 10, every=True)[0])


def test_terms_that_most_entries_hold_are_told_apart(index: LexicalIndex) -> None:
    terms = [Weighted("đầu", 1), Weighted("đường", 1), Weighted("lạ", 1), Weighted("tu", 1, folded=True)]
    assert [one.term for one in index.telling(terms, 0.25)] == ["đường", "lạ"]
    assert index.telling(terms[:1], 0.25) == terms[:1]


def test_a_typed_accent_never_finds_another_word(index: LexicalIndex) -> None:
    assert rows(index, Weighted("đường", 1)) == [0]
    assert rows(index, Weighted("dương", 1)) == [1]
    assert sorted(rows(index, Weighted("duong", 1, folded=True))) == [0, 1]
    assert rows(index, Weighted("đường", 1), Weighted("duong", 0.25, folded=True)) == [0, 1]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (Conditions({"type": ("kế hoạch",)}), [0, 2]),
        (Conditions({"type": ("Kế hoạch", "báo cáo")}), [0, 1, 2]),
        (Conditions({"kind": ("task",)}), [3]),
        (Conditions({"agency": ("so tai chinh",)}), [2]),
        (Conditions({"year": (2025,)}), [0, 3]),
        (Conditions({"year": (2025,), "kind": ("passage",)}), [0]),
        (Conditions(since="2025-03-04", until="2025-12-31"), [0, 3]),
        (Conditions(until="2024-12-31"), [1]),
        (Conditions({"held": (False,)}), []),
        (Conditions({"document": ("d1",)}), [1, 3]),
    ],
)
def test_filters(index: LexicalIndex, conditions: Conditions, expected: list[int]) -> None:
    assert index.rows_where(conditions, 10).tolist() == expected
    terms = [Weighted(word, 1) for word in ("đường", "thái", "tư", "công")]
    assert sorted(rows(index, *terms, conditions=conditions)) == expected


def test_frequency_and_completion(index: LexicalIndex) -> None:
    assert index.frequency("đầu_tư") == 1
    assert index.frequency("duong", without_marks=True) == 2
    assert "phường" in index.beginning_with(ACCENTED, "ph", 5)


def test_removed_entries_are_gone(tmp_path: Path) -> None:
    write_lexical(tmp_path / "i", enumerate(ENTRIES))
    write_lexical(tmp_path / "i", [], removed=["p:0", "p:3"])
    opened = LexicalIndex(tmp_path / "i")
    assert opened.count == 2
    assert rows(opened, Weighted("đường", 1), Weighted("công", 1)) == [2]


def test_values_as_they_are_compared() -> None:
    assert facet_value("Nghị  quyết") == "nghi quyet"
    assert facet_value(True) == "1"
    assert [day_number(day) for day in ("2025", "2025-03-04", None)] == [20250000, 20250304, 0]
    assert "agency=so tai chinh" in filter_terms(ENTRIES[2])

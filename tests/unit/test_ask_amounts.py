"""Amounts in questions: (question, [(comparison, million đồng)])."""

from __future__ import annotations

import pytest

from search_api.ask.entities.amounts import find_amounts
from vietnamese.text import fold

AMOUNTS: list[tuple[str, list[tuple[str, float]]]] = [
    ("trên 10.000 tỷ đồng", [(">", 10_000_000)]),
    ("du an > 10 nghin ty", [(">", 10_000_000)]),
    ("hơn mười nghìn tỷ", [(">", 10_000_000)]),
    ("dưới 500 tỷ", [("<", 500_000)]),
    ("không quá 1,5 nghìn tỷ", [("<", 1_500_000)]),
    ("850 triệu đồng", [("=", 850)]),
    ("từ 5.000 đến 10.000 tỷ đồng", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("từ 500 triệu đến 2 tỷ", [(">=", 500), ("<=", 2000)]),
    ("vốn 5000-10000 tỷ", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("trong khoảng 5 nghìn đến 10 nghìn tỷ", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("tỷ lệ 2026", []),
    ("năm 2026 tỷ lệ bao nhiêu", []),
    ("Nghị quyết 57", []),
]


@pytest.mark.parametrize(("question", "expected"), AMOUNTS, ids=[row[0] for row in AMOUNTS])
def test_amounts(question: str, expected: list[tuple[str, float]]) -> None:
    assert [(slot.compare, slot.million) for slot in find_amounts(fold(question))] == expected

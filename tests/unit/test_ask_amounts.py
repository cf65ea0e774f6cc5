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
    ("không quá 1,5 nghìn tỷ", [("<=", 1_500_000)]),
    ("850 triệu đồng", [("=", 850)]),
    ("từ 5.000 đến 10.000 tỷ đồng", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("từ 500 triệu đến 2 tỷ", [(">=", 500), ("<=", 2000)]),
    ("vốn 5000-10000 tỷ", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("trong khoảng 5 nghìn đến 10 nghìn tỷ", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("từ 5.000 tỷ đến 10.000 tỷ đồng", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("cỡ 5 nghìn - 10 nghìn tỷ", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("từ năm nghìn tỷ đến mười nghìn tỷ", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("tu nam den muoi nghin ty", [(">=", 5_000_000), ("<=", 10_000_000)]),
    ("giữa 1.000 và 2.000 tỷ", [(">=", 1_000_000), ("<=", 2_000_000)]),
    ("500 đến 1 nghìn tỷ", [(">=", 500_000), ("<=", 1_000_000)]),
    ("chưa tới nghìn tỷ", [("<", 1_000_000)]),
    ("chưa đầy hai trăm tỷ", [("<", 200_000)]),
    ("một nghìn hai trăm tỷ đồng trở xuống", [("<=", 1_200_000)]),
    ("từ 2 nghìn 500 tỷ trở lên", [(">=", 2_500_000)]),
    ("không dưới ba nghìn tỷ", [(">=", 3_000_000)]),
    ("hai mươi tư nghìn tỷ", [("=", 24_000_000)]),
    ("hàng nghìn tỷ đồng", [(">=", 1_000_000)]),
    ("trên 1000 tỷ và dưới 3000 tỷ", [(">", 1_000_000), ("<", 3_000_000)]),
    ("gần 6.000 tỷ", [(">=", 5_400_000), ("<", 6_000_000)]),
    ("năm 2026 trên 500 tỷ", [(">", 500_000)]),
    ("bao nhiêu nghìn tỷ", []),
    ("vài nghìn tỷ", []),
    ("4,5 tỷ USD", []),
    ("tỷ lệ 2026", []),
    ("năm 2026 tỷ lệ bao nhiêu", []),
    ("Nghị quyết 57", []),
]


@pytest.mark.parametrize(("question", "expected"), AMOUNTS, ids=[row[0] for row in AMOUNTS])
def test_amounts(question: str, expected: list[tuple[str, float]]) -> None:
    assert [(slot.compare, slot.million) for slot in find_amounts(fold(question))] == expected

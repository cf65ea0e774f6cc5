"""Percentages that bound: (question, [(comparison, percent)])."""

from __future__ import annotations

import pytest

from search_api.ask.entities.shares import find_shares
from vietnamese.text import fold

SHARES: list[tuple[str, list[tuple[str, float]]]] = [
    ("đạt từ 50% trở lên", [(">=", 50)]),
    ("thi công trên 50%", [(">", 50)]),
    ("thi cong > 50 %", [(">", 50)]),
    ("xây được quá nửa rồi", [(">", 50)]),
    ("đạt quá năm mươi phần trăm", [(">", 50)]),
    ("chưa được mười phần trăm", [("<", 10)]),
    ("không quá hai mươi lăm phần trăm", [("<=", 25)]),
    ("làm được ít nhất một nửa", [(">=", 50)]),
    ("hơn ba phần tư khối lượng", [(">", 75)]),
    ("dưới 10,5%", [("<", 10.5)]),
    ("nửa đầu năm 2026", []),
    ("bao nhiêu phần trăm", []),
    ("mấy phần trăm giá trị hợp đồng", []),
    ("tăng 12%", []),
]


@pytest.mark.parametrize(("question", "expected"), SHARES, ids=[row[0] for row in SHARES])
def test_shares(question: str, expected: list[tuple[str, float]]) -> None:
    assert [(slot.compare, slot.percent) for slot in find_shares(fold(question))] == expected

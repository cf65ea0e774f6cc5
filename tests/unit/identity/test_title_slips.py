"""Titles that differ by a slip of the pen: which of them is taken, and that the slip is seen."""

from __future__ import annotations

import pytest

from graph.identity.describe import _shared_title
from graph.identity.titles import miswritten, read_title

RIGHT = "đột phá phát triển kinh tế biển, cảng xanh và vận tải thủy nội địa"
SLIP = "đột phát phát triển kinh tế biển, cảng xanh và vận tải thủy nội địa"
SHORTER = "phát triển kinh tế biển, cảng xanh và vận tải thủy nội địa"


@pytest.mark.parametrize("printed", [[SLIP, RIGHT], [RIGHT, SLIP], [SLIP, None, SHORTER, RIGHT]])
def test_a_letter_too_many_makes_no_better_title(printed: list[str | None]) -> None:
    assert _shared_title(printed) == RIGHT


def test_of_two_that_agree_the_one_is_taken_that_is_not_cut() -> None:
    assert _shared_title(["về vận tải thủy nội", "về vận tải thủy nội địa"]) == "về vận tải thủy nội địa"
    assert _shared_title(["về vận tải thủy nội đ", "về vận tải thủy nội địa"]) == "về vận tải thủy nội địa"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (RIGHT, SLIP, True),
        (RIGHT, RIGHT, False),
        (RIGHT, SHORTER, False),
        ("phát triển kinh tế biển đến năm 2030 và các năm sau", "phát triển kinh tế biển đến năm 2035 và các năm sau", False),
        ("tăng cường phòng cháy", "tăng cường phòng chống", False),
        ("hòa giải ở cơ sở tại các xã, phường, đặc khu", "hoà giải ở cơ sở tại các xã, phường, đặc khu", False),
    ],
)
def test_one_word_of_other_letters_is_a_slip(one: str, other: str, found: bool) -> None:
    assert miswritten(read_title(one), read_title(other)) is found

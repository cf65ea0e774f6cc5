"""Printed numbers and amounts: (text, habit, value)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vietnamese.numbers import find_amounts, find_percentages, number_style, parse_number, parse_words, unit_in_million_vnd

NUMBERS = [
    ("162.875,66", "vi", 162875.66), ("194,935.65", "vi", 194935.65), ("162.875,66", "en", 162875.66), ("584,065", "vi", 584.065),
    ("584,065", "en", 584065), ("1.250", "vi", 1250), ("1.250", "en", 1.25), ("0.794", "vi", 0.794), ("0,794", "en", 0.794),
    ("1,198,916", "vi", 1198916), ("25.547.000.000", "en", 25547000000), ("36,2", "en", 36.2), ("36.2", "vi", 36.2), ("> 75", "vi", 75),
    ("~12", "vi", 12), ("-3,5", "vi", -3.5), ("+3.5", "vi", 3.5), ("1 198 916", "vi", 1198916), ("08", "vi", 8), ("2025", "vi", 2025),
    ("65.046,719", "vi", 65046.719), ("12.5.2025", "vi", None), ("abc", "vi", None), ("", "vi", None), ("15,5 - 16", "vi", None),
]  # fmt: skip
WORDS = [
    ("hai mươi mốt", 21), ("mười lăm", 15), ("một trăm linh năm", 105), ("một trăm lẻ tư", 104), ("hai trăm ba mươi", 230),
    ("một nghìn hai trăm", 1200), ("mười nghìn tỷ", 10**13), ("một tỷ rưỡi", 1500000000),
    ("hai trăm ba mươi lăm triệu bốn trăm nghìn", 235400000),
    ("ba ngàn", 3000), ("xyz", None), ("", None), ("mươi", None), ("trăm", None),
]  # fmt: skip
AMOUNTS = [
    ("tổng mức đầu tư 1.250,5 tỷ đồng", [1250500]), ("1 tỷ 500 triệu đồng", [1500]), ("hơn 178.000 tỷ", [178000000]),
    ("gần 20 nghìn tỷ đồng", [20000000]), ("hai mươi tỷ đồng", [20000]), ("5.000 đồng", [0.005]), ("25.547.000.000 đồng", [25547]),
    ("300 triệu USD", [None]), ("850 triệu lượt khách", []), ("năm 2025", []), ("80.864,67 triệu đồng", [80864.67]),
    ("2 tỷ đồng và 3 triệu đồng", [2000, 3]),
]  # fmt: skip
UNITS = [
    ("Tổng mức đầu tư (triệu đồng)", Decimal(1)), ("TMĐT (tỷ đồng)", Decimal(1000)), ("ĐVT: đồng", Decimal("0.000001")),
    ("Vốn (nghìn tỷ đồng)", Decimal(1000000)), ("Kinh phí (nghìn đồng)", Decimal("0.001")), ("Tổng mức đầu tư", None), ("Địa điểm", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "style", "value"), NUMBERS)
def test_numbers(text: str, style: str, value: float | None) -> None:
    assert parse_number(text, style) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_words(text: str, value: int | None) -> None:
    assert parse_words(text) == value


@pytest.mark.parametrize(("text", "millions"), AMOUNTS)
def test_amounts(text: str, millions: list[float | None]) -> None:
    assert [amount.million_vnd for amount in find_amounts(text)] == millions


@pytest.mark.parametrize(("heading", "factor"), UNITS)
def test_units_of_columns(heading: str, factor: Decimal | None) -> None:
    assert unit_in_million_vnd(heading) == factor


def test_habit_of_a_column() -> None:
    assert number_style(["1,198,916", "584,065", "790,000"]) == "en"
    assert number_style(["11.81", "13.00", "55,2"]) == "en"
    assert number_style(["12,5", "1.200"]) == "vi"
    assert number_style(["584,065"]) == "vi"


def test_percentages_and_points() -> None:
    found = find_percentages("tăng 12,78% và 0,5 điểm %; đạt 110,5 phần trăm")
    assert [(p.value, p.points) for p in found] == [(12.78, False), (0.5, True), (110.5, False)]

"""Printed dates."""

from __future__ import annotations

import pytest

from vietnamese.dates import find_dates, match_date

FOUND = [
    ("ngày 22/8/2025", "day", "2025-08-22", "as usual"),
    ("ngày 09/9/2025", "day", "2025-09-09", "zero before the day alone"),
    ("ngày15/4/2025", "day", "2025-04-15", "glued word"),
    ("Ngày 01.02.2024", "day", "2024-02-01", "full stops"),
    ("ngày 22 - 8 - 2025", "day", "2025-08-22", "dashes with blanks"),
    ("ngày 06 tháng 11 năm 2025", "day", "2025-11-06", "in words"),
    ("ngày 6 tháng 11, năm 2025", "day", "2025-11-06", "in words, comma"),
    ("ngày\n27/10/2025", "day", "2025-10-27", "broken over a line"),
    ("(22/12/2024)", "day", "2024-12-22", "no word"),
    ("ngày O9/9/2025", "day", "2025-09-09", "OCR slip"),
    ("tháng 9 năm 2025", "month", None, "month in words"),
    ("tháng 07/2025", "month", None, "month in digits"),
    ("năm 2017", "year", None, "year"),
    ("Năm 1998", "year", None, "year, capital"),
]


@pytest.mark.parametrize(("text", "precision", "iso", "why"), FOUND)
def test_found(text: str, precision: str, iso: str | None, why: str) -> None:
    (date,) = find_dates(text)
    assert (date.precision, date.iso, date.valid) == (precision, iso, True), why


@pytest.mark.parametrize("text", ["31/02/2025", "ngày 30 tháng 2 năm 2024", "00/5/2025", "12/13/2025"])
def test_impossible_days_are_kept_as_such(text: str) -> None:
    (date,) = find_dates(text)
    assert (date.iso, date.valid) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "118/118",
        "07/2025",
        "1.584/1.866",
        "226/2025/QH15",
        "08/2022/NQ-HĐND",
        "10.694 căn",
        "năm 2020-2025",
        "nhiệm kỳ 2025 - 2030",
        "0225.3842.123",
        "24.228,133 tỷ",
        "35/2025",
        "22/8",
        "3.5.1",
        "1/2/20255",
    ],
)
def test_not_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_several_in_order() -> None:
    text = "từ ngày 01/7/2025 đến ngày 30/9/2025, riêng năm 2026 (05/01/1966-05/01/2026)"
    assert [date.iso or date.year for date in find_dates(text)] == ["2025-07-01", "2025-09-30", 2026, "1966-01-05", "2026-01-05"]
    assert all(text[d.start : d.end].strip() == text[d.start : d.end] for d in find_dates(text))


def test_at_a_position() -> None:
    text = "số 5, ngày 01/7/2025"
    found = match_date(text, 6)
    assert found is not None
    assert text[found.start : found.end] == "ngày 01/7/2025"
    assert match_date(text, 0) is None

"""Periods in questions: (question, first day, last day, bound)."""

from __future__ import annotations

from datetime import date

import pytest

from search_api.ask.entities.periods import find_periods
from vietnamese.text import fold

TODAY = date(2025, 11, 24)
PERIODS = [
    ("việc hạn tháng 9/2025", "2025-09-01", "2025-09-30", "within"),
    ("viec han thang 02 nam 2026", "2026-02-01", "2026-02-28", "within"),
    ("IIP t1/2026", "2026-01-01", "2026-01-31", "within"),
    ("tháng chín năm 2025", "2025-09-01", "2025-09-30", "within"),
    ("tháng mười hai", "2025-12-01", "2025-12-31", "within"),
    ("quý IV/2025", "2025-10-01", "2025-12-31", "within"),
    ("khởi công q2/2026", "2026-04-01", "2026-06-30", "within"),
    ("quý một năm 2026", "2026-01-01", "2026-03-31", "within"),
    ("trước ngày 20/11/2025", "2025-11-20", "2025-11-20", "before"),
    ("hạn ngày 20/11/2025", "2025-11-20", "2025-11-20", "within"),
    ("chậm nhất ngày 5 tháng 12", "2025-12-05", "2025-12-05", "before"),
    ("từ ngày 01/10/2025", "2025-10-01", "2025-10-01", "after"),
    ("từ tháng 10 đến tháng 12/2025", "2025-10-01", "2025-12-31", "within"),
    ("từ 01/9 đến 30/9/2025", "2025-09-01", "2025-09-30", "within"),
    ("từ ngày 15/10 đến hết ngày 20/11/2026", "2026-10-15", "2026-11-20", "within"),
    ("10 tháng đầu năm 2025", "2025-01-01", "2025-10-31", "within"),
    ("9 tháng 2025", "2025-01-01", "2025-09-30", "within"),
    ("lũy kế mười tháng năm 2025", "2025-01-01", "2025-10-31", "within"),
    ("sáu tháng đầu năm 2025", "2025-01-01", "2025-06-30", "within"),
    ("3 tháng cuối năm 2025", "2025-10-01", "2025-12-31", "within"),
    ("trong năm 2026", "2026-01-01", "2026-12-31", "within"),
    ("đến hết năm 2025", "2025-01-01", "2025-12-31", "before"),
    ("11/2025", "2025-11-01", "2025-11-30", "within"),
    ("kéo dài đến tháng 4/2026", "2026-04-01", "2026-04-30", "within"),
    ("đến tháng 4/2026", "2026-04-01", "2026-04-30", "before"),
    ("từ ngày 01 đến 31/10/2025", "2025-10-01", "2025-10-31", "within"),
    ("từ 13 đến 18 tháng 10 năm 2025", "2025-10-13", "2025-10-18", "within"),
    ("tháng 7-9/2025", "2025-07-01", "2025-09-30", "within"),
    ("t7 đến hết t9/2025", "2025-07-01", "2025-09-30", "within"),
    ("các tháng 9, 10 và 11 năm 2025", "2025-09-01", "2025-11-30", "within"),
    ("tháng 9, 5 kế hoạch", "2025-09-01", "2025-09-30", "within"),
    ("quý III, IV năm 2025", "2025-07-01", "2025-12-31", "within"),
    ("trong hai năm 2024 - 2025", "2024-01-01", "2025-12-31", "within"),
    ("năm 2024 và năm 2025", "2024-01-01", "2025-12-31", "within"),
    ("năm 2024, 2025", "2024-01-01", "2025-12-31", "within"),
    ("ban hành trong giai đoạn 2024 - 2025", "2024-01-01", "2025-12-31", "within"),
    ("từ đầu đến cuối năm 2025", "2025-01-01", "2025-12-31", "within"),
    ("cả năm 2025", "2025-01-01", "2025-12-31", "within"),
    ("nửa cuối năm 2025", "2025-07-01", "2025-12-31", "within"),
    ("đầu năm 2026, tháng 1", "2026-01-01", "2026-01-31", "within"),
    ("năm 2024, hồi tháng 9", "2024-09-01", "2024-09-30", "within"),
    ("từ đầu năm 2025 đến nay", "2025-01-01", "2025-11-24", "within"),
    ("của VPTU tháng 7/2025", "2025-07-01", "2025-07-31", "within"),
]


@pytest.mark.parametrize(("question", "begin", "finish", "bound"), PERIODS, ids=[row[0] for row in PERIODS])
def test_a_period_is_read(question: str, begin: str, finish: str, bound: str) -> None:
    found = find_periods(fold(question), lambda month: 2025, TODAY)
    assert [(slot.begin, slot.finish, slot.bound) for slot in found] == [(begin, finish, bound)]


@pytest.mark.parametrize(
    "question",
    [
        "Nghị quyết 57-NQ/TW",
        "trên 2025 tỷ đồng",
        "31/02/2025",
        "tháng 13/2025",
        "226/2025/QH15",
        "số 2025",
        "đề án giai đoạn 2026 - 2030",
    ],
)
def test_no_period(question: str) -> None:
    assert [slot.label for slot in find_periods(fold(question), lambda month: 2025, TODAY) if "2025" not in slot.label[:4]] == []


def test_a_missing_year_is_asked_for_and_marked() -> None:
    (slot,) = find_periods("thang 9", lambda month: 2031 if month == 9 else 1999, TODAY)
    assert (slot.begin, slot.assumed) == ("2031-09-01", True)


def test_a_month_of_the_moon_is_none_of_the_calendar() -> None:
    assert find_periods(fold("rằm tháng Giêng"), lambda month: 2025, TODAY) == ()


@pytest.mark.parametrize(
    ("question", "begin", "finish"),
    [
        ("văn bản ban hành năm ngoái", "2025-01-01", "2025-12-31"),
        ("kế hoạch ra quý trước", "2025-10-01", "2025-12-31"),
        ("việc phải xong trong tháng này", "2026-01-01", "2026-01-31"),
        ("hạn trong quý này", "2026-01-01", "2026-03-31"),
        ("tháng trước ban hành gì", "2025-12-01", "2025-12-31"),
    ],
)
def test_relative_times_are_read_by_the_corpus_own_month(question: str, begin: str, finish: str) -> None:
    (slot,) = find_periods(fold(question), lambda month: 2026, TODAY, (2026, 1))
    assert (slot.begin, slot.finish) == (begin, finish)


@pytest.mark.parametrize(
    "question", ["tăng so với năm trước", "so cùng kỳ năm trước", "hơn năm ngoái", "việc đến hạn năm trước ngày"]
)
def test_what_is_only_compared_with_is_no_time(question: str) -> None:
    assert find_periods(fold(question), lambda month: 2026, TODAY, (2026, 1)) == ()


def test_after_a_time_leaves_it_out_and_from_takes_it_in() -> None:
    after, since = (
        find_periods(fold(text), lambda month: 2025, TODAY)[0] for text in ("sau ngày 22/8/2025", "ban hành từ ngày 22/8/2025")
    )
    assert (after.bound, after.begin) == ("after", "2025-08-23")
    assert (since.bound, since.begin) == ("after", "2025-08-22")


def test_the_middle_of_a_month_is_a_day() -> None:
    (slot,) = find_periods("mà hạn đã qua tại thời điểm giua thang 10/2025", lambda month: 2025, date(2025, 11, 24))
    assert (slot.begin, slot.finish) == ("2025-10-15", "2025-10-15")

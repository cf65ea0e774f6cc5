"""The year of months and quarters without one: a programme for the next year has them all in that year."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.tasks.context import planned
from vietnamese.deadlines import TimeContext, read_deadline

NOVEMBER = TimeContext(date(2025, 11, 20), 2025)


@pytest.mark.parametrize(
    ("headings", "deadline", "end"),
    [
        (["Nội dung Chương trình làm việc năm 2026"], "Tháng 6, 12", "2026-12-31"),
        ([None, "Chương trình làm việc của Ban Thường vụ năm 2026"], "Cả năm", "2026-12-31"),
        (["DANH MỤC NHIỆM VỤ", "Kế hoạch cải cách hành chính năm 2026"], "Trước 20/12", "2026-12-20"),
        (["Kế hoạch tuyển quân năm 2026"], "Tháng 12", "2025-12-31"),
        (["Về xây dựng dự toán ngân sách năm 2026"], "Trước 20/12", "2025-12-20"),
        (["Danh mục nhiệm vụ giai đoạn 2026 - 2030"], "Tháng 12", "2025-12-31"),
        (["Phấn đấu đến năm 2026"], "Tháng 12", "2025-12-31"),
        (["(Kèm theo Kế hoạch số 15/KH-UBND ngày 20 tháng 11 năm 2025)", "Chương trình công tác năm 2026"], "Quý IV", "2026-12-31"),
    ],
)
def test_the_year_of_a_programme(headings: list[str | None], deadline: str, end: str) -> None:
    assert read_deadline(deadline, planned(NOVEMBER, headings)).end == end


def test_what_summer_says_of_next_year_is_done_in_this_one() -> None:
    summer = TimeContext(date(2025, 6, 20), 2025)
    assert read_deadline("Tháng 9", planned(summer, ["Kế hoạch đầu tư công năm 2026"])).end == "2025-09-30"

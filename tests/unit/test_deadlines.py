"""Deadline expressions, each with its reading for a document's date: the table is `deadlines.tsv`, open to everyone."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from vietnamese.deadlines import TimeContext, find_deadlines, read_deadline

TABLE = Path(__file__).with_name("deadlines.tsv")
ROWS = [
    row
    for row in csv.reader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if row and not row[0].startswith("#")
]


def context(printed: str) -> TimeContext:
    parts = [int(part) for part in printed.split("-")]
    return TimeContext(date(*[*parts, 1][:3]), parts[0]) if len(parts) > 1 else TimeContext(None, parts[0])


def test_the_table_has_two_hundred_expressions() -> None:
    assert len(ROWS) >= 200
    assert all(len(row) == 5 for row in ROWS)
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("printed", "expression", "kind", "start", "end"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_reading(printed: str, expression: str, kind: str, start: str, end: str) -> None:
    reading = read_deadline(expression, context(printed))
    assert (reading.kind, reading.start or "", reading.end or "") == (kind, start, end)


def test_several_deadlines_are_all_kept() -> None:
    reading = read_deadline("Trình dự thảo trước 28/02/2026; ban hành trước 31/3/2026; sơ kết hằng năm", context("2026-01-30"))
    assert [(part.kind, part.last) for part in reading.parts] == [("by", "2026-02-28"), ("by", "2026-03-31"), ("recurring", None)]
    assert reading.end == "2026-03-31"


PROSE = [
    (
        "Xây dựng đề án bến cảng mới (hoàn thành trước ngày 20/11/2025); tổ chức hội nghị trong tháng 12/2025.",
        [("by", "2025-11-20"), ("by", "2025-12-31")],
    ),
    ("Thực hiện nghị quyết đại hội nhiệm kỳ 2025 - 2030 gắn với quy hoạch giai đoạn 2026 - 2030.", []),
    ("Phấn đấu hoàn thành các mục tiêu, chỉ tiêu của năm 2025.", [("by", "2025-12-31")]),
    ("Chỉ đạo hoàn thành các chỉ tiêu theo Kế hoạch công tác năm 2025.", []),
    ("Tổng hợp, báo cáo tại phiên họp thường kỳ hằng tháng.", [("recurring", None)]),
    ("Nghiên cứu một số dự án để khởi công chào mừng Đại hội Đảng bộ.", [("event", None)]),
    ("Chuẩn bị nội dung trình tại kỳ họp chuyên đề dự kiến tổ chức giữa tháng 11/2025.", [("event", None)]),
    ("Theo dõi, đôn đốc; 6 tháng một lần báo cáo Ban Thường vụ Tỉnh ủy.", [("recurring", None)]),
    ("Mở chuyên mục trên đài truyền thanh, thực hiện thường xuyên.", [("recurring", None)]),
    ("Cắt giảm chi thường xuyên.", []),
    ("Thường xuyên theo dõi, nắm tình hình sản xuất của doanh nghiệp.", []),
    ("Hoàn thành việc sắp xếp trong năm 2025 theo kết luận của cấp có thẩm quyền.", [("by", "2025-12-31")]),
    ("Chậm nhất đến 31/12/2025 phải bàn giao mặt bằng.", [("by", "2025-12-31")]),
]


@pytest.mark.parametrize(("sentence", "expected"), PROSE)
def test_prose(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    found = find_deadlines(sentence, context("2025-11-04"))
    assert [(deadline.kind, deadline.last) for deadline in found] == expected


def test_dates_of_documents_are_no_deadlines() -> None:
    sentence = "Triển khai Kết luận số 12-KL/TU trước ngày 31/10/2025 của Thường trực."
    named = (sentence.index("Kết luận"), sentence.index(" của"))
    assert find_deadlines(sentence, context("2025-11-04"), [named]) == []
    assert [d.last for d in find_deadlines(sentence, context("2025-11-04"))] == ["2025-10-31"]


def test_offsets_stand_on_the_words() -> None:
    sentence = "Giao các phường rà soát, báo cáo trước ngày 10/12/2025."
    (found,) = find_deadlines(sentence, context("2025-11-04"))
    assert sentence[found.start : found.end] == "báo cáo trước ngày 10/12/2025"

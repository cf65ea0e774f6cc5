"""Flattened annexes whose cells meet in agencies: a column's edge cuts no name, and none begins in the middle of one."""

from __future__ import annotations

import pytest

from ingest.layout import lay_out
from ingest.layout.tables.bodies import names_in, reads_as_bodies
from ingest.readers.records import SourceText

REPORTED = """PHỤ LỤC
TT Thời hạn Nội dung chỉ đạo
Cơ quan, đơn vị
thực hiện
Nơi nhận báo
cáo
1 15/12/2025 Rà soát các khu đất bỏ trống tại phường
Bến Đò
Sở Nông nghiệp
và Môi trường UBND tỉnh
2 Thứ Sáu hằng
tuần
Cập nhật tiến độ giải phóng mặt bằng
tuyến ven sông
Ban Quản lý dự án
đầu tư xây dựng tỉnh
Văn phòng
UBND tỉnh
3 Trước Tết
Nguyên đán
Chi trả chế độ cho người hoạt động không
chuyên trách
Sở Nội vụ, Sở
Tài chính
UBND tỉnh
"""

UNITS = """PHỤ LỤC
STT Nhiệm vụ Sản phẩm Đơn vị chủ trì Đơn vị phối hợp Thời hạn hoàn thành
1 Lập hồ sơ mạng lưới
trạm đo gió
Hồ sơ Cục Biển và Hải
đảo
Vụ Pháp chế; Vụ Kế
hoạch - Tài chính
Tháng 12/2025
2 Rà soát tiêu chuẩn phao
tiêu
Thông tư Vụ Khoa học và
Công nghệ
Viện Chiến lược và
Chính sách biển
Quý II năm 2026
3 Tổ chức hội thi thuyền
viên
Hội thi Cục Hàng hải Các Cục, Vụ
thuộc Bộ
Hằng năm
4 Mở lớp cứu hộ trên vịnh
Lớp học Văn phòng Bộ Hiệp hội Du thuyền
Vân Sơn
30/6/2026
"""


def rows(text: str) -> list[list[str | None]]:
    [table] = [block.table for block in lay_out(SourceText(text)).blocks if block.table is not None]
    return [[cell.reading.text if cell is not None else None for cell in row.cells] for row in table.rows]


def test_deadlines_first_and_who_receives_reports_last() -> None:
    assert [(row[1], row[3], row[4]) for row in rows(REPORTED)] == [
        ("15/12/2025", "Sở Nông nghiệp và Môi trường", "UBND tỉnh"),
        ("Thứ Sáu hằng tuần", "Ban Quản lý dự án đầu tư xây dựng tỉnh", "Văn phòng UBND tỉnh"),
        ("Trước Tết Nguyên đán", "Sở Nội vụ, Sở Tài chính", "UBND tỉnh"),
    ]


def test_units_of_a_ministry_that_no_list_holds() -> None:
    assert [row[2:5] for row in rows(UNITS)] == [
        ["Hồ sơ", "Cục Biển và Hải đảo", "Vụ Pháp chế; Vụ Kế hoạch - Tài chính"],
        ["Thông tư", "Vụ Khoa học và Công nghệ", "Viện Chiến lược và Chính sách biển"],
        ["Hội thi", "Cục Hàng hải", "Các Cục, Vụ thuộc Bộ"],
        ["Lớp học", "Văn phòng Bộ", "Hiệp hội Du thuyền Vân Sơn"],
    ]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Văn phòng Tỉnh ủy", "Tỉnh ủy Đảng ủy Công an tỉnh"),
        ("Sở Tài chính; Sở Nội vụ", "Sở Tài chính Sở Nội vụ"),
        ("UBND các xã, phường", "UBND các xã, phường Năm mới"),
        ("Thủ tướng Chính phủ", "Chính phủ 30/11/2025"),
    ],
)
def test_whole_names_are_worth_more(better: str, worse: str) -> None:
    assert reads_as_bodies(better) > reads_as_bodies(worse)


def test_names_among_printed_words() -> None:
    text = "cầu qua sông Hải Phòng Triển khai Văn phòng Tỉnh ủy và Đảng ủy Ủy ban nhân dân tỉnh"
    words = text.split()
    assert [" ".join(words[a:b]) for a, b in names_in(words)] == ["Văn phòng Tỉnh ủy", "Đảng ủy Ủy ban nhân dân tỉnh"]

"""Tables of projects that a reader wrote out line by line: figures that share lines, headings in two lines, totals above the rows."""

from __future__ import annotations

import pytest

from ingest.extract.header import read_header
from ingest.extract.projects import find_projects
from ingest.layout import lay_out
from ingest.layout.tables.arrangements import arrangements
from ingest.layout.tables.project_likeness import project_cell
from ingest.readers.records import SourceText

ONE_LINE = """PHỤ LỤC
DANH MỤC CÁC DỰ ÁN TRỌNG ĐIỂM
Đơn vị tính: Tỷ đồng
TT Tên dự án Chủ đầu tư
Địa điểm
xây dựng
Tổng mức
đầu tư
Nguồn
vốn
Thời gian
thực hiện
Tiến độ thực hiện
đến 31/10/2025
Khó khăn,
vướng mắc
TỔNG CỘNG 3.055,5
A LĨNH VỰC GIAO THÔNG
1
Đường nối cao tốc Vân Sơn - Hải Lâm với
thị trấn Phong Vân
Ban QLDA đầu tư
xây dựng tỉnh
Xã Phong Vân, xã
Bảo Sơn
1.450,5 NSTW, NSĐP 2022-2025
Đạt 72% khối lượng
hợp đồng
Vướng mặt bằng
1,2 km
2 Cầu Làng Vân vượt sông Sơn
Ban QLDA đầu tư
xây dựng tỉnh
Phường Cam Vân 620 NSĐP 2023-2026
Đang thi công trụ T3,
T4; đạt 41%
Không
B LĨNH VỰC Y TẾ
3
Bệnh viện Đa khoa tỉnh Vân Sơn
(cơ sở 2)
Sở Y tế Phường Vân Sơn 985 ODA 2021-2025
Chậm tiến độ, mới đạt
35%
Nhà thầu yếu
năng lực
"""

TWO_LINES = """BIỂU TỔNG HỢP TIẾN ĐỘ
Đơn vị: đồng
STT Tên công trình TMĐT Tiến độ quý II/2025 Đánh giá Nguyên nhân
Kế hoạch Thực hiện
1
Đường tỉnh 512 đoạn Vạn Vân - Bến
Sơn
925.400.000.000
Thi công 60% khối
lượng
Thi công 48% khối
lượng
Chậm
Thời tiết mưa
nhiều
2 Cầu Vạn Hải mới 250.000.000.000 Hoàn thành mố M1 Hoàn thành mố M1 Đạt
3
Cải tạo, nâng cấp Quốc lộ 47 (Km0 -
Km12)
418.750.500.000
Bàn giao mặt
bằng 100%
Bàn giao mặt
bằng 70%
Chậm Vướng 12 hộ dân
"""


def test_cells_that_share_lines_with_figures() -> None:
    layout = lay_out(SourceText(ONE_LINE))
    found = find_projects(layout, read_header(layout))
    assert [(p.ordinal, p.name, p.investment_million_vnd) for p in found] == [
        ("1", "Đường nối cao tốc Vân Sơn - Hải Lâm với thị trấn Phong Vân", 1450500),
        ("2", "Cầu Làng Vân vượt sông Sơn", 620000),
        ("3", "Bệnh viện Đa khoa tỉnh Vân Sơn (cơ sở 2)", 985000),
    ]
    assert [p.location for p in found] == [("Xã Phong Vân", "Xã Bảo Sơn"), ("Phường Cam Vân",), ("Phường Vân Sơn",)]
    assert [(p.owner, p.funding) for p in found] == [
        ("Ban QLDA đầu tư xây dựng tỉnh", "NSTW, NSĐP"), ("Ban QLDA đầu tư xây dựng tỉnh", "NSĐP"), ("Sở Y tế", "ODA"),
    ]  # fmt: skip
    assert [p.progress for p in found] == [
        "Đạt 72% khối lượng hợp đồng", "Đang thi công trụ T3, T4; đạt 41%", "Chậm tiến độ, mới đạt 35%",
    ]  # fmt: skip


def test_the_line_of_totals_is_a_row_and_no_project() -> None:
    layout = lay_out(SourceText(ONE_LINE))
    (table,) = [block.table for block in layout.blocks if block.table is not None]
    assert "TỔNG CỘNG" in ONE_LINE[table.rows[0].start : table.rows[0].end]
    assert all("TỔNG" not in column for column in table.columns)


def test_headings_in_two_lines_are_put_where_the_rows_fit() -> None:
    layout = lay_out(SourceText(TWO_LINES))
    found = find_projects(layout, read_header(layout))
    assert [(p.name, p.investment_million_vnd, p.plan, p.progress) for p in found] == [
        ("Đường tỉnh 512 đoạn Vạn Vân - Bến Sơn", 925400, "Thi công 60% khối lượng", "Thi công 48% khối lượng"),
        ("Cầu Vạn Hải mới", 250000, "Hoàn thành mố M1", "Hoàn thành mố M1"),
        ("Cải tạo, nâng cấp Quốc lộ 47 (Km0 - Km12)", 418750.5, "Bàn giao mặt bằng 100%", "Bàn giao mặt bằng 70%"),
    ]


def test_arrangements_are_few() -> None:
    printed = (
        "Tên dự án",
        "Quyết định đầu tư",
        "Kế hoạch vốn",
        "Giải ngân",
        "Ghi chú",
        "Số quyết định",
        "Tổng mức",
        "Số tiền",
        "Tỷ lệ",
    )
    ways = [*arrangements(printed)]
    assert ways[0] == printed
    assert (
        "Tên dự án", "Quyết định đầu tư / Số quyết định", "Quyết định đầu tư / Tổng mức", "Kế hoạch vốn", "Giải ngân / Số tiền",
        "Giải ngân / Tỷ lệ", "Ghi chú",
    ) in ways  # fmt: skip
    assert len(ways) <= 12
    assert [*arrangements(("Tên dự án", "Tổng mức đầu tư", "Ghi chú"))] == [("Tên dự án", "Tổng mức đầu tư", "Ghi chú")]


@pytest.mark.parametrize(
    ("role", "likely", "unlikely"),
    [
        ("investment", "1.450,5", "Phường Vân Sơn"),
        ("location", "Xã Vân Sơn, xã Hải Lâm", "Đang thi công tại xã Vân Sơn"),
        ("location", "Tỉnh Vân Sơn", "Tỉnh Vân Sơn EVN"),
        ("funding", "NSTW, NSĐP", "Công ty CP Vân Sơn"),
        ("size", "12,5 ha", "Sở Xây dựng"),
        ("size", "B", "Ban QLDA tỉnh"),
        ("decision", "1567/QĐ-UBND ngày 20/6/2022", "Đang thi công"),
        ("progress", "Chậm tiến độ, mới đạt 35%", "Tiếp tục theo dõi"),
        ("recommendation", "Giám sát, xử phạt vi phạm", "Đã hoàn thành phần móng"),
        ("forecast", "Có khả năng hoàn thành", "Phường Vân Sơn"),
        ("plan", "Thi công 60% khối lượng", "Phường Vân Sơn"),
    ],
)
def test_what_cells_of_projects_can_be(role: str, likely: str, unlikely: str) -> None:
    assert project_cell(role, likely) > project_cell(role, unlikely)

"""Indicators out of tables and prose of an invented province's report, and what contradicts in it."""

from __future__ import annotations

import pytest

from graph.extraction import FoundFinding, FoundIndicator
from ingest.extract.header import read_header
from ingest.extract.indicators import find_figure_conflicts, find_indicators
from ingest.extract.indicators.prose import read_sentence
from ingest.extract.indicators.tables import clean_name
from ingest.layout import lay_out
from ingest.readers.records import SourceText

SENTENCES = [
    ("Chỉ số giá tiêu dùng (CPI) tháng 9 tăng 0,35% so với tháng trước.",
     [("Chỉ số giá tiêu dùng (CPI)", "tháng 9", {"tăng so với tháng trước": "0,35%"}, None)]),
    ("Sản lượng thủy sản tháng 8 ước đạt 12,5 nghìn tấn (không đạt kịch bản tháng 8 là 14 nghìn tấn).",
     [("Sản lượng thủy sản", "tháng 8", {"ước đạt": "12,5 nghìn tấn", "kịch bản tháng 8": "14 nghìn tấn"}, "Không đạt")]),
    ("Thu nội địa đạt 8.283,4 tỷ đồng, bằng 85,2% dự toán tỉnh giao, tăng 10,1% so với cùng kỳ.",
     [("Thu nội địa", None,
       {"đạt": "8.283,4 tỷ đồng", "bằng dự toán tỉnh giao": "85,2%", "tăng so với cùng kỳ": "10,1%"}, None)]),
    ("Trong tháng 6 ước có 215 doanh nghiệp đăng ký thành lập mới, tăng 5% so với cùng kỳ.",
     [("Số doanh nghiệp đăng ký thành lập mới", "tháng 6", {"ước có": "215 doanh nghiệp", "tăng so với cùng kỳ": "5%"}, None)]),
    ("Doanh thu vận tải, kho bãi và dịch vụ hỗ trợ quý II ước đạt 1.376 tỷ đồng.",
     [("Doanh thu vận tải, kho bãi và dịch vụ hỗ trợ", "quý II", {"ước đạt": "1.376 tỷ đồng"}, None)]),
    ("Doanh thu bán lẻ tháng 8 ước đạt 8.912,4 tỷ đồng, tăng 1,2% so với tháng trước và tăng 14,5% so với cùng kỳ.",
     [("Doanh thu bán lẻ", "tháng 8",
       {"ước đạt": "8.912,4 tỷ đồng", "tăng so với tháng trước": "1,2%", "tăng so với cùng kỳ": "14,5%"}, None)]),
    ("Thu ngân sách nhà nước ước 15.230 tỷ đồng, bằng 88,5% dự toán.",
     [("Thu ngân sách nhà nước", None, {"ước": "15.230 tỷ đồng", "bằng dự toán": "88,5%"}, None)]),
    ("Khu vực công nghiệp - xây dựng tăng 12,6%.", [("Khu vực công nghiệp - xây dựng", None, {"tăng": "12,6%"}, None)]),
    ("Phấn đấu thu nội địa đạt 950 tỷ đồng.", [("Thu nội địa", None, {"đạt": "950 tỷ đồng"}, None)]),
    ("Hội nghị có sự tham dự của lãnh đạo các sở, ngành.", []),
    ("Ban hành Kế hoạch số 12/KH-UBND ngày 15/3/2025.", []),
]  # fmt: skip
NAMES = [
    ("Tốc độ tăng trưởng, trong đó:", "Tốc độ tăng trưởng"), ("+ Thu nội địa", "Thu nội địa"), ("- Đô thị", "Đô thị"),
    ("1.2. Công nghiệp", "Công nghiệp"), ("a) Dịch vụ:", "Dịch vụ"), ("Trong đó: Thu nội địa", "Thu nội địa"),
    ("GRDP bình quân (theo giá hiện hành)", "GRDP bình quân (theo giá hiện hành)"),
]  # fmt: skip
REPORT = """BÁO CÁO
tình hình kinh tế - xã hội tháng 9 năm 2025

Tổng thu ngân sách nhà nước trên địa bàn 9 tháng ước đạt 12.345,6 tỷ đồng. Lượng khách du lịch tháng 9 ước đạt 250 triệu lượt khách.

PHỤ LỤC

| TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2025 | Thực hiện tháng 9 | Lũy kế 9 tháng | So với kế hoạch (%) | Ghi chú |
|---|---|---|---|---|---|---|---|
| I | Kinh tế | | | | | | |
| 1 | Tổng sản phẩm (GRDP) | tỷ đồng | 98.500 | 8.120,5 | 71.230 | 72,3 | |
| 1.1 | - Nông, lâm, thủy sản | " | 15.200 | 1.250 | 11.000 | 72,4 | |
| 2 | Thu ngân sách nhà nước | tỷ đồng | 14.490 | 1.320 | 12.354,6 | 85,3 | |
| 3 | Khách du lịch | nghìn lượt khách | 3.200 | 250 | 2.400 | 75 | |
"""


@pytest.fixture(scope="module")
def found() -> tuple[tuple[FoundIndicator, ...], tuple[FoundFinding, ...]]:
    layout = lay_out(SourceText(REPORT, media_type="text/markdown"))
    indicators = find_indicators(layout, read_header(layout))
    return indicators, find_figure_conflicts(layout, indicators)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_figures_of_a_sentence(sentence: str, expected: list[tuple[str, str | None, dict[str, str], str | None]]) -> None:
    assert [(s.name, s.period, s.values, s.verdict) for s in read_sentence(sentence)] == expected


@pytest.mark.parametrize(("printed", "name"), NAMES)
def test_names_without_marks(printed: str, name: str) -> None:
    assert clean_name(printed) == name


def test_rows_keep_their_figures_under_their_headings(found: tuple[tuple[FoundIndicator, ...], tuple[FoundFinding, ...]]) -> None:
    rows = {i.ordinal: i for i in found[0] if i.ordinal}
    assert rows["1"].values == {
        "Kế hoạch năm 2025": "98.500", "Thực hiện tháng 9": "8.120,5", "Lũy kế 9 tháng": "71.230", "So với kế hoạch (%)": "72,3",
    }  # fmt: skip
    assert (rows["1.1"].name, rows["1.1"].unit) == ("Nông, lâm, thủy sản", "tỷ đồng")
    assert "I" not in rows


def test_a_transposed_figure_and_a_wrong_scale_are_found(
    found: tuple[tuple[FoundIndicator, ...], tuple[FoundFinding, ...]],
) -> None:
    messages = [f.message for f in found[1] if f.kind == "figure_conflict"]
    assert len(messages) == 2
    assert any("12.345,6" in m and "12.354,6" in m for m in messages)
    assert any("250 triệu" in m and "250 nghìn" in m for m in messages)


def test_units_under_a_bare_heading_and_a_verdict_beside_a_share() -> None:
    text = """PHỤ LỤC

| STT | Tên chỉ tiêu | Đơn vị | Chỉ tiêu giao | Thực hiện tháng 10 | So với kế hoạch (%) | Đánh giá | Cơ quan theo dõi |
|---|---|---|---|---|---|---|---|
| 1 | Thu ngân sách | tỷ đồng | 9.500 | 812,5 | 90,9 | Vượt | Thuế tỉnh |
| 2 | Sản lượng điện | triệu kWh | 1.200 | 96 | 84,6 | Không đạt | Sở Công Thương |
"""
    layout = lay_out(SourceText(text, media_type="text/markdown"))
    first, second = find_indicators(layout, read_header(layout))
    assert (first.name, first.unit, first.verdict) == ("Thu ngân sách", "tỷ đồng", "Vượt")
    assert [*first.values.values()] == ["9.500", "812,5", "90,9"]
    assert (second.unit, second.verdict) == ("triệu kWh", "Không đạt")


def test_a_verdict_under_any_heading() -> None:
    text = """PHỤ LỤC

| STT | Nội dung chỉ tiêu | ĐVT | Mục tiêu nhiệm kỳ | Ước cả nhiệm kỳ | Ghi nhận |
|---|---|---|---|---|---|
| 1 | Tỷ lệ hộ nghèo | %/năm | 1,5 | 1,2 | Vượt |
| 2 | Số xã đạt chuẩn | Xã | 20 | 12 | Không đạt |
"""
    layout = lay_out(SourceText(text, media_type="text/markdown"))
    assert [i.verdict for i in find_indicators(layout, read_header(layout))] == ["Vượt", "Không đạt"]


def test_what_is_counted_is_not_the_sentence_before() -> None:
    (visitors,) = read_sentence("Đón 5,2 triệu lượt khách du lịch, tăng 15,6%.", "Kim ngạch xuất khẩu")
    assert (visitors.name, visitors.values) == ("Số lượt khách du lịch", {"đón": "5,2 triệu lượt khách", "tăng": "15,6%"})
    (going_on,) = read_sentence("Tính chung 10 tháng ước đón 12,8 triệu lượt khách.", "Số lượng khách du lịch")
    assert going_on.name == "Số lượng khách du lịch"

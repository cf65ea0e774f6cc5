"""Tables of indicators that a reader wrote out line by line: rows without numbers, cells that share lines, headings in two lines."""

from __future__ import annotations

import pytest

from ingest.extract.header import read_header
from ingest.extract.indicators import find_indicators
from ingest.layout import lay_out
from ingest.layout.tables.figure_headings import FigureHeader, value_headings
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages

SHARED = """PHỤ LỤC
TT Chỉ tiêu ĐVT
Thực hiện
năm 2024
Năm 2025 So sánh (%)
Kế hoạch năm
2026
Kế hoạch
Ước thực
hiện
TH 2025/TH
2024
TH 2025/KH
2025
A CHỈ TIÊU KINH TẾ
1 Tốc độ tăng trưởng GRDP % 7,85 8,0 8,52 108,5 106,5 9,0
- Nông, lâm, thủy sản % 3,10 3,2 3,45 111,3 107,8 3,3
2
Thu ngân sách nhà nước trên địa
bàn tỉnh Vân Sơn
Tỷ đồng 11.200 11.500 12.450 111,2 108,2 13.000
Trong đó: Thu nội địa Tỷ đồng 9.800 10.100 10.870 110,9 107,6 11.400
B CHỈ TIÊU XÃ HỘI
3 Số bác sĩ trên 10.000 dân Bác sĩ 10,2 10,8 10,8 105,9 100 11,5
Nơi nhận:
- Như trên.
"""
WIDTH = ["7,85", "8,0", "8,52", "108,5", "106,5", "9,0"]
HEADINGS = ["Thực hiện năm 2024", "Kế hoạch", "Ước thực hiện", "TH 2025/TH 2024", "TH 2025/KH 2025", "Kế hoạch năm 2026"]


def apart(text: str) -> str:
    """The same table with every cell on a line of its own."""
    head, rows = text.split("A CHỈ TIÊU", 1)
    for unit in ("%", "Tỷ đồng", "Bác sĩ"):
        rows = rows.replace(f" {unit} ", f"\n{unit}\n")
    lines = []
    for line in rows.split("\n"):
        lines += line.split() if line[:1].isdigit() and "," in line else line.split(" ", 1) if line[:2] in ("1 ", "3 ") else [line]
    return head + "A CHỈ TIÊU" + "\n".join(lines)


def doubled(text: str) -> str:
    return text.replace("\n", " \n\n")


def paged(text: str) -> str:
    """A page ends after the first row, with its number and the header again."""
    header = text[text.index("TT Chỉ tiêu") : text.index("A CHỈ TIÊU")]
    return text.replace("- Nông, lâm", f"\f2\n{header}- Nông, lâm")


@pytest.mark.parametrize("form", [str, apart, doubled, paged])
def test_rows_of_a_flattened_table_of_figures(form: type[str]) -> None:
    text = form(SHARED)
    layout = lay_out(SourceText(text, find_pages(text)))
    found = find_indicators(layout, read_header(layout))
    assert [(i.ordinal, i.name, i.unit) for i in found] == [
        ("1", "Tốc độ tăng trưởng GRDP", "%"),
        (None, "Nông, lâm, thủy sản", "%"),
        ("2", "Thu ngân sách nhà nước trên địa bàn tỉnh Vân Sơn", "Tỷ đồng"),
        (None, "Thu nội địa", "Tỷ đồng"),
        ("3", "Số bác sĩ trên 10.000 dân", "Bác sĩ"),
    ]
    assert [*found[0].values.items()] == [*zip(HEADINGS, WIDTH, strict=True)]
    assert [*found[3].values.values()] == ["9.800", "10.100", "10.870", "110,9", "107,6", "11.400"]
    table = next(block.table for block in layout.blocks if block.table is not None)
    assert [row.group for row in table.rows] == [("A CHỈ TIÊU KINH TẾ",)] * 4 + [("B CHỈ TIÊU XÃ HỘI",)]
    for indicator in found:
        assert indicator.name.split()[0] in text[indicator.evidence.start : indicator.evidence.end]


def test_a_verdict_a_range_a_bound_and_an_agency_behind_the_figures() -> None:
    text = """PHỤ LỤC
STT Tên chỉ tiêu Đơn vị
Mục tiêu
năm 2026
Thực hiện
quý I
Đánh giá Cơ quan chủ trì
1 Tốc độ tăng trưởng kinh tế % ≥ 10 9,8 Không đạt Sở Tài chính
2 Số xã đạt chuẩn nông thôn mới Xã 6 - 8 7 Đạt Sở Nông nghiệp
và Môi trường
3 Tỷ lệ lao động qua đào tạo % 72 72,5 Vượt Sở Nội vụ
"""
    layout = lay_out(SourceText(text))
    found = find_indicators(layout, read_header(layout))
    assert [([*i.values.values()], i.verdict) for i in found] == [
        (["≥ 10", "9,8"], "Không đạt"), (["6 - 8", "7"], "Đạt"), (["72", "72,5"], "Vượt"),
    ]  # fmt: skip


def test_fewer_figures_than_columns_are_doubtful() -> None:
    text = SHARED.replace("3,10 3,2 3,45 111,3 107,8 3,3", "3,10 3,2 3,45 3,3")
    (table,) = [block.table for block in lay_out(SourceText(text)).blocks if block.table is not None]
    assert [cell.doubt is not None for cell in table.rows[1].cells if cell is not None] == [False, False, True, True, True, True]
    assert all(cell.doubt is None for cell in table.rows[0].cells if cell is not None)


@pytest.mark.parametrize(
    ("printed", "width", "columns"),
    [
        (("Kế hoạch", "Thực hiện"), 2, ("Kế hoạch", "Thực hiện")),
        (("Năm 2024", "Năm 2025", "Kế hoạch", "Ước thực hiện"), 3,
         ("Năm 2024", "Năm 2025 / Kế hoạch", "Năm 2025 / Ước thực hiện")),
        (("Cùng kỳ", "Thực hiện năm 2025", "So cùng kỳ (%)", "Quý I", "Quý II", "Quý III"), 5,
         ("Cùng kỳ", "Thực hiện năm 2025 / Quý I", "Thực hiện năm 2025 / Quý II", "Thực hiện năm 2025 / Quý III", "So cùng kỳ (%)")),
        (("Kế hoạch", "Thực hiện"), 4, ("Cột 1", "Cột 2", "Cột 3", "Cột 4")),
    ],
)  # fmt: skip
def test_headings_in_two_lines(printed: tuple[str, ...], width: int, columns: tuple[str, ...]) -> None:
    header = FigureHeader("Chỉ tiêu", "ĐVT", None, printed, (), (), 0, 1)
    assert value_headings(header, width) == columns

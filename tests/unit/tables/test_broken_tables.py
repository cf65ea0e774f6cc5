"""Tables that their format broke: group rows with one tab, headings and amounts cut by narrow columns."""

from __future__ import annotations

import pytest

from ingest.layout import lay_out
from ingest.layout.reading import glued
from ingest.layout.records import Table
from ingest.readers.records import SourceCell, SourceTable, SourceText

TABBED = (
    "PHỤ LỤC\n\n"
    "STT\tDanh mục dự án\tTổng mức đầu tư (triệu đồng)\tĐịa điểm\tGhi chú\n"
    "I\tDự án dùng ngân sách (02 dự án)\n"
    "1\tCầu Bến Đò\t1.250.000\tXã An Đông\tKhởi công Quý II/2026\n"
    "2\tĐường ven sông\t820.400\tXã An Tây\t-\n"
    "II\tDự án ngoài ngân sách\n"
    "3\tNhà máy nước\t96.000\tPhường Bắc\t-\n"
)


def tables(source: SourceText) -> list[Table]:
    return [block.table for block in lay_out(source).blocks if block.table is not None]


def shown(table: Table) -> list[list[str]]:
    return [[cell.reading.text if cell else "" for cell in row.cells] for row in table.rows]


def test_group_rows_with_one_tab_do_not_end_the_table() -> None:
    (table,) = tables(SourceText(TABBED))
    assert [line[:3] for line in shown(table)] == [
        ["1", "Cầu Bến Đò", "1.250.000"],
        ["2", "Đường ven sông", "820.400"],
        ["3", "Nhà máy nước", "96.000"],
    ]
    assert [row.group for row in table.rows] == [("I Dự án dùng ngân sách (02 dự án)",)] * 2 + [("II Dự án ngoài ngân sách",)]


def test_a_markdown_header_of_two_lines_is_one_header() -> None:
    (table,) = tables(
        SourceText(
            "PHỤ LỤC\n\n"
            "| STT | Tên nhiệm vụ | Phân công thực hiện |  | Thời gian |\n|---|---|---|---|---|\n"
            "|  |  | Cơ quan chủ trì | Cơ quan phối hợp |  |\n| 1 | Lập hồ sơ bến cảng | Sở Xây dựng | Công an tỉnh | Quý I/2026 |\n"
        )
    )
    assert table.columns[2:4] == ("Phân công thực hiện / Cơ quan chủ trì", "Phân công thực hiện / Cơ quan phối hợp")
    assert shown(table) == [["1", "Lập hồ sơ bến cảng", "Sở Xây dựng", "Công an tỉnh", "Quý I/2026"]]


def real_table(*rows: tuple[str, ...]) -> SourceText:
    """A real table as a reader delivers it: cells parted by tabs, rows by line ends."""
    text, cells = "", []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            cells.append(SourceCell(number, column, 1, 1, len(text), len(text) + len(words)))
            text += words + "\t"
        text += "\n"
    return SourceText(text, tables=(SourceTable(0, len(text), len(rows), len(rows[0]), tuple(cells)),))


HEAD = ("STT", "Danh mục dự", "Tổng mức đầu", "Địa điểm")
ROW = ("1", "Nhà máy điện\ngió", "14.380.00\n0", "Xã Vân\nĐông")


def test_headings_cut_into_two_rows_are_whole_again() -> None:
    (table,) = tables(real_table(HEAD, ("", "án", "tư (triệu\nđồng)", ""), ROW))
    assert table.columns == ("STT", "Danh mục dự án", "Tổng mức đầu tư (triệu đồng)", "Địa điểm")
    assert shown(table) == [["1", "Nhà máy điện gió", "14.380.000", "Xã Vân Đông"]]


def test_a_row_without_an_ordinal_is_no_heading() -> None:
    (table,) = tables(real_table(HEAD, ("", "Cầu Bến Đò", "1.250.000", "Xã An Đông"), ROW))
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("14.380.00", "0", True),
        ("1.250.0", "00 đồng", True),
        ("1,250,00", "0", True),
        ("14.380.000", "2", False),
        ("14.380.00", "12", False),
        ("12.5", "00", False),
        ("14.380.00", "0,5", False),
        ("năm 2025", "0", False),
        ("Trước ngày 30/6/202", "6", True),
        ("Tháng 11/20", "26 và quý I", True),
        ("Trước ngày 30/6/2026", "2 bộ hồ sơ", False),
        ("Mục 3/4", "5 hồ sơ", False),
        ("30/6/202", "612 hồ sơ", False),
    ],
)
def test_amounts_and_years_cut_at_the_end_of_a_line(before: str, after: str, expected: bool) -> None:
    assert glued(before, after) is expected

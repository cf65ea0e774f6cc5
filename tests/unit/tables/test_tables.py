"""One invented annex in every shape that readers deliver: the cells come out the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from annex import HEADINGS, ROWS, flattened, lines_of, piped, tabbed  # type: ignore[import-not-found]

from ingest.layout.records import Table
from ingest.layout.tables import find_tables, role_of, roles
from ingest.layout.tables.headers import find_header
from ingest.readers.records import SourceCell, SourceTable, SourceText

ORDERS = [
    ("task", "product", "deadline", "lead", "coordinate", "authority"),
    ("task", "lead", "coordinate", "deadline", "product"),
    ("task", "lead", "coordinate", "deadline", "note"),
    ("task", "deadline", "lead", "coordinate", "product"),
    ("task", "lead", "deadline"),
    ("lead", "task", "deadline", "product"),
]
SHAPES = {
    "double-spaced": {},
    "single lines": {"spaced": False},
    "number and text on one line": {"numbered_alone": False},
    "group rows": {"groups": True},
    "rows over the page": {"breaks": ((3, 2), (4, 1), (9, 1))},
}


def only(text: str) -> Table:
    (table,) = find_tables(SourceText(text), lines_of(text))
    return table


def wrong(table: Table, columns: tuple[str, ...]) -> list[tuple[int, str, str]]:
    found = roles(table.columns)
    cells = []
    for number, (row, expected) in enumerate(zip(table.rows, ROWS, strict=True), 1):
        for column, text in zip(columns, expected.cells(columns), strict=True):
            cell = row.cells[found.index(column)]
            if (cell.reading.text if cell else "") != text:
                cells.append((number, column, cell.reading.text if cell else ""))
    return cells


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("columns", ORDERS, ids=" ".join)
def test_flattened(columns: tuple[str, ...], shape: str) -> None:
    table = only(flattened(ROWS, columns, **SHAPES[shape]))
    assert table.origin == "flattened"
    assert len(wrong(table, columns)) <= (2 if shape == "rows over the page" else 0)


def test_group_rows_are_carried_down() -> None:
    table = only(flattened(ROWS, ORDERS[0], groups=True))
    assert [row.group for row in table.rows] == [("I LĨNH VỰC KINH TẾ",)] * 5 + [("II LĨNH VỰC VĂN HÓA - XÃ HỘI",)] * 5


@pytest.mark.parametrize("columns", ORDERS, ids=" ".join)
def test_tabs_and_pipes(columns: tuple[str, ...]) -> None:
    assert wrong(only(tabbed(ROWS, columns)), columns) == []
    assert wrong(only(piped(ROWS, columns)), columns) == []


def test_offsets_point_into_the_raw_text() -> None:
    text = flattened(ROWS, ORDERS[0], breaks=((4, 1),))
    for row in only(text).rows:
        for cell in row.cells:
            assert cell is None or all(
                text[o] == c or c == " " for o, c in zip(cell.reading.offsets, cell.reading.text, strict=True)
            )


def test_a_row_over_the_page_goes_on_in_tabs() -> None:
    header = "STT\tNhiệm vụ\tPhân công thực hiện\t\tSản phẩm\n\t\tCơ quan chủ trì\tCơ quan phối hợp\t\n"
    text = (
        f"{header}(1)\tLập bản đồ ngập\tSở Xây dựng\tSở Tài chính;\tBản đồ\n\n{header}\t\t\tcác phường\t\n(2)\tNạo vét "
        f"kênh\tSở Xây dựng\t\tBiên bản\n\tnghiệm thu\n"
    )
    table = only(text)
    assert table.columns[2:4] == ("Phân công thực hiện / Cơ quan chủ trì", "Phân công thực hiện / Cơ quan phối hợp")
    assert [cell.reading.text if cell else None for cell in table.rows[0].cells] == [
        "(1)",
        "Lập bản đồ ngập",
        "Sở Xây dựng",
        "Sở Tài chính; các phường",
        "Bản đồ",
    ]


def grid(rows: list[list[tuple[str, int, int] | None]]) -> SourceText:
    """Real cells (text, rows, columns); None where a merged cell covers."""
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                cells.append(SourceCell(r, c, cell[1], cell[2], len(text), len(text) + len(cell[0])))
                text += cell[0] + "\n"
    return SourceText(text, tables=(SourceTable(0, len(text), len(rows), max(map(len, rows)), tuple(cells)),))


def test_merged_cells() -> None:
    source = grid(
        [
            [("STT", 2, 1), ("Nhiệm vụ", 2, 1), ("Phân công thực hiện", 1, 2), None, ("Thời hạn", 2, 1)],
            [None, None, ("Chủ trì", 1, 1), ("Phối hợp", 1, 1), None],
            [("I", 1, 1), ("Kinh tế", 1, 4), None, None, None],
            [("1", 1, 1), ("Mở tuyến xe buýt", 1, 1), ("Sở Xây dựng", 2, 1), ("Sở Tài chính", 1, 1), ("Quý II", 1, 1)],
            [("2", 1, 1), ("Sửa bến tàu", 1, 1), None, ("Công an thành phố", 1, 1), ("Quý III", 1, 1)],
        ]
    )
    (table,) = find_tables(source, [])
    assert roles(table.columns) == ("ordinal", "task", "lead", "coordinate", "deadline")
    assert [row.group for row in table.rows] == [("I Kinh tế",)] * 2
    assert [row.cells[2].reading.text for row in table.rows if row.cells[2]] == ["Sở Xây dựng", "Sở Xây dựng"]


HEADERS = [
    ("STT", "ordinal"),
    ("TT", "ordinal"),
    ("0", "ordinal"),
    ("Nhiệm vụ", "task"),
    ("Tên nhiệm vụ, giải pháp", "task"),
    ("NỘI DUNG CÔNG VIỆC", "task"),
    ("Nội dung", "task"),
    ("Kết quả/Sản phẩm", "product"),
    ("Sản phẩm đầu ra dự kiến", "product"),
    ("Hình thức văn bản", "product"),
    ("Thời hạn", "deadline"),
    ("Thời gian thực hiện/hoàn thành", "deadline"),
    ("Tiến độ hoàn thành", "deadline"),
    ("Cơ quan chủ trì", "lead"),
    ("Đơn vị chủ trì tham mưu", "lead"),
    ("Đơn vị thực hiện", "lead"),
    ("Phân công thực hiện / Cơ quan phối hợp", "coordinate"),
    ("Cơ quan, đơn vị phối hợp", "coordinate"),
    ("Thẩm quyền", "authority"),
    ("Cấp trình", "authority"),
    ("Cơ quan trình", "authority"),
    ("Ghi chú", "note"),
    ("Danh mục dự án", "project"),
    ("Tên công trình trọng điểm", "project"),
    ("Tên chương trình, đề án, dự án", "task"),
    ("Dự án luật, pháp lệnh", "task"),
    ("Nhóm dự án", "size"),
    ("Quyết định đầu tư / Số quyết định", "decision"),
    ("Tiến độ theo chủ trương đầu tư", "plan"),
    ("Tiến độ thực hiện đến 31/10/2025", "progress"),
    ("Tình hình triển khai", "result"),
    ("Tiến độ quý II/2025 - Thực hiện", "actual"),
    ("Tổng mức đầu tư (triệu đồng)", "investment"),
    ("Địa điểm", "location"),
    ("Chỉ tiêu", "indicator"),
    ("Đơn vị tính", "unit"),
    ("Màu sắc", None),
]


@pytest.mark.parametrize(("heading", "role"), HEADERS)
def test_roles(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


FLAT_HEADERS = [
    (
        "TT NHIỆM VỤ SẢN PHẨM CƠ QUAN CHỦ TRÌ CƠ QUAN PHỐI HỢP THỜI GIAN HOÀN THÀNH\n1\nA",
        ("NHIỆM VỤ", "SẢN PHẨM", "CƠ QUAN CHỦ TRÌ", "CƠ QUAN PHỐI HỢP", "THỜI GIAN HOÀN THÀNH"),
    ),
    (
        "TT\nTên nhiệm vụ,\ngiải pháp\nĐơn vị\nchủ trì\nSản phẩm\ndự kiến\nCấp trình\n1 Xây dựng",
        ("Tên nhiệm vụ, giải pháp", "Đơn vị chủ trì", "Sản phẩm dự kiến", "Cấp trình"),
    ),
    (
        "STT Nhiệm vụ Thời gian thực hiện Phân công thực hiện Kết quả/Sản phẩm\nCơ quan chủ trì Cơ quan phối hợp\n1\nA",
        (
            "Nhiệm vụ",
            "Thời gian thực hiện",
            "Phân công thực hiện / Cơ quan chủ trì",
            "Phân công thực hiện / Cơ quan phối hợp",
            "Kết quả/Sản phẩm",
        ),
    ),
]


@pytest.mark.parametrize(("text", "columns"), FLAT_HEADERS)
def test_flattened_headers(text: str, columns: tuple[str, ...]) -> None:
    header = find_header(text, lines_of(text), 0)
    assert header is not None
    assert header.columns == columns


def test_prose_is_no_table() -> None:
    text = "TT Vạn Khê là thị trấn cũ.\n1. Dân số năm 2024 là 20.000 người.\n2. Diện tích 30 km2.\n"
    assert find_tables(SourceText(text), lines_of(text)) == ()
    assert set(HEADINGS) >= {"task", "lead"}

"""Tables whose columns are kept apart by blanks, as `pdftotext -layout` prints them: pages shift the columns, cells touch."""

from __future__ import annotations

from ingest.layout import lay_out
from ingest.layout.records import Table
from ingest.readers.records import SourceText

PAGES = """PHỤ LỤC
                        DANH MỤC NHIỆM VỤ

TT    Nội dung công việc     Đơn vị chủ       Đơn vị phối hợp       Thời gian       Sản phẩm
                             trì                                    hoàn thành
I     Bến bãi ven sông
1     Rà soát bến thủy nội   Sở Xây dựng      Công an tỉnh; UBND    Tháng 11/2025   Báo cáo
      địa, tháo dỡ bến tạm                    các xã
2     Lắp biển báo tại các                    Chi cục Thủy lợi      Thường xuyên    Biển báo
      bến đò ngang                                                                  được lắp
3     Tổ chức các lớp bồi Sở Nội vụ           Trường Chính trị      Hằng năm        Các lớp
      dưỡng lái đò
                                        2
\fTT   Nội dung công việc   Đơn vị chủ      Đơn vị phối hợp      Thời gian      Sản phẩm
                          trì                                  hoàn thành
     cho người dân ven                     tỉnh                                bồi dưỡng
     sông
II   Du lịch
4    Công bố tuyến du      Sở Văn hóa,     Hiệp hội Du lịch     Quý I/2026     Quyết định
     lịch sông             Thể thao và     tỉnh
                           Du lịch
"""

TWO_LEVELS = """PHỤ LỤC
STT    Tên nhiệm vụ          Phân công thực hiện                   Thời gian
                             Cơ quan chủ trì   Cơ quan phối hợp    thực hiện
1      Khởi công cầu Bến     Sở Xây dựng       UBND xã Bến Đò      Quý I/2026
       Đò
2      Mở tuyến xe buýt      Sở Xây dựng       Công an tỉnh        Cả năm
"""

CLOSE = """PHỤ LỤC
TT      Tên đề án     Cơ quan chủ Hình thức   Cấp trình   Thời gian
        nhiệm vụ      trì         văn bản                 trình
1       Luật Cảng     Bộ Xây      Luật        Quốc hội    Kỳ họp thứ
        cá            dựng                                10
2       Đề án đội     Bộ Công     Quyết định  Chính phủ   Quý I/2026
        tàu           Thương
"""


def table(text: str) -> Table:
    (found,) = [block.table for block in lay_out(SourceText(text)).blocks if block.table is not None]
    return found


def shown(found: Table) -> list[list[str | None]]:
    return [[cell.reading.text if cell is not None else None for cell in row.cells] for row in found.rows]


def test_cells_between_gutters_over_pages() -> None:
    found = table(PAGES)
    assert shown(found) == [
        ["1", "Rà soát bến thủy nội địa, tháo dỡ bến tạm", "Sở Xây dựng", "Công an tỉnh; UBND các xã", "Tháng 11/2025", "Báo cáo"],
        ["2", "Lắp biển báo tại các bến đò ngang", "Sở Xây dựng", "Chi cục Thủy lợi", "Thường xuyên", "Biển báo được lắp"],
        [
            *("3", "Tổ chức các lớp bồi dưỡng lái đò cho người dân ven sông", "Sở Nội vụ", "Trường Chính trị tỉnh", "Hằng năm"),
            "Các lớp bồi dưỡng",
        ],
        ["4", "Công bố tuyến du lịch sông", "Sở Văn hóa, Thể thao và Du lịch", "Hiệp hội Du lịch tỉnh", "Quý I/2026", "Quyết định"],
    ]
    assert [row.group for row in found.rows] == [("I Bến bãi ven sông",)] * 3 + [("II Du lịch",)]


def test_a_leader_merged_over_rows_says_so() -> None:
    cells = [row.cells[2] for row in table(PAGES).rows]
    assert [cell.doubt is not None for cell in cells if cell is not None] == [False, True, False, False]


def test_a_heading_over_two_columns() -> None:
    found = table(TWO_LEVELS)
    assert found.columns[2:4] == ("Phân công thực hiện / Cơ quan chủ trì", "Phân công thực hiện / Cơ quan phối hợp")
    assert [row[2:] for row in shown(found)] == [
        ["Sở Xây dựng", "UBND xã Bến Đò", "Quý I/2026"],
        ["Sở Xây dựng", "Công an tỉnh", "Cả năm"],
    ]


def test_headings_with_one_blank_between() -> None:
    found = table(CLOSE)
    assert found.columns == ("TT", "Tên đề án nhiệm vụ", "Cơ quan chủ trì", "Hình thức văn bản", "Cấp trình", "Thời gian trình")
    assert shown(found)[0] == ["1", "Luật Cảng cá", "Bộ Xây dựng", "Luật", "Quốc hội", "Kỳ họp thứ 10"]

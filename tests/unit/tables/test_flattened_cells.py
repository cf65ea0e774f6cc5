"""Cells of flattened annexes that share lines, with columns for the leader and products that begin behind a time."""

from __future__ import annotations

from ingest.layout import lay_out
from ingest.readers.records import SourceText

LED = """PHỤ LỤC
STT
Nhiệm vụ
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian
Lãnh đạo phụ trách
1
Chương trình xúc tiến du lịch
Sở Tài chính
Sở Công Thương
Hằng năm
Đ/c Chủ tịch
UBND tỉnh
2
Đề án phát triển bến cảng
Sở Xây dựng
Sở Công Thương
Tháng 6/2026
Đ/c Phó Chủ tịch
UBND tỉnh
3
Đầu tư phòng thí nghiệm tại Trường
Đại học Sơn Lâm
Trường Đại học
Sơn Lâm
Sở Tài chính
Tháng 7/2026
Đ/c Phó Chủ tịch
UBND tỉnh
"""

SHARED = """PHỤ LỤC
STT Nội dung nhiệm vụ
Cơ quan
chủ trì
Cơ quan
phối hợp
Thời gian
hoàn thành
Sản phẩm
đầu ra
1 Số hóa hồ sơ đất đai, kết nối dữ liệu
quốc gia về đất đai
Sở Nông nghiệp
và Môi trường
UBND các xã,
phường
31/12/2025 Cơ sở dữ liệu
được kết nối
2 Xây dựng dữ liệu cán bộ, công chức
Sở Nội vụ Các sở, ban,
ngành
Thường
xuyên
Cơ sở dữ liệu
3 Công bố danh mục dữ liệu mở của tỉnh
Sở Khoa học
và Công nghệ
Các sở, ban,
ngành
Hằng năm Danh mục dữ
liệu mở
"""


def rows(text: str) -> list[list[str | None]]:
    [table] = [block.table for block in lay_out(SourceText(text)).blocks if block.table is not None]
    return [[cell.reading.text if cell is not None else None for cell in row.cells] for row in table.rows]


def test_who_supervises_is_no_part_of_the_time() -> None:
    found = rows(LED)
    assert [row[4] for row in found] == ["Hằng năm", "Tháng 6/2026", "Tháng 7/2026"]
    assert [row[5] for row in found] == ["Đ/c Chủ tịch UBND tỉnh", "Đ/c Phó Chủ tịch UBND tỉnh", "Đ/c Phó Chủ tịch UBND tỉnh"]


def test_a_task_does_not_end_with_the_first_word_of_a_name() -> None:
    assert rows(LED)[2][1:3] == ["Đầu tư phòng thí nghiệm tại Trường Đại học Sơn Lâm", "Trường Đại học Sơn Lâm"]


def test_a_product_that_begins_behind_a_time_on_its_line() -> None:
    assert [row[4:] for row in rows(SHARED)] == [
        ["31/12/2025", "Cơ sở dữ liệu được kết nối"],
        ["Thường xuyên", "Cơ sở dữ liệu"],
        ["Hằng năm", "Danh mục dữ liệu mở"],
    ]

"""PDF files: the text layer as it stands, tables by their rules; a scan is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from graph.errors import ReadError
from ingest.extract.header import read_header
from ingest.layout import lay_out
from ingest.readers import read

SAMPLE = Path(__file__).resolve().parent.parent.parent / "data" / "sample"


def test_a_scan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("RGB", (400, 600), "white").save(path)
    with pytest.raises(ReadError, match=r"bản quét.*không có lớp chữ"):
        read(path)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    whole = next(SAMPLE.glob("08_*.pdf")).read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(ReadError, match="cắt cụt"):
        read(path)


def test_pages_tables_and_head() -> None:
    source = read(next(SAMPLE.glob("08_*.pdf")))
    assert len(source.pages) == 2
    assert source.tables
    assert all(cell.start <= cell.end <= len(source.text) for table in source.tables for cell in table.cells)
    layout = lay_out(source)
    header = read_header(layout)
    assert (header.type, header.number, header.issuer) == ("Báo cáo", "229-BC/TU", "Ban Thường vụ Thành ủy Hải Vân")
    (table,) = [b.table for b in layout.blocks if b.table is not None]
    assert [row.cells[0].reading.text for row in table.rows if row.cells[0]] == ["1", "2", "3"]
    assert table.columns[2] == "Tổng mức đầu tư (triệu đồng)", "the header's second lines stand on the next page"


def test_a_motto_broken_over_two_lines_is_no_part_of_the_letterhead() -> None:
    header = read_header(lay_out(read(next(SAMPLE.glob("12_*.pdf")))))
    assert header.letterhead == ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI VÂN",)
    assert (header.number, header.date, header.signer) == ("31/2025/NQ-HĐND", "2025-07-18", "Bùi Thị Ngọc Lan")

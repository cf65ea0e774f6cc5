"""Agencies in running text: where a name begins and ends, what is a group, what stands inside a post."""

from __future__ import annotations

import time

import pytest

from graph.agencies import load_lexicon
from ingest.extract.agencies import find_agencies

# text, [name or "(group) name" or "[post] name"]
CASES = [
    ("UBND thành phố, Sở VHTTDL và Sở GD&ĐT chủ trì, phối hợp với các sở, ngành, địa phương liên quan.",
     ["UBND thành phố", "Sở VHTTDL", "Sở GD&ĐT", "(group) các sở, ngành, địa phương liên quan"]),
    ("Giao Đảng ủy Ủy ban nhân dân thành phố chủ trì", ["Đảng ủy Ủy ban nhân dân thành phố"]),
    ("Phó Bí thư Thường trực Thành ủy chủ trì họp", ["[post] Thành ủy"]),
    ("Thường trực Thành ủy họp cho ý kiến", ["Thường trực Thành ủy"]),
    ("đồng chí Chủ tịch Ủy ban nhân dân tỉnh Bắc Ninh", ["[post] Ủy ban nhân dân tỉnh Bắc Ninh"]),
    ("Giám đốc Sở Tài chính chịu trách nhiệm", ["[post] Sở Tài chính"]),
    ("Uỷ viên Ban Thường vụ Thành uỷ", ["[post] Ban Thường vụ Thành uỷ"]),
    ("Kế hoạch số 238/KH-UBND ngày 26/9/2025 của UBND tỉnh", ["UBND tỉnh"]),
    ("Chương trình hành động số 05-CTr/TU, ngày 06/11/2025 của Thành ủy", ["Thành ủy"]),
    ("Ủy ban nhân dân các xã, phường, đặc khu; Ủy ban nhân dân cấp xã",
     ["(group) Ủy ban nhân dân các xã, phường, đặc khu", "(group) Ủy ban nhân dân cấp xã"]),
    ("UBND phường Hải Vân đẩy nhanh thủ tục", ["UBND phường Hải Vân"]),
    ("Văn phòng Thành ủy và các ban của Thành ủy căn cứ chức năng", ["Văn phòng Thành ủy", "(group) các ban của Thành ủy"]),
    ("Đảng ủy trực thuộc Thành ủy, Văn phòng Thành ủy", ["(group) Đảng ủy trực thuộc Thành ủy", "Văn phòng Thành ủy"]),
    ("Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực thành phố theo dõi 10 vụ án",
     ["Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực thành phố"]),
    ("Ngân hàng Nhà nước Chi nhánh Khu vực 6 báo cáo", ["Ngân hàng Nhà nước Chi nhánh Khu vực 6"]),
    ("Công ty cổ phần Đầu tư Sông Ngàn hoàn thành thủ tục", ["Công ty cổ phần Đầu tư Sông Ngàn"]),
    ("phối hợp với Chi cục Biển và Hải đảo, Kho bạc Nhà nước khu vực IX công khai kết quả",
     ["Chi cục Biển và Hải đảo", "Kho bạc Nhà nước khu vực IX"]),
    ("Chi cục Trồng trọt và Bảo vệ thực vật tham mưu Sở Nông nghiệp và Môi trường",
     ["Chi cục Trồng trọt và Bảo vệ thực vật", "Sở Nông nghiệp và Môi trường"]),
    ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", ["ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG"]),
    ("bầu cử đại biểu Quốc hội khóa XVI và Hội đồng nhân dân các cấp", ["Quốc hội", "(group) Hội đồng nhân dân các cấp"]),
    ("Bộ Tài chính, Bộ Xây dựng hoàn thành thẩm định, trình Thủ tướng Chính phủ", ["Bộ Tài chính", "Bộ Xây dựng", "Thủ tướng Chính phủ"]),
    ("Ban Thường vụ Thành ủy, Hội nghị Thành ủy lần thứ nhất", ["Ban Thường vụ Thành ủy", "Thành ủy"]),
    ("Đảng ủy Sở Nội vụ tham mưu", ["Đảng ủy Sở Nội vụ"]),
    ("Trường Đại học Sơn Lâm xây dựng Đề án thu hút", ["Trường Đại học Sơn Lâm"]),
    ("Cục Quản lý Khám, chữa bệnh chủ trì", ["Cục Quản lý Khám, chữa bệnh"]),
    ("các Vụ, Cục liên quan; các ban đảng Tỉnh ủy", ["(group) các Vụ, Cục liên quan", "(group) các ban đảng Tỉnh ủy"]),
    ("cơ sở hữu hạn, trụ sở tài chính công, cán bộ xây dựng", []),
    ("Báo cáo số 12, Hội nghị tổng kết, Phòng họp, Vụ việc, Trường hợp khẩn cấp, Viện phí", []),
    ("thành phố Hải Phòng Quý IV năm 2025", []),
    ("Sở Y tế Các Sở, ban, ngành liên quan", ["Sở Y tế", "(group) Các Sở, ban, ngành liên quan"]),
    ("Ủy ban nhân dân thành phố Tham mưu văn bản", ["Ủy ban nhân dân thành phố"]),
    ("Tòa án nhân dân, Viện kiểm sát nhân dân thành phố", ["Tòa án nhân dân", "Viện kiểm sát nhân dân thành phố"]),
    ("Sở Nông nghiệp và Môi trường và các sở, ngành", ["Sở Nông nghiệp và Môi trường", "(group) các sở, ngành"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_agencies_in_text(text: str, expected: list[str]) -> None:
    found = find_agencies(text, load_lexicon())
    assert [f"{'(group) ' if m.group else '[post] ' if m.post else ''}{m.surface}" for m in found] == expected
    assert all(text[m.start : m.end] == m.surface for m in found)


def test_decomposed_and_new_style_spellings_are_read() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Uỷ ban nhân dân thành phố giao Sở Văn hoá, Thể thao và Du lịch")
    assert [m.end - m.start for m in find_agencies(text, load_lexicon())] == [len(unicodedata.normalize("NFD", s)) for s in (
        "Uỷ ban nhân dân thành phố", "Sở Văn hoá, Thể thao và Du lịch")]  # fmt: skip


def test_time_grows_with_the_text_alone() -> None:
    text = "Giao Sở Tài chính chủ trì, phối hợp với Chi cục Thuế khu vực và UBND các xã, phường trong quý IV. " * 400
    lexicon = load_lexicon()

    def seconds(length: int) -> float:
        start = time.process_time()
        find_agencies(text[:length], lexicon)
        return time.process_time() - start

    seconds(2000)
    assert min(seconds(len(text)) for _ in range(3)) < 12 * max(min(seconds(len(text) // 4) for _ in range(3)), 0.005)

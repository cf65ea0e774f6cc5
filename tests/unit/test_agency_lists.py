"""Lists of agencies in cells: where one name ends and the next begins, kinds named once, leaders marked in brackets."""

from __future__ import annotations

import pytest

from graph.agencies import load_lexicon
from ingest.extract.tasks.assignees import charge
from ingest.extract.tasks.lists import listed, shared_cell

CELLS = [
    ("Sở Tài chính, Tư pháp, Nội vụ", ["Sở Tài chính", "Sở Tư pháp", "Sở Nội vụ"], "a kind named once goes on to sectors"),
    (
        "Các Sở: Tài chính, Nông nghiệp và Môi trường; UBND các xã, phường",
        ["Sở Tài chính", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường"],
        "a list after a colon; a sector's own `và`",
    ),
    ("Các Bộ: Tài chính, Y tế; Tổng cục Dân số", ["Bộ Tài chính", "Bộ Y tế", "Tổng cục Dân số"], "ministries"),
    ("Sở Xây dựng, Công an tỉnh", ["Sở Xây dựng", "Công an tỉnh"], "what is an agency by itself is no sector"),
    (
        "UBND các phường: An Hòa, Bến Đò; UBND xã Vân Sơn",
        ["UBND phường An Hòa", "UBND phường Bến Đò", "UBND xã Vân Sơn"],
        "communes",
    ),
    (
        "UBND xã An Đông, Vân Sơn và Công an tỉnh",
        ["UBND xã An Đông", "UBND xã Vân Sơn", "Công an tỉnh"],
        "communes without a colon",
    ),
    ("Viện Chiến lược và Chính sách biển", ["Viện Chiến lược và Chính sách biển"], "`và` inside a name"),
    ("Cục Quy hoạch - Kiến trúc; Vụ Pháp chế", ["Cục Quy hoạch - Kiến trúc", "Vụ Pháp chế"], "a dash inside a name"),
    ("- Sở Tài chính - Sở Nội vụ - Các địa phương", ["Sở Tài chính", "Sở Nội vụ", "Các địa phương"], "dashes that part"),
    ("Ban Kinh tế - Ngân sách HĐND tỉnh", ["Ban Kinh tế - Ngân sách HĐND tỉnh"], "whose it is stands at the end"),
    ("Tập đoàn Sóng Biển (SBG), Sở Y tế", ["Tập đoàn Sóng Biển", "Sở Y tế"], "a short form in brackets"),
    ("Đ/c Nguyễn Văn An - Giám đốc Sở Tài chính", ["Sở Tài chính"], "a person gives way to the post's agency"),
    ("Đồng chí Phó Chủ tịch UBND tỉnh Trần Văn Bình", ["UBND tỉnh"], "a person's name is no place"),
    ("Trưởng Ban Quản lý Khu kinh tế Vân Phong Bắc", ["Ban Quản lý Khu kinh tế Vân Phong Bắc"], "what a board manages is its name"),
    ("Các tổ dân phố, thôn, bản", ["Các tổ dân phố, thôn, bản"], "generic kinds are one group"),
    ("Các sở, ngành, địa phương, Chủ đầu tư", ["Các sở, ngành, địa phương", "Chủ đầu tư"], "a capital begins an item of its own"),
    ("Các cấp ủy, tổ chức đảng trực thuộc", ["Các cấp ủy, tổ chức đảng trực thuộc"], "the opener belongs to the group"),
]


@pytest.mark.parametrize(("cell", "expected", "why"), CELLS, ids=[why for _, _, why in CELLS])
def test_a_cell_lists(cell: str, expected: list[str], why: str) -> None:
    assert list(listed(cell, load_lexicon())) == expected, why


@pytest.mark.parametrize(
    ("cell", "lead", "others"),
    [
        ("Chủ trì: Sở Tài chính; Phối hợp: Sở Nội vụ", ["Sở Tài chính"], ["Sở Nội vụ"]),
        ("Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: UBND các xã", ["Sở Y tế"], ["UBND các xã"]),
        ("Sở Tài chính (chủ trì), Sở Nội vụ (phối hợp)", ["Sở Tài chính"], ["Sở Nội vụ"]),
        ("Sở Tài chính (chủ trì); Sở Tư pháp, Công an tỉnh", ["Sở Tài chính"], ["Sở Tư pháp", "Công an tỉnh"]),
        ("Sở Tài chính phối hợp Sở Nội vụ", ["Sở Tài chính"], ["Sở Nội vụ"]),
        ("Sở Tài chính, Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], []),
    ],
)
def test_one_cell_for_leading_and_taking_part(cell: str, lead: list[str], others: list[str]) -> None:
    assert shared_cell(cell, load_lexicon()) == (tuple(lead), tuple(others))


def test_an_order_to_departments_named_once() -> None:
    found = charge("Giao các Sở: Tài chính, Y tế và Nội vụ chủ trì rà soát danh mục.", load_lexicon())
    assert found.lead == ("Sở Tài chính", "Sở Y tế", "Sở Nội vụ")

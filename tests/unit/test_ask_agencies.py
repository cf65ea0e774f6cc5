"""Agencies in questions and texts: abbreviations, figures in names, lists of bodies, mergers with their law."""

from __future__ import annotations

import pytest

from graph.records import Agency
from search_api.ask.entities.agencies import agency_names
from search_api.ask.entities.mergers import bare, department_mergers, province_mergers
from search_api.ask.plans.agencies.mergers import _meant, told
from search_api.ask.plans.agencies.texts import _lists
from search_api.ask.words import plain, read_words


def named(*names: str) -> dict[str, Agency]:
    return {name: Agency(name, (), "government", "province", None) for name in names}


def test_of_two_names_called_alike_the_one_written_out_comes_first() -> None:
    tables = agency_names(named("Ban Chỉ đạo PCTN thành phố Sơn Lâm", "Ban Chỉ đạo phòng, chống tham nhũng thành phố Sơn Lâm"))
    asked = plain("BCĐ PCTN thành phố Sơn Lâm")
    assert tables.names[asked][0] == "Ban Chỉ đạo phòng, chống tham nhũng thành phố Sơn Lâm"


def test_names_are_counted_in_either_kind_of_figures() -> None:
    tables = agency_names(named("Vụ Địa bàn III", "Kho bạc Khu vực 6"))
    assert tables.spoken[("vu", "dia", "ban", "3")] == ("Vụ Địa bàn III",)
    assert tables.spoken[("kho", "bac", "khu", "vuc", "vi")] == ("Kho bạc Khu vực 6",)


def test_an_abbreviation_listed_with_and_without_its_mark_is_read_either_way() -> None:
    assert read_words("BCĐ 751").line == read_words("bcd 751").line == "ban chi dao 751"


def test_bodies_that_a_text_lists_are_read_with_what_they_stand_under() -> None:
    text = (
        "Cơ quan Hội Nông dân thành phố gồm có 02 ban chuyên môn (gồm: (1) Văn phòng; (2) Ban Phong trào); "
        "02 đơn vị sự nghiệp (gồm (1) Trung tâm Dạy nghề, (2) Nhà Văn hóa Nông dân)."
    )
    first, second = _lists("d", text, 0, len(text), "")
    assert first.names == ("Văn phòng", "Ban Phong trào")
    assert second.names == ("Trung tâm Dạy nghề", "Nhà Văn hóa Nông dân")
    assert "don vi su nghiep" in second.lead
    assert "don vi su nghiep" not in first.lead


def test_a_list_of_projects_is_no_list_of_bodies() -> None:
    text = "Các dự án chậm: (1) Dự án đường Bắc; (2) Dự án cầu Nam."
    assert list(_lists("d", text, 0, len(text), "")) == []


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("thai binh nhap vao dau", "tỉnh Hưng Yên"),
        ("hung yen gom nhung tinh nao", "tỉnh Hưng Yên"),
        ("so giao thong van tai nay la so gi", "Sở Xây dựng"),
        ("so lao dong nay o dau", None),
    ],
)
def test_a_merger_is_found_by_a_part_or_by_the_whole(line: str, whole: str | None) -> None:
    merger = _meant(line)
    assert (merger.whole if merger else None) == whole


def test_every_merger_is_told_with_its_law() -> None:
    for merger in (*province_mergers(), *department_mergers()):
        assert merger.law in told(merger)
        assert bare(merger.whole) in bare(told(merger))

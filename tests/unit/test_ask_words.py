"""Words, abbreviations and cues: diacritics that were typed must agree, none typed is open."""

from __future__ import annotations

import pytest

from search_api.ask.cues import content, find_cues
from search_api.ask.words import read_words

LINES = [
    ("NQ57", "nghi quyet 57"),
    ("nv của UBND TP", "nhiem vu cua uy ban nhan dan thanh pho"),
    ("đã ban hành", "da ban hanh"),
    ("các ĐA", "cac de an"),
    ("BTV TU", "ban thuong vu thanh uy"),
    ("chi thi cua btv tu", "chi thi cua ban thuong vu thanh uy"),
    ("so NN&MT", "so nong nghiep va moi truong"),
    ("R&D", "rd"),
    ("Sở VHTT&DL", "so van hoa the thao va du lich"),
    ("so vhttdl", "so van hoa the thao va du lich"),
    ("BCH QS thành phố", "bo chi huy quan su thanh pho"),
    ("BCH Đảng bộ", "ban chap hanh dang bo"),
    ("da lon nhat", "du an lon nhat"),
    ("đã ban hành gì", "da ban hanh gi"),
    ("da ban hanh gi", "da ban hanh gi"),
    ("nq cua QH", "nghi quyet cua quoc hoi"),
    ("dat ko", "dat khong"),
    ("ban hành từ ngày 01", "ban hanh tu ngay 01"),
    ("ban hanh tu thang 7", "ban hanh tu thang 7"),
    ("ban chap hanh tu", "ban chap hanh thanh uy"),
    ("giai đoạn 26-30", "giai doan 2026 - 2030"),
    ("từ 26-30 tỷ", "tu 26 - 30 ty"),
    ("Tỉnh ủy HD", "tinh uy hai duong"),
    ("HD của Sở Y tế", "huong dan cua so y te"),
    ("HN rút kinh nghiệm", "hoi nghi rut kinh nghiem"),
    ("HN có việc gì", "hn co viec gi"),
    ("to chuc DH Dang bo", "to chuc dai hoi dang bo"),
    ("bau cu QH, HDND", "bau cu quoc hoi , hoi dong nhan dan"),
    ("lap QH phan khu", "lap quy hoach phan khu"),
    ("CL ngoai giao VH", "chien luoc ngoai giao van hoa"),
    ("CL sinh hoat chi bo", "chat luong sinh hoat chi bo"),
    ("DT dich vu", "doanh thu dich vu"),
    ("DT trong nuoc", "dau tu trong nuoc"),
]


@pytest.mark.parametrize(("question", "line"), LINES)
def test_abbreviations_are_written_out(question: str, line: str) -> None:
    assert read_words(question).line == line


CUES = [
    ("dự án chậm tiến độ", "difficulty", True),
    ("du an cham tien do", "difficulty", True),
    ("chăm sóc sức khỏe", "difficulty", False),
    ("đổi mới công tác", "waiting", False),
    ("đợi hướng dẫn", "waiting", True),
    ("về việc gì", "task", False),
    ("việc gì", "task", True),
    ("có hạn khi nào", "due", True),
    ("hàn khẩu", "due", False),
    ("hằng quý", "recurring", True),
    ("quy che lam viec", "task", False),
    ("văn bản nào", "who", False),
    ("van ban nao quy dinh", "who", False),
    ("ban nào chủ trì", "who", True),
    ("nham nang cao hieu qua", "finding", False),
    ("ai ký thông báo", "signer", True),
]


@pytest.mark.parametrize(("question", "cue", "found"), CUES)
def test_cues_respect_typed_diacritics(question: str, cue: str, found: bool) -> None:
    assert (cue in find_cues(read_words(question))) is found


def test_a_stop_word_is_one_only_with_its_own_diacritics() -> None:
    assert content(read_words("thành phố không ma túy"), [], ()) == ("thanh", "pho", "ma", "tuy")
    assert "ma" not in content(read_words("việc mà Sở làm"), [], ())


def test_a_word_of_a_compound_is_content_though_it_looks_like_a_stop_word() -> None:
    assert content(read_words("quy che phoi hop"), [], ()) == ("quy", "che", "phoi", "hop")
    assert content(read_words("han quy 4"), [], ("due",)) == ("4",)


def test_words_point_back_into_the_question() -> None:
    wording = read_words("Sở GDĐT chủ trì")
    assert wording.printed(range(1, 5)) == "GDĐT"

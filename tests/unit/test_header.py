"""The header out of letterheads, titles and feet in their forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.extraction import Header
from graph.records import Period
from ingest.extract.header import read_header
from ingest.layout import lay_out
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages

BODY = (
    "\n\nThực hiện chỉ đạo của cấp trên, Ủy ban nhân dân tỉnh Sơn Lâm yêu cầu các sở, ngành báo cáo.\n\n"
    "1. Giao Sở Y tế tỉnh Sơn Lâm chủ trì.\n\n"
)
FOOT = (
    "Nơi nhận:\n- Như trên;\n- Thường trực Tỉnh ủy (để báo cáo);\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Thế Vinh\n"
)
APART = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LÂM\n\nSố: 118/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Sơn Lâm, ngày 29 tháng 5 năm 2025\n\nKẾ HOẠCH\nChuyển đổi số tỉnh Sơn Lâm năm 2026"
)
INTERLEAVED = (
    "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SƠN LÂM Độc lập - Tự do - Hạnh phúc\n"
    "Số: 118/KH-UBND Sơn Lâm, ngày 29 tháng 5 năm 2025\n\nKẾ HOẠCH\nChuyển đổi số tỉnh Sơn Lâm năm 2026"
)
SPACED = (
    "   ỦY BAN NHÂN DÂN              CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n    TỈNH SƠN LÂM                    Độc lập – Tự do – Hạnh phúc\n"
    "  -------                           ---------------\n Số: 118 /KH-UBND            Sơn Lâm, ngày 29 tháng 5 năm 2025\n\n\n"
    "                   KẾ HOẠCH\n      Chuyển đổi số tỉnh Sơn Lâm năm 2026\n                   ---------"
)


def header(text: str) -> Header:
    return read_header(lay_out(SourceText(text, find_pages(text))))


@pytest.mark.parametrize("head", [APART, INTERLEAVED, SPACED], ids=["apart", "interleaved", "spaced"])
def test_letterheads(head: str) -> None:
    found = header(head + BODY + FOOT)
    assert (found.type, found.number, found.date) == ("Kế hoạch", "118/KH-UBND", "2025-05-29")
    assert (found.letterhead, found.place) == (("ỦY BAN NHÂN DÂN TỈNH SƠN LÂM",), "Sơn Lâm")
    assert found.title == "Chuyển đổi số tỉnh Sơn Lâm năm 2026"
    assert found.issuer == "Ủy ban nhân dân tỉnh Sơn Lâm"
    assert (found.signer, found.signer_role) == ("Hoàng Thế Vinh", "TM. Ủy ban nhân dân, Chủ tịch")
    assert found.recipients == ("Thường trực Tỉnh ủy (để báo cáo)", "Lưu: VT")


LETTER = (
    "TỈNH ỦY SƠN LÂM\nVĂN PHÒNG\n*\nSố      -CV/VPTU\nV/v rà soát hồ sơ\n"
    "đảng viên mới\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSơn Lâm, ngày      tháng 3 năm 2025\n\n"
    "Kính gửi:\n- Các ban Tỉnh ủy;\n- Các đảng ủy xã, phường.\n\n"
    "Thực hiện Kết luận số 12-KL/TU, Văn phòng Tỉnh ủy đề nghị các cơ quan rà soát.\n\n"
    "Nơi nhận:\n- Như trên,\n- Lưu VPTU.\n\nCHÁNH VĂN PHÒNG\n\n\nPhan Thị Hồng\n"
)


def test_a_letter_with_blank_number_and_day() -> None:
    found = header(LETTER)
    assert (found.type, found.number, found.date, found.date_printed) == ("Công văn", None, None, "tháng 3 năm 2025")
    assert found.title == "rà soát hồ sơ đảng viên mới"
    assert found.recipients == ("Các ban Tỉnh ủy", "Các đảng ủy xã, phường", "Lưu VPTU")
    assert (found.issuer, found.signer) == ("Văn phòng Tỉnh ủy Sơn Lâm", "Phan Thị Hồng")


@pytest.mark.parametrize(
    "letterhead, title, signature, issuer, name",
    [
        (
            "THÀNH ỦY HẢI VÂN\n*",
            "CHỈ THỊ\nCỦA BAN THƯỜNG VỤ THÀNH ỦY\nvề phòng chống thiên tai",
            "T/M BAN THƯỜNG VỤ\nBÍ THƯ",
            "Ban Thường vụ Thành ủy Hải Vân",
            "phòng chống thiên tai",
        ),
        (
            "THÀNH ỦY HẢI VÂN\n*",
            "NGHỊ QUYẾT\nvề phát triển cảng biển",
            "T/M BAN CHẤP HÀNH\nBÍ THƯ",
            "Ban Chấp hành Đảng bộ thành phố Hải Vân",
            "phát triển cảng biển",
        ),
        (
            "THÀNH ỦY HẢI VÂN\nVĂN PHÒNG\n*",
            "THÔNG BÁO\nKẾT LUẬN CỦA THƯỜNG TRỰC THÀNH ỦY\nvề tiến độ dự án",
            "T/L THƯỜNG TRỰC THÀNH ỦY\nCHÁNH VĂN PHÒNG",
            "Thường trực Thành ủy Hải Vân",
            "Kết luận của Thường trực Thành ủy về tiến độ dự án",
        ),
    ],
)
def test_the_body_signed_for(letterhead: str, title: str, signature: str, issuer: str, name: str) -> None:
    found = header(
        f"{letterhead}\nSố 07-X/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHải Vân, ngày 02 tháng 4 năm 2025\n\n{title}\n\n-----\n\n"
        f"1. Các cấp ủy thuộc thành phố Hải Vân thực hiện nghiêm.\n\n{signature}\n\nTrần Quốc Hưng\n"
    )
    assert (found.issuer, found.title, found.signer) == (issuer, name, "Trần Quốc Hưng")


@pytest.mark.parametrize(
    "title, period",
    [
        ("tình hình thực hiện nhiệm vụ tháng 9; nhiệm vụ tháng 10 năm 2025", Period("2025-09-01", "2025-09-30")),
        ("kết quả công tác quý II/2025", Period("2025-04-01", "2025-06-30")),
        ("tổng kết công tác năm 2024", Period("2024-01-01", "2024-12-31")),
    ],
)
def test_reported_periods(title: str, period: Period) -> None:
    assert header(f"BÁO CÁO\n{title}\n\nI. KẾT QUẢ\n\n1. Đã hoàn thành.\n").period == period


def test_a_report_whose_head_is_cut() -> None:
    found = header(
        "I. CÔNG TÁC CHỈ ĐẠO\n\n1. Tổ chức hội nghị tại thành phố Hải Vân.\n\n"
        "II. KẾT QUẢ THỰC HIỆN\n\n1. Kinh tế tăng 8%.\n\nIII. TỒN TẠI, HẠN CHẾ\n\n1. Tiến độ chậm.\n\n"
        "IV. NHIỆM VỤ TRỌNG TÂM THÁNG 4 NĂM 2025\n\n1. Đẩy nhanh tiến độ.\n\nNơi nhận:\n"
        "- Lưu Văn phòng Thành ủy.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nTrần Quốc Hưng\n"
    )
    assert (found.type, found.number, found.title) == ("Báo cáo", None, None)
    assert found.issuer == "Ban Thường vụ Thành ủy Hải Vân"
    assert found.period == Period("2025-03-01", "2025-03-31")


def test_a_text_without_any_head_has_an_empty_header() -> None:
    found = header("Hôm nay trời mưa trên vịnh, tàu thuyền về bến sớm hơn mọi ngày.\n")
    assert (found.type, found.number, found.issuer, found.title, found.signer) == (None,) * 5


@pytest.mark.parametrize("name", ["001", "004"])
def test_headers_of_the_gold(shared: Path, name: str) -> None:
    (path,) = (shared / "corpus").glob(f"{name}_*.txt")
    gold = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))["document"]
    found = read_header(lay_out(read(path)))
    for field in ("type", "number", "date", "issuer", "title", "signer"):
        assert getattr(found, field) == gold[field], field
    assert list(found.recipients) == gold["recipients"]


def test_a_title_without_blank_lines_ends_before_the_grounds(tmp_path: Path) -> None:
    text = (
        "BỘ THỦY LỢI\nSố: 09/2025/TT-BTL\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 18 tháng 6 năm 2025\nTHÔNG TƯ\nHướng dẫn quản lý hồ chứa của xã\n"
        "Căn cứ Luật Thủy lợi ngày 19 tháng 6 năm 2017;\nBộ trưởng ban hành Thông tư hướng dẫn.\nĐiều 1. Phạm vi\n"
    )
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert read_header(lay_out(read(file))).title == "Hướng dẫn quản lý hồ chứa của xã"


def test_a_title_in_capitals_keeps_persons_and_their_posts(tmp_path: Path) -> None:
    text = (
        "VĂN PHÒNG CHÍNH PHỦ\nSố: 12/TB-VPCP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 18 tháng 6 năm 2025\n\nTHÔNG BÁO\nKẾT LUẬN CỦA PHÓ THỦ TƯỚNG LÊ VĂN SÔNG TẠI CUỘC HỌP VỀ\n"
        "THỰC HIỆN NGHỊ ĐỊNH SỐ 15/2020/NĐ-CP VÀ QUYẾT ĐỊNH SỐ 12/QĐ-UBND\n\n"
        "Phó Thủ tướng Lê Văn Sông đã chủ trì cuộc họp về hồ chứa.\n"
    )
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert read_header(lay_out(read(file))).title == (
        "Kết luận của Phó Thủ tướng Lê Văn Sông tại cuộc họp về thực hiện Nghị định số 15/2020/NĐ-CP và Quyết định số 12/QĐ-UBND"
    )


def test_a_head_in_markdown(tmp_path: Path) -> None:
    text = (
        "**ỦY BAN NHÂN DÂN TỈNH SƠN LÂM**\n\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**\n\n"
        "Số: 87/QĐ-UBND\n\n*Sơn Lâm, ngày 03 tháng 10 năm 2025*\n\n# QUYẾT ĐỊNH\n\n## Ban hành Kế hoạch quản lý bến bãi\n\n"
        "*Căn cứ Luật Thủy lợi ngày 19/6/2017;*\n\n**Điều 1.** Ban hành kèm theo Quyết định này Kế hoạch quản lý bến bãi.\n"
    )
    file = tmp_path / "a.md"
    file.write_text(text, encoding="utf-8")
    layout = lay_out(read(file))
    head = read_header(layout)
    assert (head.date, head.title) == ("2025-10-03", "Ban hành Kế hoạch quản lý bến bãi")
    assert [b.ordinal for b in layout.blocks if b.reading.text.startswith("Điều 1")] == ["Điều 1"]


def test_a_telegram_is_sent_to_those_below_its_issuer(tmp_path: Path) -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LÂM\nSố: 09/CĐ-UBND\nHỎA TỐC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Sơn Lâm, ngày 29 tháng 9 năm 2025\n\nCÔNG ĐIỆN\nVề ứng phó mưa lũ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LÂM điện:\n"
        "- Giám đốc các sở, ngành;\n- Chủ tịch UBND các xã.\n\nChủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế trực cấp cứu.\n"
    )
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert read_header(lay_out(read(file))).recipients == ("Giám đốc các sở, ngành", "Chủ tịch UBND các xã")


STATE_HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def test_a_party_letterhead_with_its_star_beside_the_date() -> None:
    found = header(
        "ĐẢNG BỘ TỈNH SƠN LÂM ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY\n* Sơn Lâm, ngày 18 tháng 11 năm 2025\nSố 12-NQ/TU\n\n"
        "NGHỊ QUYẾT\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề phát triển rừng trồng\n-----\n\nI- TÌNH HÌNH\n\nTỉnh Sơn Lâm có nhiều rừng.\n\n"
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nHoàng Đức Long\n"
    )
    assert (found.number, found.date, found.title) == ("12-NQ/TU", "2025-11-18", "phát triển rừng trồng")
    assert (found.issuer, found.place) == ("Ban Thường vụ Tỉnh ủy Sơn Lâm", "Sơn Lâm")


def test_addressees_below_a_title() -> None:
    found = header(
        f"UBND TỈNH SƠN LÂM\nSỞ TÀI CHÍNH\nSố: 89/TTr-STC\n{STATE_HEAD}Sơn Lâm, ngày 07 tháng 10 năm 2025\n\nTỜ TRÌNH\n"
        "Về việc ban hành giá dịch vụ bến bãi\n\nKính gửi: Ủy ban nhân dân tỉnh Sơn Lâm.\n\nCăn cứ Luật Giá, Sở Tài chính kính trình."
        "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\n\nVũ Hồng Nhung\n"
    )
    assert (found.title, found.recipients) == ("ban hành giá dịch vụ bến bãi", ("Ủy ban nhân dân tỉnh Sơn Lâm", "Lưu: VT"))


def test_a_statute_bears_the_day_on_which_it_was_passed() -> None:
    found = header(
        f"QUỐC HỘI\nLuật số: 12/2025/QH15\n{STATE_HEAD}\nLUẬT\nTHƯ VIỆN SỐ\n\nQuốc hội ban hành Luật Thư viện số.\n\n"
        "Điều 1. Phạm vi\n\nLuật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 10 thông qua "
        "ngày 10 tháng 12 năm 2025.\n\nCHỦ TỊCH QUỐC HỘI\n\nLê Văn An\n"
    )
    assert (found.type, found.number, found.date) == ("Luật", "12/2025/QH15", "2025-12-10")


def test_a_scanned_head() -> None:
    found = header(
        "UỶ BAN NHÂN DÂN            CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n TỈNH SƠN LÂM                Ðộc lập - Tự do - Hạnh phúc\n"
        "Sô: 1O45 /QÐ-UBND         Sơn Lâm, ngày 2l tháng 3 năm 2025\n\n             QUYÊT ĐỊNH\n"
        "  Vê việc phê duyệt Đề án trồng rừng\n\n   Căn cứ Luật Lâm nghiệp năm 2017;\n\n   Điều 1. Phê duyệt Đề án.\n"
    )
    assert (found.type, found.number, found.date) == ("Quyết định", "1045/QĐ-UBND", "2025-03-21")
    assert found.title == "phê duyệt Đề án trồng rừng"


def test_a_commander_who_decides_is_no_part_of_the_title() -> None:
    found = header(
        f"QUÂN KHU 9\nBỘ CHỈ HUY QUÂN SỰ TỈNH SƠN LÂM\n{STATE_HEAD}Số: 512/QĐ-BCH\nSơn Lâm, ngày 01 tháng 10 năm 2025\nQUYẾT ĐỊNH\n"
        "Về việc kiện toàn Ban Chỉ đạo\nCHỈ HUY TRƯỞNG BỘ CHỈ HUY QUÂN SỰ TỈNH SƠN LÂM\nCăn cứ Kế hoạch số 98/KH-BQP;\n"
        "Điều 1. Kiện toàn Ban Chỉ đạo.\n"
    )
    assert found.title == "kiện toàn Ban Chỉ đạo"


def test_a_page_of_the_gazette() -> None:
    found = header(
        "CÔNG BÁO/Số 11 + 12/Ngày 14-8-2025                          3\n\n            HỘI ĐỒNG NHÂN DÂN TỈNH SƠN LÂM\n\n"
        "HỘI ĐỒNG NHÂN DÂN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SƠN LÂM                    Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 09/2025/NQ-HĐND           Sơn Lâm, ngày 31 tháng 7 năm 2025\n\n             NGHỊ QUYẾT\nQuy định mức chi hòa giải\n\n"
        "Căn cứ Luật Hòa giải ở cơ sở năm 2013;\nĐiều 1. Mức chi\n"
    )
    assert (found.type, found.number, found.title) == ("Nghị quyết", "09/2025/NQ-HĐND", "Quy định mức chi hòa giải")


def test_the_committee_of_a_commune_is_of_its_party_organisation() -> None:
    found = header(
        "ĐẢNG BỘ TỈNH SƠN LÂM\nĐẢNG ỦY XÃ TÂN PHONG\n*\nSố 07-CTr/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nTân Phong, ngày 03 tháng 11 năm 2025\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nvề hội nhập\n-----\nI- MỤC TIÊU\n1. Nâng cao nhận thức.\nT/M BAN CHẤP HÀNH\nBÍ THƯ\n\nPhạm Thu Trang\n"
    )
    assert found.issuer == "Ban Chấp hành Đảng bộ xã Tân Phong"


def test_a_rule_parts_title_and_text() -> None:
    text = (
        "THÀNH ỦY HẢI VÂN\n*\nSố 07-CT/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHải Vân, ngày 20 tháng 8 năm 2025\n\nCHỈ THỊ\n"
        "CỦA BAN THƯỜNG VỤ THÀNH ỦY\nvề tăng cường lãnh đạo công tác quản lý bến bãi ven sông năm 2025\n\n-----\n\n"
        "Thời gian qua, các cấp ủy đã lãnh đạo công tác này; tuy nhiên còn hạn chế. Ban Thường vụ yêu cầu:\n\n1. Các cấp ủy rà soát.\n"
    )
    assert header(text).title == "tăng cường lãnh đạo công tác quản lý bến bãi ven sông năm 2025"


@pytest.mark.parametrize(
    "letterhead, number, signature, issuer",
    [
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC\n*", "Số 42-HD/BTCTW", "K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", "Ban Tổ chức Trung ương"),
        ("TỈNH ỦY SƠN LÂM\nBAN NỘI CHÍNH\n*", "Số 15-HD/BNCTU", "TRƯỞNG BAN", "Ban Nội chính Tỉnh ủy Sơn Lâm"),
        (
            "HỘI ĐỒNG NHÂN DÂN\nTỈNH SƠN LÂM\nBAN PHÁP CHẾ",
            "Số: 45/BC-HĐND",
            "TM. BAN PHÁP CHẾ\nTRƯỞNG BAN",
            "Ban Pháp chế Hội đồng nhân dân tỉnh Sơn Lâm",
        ),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH SƠN LÂM\nBAN THƯỜNG TRỰC",
            "Số: 64/KH-MTTQ-BTT",
            "TM. BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn Lâm",
        ),
        (
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LÂM",
            "Số: 38/HD-LĐLĐ",
            "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH",
            "Ban Thường vụ Liên đoàn Lao động tỉnh Sơn Lâm",
        ),
    ],
)
def test_organs_bear_the_name_of_their_body(letterhead: str, number: str, signature: str, issuer: str) -> None:
    found = header(
        f"{letterhead}\n{number}\n{STATE_HEAD}Sơn Lâm, ngày 04 tháng 11 năm 2025\nBÁO CÁO\nkết quả công tác năm 2025\n\n"
        f"1. Các đơn vị của tỉnh Sơn Lâm rà soát.\n\n{signature}\n\nTrần Thị Hoa\n"
    )
    assert found.issuer is not None
    assert found.issuer.lower() == issuer.lower()


def test_a_number_with_its_digits_still_blank() -> None:
    found = header(
        f"BỘ NỘI VỤ\nSố:        /2025/TT-BNV\n{STATE_HEAD}Hà Nội, ngày     tháng     năm 2025\nTHÔNG TƯ\nQuy định thi đua\n\nĐiều 1. Phạm vi\n"
    )
    assert (found.type, found.number, found.date_printed) == ("Thông tư", None, "năm 2025")

"""Changes that only sentences tell: what is stopped, with how many something is changed, where changes are said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpora import Ask, asked_about

REPORT = """THÀNH ỦY HẢI VÂN
*
Số 41-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hải Vân, ngày 05 tháng 11 năm 2025

BÁO CÁO
tình hình thực hiện nhiệm vụ tháng 10 năm 2025

I. KẾT QUẢ

1. Công tác lãnh đạo

Ban Thường vụ Thành ủy cho ý kiến về nhiều nội dung: (1) Hỗ trợ ngư dân vùng bãi ngang; (2) Dừng thực hiện các Đề án xây dựng chợ đêm
tại các phường ven biển; (3) Sửa đổi, bổ sung Nghị quyết số 24-NQ/TU, ngày 13/5/2024 của Ban Thường vụ Thành ủy về dạy nghề cho ngư dân;
(4) Điều chỉnh Quyết định số 51/2022/QĐ-UBND ngày 10/11/2022 của Ủy ban nhân dân thành phố về giá nước sạch.

2. Quản lý đất đai

Phê duyệt 21/21 kế hoạch cải tạo đất mặn; phê duyệt điều chỉnh kế hoạch cải tạo đất mặn năm 2025 với 09 huyện, thị xã vùng ven biển
và 04 quận nội thành.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Văn Bảo
"""
LETTER = """ỦY BAN NHÂN DÂN
THÀNH PHỐ HẢI VÂN
VĂN PHÒNG
Số: 812/VP-TH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hải Vân, ngày 15 tháng 9 năm 2025

CÔNG VĂN
Về việc triển khai Nghị quyết số 301/NQ-CP ngày 09/9/2025 của Chính phủ

Kính gửi: Các sở, ban, ngành thành phố

Văn phòng yêu cầu các sở triển khai thực hiện Nghị quyết số 301/NQ-CP ngày 09/9/2025 của Chính phủ:

1. Sở Du lịch tham mưu Quyết định ban hành Quy chế neo đậu tàu lưu trú (thay thế Quyết định số 36/2020/QĐ-UBND ngày 02/10/2020 của
Ủy ban nhân dân thành phố).

2. Sở Tư pháp tham mưu Quyết định thay thế Quyết định số 47/2018/QĐ-UBND ngày 10/11/2018 của Ủy ban nhân dân thành phố về soạn thảo văn bản.

CHÁNH VĂN PHÒNG

Lê Thị Hòa
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("changes"), REPORT, LETTER) as asked:
        yield asked


@pytest.mark.parametrize(
    "question",
    [
        "Tháng 10/2025, Ban Thường vụ Thành ủy cho ý kiến dừng thực hiện các đề án nào?",
        "dung de an nao t10/2025",
        "đề án nào bị dừng trong năm 2025",
        "những đề án được xem xét cho dừng lại tháng 10/2025",
    ],
)
def test_what_is_stopped_is_told_by_the_sentence(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply["intent"] == "amend_replace"
    assert "chợ đêm" in reply["answer"]["text"]
    assert "Hỗ trợ ngư dân" not in reply["answer"]["text"]
    assert reply["evidence"]


@pytest.mark.parametrize("question", ["Tháng 3/2025 dừng thực hiện những đề án nào?", "những chương trình nào bị dừng thực hiện"])
def test_nothing_is_stopped_where_no_sentence_says_so(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert "chợ đêm" not in reply["answer"]["text"]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Kế hoạch cải tạo đất mặn năm 2025 được điều chỉnh với bao nhiêu huyện và bao nhiêu quận?", ("09 huyện", "04 quận")),
        ("dieu chinh ke hoach cai tao dat man 2025 bao nhieu huyen", ("09 huyện",)),
        ("số địa phương được phê duyệt điều chỉnh kế hoạch cải tạo đất mặn năm 2025", ("09 huyện", "04 quận")),
    ],
)
def test_a_number_asked_of_a_change_is_the_figure_of_its_sentence(ask: Ask, question: str, figures: tuple[str, ...]) -> None:
    reply = ask(question)
    assert reply["intent"] == "figures"
    assert all(figure in reply["answer"]["text"] for figure in figures)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (
            "Những quyết định nào của Ủy ban nhân dân thành phố sẽ bị thay thế theo công văn triển khai Nghị quyết 301/NQ-CP?",
            {"36/2020/QĐ-UBND", "47/2018/QĐ-UBND"},
        ),
        ("CV NQ301: QD UBND TP nao bi thay the", {"36/2020/QĐ-UBND", "47/2018/QĐ-UBND"}),
        ("các quyết định cũ được thay bằng quyết định mới theo công văn tháng 9/2025", {"36/2020/QĐ-UBND", "47/2018/QĐ-UBND"}),
        ("Theo báo cáo tháng 10/2025 phải sửa đổi những nghị quyết nào của Ban Thường vụ Thành ủy?", {"24-NQ/TU"}),
        ("trong báo cáo tháng 10/2025 có quyết định nào được điều chỉnh", {"51/2022/QĐ-UBND"}),
    ],
)
def test_what_is_changed_is_listed_from_the_document_that_is_named_as_its_place(ask: Ask, question: str, numbers: set[str]) -> None:
    reply = ask(question)
    assert reply["intent"] == "amend_replace"
    assert {item["number"] for item in reply["answer"]["items"]} == numbers

"""What described documents rest on, where only a sentence, a footnote or an annex's heading tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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

1. Công tác xây dựng Đảng

Ban Thường vụ Thành ủy ban hành: (i) Kế hoạch thực hiện Chỉ thị số 62-CT/TW, ngày 14/7/2025 của Ban Bí thư về nâng cao chất lượng
hội họp trực tuyến và Thông báo phân công cấp ủy viên dự họp chi bộ thôn theo Chỉ thị số 62-CT/TW; (ii) Quyết định phạm vi hoạt động
của thư viện cấp xã theo Quy định số 371-QĐ/TW, ngày 29/8/2025 của Ban Bí thư.

Kế hoạch số hóa hồ sơ trong ngành Tuyên giáo toàn thành phố được thực hiện từng bước, theo đúng Quyết định số 215-QĐ/TW,
ngày 29/11/2024 của Ban Bí thư và Kế hoạch số 233-KH/BTGTW, ngày 24/3/2025 của Ban Tuyên giáo Trung ương.

Sửa chữa 315 nhà ở của hộ nghèo ven biển theo Nghị quyết số 17/2023/NQ-HĐND ngày 20/7/2023 của Hội đồng nhân dân thành phố.

Ban Thường vụ Thành ủy ban hành Quyết định số 171-QĐ/TU, ngày 13/11/2025 về khen thưởng tập thể, cá nhân làm tốt công tác hòa giải
năm 2024; Kế hoạch số 16-KH/TU, ngày 13/10/2025 giám sát việc thực hiện Nghị quyết số 76-NQ/TW, ngày 30/4/2025 của Bộ Chính trị.

Kế hoạch thực hiện Kết luận số 83-KL/TW, ngày 18/5/2025 của Bộ Chính trị về bảo tồn rừng ngập mặn ven biển.

2. Công tác môi trường

Thành phố công nhận khu bảo tồn biển Bãi Sao1; trồng mới 12 héc-ta rừng ngập mặn ven bãi bồi.

1 Quyết định số 3055/QĐ-UBND ngày 21/10/2025 của Ủy ban nhân dân thành phố.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Văn Bảo

PHỤ LỤC 2
Danh mục nhiệm vụ trọng tâm Quý IV/2025
(theo Chương trình hành động số 15-CTr/TU, ngày 06 tháng 10 năm 2025 của Thành ủy)

STT\tNhiệm vụ\tThời gian\tCơ quan chủ trì
1\tXây dựng bến du thuyền\tQuý IV/2025\tSở Xây dựng
2\tTrồng rừng chắn sóng\tQuý IV/2025\tSở Nông nghiệp
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("basis"), REPORT) as ask:
        yield ask


def _numbers(reply: dict[str, Any]) -> list[str]:
    assert reply["intent"] == "lineage_up"
    assert reply["evidence"]
    return [item["number"] for item in reply["answer"]["items"]]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Kế hoạch của Ban Thường vụ Thành ủy về chất lượng hội họp trực tuyến thực hiện chỉ thị nào?", ["62-CT/TW"]),
        ("KH hoi hop truc tuyen cua BTV thuc hien chi thi nao", ["62-CT/TW"]),
        ("Thông báo phân công cấp ủy viên dự họp chi bộ thôn theo chỉ thị nào của Ban Bí thư?", ["62-CT/TW"]),
        ("phân công cấp ủy viên dự họp chi bộ thôn căn cứ chỉ thị số mấy", ["62-CT/TW"]),
        ("Quyết định phạm vi hoạt động của thư viện cấp xã ban hành theo quy định nào?", ["371-QĐ/TW"]),
        ("Kế hoạch số hóa hồ sơ trong ngành Tuyên giáo theo những văn bản nào của Trung ương?", ["215-QĐ/TW", "233-KH/BTGTW"]),
        ("ngành Tuyên giáo số hóa hồ sơ dựa trên quyết định nào của cấp trên", ["215-QĐ/TW"]),
        ("sửa chữa nhà ở của hộ nghèo ven biển theo nghị quyết nào", ["17/2023/NQ-HĐND"]),
        ("kế hoạch về bảo tồn rừng ngập mặn thực hiện kết luận nào", ["83-KL/TW"]),
    ],
)
def test_grounds_are_the_documents_that_the_sentence_cites_for_what_is_described(
    ask: Ask, question: str, numbers: list[str]
) -> None:
    assert _numbers(ask(question)) == numbers


@pytest.mark.parametrize(
    "question",
    [
        "Phụ lục 2 danh mục nhiệm vụ trọng tâm quý IV/2025 lập theo chương trình hành động nào?",
        "PL2 bao cao t10/2025 theo vb nao",
        "danh mục nhiệm vụ trọng tâm kèm báo cáo tháng 10/2025 căn cứ văn bản nào",
    ],
)
def test_an_annex_rests_on_what_stands_under_its_heading(ask: Ask, question: str) -> None:
    assert _numbers(ask(question)) == ["15-CTr/TU"]


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch nuôi cá lồng bè thực hiện chỉ thị nào?",
        "Phụ lục 3 lập theo chương trình nào",
        "sửa chữa nhà ở của hộ nghèo ven biển theo quyết định nào của Bộ Chính trị",
    ],
)
def test_what_no_sentence_tells_has_no_grounds(ask: Ask, question: str) -> None:
    assert ask(question)["intent"] != "lineage_up" or not ask(question)["answer"]["items"]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Quyết định nào của Ban Thường vụ về khen thưởng tập thể, cá nhân làm tốt công tác hòa giải năm 2024?", "171-QĐ/TU"),
        ("kế hoạch giám sát thường xuyên việc thực hiện nghị quyết số 76", "16-KH/TU"),
    ],
)
def test_a_document_is_found_by_what_its_sentence_says_of_it(ask: Ask, question: str, number: str) -> None:
    assert [item["number"] for item in ask(question)["answer"]["items"]] == [number]


def test_what_carries_out_is_of_the_asked_month(ask: Ask) -> None:
    dated = ask("Tháng 10/2025 thành phố ban hành kế hoạch nào thực hiện Kết luận 83-KL/TW?")
    assert [item["type"] for item in dated["answer"]["items"]] == ["Kế hoạch"]
    none = ask("Tháng 6/2025 thành phố ban hành kế hoạch nào thực hiện Kết luận 83-KL/TW?")
    assert none["answer"]["items"] == []
    own_year = ask("Kế hoạch nào thực hiện Kết luận 83-KL/TW năm 2025?")
    assert len(own_year["answer"]["items"]) == 1


def test_a_document_is_found_by_what_the_sentence_with_its_footnote_tells(ask: Ask) -> None:
    reply = ask("Quyết định nào khen thưởng tập thể, cá nhân làm tốt công tác hòa giải?")
    assert [item["number"] for item in reply["answer"]["items"]] == ["171-QĐ/TU"]
    told = ask("Quyết định nào công nhận khu bảo tồn biển Bãi Sao?")
    assert [item["number"] for item in told["answer"]["items"]] == ["3055/QĐ-UBND"]
    assert "Bãi Sao" in told["evidence"][0]["text"]
    assert ask("Quyết định nào công nhận khu bảo tồn biển Mũi Rồng?")["intent"] == "search"

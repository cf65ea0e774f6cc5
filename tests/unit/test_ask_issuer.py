"""Who issued a document, what a code in numbers stands for, and whether a document's text is here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpora import Ask, asked_about

LETTER = """ỦY BAN NHÂN DÂN
THÀNH PHỐ HẢI VÂN

Số: 88/UBND-TH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hải Vân, ngày 05 tháng 11 năm 2025

Kính gửi: Các sở, ngành

1. Giao Sở Xây dựng hoàn thành 1.250 căn nhà ở xã hội theo Quyết định số 612/QĐ-TTg ngày 03/3/2025
của Thủ tướng Chính phủ trong năm 2025.

2. Giao Sở Tài chính chủ trì thực hiện Nghị quyết số 301/2025/QH15 ngày 20/6/2025 của Quốc hội về
thuế đất và Chỉ thị số 19-CT/TW ngày 02/5/2025 của Ban Bí thư về sách báo, hoàn thành trước ngày 20/12/2025.

3. Giao Sở Nội vụ sơ kết Kết luận số 77-KL/TW ngày 05/6/2025 của Bộ Chính trị về cán bộ trẻ.

4. Giao Thanh tra thành phố theo dõi Kết luận số 77-KL/TW ngày 09/9/2025 của Ban Bí thư về thư viện.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Vũ Hải Đăng
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("issuer"), LETTER) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "issuer"),
    [
        ("Quyết định 612/QĐ-TTg do cơ quan nào ban hành?", "Thủ tướng Chính phủ"),
        ("qd 612 cua ai", "Thủ tướng Chính phủ"),
        ("cơ quan ban hành nghị quyết số 301 năm 2025 về thuế đất", "Quốc hội"),
        ("Chỉ thị 19-CT/TW là văn bản của cơ quan nào", "Ban Bí thư"),
        ("ai ban hành chỉ thị 19", "Ban Bí thư"),
        ("đơn vị nào ra quyết định 612", "Thủ tướng Chính phủ"),
    ],
)
def test_who_issued_a_document_is_the_answer_with_the_place_that_says_so(ask: Ask, question: str, issuer: str) -> None:
    reply = ask(question)
    assert reply["slots"]["issuer"] == [issuer]
    assert reply["answer"]["kind"] == "documents"
    assert f"do {issuer} ban hành" in reply["answer"]["text"]
    assert issuer.split()[-1] in reply["evidence"][0]["text"]


@pytest.mark.parametrize(
    "question", ["Chỉ thị 19-CT/TW do ai ban hành, ngày nào", "nq 301 cua ai, ve viec gi", "chỉ thị 19 của ai và nói về gì"]
)
def test_a_question_that_also_asks_for_date_or_content_asks_for_the_document(ask: Ask, question: str) -> None:
    assert ask(question)["answer"]["kind"] == "documents"


def test_each_document_of_a_shared_number_is_told_with_its_issuer(ask: Ask) -> None:
    reply = ask("Kết luận 77-KL/TW do cơ quan nào ban hành?")
    assert set(reply["slots"]["issuer"]) == {"Bộ Chính trị", "Ban Bí thư"}
    assert "05/6/2025" in reply["answer"]["text"]
    assert "09/9/2025" in reply["answer"]["text"]


def test_an_unknown_number_has_no_issuer(ask: Ask) -> None:
    reply = ask("Nghị định 999/2025/NĐ-CP do cơ quan nào ban hành")
    assert reply["answer"]["items"] == []
    assert "Không có văn bản nào mang số" in reply["answer"]["text"]


@pytest.mark.parametrize(
    "question", ["QH15 trong số 301/2025/QH15 là cơ quan nào?", "qh15 la gi", "ký hiệu QH15 nghĩa là cơ quan nào"]
)
def test_a_code_of_numbers_is_told_by_its_body(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert [item["name"] for item in reply["answer"]["items"]] == ["Quốc hội"]
    assert "301/2025/QH15" in reply["answer"]["text"]


def test_a_code_that_no_number_bears_is_not_explained(ask: Ask) -> None:
    assert ask("QH13 là gì")["intent"] != "issuer_code"


@pytest.mark.parametrize(
    "question",
    [
        "Toàn văn Chỉ thị 19-CT/TW có trong kho không?",
        "ct 19 co toan van chua",
        "chỉ thị 19 mới chỉ được dẫn hay đã có bản đầy đủ",
        "Kho đã lưu chỉ thị 19-CT/TW chưa",
        "có file chỉ thị 19 không",
        "Chỉ thị 19-CT/TW chỉ được nhắc đến hay có cả văn bản",
    ],
)
def test_what_is_only_cited_is_told_as_not_held(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert [item["kind"] for item in reply["answer"]["items"]] == ["cited_not_held"]
    assert reply["answer"]["text"].startswith("Chưa: ")
    assert reply["evidence"]


@pytest.mark.parametrize("question", ["Công văn 88/UBND-TH có toàn văn trong kho không?", "cong van 88 da co ban day du chua"])
def test_what_is_held_is_told_so(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply["answer"]["kind"] == "documents"
    assert reply["answer"]["text"].startswith("Có: ")

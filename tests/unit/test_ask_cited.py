"""Documents that are only cited, numbers borne by several documents, and quantities that a task is to reach."""

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

Thành phố đã thành lập Khu thương mại ven vịnh với diện tích 300 ha1, mở tuyến phà ra đảo;
chấn chỉnh việc neo đậu tàu du lịch theo Chỉ thị số 19/CT-UBND ngày 02/5/2025.

1. Giao Sở Xây dựng hoàn thành 1.250 căn nhà ở xã hội theo Quyết định số 612/QĐ-TTg ngày 03/3/2025
của Thủ tướng Chính phủ trong năm 2025.

2. Giao Sở Tài chính chủ trì thực hiện Kế hoạch số 33/KH-UBND ngày 01/4/2024 về chống ngập và
Kế hoạch số 33/KH-UBND ngày 06/6/2025 về trồng cây xanh, hoàn thành trước ngày 20/12/2025.

1 Quyết định số 3071/QĐ-UBND ngày 10/10/2025 của Ủy ban nhân dân thành phố.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Vũ Hải Đăng
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("cited"), LETTER) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quyết định 3071/QĐ-UBND ngày nào và về việc gì", "Khu thương mại ven vịnh"),
        ("Chỉ thị 19/CT-UBND là chỉ thị gì", "neo đậu tàu du lịch"),
    ],
)
def test_the_clause_that_cites_tells_what_a_document_is_about(ask: Ask, question: str, said: str) -> None:
    reply = ask(question)
    assert reply["intent"] == "document_lookup"
    assert said in reply["answer"]["text"]
    assert said in reply["evidence"][0]["text"]


@pytest.mark.parametrize("question", ["33/KH-UBND là những văn bản nào", "Kế hoạch 33/KH-UBND nói về gì", "kh 33/kh-ubnd ngay nao"])
def test_all_that_bear_a_number_are_given(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert [item["date"] for item in reply["answer"]["items"]] == ["2025-06-06", "2024-04-01"]
    assert "02 văn bản cùng mang số 33/KH-UBND" in reply["answer"]["text"]


@pytest.mark.parametrize(
    "question", ["Kế hoạch 33/KH-UBND ngày 01/4/2024 về gì", "Kế hoạch 33/KH-UBND về chống ngập ban hành ngày nào"]
)
def test_a_date_or_a_title_tells_them_apart(ask: Ask, question: str) -> None:
    assert [item["date"] for item in ask(question)["answer"]["items"]] == ["2024-04-01"]


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2025 phải hoàn thành bao nhiêu căn nhà ở xã hội theo Quyết định 612/QĐ-TTg?",
        "nam 2025 phai xong bn can noxh theo qd 612",
        "chỉ tiêu nhà ở xã hội theo quyết định 612 là mấy căn",
        "Theo Quyết định số 612/QĐ-TTg, số căn nhà ở xã hội phải hoàn thành là bao nhiêu?",
    ],
)
def test_a_quantity_is_found_in_the_task_that_says_it(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert "1.250 căn nhà ở xã hội" in reply["answer"]["text"]
    assert reply["answer"]["kind"] == "tasks"
    assert reply["evidence"]

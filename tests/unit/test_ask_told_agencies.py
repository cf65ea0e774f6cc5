"""An agency that a sentence tells, also where a footnote at the foot of a page cuts that sentence in two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.records import Footnote
from search_api.ask.plans.sentences.running import in_footnote, without_footnotes
from tests.corpora import Ask, asked_about

REPORT = """THÀNH ỦY HẢI VÂN
*
Số 42-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hải Vân, ngày 05 tháng 11 năm 2025

BÁO CÁO
tình hình thực hiện nhiệm vụ tháng 10 năm 2025

I. KẾT QUẢ

Ban Chỉ đạo chuyển đổi số thành phố tổ chức Hội nghị sơ kết 06 tháng triển khai Đề án cảng xanh.

Thành phố tiếp 12 đoàn khách quốc tế1, tăng cường quảng bá hình ảnh; đón đoàn nghệ nhân Tây Nguyên; phối hợp Trung tâm Giao lưu
Văn

1 Trong đó có đoàn của Công ty TNHH Điện tử Sao Biển; Công ty cổ phần Vận tải Bãi Vân.
2
 hóa Hàn Quốc tổ chức Chương trình “Giai điệu Busan”, góp phần tăng cường hiểu biết.

II. NHIỆM VỤ

Giao Sở Văn hóa và Thể thao chủ trì tổ chức Chương trình “Sắc biển Hải Vân” trong tháng 12/2025.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Văn Bảo
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("told-agencies"), REPORT) as ask:
        yield ask


@pytest.mark.parametrize(
    "question",
    [
        "Thành phố phối hợp với đơn vị nào tổ chức Chương trình “Giai điệu Busan”?",
        "chuong trinh giai dieu busan phoi hop voi ai",
        "chương trình Giai điệu Busan tổ chức cùng cơ quan nào",
    ],
)
def test_whom_something_was_done_with_is_read_over_a_footnote(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert [item["name"] for item in reply["answer"]["items"]] == ["Trung tâm Giao lưu Văn hóa Hàn Quốc"]
    assert "Sao Biển" not in reply["answer"]["text"]


def test_which_steering_committee_did_it(ask: Ask) -> None:
    reply = ask("Ban chỉ đạo nào tổ chức hội nghị sơ kết Đề án cảng xanh?")
    assert [item["name"] for item in reply["answer"]["items"]] == ["Ban Chỉ đạo chuyển đổi số thành phố"]


def test_a_task_without_the_quoted_name_is_not_the_one_described(ask: Ask) -> None:
    assert ask("Ai chủ trì tổ chức Chương trình “Sắc biển Hải Vân”?")["intent"] == "task_lookup"
    assert ask("Ai chủ trì tổ chức Chương trình “Sắc núi Hải Vân”?")["intent"] != "task_lookup"


def test_footnotes_are_blanked_with_their_markers_and_offsets_stay() -> None:
    text = "Một câu1 dài\n1 Ghi chú.\nvà hết."
    start = text.index("Ghi")
    note = Footnote("d", "1", 7, start, start + 8, "Ghi chú.")
    running = without_footnotes(text, [note])
    assert len(running) == len(text)
    assert running.split() == ["Một", "câu1", "dài", "và", "hết."]
    assert in_footnote(start, [note])
    assert not in_footnote(text.index("và"), [note])

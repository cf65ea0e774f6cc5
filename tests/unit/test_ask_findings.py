"""Questions for contradictions by what they compare: names with their periods, totals with their parts, figures that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpora import Ask, asked_about

REPORT = """THÀNH ỦY HẢI VÂN
BAN THƯỜNG VỤ

Số: 45-BC/TU

Hải Vân, ngày 05 tháng 11 năm 2025

BÁO CÁO
kết quả công tác xây dựng Đảng năm 2025

1. Ban hành Đề án số 12-ĐA/TU ngày 14/10/2025 về khôi phục làng nghề đóng thuyền gỗ gắn với du lịch cộng đồng ven biển giai đoạn 2026 - 2030.

2. Tuyên truyền Nghị quyết “Khôi phục làng nghề đóng thuyền gỗ gắn với du lịch cộng đồng ven biển giai đoạn 2025 - 2030” của Thành ủy.

3. Toàn thành phố tổ chức cấp xã 104 buổi (60 buổi tiếp dân định kỳ, 30 buổi tiếp dân đột xuất; 15 buổi tiếp dân lưu động).

4. Công tác tiếp công dân: trong quý III đã giải quyết 69/47 đơn thư gửi đến Thành ủy.

5. Công đoàn tặng 900 suất quà cho đoàn viên khó khăn, trong đó, từ ngân sách: 500 suất quà và từ nguồn xã hội hóa: 300 suất quà.

6. Năm 2026 kết nạp mới từ 430 đến 450 đảng viên, mở 12 lớp bồi dưỡng đảng viên mới.

TM. BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Vũ Hải Đăng
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("compared"), REPORT) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Giai đoạn của đề án khôi phục làng nghề đóng thuyền gỗ có được ghi thống nhất không?", "2025 - 2030"),
        ("de an lang nghe dong thuyen go giai doan 2025-2030 hay 2026-2030", "2025 - 2030"),
        ("tên đề án làng nghề đóng thuyền gỗ ghi ở các nơi có chỗ nào lệch nhau không", "2025 - 2030"),
        ("Giai đoạn ghi ở Đề án 12-ĐA/TU có đúng không", "2025 - 2030"),
        ("Số buổi tiếp dân cấp xã có khớp với tổng các loại không?", "60 + 30 + 15 = 105"),
        ("so buoi tiep dan cap xa 104 hay 105", "60 + 30 + 15 = 105"),
        ("cộng tiếp dân định kỳ, đột xuất, lưu động của cấp xã có bằng số đã báo cáo không", "60 + 30 + 15 = 105"),
        ("số đơn thư 69/47 có đúng không", "69/47"),
        ("Số đơn thư đã giải quyết trong quý III có hợp lý không?", "69/47"),
        ("số suất quà Công đoàn tặng có khớp với tổng các nguồn không", "500 + 300 = 800"),
    ],
)
def test_a_contradiction_is_found_by_what_is_compared(ask: Ask, question: str, said: str) -> None:
    reply = ask(question)
    assert reply["answer"]["kind"] == "findings"
    assert len(reply["answer"]["items"]) == 1
    assert said in reply["answer"]["text"]
    assert reply["evidence"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("số lớp bồi dưỡng đảng viên mới có khớp không", "12 lớp bồi dưỡng"),
        ("Tên đề án nuôi cá lồng trên vịnh có được ghi thống nhất không", None),
    ],
)
def test_where_nothing_was_found_the_sentence_that_was_meant_is_shown(ask: Ask, question: str, sentence: str | None) -> None:
    reply = ask(question)
    assert reply["answer"]["items"] == []
    assert "không có điểm nào" in reply["answer"]["text"]
    assert any(sentence in place["text"] for place in reply["evidence"]) if sentence else not reply["evidence"]


@pytest.mark.parametrize(
    "question",
    ["chi tieu ket nap dang vien 2026", "số đảng viên phải kết nạp mới trong năm 2026 theo báo cáo công tác xây dựng Đảng"],
)
def test_a_target_is_told_without_a_word_that_asks(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert "từ 430 đến 450 đảng viên" in reply["answer"]["text"]

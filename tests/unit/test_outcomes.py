"""What a direction has made: the thing behind its making verb, several of them, in a later sentence; nothing where it makes none."""

from __future__ import annotations

import pytest

from ingest.extract.tasks.outcomes import outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Khẩn trương xây dựng, ban hành: Quy chế làm việc của Ban Chỉ đạo (xong trong tháng 11/2025); Chương trình giám sát cảng cá "
            "nhiệm kỳ mới (trước ngày 20/12/2025).",
            "Quy chế làm việc của Ban Chỉ đạo; Chương trình giám sát cảng cá nhiệm kỳ mới",
        ),
        (
            "Tổ chức Hội nghị quán triệt, triển khai Nghị quyết về biển; Hội nghị sơ kết mùa cá trong tháng 11/2025.",
            "Hội nghị quán triệt, triển khai Nghị quyết về biển; Hội nghị sơ kết mùa cá",
        ),
        (
            "Tập trung cắt giảm giấy phép ra khơi. Hoàn thành việc ban hành Quyết định công bố thủ tục cảng cá. Thực hiện tốt việc số hóa.",
            "Quyết định công bố thủ tục cảng cá",
        ),
        ("Xây dựng Đề án bến cá kiểu mẫu; tiếp tục nạo vét luồng lạch.", "Đề án bến cá kiểu mẫu"),
        ("Đẩy mạnh tuyên truyền; thực hiện Kế hoạch số 12/KH-UBND.", None),
    ],
)
def test_what_a_direction_makes(text: str, expected: str | None) -> None:
    assert outcome(text) == expected

"""What a direction is to bring forth: the document or the meeting that its opening verb makes."""

from __future__ import annotations

import re

from vietnamese.text import squeeze

_THING = (
    r"(?:dự thảo |các )?(?:Đề án|Kế hoạch|Nghị quyết|Quyết định|Chương trình|Quy chế|Quy định|Hội nghị|Hội thảo|Chỉ thị"
    r"|Hướng dẫn|Bộ tiêu chí|Báo cáo|Danh mục|Phương án|Tờ trình|Bộ chỉ số|Đề cương|Quy hoạch)\b"
)
_MAKES = re.compile(
    rf"(?i)^(?:(?:khẩn trương|tiếp tục|chỉ đạo|tập trung|nghiên cứu|đề xuất|để|tham mưu|chủ trì|sớm|kịp thời|việc|cho \S+ \S+ \S+)[,\s]+)*"
    rf"(?:xây dựng|ban hành|tổ chức|hoàn thiện|lập|soạn thảo|trình|hoàn thành)(?:[,\s]+(?:và )?(?:triển khai|ban hành|trình"
    rf"|xây dựng|tổ chức thực hiện|thực hiện|phê duyệt))*\s*:?\s+(?P<thing>(?-i:{_THING})|(?:kế hoạch|đề án|phương án"
    rf"|quy chế)\b)"
)
_ENDS = re.compile(
    r"[;.(]|\s+(?:gắn với|trong (?:tháng|quý|năm)|trước ngày|hoàn thành|bảo đảm|đảm bảo|để (?:triển khai|thực hiện))\b"
    r"|,\s+(?=(?:phát huy|đảm bảo|bảo đảm|hoàn thành|trình|báo cáo|gắn|góp phần|tạo|trong đó|triển khai|tổ chức|phù hợp"
    r"|xong)\b)"
)


def outcome(text: str) -> str | None:
    """The thing that the opening of a direction has made ("xây dựng Đề án ..."), as printed; None where it makes none."""
    match = _MAKES.match(text)
    if match is None:
        return None
    start = match.start("thing")
    end = _ENDS.search(text, match.end("thing"))
    found = squeeze(text[start : end.start() if end else len(text)]).strip(" ,;.")
    return found if len(found.split()) >= 3 else None

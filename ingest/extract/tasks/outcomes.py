"""What a direction is to bring forth: the document or the meeting that its opening verb makes."""

from __future__ import annotations

import re

from vietnamese.sentences import sentences
from vietnamese.text import squeeze

_THING = (
    r"(?:dự thảo |các )?(?:Đề án|Kế hoạch|Nghị quyết|Quyết định|Chương trình|Quy chế|Quy định|Hội nghị|Hội thảo|Chỉ thị"
    r"|Hướng dẫn|Bộ tiêu chí|Báo cáo|Danh mục|Phương án|Tờ trình|Bộ chỉ số|Đề cương|Quy hoạch)\b"
)
_MAKES = re.compile(
    rf"(?i)^(?:(?:khẩn trương|tiếp tục|chỉ đạo|tập trung|nghiên cứu|đề xuất|để|tham mưu|chủ trì|sớm|kịp thời|việc"
    rf"|cho \S+ \S+ \S+)[,\s]+)*(?:hoàn thành việc |việc )?"
    rf"(?:xây dựng|ban hành|tổ chức|hoàn thiện|lập|soạn thảo|trình|hoàn thành)(?:[,\s]+(?:và )?(?:triển khai|ban hành|trình"
    rf"|xây dựng|tổ chức thực hiện|thực hiện|phê duyệt))*\s*:?\s+(?P<thing>(?-i:{_THING})|(?:kế hoạch|đề án|phương án"
    rf"|quy chế)\b)"
)
_NEXT = re.compile(rf";\s+(?=(?-i:{_THING}))")
_ENDS = re.compile(
    r"[;.(]|\s+(?:gắn với|trong (?:tháng|quý|năm)|trước ngày|hoàn thành|bảo đảm|đảm bảo|để (?:triển khai|thực hiện))\b"
    r"|(?<!quán triệt),\s+(?=(?:phát huy|đảm bảo|bảo đảm|hoàn thành|trình|báo cáo|gắn|góp phần|tạo|trong đó|triển khai|tổ chức|phù hợp"
    r"|xong)\b)"
)


def outcome(text: str) -> str | None:
    """What a direction has made ("xây dựng Đề án ..."), as printed, several parted by "; "; None where it makes nothing."""
    for start, end in sentences(text):
        found = _made(text[start:end])
        if found is not None:
            return found
    return None


def _made(sentence: str) -> str | None:
    match = _MAKES.match(sentence)
    if match is None:
        return None
    found: list[str] = []
    start: int | None = match.start("thing")
    while start is not None:
        end = _ENDS.search(sentence, start + 1)
        thing = squeeze(sentence[start : end.start() if end else len(sentence)]).strip(" ,;.")
        if len(thing.split()) >= 3:
            found.append(thing)
        following = _NEXT.search(sentence, start + len(thing)) if end else None
        start = following.end() if following and following.start() == sentence.find(";", start) else None
    return "; ".join(found) or None

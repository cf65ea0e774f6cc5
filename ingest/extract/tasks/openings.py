"""What a block or sentence of a directive begins with that makes it no direction: closings, agreements, labels of a scheme."""

from __future__ import annotations

import re

from vietnamese.sentences import sentences

_OWN_NAME = (
    r"(?:chỉ thị|kế hoạch|thông báo|quyết định|công văn|quy định|quy chế|nghị quyết|thông tư|nghị định|kết luận|công điện"
    r"|chương trình hành động|chương trình)"
)
CLOSING = re.compile(
    rf"(?i)^\W*(?:(?:văn phòng|thừa lệnh).{{0,160}}(?:thông báo|truyền đạt)\s+(?:để|đến|tới|ý kiến|kết luận)|trên đây là"
    rf"|nơi nhận|\(.{{0,160}}\)\.?$"
    rf"|(?:yêu cầu các .{{0,80}} nghiêm túc|nhận được .{{0,40}} này|trong quá trình|quá trình"
    rf"|{_OWN_NAME} này).{{0,200}}(?:thông báo để|thực hiện\.?/?\.?$|biết|được phổ biến|có hiệu lực|báo cáo|phản ánh"
    rf"|thay thế)"
    rf"|.{{0,600}}chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện) {_OWN_NAME} này\W*$"
    r"|(?:bộ trưởng|hội đồng|ủy ban|uỷ ban|chính phủ|thủ tướng|thống đốc|tổng).{0,80}?\sban hành (?:thông tư|quyết định"
    r"|nghị quyết|nghị định|chỉ thị)\s)"
)
AGREES = re.compile(
    r"(?i)^\W*(?:về )?(?:cơ bản\s+)?(?:đồng ý|thống nhất|nhất trí|ghi nhận|biểu dương|đánh giá cao|hoan nghênh|chấp thuận|cho phép)\b"
)
"""A decision of the meeting itself ("Đồng ý về nguyên tắc ..."); who has to do something is told in a sentence of its own."""
LABEL = re.compile(
    r"(?i)^\W*(?:(?:tổng )?mục tiêu|kinh phí|nguồn (?:vốn|kinh phí)|tổng (?:mức|kinh phí|vốn)|phạm vi|đối tượng|thời gian|địa điểm|quan điểm"
    r"|quy mô|diện tích|hình thức|chủ đầu tư|thành phần|tên (?:dự án|đề án|chương trình)|nội dung đầu tư|loại, cấp)\b[^:.;]{0,40}:"
)
"""A labelled particular of what is approved ("Kinh phí thực hiện: ...")."""
_ENDS_ALL = re.compile(
    r"(?i)^\W*(?:trong quá trình (?:tổ chức |triển khai )?(?:thực hiện|triển khai)|quá trình (?:tổ chức |triển khai )?thực hiện|trên đây là"
    r"|yêu cầu (?:các|thủ trưởng các) .{0,120} nghiêm túc|nhận được .{0,40} này)"
)


def without_closing(text: str) -> int:
    """Where a direction ends that the document's closing formula follows in the same paragraph."""
    return next(
        (start for start, _ in sentences(text)[1:] if _ENDS_ALL.match(text[start:]) and CLOSING.match(text[start:])), len(text)
    )

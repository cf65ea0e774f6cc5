"""Words that tie one document to another, and what may stand between such a word and the document it governs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.codes import document_types
from graph.records import RelationType

_W = r"(?<![^\W\d_])"
_E = r"(?![^\W\d_])"
_CARRY = (
    r"(?:thực hiện|triển khai|cụ thể hóa|quán triệt|thi hành|chấp hành|bám sát|thể chế hóa|hiện thực hóa|thực thi|"
    r"học tập|hưởng ứng)"
)
_LEADS = (
    r"(?:(?:lãnh đạo|chỉ đạo|tổ chức|triển khai|quán triệt|đẩy mạnh|nghiên cứu|thực hiện|đôn đốc|tốt|nghiêm túc|"
    r"nghiêm|việc|học tập)[\s,]+(?:và\s+)?){0,5}"
)
_REVIEW = r"(?:sơ kết|tổng kết|đánh giá|kiểm điểm|giám sát|kiểm tra|nhìn lại|khảo sát)"
_DEED = r"(?:thực hiện|triển khai|thi hành|chấp hành|quán triệt)"
_DETAIL = r"hướng dẫn|biện pháp|để|tổ chức|thi hành|thực hiện|một số(?:\s+(?:điều|nội dung))?|(?:các\s+)?(?:điều|khoản|nội dung)"

# Longer readings come first: at one place the first that fits counts.
_RULES: tuple[tuple[RelationType, str, str, float], ...] = (
    ("amends", "amended_by", rf"(?:đã\s+)?được\s+(?:sửa đổi|bổ sung|điều chỉnh)[^.;]{{0,70}}?(?:bởi|theo|tại|bằng){_E}", 0.97),
    ("amends", "amended_by", rf"(?:sửa đổi|bổ sung|điều chỉnh)(?:\s*,?\s*(?:và\s+)?(?:bổ sung|một số điều))*\s+bởi{_E}", 0.95),
    ("replaces", "replaced_by", rf"(?:(?:đã\s+)?(?:được|bị)\s+thay thế\s+(?:bởi|bằng|theo|tại)|thay thế\s+bởi){_E}", 0.97),
    (
        "repeals",
        "repealed_by",
        rf"(?:(?:đã\s+)?(?:được|bị)\s+(?:bãi bỏ|hủy bỏ)\s+(?:bởi|bằng|theo|tại)|(?:bãi bỏ|hủy bỏ)\s+bởi){_E}",
        0.97,
    ),
    ("issued_with", "issued_with", rf"(?:được\s+)?ban hành\s+kèm\s+theo{_E}", 0.97),
    ("issued_with", "issued_with", rf"(?:được\s+)?ban hành\s+theo{_E}", 0.9),
    ("issued_with", "issues", rf"(?:về\s+(?:việc\s+)?)?ban hành{_E}", 0.9),
    ("corrects", "corrects", rf"đính chính{_E}", 0.97),
    ("details", "details", rf"(?:quy định\s+)?chi tiết(?:\s*,?\s*(?:và\s+)?(?:{_DETAIL}))*{_E}", 0.95),
    (
        "details",
        "guides",
        rf"hướng dẫn\s+(?:việc\s+)?(?:thi hành|thực hiện|triển khai|áp dụng|một số (?:điều|"
        rf"nội dung))(?:\s+(?:thi hành|thực hiện|triển khai|một số (?:điều|nội dung)))?{_E}",
        0.9,
    ),
    (
        "amends",
        "amends",
        rf"(?:sửa đổi|điều chỉnh)(?:\s*,?\s*(?:và\s+)?(?:sửa đổi|bổ sung|điều chỉnh|thay thế|cập nhật))*{_E}",
        0.93,
    ),
    ("amends", "supplements", rf"bổ sung{_E}", 0.85),
    ("replaces", "replaces", rf"thay thế(?:\s+cho)?{_E}", 0.95),
    ("repeals", "repeals", rf"(?:bãi bỏ|hủy bỏ|thu hồi|chấm dứt hiệu lực(?:\s+của)?){_E}", 0.93),
    (
        "reviews",
        "reviews",
        rf"{_REVIEW}(?:(?:,|\s+và)\s+{_REVIEW})*\s[^,.;:()]{{0,90}}?{_W}{_DEED}(?:\s+(?:việc\s+)?{_DEED})*{_E}",
        0.93,
    ),
    (
        "reviews",
        "results",
        rf"báo cáo\s+(?:về\s+)?(?:[^.;,:()]{{0,30}}?\s)?(?:kết quả|"
        rf"tình hình)[^.;:()]{{0,60}}?{_W}{_DEED}(?:\s+(?:việc\s+)?{_DEED})*{_E}",
        0.85,
    ),
    ("reviews", "results", rf"(?:kết quả|tình hình|tiến độ)\s[^.,;:()]{{0,50}}?{_W}{_DEED}(?:\s+(?:việc\s+)?{_DEED})*{_E}", 0.8),
    ("reviews", "results", rf"(?:kết quả|tình hình|tiến độ)\s{_DEED}(?:\s+(?:việc\s+)?{_DEED})*{_E}", 0.8),
    ("reviews", "reviews", rf"(?:sơ kết|tổng kết)(?:\s+(?:việc|\d+\s+năm))?{_E}", 0.85),
    ("continues", "follows", rf"tiếp theo{_E}", 0.85),
    ("continues", "continues", rf"tiếp tục\s+{_LEADS}{_CARRY}{_E}", 0.93),
    ("implements", "implements", rf"{_CARRY}{_E}", 0.93),
    ("based_on", "proposal", rf"(?:theo|xét)\s+(?:đề nghị|kiến nghị|đề xuất|ý kiến)\s+(?:của|tại)[^.;]{{0,140}}?{_W}tại{_E}", 0.95),
    ("based_on", "based_on", rf"(?:căn cứ(?:\s+vào)?|xét|trên cơ sở|dựa trên){_E}", 0.97),
    ("based_on", "according_to", rf"(?<!kèm )(?<!gửi kèm )theo{_E}", 0.9),
)
_TRIGGER = re.compile("|".join(rf"(?P<t{number}>{_W}{pattern})" for number, (_, _, pattern, _) in enumerate(_RULES)), re.IGNORECASE)

_ADVERBS = (
    r"(?:(?:có hiệu quả|hiệu quả|nghiêm túc|nghiêm|quyết liệt|sáng tạo|đồng bộ|thực chất|sâu sắc|sâu rộng|tốt|đầy đủ|"
    r"kịp thời|thắng lợi|thành công|toàn diện|chặt chẽ|"
    r"đúng|tinh thần|quy định|nội dung|yêu cầu|chỉ đạo|hướng dẫn|kết luận|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|"
    r"chủ trương|quan điểm|của|tại|ở|trong|các|những|một số|"
    r"việc|về|và|theo|vào|cơ chế|chính sách|đặc thù|thí điểm|đột phá|ưu việt|điều|khoản|điểm|mục|phần|chương|phụ lục|số|"
    r"có|được giao|đề ra|nêu|toàn bộ|một phần|hoàn toàn|dự thảo|thống nhất|nhất quán|thường xuyên|liên tục|rộng rãi|triệt để|"
    r"đảng|nhà nước|trung ương|nghiêm chỉnh|mạnh mẽ|phù hợp|bước đầu|sớm|ngay|"
    r"đối với|cho|thực hiện|triển khai|từng bước|tích cực|chủ động|cụ thể|khẩn trương|\d+[a-zđ]?|[a-zđ])[\s,;]*)*"
)
_KINDS = "|".join(kind.name for kind in document_types())
_OPINION = r"(?:(?:ý kiến|chỉ đạo|kết luận|yêu cầu|đề nghị|hướng dẫn|nội dung)(?:\s[^.;:]{0,140}?)?\s(?:tại|theo)\s+(?:các\s+)?)?"
_PATH = re.compile(rf"\s*{_ADVERBS}{_OPINION}(?:(?:{_KINDS})\s*:)?[(:“\"]?\s*(?:số\s*)?", re.IGNORECASE)
_CHANGED_AT = re.compile(
    rf"\s+(?!.*(?:theo|căn cứ|chỉ đạo|ý kiến|yêu cầu|đề nghị|giao|thực hiện)\s)[^.;]{{2,240}}?\s(?:tại|trong)\s+{_ADVERBS}\s*",
    re.IGNORECASE,
)
"""What is changed in a document: "điều chỉnh kế hoạch vốn tại Nghị quyết A", "thay thế cụm từ ... tại Điều 8 Luật B"."""
_GENERIC = re.compile(
    r"\s*[^;.:]{0,40}?(?:các|những|\d+)\s[^;.:]{0,90}?(?:nghị quyết|kết luận|chỉ thị|văn bản|quy định|hướng dẫn|"
    r"chủ trương|nhiệm vụ|cơ chế|chính sách|chương trình|kế hoạch|đề án)"
    r"[^;.:]{0,260}[(,:]?\s*(?:như\s*:?\s*|là\s*:?\s*|gồm\s*:?\s*|và\s+|nhất là\s+|tại\s+|của\s+)?",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:không|chưa|dừng|chưa được|thôi|ngừng|tạm dừng|không được)\s+(?:(?:phải|còn|thể|tiếp tục|"
    r"kịp thời|nghiêm túc|triển khai|tổ chức)\s+)*$",
    re.IGNORECASE,
)
_INHERITED = re.compile(
    r"(?:kế thừa|phát huy|ghi nhận|biểu dương|đánh giá cao|hoan nghênh)(?:\s*(?:và|,)\s*(?:kế thừa|phát huy|biểu dương|đánh giá cao))?"
    r"\s+(?:các\s+|những\s+)?$",
    re.IGNORECASE,
)
"""Results that are built on or praised are not reviewed."""
_FUTURE = re.compile(
    r"(?<![^\W\d_])(?:nghiên cứu|đề xuất|kiến nghị|tham mưu|dự kiến|sẽ|xem xét|chuẩn bị|xây dựng|dự thảo|rà soát|đề nghị|"
    r"(?<!công )(?<!chương )(?<!tờ )(?<!quá )(?<!quy )(?<!lộ )trình|sắp)(?![^\W\d_])[^.;]{0,90}$",
    re.IGNORECASE,
)
_INSPECTED = re.compile(
    rf"(?:cuộc|đoàn)\s+(?:kiểm tra|giám sát|thanh tra)\s[^;]{{0,500}}?{_W}(?:việc|về)\s+(?:(?:lãnh đạo|chỉ đạo|tổ chức|triển khai)[\s,]+)*$",
    re.IGNORECASE,
)
"""How others carry something out is looked into: "01 cuộc kiểm tra đối với 05 tổ chức đảng ... việc thực hiện Nghị quyết A"."""
_REACH = 320
_CHANGES: frozenset[RelationType] = frozenset({"amends", "replaces", "repeals", "details", "corrects", "issued_with"})
_PARTS: frozenset[RelationType] = frozenset({"amends", "replaces", "repeals", "corrects"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that governs the document after it. `reversed_`: that document is the one that acts ("được sửa đổi bởi")."""

    start: int
    end: int
    type: RelationType
    rule: str
    confidence: float
    reversed_: bool
    planned: bool
    generic: bool


def last_trigger(text: str, start: int, end: int, told: int = 0) -> Trigger | None:
    """The trigger in `text[start:end]` that governs what begins at `end`; None where none does or where it is denied.

    Up to `told` stands the title of another document: what it speaks of plans nothing that is said behind it.
    """
    for match in reversed(list(_TRIGGER.finditer(text, start, end))):
        number = int((match.lastgroup or "t0")[1:])
        type_, rule, _, confidence = _RULES[number]
        path = text[match.end() : end]
        generic = False
        if _PATH.fullmatch(path) is None:
            generic = len(path) < _REACH and _GENERIC.fullmatch(path) is not None
            if not generic and type_ in _PARTS and _CHANGED_AT.fullmatch(path):
                type_, rule = ("amends", "changed_at") if type_ == "replaces" else (type_, rule)
            elif not generic:
                return None if _strong(type_) and len(path) < 60 else _earlier(text, start, match.start(), end)
        if _denied(text, start, match.start()) or (rule == "results" and _INHERITED.search(text, start, match.start())):
            return None
        if type_ == "implements" and _INSPECTED.search(re.split(r"[.;]\s", text[max(0, match.start() - 600) : match.start()])[-1]):
            type_, rule = "reviews", "inspects"
        since = max(start, match.start() - 120, told if told <= match.start() else 0)
        planned = type_ in _CHANGES and _FUTURE.search(text, since, match.start()) is not None
        return Trigger(match.start(), match.end(), type_, rule, confidence, rule.endswith("_by"), planned, generic)
    return None


def _strong(type_: RelationType) -> bool:
    return type_ in _CHANGES


def _earlier(text: str, start: int, before: int, end: int) -> Trigger | None:
    """An earlier trigger whose object may be a group of documents that the later words only describe."""
    for match in reversed(list(_TRIGGER.finditer(text, start, before))):
        if (
            len(text[match.end() : end]) >= _REACH
            or _GENERIC.fullmatch(text, match.end(), end) is None
            or _denied(text, start, match.start())
        ):
            continue
        type_, rule, _, confidence = _RULES[int((match.lastgroup or "t0")[1:])]
        if type_ in ("implements", "continues", "reviews", "based_on"):
            return Trigger(match.start(), match.end(), type_, rule, confidence - 0.1, False, False, True)
    return None


def _denied(text: str, start: int, position: int) -> bool:
    return _NEGATED.search(text, max(start, position - 40), position) is not None


def group_trigger(text: str, start: int, end: int) -> Trigger | None:
    """The trigger that governs a group of documents named in `text[start:end]` without numbers ("triển khai các kết luận của Trung ương")."""
    found = last_trigger(text, start, end) or _earlier(text, start, end, end)
    return found if found is not None and found.generic else None

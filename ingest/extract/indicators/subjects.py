"""What the figures of a clause are about: its subject, the time they are of, the unit they are in."""

from __future__ import annotations

import re

_TIME = (
    r"(?:tính chung |tổng (?=\d)|tính đến |ước |lũy kế |luỹ kế |cộng dồn |trong |cả |đến |hết |so với |của )*"
    r"(?:(?:\d{1,2}|hai|ba|sáu|chín|mười|mười một) tháng(?: đầu| cuối)?(?: năm)?(?: \d{4})?|"
    r"(?:hết )?tháng \d{1,2}(?:\s?[/]\s?\d{4}| năm \d{4})?"
    r"|quý (?:I{1,3}|IV|[1-4])(?:\s?/\s?\d{4}| năm \d{4})?|năm \d{4}|(?:hết |đến |"
    r"tính đến )?(?:hết )?ngày \d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}/\d{1,2}/\d{4}"
    r"|giai đoạn \d{4}\s?[-–]\s?\d{4}|\d{1,2}/\d{4}|cả năm(?: \d{4})?|đầu năm|năm nay)"
)
TIME = re.compile(rf"(?i)(?<!\w){_TIME}(?!\w)")
_LEADING = re.compile(
    r"(?i)^(?:[-–+•*]\s*|\(?\d{1,2}[.)]\s*|\(\d{1,2}\)\s*|(?:trong đó|cụ thể|như sau|tính chung|phấn đấu(?: đạt)?|bên cạnh đó|ngoài ra|"
    r"đồng thời|riêng|kết quả|theo đó|với|và|còn|nhất là"
    r"|đặc biệt(?: là)?|nổi bật(?: là)?|đến nay|hiện nay|thành phố|toàn thành phố|toàn tỉnh|cả tỉnh|trên địa bàn)(?=[\s,:])[,:]?\s*)+"
)
_TRAILING = re.compile(
    r"(?i)(?:[\s,;:(–-]|(?<!\w)(?:ước tính|ước|dự kiến|đã|được|là|trong|đến|của|và|tiếp tục|hiện|cả|tính|thực hiện|có|với|"
    r"lũy kế|luỹ kế|toàn thành phố|thành phố|tỉnh|khá thấp|khá cao|rất thấp|thấp|cao|tổ chức)(?!\w))+$"
)
_NOUNS = re.compile(
    r"(?i)(?<!\w)(?:chỉ số|tổng|thu|chi|kim ngạch|sản lượng|tốc độ|tỷ lệ|tỉ lệ|tỷ trọng|grdp|gdp|iip|cpi|doanh thu|vốn|"
    r"giải ngân|khách|lượt|số lượng|số|giá trị|diện tích|"
    r"năng suất|thu hút|xuất khẩu|nhập khẩu|dư nợ|huy động|doanh nghiệp|lao động|hộ|thu nhập|mức|tăng trưởng|ngành|đầu tư|"
    r"nhà ở|hồ sơ|đảng viên|bán lẻ|vận tải|hàng hóa|"
    r"dịch vụ|nông nghiệp|công nghiệp|xây dựng|khai khoáng|chế biến|du lịch|học sinh|bảo hiểm|tai nạn|vụ|đơn|kế hoạch|"
    r"dự toán|cơ cấu|độ che phủ|nước sạch|chất thải|"
    r"thuế|nội địa|fdi|đàn|trồng|nuôi|sản xuất|tiêu thụ|điện|hợp tác xã|trường|y tế|dân số|chuyển đổi số|nợ)(?!\w)"
)
_DOERS = re.compile(
    r"(?i)^(?:các (?!ngành|khoản)|ban |sở |ubnd|ủy ban|hội |đoàn |lực lượng|công an|quân |so với|dự toán|kế hoạch (?!thu)|"
    r"tổ chức|đã |hỗ trợ|tiếp nhận)"
)
_COMMA = re.compile(r"(?<!\d),\s*|,\s+")
_MAX_WORDS = 22


def subject_of(text: str) -> tuple[str | None, str | None]:
    """(subject, time) of the words before a figure; the subject is None where they name nothing that is measured."""
    times = [match.group().strip() for match in TIME.finditer(text)]
    time = _clean_time(times[-1]) if times else None
    parts = _COMMA.split(text.rpartition(": ")[2])
    for first in range(len(parts)):
        name = bare_words(", ".join(parts[first:]))
        opens = _NOUNS.match(name) is not None
        if (
            name
            and len(name.split()) <= _MAX_WORDS
            and _NOUNS.search(name)
            and (opens or first == len(parts) - 1)
            and not _DOERS.match(name)
        ):
            return name[0].upper() + name[1:], time
    return None, time


def bare_words(text: str) -> str:
    """The words before a figure without times, connecting words and marks; empty where nothing else stands."""
    bare = _LEADING.sub("", " ".join(TIME.sub(" ", text.replace("*", "").rpartition(": ")[2]).split()))
    while (shorter := _TRAILING.sub("", bare)) != bare:
        bare = shorter
    return bare.strip(" ,;:.-–")


def _clean_time(text: str) -> str:
    return re.sub(r"(?i)^(?:tính chung|ước|trong|cả|của|so với|lũy kế|luỹ kế|cộng dồn|hết|đến|tính đến)\s+(?=\S)", "", text).strip()

"""Where a project's name begins and ends in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_L = r"\w"
_UP = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_SITES = (
    "KCN|CCN|KĐT|Khu công nghiệp|Cụm công nghiệp|Khu Thương mại tự do|Khu thương mại tự do|Khu đô thị(?: mới)?|Khu du lịch|"
    "Khu nhà ở(?: xã hội)?|Nhà máy|Trung tâm thương mại|Tổ hợp|Công viên|Bến cảng|Nhà ga|Sân bay|Nút giao|Hầm|Khu liên hợp|"
    "Khu tái định cư|Thủy điện|Cảng hàng không|Cảng cạn|Cảng biển"
)
_WORKS = (
    "[Bb]ệnh viện|[Tt]rường|[Tt]rung tâm|[Tt]rụ sở|[Cc]ảng|[Ss]ân bay|[Bb]ảo tàng|[Qq]uảng trường|[Ss]ân vận động|[Kk]hách sạn|"
    "[Cc]hợ|[Tt]rạm|[Nn]hà (?:máy|văn hóa|hát|thi đấu|lưu trú|làm việc)|[Tt]hủy điện|[Đđ]iện gió|[Đđ]ường(?! (?:sắt|vành đai))|"
    "[Kk]hu (?:hành chính|trung tâm|lưu niệm|nghỉ dưỡng|dân cư|liên cơ quan)|[Qq]uốc lộ|[Đđ]ại lộ|[Kk]è|[Đđ]ê|[Hh]ồ(?! chứa)|"
    "[Đđ]ập|[Kk]ênh|[Ââ]u thuyền|[Tt]ượng đài"
)
_WAYS = (
    "[Tt]uyến (?:đường(?: sắt| bộ)?(?: cao tốc| đô thị| tỉnh| ven biển| vành đai)?|metro|cao tốc|kè|đê|kết nối(?: giao thông)?)|"
    "[Cc]ao tốc|[Đđ]ường sắt|[Đđ]ường vành đai|(?<![Yy]êu )(?<!nhu )(?<!toàn )[Cc]ầu|[Hh]ồ chứa(?: nước)?|"
    "[Tt]rục (?:kết nối|đường|giao thông)"
)
_HEADS = re.compile(
    rf"(?<!{_L})(?:(?P<project>(?:[Tt]iểu )?[Dd]ự án(?: thành phần(?:\s+\d+\s*[:,–-]?(?=\s))?)?|DỰ ÁN)(?=\s)"
    rf"|(?P<site>{_SITES})(?=\s)|(?P<work>{_WORKS})(?=\s)|(?P<way>{_WAYS})(?=\s))"
)
_BUILT = re.compile(
    r"(?i)(?<!\w)(?:khởi công|khánh thành|động thổ|thông xe(?: kỹ thuật)?|thi công|(?:đầu tư )?xây dựng|nâng cấp|cải tạo|mở rộng|"
    r"hợp long|tôn tạo)(?:,? (?:xây dựng|mới|công trình|hạng mục|nâng cấp|cải tạo|mở rộng|và|các|\d+))*:?\s*[“\"]?$"
)
"""Words before a building that is then a project of its own, though nothing calls it one."""
_STOPS = re.compile(
    rf"(?<!{_L})(?:có(?! tính)|\((?:vốn|tổng|quy mô|diện tích|giá trị|kinh phí)|với|tổng (?:số|mức|vốn|diện)|"
    rf"diện tích|quy mô|công suất|(?<!tự )do|được|đã|đang|sẽ|theo|để|nhằm|là|"
    rf"bảo đảm|đảm bảo|đạt|vào|trong (?:năm|tháng|quý|giai)|"
    rf"đúng|trước|sau khi|từ (?:năm|tháng|quý|ngày)|chậm|còn|chưa|(?<!hàng )không|cần|phải|khi|nếu|như|hiện|gồm|bao gồm|"
    rf"thuộc diện|thuộc thẩm quyền|nêu trên|này|trên cơ sở|"
    rf"(?<!án )(?<!và )(?<!, )giải phóng mặt bằng|"
    rf"phục vụ|chào mừng|hoàn thành|khởi công|triển khai|vượt|giải ngân|và (?:các|những|một số|đẩy|tiếp|hoàn|tập|triển|báo|"
    rf"giải|thực|KCN|CCN|Khu công nghiệp|Cụm công nghiệp|[Dd]ự án|Nhà máy|[Tt]uyến)|của (?:thành phố|tỉnh)(?! {_UP})|"
    rf"cùng|nhất là|đặc biệt|cho(?! phát triển)|phát huy|thu hút|làm|mà|nhưng|tạo|góp phần|tiến độ|giai đoạn \d{{4}}|hơn|gần|khoảng)(?!{_L})"
)
_WAY_ONLY = re.compile(rf"^(?:từ |nối |kết nối |nối từ )|^{_UP}|^(?:ven biển|vành đai|liên|trục)")
_LINKS = re.compile(rf"(?<!{_L})(?:kết nối|nối|liên thông)(?!{_L})")
_END_OF_WAY = re.compile(
    rf"\s+(?:{_UP}|(?:các |khu vực )?(?:thị trấn|thị xã|thành phố|tỉnh|xã|phường|huyện|sân bay|cảng|đường|quốc lộ|cao tốc|khu|trung tâm|cầu|"
    rf"nút giao|tuyến|vành đai|đại lộ|cửa khẩu|trục|hành lang|ga) )"
)
_ENDS = ";:.…|\n"
_ENUMERATED = re.compile(r"(?:\(\d{1,2}\)|\(\w\)|(?<!\w)\d{1,2}[.)])\s*$")
_PROPER = re.compile(rf"(?<!{_L}){_UP}[\w.]*|\b\d+[A-Z]?\b")
_QUANTITY = re.compile(r"(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Nn]hiều|[Mm]ỗi|[Tt]ừng|\d+|[Hh]ai|[Bb]a|toàn bộ)\s*$")
_BRACKET = re.compile(r"\((?!(?:vốn|tổng|quy mô|diện tích|giá trị|kinh phí)(?!\w))[^)]*\)")
_TRAILING = re.compile(
    rf"(?:[\s,;–-]|(?<!{_L})(?:và|tại|của|thuộc|ở|trên|các|đoạn|trong|địa bàn|thành phố|tỉnh|nối|kết nối|đến|từ|số|"
    rf"khu)(?!{_L}))+$"
)
_SITE_NAME = rf"{_UP}\w*(?:\s+(?:{_UP}\w*|\d+))*(?:\s+[-–]\s+{_UP}\w*(?:\s+(?:{_UP}\w*|\d+))*)*(?:\s*\([^)]*\))?"
_LISTED_SITES = re.compile(
    rf"[Cc]ác (?P<kind>CCN|KCN|KĐT|[Cc]ụm công nghiệp|[Kk]hu công nghiệp|[Kk]hu đô thị|"
    rf"[Nn]hà máy)(?: [^:;.]{{0,60}}:)?\s*(?P<names>{_SITE_NAME}(?:\s*(?:[;,]|và)\s*{_SITE_NAME})+)"
)
_LIST_MARKS = re.compile(r"(\s*[;,]\s*|\s+và\s+)")
_NOT_NAMED = re.compile(
    r"(?:trong|tại|trên|của|thuộc|ở|này|khác|mới|lớn|đó|trọng điểm|đầu tư công|bất động sản|sử dụng|ngoài ngân sách|tồn đọng|"
    r"chuyển tiếp|khởi công mới|đang|[Ll]uật|[Bb]ộ luật|[Pp]háp lệnh)(?!\w)"
)
_DESCRIBED = {"Nhà máy", "Nhà ga", "Khu nhà ở", "Khu du lịch"}
"""Sites whose kind goes on in small letters ("Nhà máy xử lý rác thải ...")."""
_LONGEST = 260


@dataclass(frozen=True, slots=True)
class NamedProject:
    start: int
    end: int
    name: str
    investing: bool
    """It is called a project ("Dự án ..."); a site or a way alone is one only where the sentence is about building it."""


def named_projects(text: str) -> Iterator[NamedProject]:
    """The projects named in `text`, in order; offsets into `text`."""
    yield from _listed_sites(text)
    position = last = 0
    while (match := _HEADS.search(text, position)) is not None:
        goes_on = last > 0 and _LIST_MARKS.fullmatch(text[last : match.start()]) is not None
        found = _name_at(text, match) if not match.group("work") or goes_on or _built(text, match) else None
        if found is None:
            position = match.end()
            continue
        yield found
        position = last = found.end


def _built(text: str, head: re.Match[str]) -> bool:
    """Whether the words before a building say that it is built, opened or widened."""
    return _BUILT.search(text[max(0, head.start() - 60) : head.start()]) is not None


def _listed_sites(text: str) -> Iterator[NamedProject]:
    """Sites whose kind is named once for all ("các CCN theo quy hoạch: Quyết Tiến; Nam Am"): each with its kind before it."""
    for match in _LISTED_SITES.finditer(text):
        position = match.start("names")
        for part in _LIST_MARKS.split(match.group("names")):
            if part.strip() and not _LIST_MARKS.fullmatch(part):
                start = position + len(part) - len(part.lstrip())
                yield NamedProject(start, position + len(part.rstrip()), f"{match.group('kind')} {part.strip()}", False)
            position += len(part)


def _name_at(text: str, head: re.Match[str]) -> NamedProject | None:
    project = head.group("project") is not None
    if project and _QUANTITY.search(text[max(0, head.start() - 14) : head.start()]):
        return None
    inner = _HEADS.match(text, head.end() + 1) if project else None
    if inner is not None and inner.group("project") is not None:
        return None
    end = _end(text, head)
    name = text[head.start() : end]
    rest = text[head.end() : end].strip()
    if not rest or not _PROPER.search(rest) or _NOT_NAMED.match(rest) or (rest.isupper() and _NOT_NAMED.match(rest.lower())):
        return None
    if head.group("way") and not _WAY_ONLY.match(rest) and not head.group("way").lower().startswith("trục"):
        return None
    if "sắt" in (head.group("way") or "") and not re.search(r"[-–]|từ|nối|đến", rest):
        return None
    if head.group("site") and not rest[0].isupper() and head.group("site") not in _DESCRIBED:
        return None
    return NamedProject(head.start(), end, name, project)


def _end(text: str, head: re.Match[str]) -> int:
    """Where the name ends: at a stop word, at punctuation outside brackets, or with the item that it alone fills."""
    limit = min(len(text), head.start() + _LONGEST)
    listed = _ENUMERATED.search(text[max(0, head.start() - 8) : head.start()]) is not None
    depth, index = 0, head.end()
    stop = _next_stop(text, head, limit)
    while index < limit:
        char = text[index]
        if not depth and index == stop and not listed:
            break
        if char in "([":
            depth += 1
        elif char in ")]":
            if not depth:
                break
            depth -= 1
        elif not depth and (_closes(text, index, listed) or (index >= stop and not listed)):
            break
        index += 1
    if depth:
        index = text.rfind("(", head.end(), index)
    name = text[head.start() : index]
    return head.start() + len(_TRAILING.sub("", name))


def _closes(text: str, index: int, listed: bool) -> bool:
    """Whether a mark ends the name."""
    mark = text[index]
    return (mark in _ENDS or (mark == "," and not _listed_comma(text, index, listed))) and not _inside_number(text, index)


def _next_stop(text: str, head: re.Match[str], limit: int) -> int:
    depth_free = _BRACKET.sub(lambda m: "_" * len(m.group()), text[head.start() : limit])
    for match in _STOPS.finditer(depth_free, head.end() - head.start()):
        if match.group() != "với" or not _joins(depth_free[: match.start()], depth_free[match.end() :]):
            return head.start() + match.start()
    return limit


def _joins(before: str, after: str) -> bool:
    """Whether "với" ties two ends of a way ("nối quốc lộ 7 với đường ven biển"), not a sum or a purpose to its name."""
    return _LINKS.search(before) is not None and _END_OF_WAY.match(after) is not None


def _listed_comma(text: str, index: int, listed: bool) -> bool:
    """Whether a comma stands inside a name: in an item that is all name, before a small word, or before a place's kind."""
    rest = text[index + 1 : index + 40].lstrip()
    if _LINKS.search(text[max(0, index - 60) : index]) and re.match(r"[^,;:.()]{3,60}? với ", text[index + 1 : index + 80]):
        return True
    if re.match(r"(?:phường|xã|huyện|quận|thị xã|thành phố|tỉnh|đoạn|đặc khu) ", rest):
        return True
    return listed and bool(re.match(rf"(?!{_UP})\w", rest))


def _inside_number(text: str, index: int) -> bool:
    """Whether a mark stands between letters or figures without a blank ("I.14", "1,5")."""
    return text[index] in ".,:" and text[index - 1 : index].isalnum() and text[index + 1 : index + 2].isalnum()

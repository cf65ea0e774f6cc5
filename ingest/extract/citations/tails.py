"""What follows a document's number or name: its date, its issuer, its title, each cut where the clause ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.codes import document_types, type_codes
from vietnamese.dates import PrintedDate, match_date

_LINK = re.compile(r"\s*(?:,\s*)?(?:được\s+)?(?:(?:ban hành|ký|thông qua|đã ký)\s+)?(?:vào\s+|cùng\s+)?", re.IGNORECASE)
_PAREN = re.compile(r"\s*\(\s*")
_CLOSE = re.compile(r"\s*\)")
_OF = re.compile(r"\s*,?\s*(?:do|của)\s+(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà)\s+)?", re.IGNORECASE)
_SESSION = re.compile(
    r"\s*,?\s*(?:(?:tại|của)\s+)?Hội nghị\s+(?:lần thứ\s+\S+|Trung ương\s+\d+),?\s+(?:của\s+)?(?=Ban\s+Chấp\s+hành)", re.IGNORECASE
)
"""A session of a committee, which issued what it resolved: "Hội nghị lần thứ sáu Ban Chấp hành Trung ương"."""
_WORD = re.compile(r"\s*([^\s,;:()“”\"…]+)")
_MARK = re.compile(r"\s*(?:[¹²³⁰⁴-⁹]+|\[\d{1,3}\]|\(\d{1,3}\)(?=\s*[,.;]))")

_HEADS = (
    "Ban|Bộ|Sở|Ủy ban|Uỷ ban|Hội đồng|Chính phủ|Thủ tướng|Phó Thủ tướng|Quốc hội|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Đảng "
    "ủy|Đảng bộ|Đảng đoàn|"
    "Văn phòng|Thường trực|Thường vụ|Tổng cục|Cục|Vụ|Chủ tịch|Phó Chủ tịch|Trung ương|Tòa án|Toà án|Viện|Thanh tra|Kiểm "
    "toán|Công an|UBND|HĐND|"
    "Tổng|Mặt trận|Hội|Liên đoàn|Liên hiệp|Liên minh|Đoàn|Ngân hàng|Bảo hiểm|Tập đoàn|Trường|Học viện|Đại hội|Hội nghị|"
    "Bí thư|Giám đốc|"
    "Bộ trưởng|Thứ trưởng|Chánh|Trưởng|Quân khu|Bộ Tư lệnh|Bộ Chỉ huy|liên|Nhà nước|BTV|BCH|MTTQ|Kho bạc|Chi cục|Chi bộ|Tổ"
)
_HEAD = re.compile(rf"(?:{_HEADS})(?![^\W\d_])|(?:{_HEADS})(?= )", re.IGNORECASE)
# Small words that names of bodies hold anywhere; any other may only be the second syllable of a word: "Chính phủ", "Xây dựng".
_NAME_WORDS = (
    "nhân dân thành phố tỉnh xã phường huyện quận thị trấn đặc khu khóa khoá nhiệm kỳ lần thứ tối cao quốc gia vận tải "
    "nông thôn thành ủy tỉnh "
    "trung ương đồng bộ trưởng các cấp cơ quan trực thuộc kinh tế công nghiệp đảng nhà nước cán sự"
)
# First syllables of what follows a body's name in a sentence.
_NEXT_WORDS = (
    "về việc thực triển ban ngày tháng năm số này nêu trên được đã đang sẽ là có để nhằm tại trong theo cho với gắn "
    "hoặc thì mà do khi sau trước "
    "quy hướng sửa bổ phê duyệt công thông giao yêu góp chủ phối chịu đề xem tổ chức kiểm tham tiếp tăng đẩy xây báo "
    "cần phải như cũng vẫn còn từ "
    "ra gửi trình hợp hiện vừa mới cùng đến nên nói luôn chỉ đạo lãnh quyết nghị kết luận tập khẩn nghiên rà tuyên phân "
    "cụ bảo đảm làm kịp "
    "giai thay bãi mời đính hỗ không chưa"
)
_COMPOUNDS = (
    "ủy ban,uỷ ban,hội nghị,đại hội,giao thông,quốc tế,bộ chính,chính trị,nội chính,bí thư,chấp hành,kiểm tra,chỉ đạo,"
    "tổ chức,điều hành,nhân dân,chủ tịch,giám đốc,"
    "mặt trận,công tác,tổng hợp,chỉ huy,thi hành,phát triển,truyền thông,quản lý,dự án,đổi số,chuyển đổi,hợp tác,"
    "thường trực,thường vụ,tham mưu,nghiên cứu,thông tin"
)
_INSIDE = frozenset(_NAME_WORDS.split())
_STOPS = frozenset(_NEXT_WORDS.split())
_PAIRS = frozenset(tuple(pair.split()) for pair in _COMPOUNDS.split(","))
_ROMAN = re.compile(r"[IVXLC]+")
_GLUED_MARK = re.compile(r"(?<=[a-zà-ỹ])\d{1,2}$")
_FURTHER = re.compile(
    r"(?:(?<=Bộ Chính trị)|(?<=Ban Bí thư)|(?<=Quốc hội)|(?<=Chính phủ)),\s+(?=(?:Ban Bí thư|Bộ Chính trị|Chính phủ|Thủ tướng Chính phủ)"
    r"(?![^\W\d_]))|,\s+(?=(?:Thể thao và|"
    r"Thương binh và)(?![^\W\d_]))"
)
_JOINERS = frozenset({"và", "-", "–", "&"})
_NUMBERED_KINDS = "|".join(kind.name for kind in document_types())
_CODES = "|".join(type_codes())
_KINDS = re.compile(rf"(?:{_NUMBERED_KINDS}|các|số)(?![^\W\d_])|(?-i:{_CODES})(?=\s+(?:số\s*)?\d)", re.IGNORECASE)

_ABOUT = re.compile(r"\s*,?\s*(?:\(\s*(?:tạm thời|sửa đổi)\s*\)\s*)?(?P<lead>về(?: việc)?|v/v)\s+", re.IGNORECASE)
_QUOTED = re.compile(r"\s*,?\s*(?:về\s+(?:việc\s+)?)?[“\"](?P<title>[^”\"]{3,400})[”\"]")
_ACTS = re.compile(
    r"\s*(?P<title>(?:thực hiện|triển khai|quy định|ban hành|sửa đổi|phê duyệt|hướng dẫn|công bố|thành lập|phân công|"
    r"phân cấp|kiểm tra|tổ chức|"
    r"xây dựng|cụ thể hóa|cụ thể hoá|bãi bỏ|thay thế|điều chỉnh|tiếp tục|tăng cường|đẩy mạnh|sơ kết|tổng kết|thông qua|"
    r"đính chính|mời|kiện toàn|"
    r"quyết định|hỗ trợ|bổ sung|đề nghị|báo cáo|chi tiết)(?![^\W\d_]))",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\s*\((?:khóa|khoá|nhiệm kỳ|lần thứ)[^()]{1,30}\)|\s*,\s*nhiệm kỳ\s+\d{4}\s*-\s*\d{4}(?=\s+(?:về|ngày)\s)", re.IGNORECASE
)
_NEXT_DOCUMENT = re.compile(
    r"\s(?=và\s+(?:Nghị quyết|Nghị định|Quyết định|Quy định|Quy chế|Chỉ thị|Kết luận|Thông tư|Thông báo|Hướng dẫn|"
    r"Kế hoạch|Chương trình|Đề án|Luật|Bộ luật|Công văn|Báo cáo)\s)"
)
_NEXT_NUMBERED = re.compile(rf"\s(?=(?:và|hoặc|cùng)\s+(?:{_NUMBERED_KINDS})\s+số\s+\d)")
_CLAUSE_END = re.compile(
    r";|\.(?=\s|$)|…|\./\."
    r"|\s\((?=(?:sau đây|dưới đây|gọi (?:tắt|chung|là)|viết tắt|gửi kèm|kèm theo|có \w+ kèm|thay thế|sửa đổi|"
    rf"(?:{_NUMBERED_KINDS})\s+số)(?![^\W\d_]))"
    rf"|,\s+(?=(?:{_NUMBERED_KINDS})\s+(?:số\s+)?\d)"
    r"|,\s+(?=(?:báo cáo|trình|xin ý kiến)\s(?:Chính phủ|Thủ tướng|Quốc hội|UBND|HĐND|Ủy ban|Hội đồng|Ban|Bộ|Tỉnh ủy|"
    r"Thành ủy|Thường trực|Chủ tịch|cấp|kết quả|trước)(?![^\W\d_]))"
    r"|\s(?=đã được\s)|\s(?=đạt\s(?:nhiều|được|kết quả)(?![^\W\d_]))"
    r"|,\s+(?=(?:kịp thời|góp phần|nhằm|trong đó|đồng thời|nhất là|khẩn trương|chủ động|phấn đấu|hoàn thành|trên cơ sở|"
    r"theo đó|qua đó|từ đó|"
    r"tạo (?:hiệu ứng|động lực|sự|điều kiện)|gắn với|gửi|đến nay|như sau|cụ thể|đặc biệt|đã|đang|sẽ|cần|phải|"
    r"(?:Ủy ban|Ban Thường vụ|Ban Chấp hành|Hội đồng|Sở|Bộ|UBND|HĐND|Thành ủy|Tỉnh ủy|Văn phòng|Phó Chủ tịch|Chủ tịch|"
    r"Thủ tướng|Chính phủ|"
    r"Thường trực|Giám đốc|Đảng ủy|các (?:cơ quan|sở|ban|cấp|đơn vị|địa phương)))(?![^\W\d_]))"
    r"|\s(?=(?:Thực hiện|Căn cứ|Triển khai)\s)"
    r"|\s(?=(?:chủ động|đề nghị|yêu cầu|có hiệu lực|hết hiệu lực|được (?:sửa|bổ|thay|bãi|ban hành kèm|Quốc hội|"
    r"Chính phủ))(?![^\W\d_]))"
    r"|\s(?=(?:đảm bảo|bảo đảm)\s(?:đúng|tiến độ|các|yêu cầu|chất lượng|kịp thời))"
    rf"|(?<!bổ sung)(?<!sửa đổi)(?<!thay thế)(?<!điều chỉnh),?\s(?=(?:(?:và|đồng thời)\s+)?(?:bãi bỏ|thay thế|hủy bỏ)\s+(?:toàn bộ\s+)?"
    rf"(?:các\s+)?(?:{_NUMBERED_KINDS})\s+số\s)"
)
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a name: `date` and `year` as printed, `issuer`, where this head of the mention ends, and its title.

    `adjacent` is where the date ends if it follows the number at once, else None. `title` spans `text[title_start:title_end]`; both are
    `head_end` where there is none. `opens` tells how the title begins: "về", a quotation mark, a verb.
    """

    date: PrintedDate | None
    adjacent: int | None
    issuer: tuple[int, int] | None
    head_end: int
    title_start: int
    title_end: int


def read_tail(text: str, end: int, limit: int, year: bool = True) -> Tail:
    """Read on from `text[end]` up to `limit` (the end of the sentence). `year`: a bare "năm 2017" may belong to this document."""
    position = _skip(_TERM, text, _skip(_MARK, text, end, limit), limit)
    date, position = _date(text, position, limit, year)
    adjacent = position if date else None
    issuer, position = _issuer(text, position, limit)
    if date is None and issuer is not None:
        date, position = _date(text, position, limit, year)
    title_start, title_end = _title(text, position, limit)
    return Tail(date, adjacent, issuer, position, title_start, title_end)


def _skip(pattern: re.Pattern[str], text: str, position: int, limit: int) -> int:
    match = pattern.match(text, position, limit)
    return match.end() if match else position


def _date(text: str, position: int, limit: int, year: bool) -> tuple[PrintedDate | None, int]:
    start = _skip(_LINK, text, position, limit)
    found = match_date(text, start)
    if found is None or found.end > limit:
        opened = _PAREN.match(text, position, limit)
        found = match_date(text, opened.end()) if opened else None
        closed = _CLOSE.match(text, found.end) if found else None
        return (found, closed.end()) if found and closed and found.precision == "day" else (None, position)
    bare = not text[start:].startswith(("ngày", "Ngày", "NGÀY"))
    if (
        found.precision == "month"
        or (found.precision == "year" and not year)
        or (found.precision == "day" and bare and start == position)
    ):
        return None, position
    return found, found.end


def _issuer(text: str, position: int, limit: int) -> tuple[tuple[int, int] | None, int]:
    of = _SESSION.match(text, position, limit) or _OF.match(text, position, limit)
    if of is None or _HEAD.match(text, of.end()) is None:
        return None, position
    end = name_end(text, of.end(), limit)
    end = _skip(_TERM, text, end, limit)
    return ((of.end(), end), end) if end > of.end() else (None, position)


def name_end(text: str, start: int, limit: int) -> int:
    """Where the name of a body that begins at `start` ends: at punctuation or at a small word that no such name holds."""
    capitals = text[start : start + 12].isupper()
    end = position = start
    joined = False
    previous = ""
    for _ in range(18):
        word = _WORD.match(text, position, limit)
        if word is None:
            comma = _next_body(text, end, limit)
            if comma is None:
                break
            position, joined = comma, False
            continue
        token = word.group(1)
        bare = token.rstrip(".").lower()
        if token in _JOINERS:
            joined, position = True, word.end()
            continue
        if joined and (_KINDS.match(text, word.start(1)) or (_ROMAN.fullmatch(previous) and token[0].islower())):
            break
        if end > start and not _belongs(token, bare, previous, capitals):
            break
        previous = token
        end = word.start(1) + len(_GLUED_MARK.sub("", token.rstrip(".")))
        position, joined = word.end(), False
        if token.endswith(".") and not token[:-1].isupper():
            break
    return end


def _belongs(token: str, bare: str, previous: str, capitals: bool) -> bool:
    if capitals:
        return bare not in _STOPS
    if _ROMAN.fullmatch(previous) and token[0].islower():
        return bare in ("nhiệm", "lần")
    if previous.lower() == "thứ" or token[0].isupper() or (token[0].isdigit() and len(token) < 3) or bare in _INSIDE:
        return True
    if (previous.lower(), bare) in _PAIRS:
        return True
    return previous[:1].isupper() and not (len(previous) > 1 and previous.isupper()) and bare not in _STOPS


def _next_body(text: str, end: int, limit: int) -> int | None:
    """After a comma: where the next body of "Bộ Chính trị, Ban Bí thư" begins; None where something else follows."""
    match = _FURTHER.match(text, end, limit)
    return match.end() if match else None


def _title(text: str, position: int, limit: int) -> tuple[int, int]:
    quoted = _QUOTED.match(text, position, limit)
    if quoted:
        return quoted.start("title"), quoted.end("title")
    opened = _ABOUT.match(text, position, limit)
    if opened:
        end = clause_end(text, opened.end(), min(limit, opened.end() + _LONGEST))
        further = _NEXT_DOCUMENT.search(text, opened.end(), end)
        return opened.end(), _trim(text, opened.end(), further.start()) if further else end
    acts = _ACTS.match(text, position, limit)
    if acts is None:
        return position, position
    end = clause_end(text, acts.start("title"), min(limit, acts.start("title") + _LONGEST))
    further = _NEXT_NUMBERED.search(text, acts.end(), end)
    return acts.start("title"), _trim(text, acts.start("title"), further.start()) if further else end


def clause_end(text: str, start: int, limit: int) -> int:
    """Where the clause that begins at `start` ends; brackets opened in it are closed in it."""
    depth = 0
    position = start
    stops = iter(_CLAUSE_END.finditer(text, start, limit))
    stop = next(stops, None)
    for bracket in re.finditer(r"[()]", text[start:limit]):
        at = start + bracket.start()
        while stop is not None and stop.start() < at:
            if depth == 0:
                return _trim(text, start, stop.start())
            stop = next(stops, None)
        if bracket.group() == "(":
            depth += 1
        elif depth == 0:
            return _trim(text, start, at)
        else:
            depth -= 1
        position = at
    while stop is not None and (stop.start() < position or depth > 0):
        stop = next(stops, None)
    return _trim(text, start, stop.start() if stop else limit)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,.:;/":
        end -= 1
    return end

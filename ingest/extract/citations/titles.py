"""Where the title of an unnumbered document ends: at a clause's end, unless the words that date it still follow."""

from __future__ import annotations

import re

from ingest.extract.citations.units import Unit

_END = re.compile(
    r"[;:.()!?“\"]|\s-\s(?=[A-ZĐ])|,\s+(?!(?:tầm nhìn|nhiệm kỳ|giai đoạn|định hướng|huyện|thành phố|tỉnh|đặc khu|"
    r"giám sát|công nghệ|bồi dưỡng|bảo vệ|an toàn|chống)(?![^\W\d_]))"
    r"|\s(?=(?:theo|tại|trong|được|đã|đang|sẽ|để|nhằm|gắn với|(?<!nơi )có|còn|bảo đảm|đảm bảo|góp phần|ban hành kèm|khẩn trương|"
    r"trình|phải|cần|là|(?<!tự )(?<!lý )do|vào|ngay|sau|trước|đến khi|gửi|nhất là|như sau|với (?:các|những) nội dung)"
    r"(?![^\W\d_]))|\s(?=(?:và|hoặc)\s+(?:[A-ZĐ]|các|những|tổ chức|việc|triển khai|thực hiện|bãi bỏ|thay thế))"
)
_NAMES_JOINED = re.compile(r"(?<![\w])[A-ZĐ][^\W\d_]+\s-\s(?=[A-ZĐ])")
"""A dash between two names belongs to the title: "Khu kinh tế Đình Cao - Bến Lội"."""
_DATED = re.compile(
    r"(?:,|\s(?:để|trong|và))\s+(?!(?:hoàn thành|phấn đấu|tập trung|bảo đảm|đảm bảo|trình|báo cáo|ban hành|trước|xong|kịp)(?![^\W\d_]))"
    r"[^;:.()“”\"]{0,150}?\s(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+\d{4}(?:\s*-\s*\d{4})?"
    r"|,\s+(?!(?:hoàn thành|phấn đấu|tập trung|bảo đảm|đảm bảo|trình|báo cáo|ban hành|trước|xong|kịp|thực hiện|triển khai)(?![^\W\d_]))"
    r"[^;:.()“”\"]{0,90}?(?<!trong)(?<!hết)(?<!trước)(?<!quý)(?<!từ)\s(?:năm|đến năm)\s+\d{4}(?!\s*,?\s*(?:tăng|giảm|đạt))"
)
_MAIN_VERB = re.compile(r"(?<!\w)(?:đã|được|đang|sẽ|là|chưa|không|cần|phải|yêu cầu|đề nghị|giao)(?!\w)")
_ENUMERATED = r"(?:\(\s*(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\s*\)|[-+])"
_ITEM = re.compile(rf"(?:[;:]|{_ENUMERATED})\s*(?:{_ENUMERATED}\s*)?(?:và\s+)?$")
_ISSUED = re.compile(r"ban hành\s+$", re.IGNORECASE)
_ITEM_END = re.compile(
    r";|…|\s\(|\s-\s(?=[A-ZĐ])|,?\s(?:và|để|nhằm)\s(?=(?:bãi bỏ|thay thế|tổ chức thực hiện|chỉ đạo|báo cáo|trình)\s)"
)
_OPENS_UNIT = re.compile(rf"\W*(?:{_ENUMERATED}\s*)?")


def title_end(text: str, start: int, limit: int, following: int) -> int:
    """The end of the title that begins at `start`; `following` is where the next kind of documents is named."""
    position = start
    while True:
        stop = _END.search(text, position, limit)
        if stop is None:
            return limit
        if not (stop.group().startswith(" -") and _NAMES_JOINED.search(text, max(start, stop.start() - 24), stop.end() + 1)):
            break
        position = stop.end()
    dated = _DATED.match(text, stop.start(), min(limit, following))
    return dated.end() if dated is not None and _MAIN_VERB.search(dated.group()) is None else stop.start()


def item_end(unit: Unit, start: int, end: int, limit: int, enacted: bool) -> int | None:
    """Where the item of a list ends that begins with the name of a kind at `text[start:end]`; None where it is no such item.

    "nổi bật là: Kế hoạch tổ chức ...; Kết luận về ...;", "(2) Nghị quyết về mức chi ...", "ban hành Quy định tiếp nhận đơn": the whole
    item is the title. `enacted`: a kind of which "ban hành" alone is enough.
    """
    text = unit.text
    listed = _ITEM.search(text, max(0, start - 12), start) is not None
    opens = _OPENS_UNIT.fullmatch(text, 0, start) is not None
    issued = enacted and _ISSUED.search(text, max(0, start - 12), start) is not None
    stop = _ITEM_END.search(text, end, limit)
    finish = stop.start() if stop is not None else limit
    closed = stop is not None and stop.group() == ";"
    if unit.row is not None or not (listed or issued or (opens and (closed or unit.kind == "footnote"))):
        return None
    while finish > end and text[finish - 1] in " ,.:…":
        finish -= 1
    return finish if finish > end and _MAIN_VERB.search(text, end, finish) is None else None

"""Documents cited by name: statutes, resolutions of a congress, plans that carry out another document, titles of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.codes import statute_names, types_by_name
from ingest.extract.citations.drafts import Draft, KindWord
from ingest.extract.citations.patterns import folded_name
from ingest.extract.citations.tails import Tail, name_end, read_tail
from ingest.extract.citations.titles import item_end, title_end
from ingest.extract.citations.units import Unit
from vietnamese.text import normal

STATUTES = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
# Kinds whose bare name with a title means a document of its own; the others need an issuer, an event or a quoted title.
_TITLED = frozenset(
    {
        "Kế hoạch",
        "Kế hoạch hành động",
        "Chương trình",
        "Chương trình hành động",
        "Chương trình công tác",
        "Đề án",
        "Quy chế",
        "Quy chế phối hợp",
        "Chiến lược",
        "Quy hoạch",
        "Kịch bản",
        "Điều lệ",
    }
)
_PLANS = frozenset({"Kế hoạch", "Chương trình", "Đề án", "Chiến lược", "Quy hoạch"})
_ISSUED = _TITLED | {
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Quy định",
    "Chỉ thị",
    "Kết luận",
    "Hướng dẫn",
    "Thông báo",
    "Báo cáo",
    "Thông tư",
    "Tờ trình",
}
_EVENT = re.compile(
    r"\s+(?P<name>(?:tại\s+)?(?:của\s+)?(?:Đại hội|Hội nghị|Phiên họp|phiên họp|kỳ họp|Kỳ họp|Trung ương \d+|Đảng bộ|"
    r"Hội nghị Trung ương))(?![^\W\d_])"
)
_TERM = re.compile(
    r"\s*,?\s*(?:\((?:khóa|khoá|lần thứ)[^()]{1,40}\)|(?:khóa|khoá|khoá)\s+[IVXLC]+(?![^\W\d_])|"
    r"nhiệm kỳ\s+\d{4}\s*-\s*\d{4}|lần thứ\s+[\wĐđ]+"
    r"|của Đảng|(?:thường kỳ\s+)?tháng\s+\d{1,2}\s+năm\s+\d{4}|(?:toàn quốc|thường kỳ|chuyên đề))"
)
_CARRIES = re.compile(
    r"\s+(?P<verb>(?:về\s+(?:việc\s+)?)?(?:(?:tiếp tục|tổ chức|triển khai|thực hiện|cụ thể hóa|quán triệt|sơ kết|"
    r"tổng kết|giám sát|kiểm tra|thay thế|sửa đổi|bổ sung|học tập"
    r"|nghiên cứu|hướng dẫn|quy định chi tiết|thi hành|kết quả|tình hình|việc|về|và|,|"
    r"\d+ năm)[\s,]+){1,8}(?:có hiệu quả\s+|các\s+|một số điều của\s+)*)$",
    re.IGNORECASE,
)
_VERBS_AHEAD = re.compile(
    r"(?:thực hiện|triển khai|cụ thể h[óo]a|quán triệt|sơ kết|tổng kết|thay thế|sửa đổi|thi hành)", re.IGNORECASE
)
_QUOTED = re.compile(r"\s*(?:về\s+(?:việc\s+)?)?[“\"](?P<title>[^”\"]{4,300})[”\"]")
_OF = re.compile(r"\s+của\s+(?=[A-ZĐỦƯÁÀẢÃẠÂĂÊÔƠÍÌÝ])")
_ABOUT = re.compile(r"\s*(?:(?:đã |mới |vừa )?ban hành\s+)?(?:về(?:\s+việc)?|thực hiện|triển khai|quy định)\s+")
_FUNCTION = re.compile(
    r"(?:này|đó|được|đã|đang|sẽ|là|có|và|hoặc|trên|nêu|trình|của|tại|theo|trong|cho|với|để|nhằm|do|khi|sau|trước|như|"
    r"phải|cần|không|chưa|cũng|thì|mà|gồm|các|những|"
    r"mới|khác|nói|đề ra|liên quan|năm|tháng|quý|ngày|hàng|hằng|số|từ|đến|gửi|báo|xin|bảo|đảm|kèm|cụ|hiện|"
    r"đúng|vào|đại hội|hội nghị|kỳ họp|phiên họp|nghệ thuật|biểu diễn|giao lưu)(?![^\W\d_])",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\s*,?\s*(?:giai đoạn|thời kỳ|nhiệm kỳ|năm|đến năm|tầm nhìn đến năm|tầm nhìn)\s+\d{4}(?:\s*-\s*\d{4})?", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")
_NUMBERED = re.compile(r"\s*(?:số\s*)?[:\d]|\s+số\s")
_IN_OFFICE = re.compile(r"\s*,?\s*nhiệm kỳ\s+\d{4}\s*-\s*\d{4}(?=\s+về\s)")
_OF_WHAT = re.compile(r"về(?:\s+việc)?\s+")
_ISSUES = re.compile(r"(?:việc\s+)?(?:ban hành|phê duyệt|thông qua|công bố)(?![^\W\d_])")
_ANOTHER = re.compile(r"\s+(?:và|cùng|theo)\s+(?:đúng\s+)?$")
_THIS = re.compile(r"\s+(?:này|nêu trên|trên|đó)(?![^\W\d_])")
_ENACTED = frozenset({"Nghị quyết", "Quyết định", "Quy định", "Chỉ thị", "Kết luận", "Hướng dẫn", "Nghị định", "Thông tư"})
_LONGEST = 420
_SEVERAL = re.compile(r"\s+(?:các|những)(?![^\W\d_])")
_SHOW = re.compile(r"(?:tổ chức|phát động|tham gia|tham dự|dự)\s+(?:thành công\s+)?$", re.IGNORECASE)
_LOOSE_END = re.compile(r"(?:[\s,]|\s(?:và|hoặc|cùng))+$")
_SPAN_OF_YEARS = re.compile(r"(?:giai đoạn|thời kỳ)\s+\d{4}\s*-\s*\d{4}$", re.IGNORECASE)
_DRAFTING = re.compile(
    r"(?:xây dựng|tham mưu|dự thảo|soạn thảo|nghiên cứu|đề xuất|sắp ban hành|sẽ|lập|hoàn thiện|"
    r"chuẩn bị|đề nghị|kiến nghị|trình)(?![^\W\d_])[^.;]*$",
    re.IGNORECASE,
)
_DRAFTED_AT_ONCE = re.compile(r"dự thảo\s+(?:các\s+)?$", re.IGNORECASE)
_CARRIED_OUT = re.compile(
    r"(?<!và )(?<!, )(?<!và tổ chức )(?:thực hiện|triển khai|quán triệt|cụ thể h[óo]a|học tập|theo)\s+(?:các\s+|tốt\s+)?$",
    re.IGNORECASE,
)
"""Words that take up a document there is; in "xây dựng và triển khai Đề án ..." it is still to be made."""
_STATUTE_STOP = re.compile(
    r"[,;:.()“”\"]|\s(?=(?:năm|ngày|số|được|quy định|có|này|về|đã|thì|của|theo|trong|tại|để|là|với|cho|các|hiện|và|hoặc|"
    r"khi|do|từ|đến|nêu|trên|ban hành|phải|sửa đổi)(?![^\W\d_]))"
)
_AMENDING = re.compile(
    r"\s+(?P<title>sửa đổi,?\s[^;:()]{0,600}?(?:Luật|luật|Pháp lệnh)\s[^;:()]{1,600}?)"
    r"(?=\s+(?:số\s+\d|ngày\s+\d|năm\s+\d{4})|\s*[;:().]|\s+(?:được|đã|có|và các)\s|\s*$)"
)
_BARE_YEAR = re.compile(r"\s*(?P<open>\()?(?P<year>(?:19[5-9]|20[0-4])\d)(?(open)\))(?![\d/-]|\s*-\s*\d)")
_AMENDED = re.compile(r"\s*\((?:sửa đổi|sửa đổi, bổ sung)\)|\s+sửa đổi(?=\s+năm\s+\d{4})")


@lru_cache(maxsize=1)
def _statutes() -> re.Pattern[str]:
    names = "|".join(re.escape(normal(name)).replace(r"\ ", r"\s+") for name in statute_names())
    return re.compile(rf"\s+(?P<name>(?:{names})(?![^\W\d_]))", re.IGNORECASE)


def named(unit: Unit, words: Sequence[KindWord], by_statute: bool = False) -> list[Draft]:
    """All mentions by name in the unit, from left to right. Only names of kinds that begin with a capital letter are read.

    `by_statute`: the unit is a statute's own, where "Luật sửa đổi, bổ sung Luật A số ..." is itself and the number that of A.
    """
    found = []
    for index, word in enumerate(words):
        if not word.upper and word.name not in _PLANS:
            continue
        following = words[index + 1].start if index + 1 < len(words) else len(unit.text)
        amending = None if by_statute else _amending(unit, word)
        draft = amending or (_read(unit, word, following) if word.upper else _dated(unit, word, following))
        if draft is not None:
            found.append(draft)
    return found


def _read(unit: Unit, word: KindWord, following: int) -> Draft | None:
    if word.name in STATUTES:
        return _statute(unit, word) or _carrying(unit, word, unit.sentence_at(word.start)[1], following)
    if folded_name(word.name) not in types_by_name() or word.name not in _ISSUED | {"Chương trình phối hợp"}:
        return None
    limit = unit.sentence_at(word.start)[1]
    for reader in (_event, _quoted, _carrying, _issued, _listed, _titled):
        draft = reader(unit, word, limit, following)
        if draft is not None:
            draft.planned = draft.planned or _drafted(unit, word, event=reader is _event)
            return draft
    return None


def _amending(unit: Unit, word: KindWord) -> Draft | None:
    """A statute that amends others is named after them: "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số 90/2025/QH15"."""
    found = _AMENDING.match(unit.text, word.end) if word.name in STATUTES and word.upper else None
    if found is None:
        return None
    tail = read_tail(unit.text, found.end(), unit.sentence_at(word.start)[1])
    year = tail.date.year if tail.date and tail.date.precision == "year" else None
    return Draft(unit, word.start, found.end(), "named", word.name, tail, year=year, title=found.span("title"))


def _statute(unit: Unit, word: KindWord) -> Draft | None:
    known = _statutes().match(unit.text, word.end)
    if known:
        name, end = known.start("name"), known.end()
    else:
        first = re.compile(r"\s+(?=[A-ZĐỦƯÁÀẢÃẠÂĂÊÔƠÍÌÝ][a-zà-ỹ])").match(unit.text, word.end)
        if word.name == "Hiến pháp":
            name = end = word.end
        elif first is None:
            return None
        else:
            stop = _STATUTE_STOP.search(unit.text, first.end(), first.end() + 90)
            name, end = first.end(), stop.start() if stop else min(len(unit.text), first.end() + 90)
    amended = _AMENDED.match(unit.text, end)
    end = amended.end() if amended else end
    bare = _BARE_YEAR.match(unit.text, end) if end > word.end else None
    end = bare.end() if bare else end
    tail = read_tail(unit.text, end, unit.sentence_at(word.start)[1])
    if name == end and tail.date is None:
        return None
    year = int(bare["year"]) if bare else tail.date.year if tail.date and tail.date.precision == "year" else None
    title = (name, bare.start() if bare else end)
    return Draft(unit, word.start, end, "named", word.name, tail, year=year, title=title if title[1] > name else None)


def _event(unit: Unit, word: KindWord, limit: int, following: int) -> Draft | None:
    """A resolution or conclusion of a congress, a conference, a session: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ II"."""
    if word.name not in ("Nghị quyết", "Kết luận", "Thông báo", "Chương trình hành động"):
        return None
    event = _EVENT.match(unit.text, word.end, limit)
    if event is None:
        return None
    if _SEVERAL.match(unit.text, event.end()):
        return None
    end = name_end(unit.text, event.start("name"), limit)
    end = max(end, event.end())
    while (term := _TERM.match(unit.text, end, limit)) is not None:
        end = name_end(unit.text, end, limit) if term.end() == end else term.end()
        end = max(end, term.end())
    more = name_end(unit.text, end, limit) if unit.text[end : end + 2].strip()[:1].isupper() else end
    end = max(end, more)
    tail = read_tail(unit.text, end, limit)
    return Draft(unit, word.start, end, "named", word.name, tail, title=(event.start("name"), end))


def _quoted(unit: Unit, word: KindWord, limit: int, following: int) -> Draft | None:
    start = _issuer_end(unit, word.end, limit)
    quoted = _QUOTED.match(unit.text, start, limit)
    if quoted is None or (word.name == "Chương trình" and _SHOW.search(unit.text, 0, word.start)):
        return None
    return _of(unit, word, quoted.end(), (quoted.start("title"), quoted.end("title")), limit)


def _carrying(unit: Unit, word: KindWord, limit: int, following: int) -> Draft | None:
    """A document whose name is what it carries out: "Chương trình hành động thực hiện Nghị quyết số ..."."""
    if following >= limit:
        return None
    start = _issuer_end(unit, word.end, limit)
    between = unit.text[start:following]
    if len(between) > 120 or _CARRIES.fullmatch(between) is None or not _VERBS_AHEAD.search(between):
        return None
    title = (start + len(between) - len(between.lstrip()), following)
    core = start if start > word.end else word.end
    draft = _of(unit, word, core, title, limit)
    draft.form = "named"
    return draft


def _issued(unit: Unit, word: KindWord, limit: int, following: int) -> Draft | None:
    """ "Nghị quyết của Hội đồng nhân dân thành phố về ...": an issuer and a subject."""
    start = _issuer_end(unit, word.end, limit)
    if start == word.end or _ABOUT.match(unit.text, start, limit) is None:
        return None
    tail = read_tail(unit.text, word.end, limit)
    if tail.title_end == tail.title_start:
        return None
    return Draft(unit, word.start, tail.title_end, "named", word.name, tail, title=(tail.title_start, tail.title_end))


def _listed(unit: Unit, word: KindWord, limit: int, following: int) -> Draft | None:
    """An item of a list of documents: "Kết luận về tổ chức trao tặng ...;"."""
    end = item_end(unit, word.start, word.end, limit, word.name in _ENACTED)
    start = _BLANKS.match(unit.text, word.end)
    if end is None or start is None or _NUMBERED.match(unit.text, word.end) or _THIS.match(unit.text, word.end):
        return None
    about = _OF_WHAT.match(unit.text, start.end(), end)
    begin = about.end() if about is not None else start.end()
    end = _before_another(unit.text, begin, end, following)
    title = unit.text[begin:end]
    if len(title.split()) < 4 or len(title) > _LONGEST or not (about or word.name in _TITLED or word.name in _ENACTED):
        return None
    if about is None and _FUNCTION.match(title):
        return None
    core = following if following < end and unit.text[following].isupper() else end
    core = word.end + len(_LOOSE_END.sub("", unit.text[word.end : core]))
    return _of(unit, word, core, (begin, end), limit)


def _before_another(text: str, begin: int, end: int, following: int) -> int:
    """Where a title ends before another document: "Quyết định phạm vi ... và Quy chế phối hợp ...", "Quyết định ... theo Quy định số ..."."""
    if not begin < following < end or not text[following].isupper() or _ISSUES.match(text, begin):
        return end
    joined = _ANOTHER.search(text, begin, following)
    return joined.start() if joined is not None else end


def _titled(unit: Unit, word: KindWord, limit: int, following: int) -> Draft | None:
    """A kind and a title, capital in the middle of a sentence: "Quy chế làm việc của ...", "Kế hoạch đầu tư công năm 2026"."""
    if word.name not in _TITLED:
        return None
    text = unit.text
    start = re.compile(r"\s+").match(text, word.end)
    if start is None or start.end() >= limit or not text[start.end()].isalpha():
        return None
    yearly = word.name == "Chương trình công tác" and _YEARS.match(text, word.end, limit)
    if _FUNCTION.match(text, start.end()) and not yearly:
        return None
    end = title_end(text, start.end(), limit, following)
    while (years := _YEARS.match(text, end, limit)) is not None:
        end = years.end()
    end = start.end() + len(_LOOSE_END.sub("", text[start.end() : end]))
    title = text[start.end() : end]
    telling = any(c.isupper() or c.isdigit() for c in title) or len(title.split()) > 3
    if len(title.split()) < 2 or len(title) > 260 or not telling:
        return None
    return _of(unit, word, end, (start.end(), end), limit)


def _dated(unit: Unit, word: KindWord, following: int) -> Draft | None:
    """Without a capital a title must end with its years: "đề án thanh toán không dùng tiền mặt giai đoạn 2021 - 2025"."""
    draft = _titled(unit, word, unit.sentence_at(word.start)[1], following)
    return draft if draft is not None and _SPAN_OF_YEARS.search(unit.text, word.end, draft.core) else None


def _issuer_end(unit: Unit, end: int, limit: int) -> int:
    of = _OF.match(unit.text, end, limit)
    if of is None:
        return end
    last = max(name_end(unit.text, of.end(), limit), end)
    years = _IN_OFFICE.match(unit.text, last, limit)
    return years.end() if years is not None else last


def _of(unit: Unit, word: KindWord, end: int, title: tuple[int, int], limit: int) -> Draft:
    tail = read_tail(unit.text, word.end, limit)
    issuer = tail.issuer
    empty = Tail(None, None, issuer, end, end, end)
    return Draft(unit, word.start, end, "named", word.name, empty, title=title)


def _drafted(unit: Unit, word: KindWord, *, event: bool) -> bool:
    """Whether the document is still to be made. What a congress resolved is carried out by whatever the sentence drafts."""
    text, begin = unit.text, max(unit.sentence_at(word.start)[0], word.start - 160)
    if event:
        return _DRAFTED_AT_ONCE.search(text, begin, word.start) is not None
    if _CARRIED_OUT.search(text, begin, word.start):
        return False
    return _DRAFTING.search(text, begin, word.start) is not None


def statutes_before(drafts: Sequence[Draft]) -> Iterator[tuple[int, Draft]]:
    """Statutes by the position at which a number of theirs would be looked for: "Luật Nhà ở số 27/2023/QH15"."""
    for draft in drafts:
        if draft.kind in STATUTES:
            yield draft.core, draft

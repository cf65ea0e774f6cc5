"""Figures in prose: each subject with its figures, what they are compared with and whether the plan was met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.extraction import FoundIndicator, Header, Span
from ingest.extract.indicators.subjects import bare_words, subject_of
from ingest.layout.records import Block, Layout
from vietnamese.numbers import NUMBER
from vietnamese.sentences import sentences
from vietnamese.text import normal

_VERB = (
    r"(?P<verb>(?:(?:ước(?: tính)?|dự kiến|đã|chỉ|mới)\s+)*(?:không đạt|chưa đạt|đạt(?: và vượt)?|tăng(?: thêm)?|giảm(?: còn| xuống còn)?|bằng|"
    r"thực hiện|vượt|chiếm|đón và phục vụ|đón|phục vụ|hoàn thành|"
    r"giải ngân(?: đạt)?|thu hút|đóng góp|xuất siêu|nhập siêu|có|là|ước tính|ước)(?: được| khoảng| mức| trên| gần| hơn| dưới)*)"
)
_UNIT = (
    r"(?P<unit>%|điểm %|điểm phần trăm|(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)*(?:đồng|USD|Đô la Mỹ|đô la Mỹ|đô la|tấn|lượt khách|"
    r"lượt người|lượt|người|căn|doanh nghiệp|dự án|hộ|ha|km|m2|m3|"
    r"kWh|MW|con|lao động|học sinh|vụ|đơn|hồ sơ|trường|phòng|giường|sản phẩm|đảng viên|tàu|TEU|container|lần|điểm|chỉ tiêu)|"
    r"(?:nghìn|triệu)?\s?tỷ|triệu|nghìn)"
)
_FIGURE = re.compile(
    rf"(?<!\w){_VERB}\s+(?:ở mức |khoảng |gần |hơn |trên |dưới |tới |lên |"
    rf"thêm )*(?P<value>[-+]?{NUMBER}(?:\s?[-–/]\s?{NUMBER})?)\s*{_UNIT}(?!\w)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\s*(?P<against>(?:so (?:với )?(?:cùng kỳ|tháng|quý|năm|kế hoạch|kịch bản|mục tiêu|cuối năm|đầu năm|bình quân|dự toán)|"
    r"cùng kỳ|kế hoạch|kịch bản|dự toán|mục tiêu|chỉ tiêu|nhu cầu|tổng|kh )"
    r"(?:(?! và (?:tăng|giảm|đạt|bằng|vượt) )[^,;.()]){0,60})"
)
_VERDICT = re.compile(
    r"(?i)(?<!\w)(?P<verdict>không đạt|chưa đạt|thấp hơn|vượt khá cao so với|vượt|đạt và vượt|đạt|"
    r"bằng)\s+(?:so với\s+)?(?:kế hoạch|kịch bản|mục tiêu|chỉ tiêu)(?! *(?:\d|là \d))"
)
_VERDICTS = {
    "không đạt": "Không đạt", "chưa đạt": "Không đạt", "thấp hơn": "Không đạt", "bằng": "Đạt", "đạt": "Đạt", "vượt": "Vượt",
    "đạt và vượt": "Vượt", "vượt khá cao so với": "Vượt",
}  # fmt: skip
_PLAN = re.compile(
    rf"(?i)(?P<what>(?:kế hoạch|kịch bản|mục tiêu|chỉ tiêu|dự toán)[^,;.()\d]{{0,30}}(?:tháng \d+|\d+ tháng|quý \w+|"
    rf"năm(?: \d{{4}})?)?[^,;.()\d]{{0,30}}?)\s*(?:là|:|\(|tăng|giảm)?\s*(?P<value>{NUMBER})\s*{_UNIT}"
)
_COUNTING = re.compile(r"(?i)(?:có|đón|phục vụ|hoàn thành)$")
_NUMBERED = re.compile(rf"\s+{NUMBER}\s*(?:(?:nghìn|triệu|tỷ)\s*)*(?:đồng|USD|người|lượt)?$")
_PLANNED = re.compile(r"(?i)(?:kế hoạch|kịch bản|mục tiêu|chỉ tiêu|dự toán)[^(),;]*$")
_CLAUSE = re.compile(r";\s*|(?<=[\w%)])\.\s+|(?<=\w)\s[-–]\s(?=\w+ )(?!xây dựng|xã hội|lâm |thủy |dịch vụ|thương mại|du lịch)")
_COUNTED_END = re.compile(r"[,;.()]|(?<!\w)(?:với|tăng|giảm|đạt|bằng|vượt|trong|theo|tại|trên|so với|của|và)(?!\w)")


@dataclass
class _Statement:
    name: str
    period: str | None
    unit: str | None
    values: dict[str, str] = field(default_factory=dict)
    verdict: str | None = None


def indicators_in_prose(layout: Layout, header: Header) -> Iterator[FoundIndicator]:
    """The figures of the running text and its footnotes. Headings, letterheads and tables are left out."""
    end = header.period.end if header.period is not None else header.date
    year = end[:4] if end else None
    for block in layout.blocks:
        if block.kind in {"paragraph", "item", "footnote"} and block.table is None:
            yield from _in_block(block, year)


def _in_block(block: Block, year: str | None) -> Iterator[FoundIndicator]:
    text = block.reading.text
    subject: str | None = None
    period: str | None = None
    for start, end in sentences(text):
        sentence = text[start:end]
        found = read_sentence(sentence, subject)
        raw = block.reading.span(start, end) if found else (0, 0)
        for statement in found:
            period = statement.period or period
            yield FoundIndicator(
                None, statement.name, statement.unit, _dated(period, year), dict(statement.values), statement.verdict,
                Span(raw[0], raw[1], " ".join(sentence.split())),
            )  # fmt: skip
        subject = found[-1].name if found else None


def _dated(period: str | None, year: str | None) -> str | None:
    """A printed time with the report's year where it has none."""
    if period is None or year is None or re.search(r"\d{4}", period):
        return period
    return f"{period}/{year}" if re.fullmatch(r"(?i)(?:tháng|quý) \w+", period) else f"{period} {year}"


def read_sentence(sentence: str, subject: str | None = None) -> list[_Statement]:
    """The statements of one sentence; `subject` is that of the sentence before, for one that begins with a time ("10 tháng đạt ...")."""
    text = normal(sentence)
    found: list[_Statement] = []
    position = 0
    for match in _FIGURE.finditer(text):
        before = _words_before(text, position, match.start())
        named, period = subject_of(before)
        against = _AGAINST.match(text, match.end())
        inside = _in_brackets(text, match.start())
        if named is None and not bare_words(before):
            named = None if found or subject else _counted(text, match)
            following = found[-1].name if found else subject
        else:
            following = None
            if named is not None:
                named = named if not _NUMBERED.search(named) else _NUMBERED.sub("", named).strip()
        if named is None and found and not inside and _COUNTING.search(match.group("verb")):
            named = _counted(text, match)
        counted = _counted(text, match) if _COUNTING.search(match.group("verb")) and not inside else None
        if counted is not None and named is None and following is not None and not _kin(counted, following):
            named, following = counted, None
        position = against.end() if against else match.end()
        if counted is not None and named == counted:
            position = max(position, match.end() + len(_counted_rest(text, match)))
        if inside:
            if not found:
                continue
        elif named is not None:
            found.append(_Statement(named, period, _unit(match)))
        elif not found or (period is not None and period != found[-1].period):
            if following is None:
                continue
            found.append(_Statement(following, period, _unit(match)))
        _enter(found[-1], text, match, before if inside else "")
    return [statement for statement in found if statement.values]


def _counted(text: str, match: re.Match[str]) -> str | None:
    """What a figure counts, where the sentence has no other subject ("có 675 doanh nghiệp đăng ký thành lập mới")."""
    unit = _unit(match)
    if re.search(r"(?i)%|đồng|USD|tỷ|triệu|nghìn|lần|điểm|đô la", unit) and "lượt" not in unit:
        return None
    rest = _counted_rest(text, match).strip()
    noun = unit.split(maxsplit=1)[-1] if "lượt" in unit and " " in unit else unit
    return " ".join(f"Số {noun} {rest}".split())


def _counted_rest(text: str, match: re.Match[str]) -> str:
    """The words behind a figure that say what it counts."""
    return _COUNTED_END.split(text[match.end() : match.end() + 70], maxsplit=1)[0]


def _kin(first: str, second: str) -> bool:
    """Whether two names share a word that says more than that something is counted."""
    return bool({*first.lower().split()} & {*second.lower().split()} - {"số", "lượt", "lượng", "tổng"})


def _words_before(text: str, start: int, end: int) -> str:
    """The words that lead to a figure, from the last mark before it; brackets that opened and closed there are left out."""
    words = text[start:end]
    depth = _in_brackets(text, start)
    if depth and ")" in words:
        words = words.partition(")")[2]
    words = re.sub(r"\([^()]*\)", lambda m: m.group() if m.group()[1:-1].isupper() else " ", words)
    if words.count("(") > words.count(")"):
        words = words.rpartition("(")[2]
    return [*_CLAUSE.split(words)][-1]


def _in_brackets(text: str, index: int) -> bool:
    return text.count("(", 0, index) > text.count(")", 0, index)


def _unit(match: re.Match[str]) -> str:
    return " ".join(match.group("unit").split())


def _printed(match: re.Match[str]) -> str:
    value = match.group("value").strip()
    return f"{value}%" if match.group("unit") == "%" else f"{value} {_unit(match)}"


def _enter(statement: _Statement, text: str, match: re.Match[str], before: str) -> None:
    """A figure under what it is: its verb and what it is compared with, or the plan that it is; then verdict and plan after it."""
    against = _AGAINST.match(text, match.end())
    verb = " ".join(match.group("verb").lower().split())
    planned = _PLANNED.search(before)
    label = " ".join(planned.group().split()) if planned else verb
    if against is not None:
        label = f"{label} {' '.join(against.group('against').split())}"
    _put(statement, label, _printed(match))
    clause = re.split(r";|\)\s*,", text[match.start() : match.end() + 110])[0]
    verdict = _VERDICT.search(clause)
    if verdict is not None and statement.verdict is None:
        statement.verdict = _VERDICTS[" ".join(verdict.group("verdict").lower().split())]
    for plan in _PLAN.finditer(clause):
        if plan.start() > 0:
            _put(statement, " ".join(plan.group("what").split()), _printed(plan))


def _put(statement: _Statement, label: str, value: str) -> None:
    if value in statement.values.values():
        return
    statement.values[f"{label} ({len(statement.values) + 1})" if label in statement.values else label] = value

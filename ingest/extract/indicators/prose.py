"""Figures in prose: each subject with its figures, what they are compared with and whether the plan was met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.extraction import FoundIndicator, Header, Span
from ingest.extract.indicators.subjects import TIME, subject_of
from ingest.layout.records import Block, Layout
from vietnamese.numbers import NUMBER
from vietnamese.sentences import sentences
from vietnamese.text import normal

_VERB = (
    r"(?P<verb>(?:(?:ước(?: tính)?|dự kiến|đã|chỉ|mới)\s+)*(?:không đạt|chưa đạt|đạt(?: và vượt)?|tăng(?: thêm)?|giảm|bằng|thực hiện|vượt|chiếm|đón và phục vụ|đón|phục vụ|hoàn thành|"
    r"giải ngân(?: đạt)?|thu hút|đóng góp|xuất siêu|nhập siêu|có|là)(?: được| khoảng| mức| trên| gần| hơn| dưới)*)"
)
_UNIT = (
    r"(?P<unit>%|điểm %|điểm phần trăm|(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)*(?:đồng|USD|Đô la Mỹ|đô la Mỹ|đô la|tấn|lượt khách|lượt người|lượt|người|căn|doanh nghiệp|dự án|hộ|ha|km|m2|m3|"
    r"kWh|MW|con|lao động|học sinh|vụ|đơn|hồ sơ|trường|phòng|giường|sản phẩm|đảng viên|tàu|TEU|container|lần|điểm|chỉ tiêu)|(?:nghìn|triệu)?\s?tỷ|triệu|nghìn)"
)
_FIGURE = re.compile(rf"(?<!\w){_VERB}\s+(?:ở mức |khoảng |gần |hơn |trên |dưới |tới |lên |thêm )*(?P<value>[-+]?{NUMBER}(?:\s?[-–/]\s?{NUMBER})?)\s*{_UNIT}(?!\w)", re.IGNORECASE)
_AGAINST = re.compile(
    r"^\s*(?:,\s*)?(?P<against>(?:so (?:với )?(?:cùng kỳ|tháng|quý|năm|kế hoạch|kịch bản|mục tiêu|cuối năm|đầu năm|bình quân|dự toán)|cùng kỳ|kế hoạch|kịch bản|dự toán|mục tiêu|chỉ tiêu|nhu cầu|tổng|kh )"
    r"[^,;.()]{0,60})"
)
_VERDICT = re.compile(
    r"(?i)(?<!\w)(?P<verdict>không đạt|chưa đạt|thấp hơn|vượt khá cao so với|vượt|đạt và vượt|đạt|bằng)\s+(?:so với\s+)?(?:kế hoạch|kịch bản|mục tiêu|chỉ tiêu)(?! *(?:\d|là \d))"
)
_VERDICTS = {"không đạt": "Không đạt", "chưa đạt": "Không đạt", "thấp hơn": "Không đạt", "bằng": "Đạt", "đạt": "Đạt", "vượt": "Vượt", "đạt và vượt": "Vượt", "vượt khá cao so với": "Vượt"}
_PLAN = re.compile(rf"(?i)(?P<what>(?:kế hoạch|kịch bản|mục tiêu|chỉ tiêu|dự toán)[^,;.()\d]{{0,30}}(?:tháng \d+|\d+ tháng|quý \w+|năm(?: \d{{4}})?)?[^,;.()\d]{{0,30}}?)\s*(?:là|:|\(|tăng|giảm)?\s*(?P<value>{NUMBER})\s*{_UNIT}")
_WEAK = {"có", "là", "thực hiện", "hoàn thành", "thu hút", "đón", "phục vụ"}
_CLAUSE = re.compile(r"(?<!\d)[,;](?!\d)\s*|(?<=\d)[,;]\s+|(?<=[a-zà-ỹ%)])\.\s+")


@dataclass
class _Statement:
    name: str
    period: str | None
    unit: str | None
    values: dict[str, str] = field(default_factory=dict)
    verdict: str | None = None


def indicators_in_prose(layout: Layout, header: Header) -> Iterator[FoundIndicator]:
    """The figures of the running text and its footnotes. Headings, letterheads and tables are left out."""
    for block in layout.blocks:
        if block.kind in {"paragraph", "item", "footnote"} and block.table is None:
            yield from _in_block(block)


def _in_block(block: Block) -> Iterator[FoundIndicator]:
    text = block.reading.text
    subject: str | None = None
    for start, end in sentences(text):
        sentence = text[start:end]
        found = read_sentence(sentence, subject)
        for statement in found:
            raw = block.reading.span(start, end)
            yield FoundIndicator(
                None, statement.name, statement.unit, statement.period, dict(statement.values), statement.verdict,
                Span(raw[0], raw[1], " ".join(sentence.split())),
            )  # fmt: skip
        subject = found[-1].name if found else None


def read_sentence(sentence: str, subject: str | None = None) -> list[_Statement]:
    """The statements of one sentence; `subject` is that of the sentence before, for one that begins with a time ("10 tháng đạt ...")."""
    text = normal(sentence)
    found: list[_Statement] = []
    position = 0
    for match in _FIGURE.finditer(text):
        before = _words_before(text, position, match.start())
        named, period = subject_of(before)
        position = match.end()
        if named is not None and not _comparing(match, text):
            subject = named
            found.append(_Statement(named, period or _period_before(text, match.start()), _unit(match)))
        elif found and period is not None and not _in_brackets(text, match.start()) and period != found[-1].period:
            found.append(_Statement(found[-1].name, period, _unit(match)))
        elif not found:
            if subject is None or (period is None and not before.strip(" ,;")):
                continue
            found.append(_Statement(subject, period, _unit(match)))
        _enter(found[-1], text, match)
    for statement in found:
        statement.verdict = statement.verdict
    return [statement for statement in found if statement.values]


def _words_before(text: str, start: int, end: int) -> str:
    """The clause that leads to a figure, from the mark before it; brackets that closed are left out."""
    words = re.sub(r"\([^()]*\)", lambda m: m.group() if m.group()[1:-1].isupper() else " ", text[start:end])
    parts = [part for part in _CLAUSE.split(words) if part is not None]
    tail = parts[-1] if parts else words
    for part in reversed(parts[:-1]):
        if TIME.fullmatch(tail.strip()) or not tail.strip():
            tail = f"{part} {tail}"
        else:
            break
    return tail.rpartition("(")[2] if tail.count("(") > tail.count(")") else tail


def _period_before(text: str, end: int) -> str | None:
    times = [m.group() for m in TIME.finditer(text[:end])]
    return subject_of(times[-1])[1] if times else None


def _comparing(match: re.Match[str], text: str) -> bool:
    """Whether a figure compares: "đạt 110,5% dự toán"."""
    return _in_brackets(text, match.start())


def _in_brackets(text: str, index: int) -> bool:
    return text.count("(", 0, index) > text.count(")", 0, index)


def _unit(match: re.Match[str]) -> str:
    return " ".join(match.group("unit").split())


def _enter(statement: _Statement, text: str, match: re.Match[str]) -> None:
    """A figure under what it is: its verb, and what it is compared with."""
    verb = " ".join(match.group("verb").lower().split())
    rest = text[match.end() : match.end() + 90]
    against = _AGAINST.match(rest)
    label = f"{verb} {' '.join(against.group('against').split())}" if against else verb
    value = match.group("value").strip()
    printed = f"{value}%" if match.group("unit") == "%" else f"{value} {_unit(match)}"
    if label in statement.values:
        label = f"{label} ({len(statement.values) + 1})"
    statement.values[label] = printed
    clause = text[match.start() : match.end() + 110]
    verdict = _VERDICT.search(clause.split(";")[0])
    if verdict is not None and statement.verdict is None:
        statement.verdict = _VERDICTS[" ".join(verdict.group("verdict").lower().split())]
    plan = _PLAN.search(re.split(r";|\)\s*,", clause)[0])
    if plan is not None and plan.start() > 0:
        number = plan.group("value")
        statement.values.setdefault(" ".join(plan.group("what").split()), f"{number}%" if plan.group("unit") == "%" else f"{number} {plan.group('unit')}")

"""Projects named in sentences and in the cells of task tables, with what the sentence says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from graph.extraction import FoundProject, Span
from ingest.extract.projects.names import NamedProject, named_projects
from ingest.extract.projects.places import places_in_name
from ingest.layout.records import Layout, Reading
from vietnamese.numbers import find_amounts
from vietnamese.sentences import sentences
from vietnamese.text import normal

_BUILDING = re.compile(
    r"(?i)\b(?:đầu tư|khởi công|khánh thành|động thổ|xây dựng|triển khai|thành lập|hạ tầng|mở rộng|nâng cấp|cải tạo|"
    r"giải phóng mặt bằng|GPMB|thi công|"
    r"dự án|công trình|thông xe|nhà đầu tư|chủ trương|lấp đầy)\b"
)
_MONEY = re.compile(r"(?i)(?:vốn|mức đầu tư|kinh phí|trị giá|tmđt|đầu tư)")
_MILESTONE = re.compile(
    r"(?i)(?:khởi công|khánh thành|thông xe|động thổ|hoàn thành(?! (?:mục tiêu|nhiệm vụ|kế hoạch|chỉ tiêu|việc|các))|"
    r"đưa vào (?:sử dụng|vận hành|khai thác))[^.;|]{0,40}?"
    r"(?:ngày \d{1,2}/\d{1,2}(?:/\d{4})?|tháng \d{1,2}(?:[/ ](?:năm )?\d{4})?|quý (?:I{1,3}|IV|"
    r"[1-4])(?:[/ ](?:năm )?\d{4})?|năm \d{4}|trước ngày [\d/]+)"
)
_PROGRESS = re.compile(
    r"(?i)\b(?:chậm|tiến độ|đạt \d|hoàn thành \d|đang (?:thi công|triển khai|thực hiện|lập|hoàn thiện)|đã (?:khởi công|"
    r"hoàn thành|phê duyệt|thi công)|vướng mắc)"
)
_JOINED = re.compile(r"\s*(?:,|và)\s*")
_CLAUSE_END = re.compile(r";|\(\d+\)|\.\s")
_STATE = re.compile(r"(?i)\b(?:chậm|đang|đã|đạt|vướng)")


@dataclass(frozen=True, slots=True)
class _Sentence:
    reading: Reading
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.reading.text[self.start : self.end]


def projects_in_prose(layout: Layout, tables: Set[int]) -> Iterator[FoundProject]:
    """`tables`: starts of the blocks that are project tables, whose rows are read elsewhere."""
    for sentence in _sentences(layout, tables):
        named = [
            project
            for project in named_projects(normal_same(sentence.text))
            if project.investing or _BUILDING.search(sentence.text)
        ]
        for index, project in enumerate(named):
            until = named[index + 1].start if index + 1 < len(named) else len(sentence.text)
            joined = index > 0 and _JOINED.fullmatch(sentence.text[named[index - 1].end : project.start]) is not None
            yield _project(sentence, project, until, alone=len(named) == 1, joined=joined)


def normal_same(text: str) -> str:
    """The text with one tone style, character for character; as it is where that would move offsets."""
    other = normal(text)
    return other if len(other) == len(text) else text


def _sentences(layout: Layout, tables: Set[int]) -> Iterator[_Sentence]:
    for block in layout.blocks:
        if block.table is not None and block.start not in tables:
            for row in block.table.rows:
                for cell in row.cells:
                    if cell is not None:
                        yield _Sentence(cell.reading, 0, len(cell.reading.text))
        elif block.table is None and block.kind not in {"letterhead", "recipients", "signature", "furniture"}:
            for start, end in sentences(block.reading.text):
                yield _Sentence(block.reading, start, end)


def _project(sentence: _Sentence, project: NamedProject, until: int, alone: bool, joined: bool) -> FoundProject:
    text = sentence.text
    own = text[project.end : until]
    start, end = sentence.reading.span(sentence.start, sentence.end)
    milestone = _MILESTONE.search(own) or (_MILESTONE.search(text) if alone else None)
    around = f"{project.name} {own[:60]}" if own.lstrip(", ").startswith("tại ") else project.name
    return FoundProject(
        " ".join(project.name.split()), None, None if joined else _investment(own), places_in_name(around),
        None, None, _progress(text) if alone else None, None, None, None, milestone.group() if milestone else None, None,
        Span(start, end, text.strip()),
    )  # fmt: skip


def _investment(own: str) -> int | float | None:
    """The sum that the clause after a name gives as its investment."""
    clause = _CLAUSE_END.split(own, maxsplit=1)[0]
    for amount in find_amounts(clause):
        if amount.million_vnd is not None and _MONEY.search(clause[max(0, amount.start - 60) : amount.start]):
            return amount.million_vnd
    return None


def _progress(text: str) -> str | None:
    """The clause that tells the state of works; None where the sentence only asks for something."""
    for clause in re.split(r"[;.]\s|,\s(?=đã|đang|chậm|hiện)", text):
        if _PROGRESS.search(clause) and _STATE.search(clause):
            return clause.strip(" ,.;")
    return None

"""Figures in prose that cannot be: more matters settled than there were ("giải quyết 69/47 đơn"), sums beyond all measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction import FoundFinding, Span
from ingest.extract.indicators.sums import number_of
from ingest.layout.records import Block, Layout
from vietnamese.sentences import sentences
from vietnamese.text import normal

_NUMBER = r"\d{1,3}(?:\.\d{3})*"
_SETTLED = re.compile(
    r"(?i)(?:(?P<label>[^\W\d_]+(?: [^\W\d_]+){0,3}): )?(?P<verb>(?:tiếp nhận|phân loại|đề xuất|xem xét|thụ lý)?(?:, | và )?(?:đề xuất )?"
    r"(?:xử lý|giải quyết|trả lời|xác minh|giải trình|thẩm tra))(?: xong| được| dứt điểm| kịp thời| đạt)*:? "
    rf"(?P<part>(?<![\d/.]){_NUMBER})/(?P<whole>{_NUMBER})(?![\d/]|[.,]\d) "
    r"(?P<noun>đơn thư|đơn|hồ sơ|vụ việc|vụ|kiến nghị|ý kiến|phản ánh|câu hỏi|trường hợp|tin báo|nhiệm vụ)(?!\w)"
)
_PLANNED = re.compile(r"(?i)(?<!\w)(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|kịch bản)(?!\w)")
_SUM = re.compile(r"(?P<name>(?:[^\W\d_]+ ){0,5})(?P<printed>(?P<number>\d{1,3}(?:\. ?\d{3}){3,}) (?P<unit>tỷ|tỉ) đồng)")
_BEYOND = 10**8
"""Billions of đồng that no state has."""


def impossible_figures(layout: Layout) -> Iterator[FoundFinding]:
    """One `figure_conflict` for each figure that cannot be."""
    for block in layout.blocks:
        if block.table is None:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[FoundFinding]:
    text = normal(block.reading.text)
    if len(text) != len(block.reading.text):
        return
    flat = re.sub(r"\s", " ", text)
    for match in _SETTLED.finditer(flat):
        start, end = _sentence(text, match.start())
        if number_of(match["part"]) > number_of(match["whole"]) and not _PLANNED.search(flat[start:end]):
            name = " ".join(("Số", match["noun"], *((match["label"].lower(),) if match["label"] else ()), match["verb"].lower()))
            message = f"{name}: ghi “{match['part']}/{match['whole']}”, phần đã làm nhiều hơn tổng số"
            yield _found(match["noun"], message, block, flat, start, end)
    for match in _SUM.finditer(flat):
        if int(re.sub(r"\D", "", match["number"])) > _BEYOND:
            name = match["name"].strip() or "số tiền"
            message = f"{name[0].upper()}{name[1:]}: ghi “{match['printed']}”, số tiền không thể có, cần xem lại đơn vị tính"
            start, end = _sentence(text, match.start())
            yield _found(name, message, block, flat, start, max(end, _sentence(text, match.end() - 1)[1]))


def _found(name: str, message: str, block: Block, flat: str, start: int, end: int) -> FoundFinding:
    span = Span(*block.reading.span(start, end), " ".join(flat[start:end].split()))
    return FoundFinding("figure_conflict", name, message, (span,))


def _sentence(text: str, place: int) -> tuple[int, int]:
    return next(((start, end) for start, end in sentences(text) if start <= place < end), (0, len(text)))

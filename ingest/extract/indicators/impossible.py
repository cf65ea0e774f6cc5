"""Figures in prose that cannot be: more matters settled than there were ("giải quyết 69/47 đơn"), sums beyond all measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction import FoundFinding
from ingest.extract.indicators.running import running_text
from ingest.extract.indicators.sums import number_of
from ingest.layout.records import Layout

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
    for block in running_text(layout):
        for match in _SETTLED.finditer(block.flat):
            start, end = block.sentence(match.start())
            if number_of(match["part"]) > number_of(match["whole"]) and not _PLANNED.search(block.flat[start:end]):
                label = (match["label"].lower(),) if match["label"] else ()
                name = " ".join(("Số", match["noun"], *label, match["verb"].lower()))
                message = f"{name}: ghi “{match['part']}/{match['whole']}”, phần đã làm nhiều hơn tổng số"
                yield FoundFinding("figure_conflict", match["noun"], message, (block.span(start, end),))
        for match in _SUM.finditer(block.flat):
            if int(re.sub(r"\D", "", match["number"])) > _BEYOND:
                name = match["name"].strip() or "số tiền"
                message = f"{name[0].upper()}{name[1:]}: ghi “{match['printed']}”, số tiền không thể có, cần xem lại đơn vị tính"
                start, end = block.sentence(match.start())
                span = block.span(start, max(end, block.sentence(match.end() - 1)[1]))
                yield FoundFinding("figure_conflict", name, message, (span,))

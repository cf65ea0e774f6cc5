"""Lists of documents under a line that says what becomes of them: "Bãi bỏ các văn bản sau đây:", "... sau đây hết hiệu lực:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records import RelationType
from ingest.extract.citations.units import Unit
from ingest.extract.relations.mentions import Mention, Stretch
from ingest.layout.records import Block

_KINDS = r"(?:văn bản|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|quy định|kế hoạch|luật|quy chế|kết luận|điều|khoản)"
_GROUP = rf"\s[^.:;]{{0,60}}?(?:các|những|\d+|một số|toàn bộ|một phần)\s[^.:;]{{0,40}}?{_KINDS}(?![^\W\d_])[^.;:]*:\s*$"
_ENDED = r"(?:hết hiệu lực|chấm dứt hiệu lực|bị bãi bỏ|được bãi bỏ)"
_LEADS: tuple[tuple[RelationType, re.Pattern[str]], ...] = (
    ("repeals", re.compile(rf"(?:bãi bỏ|hủy bỏ|huỷ bỏ){_GROUP}", re.IGNORECASE)),
    ("repeals", re.compile(rf"{_KINDS}\s[^.:]{{0,120}}?{_ENDED}(?![^\W\d_])[^.;:]*:\s*$", re.IGNORECASE)),
    ("replaces", re.compile(rf"thay thế{_GROUP}", re.IGNORECASE)),
    ("amends", re.compile(rf"(?:sửa đổi|bổ sung|điều chỉnh){_GROUP}", re.IGNORECASE)),
)
_FIRST = re.compile(
    r"\W*(?:(?:\d+(?:\.\d+)*|[ivx]+|[a-zđ])[.)]\s*)?[-+]?\s*(?:(?:toàn bộ|một phần|nội dung|quy định tại|quy định|điểm|khoản|điều|các|"
    r"chương|mục|phần|phụ lục|và|của|tại|đoạn|tiết|[a-zđ]|\d+[a-zđ]?|[ivxlc]+)[\s,;]+)*(?:\w+\s+\w+\s*:\s*(?:số\s+)?)?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[,;]|và|[,;]\s*và)\s*(?:các\s+)?(?:số\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the line above a list says of its members."""

    type: RelationType
    level: int
    planned: bool = False
    rule: str = "listed"


def listed_under(blocks: Sequence[Block], stretches: Sequence[Stretch]) -> Iterator[tuple[Unit, Mention, Listed]]:
    """The first document named by each item of such a list, with what its line says."""
    by_block = {stretch.unit.block: stretch for stretch in stretches if stretch.unit.row is None}
    lead: Listed | None = None
    for index, block in enumerate(blocks):
        if block.kind in ("furniture", "footnote"):
            continue
        if lead is not None and (block.kind not in ("item", "heading", "paragraph") or block.level <= lead.level):
            lead = None
        opened = _lead(block)
        if opened is not None:
            lead = opened
        elif lead is not None and (stretch := by_block.get(index)) is not None:
            yield from ((stretch.unit, mention, lead) for mention in _members(stretch))


def _lead(block: Block) -> Listed | None:
    text = block.reading.text.rstrip()
    if not text.endswith(":") or block.kind not in ("item", "heading", "paragraph"):
        return None
    return next((Listed(type_, block.level) for type_, pattern in _LEADS if pattern.search(text)), None)


def _members(stretch: Stretch) -> Iterator[Mention]:
    """What an item names first, and what is joined to that: "Các Quyết định: số A; số B và số C"."""
    unit, previous = stretch.unit, None
    for mention in stretch.mentions:
        if previous is None:
            joined = _begins(unit, mention)
        else:
            joined = _JOINED.fullmatch(unit.text, min(previous.head_end, mention.start), mention.start) is not None
        if not joined:
            return
        yield mention
        previous = mention


def _begins(unit: Unit, mention: Mention) -> bool:
    match = _FIRST.match(unit.text)
    return match is not None and match.end() >= mention.start

"""Who does a task: the opening words of a direction that name who leads and who takes part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.agencies import AgencyLexicon
from graph.extraction import AgencyMention
from ingest.extract.agencies import find_agencies
from ingest.extract.tasks.elided import spelled_out
from ingest.extract.tasks.lists import split_group


@dataclass(frozen=True, slots=True)
class Charge:
    """What the opening words of a direction say: who leads, who takes part, and where the work itself begins."""

    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    work: int = 0


_ORDER = re.compile(
    r"(?i)^\s*(?:(?:trước mắt|đồng thời|ngoài ra|trong đó),?\s+)?(?:giao(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công"
    r"|chỉ đạo|assign|ủy quyền|uỷ quyền|thống nhất giao|kính đề nghị|trân trọng đề nghị)\s+"
)
_LIST_GAP = re.compile(r"^\s*(?:,|;|và|cùng|,\s*và|,\s*các đồng chí|-)?\s*(?:[Cc]ác\s+)?$")
_COORDINATE = re.compile(
    r"^\s*(?:,|;)?\s*(?:là cơ quan\s+|có trách nhiệm\s+|chịu trách nhiệm\s+)?(?:(?:là (?:đơn vị|cơ quan)\s+)?chủ trì"
    r"|làm đầu mối|chủ động)?\s*(?:,|;|và)?\s*(?:chủ động\s+|tham mưu,?\s+"
    r"|tổ chức\s+)?(?:phối hợp(?: chặt chẽ)?(?: cùng)?(?: với)?|cùng(?: với)?)\s+"
)
_POST_BEFORE = re.compile(
    r"(?i)^(?:(?:đồng chí|đ/c|các đồng chí|ông|bà)\s+)?(?:(?:phó\s+)?(?:giám đốc|chủ tịch|bí thư|chánh văn phòng"
    r"|chánh thanh tra|trưởng ban|trưởng phòng|thủ trưởng|người đứng đầu|lãnh đạo|bộ trưởng|cục trưởng|chi cục trưởng"
    r"|tổng giám đốc|hiệu trưởng|viện trưởng|chánh án)"
    r"(?:\s+thường trực)?,?\s*(?:và\s+|các\s+)?)+"
)


def charge(text: str, lexicon: AgencyLexicon, ordered: bool = False) -> Charge:
    """The opening of a direction. Without an order word an agency that begins the text leads only if `ordered` allows it."""
    order = _ORDER.match(text)
    if order is None and not ordered:
        return Charge()
    position = order.end() if order else len(text) - len(text.lstrip())
    mentions, opened = spelled_out(text[:1200], lexicon, find_agencies(text[:1200], lexicon))
    for start, end in opened:
        text = text[:start] + " " * (end - start) + text[end:]
    lead, position = _run(text, mentions, position)
    if not lead:
        return Charge(work=order.end() if order else 0)
    with_others = _COORDINATE.match(text[position:])
    coordinate: tuple[str, ...] = ()
    if with_others:
        coordinate, end = _run(text, mentions, position + with_others.end())
        position = end if coordinate else position
    return Charge(lead, coordinate, position)


def _run(text: str, mentions: Sequence[AgencyMention], position: int) -> tuple[tuple[str, ...], int]:
    """The agencies that stand one after another from `position` on, and where they end."""
    names: list[str] = []
    for mention in mentions:
        if mention.start < position:
            continue
        between = text[position : mention.start]
        stripped = _POST_BEFORE.sub("", re.sub(r"^\s*(?:,|;|và)\s*", "", between))
        if not (
            _LIST_GAP.match(between) or ((mention.post or _POST_BEFORE.match(between.lstrip(" ,;"))) and len(stripped.strip()) <= 4)
        ):
            break
        names += [name for name in split_group(mention.surface) if name not in names]
        position = mention.end
    return tuple(names), position

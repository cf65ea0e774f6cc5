"""Where a document tells what others are to do: there the document itself carries nothing out, its tasks do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.codes import genre
from graph.extraction import Header
from ingest.layout.records import Block, Layout

_RESULT = re.compile(
    r"kết quả|tình hình|đánh giá|đạt được|hạn chế|tồn tại|nguyên nhân|khó khăn|ưu điểm|thực trạng|công tác lãnh đạo|"
    r"bối cảnh|mục đích|quan điểm|sự cần thiết|^\\W*(?:[ivx\\d]+[.)]\\s*)?căn cứ",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"nhiệm vụ|giải pháp|phương hướng|kiến nghị|đề xuất|mục tiêu|chỉ tiêu|trọng tâm|tổ chức thực hiện|"
    r"nội dung|phân công|thời gian tới|yêu cầu",
    re.IGNORECASE,
)
_AIMS = re.compile(r"mục tiêu|quan điểm|mục đích", re.IGNORECASE)
_WORK = re.compile(r"nhiệm vụ|giải pháp|chỉ tiêu|phân công|tổ chức thực hiện", re.IGNORECASE)
_DIRECTS = re.compile(
    r"^\W*(?:(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])[.)]\s*)?[-+]?\s*(?:(?:trong )?thời gian tới,?\s+)?(?:giao|yêu cầu|đề nghị|phân công|"
    r"chỉ đạo|tập trung|tiếp tục|khẩn trương|các (?:sở|ban|bộ|cấp|cơ quan|đơn vị|địa phương|tỉnh|ngành|tổ chức|xã|phường|thành viên)|"
    r"ban thường vụ|ban chấp hành|ban cán sự|đảng ủy|sở|ủy ban|ubnd|hđnd|văn phòng|công an|bộ|thường trực|giám đốc|"
    r"thủ trưởng|mặt trận|đồng chí)(?![^\W\d_])",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:căn cứ|thực hiện|theo|xét|để|nhằm|trên cơ sở|triển khai|sau khi|ngày|thời gian qua)(?![^\W\d_])", re.IGNORECASE
)
_ORDERS_FOLLOW = re.compile(r"(?:yêu cầu|đề nghị|chỉ đạo|giao)(?![^\W\d_])[^.:;]*:$", re.IGNORECASE)
_ARTICLE = re.compile(r"^\W*điều\s+\d+", re.IGNORECASE)
_ORDERS = re.compile(r"(?:giao|chịu trách nhiệm|có trách nhiệm|chủ trì)(?![^\W\d_])", re.IGNORECASE)
_TELLING = frozenset({"Báo cáo", "Tờ trình"})


def task_blocks(layout: Layout, header: Header) -> frozenset[int]:
    """Indexes of the blocks in which the document directs; reports are judged by their headings, other kinds from "
    "their first direction on."""
    kind = genre(header.type)
    if kind in _TELLING or kind is None:
        return frozenset(i for i, block in enumerate(layout.blocks) if _by_heading(block))
    return frozenset(_directing(layout.blocks))


def article_blocks(layout: Layout) -> frozenset[int]:
    """Indexes of the blocks that belong to an article ("Điều 6. Hồ sơ" and what stands below it)."""
    return frozenset(i for i, block in enumerate(layout.blocks) if any(_ARTICLE.match(heading) for heading in block.section))


def _by_heading(block: Block) -> bool:
    if block.table is not None:
        return True
    if block.annex is not None and (block.kind == "heading" or block.reading.text.startswith("(")):
        return False
    path = (*block.section, block.reading.text) if block.kind == "heading" else block.section
    return _forward(path) is True


def _forward(path: Sequence[str]) -> bool | None:
    """Whether the innermost heading that tells anything looks forward (tasks) or back (results); None where none tells."""
    for heading in reversed(path):
        if _DIRECTS.match(heading):
            return True
        if _RESULT.search(heading):
            return False
        if _FORWARD.search(heading):
            return True
    return None


def _directing(blocks: Sequence[Block]) -> list[int]:
    found: list[int] = []
    begun = False
    for index, block in enumerate(blocks):
        text = block.reading.text
        if block.kind in ("letterhead", "title", "recipients", "signature", "furniture", "footnote"):
            continue
        if block.table is not None:
            found.append(index)
        elif block.annex is not None and (block.kind == "heading" or text.startswith("(")):
            continue
        elif _ARTICLE.match(text) or any(_ARTICLE.match(heading) for heading in block.section):
            if _ORDERS.search(text):
                found.append(index)
        else:
            begun = begun or _begins(block)
            if begun and not _settled(block) and not _opens(block):
                found.append(index)
    return found


def _begins(block: Block) -> bool:
    text = block.reading.text
    if block.kind == "paragraph" and block.ordinal is None and _ORDERS_FOLLOW.search(text.rstrip()):
        return True
    if block.kind == "heading":
        return _FORWARD.search(text) is not None and _RESULT.search(text) is None
    listed = block.kind == "item" or block.ordinal is not None
    return listed and (_DIRECTS.match(text) is not None or any(_begins_heading(heading) for heading in block.section))


def _opens(block: Block) -> bool:
    """A paragraph that says on what grounds directions follow: "Thực hiện Công điện số ..., Chủ tịch UBND tỉnh yêu cầu:"."""
    text = block.reading.text.rstrip()
    if block.kind != "paragraph" or block.ordinal is not None or not text.endswith(":"):
        return False
    return _OPENING.match(text) is not None or (_ORDERS_FOLLOW.search(text) is not None and _DIRECTS.match(text) is None)


def _begins_heading(heading: str) -> bool:
    return _DIRECTS.match(heading) is not None or (_FORWARD.search(heading) is not None and _RESULT.search(heading) is None)


def _settled(block: Block) -> bool:
    """Whether a heading above says that this part tells of what was done or why, or of the document's own aims."""
    if _forward(block.section) is False:
        return True
    innermost = next((heading for heading in reversed(block.section) if _FORWARD.search(heading) or _DIRECTS.match(heading)), "")
    return _AIMS.search(innermost) is not None and _WORK.search(innermost) is None

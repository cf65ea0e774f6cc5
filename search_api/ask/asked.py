"""What a question about a document really asks for, where its cue words alone would mislead."""

from __future__ import annotations

import re

from search_api.ask.question import Question
from vietnamese.text import fold

_KIND_ASKED = re.compile(
    r"(?<!\w)la (?:nhung |mot )?(?:nghi quyet|quyet dinh|quy dinh|chi thi|ke hoach|ket luan|chuong trinh|thong bao|cong van|huong dan|to trinh"
    r"|quy che|de an|bao cao|van ban)(?: ve| quy dinh| huong dan)?(?: viec| noi dung| van de| cai)? (?:gi|nao)(?!\w)"
)


def asks_kind(question: Question) -> bool:
    """Whether what a named document is, or is about, is asked for ("là hướng dẫn việc gì", "là những văn bản nào")."""
    return bool(question.slots.documents) and _KIND_ASKED.search(question.wording.line) is not None


_DOING = re.compile(r"viec (?:to chuc |tiep tuc )?(?:thuc hien|trien khai|thi hanh|cu the hoa|quan triet|ban hanh)(?!\w)")


def speaks_of_doing(question: Question) -> bool:
    """Whether documents are asked for and "việc" only makes a noun of a verb ("việc thực hiện nghị quyết ... được tiếp nối bởi")."""
    places = question.cues.get("task", ())
    return question.direction is not None and all(_DOING.match(question.wording.line, place) for place in places)


_GOVERNS = re.compile(
    r"(?<!phai )(?<!duoc )(?<!bi )(?<!can )(?<!se )(?<!\w)dieu chinh (?:nhung |ve )?"
    r"(?:noi dung|van de|linh vuc|viec|hoat dong|doi tuong) (?:gi|nao)"
    r"|(?<!\w)(?:noi dung|pham vi|doi tuong) dieu chinh(?! \w+ (?:nao|gi) )"
)


def governs(question: Question) -> bool:
    """Whether "điều chỉnh" says what a document governs ("phạm vi điều chỉnh", "điều chỉnh nội dung gì") and no change."""
    slots = question.slots
    if not slots.documents or not slots.documents[0].by_number or question.has("replace", "repeal"):
        return False
    return question.has("lookup") and _GOVERNS.search(question.wording.line) is not None


TYPE_ASKED = re.compile(
    r"(?<!\w)(nghi quyet|ket luan|chi thi|quy dinh|ke hoach|chuong trinh|quyet dinh|luat|nghi dinh|de an)"
    r"(?= ?,? (?:[a-z]+ [a-z]+ ?,? )?(?:nao|gi)(?!\w))"
)


def is_asked_for(question: Question) -> bool:
    """Whether the described document itself is what is asked for ("lễ tang ... làm theo quy định nào")."""
    slot = question.slots.documents[0]
    named = fold(question.wording.question[slot.start :])
    return not slot.by_number and TYPE_ASKED.match(named) is not None and len(question.slots.types) == 1

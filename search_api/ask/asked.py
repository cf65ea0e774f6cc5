"""What a question about a document really asks for, where its cue words alone would mislead."""

from __future__ import annotations

import re

from search_api.ask.kinds import DOCUMENTS, KINDS
from search_api.ask.question import Question
from vietnamese.text import fold

_KIND_ASKED = re.compile(
    rf"(?<!\w)la (?:nhung |mot )?(?:{DOCUMENTS})(?: ve| quy dinh| huong dan)?(?: viec| noi dung| van de| cai)? (?:gi|nao)(?!\w)"
)


_SUBJECT_ASKED = re.compile(
    r"(?<!\w)(?:trien khai|thuc hien|phat dong|to chuc|quy dinh|huong dan|chi dao|lanh dao|tap trung|day manh|dieu chinh|giai quyet|ve"
    r"|noi ve|neu|lien quan(?: den)?|quan triet|cu the hoa|tang cuong)(?: ve| cac| nhung)?"
    r" (?:phong trao|cuoc van dong|noi dung|van de|linh vuc|cong tac|chu truong|chinh sach|mo hinh|chu de|chuyen de|mang|hoat dong"
    r"|chien dich|dot thi dua|cuoc thi|su kien|ngay le|dai hoi|ky hop|phien hop|hoi nghi)(?: cu the)? (?:gi|nao)(?!\w)"
)
"""What a document is about is asked for: "kế hoạch số 5 triển khai phong trào nào"."""


def asks_kind(question: Question) -> bool:
    """Whether what a named document is, or is about, is asked for ("là hướng dẫn việc gì", "triển khai phong trào nào")."""
    line, documents = question.wording.line, question.slots.documents
    if not documents:
        return False
    return _KIND_ASKED.search(line) is not None or asks_subject(question)


def asks_subject(question: Question) -> bool:
    """Whether what a numbered document sets going is asked for ("kế hoạch số 5 triển khai phong trào nào")."""
    documents = question.slots.documents
    return bool(documents) and documents[0].by_number and _SUBJECT_ASKED.search(question.wording.line) is not None


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


def outside_documents(question: Question) -> str:
    """The folded question without what names the documents: the words of a title ask nothing."""
    documents = question.slots.documents
    named = [(slot.start, slot.end) for slot in documents] + [slot.titled for slot in documents if slot.titled]
    return " ".join(word.text for word in question.wording.words if not any(a <= word.start < b for a, b in named))


TYPE_ASKED = re.compile(
    rf"(?<!\w)({KINDS})"
    r"(?= ?,? (?:[a-z]+ [a-z]+ ?,? )?(?:nao|gi)(?!\w))"
)


def is_asked_for(question: Question) -> bool:
    """Whether the described document itself is what is asked for ("lễ tang ... làm theo quy định nào")."""
    slot = question.slots.documents[0]
    named = fold(question.wording.question[slot.start :])
    return not slot.by_number and TYPE_ASKED.match(named) is not None and len(question.slots.types) == 1

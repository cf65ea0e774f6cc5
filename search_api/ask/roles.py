"""Agencies by what the question's grammar makes of them: who gives tasks, who is to do them, who only issued a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search_api.ask.kinds import DOCUMENTS
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot
from vietnamese.text import fold

_GIVES = re.compile(
    r"\s*,?\s*(?:(?:da|dang|se|vua|co|moi|tiep tuc|hien) )*"
    r"(?:giao(?! thong| duc| dich| ban| thuong| luu)|phan cong|phan giao|yeu cau|chi dao|uy quyen|phan nhiem)(?!\w)"
)
"""What follows an agency that gives tasks."""
_RECEIVED = re.compile(r"(?<!\w)(?:duoc|do|ma)\s*$")
"""What stands before one where the doer stands earlier: "việc Sở X được Ban Y giao"."""
_TO = re.compile(
    r"(?<!\w)(?:giao|phan cong|giao nhiem vu|giao viec|yeu cau|chi dao|uy quyen|phan giao)(?: viec| nhiem vu)?(?: cho| den| ve| toi)?\s*$"
)
"""What stands before an agency that is given tasks."""


_TO_FAR = re.compile(r"(?<!\w)(?:giao|phan cong|phan giao|yeu cau)(?: \w+){1,5} (?:cho|ve) $")


def receivers(question: Question) -> list[AgencySlot]:
    """Agencies to which tasks are given ("giao cho Sở X", "giao những việc nào cho Sở X")."""
    folded = fold(question.wording.question)
    return [a for a in question.slots.agencies if _TO.search(folded[: a.start]) or _TO_FAR.search(folded[: a.start])]


def givers(question: Question) -> list[AgencySlot]:
    """Agencies that give tasks to others: "A giao B ...", "B được A giao ..."."""
    folded = fold(question.wording.question)
    agencies = question.slots.agencies
    found = []
    for index, agency in enumerate(agencies):
        if not _GIVES.match(folded, agency.end) or _TO.search(folded[: agency.start]):
            continue
        if index + 1 < len(agencies) or named_receiver(question, agency) or (index and _RECEIVED.search(folded[: agency.start])):
            found.append(agency)
    return found


_HEADS = "so|ban|bo|cuc|chi cuc|vien|truong|hoi|cong an|benh vien|tong cong ty|cong ty|phong|van phong|trung tam|uy ban"
_RECEIVER = re.compile(
    rf"{_GIVES.pattern}(?: cho)? (?P<name>(?:{_HEADS})(?! nao| gi)(?: \w+){{1,6}}?)"
    r"(?= (?:lam|chu tri|thuc hien|nhung|cac|viec|nhiem vu|phoi hop|may|trien khai)(?!\w)|[ ?.!]*$)"
)


def named_receiver(question: Question, giver: AgencySlot) -> str | None:
    """What the agency is called, in the question's own words, that another gives tasks to and the corpus does not know."""
    if any(agency.start > giver.end for agency in question.slots.agencies):
        return None
    match = _RECEIVER.match(fold(question.wording.question), giver.end)
    return question.wording.question[slice(*match.span("name"))] if match else None


def executors(question: Question) -> list[AgencySlot]:
    """Agencies that the question asks for, without those that only issued the document it names ("Kế hoạch 133/KH-UBND của UBND")."""
    documents = question.slots.documents
    if not documents or not documents[0].by_number:
        folded = fold(question.wording.question)
        return [agency for agency in question.slots.agencies if not _ISSUER.search(folded[: agency.start])]
    end, kept = documents[0].end, []
    for agency in question.slots.agencies:
        gap, following = fold(question.wording.question[end : agency.start]), fold(question.wording.question[agency.end :])
        if agency.start >= end and _ISSUED_BY.fullmatch(gap) and not (gap.strip() in ("do", ",") and _DOES.match(following)):
            end = agency.end
        else:
            kept.append(agency)
    return kept


_KIND = rf"(?:{DOCUMENTS}|nq|qd|ct|kh|kl|ctr)"
_ISSUER = re.compile(
    rf"(?<!\w)(?:theo|thuc hien|trien khai|can cu|tai|trong|khi co|sau khi co|thi hanh|cu the hoa) (?:cac |nhung )?"
    rf"{_KIND} (?:cua|do) $"
)
"""What stands before an agency that only issued what tasks follow: "việc theo chỉ thị của Ban Thường vụ về ..."."""
_DOES = re.compile(
    r"\s*(?:(?:phai|can|se)\s+)?(?:chu tri|thuc hien|trien khai|phu trach|lam|phoi hop|dam nhiem|dam nhan|chiu trach nhiem)"
)
_ISSUED_BY = re.compile(r"\s*[,(]?\s*(?:ngay [\d/.]+ )?(?:cua|do|va)?\s*")


def doers(question: Question) -> list[AgencySlot]:
    """Agencies that are to do what is asked for: those that neither give tasks nor only issued the document named."""
    gave = givers(question)
    return [agency for agency in executors(question) if agency not in gave]


def side_by_side(question: Question, agencies: Sequence[AgencySlot]) -> list[AgencySlot]:
    """The first of the agencies with those that are listed with it ("Sở A, Sở B và Sở C")."""
    found = list(agencies[:1])
    for agency in agencies[1:]:
        gap = fold(question.wording.question[found[-1].end : agency.start])
        if not _AND.fullmatch(gap):
            break
        found.append(agency)
    return found


_AND = re.compile(r"\s*(?:,|;|va|hoac|hay|/|va ca|giam doc|truong|,? va giam doc|va truong)\s*")


_ITS_ISSUER = re.compile(r"\s*(?:,?\s*ngay [\d/ ]+)?,?\s*cua\s*")


def issued_the_named(agency: AgencySlot, question: Question) -> bool:
    """Whether an agency is only the issuer of the document named before it ("Chỉ thị số ... của Bộ Chính trị")."""
    slot = question.slots.documents[0]
    gap = fold(question.wording.question[slot.end : agency.start])
    return slot.by_number and agency.start >= slot.end and _ITS_ISSUER.fullmatch(gap) is not None

"""Held documents that a question calls by type, issuer and month: "công văn tháng 9/2025 của Văn phòng Ủy ban nhân dân thành phố"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import Document
from search_api.ask.catalogue import Catalogue, month_of
from search_api.ask.entities.documents import same_type
from search_api.ask.kinds import KINDS
from search_api.ask.slots import AgencySlot, DocumentSlot, PeriodSlot
from search_api.ask.words import Wording
from vietnamese.text import fold

_KINDS = re.compile(rf"(?<!\w)(?:{KINDS})(?!\w)(?! nao| gi)")
_LIST = re.compile(r"(?<!\w)(?:cac|nhung|danh sach|liet ke|moi|tat ca|bao nhieu|may|trong|tai|phu luc|ra|ban hanh|co) $")
_BETWEEN = frozenset(("cua", "do", ",", "ngay", "trong", "vao", "ban", "hanh", "so", "ra"))


def find_dated(
    wording: Wording, agencies: Sequence[AgencySlot], periods: Sequence[PeriodSlot], catalogue: Catalogue
) -> tuple[DocumentSlot, ...]:
    """The only held document of a type that the issuer named gave out in the month named; none where several are."""
    for match in _KINDS.finditer(wording.line):
        if _LIST.search(wording.line[: match.start()]):
            continue
        first, index = wording.word_at(match.start()), wording.word_at(match.end() - 1) + 1
        found: list[AgencySlot | PeriodSlot] = []
        named: list[AgencySlot | PeriodSlot] = [*agencies, *periods]
        while index < len(wording.words):
            word = wording.words[index]
            slot = next((slot for slot in named if slot.start <= word.start < slot.end), None)
            if slot is None and word.text not in _BETWEEN:
                break
            if slot is not None and slot not in found:
                found.append(slot)
            index += 1
        issuers = [slot for slot in found if isinstance(slot, AgencySlot)]
        months = [slot for slot in found if isinstance(slot, PeriodSlot)]
        if len(issuers) != 1 or len(months) != 1 or index >= len(wording.words):
            continue
        if re.fullmatch(r"(?:nao|gi)", wording.words[index].text):
            continue
        keys = [document.key for document in catalogue.held if _is(document, match.group(), issuers[0].name, months[0])]
        if len(keys) == 1:
            start, end = wording.words[first].start, max(slot.end for slot in found)
            return (DocumentSlot(tuple(keys), wording.question[start:end], start, end, False, (min(s.start for s in found), end)),)
    return ()


def _is(document: Document, kind: str, issuer: str, period: PeriodSlot) -> bool:
    if not document.type or not same_type(kind, document.type) or not _issued(document.issuer or "", issuer):
        return False
    month = month_of(document)
    if month is not None:
        return period.begin <= f"{month[0]}-{month[1]:02d}-15" <= period.finish
    return any(f"thang {number}" in fold(document.title or "") for number in _months(period))


def _issued(printed: str, issuer: str) -> bool:
    """Whether an issuer is the one named, with or without its place, or a body that acts for it ("Ban Thường vụ Thành ủy")."""
    own = printed == issuer or printed.startswith(f"{issuer} ")
    return own or (printed.endswith(issuer) and printed.startswith(("Ban Thường vụ ", "Ban Chấp hành ", "Thường trực ")))


def _months(period: PeriodSlot) -> list[str]:
    """The one month of a period, as titles write it."""
    year, month, _ = period.begin.split("-")
    one = period.finish.startswith(f"{year}-{month}")
    return [f"{int(month):02d} nam {year}", f"{int(month)} nam {year}"] if one else []

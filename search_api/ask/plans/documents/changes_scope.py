"""Where changes are said: "theo chương trình công tác năm 2025 phải điều chỉnh nghị quyết nào" asks for no change of the programme."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.records import Document, Mention
from search_api.ask.catalogue import month_of
from search_api.ask.entities.documents import find_types, same_type
from search_api.ask.kinds import DOCUMENTS
from search_api.ask.plans.base import Library
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold, normal

_KIND = r"(?:chuong trinh cong tac|chuong trinh|cong van|bao cao|thong bao|ke hoach|to trinh)"
_REST = r"(?:(?! (?:phai|can|se|sap|da|duoc|bi|thi|co|nhung|cac|nao|gi)(?!\w)| [,:?]) \S+)*"
_SAID = re.compile(
    rf"(?<!\w)(?:theo|tai|trong|neu trong|neu tai|ghi trong) (?:(?:ban|phu luc|phu luc kem|kem theo|cua) )*(?P<in>{_KIND})(?!\w){_REST}"
    rf"|^(?P<head>{_KIND}){_REST}(?= :)"
)
_TYPE = rf"(?:{DOCUMENTS})"
_ASKS = re.compile(
    rf"(?<!\w)(?P<kind>{_TYPE})(?: (?!nao|gi)\w+){{0,8}}? (?:nao|gi)(?!\w)|(?:^|(?<!\w)(?:cac|nhung) )(?P<head>{_TYPE})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class ChangesScope:
    """The question without where it is said, and the held documents that say it; none where the one named is not held."""

    question: Question
    keys: frozenset[str]


def changes_scope(question: Question, library: Library) -> ChangesScope | None:
    """Where the question says that the changes it asks for are told; None where it names no such place."""
    line, wording, slots = question.wording.line, question.wording, question.slots
    match = _SAID.search(line)
    if match is None:
        return None
    outside = f"{line[: match.start()]} # {line[match.end() :]}"
    asked = _ASKS.search(outside.strip(" #"))
    if asked is None:
        return None
    spans = wording.words_of(*match.span())
    begin, end = wording.words[spans[0]].start, wording.words[spans[-1]].end
    inside = [slot for slot in slots.documents if begin <= slot.start < end]
    if any(slot.by_number and slot not in inside for slot in slots.documents):
        return None
    periods = tuple(slot for slot in slots.periods if begin <= slot.start < end)
    numbered = [key for slot in inside if slot.by_number for key in slot.keys[:1]]
    kind = match["in"] or match["head"]
    keys = frozenset(d.key for d in library.catalogue.held if _is(d, kind, periods, numbered, library))
    kept = slots.periods if not keys else tuple(slot for slot in slots.periods if slot not in periods)
    types = find_types(asked["kind"] or asked["head"])
    agencies = tuple(slot for slot in slots.agencies if not begin <= slot.start < end)
    return ChangesScope(replace(question, slots=replace(slots, documents=(), types=types, periods=kept, agencies=agencies)), keys)


def _is(document: Document, kind: str, periods: tuple[PeriodSlot, ...], numbered: list[str], library: Library) -> bool:
    """Whether a held document is of the type named, speaks in the time named and cites the document that it is named after."""
    if not document.type or not same_type(kind, document.type):
        return False
    month = month_of(document)
    if periods and month is not None and not any(p.begin[:7] <= f"{month[0]}-{month[1]:02d}" <= p.finish[:7] for p in periods):
        return False
    if periods and month is None and not any(f"thang {int(p.begin[5:7])}" in fold(normal(document.title or "")) for p in periods):
        return False
    return all(any(m.document == document.key for m in library.snapshot.records(Mention, about=key)) for key in numbered)

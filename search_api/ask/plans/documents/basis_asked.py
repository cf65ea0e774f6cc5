"""Questions for what a described document rests on: "kế hoạch về ... thực hiện chỉ thị nào", "Phụ lục 1 lập theo chương trình nào"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search_api.ask.cues import content, general_words
from search_api.ask.entities.documents import find_types
from search_api.ask.kinds import DOCUMENTS
from search_api.ask.question import ASKING, Question
from search_api.ask.slots import AgencySlot
from vietnamese.text import fold

_DEEDS = r"(?:to chuc |tiep tuc )?(?:trien khai thuc hien|thuc hien|trien khai|cu the hoa|quan triet|thi hanh)"
_GROUNDS = (
    r"theo|lam theo|can cu(?: vao| theo)?|dua (?:tren|vao|theo)|tren co so|lay tu|xuat phat tu|bat nguon tu|bam sat|chieu theo"
)
_TYPE = rf"(?:{DOCUMENTS})"
_WHICH = r"(?:nao|gi|so may|so bao nhieu|so nao|may)"
_ASKS = re.compile(
    rf"(?<!\w)(?P<verb>{_GROUNDS}|(?:de |nham )?{_DEEDS})(?: (?:nhung|cac|dung|tinh than|noi dung))*"
    rf" (?:(?P<asked>{_TYPE}(?:(?: ,| va| hoac| hay)+ {_TYPE})*)(?: (?!nao(?!\w)|gi(?!\w)|so(?!\w))\w+){{0,2}}? {_WHICH}|gi|dau|van ban)(?!\w)"
)
_OF_TASKS = re.compile(r"(?<!\w)(?:viec|nhiem vu|cong viec|nv|cong tac|noi dung) (?:nao|gi)(?!\w)|(?<!\w)(?:nao|gi|ai)(?!\w)")
_HEAD = re.compile(
    rf"(?:(?:cac|nhung|ban|mot|xin|hoi|cho biet|theo bao cao ,) )*(?P<kind>{_TYPE.replace('van ban|', 'bao cao|')})(?!\w)"
)
_ANNEX = re.compile(r"(?<!\w)(?:phu luc|pl|danh muc)(?!\w)(?: so)?(?: (?P<number>\d{1,2}|[ivx]{1,4})(?![\w/]))?")
_ISSUES = re.compile(r"(?<!\w)(?:cua|do|ma)\s*$")
_DOES = re.compile(r"\s*(?:phai|can|duoc giao|se|dang|chu tri)(?!\w)")
_DULL = general_words("basis")


@dataclass(frozen=True, slots=True)
class Described:
    """What rests on what is asked: `words` describe it, `subject` the words behind what is asked for, `asked` the types asked for."""

    kinds: tuple[str, ...]
    words: tuple[str, ...]
    subject: tuple[str, ...]
    asked: tuple[str, ...]
    annex: re.Match[str] | None
    doers: tuple[AgencySlot, ...]
    """Agencies to which what is described was given."""
    issuers: tuple[AgencySlot, ...]
    """Agencies that issued what is asked for."""
    central: bool
    """Whether what is asked for is the centre's."""


def described_basis(question: Question) -> Described | None:
    """What a question describes whose grounds it asks for; None where it asks for something else or names a number."""
    if any(slot.by_number for slot in question.slots.documents):
        return None
    line, wording = question.wording.line, question.wording
    match = next((found for found in _ASKS.finditer(line) if found.start() > 0), None)
    if match is None or _OF_TASKS.search(line[: match.start()]):
        return None
    begin = wording.words[wording.word_at(match.start())].start
    end = wording.words[wording.word_at(match.end() - 1)].end
    whole = len(wording.question) + 1
    closed = [(slot.start, slot.end) for slot in question.slots.agencies]
    closed += [(slot.start, slot.end) for slot in question.slots.periods if not slot.assumed]
    annex, head = _ANNEX.search(line[: match.start()]), _HEAD.match(line[: match.start()])
    kinds = find_types(line[: match.start()] if annex else head["kind"] if head else "")
    hidden = _DULL | {word for kind in kinds for word in fold(kind).split()}
    told = content(wording, [*closed, (begin, whole)], ASKING)
    behind = content(wording, [*closed, (0, end)], ASKING)
    named, tail = fold(wording.question[:begin]), fold(wording.question[end:])
    before = [slot for slot in question.slots.agencies if slot.end <= begin]
    return Described(
        kinds=kinds,
        words=tuple(dict.fromkeys(word for word in told if word not in hidden and not word.isdecimal())),
        subject=tuple(dict.fromkeys(word for word in behind if word not in _DULL and not word.isdecimal())),
        asked=find_types(match["asked"] or ""),
        annex=annex,
        doers=tuple(s for s in before if _DOES.match(named, s.end) or not _ISSUES.search(named[: s.start])),
        issuers=tuple(slot for slot in question.slots.agencies if slot.start >= end),
        central=re.search(r"(?<!\w)(?:trung uong|cap tren)(?!\w)", f"{line[match.start() : match.end()]} {tail}") is not None,
    )

"""Who governs whom within a sentence: titles nest, lists share what governs their first member, a clause's end cuts both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.codes import document_types
from ingest.extract.relations.mentions import Mention
from ingest.extract.relations.triggers import Trigger, last_trigger

_ENUMERATED = r"(?:[\[(“\"]\s*)?(?P<enumerator>\(?(?:[ivx]+|\d+|[a-zđ])\)\s*)?"
_OPINION = r"(?:(?:ý kiến|đề nghị|nội dung|kết quả|báo cáo|hướng dẫn|chỉ đạo|yêu cầu)\s[^,;.]{0,70}?\stại\s+)?"
_PLACE = r"(?:(?:(?:điều|khoản|điểm|mục|chương|phụ lục)\s+[\w.]+|của|tại|và|,)\s*)*"
_KINDS = "|".join(kind.name for kind in document_types())
_CONNECTOR = re.compile(
    rf"\s*[\])”\"]?\s*(?P<mark>[,;](?:\s*(?:và|hoặc|cùng))?|(?:và|cùng|hoặc|kèm theo|gắn với|"
    rf"với)(?![^\W\d_]))\s*(?:với\s+)?(?:các|những|tại|của|số)?\s*(?:(?:{_KINDS})\s*:?\s*số\s*)?{_ENUMERATED}{_OPINION}{_PLACE}",
    re.IGNORECASE,
)
_LAST_CONNECTOR = re.compile(rf"{_CONNECTOR.pattern}$", re.IGNORECASE)
_BREAK = re.compile(
    r";|…|\)(?=[^()]*$)|,\s+(?=(?:kịp thời|góp phần|nhằm|đồng thời|khẩn trương|chủ động|phấn đấu|"
    r"trên cơ sở|qua đó|từ đó|ngay|bảo đảm|đảm bảo)(?![^\W\d_]))"
)
_AND = re.compile(r"\s*,?\s*(?:và|cùng)\s+")
_WAS_ISSUED = re.compile(
    r"\s*(?:đã\s+)?được\s+(?:ký\s+)?(?:ban hành|xây dựng|phê duyệt|thông qua)\s+(?:trên cơ sở\s+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Governor:
    """What ties a mention to what stands before it. `subject` is the mention that acts, None where the document itself does."""

    subject: Mention | None
    trigger: Trigger
    anchor: int
    """Where the words of the clause begin that hold the trigger, for a look at what else they name."""
    titled: Mention | None = None
    """The mention in whose title an annex stands that was issued with the document: it is the one that acts on the annex."""


@dataclass(slots=True)
class Tie:
    """A mention and its governor, None where nothing governs it. `root`: it stands on the first level of its sentence."""

    mention: Mention
    governor: Governor | None
    root: bool


def parse(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Tie]:
    """The ties of the mentions of one sentence, `text[start:end]`, from left to right."""
    ties: list[Tie] = []
    chain: list[Tie] = []
    for mention in mentions:
        previous = ties[-1].mention if ties else None
        gap_start = min(previous.head_end, mention.start) if previous else start
        tie = _tie(text, gap_start, mention, chain)
        _cut(chain, mention, tie)
        chain.append(tie)
        ties.append(tie)
    return ties


def joined_governors(text: str, tie: Tie, ties: Sequence[Tie]) -> list[Governor]:
    """A tie's governor, and the same for a name that is joined to its subject: "Quyết định ... và Quy chế ... theo Quy định A"."""
    governor = tie.governor
    if governor is None:
        return []
    subject = governor.subject
    if subject is None or not subject.named or governor.trigger.type != "based_on":
        return [governor]
    before = [other.mention for other in ties if other.root and other.governor is None and other.mention.end <= subject.start]
    if not before or not before[-1].named or _AND.fullmatch(text, before[-1].end, subject.start) is None:
        return [governor]
    return [governor, replace(governor, subject=before[-1])]


def _tie(text: str, gap_start: int, mention: Mention, chain: list[Tie]) -> Tie:
    segment = gap_start
    for stop in _BREAK.finditer(text, gap_start, mention.start):
        segment = stop.end()
    told = max((tie.mention.title_end for tie in chain if tie.mention.title_end <= mention.start), default=0)
    trigger = last_trigger(text, segment, mention.start, told)
    connector = _connector(text, mention, chain)
    if trigger is not None and not (
        trigger.generic and connector and chain and gap_start < trigger.start and _in_title(chain, trigger)
    ):
        owner = _owner(chain, trigger, mention, text) if segment == gap_start or _in_title(chain, trigger) else None
        if owner is not None:
            del chain[chain.index(owner) + 1 :]
            return Tie(mention, Governor(owner.mention, trigger, segment), False)
        titled = _titled(chain, trigger)
        if titled is not None:
            del chain[chain.index(titled) + 1 :]
            return Tie(mention, Governor(None, trigger, segment, titled.mention), False)
        chain.clear()
        return Tie(mention, Governor(None, trigger, segment), True)
    if connector is not None and chain:
        if connector["enumerator"]:
            chain.clear()
            return Tie(mention, None, True)
        return _coordinate(mention, connector["mark"].strip(), chain)
    if chain and mention.start >= chain[-1].mention.title_end and segment > gap_start:
        chain.clear()
    return Tie(mention, None, not chain)


def _connector(text: str, mention: Mention, chain: Sequence[Tie]) -> re.Match[str] | None:
    """The words that join a mention to the one before it, where nothing but that one's title stands between."""
    if not chain:
        return None
    last = chain[-1].mention
    start = max(last.head_end, min(last.title_end, mention.start))
    if start < mention.start and (found := _CONNECTOR.fullmatch(text, start, mention.start)):
        return found
    if last.title_end < mention.start:
        return None
    return _LAST_CONNECTOR.search(text, max(last.head_end, mention.start - 40), mention.start)


def _in_title(chain: Sequence[Tie], trigger: Trigger) -> bool:
    return _owner(chain, trigger) is not None


def _owner(chain: Sequence[Tie], trigger: Trigger, acting: Mention | None = None, text: str | None = None) -> Tie | None:
    """The innermost mention whose title, or whose first words after its issuer, hold the trigger; what is "amended by" a decree is a decree."""
    if trigger.reversed_ and acting is not None:
        return next((tie for tie in reversed(chain) if tie.mention.kind == acting.kind), chain[-1] if chain else None)
    for tie in reversed(chain):
        mention = tie.mention
        if trigger.rule == "issued_with" and not mention.named:
            if mention.index is None and 0 <= trigger.start - mention.head_end <= 2:
                return tie
            continue
        if mention.title_start <= trigger.start < mention.title_end or trigger.start == mention.head_end + 1:
            return tie
        if trigger.reversed_ or (trigger.rule == "issued_with" and 0 <= trigger.start - mention.head_end <= 2):
            return tie
        if text is not None and trigger.type == "based_on" and _WAS_ISSUED.fullmatch(text, mention.head_end, trigger.start):
            return tie
    return None


def _titled(chain: Sequence[Tie], trigger: Trigger) -> Tie | None:
    """ "Quyết định A sửa đổi một số điều của Quy chế ban hành kèm theo Quyết định B": A, for what is issued with B."""
    if trigger.rule != "issued_with":
        return None
    return next((tie for tie in reversed(chain) if tie.mention.title_start <= trigger.start < tie.mention.title_end), None)


def _coordinate(mention: Mention, mark: str, chain: list[Tie]) -> Tie:
    """A further member of a list: it shares the governor of the nearest one of its kind, else of the last one, after "
    "`;` of the first."""
    target = next((tie for tie in reversed(chain) if tie.mention.kind == mention.kind), None)
    if target is None:
        target = chain[0] if mark == ";" else chain[-1]
    index = chain.index(target)
    del chain[index:]
    return Tie(mention, target.governor, target.root)


def _cut(chain: Sequence[Tie], mention: Mention, tie: Tie) -> None:
    """A title ends where a document begins that is no part of it."""
    inside = {id(other) for other in chain}
    governor = tie.governor
    if governor is not None and governor.subject is not None and not any(other.mention is governor.subject for other in chain):
        return
    for other in chain:
        if id(other) in inside and governor is None and other.mention.title_end > mention.start and tie.root:
            other.mention.title_end = mention.start

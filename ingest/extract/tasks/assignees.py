"""Who does a task: lists of agencies in a cell, and the words of a direction that name who leads and who takes part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.agencies import AgencyLexicon
from graph.extraction import AgencyMention
from ingest.extract.agencies import find_agencies
from vietnamese.text import squeeze

_SEPARATOR = re.compile(r"\s*[;,\n]\s*|\s+và\s+|(?:^|\s)[-+•]\s+|\.\s+(?=[A-ZĐ])")
_SECOND_GROUP = re.compile(r"\s+và\s+(?=(?:các\s+)?(?:đơn vị|cơ quan|tổ chức|địa phương|doanh nghiệp|cá nhân|ngành)\b)")
_COMMITTEE = re.compile(r"(?i)^(?:các\s+)?(?:ủy ban|uỷ ban|ubnd|hội đồng|hđnd|đảng ủy|đảng uỷ|sở [A-ZĐ])")
_POST = re.compile(
    r"(?i)^(?:đ/c|đồng chí|các đồng chí)\b|\b(?:giám đốc|chủ tịch|bí thư|chánh văn phòng|trưởng ban|trưởng phòng|thủ trưởng"
    r"|lãnh đạo|bộ trưởng|cục trưởng|chi cục trưởng)\b"
)
_NOTE = re.compile(r"\s*\([^)]*\)\s*$")
_CHAIR = re.compile(r"(?i)\bchủ trì\b")
_WITH = re.compile(r"(?i)\b(?:phối hợp(?: chặt chẽ| cùng)?(?: với)?|cùng với|cùng)\b")
_DASHES = " -–+•.,;:"


def _pieces(text: str, mentions: Sequence[AgencyMention]) -> list[tuple[int, int]]:
    """The cell cut at separators that stand in no name."""
    cuts, position = [], 0
    for match in _SEPARATOR.finditer(text):
        if any(m.start < match.end() and match.start() < m.end for m in mentions):
            continue
        cuts.append((position, match.start()))
        position = match.end()
    cuts.append((position, len(text)))
    return [(a, b) for a, b in cuts if text[a:b].strip(_DASHES)]


def listed(text: str, lexicon: AgencyLexicon, posts: bool = False) -> tuple[str, ...]:
    """The agencies and groups of a cell, in order. `posts` keeps the names of posts, else a post counts as its agency."""
    mentions = find_agencies(text, lexicon)
    found: list[str] = []
    for start, end in _pieces(text, mentions):
        inside = [m for m in mentions if start <= m.start and m.end <= end]
        for name in _names(text[start:end].strip(_DASHES), inside, posts):
            if name and name not in found:
                found.append(name)
    return tuple(found)


def _names(piece: str, inside: Sequence[AgencyMention], posts: bool) -> list[str]:
    plain = squeeze(_NOTE.sub("", piece))
    if not inside:
        return [plain] if any(c.isalpha() for c in plain) else []
    if posts and (_POST.search(plain) or any(m.post for m in inside)):
        return [plain]
    if (
        len(inside) == 1
        and not inside[0].post
        and not _POST.search(plain)
        and plain.startswith(inside[0].surface)
        and _belongs(plain, inside[0])
    ):
        return _split_group(plain)
    return [name for m in inside for name in _split_group(m.surface)]


def _belongs(plain: str, mention: AgencyMention) -> bool:
    """Whether words after a known name still belong to it ("Đảng ủy Mặt trận | Tổ quốc VN thành phố")."""
    rest = plain[len(mention.surface) :].split()
    return not rest or (
        len(rest) <= 8 and not re.search(r"(?i)\b(?:chủ trì|phối hợp|thực hiện|là|tham mưu|trình|theo)\b", " ".join(rest))
    )


def _split_group(name: str) -> list[str]:
    """ "Ủy ban nhân dân các xã, phường, đặc khu và đơn vị liên quan" names two."""
    match = _SECOND_GROUP.search(name)
    if match is None or not _COMMITTEE.match(name):
        return [squeeze(name)]
    return [squeeze(name[: match.start()]), squeeze(name[match.end() :])]


def shared_cell(text: str, lexicon: AgencyLexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and coordinators of a cell that holds both ("Sở A chủ trì, phối hợp với Sở B"); else all of it leads."""
    match = _WITH.search(text)
    if match is None or not text[: match.start()].strip(_DASHES):
        return listed(_CHAIR.sub(" ", text), lexicon), ()
    return listed(_CHAIR.sub(" ", text[: match.start()]), lexicon), listed(text[match.end() :], lexicon)


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
    mentions = find_agencies(text[:1200], lexicon)
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
        names += [name for name in _split_group(mention.surface) if name not in names]
        position = mention.end
    return tuple(names), position

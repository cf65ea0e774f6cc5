"""The agencies and groups that a table's cell lists, and who leads and who takes part where one cell holds both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.agencies import AgencyLexicon
from graph.extraction import AgencyMention
from ingest.extract.agencies import find_agencies
from ingest.extract.tasks.elided import spelled_out
from ingest.layout.tables.roles import column_words, heading_key
from vietnamese.letters import UPPER
from vietnamese.text import squeeze

POST = re.compile(
    r"(?i)^(?:đ/c|đồng chí|các đồng chí)\b|\b(?:giám đốc|chủ tịch|bí thư|chánh văn phòng|trưởng ban|trưởng phòng|thủ trưởng"
    r"|lãnh đạo|bộ trưởng|cục trưởng|chi cục trưởng)\b"
)
_PERSON = re.compile(r"^(?:[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à)?\s*(?:[" + UPPER + r"][\w.]*\s*){2,5}$")
_SEPARATOR = re.compile(
    r"\s*[;\n]\s*|(?P<comma>\s*,\s*)|(?P<and>\s+và\s+)|^[-–+•]\s+|(?P<dash>(?:\s|^)[-–+•]\s+)|(?P<stop>\.\s+(?=[A-ZĐ]))"
)
_SECOND_GROUP = re.compile(r"\s+và\s+(?=(?:các\s+)?(?:đơn vị|cơ quan|tổ chức|địa phương|doanh nghiệp|cá nhân|ngành)\b)")
_COMMITTEE = re.compile(r"(?i)^(?:các\s+)?(?:ủy ban|uỷ ban|ubnd|hội đồng|hđnd|đảng ủy|đảng uỷ|sở [A-ZĐ])")
_NOTE = re.compile(r"\s*\([^)]*\)\s*$")
_SHORT_NAME = re.compile(r"\s*\(\s*(?:gọi tắt[^)]*|[A-ZĐ][A-ZĐ&-]{1,9})\s*\)")
_SENTENCE = re.compile(r"(?i)\b(?:chủ trì|phối hợp|thực hiện|là|tham mưu|theo|(?<!công )(?<!chương )(?<!quy )trình)\b")
_LEADS = r"(?:(?:cơ quan|đơn vị)\s+)?chủ trì(?:\s+thực hiện)?"
_JOINS = r"(?:(?:các\s+)?(?:cơ quan|đơn vị)\s+)?(?:phối hợp(?: chặt chẽ| cùng)?(?: thực hiện)?(?: với)?|cùng với|cùng)"
_CHAIR = re.compile(rf"(?i)(?:\b{_LEADS}\b\s*:?)")
_WITH = re.compile(rf"(?i)\b{_JOINS}\b\s*:?")
_MARKED = re.compile(rf"(?i)\s*\(\s*(?:(?P<lead>{_LEADS})|(?P<join>{_JOINS}))\s*\)")
_DASHES = " -–+•.,;:"


def listed(text: str, lexicon: AgencyLexicon, posts: bool = False) -> tuple[str, ...]:
    """The agencies and groups of a cell, in order. `posts` keeps the names of posts, else a post counts as its agency."""
    return tuple(dict.fromkeys(name for _, names in _read(text, lexicon, posts) for name in names))


def shared_cell(text: str, lexicon: AgencyLexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and coordinators of a cell that holds both ("Sở A chủ trì, phối hợp với Sở B"); else all of it leads."""
    if any(match["lead"] for match in _MARKED.finditer(text)):
        return _by_marks(text, lexicon)
    match = _WITH.search(text)
    if match is None or not text[: match.start()].strip(_DASHES):
        return listed(_CHAIR.sub(" ", text), lexicon), ()
    return listed(_CHAIR.sub(" ", text[: match.start()]), lexicon), listed(text[match.end() :], lexicon)


def _by_marks(text: str, lexicon: AgencyLexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "Sở A (chủ trì), Sở B, Sở C (phối hợp)": what is marked as leading leads, the rest takes part."""
    marks = list(_MARKED.finditer(text))
    bare = _MARKED.sub(lambda m: " " * len(m.group()), text)
    lead: list[str] = []
    others: list[str] = []
    for (_, end), names in _read(bare, lexicon, posts=False):
        mark = next(
            (m for m in marks if not bare[end : m.start()].strip() and m.start() >= end - len(m.group()) and m.start() <= end), None
        )
        (lead if mark is not None and mark["lead"] else others).extend(names)
    return tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(others))


def _read(text: str, lexicon: AgencyLexicon, posts: bool) -> list[tuple[tuple[int, int], list[str]]]:
    """The pieces of a cell with the names in each; the name of a person whose post follows is left out."""
    text = _SHORT_NAME.sub(lambda m: " " * len(m.group()), text)
    mentions, opened = spelled_out(text, lexicon, find_agencies(text, lexicon))
    for start, end in opened:
        text = text[:start] + " " * (end - start) + text[end:]
    found = []
    for start, end in _pieces(text, mentions):
        inside = [m for m in mentions if start <= m.start and m.end <= end]
        names = _names(text[start:end].strip(_DASHES), inside, posts)
        if names:
            found.append(((start, end), names))
    if len(found) > 1 and not posts:
        found = [
            item
            for k, item in enumerate(found)
            if not (_PERSON.match(text[slice(*item[0])].strip(_DASHES)) and _post_next(text, found, k))
        ]
    return found


def _post_next(text: str, found: Sequence[tuple[tuple[int, int], list[str]]], position: int) -> bool:
    return position + 1 < len(found) and POST.match(text[slice(*found[position + 1][0])].strip(_DASHES)) is not None


def _pieces(text: str, mentions: Sequence[AgencyMention]) -> list[tuple[int, int]]:
    """The cell cut at separators that stand in no name."""
    begun = {m.start for m in mentions}
    cuts, position = [], 0
    for match in _SEPARATOR.finditer(text):
        if any(m.start < match.end() and match.start() < m.end for m in mentions) or not _parts(text, match, begun):
            continue
        cuts.append((position, match.start()))
        position = match.end()
    cuts.append((position, len(text)))
    return [(a, b) for a, b in cuts if text[a:b].strip(_DASHES)]


def _parts(text: str, match: re.Match[str], begun: set[int]) -> bool:
    """Whether a separator ends a name: `và` and a dash join the words of one name unless another begins after them."""
    rest = text[match.end() :]
    if match["and"] is not None:
        return match.end() in begun or not rest[:1].isupper() or POST.match(rest) is not None
    if match["dash"] is not None:
        return match.end() in begun or POST.match(rest) is not None or not text[: match.start()].strip()
    return True


def _names(piece: str, inside: Sequence[AgencyMention], posts: bool) -> list[str]:
    plain = squeeze(_NOTE.sub("", piece))
    if not inside:
        return [plain] if any(c.isalpha() for c in plain) else []
    if posts and (POST.search(plain) or any(m.post for m in inside)):
        return [plain]
    if (
        len(inside) == 1
        and not inside[0].post
        and not POST.search(plain)
        and plain.startswith(inside[0].surface)
        and _belongs(plain, inside[0])
    ):
        return split_group(plain)
    if len(inside) == 1 and _owns(plain, inside[0]):
        return [plain]
    return [name for m in inside for name in split_group(m.surface)]


def _owns(plain: str, mention: AgencyMention) -> bool:
    """Whether the agency named at the end only says whose the body before it is ("Ban Kinh tế - Ngân sách | HĐND tỉnh")."""
    head = plain[: -len(mention.surface)]
    if mention.group or mention.post or POST.search(plain) or not plain.endswith(mention.surface) or _SENTENCE.search(head):
        return False
    first = heading_key(head.split(" ", 1)[0])
    return head[:1].isupper() and first in column_words().agencies and not any(mark in head for mark in "();:")


def _belongs(plain: str, mention: AgencyMention) -> bool:
    """Whether words after a known name still belong to it ("Đảng ủy Mặt trận | Tổ quốc VN thành phố")."""
    rest = plain[len(mention.surface) :].split()
    return not rest or (len(rest) <= 8 and not _SENTENCE.search(" ".join(rest)))


def split_group(name: str) -> list[str]:
    """ "Ủy ban nhân dân các xã, phường, đặc khu và đơn vị liên quan" names two."""
    match = _SECOND_GROUP.search(name)
    if match is None or not _COMMITTEE.match(name):
        return [squeeze(name)]
    return [squeeze(name[: match.start()]), squeeze(name[match.end() :])]

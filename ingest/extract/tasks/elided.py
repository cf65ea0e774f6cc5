"""Members of lists that name their kind once: "các Sở: Tài chính, Nội vụ", "Sở Tài chính, Tư pháp", "UBND các xã An Hòa, An Lạc"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.agencies import AgencyLexicon
from graph.agencies.words import Word
from graph.extraction import AgencyMention
from vietnamese.letters import LOWER, UPPER

_OPENER = re.compile(r"(?<!\w)(?:[Cc]ác\s+)?(?P<head>Sở|sở|Bộ|bộ)\s*:\s*")
_HEADED = re.compile(r"^(?P<head>Sở|Bộ)\s")
_COMMUNES = re.compile(r"^(?P<stem>.{2,60}?)\s+(?:các\s+)(?P<unit>xã|phường|đặc khu|thị trấn|tỉnh|thành phố)$", re.IGNORECASE)
_COMMUNE = re.compile(r"^(?P<stem>.{2,60}?)\s+(?P<unit>xã|phường|đặc khu)\s+[" + UPPER + r"]")
_COLON = re.compile(r"\s*:?\s*")
_SEPARATOR = re.compile(r"\s*(?:[,;]|,?\s*và)\s+")
_PLACE = re.compile(
    r"[" + UPPER + r"][\w'’-]*(?:\s+(?:[" + UPPER + r"]|\d)[\w'’-]*){0,4}(?=\s*(?:[,;:.)]|và\s|$|[" + LOWER + r"]))"
)


def spelled_out(
    text: str, lexicon: AgencyLexicon, mentions: Sequence[AgencyMention]
) -> tuple[tuple[AgencyMention, ...], tuple[tuple[int, int], ...]]:
    """The mentions with the members that a list names without their kind, and the stretches that only open such lists."""
    words = lexicon.words(text)
    found: list[AgencyMention] = []
    opened: list[tuple[int, int]] = []
    for match in _OPENER.finditer(text):
        members = list(_sectors(text, words, match.end(), match["head"].capitalize(), lexicon, mentions, first=True))
        found += members
        opened += [match.span()] if members else []
    for mention in mentions:
        if mention.group:
            communes, colon = _COMMUNES.match(mention.surface), _COLON.match(text, mention.end)
            if communes and colon and colon.end() > mention.end:
                members = list(_places(text, colon.end(), f"{communes['stem']} {communes['unit']}", mentions, first=True))
                found += members
                opened += [(mention.start, colon.end())] if members else []
        elif headed := _HEADED.match(mention.surface):
            found += _sectors(text, words, mention.end, headed["head"], lexicon, mentions)
        elif commune := _COMMUNE.match(mention.surface):
            found += _places(text, mention.end, f"{commune['stem']} {commune['unit']}", mentions)
    unique = {(m.start, m.end): m for m in (*found, *mentions) if not any(a < m.end and m.start < b for a, b in opened)}
    return tuple(unique[key] for key in sorted(unique)), tuple(opened)


def _sectors(
    text: str,
    words: Sequence[Word],
    position: int,
    head: str,
    lexicon: AgencyLexicon,
    mentions: Sequence[AgencyMention],
    first: bool = False,
) -> Iterator[AgencyMention]:
    """Sectors one after another from `position` on, each read as a department or ministry of its own."""
    begun = {m.start for m in mentions}
    while True:
        gap = None if first else _SEPARATOR.match(text, position)
        if not first and gap is None:
            return
        start = position if gap is None else gap.end()
        index = next((i for i, word in enumerate(words) if word.start == start), None)
        sector = lexicon.read_sector(words, index) if index is not None and words[index].capital else None
        if sector is None or start in begun:
            return
        end = words[sector[0] - 1].end
        name = lexicon.read_whole(f"{head} {text[start:end]}")
        if name is None or name.role not in ("body", "local"):
            return
        yield AgencyMention(start, end, f"{head} {text[start:end]}", False, False)
        position, first = end, False


def _places(text: str, position: int, head: str, mentions: Sequence[AgencyMention], first: bool = False) -> Iterator[AgencyMention]:
    """Names of places one after another, each with the body and the kind that stand before the first."""
    begun = {m.start for m in mentions}
    while True:
        gap = None if first else _SEPARATOR.match(text, position)
        if not first and gap is None:
            return
        start = position if gap is None else gap.end()
        place = _PLACE.match(text, start)
        if place is None or start in begun:
            return
        yield AgencyMention(start, place.end(), f"{head} {place.group()}", False, False)
        position, first = place.end(), False

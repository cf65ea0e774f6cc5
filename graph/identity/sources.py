"""Which files are one document, and which of them supplies its text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.extraction import Header, SourceExtraction
from graph.identity.bodies import places_clash, places_of, read_body
from graph.identity.home import find_home, issued_between, merged_header
from graph.identity.numbers import folded
from graph.identity.records import Held
from graph.identity.titles import contrary, read_title
from graph.identity.types import clash, family, family_of
from graph.identity.unions import Unions
from vietnamese.text import fold, normal

_RANK = {"born_digital": 0, "legacy": 1, "ocr": 2}
_WORDS = 1_500
_SHINGLE = 4
_SAME_TEXT = 0.5
_CROWD = 64
"""Documents of one title are compared pairwise up to so many; beyond it only equal texts are one document."""


def find_documents(sources: Sequence[SourceExtraction]) -> tuple[Held, ...]:
    """The held documents, in an order that depends on what they say and not on how they arrived."""
    ordered = sorted(sources, key=lambda source: (source.text_sha256, source.sha256, source.source))
    unions = Unions(len(ordered))
    for block in _blocks(ordered):
        for position, one in enumerate(block):
            for other in block[position + 1 :]:
                if unions.root(one) != unions.root(other) and _same(ordered[one], ordered[other]):
                    unions.join(one, other)
    groups = sorted(unions.groups(), key=lambda group: group[0])
    return tuple(_held(index, [ordered[member] for member in group]) for index, group in enumerate(groups))


def _held(index: int, members: list[SourceExtraction]) -> Held:
    ranked = sorted(members, key=lambda source: (_RANK[source.text_source], -source.length, source.sha256, source.source))
    header = merged_header([source.extraction.header for source in ranked])
    earliest, latest = issued_between(header)
    return Held(index, ranked[0], tuple(ranked), header, find_home(header, ranked[0].extraction), earliest, latest)


def _blocks(ordered: Sequence[SourceExtraction]) -> Iterable[list[int]]:
    """Indexes of sources that may be one document: by text, by number and by type and title."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, source in enumerate(ordered):
        header = source.extraction.header
        blocks["text", source.text_sha256].append(index)
        if header.number:
            blocks["number", folded(header.number)].append(index)
        title = read_title(header.title)
        blocks["title", family(header.type) or "", " ".join(title.words[:12]) if title else ""].append(index)
    for key, block in blocks.items():
        if len(block) > 1 and (key[0] == "text" or len(block) <= _CROWD):
            yield block


def _same(one: SourceExtraction, other: SourceExtraction) -> bool:
    if one.text_sha256 == other.text_sha256:
        return True
    mine, theirs = one.extraction.header, other.extraction.header
    if _clash(mine, theirs, one, other):
        return False
    if mine.number and theirs.number and mine.date and theirs.date:
        return mine.date == theirs.date and not contrary(read_title(mine.title), read_title(theirs.title))
    return _same_text(one, other)


def _clash(mine: Header, theirs: Header, one: SourceExtraction, other: SourceExtraction) -> bool:
    """Whether the heads of two files cannot be one document's."""
    number = mine.number or theirs.number or ""
    if mine.number and theirs.number and folded(mine.number) != folded(theirs.number):
        return True
    if mine.date and theirs.date and mine.date != theirs.date:
        return True
    first, last = issued_between(mine), issued_between(theirs)
    if all((*first, *last)) and (str(first[1]) < str(last[0]) or str(last[1]) < str(first[0])):
        return True
    if mine.period and theirs.period and mine.period != theirs.period:
        return True
    if clash(family_of(mine.type, number), family_of(theirs.type, number)):
        return True
    places = [
        places_of(read_body(header.issuer), number, find_home(header, source.extraction))
        for header, source in ((mine, one), (theirs, other))
    ]
    return places_clash(*places)


def _same_text(one: SourceExtraction, other: SourceExtraction) -> bool:
    mine, theirs = _shingles(one), _shingles(other)
    least = min(len(mine), len(theirs))
    return bool(least) and len(mine & theirs) / least >= _SAME_TEXT


def _shingles(source: SourceExtraction) -> frozenset[str]:
    """Runs of four folded words from the beginning of a text; a scan's slips spoil few of them."""
    words: list[str] = []
    for passage in source.extraction.passages:
        words.extend(fold(normal(passage.text)).split())
        if len(words) > _WORDS:
            break
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(min(len(words), _WORDS) - _SHINGLE + 1))


def mark_of(parts: Iterable[object]) -> str:
    """A hash of what is printed, to tell apart what shares every name."""
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()

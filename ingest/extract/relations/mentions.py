"""The citations of a document put back into the stretches they stand in, with what follows each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.codes import genre
from graph.extraction import Citation
from ingest.extract.citations.tails import read_tail
from ingest.extract.citations.units import Unit, units
from ingest.layout.records import Layout

_ALIAS_BEFORE = re.compile(
    r"\(\s*(?:(?:sau|dưới|từ) đây\s*,?\s*)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))?\s*(?:là)?\s*:?\s*[“\"]?$", re.IGNORECASE
)
_ALIAS_AFTER = re.compile(r"\s*[”\"]?\s*\)")


@dataclass(slots=True)
class Mention:
    """A citation at `text[start:end]` of its unit. `head_end` is behind its date and issuer; its title is `title_start` to `title_end`.

    `index` is None for the document itself, that of the antecedent for a back reference; `kind` its genre.
    """

    index: int | None
    citation: int
    start: int
    end: int
    head_end: int
    title_start: int
    title_end: int
    kind: str | None
    planned: bool
    named: bool


@dataclass(slots=True)
class Stretch:
    """A unit with its mentions in order."""

    unit: Unit
    mentions: list[Mention] = field(default_factory=list)


def stretches(layout: Layout, citations: Sequence[Citation]) -> list[Stretch]:
    """All units with the citations that begin in them; a citation belongs to one unit alone."""
    found: list[Stretch] = []
    starts = [citation.start for citation in citations]
    taken: set[int] = set()
    for unit in units(layout, _told(layout, starts)):
        stretch = Stretch(unit)
        first, last = unit.raw(0, len(unit.text))
        offsets = unit.reading.offsets
        for index in range(bisect_right(starts, first - 1), bisect_right(starts, last)):
            position = unit.position(citations[index].start)
            if index in taken or position >= len(unit.text) or offsets[unit.normalised.offsets[position]] != citations[index].start:
                continue
            taken.add(index)
            stretch.mentions.append(_mention(unit, index, citations[index], position))
        stretch.mentions = _without_aliases(unit, sorted(stretch.mentions, key=lambda mention: mention.start))
        found.append(stretch)
    return found


def _without_aliases(unit: Unit, mentions: Sequence[Mention]) -> list[Mention]:
    """A short name in brackets ("sau đây gọi tắt là Kế hoạch 118") belongs to the mention before it; what follows goes on with that."""
    kept: list[Mention] = []
    for mention in mentions:
        after = _ALIAS_AFTER.match(unit.text, mention.end)
        before = _ALIAS_BEFORE.search(unit.text, max(0, mention.start - 60), mention.start)
        if not kept or after is None or before is None:
            kept.append(mention)
            continue
        owner = kept[-1]
        owner.head_end = max(owner.head_end, after.end())
        owner.title_start = max(owner.title_start, owner.head_end)
        owner.title_end = max(owner.title_end, owner.title_start)
    return kept


def _told(layout: Layout, starts: Sequence[int]) -> frozenset[int]:
    """Blocks in which a citation or a footnote's mark stands."""
    return frozenset(
        index
        for index, block in enumerate(layout.blocks)
        if block.marks or bisect_right(starts, block.start - 1) < bisect_right(starts, block.end)
    )


def _mention(unit: Unit, index: int, citation: Citation, start: int) -> Mention:
    end = max(unit.position(citation.end - 1) + 1, start + 1)
    limit = unit.sentence_at(start)[1]
    tail = read_tail(unit.text, end, max(end, limit))
    carrying = citation.form == "named" and bool(citation.about)
    title_start, title_end = tail.title_start, tail.title_end
    if carrying and title_end == title_start:
        title_start, title_end = tail.head_end, limit
    own = None if citation.form == "self" else index if citation.antecedent is None else citation.antecedent
    named = citation.form == "named"
    return Mention(own, index, start, end, tail.head_end, title_start, title_end, genre(citation.type), citation.planned, named)

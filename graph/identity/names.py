"""What each held document says of unnumbered documents: its own heading, if it bears no number, and the names that it cites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.extraction import Citation
from graph.identity.bodies import read_body
from graph.identity.facets import is_self, own_body
from graph.identity.records import Held, Name, Reading
from graph.identity.titles import read_title
from graph.identity.types import family
from graph.identity.wording import only_carries_out, places_of_name, read_words
from vietnamese.text import squeeze

_DATE = re.compile(r",?\s+ngày\s*\d")

Readings = dict[tuple[int, int], Reading]
"""(held document, citation) -> what it means, as far as is decided."""


def own_name(held: Held) -> Name | None:
    """What a document without a number says of itself."""
    header = held.header
    if header.number:
        return None
    kind = family(header.type)
    places = places_of_name(kind, header.title, header.issuer or " ".join(header.letterhead), held.home)
    return Name(
        held.index, (), True, kind, places, own_body(held), read_title(header.title), read_words(header.title), frozenset(), False
    )


def cited_names(held: Held, readings: Readings, decided: Readings) -> Iterable[Name]:
    """The unnumbered documents that a document cites and that are not decided yet; mentions that print the same together."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, citation in enumerate(held.extraction.citations):
        if is_named(citation, held) and (held.index, index) not in decided:
            about = abouts(held, citation, readings)
            printed = (citation.type, name_title(citation), citation.issuer, about, citation.planned, citation.date, citation.year)
            groups[printed].append(index)
    for key in sorted(groups, key=str):
        mentions = tuple(groups[key])
        yield _name(held, held.extraction.citations[mentions[0]], mentions, readings)


def is_named(citation: Citation, held: Held) -> bool:
    return not citation.number and citation.form not in ("self", "back") and not is_self(citation, held)


def _name(held: Held, citation: Citation, mentions: tuple[int, ...], readings: Readings) -> Name:
    kind = family(citation.type)
    title = name_title(citation)
    words = read_words(title) if title else ("so", citation.bare, str(citation.year or "")) if citation.bare else ()
    return Name(
        held.index,
        mentions,
        False,
        kind,
        places_of_name(kind, title, citation.issuer, held.home),
        read_body(citation.issuer),
        read_title(title),
        words,
        abouts(held, citation, readings),
        citation.planned,
        citation.date,
        only_carries_out(title),
        citation.year,
    )


def abouts(held: Held, citation: Citation, readings: Readings) -> frozenset[int]:
    """The documents that a name carries, as far as they are decided."""
    found = (readings.get((held.index, index)) for index in citation.about)
    return frozenset(reading.entity for reading in found if reading is not None and reading.entity is not None)


def name_title(citation: Citation) -> str | None:
    """The title of an unnumbered document; where none was read, what its surface says after the type.

    What it carries out is named without its date: "triển khai Nghị quyết số 71-NQ/TW".
    """
    if citation.title:
        title = _DATE.split(citation.title)[0] if citation.about else citation.title
        return squeeze(title).strip(" ,;:") or None
    if citation.bare:
        return None
    rest = squeeze(citation.surface)
    for part in (citation.type, citation.issuer and f"của {citation.issuer}"):
        if part and part.lower() in rest.lower():
            at = rest.lower().index(part.lower())
            rest = squeeze(rest[:at] + " " + rest[at + len(part) :])
    return rest or None


def implementers(helds: Iterable[Held], readings: Readings, own: Mapping[int, int]) -> Mapping[int, frozenset[int]]:
    """Document -> the documents that some document says carry it out."""
    found: dict[int, set[int]] = defaultdict(set)
    for held in helds:
        for relation in held.extraction.relations:
            if relation.type not in ("implements", "details", "continues"):
                continue
            source = own.get(held.index) if relation.source is None else _entity(readings, held.index, relation.source)
            target = _entity(readings, held.index, relation.target)
            if source is not None and target is not None and source != target:
                found[target].add(source)
    return {target: frozenset(sources) for target, sources in found.items()}


def _entity(readings: Readings, held: int, citation: int) -> int | None:
    reading = readings.get((held, citation))
    return reading.entity if reading else None

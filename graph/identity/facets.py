"""What each held document says of each numbered document: its mentions grouped by what they print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from graph.extraction import Citation
from graph.identity.bodies import Body, places_of, read_body
from graph.identity.numbers import folded
from graph.identity.records import Facet, Held
from graph.identity.titles import read_title
from graph.identity.types import family_of

_PrintedKey = tuple[str, str | None, int | None, str | None, str | None, str | None, bool]
_BEFORE_TITLE = re.compile(r"(?:(?<!\w)(?:về|việc|v/v)|[“\"'‘:])\s*$", re.IGNORECASE)


def numbered_facets(held: Held) -> Iterable[Facet]:
    """The heading of a numbered document first, then every numbered document that it cites."""
    own = own_facet(held)
    if own is not None:
        yield own
    groups: dict[_PrintedKey, list[int]] = defaultdict(list)
    for index, citation in enumerate(held.extraction.citations):
        if citation.number and not is_self(citation, held):
            groups[
                citation.number, citation.date, citation.year, citation.type, citation.issuer, citation.title, is_firm(citation)
            ].append(index)
    for key in sorted(groups, key=str):
        yield _facet(held, key, tuple(groups[key]))


def own_facet(held: Held) -> Facet | None:
    """What a numbered document says of itself."""
    header = held.header
    if not header.number:
        return None
    body = own_body(held)
    places = places_of(body, header.number, held.home)
    return Facet(
        held.index,
        (),
        True,
        header.number,
        folded(header.number),
        header.date,
        int(held.earliest[:4]) if held.earliest else None,
        family_of(header.type, header.number),
        places,
        body,
        read_title(header.title),
    )


def own_body(held: Held) -> Body:
    """The body that issued a held document: what is signed for, else the lowest line of the letterhead."""
    header = held.header
    return read_body(header.issuer or (header.letterhead[-1] if header.letterhead else None))


def _facet(held: Held, key: _PrintedKey, mentions: tuple[int, ...]) -> Facet:
    number, date, year, type, issuer, title, firm = key
    assert number is not None
    body = read_body(issuer)
    return Facet(
        held.index,
        mentions,
        False,
        number,
        folded(number),
        date,
        year,
        family_of(type, number),
        places_of(body, number, held.home),
        body,
        read_title(title, firm),
        held.latest is None or date is None or date <= held.latest,
    )


def is_firm(citation: Citation) -> bool:
    """Whether the words taken for the title are marked as one where they stand; words that only follow may be the sentence's own."""
    if not citation.title or citation.sentence is None:
        return True
    at = citation.sentence.text.find(citation.title[:30])
    return at < 0 or bool(_BEFORE_TITLE.search(citation.sentence.text[:at]))


def is_self(citation: Citation, held: Held) -> bool:
    """Whether a citation means the document that it stands in: said so, or its own number with nothing against it."""
    if citation.form == "self":
        return True
    header = held.header
    if not citation.number or not header.number or folded(citation.number) != folded(header.number):
        return False
    if citation.date:
        return citation.date == header.date
    mine, theirs = family_of(header.type, citation.number), family_of(citation.type, citation.number)
    if mine is not None and theirs is not None and mine != theirs:
        return False
    cited, own = (
        places_of(read_body(citation.issuer), citation.number, held.home),
        places_of(own_body(held), citation.number, held.home),
    )
    return citation.issuer is None or cited is None or own is None or bool(cited & own)

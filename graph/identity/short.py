"""Short forms ("Nghị quyết 71", "Kế hoạch 238"): first among what their own document cites in full, then in the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.extraction import Citation
from graph.identity.bodies import places_clash, places_of, read_body
from graph.identity.names import Readings
from graph.identity.numbers import leading, year_of
from graph.identity.records import Entity, Held, Reading
from graph.identity.titles import contrary, read_title, similar
from graph.identity.types import family

ByNumber = Mapping[tuple[str | None, str], tuple[int, ...]]


def by_leading_number(entities: Mapping[int, Entity]) -> ByNumber:
    """(genre, running number) -> the documents that a short form may mean; under genre None those of every genre."""
    found: dict[tuple[str | None, str], set[int]] = defaultdict(set)
    for index, entity in entities.items():
        for facet in entity.facets:
            for kind in {facet.family, None}:
                found[kind, leading(facet.number)].add(index)
    return {key: tuple(sorted(indexes)) for key, indexes in found.items()}


def read_short(held: Held, readings: Readings, entities: Mapping[int, Entity], index: ByNumber) -> Readings:
    """What the short forms of one document mean, where they mean something that is cited in full here or elsewhere."""
    cited: dict[int, list[int]] = defaultdict(list)
    for at, citation in enumerate(held.extraction.citations):
        reading = readings.get((held.index, at))
        if citation.number and reading is not None and reading.entity is not None:
            cited[reading.entity].append(citation.start)
    found: Readings = {}
    for at, citation in enumerate(held.extraction.citations):
        if citation.bare and not citation.number and citation.form != "back":
            reading = _read(citation, held, cited, entities, index)
            if reading is not None:
                found[held.index, at] = reading
    return found


def _read(
    citation: Citation, held: Held, cited: Mapping[int, Sequence[int]], entities: Mapping[int, Entity], index: ByNumber
) -> Reading | None:
    bare, _, year = (citation.bare or "").partition("/")
    wanted = int(year) if year.isdigit() else citation.year
    known = index.get((family(citation.type), bare.lstrip("0") or "0"), ())
    fitting = [entity for entity in known if _fits(entities[entity], citation, held, wanted)]
    at_home = [entity for entity in fitting if entity in cited]
    if len(at_home) > 1:
        before = [(start, entity) for entity in at_home for start in cited[entity] if start <= citation.start]
        return Reading(max(before)[1]) if before else Reading(None, tuple(at_home))
    if at_home:
        return Reading(at_home[0])
    timely = [entity for entity in fitting if _not_later(entities[entity], held)]
    told = [entity for entity in timely if _told(entities[entity], citation)] or timely
    if not told:
        return None
    return Reading(told[0]) if len(told) == 1 else Reading(None, tuple(told))


def _fits(entity: Entity, citation: Citation, held: Held, year: int | None) -> bool:
    """Whether place, year and title allow that a short form means a document."""
    title = read_title(citation.title)
    places = places_of(read_body(citation.issuer), entity.facets[0].number, held.home)
    if any(places_clash(facet.places, places) for facet in entity.facets):
        return False
    if (
        title is not None
        and any(facet.title for facet in entity.facets)
        and all(contrary(f.title, title) for f in entity.facets if f.title)
    ):
        return False
    years = {int(facet.date[:4]) for facet in entity.facets if facet.date} | {
        y for facet in entity.facets if (y := year_of(facet.number))
    }
    return year is None or not years or year in years


def _told(entity: Entity, citation: Citation) -> bool:
    """Whether the title or the issuer speaks for a document."""
    title, body = read_title(citation.title), read_body(citation.issuer)
    return any(similar(facet.title, title) or bool(facet.issuer.kinds & body.kinds) for facet in entity.facets)


def _not_later(entity: Entity, held: Held) -> bool:
    dates = [facet.date for facet in entity.facets if facet.date]
    return held.latest is None or not dates or min(dates) <= held.latest

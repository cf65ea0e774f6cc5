"""Back references ("Nghị quyết này", "Kế hoạch nêu trên"): what they point to in their own document."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction import Citation
from graph.identity.names import Readings
from graph.identity.records import Held, Reading
from graph.identity.types import family


def read_back(held: Held, readings: Readings) -> Readings:
    """What the back references of a document mean, given what its other citations mean."""
    citations = held.extraction.citations
    found: Readings = {}
    for at, citation in enumerate(citations):
        if citation.form == "back":
            reading = _follow(at, citations, held, found, readings)
            if reading is not None:
                found[held.index, at] = reading
    return found


def _follow(at: int, citations: Sequence[Citation], held: Held, found: Readings, readings: Readings) -> Reading | None:
    antecedent = citations[at].antecedent
    if antecedent is not None:
        place = (held.index, antecedent)
        return found.get(place) or readings.get(place)
    kind = family(citations[at].type)
    seen: dict[int, None] = {}
    for index, citation in enumerate(citations):
        reading = readings.get((held.index, index))
        before = citation.start < citations[at].start and citation.form != "back"
        if before and reading is not None and reading.entity is not None and (kind is None or family(citation.type) == kind):
            seen[reading.entity] = None
    if not seen:
        return None
    return Reading(next(iter(seen))) if len(seen) == 1 else Reading(None, tuple(sorted(seen)))

"""All that identity has decided, for those who make records of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.extraction import Span
from graph.identity.agencies import Agencies
from graph.identity.describe import Described
from graph.identity.identify import Identities
from graph.identity.records import Held, Reading
from graph.records import DocumentKey, Evidence


@dataclass(frozen=True, slots=True)
class Resolved:
    """Held documents, what their mentions mean, the documents that exist with their keys, the agencies' names."""

    helds: Sequence[Held]
    found: Identities
    described: Described
    agencies: Agencies

    def key(self, held: Held) -> DocumentKey:
        return self.described.keys[self.found.own[held.index]]

    def reading(self, held: Held, citation: int) -> Reading:
        return self.found.readings.get((held.index, citation), Reading(None))

    def target(self, held: Held, citation: int) -> DocumentKey | None:
        entity = self.reading(held, citation).entity
        return None if entity is None else self.described.keys[entity]

    def candidates(self, held: Held, citation: int) -> tuple[DocumentKey, ...]:
        return tuple(sorted(self.described.keys[entity] for entity in self.reading(held, citation).candidates))

    def evidence(self, held: Held, span: Span) -> Evidence:
        return Evidence(self.key(held), span.start, span.end, span.text)

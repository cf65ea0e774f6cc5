"""From what each document says to the documents that exist: numbers first, then short forms, names, back references.

Everything is decided in blocks (one folded number, one genre of names), so the work grows with the mentions and not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.identity.back import read_back
from graph.identity.facets import is_self, numbered_facets
from graph.identity.named import NameCluster, by_purpose, by_title, decide_names, numbered_bearers, only, serving_index
from graph.identity.names import Readings, cited_names, implementers, own_name
from graph.identity.numbered import decide
from graph.identity.records import Entity, Facet, Held, Name, Reading
from graph.identity.short import by_leading_number, read_short


@dataclass(slots=True)
class Identities:
    """The documents that exist for a corpus and what each mention means. `own`: held document -> its entity."""

    entities: dict[int, Entity] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    own: dict[int, int] = field(default_factory=dict)

    def add(self, entity: Entity) -> int:
        index = len(self.entities)
        self.entities[index] = entity
        return index

    def settle(self, entity: int, held: int, mentions: Sequence[int]) -> None:
        for mention in mentions:
            self.readings[held, mention] = Reading(entity)


def identify(helds: Sequence[Held]) -> Identities:
    """What every citation of every held document means."""
    found = Identities()
    _numbered(helds, found)
    _short(helds, found)
    _named(helds, found)
    for held in helds:
        for index, citation in enumerate(held.extraction.citations):
            if is_self(citation, held):
                found.readings[held.index, index] = Reading(found.own[held.index], (), True)
    for held in helds:
        found.readings.update(read_back(held, found.readings))
    _know_oneself(found)
    return found


def _know_oneself(found: Identities) -> None:
    """A mention that turned out to mean the document it stands in is the document's own."""
    for (held, mention), reading in found.readings.items():
        if reading.entity is not None and reading.entity == found.own[held] and not reading.is_self:
            found.readings[held, mention] = Reading(reading.entity, (), True)


def _numbered(helds: Sequence[Held], found: Identities) -> None:
    blocks: dict[str, list[Facet]] = defaultdict(list)
    for held in helds:
        for facet in numbered_facets(held):
            blocks[facet.folded].append(facet)
    for number in sorted(blocks):
        decision = decide(blocks[number], helds)
        first = len(found.entities)
        for cluster in decision.clusters:
            index = found.add(Entity(list(cluster.facets), [], cluster.own))
            if cluster.own is not None:
                found.own[cluster.own] = index
            for facet in cluster.facets:
                found.settle(index, facet.held, facet.mentions)
        for place, clusters in decision.open.items():
            found.readings[place] = Reading(None, tuple(first + cluster for cluster in clusters))


def _short(helds: Sequence[Held], found: Identities) -> None:
    index = by_leading_number(found.entities)
    for held in helds:
        found.readings.update(read_short(held, found.readings, found.entities, index))


def _named(helds: Sequence[Held], found: Identities) -> None:
    """Names twice: what a name carries out may itself be unnumbered, so the first pass finds what the second one looks at."""
    first = Identities(dict(found.entities), dict(found.readings), dict(found.own))
    for cluster in _decide(helds, found.readings, found.readings)[0]:
        _settle(cluster, first.add(Entity([], list(cluster.names), cluster.own)), first)
    numbered = dict(found.entities)
    titles = numbered_bearers(numbered)
    serving = serving_index(numbered, implementers(helds, first.readings, first.own))
    clusters, undecided = _decide(helds, first.readings, found.readings)
    entity_of: dict[int, int] = {}
    for cluster in clusters:
        target = only(by_title(cluster, numbered, titles))
        if target is None:
            target = only(by_purpose(cluster, serving))
        if target is None:
            target = found.add(Entity([], [], cluster.own))
        found.entities[target].names.extend(cluster.names)
        entity_of[id(cluster)] = target
        _settle(cluster, target, found)
    for place, meant in undecided.items():
        if meant:
            found.readings[place] = Reading(None, tuple(sorted({entity_of[id(cluster)] for cluster in meant})))


_Undecided = dict[tuple[int, int], tuple[NameCluster, ...]]


def _decide(helds: Sequence[Held], known: Readings, decided: Readings) -> tuple[list[NameCluster], _Undecided]:
    """The unnumbered documents, genre by genre, and the mentions that may mean several of them."""
    families: dict[str, list[Name]] = defaultdict(list)
    for held in helds:
        own = own_name(held)
        for name in ([own] if own else []) + list(cited_names(held, known, decided)):
            families[name.family or ""].append(name)
    clusters: list[NameCluster] = []
    undecided: _Undecided = {}
    for kind in sorted(families):
        decision = decide_names(families[kind])
        clusters.extend(decision.clusters)
        undecided.update({place: tuple(decision.clusters[index] for index in indexes) for place, indexes in decision.open.items()})
    return clusters, undecided


def _settle(cluster: NameCluster, entity: int, found: Identities) -> None:
    if cluster.own is not None:
        found.own[cluster.own] = entity
    for name in cluster.names:
        found.settle(entity, name.held, name.mentions)

"""The clusters of one number, found by place, by citing document and by date, so that no mention is held against all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.identity.bodies import Places
from graph.identity.clusters import Cluster
from graph.identity.records import Facet

_ANYWHERE = ""
"""Stands for the places of a cluster of which nothing is known."""


class Shelf:
    """Clusters in the order in which they came; `position` of a cluster is its number among them."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._positions: dict[int, int] = {}
        self._by_place: dict[str, list[int]] = defaultdict(list)
        self._by_home: dict[int, list[int]] = defaultdict(list)

    def open(self, facet: Facet) -> Cluster:
        """A new cluster with this facet as its first."""
        cluster = Cluster()
        self.keep(cluster)
        self.put(cluster, facet)
        return cluster

    def keep(self, cluster: Cluster) -> None:
        """Takes in a cluster with the facets that it has."""
        self._positions[id(cluster)] = len(self.clusters)
        self.clusters.append(cluster)
        for facet in cluster.facets:
            self._index(cluster, facet)

    def put(self, cluster: Cluster, facet: Facet) -> None:
        cluster.add(facet)
        self._index(cluster, facet)

    def _index(self, cluster: Cluster, facet: Facet) -> None:
        position = self.position(cluster)
        for place in facet.places if facet.places is not None else (_ANYWHERE,):
            _append(self._by_place[place], position)
        _append(self._by_home[facet.held], position)

    def position(self, cluster: Cluster) -> int:
        return self._positions[id(cluster)]

    def near(self, places: Places) -> list[Cluster]:
        """The clusters whose place may be among `places`, in order."""
        if places is None:
            return list(self.clusters)
        positions = {position for place in (*places, _ANYWHERE) for position in self._by_place.get(place, ())}
        return [self.clusters[position] for position in sorted(positions)]

    def cited_by(self, held: int) -> list[Cluster]:
        """The clusters that a document speaks of, in order."""
        return [self.clusters[position] for position in sorted(set(self._by_home.get(held, ())))]


def _append(positions: list[int], position: int) -> None:
    if not positions or positions[-1] != position:
        positions.append(position)


class DateShelf:
    """Clusters by the years and the days of the year of their dates and by place: those that may be one misprinted document."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[Cluster]] = defaultdict(list)

    def near(self, cluster: Cluster) -> Iterable[Cluster]:
        """The clusters that share a part of a date and may share the place, each once, in the order in which they were kept."""
        seen: dict[int, Cluster] = {}
        for part in self._parts(cluster):
            places = (*sorted(cluster.places), _ANYWHERE) if cluster.places is not None else ("*",)
            for place in places:
                for known in self._found.get((part, place), ()):
                    seen.setdefault(id(known), known)
        return seen.values()

    def keep(self, cluster: Cluster) -> None:
        for part in self._parts(cluster):
            for place in (*(sorted(cluster.places) if cluster.places is not None else (_ANYWHERE,)), "*"):
                known = self._found[part, place]
                if all(one is not cluster for one in known):
                    known.append(cluster)

    @staticmethod
    def _parts(cluster: Cluster) -> list[str]:
        return sorted({date[:4] for date in cluster.dates} | {date[5:] for date in cluster.dates})

"""A cluster of mentions that are one document, and what speaks for and against another mention's belonging to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.identity.bodies import Body, Places, bodies_clash, places_clash
from graph.identity.dates import is_near_slip, is_slip
from graph.identity.numbers import year_of
from graph.identity.records import Facet, Held
from graph.identity.titles import Title, contrary, similar
from graph.identity.types import clash

_TITLES = 8
# Years of the central committee's terms, as "khóa XIII" names them.
_TERMS = {
    "vi": (1986, 1991),
    "vii": (1991, 1996),
    "viii": (1996, 2001),
    "ix": (2001, 2006),
    "x": (2006, 2011),
    "xi": (2011, 2016),
    "xii": (2016, 2021),
    "xiii": (2021, 2026),
    "xiv": (2026, 2031),
}
_CENTRAL_PARTY = frozenset({"bo chinh tri", "ban bi thu", "trung uong"})


@dataclass(slots=True)
class Cluster:
    """Mentions of one document.

    `family`, `places` and `issuers` are what its members agree on; `homes` are the documents that cite it; `sound`: some date of it is
    not later than the document that prints it.
    """

    facets: list[Facet] = field(default_factory=list)
    family: str | None = None
    places: Places = None
    issuers: set[str] = field(default_factory=set)
    titles: list[Title] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)
    sound: bool = False
    years: set[int] = field(default_factory=set)
    homes: dict[int, list[Facet]] = field(default_factory=dict)
    own: int | None = None

    def add(self, facet: Facet) -> None:
        self.facets.append(facet)
        self.family = self.family or facet.family
        if facet.places is not None:
            self.places = facet.places if self.places is None else (self.places & facet.places) or self.places
        self.issuers |= facet.issuer.kinds
        if facet.title is not None and len(self.titles) < _TITLES and facet.title not in self.titles:
            self.titles.append(facet.title)
        if facet.date:
            self.dates.add(facet.date)
            self.sound = self.sound or facet.sound
        if facet.year:
            self.years.add(facet.year)
        self.homes.setdefault(facet.held, []).append(facet)
        if facet.own:
            self.own = facet.held

    def absorb(self, other: Cluster) -> None:
        for facet in other.facets:
            self.add(facet)

    def admits(self, facet: Facet) -> bool:
        """Whether nothing forbids that the facet is this document: type, place, and that two held documents are never one."""
        if facet.own and self.own is not None:
            return False
        return not clash(self.family, facet.family) and not places_clash(self.places, facet.places)

    def agrees(self, title: Title | None) -> bool:
        return any(similar(known, title) for known in self.titles)

    def contradicts(self, title: Title | None) -> bool:
        return bool(self.titles) and all(contrary(known, title) for known in self.titles)

    def shares_issuer(self, body: Body) -> bool:
        return bool(self.issuers & body.kinds)


def admit_date(cluster: Cluster, facet: Facet, citing: Held) -> bool:
    """Whether the year, the term and the day of the citing document allow that an undated mention is this cluster's document."""
    years = {int(date[:4]) for date in cluster.dates} | cluster.years
    if facet.year is not None and years and facet.year not in years:
        return False
    term = _TERMS.get(facet.issuer.term or "")
    if term and years and facet.issuer.kinds & _CENTRAL_PARTY and not any(term[0] <= year <= term[1] for year in years):
        return False
    if citing.latest is None or not cluster.dates:
        return True
    return min(cluster.dates) <= citing.latest


def one_document(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters of different printed dates are one document whose date was misprinted somewhere."""
    if one.own is not None and other.own is not None:
        return False
    if clash(one.family, other.family) or places_clash(one.places, other.places):
        return False
    pairs = [(mine, theirs) for mine in one.dates for theirs in other.dates]
    if not pairs:
        return False
    if any(similar(mine, theirs) for mine in one.titles for theirs in other.titles):
        return any(mine[:4] == theirs[:4] or is_slip(mine, theirs) for mine, theirs in pairs)
    if one.titles and other.titles and all(contrary(mine, theirs) for mine in one.titles for theirs in other.titles):
        return False
    if bodies_clash(Body(frozenset(one.issuers)), Body(frozenset(other.issuers))):
        return False
    if one.sound != other.sound and any(is_slip(mine, theirs) for mine, theirs in pairs):
        return True
    within = year_of(one.facets[0].number)
    if within is not None:
        return any(str(within) in (mine[:4], theirs[:4]) or is_slip(mine, theirs) for mine, theirs in pairs)
    return any(is_near_slip(mine, theirs) for mine, theirs in pairs)


def nearest(positions: Sequence[tuple[int, int]], at: int, reach: int) -> int | None:
    """Of (position, cluster) the cluster that stands last before `at`, not further than `reach` characters."""
    before = [(position, cluster) for position, cluster in positions if position <= at and at - position <= reach]
    return max(before)[1] if before else None

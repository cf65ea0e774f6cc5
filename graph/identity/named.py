"""Which unnumbered names are one document, and which numbered document is meant by a name.

Decided within one genre: equal wording first, then wording that leaves out a term or period, then what the document carries out
("Chương trình hành động thực hiện Nghị quyết số ..."), then the numbered documents that bear the title or carry out the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.identity.bodies import Places, places_clash
from graph.identity.dates import is_slip
from graph.identity.numbers import year_of
from graph.identity.records import Entity, Facet, Name
from graph.identity.titles import Title, agreement, same_words
from graph.identity.wording import Words, shorter

_LEAST_WORDS = 4
_LONG, _ALIKE = 12, 0.95
"""A title of so many words need not be printed to the letter: so much of what it says must agree."""
_STATUTES = frozenset({"luat", "bo luat", "phap lenh", "hien phap"})


@dataclass(slots=True)
class NameCluster:
    """Names of one unnumbered document."""

    names: list[Name] = field(default_factory=list)
    places: Places = None
    kinds: set[str] = field(default_factory=set)
    about: set[int] = field(default_factory=set)
    own: int | None = None
    homes: set[int] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def add(self, name: Name) -> None:
        self.names.append(name)
        if name.places is not None:
            self.places = name.places if self.places is None else (self.places & name.places) or self.places
        self.kinds |= name.issuer.kinds
        self.about |= name.about
        self.homes.add(name.held)
        if name.date:
            self.dates.add(name.date)
        if name.date or name.year:
            self.years.add(int(name.date[:4]) if name.date else name.year or 0)
        if name.own:
            self.own = name.held

    def absorb(self, other: NameCluster) -> None:
        for name in other.names:
            self.add(name)

    @property
    def family(self) -> str | None:
        return self.names[0].family

    @property
    def words(self) -> Words:
        return max((name.words for name in self.names), key=lambda words: (len(words), words))

    def admits(self, other: NameCluster) -> bool:
        """Whether place, issuer and what is carried out allow the two to be one document."""
        if self.own is not None and other.own is not None:
            return False
        if places_clash(self.places, other.places) or (self.about and other.about and not self.about & other.about):
            return False
        if self.kinds and other.kinds and not self.kinds & other.kinds:
            return False
        if self.years and other.years and not self.dates | other.dates and not self.years & other.years:
            return False
        pairs = [(mine, theirs) for mine in self.dates for theirs in other.dates]
        return not pairs or any(mine == theirs or is_slip(mine, theirs) for mine, theirs in pairs)


@dataclass(slots=True)
class NamesDecision:
    """The unnumbered documents. `open`: (held, mention) -> clusters that it may mean."""

    clusters: list[NameCluster] = field(default_factory=list)
    open: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)


def decide_names(names: Sequence[Name]) -> NamesDecision:
    """The unnumbered documents that the names of one genre mean."""
    decision = NamesDecision()
    spelled: dict[tuple[Words, str], list[NameCluster]] = defaultdict(list)
    clusters: list[NameCluster] = []
    for name in sorted(names, key=_order):
        single = NameCluster()
        single.add(name)
        near = (known for place in _near(single.places) for known in spelled.get((name.words, place), ()))
        home = next((known for known in near if name.words and known.admits(single)), None)
        if home is None:
            clusters.append(single)
            for place in _kept(single.places):
                spelled[name.words, place].append(single)
        else:
            home.add(name)
    decision.clusters = _join_about(_join_cores(clusters))
    _place_wordless(decision)
    return decision


def _kept(places: Places) -> tuple[str, ...]:
    """Under which places a cluster is kept: its own, or the one for those of which nothing is known; and under all."""
    return (*(sorted(places) if places is not None else ("",)), "*")


def _near(places: Places) -> tuple[str, ...]:
    """Under which places those are kept that may be of the same place."""
    return ("*",) if places is None else (*sorted(places), "")


def _order(name: Name) -> tuple[object, ...]:
    places = ",".join(sorted(name.places)) if name.places is not None else "~"
    return (
        name.words,
        not name.own,
        -(name.year or 0),
        name.places is None,
        places,
        not name.about,
        sorted(name.about),
        sorted(name.issuer.kinds),
        name.held,
        name.mentions,
    )


def _join_cores(clusters: Sequence[NameCluster]) -> list[NameCluster]:
    """Names that leave out their term or period go to the one document that has it: in their own document first, then anywhere."""
    longer: dict[Words, list[NameCluster]] = defaultdict(list)
    for cluster in clusters:
        for form in shorter(cluster.names[0].words):
            longer[form].append(cluster)
    kept = []
    for cluster in clusters:
        fitting = [known for known in longer.get(cluster.names[0].words, ()) if known.admits(cluster)]
        if cluster.own is None and fitting:
            cluster = _deal_out(cluster, fitting)
        if cluster.names:
            kept.append(cluster)
    return kept


def _deal_out(cluster: NameCluster, fitting: Sequence[NameCluster]) -> NameCluster:
    """The names that remain where they were, after each went to the one longer name that its document or the corpus has."""
    remaining = NameCluster()
    homes = [frozenset(known.homes) for known in fitting]
    for name in cluster.names:
        at_home = [known for known, cited in zip(fitting, homes, strict=True) if name.held in cited] or list(fitting)
        (at_home[0] if len(at_home) == 1 else remaining).add(name)
    return remaining


def _join_about(clusters: Sequence[NameCluster]) -> list[NameCluster]:
    """Names that say nothing but what the document carries out are one where they carry out the same."""
    by_about: dict[tuple[int, str], list[NameCluster]] = defaultdict(list)
    kept = []
    for cluster in clusters:
        pure = bool(cluster.about) and all(name.pure for name in cluster.names)
        near = [
            other
            for about in sorted(cluster.about)
            for place in _near(cluster.places)
            for other in by_about.get((about, place), ())
        ]
        known = next((other for other in near if other.admits(cluster)), None) if pure else None
        if known is not None:
            known.absorb(cluster)
            continue
        kept.append(cluster)
        if pure:
            for about in cluster.about:
                for place in _kept(cluster.places):
                    by_about[about, place].append(cluster)
    return kept


def _place_wordless(decision: NamesDecision) -> None:
    """A bare "Chương trình hành động" is the document of its genre that its own document names just before or, if only one, at all."""
    bare = [cluster for cluster in decision.clusters if not cluster.names[0].words and cluster.own is None and not cluster.about]
    if not bare:
        return
    decision.clusters = [cluster for cluster in decision.clusters if not any(cluster is one for one in bare)]
    by_home: dict[int, list[int]] = defaultdict(list)
    for index, cluster in enumerate(decision.clusters):
        for held in cluster.homes:
            by_home[held].append(index)
    for cluster in bare:
        for name in cluster.names:
            single = NameCluster()
            single.add(name)
            fitting = [index for index in by_home[name.held] if decision.clusters[index].admits(single)]
            if len(fitting) == 1:
                decision.clusters[fitting[0]].add(name)
                continue
            for mention in name.mentions:
                decision.open[name.held, mention] = tuple(fitting)


def numbered_bearers(entities: Mapping[int, Entity]) -> Mapping[tuple[str, Words], tuple[int, ...]]:
    """(genre, first words of the title) -> numbered documents, for finding whose title a name is."""
    found: dict[tuple[str, Words], set[int]] = defaultdict(set)
    for index, entity in entities.items():
        for facet in entity.facets:
            if facet.family and facet.title:
                for length in range(1, _LEAST_WORDS + 1):
                    found[facet.family, facet.title.words[:length]].add(index)
    return {key: tuple(sorted(indexes)) for key, indexes in found.items()}


def by_title(
    cluster: NameCluster, entities: Mapping[int, Entity], index: Mapping[tuple[str, Words], tuple[int, ...]]
) -> tuple[int, ...]:
    """The numbered documents whose title begins with the name, or is the beginning of it; in its own document less is enough."""
    title = next((name.title for name in cluster.names if name.title), None)
    if cluster.own is not None or cluster.family is None or title is None:
        return ()
    found = index.get((cluster.family, title.words[:_LEAST_WORDS]), ())
    fitting = [entity for entity in found if _bears(entities[entity], cluster, title, _LEAST_WORDS + 2)]
    if not fitting:
        fitting = [
            entity
            for entity in found
            if _bears(entities[entity], cluster, title, _LEAST_WORDS) and _beside(entities[entity], cluster)
        ]
    at_home = [entity for entity in fitting if _beside(entities[entity], cluster)]
    return tuple(at_home if len(at_home) == 1 else fitting)


def _beside(entity: Entity, cluster: NameCluster) -> bool:
    """Whether one document speaks of both."""
    return any(facet.held in cluster.homes for facet in entity.facets)


def _bears(entity: Entity, cluster: NameCluster, title: Title, least: int) -> bool:
    return any(
        facet.family == cluster.family
        and facet.title is not None
        and not places_clash(facet.places, cluster.places)
        and not (cluster.dates and facet.date and facet.date not in cluster.dates)
        and not (cluster.years and _years(facet) and not cluster.years & _years(facet))
        and _begins(facet.title, title, least, exact=cluster.family in _STATUTES)
        for facet in entity.facets
    )


def _years(facet: Facet) -> set[int]:
    """The years that a numbered document may be named after: that of its date, else of its number."""
    year = int(facet.date[:4]) if facet.date else year_of(facet.number)
    return {year} if year else set()


def _begins(one: Title, other: Title, least: int, exact: bool) -> bool:
    """Whether a title begins with the other; of statutes, whose titles are a word or two, only the whole title counts."""
    if exact:
        return same_words(one, other)
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < _LEAST_WORDS:
        return False
    nearly = len(shorter) >= _LONG and longer[:least] == shorter[:least] and agreement(one, other) >= _ALIKE
    return same_words(one, other) or nearly or (len(shorter) >= least and longer[: len(shorter)] == shorter)


Serving = Mapping[tuple[int, str, str], tuple[tuple[int, Entity], ...]]
"""(what is carried out, genre, place) -> the numbered documents that carry it out."""


def serving_index(entities: Mapping[int, Entity], implementers: Mapping[int, frozenset[int]]) -> Serving:
    """Who carries out what, found by what is asked for."""
    found: dict[tuple[int, str, str], list[tuple[int, Entity]]] = defaultdict(list)
    serving = {index for sources in implementers.values() for index in sources if index in entities}
    traits = {index: {(f.family or "", place) for f in entities[index].facets for place in _kept(f.places)} for index in serving}
    for about, sources in implementers.items():
        for index in sorted(sources & serving):
            for kind, place in traits[index]:
                found[about, kind, place].append((index, entities[index]))
    return {key: tuple(served) for key, served in found.items()}


def by_purpose(cluster: NameCluster, serving: Serving) -> tuple[int, ...]:
    """The numbered documents of the name's genre, place and issuer that carry out what the name carries out; none without an issuer."""
    if cluster.own is not None or not cluster.about or not cluster.kinds or not all(name.pure for name in cluster.names):
        return ()
    found: list[set[int]] = []
    for about in sorted(cluster.about):
        near = (pair for place in _near(cluster.places) for pair in serving.get((about, cluster.family or "", place), ()))
        found.append({index for index, entity in near if _serves(entity, cluster)})
    return tuple(sorted(set.intersection(*found)))


def _serves(entity: Entity, cluster: NameCluster) -> bool:
    kinds = {kind for facet in entity.facets for kind in facet.issuer.kinds}
    if kinds and not kinds & cluster.kinds:
        return False
    return not any(places_clash(facet.places, cluster.places) for facet in entity.facets)


def only(found: Iterable[int]) -> int | None:
    """The one member, None where there are none or several."""
    listed = list(found)
    return listed[0] if len(listed) == 1 else None

"""Which mentions of one number are one document: decided for each number by itself, from what is printed and never from the order.

Dated mentions first (one date, one type, one place), then dates that are slips of each other, then held documents whose date is blank,
then the undated mentions: their own document's dated mention decides, then title, issuer, term, and that nothing cites a later document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.identity.clusters import Cluster, admit_date, nearest, one_document
from graph.identity.numbers import restarts_yearly
from graph.identity.records import Facet, Held

_REACH = 4_000
"""How far back, in characters, an undated mention takes up a dated one where its document has several."""


@dataclass(slots=True)
class Decision:
    """The documents that bear a number. `open`: (held, mention) -> indexes of the clusters that it may mean."""

    clusters: list[Cluster] = field(default_factory=list)
    open: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)


def decide(facets: Sequence[Facet], helds: Sequence[Held]) -> Decision:
    """The documents that the mentions of one folded number mean."""
    ordered = sorted(facets, key=_order)
    decision = Decision()
    waiting = _place_dated([facet for facet in ordered if facet.date], decision)
    decision.clusters = merge_dates(decision.clusters)
    for facet in (f for f in ordered if not f.date and f.own):
        _place_blank(facet, helds[facet.held], decision)
    undated = sorted((facet for facet in ordered if not facet.date and not facet.own), key=_tells)
    for facet in waiting:
        _choose(facet, helds[facet.held], decision, [cluster for cluster in decision.clusters if facet.date in cluster.dates])
    left = [facet for facet in undated if not _place_undated(facet, helds[facet.held], decision)]
    for facet in left:
        _pool(facet, decision)
    return decision


def _order(facet: Facet) -> tuple[object, ...]:
    places = ",".join(sorted(facet.places)) if facet.places is not None else "~"
    return (
        not facet.own,
        facet.places is None,
        facet.family is None,
        facet.date or "",
        places,
        facet.family or "",
        facet.held,
        facet.mentions,
    )


def _tells(facet: Facet) -> tuple[bool, bool, bool]:
    """Mentions that say more go first, so that barer ones of the same document can follow them."""
    return (facet.title is None, facet.year is None, not facet.issuer.kinds)


def _place_dated(facets: Iterable[Facet], decision: Decision) -> list[Facet]:
    """Puts dated mentions together by date, type and place; gives back those that fit several documents of their date."""
    by_date: dict[str, list[Cluster]] = defaultdict(list)
    waiting = []
    for facet in facets:
        date = facet.date or ""
        fitting = [cluster for cluster in by_date[date] if cluster.admits(facet)]
        if len(fitting) > 1:
            waiting.append(facet)
        elif fitting:
            fitting[0].add(facet)
        else:
            cluster = Cluster()
            cluster.add(facet)
            by_date[date].append(cluster)
    decision.clusters = [cluster for date in sorted(by_date) for cluster in by_date[date]]
    return waiting


def merge_dates(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Joins clusters whose dates are one document's misprints. Compared are those that share a year or a day of the year."""
    merged: list[Cluster] = []
    by_part: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        parts = {date[:4] for date in cluster.dates} | {date[5:] for date in cluster.dates}
        near = {id(known): known for part in sorted(parts) for known in by_part[part]}
        home = next((known for known in near.values() if one_document(known, cluster)), None)
        if home is None:
            merged.append(cluster)
            home = cluster
        else:
            home.absorb(cluster)
        for part in parts:
            if all(known is not home for known in by_part[part]):
                by_part[part].append(home)
    return merged


def _place_blank(facet: Facet, held: Held, decision: Decision) -> None:
    """A held document whose date is blank takes the place of the one document that is cited with a date it can have had."""
    fitting = [
        cluster
        for cluster in decision.clusters
        if cluster.admits(facet) and not cluster.contradicts(facet.title) and any(_within(date, held) for date in cluster.dates)
    ]
    narrowed = _narrow(fitting, facet)
    if len(narrowed) == 1:
        narrowed[0].add(facet)
        return
    cluster = Cluster()
    cluster.add(facet)
    decision.clusters.append(cluster)


def _within(date: str, held: Held) -> bool:
    return (held.earliest is None or held.earliest <= date) and (held.latest is None or date <= held.latest)


def _place_undated(facet: Facet, citing: Held, decision: Decision) -> bool:
    """Ties an undated mention to a cluster, or leaves it open between several; False where no cluster may be meant."""
    fitting = [cluster for cluster in decision.clusters if cluster.admits(facet) and not cluster.contradicts(facet.title)]
    at_home = [cluster for cluster in fitting if citing.index in cluster.homes]
    if not at_home:
        fitting = [cluster for cluster in fitting if admit_date(cluster, facet, citing) and not _too_old(cluster, facet, citing)]
    elif facet.year is not None or facet.issuer.term is not None:
        at_home = [cluster for cluster in at_home if admit_date(cluster, facet, citing)]
        fitting = [cluster for cluster in fitting if admit_date(cluster, facet, citing)]
    candidates = at_home or fitting
    if not candidates:
        return False
    _choose(facet, citing, decision, candidates)
    return True


def _too_old(cluster: Cluster, facet: Facet, citing: Held) -> bool:
    """A number that begins again each year means, undated, no document of long ago, unless title or issuer say so."""
    if not restarts_yearly(facet.number) or not cluster.dates or citing.earliest is None:
        return False
    if cluster.agrees(facet.title) or facet.year is not None:
        return False
    return int(max(cluster.dates)[:4]) < int(citing.earliest[:4]) - 1


def _narrow(candidates: list[Cluster], facet: Facet) -> list[Cluster]:
    """The candidates that the title speaks for, else those that the issuer speaks for, else all."""
    titled = [cluster for cluster in candidates if cluster.agrees(facet.title)]
    remaining = titled or candidates
    issued = [cluster for cluster in remaining if cluster.shares_issuer(facet.issuer)]
    return issued or remaining


def _choose(facet: Facet, citing: Held, decision: Decision, candidates: list[Cluster]) -> None:
    """One candidate takes the mentions; of several, each mention takes the one that its document named last before it."""
    narrowed = _narrow(candidates, facet)
    if len(narrowed) == 1:
        narrowed[0].add(facet)
        return
    indexes = tuple(sorted(_position(decision.clusters, cluster) for cluster in narrowed))
    places = [(position, index) for index in indexes for position in _positions(decision.clusters[index], citing)]
    for mention in facet.mentions:
        home = nearest(places, citing.extraction.citations[mention].start, _REACH)
        if home is None:
            decision.open[citing.index, mention] = indexes
        else:
            decision.clusters[home].add(_alone(facet, mention))


def _position(clusters: Sequence[Cluster], wanted: Cluster) -> int:
    return next(index for index, cluster in enumerate(clusters) if cluster is wanted)


def _positions(cluster: Cluster, citing: Held) -> Iterable[int]:
    for facet in cluster.facets:
        if facet.held == citing.index and facet.date:
            for mention in facet.mentions:
                yield citing.extraction.citations[mention].start


def _alone(facet: Facet, mention: int) -> Facet:
    return Facet(
        facet.held,
        (mention,),
        facet.own,
        facet.number,
        facet.folded,
        facet.date,
        facet.year,
        facet.family,
        facet.places,
        facet.issuer,
        facet.title,
    )


def _pool(facet: Facet, decision: Decision) -> None:
    """Undated mentions that no dated document fits are one undated document for each type, place and year."""
    for cluster in decision.clusters:
        if not cluster.dates and cluster.admits(facet) and not (facet.year and cluster.years and facet.year not in cluster.years):
            cluster.add(facet)
            return
    fresh = Cluster()
    fresh.add(facet)
    decision.clusters.append(fresh)

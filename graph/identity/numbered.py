"""Which mentions of one number are one document: decided for each number by itself, from what is printed and never from the order.

Dated mentions first (one date, one type, one place), then dates that are slips of each other, then held documents whose date is blank,
then the undated mentions: their own document's dated mention decides, then title, issuer, term, and that nothing cites a later document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.identity.clusters import Cluster, admit_date, nearest, one_document
from graph.identity.numbers import restarts_yearly
from graph.identity.records import Facet, Held
from graph.identity.shelf import DateShelf, Shelf

_REACH = 4_000
"""How far back, in characters, an undated mention takes up a dated one where its document has several."""


_CANDIDATES = 50
"""So many candidates of an ambiguous mention are kept."""


@dataclass(slots=True)
class Decision:
    """The documents that bear a number. `open`: (held, mention) -> positions of the clusters that it may mean."""

    shelf: Shelf = field(default_factory=Shelf)
    open: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    @property
    def clusters(self) -> list[Cluster]:
        return self.shelf.clusters


def decide(facets: Sequence[Facet], helds: Sequence[Held]) -> Decision:
    """The documents that the mentions of one folded number mean."""
    ordered = sorted(facets, key=_order)
    decision = Decision()
    dated, waiting = _by_date([facet for facet in ordered if facet.date])
    for cluster in merge_dates(dated):
        decision.shelf.keep(cluster)
    for facet in (f for f in ordered if not f.date and f.own):
        _place_blank(facet, helds[facet.held], decision)
    for facet in waiting:
        same_day = [
            cluster for cluster in decision.shelf.near(facet.places) if facet.date in cluster.dates and cluster.admits(facet)
        ]
        _choose(facet, helds[facet.held], decision, same_day)
    undated = sorted((facet for facet in ordered if not facet.date and not facet.own), key=_tells)
    left = [facet for facet in undated if not _place_undated(facet, helds[facet.held], decision)]
    for facet in left:
        _pool(facet, decision)
    return decision


def _order(facet: Facet) -> tuple[object, ...]:
    places = ",".join(sorted(facet.places)) if facet.places is not None else "~"
    unknown = (facet.places is None, facet.family is None)
    return (not facet.own, *unknown, facet.date or "", places, facet.family or "", facet.held, facet.mentions)


def _tells(facet: Facet) -> tuple[bool, bool, bool]:
    """Mentions that say more go first, so that barer ones of the same document can follow them."""
    return (facet.title is None, facet.year is None, not facet.issuer.kinds)


def _by_date(facets: Iterable[Facet]) -> tuple[list[Cluster], list[Facet]]:
    """Dated mentions put together by date, type and place; and those that fit several documents of their date."""
    by_date: dict[str, list[Cluster]] = defaultdict(list)
    waiting = []
    for facet in facets:
        date = facet.date or ""
        fitting = [cluster for cluster in by_date[date] if cluster.admits(facet)]
        if len(fitting) > 1:
            waiting.append(facet)
            continue
        if not fitting:
            fitting = [Cluster()]
            by_date[date].append(fitting[0])
        fitting[0].add(facet)
    return [cluster for date in sorted(by_date) for cluster in by_date[date]], waiting


def merge_dates(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Joins clusters whose dates are one document's misprints."""
    merged: list[Cluster] = []
    shelf = DateShelf()
    for cluster in clusters:
        home = next((known for known in shelf.near(cluster) if one_document(known, cluster)), None)
        if home is None:
            merged.append(cluster)
            home = cluster
        else:
            home.absorb(cluster)
        shelf.keep(home)
    return merged


def _place_blank(facet: Facet, held: Held, decision: Decision) -> None:
    """A held document whose date is blank takes the place of the one document that is cited with a date it can have had."""
    fitting = [
        cluster
        for cluster in decision.shelf.near(facet.places)
        if cluster.admits(facet) and not cluster.contradicts(facet.title) and any(_within(date, held) for date in cluster.dates)
    ]
    narrowed = _narrow(fitting, facet)
    if len(narrowed) == 1:
        decision.shelf.put(narrowed[0], facet)
    else:
        decision.shelf.open(facet)


def _within(date: str, held: Held) -> bool:
    return (held.earliest is None or held.earliest <= date) and (held.latest is None or date <= held.latest)


def _place_undated(facet: Facet, citing: Held, decision: Decision) -> bool:
    """Ties an undated mention to a cluster, or leaves it open between several; False where no cluster may be meant."""
    at_home = [cluster for cluster in decision.shelf.cited_by(citing.index) if _may_be(cluster, facet)]
    if facet.year is not None or facet.issuer.term is not None:
        at_home = [cluster for cluster in at_home if admit_date(cluster, facet, citing)]
    candidates = at_home or [
        cluster
        for cluster in decision.shelf.near(facet.places)
        if _may_be(cluster, facet) and admit_date(cluster, facet, citing) and not _too_old(cluster, facet, citing)
    ]
    if not candidates:
        return False
    _choose(facet, citing, decision, candidates)
    return True


def _may_be(cluster: Cluster, facet: Facet) -> bool:
    return cluster.admits(facet) and not cluster.contradicts(facet.title)


def _too_old(cluster: Cluster, facet: Facet, citing: Held) -> bool:
    """A number that begins again each year means, undated, no document of long ago, unless title or year say so."""
    if not restarts_yearly(facet.number) or not cluster.dates or citing.earliest is None:
        return False
    if facet.year is not None or int(max(cluster.dates)[:4]) >= int(citing.earliest[:4]) - 1:
        return False
    return not cluster.agrees(facet.title)


def _narrow(candidates: list[Cluster], facet: Facet) -> list[Cluster]:
    """The candidates that the title speaks for, else those that the issuer speaks for, else all."""
    if len(candidates) < 2:
        return candidates
    titled = [cluster for cluster in candidates if cluster.agrees(facet.title)]
    remaining = titled or candidates
    issued = [cluster for cluster in remaining if cluster.shares_issuer(facet.issuer)]
    return issued or remaining


def _choose(facet: Facet, citing: Held, decision: Decision, candidates: list[Cluster]) -> None:
    """One candidate takes the mentions; of several, each mention takes the one that its document named last before it."""
    narrowed = _narrow(candidates, facet)
    if len(narrowed) == 1:
        decision.shelf.put(narrowed[0], facet)
        return
    positions = tuple(sorted(decision.shelf.position(cluster) for cluster in narrowed))
    places = [(start, position) for position in positions for start in _starts(decision.clusters[position], citing)]
    for mention in facet.mentions:
        home = nearest(places, citing.extraction.citations[mention].start, _REACH)
        if home is None:
            decision.open[citing.index, mention] = positions[:_CANDIDATES]
        else:
            decision.shelf.put(decision.clusters[home], replace(facet, mentions=(mention,)))


def _starts(cluster: Cluster, citing: Held) -> Iterable[int]:
    """Where a document cites a cluster with its date."""
    for facet in cluster.homes.get(citing.index, ()):
        if facet.date:
            for mention in facet.mentions:
                yield citing.extraction.citations[mention].start


def _pool(facet: Facet, decision: Decision) -> None:
    """Undated mentions that no dated document fits are one undated document for each type, place and year."""
    for cluster in decision.shelf.near(facet.places):
        if not cluster.dates and cluster.admits(facet) and not (facet.year and cluster.years and facet.year not in cluster.years):
            decision.shelf.put(cluster, facet)
            return
    decision.shelf.open(facet)

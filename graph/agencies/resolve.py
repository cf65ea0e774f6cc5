"""All documents' agency names -> agencies: one for all the forms in which it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.agencies.canonical import Canonical, Context, Identity
from graph.agencies.context import context_of, letterhead_names
from graph.agencies.describe import Describer
from graph.agencies.lexicon import AgencyLexicon
from graph.agencies.words import compact
from graph.extraction import Extraction, SourceExtraction
from graph.records import Agency
from vietnamese.text import normal


@dataclass(frozen=True)
class AgencyResolution:
    """The agencies of a corpus, sorted by name, and what every name means in its document."""

    agencies: tuple[Agency, ...]
    _canonical: Canonical
    _contexts: Mapping[str, Context]
    _names: Mapping[Identity, str]
    _describer: Describer
    _read: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def canonical(self, source: str, surface: str) -> str | None:
        """The agency's name for a name printed in `source`; None for a group, a post or no agency's name."""
        key = (source, surface)
        if key not in self._read:
            identity = self._canonical.read(surface, self._contexts.get(source, Context()))
            self._read[key] = None if identity is None else self._names.get(identity) or self._describer.name(identity)
        return self._read[key]


def resolve_agencies(sources: Sequence[SourceExtraction], lexicon: AgencyLexicon) -> AgencyResolution:
    """Pure, and the same whatever the order of `sources`."""
    canonical = Canonical(lexicon)
    contexts = {source.source: context_of(source.extraction, canonical) for source in sources}
    printed: dict[Identity, Counter[str]] = defaultdict(Counter)
    for source in sources:
        for surface, identity in _named(source.extraction, contexts[source.source], canonical):
            printed[identity][compact(surface)] += 1
    describer = Describer(lexicon, _spellings(printed, lexicon))
    known = _with_parents(printed, describer)
    names = _names(known, describer)
    agencies = tuple(sorted((_agency(i, printed.get(i, Counter()), names, describer) for i in known), key=lambda a: a.name))
    return AgencyResolution(agencies, canonical, contexts, names, describer)


def _named(extraction: Extraction, context: Context, canonical: Canonical) -> Iterator[tuple[str, Identity]]:
    """Every agency's name in a document with what it means: the text's, the letterhead's, the issuer's, the tasks'."""
    surfaces = [mention.surface for mention in extraction.agencies if not mention.group]
    surfaces += [name for task in extraction.tasks for name in (*task.lead, *task.coordinate)]
    surfaces += [extraction.header.issuer] if extraction.header.issuer else []
    for surface in surfaces:
        identity = canonical.read(surface, context)
        if identity is not None:
            yield surface, identity
    yield from _letterhead(extraction, context, canonical)


def _letterhead(extraction: Extraction, context: Context, canonical: Canonical) -> Iterator[tuple[str, Identity]]:
    """The bodies of the letterhead; a bare office there ("VĂN PHÒNG") serves the body above it."""
    above: Identity | None = None
    for text in letterhead_names(extraction.header):
        identity = canonical.read(text, context)
        if identity is None and above is not None:
            office = canonical.lexicon.office_alone(text)
            identity = Identity(office, of=above) if office else None
            if identity is not None and f"{office} {above.stem}" in canonical.lexicon.forms:
                identity = Identity(f"{office} {above.stem}", above.unit, above.place, above.province)
        if identity is not None:
            yield text, identity
            above = identity


def _spellings(printed: Mapping[Identity, Counter[str]], lexicon: AgencyLexicon) -> dict[str, str]:
    """For names that no list holds: the spelling printed most, one in small letters before one in capitals."""
    variants: dict[str, Counter[str]] = defaultdict(Counter)
    for identity, surfaces in printed.items():
        part: Identity | None = identity
        while part is not None and part.of is not None:
            part = part.of
        if part is not None and part.stem not in lexicon.forms and part.stem not in lexicon.bodies and part is identity:
            variants[part.stem].update({normal(surface): n for surface, n in surfaces.items()})
    return {stem: min(counts, key=lambda s: (s.isupper(), -counts[s], s)) for stem, counts in variants.items()}


def _with_parents(identities: Iterable[Identity], describer: Describer) -> set[Identity]:
    """The identities with all bodies above them and those that took their work over."""
    known: set[Identity] = set()
    waiting = list(identities)
    while waiting:
        identity = waiting.pop()
        if identity in known:
            continue
        known.add(identity)
        waiting += [other for other in (describer.parent(identity), describer.validity(identity)[2]) if other is not None]
    return known


def _names(known: Iterable[Identity], describer: Describer) -> dict[Identity, str]:
    """Short where one agency bears the name, with its place where several do."""
    by_name: dict[str, list[Identity]] = defaultdict(list)
    for identity in known:
        by_name[describer.name(identity)].append(identity)
    return {
        identity: short if len(same) == 1 else describer.name(identity, placed=True)
        for short, same in by_name.items()
        for identity in same
    }


def _agency(identity: Identity, surfaces: Counter[str], names: Mapping[Identity, str], describer: Describer) -> Agency:
    parent = describer.parent(identity)
    since, until, heir = describer.validity(identity)
    return Agency(
        names[identity],
        tuple(sorted(surfaces)),
        describer.kind(identity),
        describer.level(identity),
        names[parent] if parent else None,
        since,
        until,
        names[heir] if heir else None,
    )

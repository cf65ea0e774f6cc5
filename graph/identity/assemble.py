"""The corpus: every record of every document with its final keys and ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.agencies import AgencyLexicon
from graph.extraction import SourceExtraction
from graph.findings import find_all
from graph.identity.agencies import agencies_of, projects_of
from graph.identity.describe import describe
from graph.identity.identify import identify
from graph.identity.records import Reading
from graph.identity.relations import assemble_relations
from graph.identity.resolved import Resolved
from graph.identity.sources import find_documents
from graph.identity.tasks import assemble_tasks
from graph.keys import name_table
from graph.records import Corpus, Footnote, Indicator, Mention, Passage, Project, State


def resolve(sources: Sequence[SourceExtraction], lexicon: AgencyLexicon) -> Corpus:
    """What all sources say together. The same for the same set of sources, in whatever order they are given."""
    helds = find_documents(sources)
    agencies = agencies_of([held.primary for held in helds], lexicon)
    found = identify(helds)
    resolved = Resolved(helds, found, describe(found, helds, agencies.canonical), agencies)
    tasks = assemble_tasks(resolved)
    return Corpus(
        documents=tuple(sorted(resolved.described.documents.values(), key=lambda document: document.key)),
        passages=tuple(sorted(_passages(resolved), key=lambda passage: passage.id)),
        mentions=tuple(sorted(_mentions(resolved), key=lambda mention: (mention.document, mention.start, mention.end))),
        relations=assemble_relations(resolved),
        tasks=tasks,
        agencies=agencies.records,
        projects=_projects(resolved),
        indicators=tuple(sorted(_indicators(resolved), key=lambda indicator: indicator.id)),
        footnotes=tuple(sorted(_footnotes(resolved), key=lambda footnote: (footnote.document, footnote.start))),
        findings=find_all(resolved, tasks),
        names=name_table(resolved.described.names),
    )


def _projects(resolved: Resolved) -> tuple[Project, ...]:
    keys = {held.primary.source: resolved.key(held) for held in resolved.helds}
    provinces = {held.primary.source: held.home.places.get("province") for held in resolved.helds}
    return projects_of([held.primary for held in resolved.helds], keys, provinces, resolved.agencies)


def _passages(resolved: Resolved) -> Iterable[Passage]:
    for held in resolved.helds:
        key = resolved.key(held)
        for number, passage in enumerate(held.extraction.passages, 1):
            place = (passage.start, passage.end, passage.page, passage.context)
            yield Passage(f"{key}/p{number:04d}", key, passage.kind, passage.section, passage.text, *place)


def _mentions(resolved: Resolved) -> Iterable[Mention]:
    for held in resolved.helds:
        key, source = resolved.key(held), held.primary.source
        for index, cited in enumerate(held.extraction.citations):
            printed = (cited.start, cited.end, cited.surface, cited.number, cited.date, cited.year)
            target, candidates = resolved.target(held, index), resolved.candidates(held, index)
            yield Mention(key, source, *printed, target, _state(resolved.reading(held, index)), candidates)


def _state(reading: Reading) -> State:
    if reading.entity is not None:
        return "self" if reading.is_self else "resolved"
    return "ambiguous" if reading.candidates else "unresolved"


def _indicators(resolved: Resolved) -> Iterable[Indicator]:
    for held in resolved.helds:
        key = resolved.key(held)
        for number, row in enumerate(held.extraction.indicators, 1):
            yield Indicator(
                f"{key}/i{number:04d}",
                key,
                row.ordinal,
                row.name,
                row.unit,
                row.period,
                dict(row.values),
                row.verdict,
                resolved.evidence(held, row.evidence),
            )


def _footnotes(resolved: Resolved) -> Iterable[Footnote]:
    for held in resolved.helds:
        for note in held.extraction.footnotes:
            yield Footnote(resolved.key(held), note.marker, note.anchor, note.start, note.end, note.text)

"""Relations between documents: what each document says, joined over all documents, one edge with all its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.extraction import FoundRelation, Span
from graph.identity.records import Held
from graph.identity.resolved import Resolved
from graph.records import DocumentKey, Relation, RelationEvidence, RelationType, State

_CITED = ("mention", 1.0)


@dataclass(frozen=True, slots=True)
class _Said:
    """One piece of evidence for one relation."""

    source: DocumentKey
    type: RelationType
    target: DocumentKey
    certain: bool
    planned: bool
    evidence: RelationEvidence


def assemble_relations(resolved: Resolved) -> tuple[Relation, ...]:
    """All relations, sorted by source, type and target; no document is related to itself.

    A relation is planned while nothing but plans speak of it, and ambiguous while every piece of evidence leaves an end open.
    """
    pieces: dict[tuple[str, RelationType, str], list[_Said]] = defaultdict(list)
    for held in resolved.helds:
        said = [piece for relation in held.extraction.relations for piece in _read(resolved, held, relation)]
        typed = {(piece.source, piece.target) for piece in said}
        for piece in (*said, *_cites(resolved, held, typed)):
            if piece.source != piece.target:
                pieces[piece.source, piece.type, piece.target].append(piece)
    return tuple(_join(*key, pieces[key]) for key in sorted(pieces))


def _join(source: DocumentKey, type: RelationType, target: DocumentKey, said: list[_Said]) -> Relation:
    state: State = "resolved" if any(piece.certain for piece in said) else "ambiguous"
    evidence = sorted({piece.evidence for piece in said}, key=lambda e: (e.document, e.start, e.end, e.rule))
    return Relation(source, type, target, state, all(piece.planned for piece in said), tuple(evidence))


def _read(resolved: Resolved, held: Held, relation: FoundRelation) -> Iterator[_Said]:
    sources, source_certain = _end(resolved, held, relation.source)
    targets, target_certain = _end(resolved, held, relation.target)
    span = relation.evidence
    evidence = RelationEvidence(resolved.key(held), span.start, span.end, span.text, relation.rule, relation.confidence)
    for source in sources:
        for target in targets:
            yield _Said(source, relation.type, target, source_certain and target_certain, relation.planned, evidence)


def _end(resolved: Resolved, held: Held, citation: int | None) -> tuple[tuple[DocumentKey, ...], bool]:
    """The documents that an end of a relation may be, and whether it is certain."""
    if citation is None:
        return (resolved.key(held),), True
    target = resolved.target(held, citation)
    return ((target,), True) if target is not None else (resolved.candidates(held, citation), False)


def _cites(resolved: Resolved, held: Held, typed: set[tuple[DocumentKey, DocumentKey]]) -> Iterable[_Said]:
    """The mentions that are no other relation of the document itself."""
    own = resolved.key(held)
    for index, cited in enumerate(held.extraction.citations):
        targets, certain = _end(resolved, held, index)
        span = cited.sentence or Span(cited.start, cited.end, cited.surface)
        for target in targets:
            if (own, target) not in typed:
                evidence = RelationEvidence(own, span.start, span.end, span.text, *_CITED)
                yield _Said(own, "cites", target, certain, False, evidence)

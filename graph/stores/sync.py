"""A Neo4j server that follows a workspace: push what it lacks, verify that both say the same, show what differs.

A push after a small change costs that change (the embedded store's outbox tells it); otherwise hashes of all rows are compared and
only what differs travels. A push that was cut off is resumed by the next one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar, cast

from graph.store import INDEXED, Changes, EdgeType, NodeKind
from graph.stores.bounds import EDGE_TYPES
from graph.stores.codec import Hash
from graph.stores.content import Content, Identity
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import WHOLE, Neo4jStore

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Step, rows done, rows in all."""
SLICE = 5_000
SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps one store from being the other: identities to put (missing or other there) and to drop."""

    put_nodes: tuple[str, ...] = ()
    put_edges: tuple[Identity, ...] = ()
    drop_nodes: tuple[str, ...] = ()
    drop_edges: tuple[Identity, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.put_nodes) + len(self.put_edges) + len(self.drop_nodes) + len(self.drop_edges)


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push moved, up to which generation; `compared`: whether everything had to be compared."""

    generation: int
    gap: Gap
    compared: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind or type that differs: rows here and there, and some keys of what is missing, superfluous or other there."""

    name: str
    here: int
    there: int
    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """`sums`: kinds and types whose counts or checksums differ; `neighbourhoods`: keys around which a walk gives another answer."""

    generation_here: int
    generation_there: int
    rows: int
    sums: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    sampled: int
    unfinished: bool

    @property
    def ok(self) -> bool:
        return not (self.sums or self.neighbourhoods or self.unfinished) and self.generation_here == self.generation_there


def _silent(step: str, done: int, all: int) -> None:
    """Says nothing."""


def push(here: EmbeddedStore, there: Neo4jStore, progress: Progress = _silent) -> Pushed:
    """Brings the server to the embedded store's graph and generation."""
    began = perf_counter()
    generation = here.generation()
    gap = _noted_gap(here, there)
    if gap is not None:
        _fill(here, there, gap, generation, progress)
    compared = gap is None or there.fingerprint() != here.fingerprint()
    if gap is None or compared:
        gap = find_gap(here.content(), there.content(), progress)
        _fill(here, there, gap, generation, progress)
        if there.fingerprint() != here.fingerprint():
            there.recount()
    return Pushed(generation, gap, compared, perf_counter() - began)


def _noted_gap(here: EmbeddedStore, there: Neo4jStore) -> Gap | None:
    """What the outbox says; None where it cannot tell, or the last push was cut off."""
    touched = here.content().touched(there.generation()) if there.loading() is None else None
    if touched is None:
        return None
    ids, identities = touched
    present = {node.id for node in here.content().read_nodes(ids)}
    held = {(edge.source, edge.type, edge.target, edge.role) for edge in here.content().read_edges(identities)}
    return Gap(
        tuple(id for id in ids if id in present),
        tuple(identity for identity in identities if identity in held),
        tuple(id for id in ids if id not in present),
        tuple(identity for identity in identities if identity not in held),
    )


def find_gap(here: Content, there: Content, progress: Progress = _silent) -> Gap:
    """Compares the hashes of all rows, kind by kind and type by type; those with equal sums are passed over."""
    sums_here, sums_there = here.sums(), there.sums()
    names = sorted(name for name in sums_here.keys() | sums_there.keys() if sums_here.get(name) != sums_there.get(name))
    put_nodes: list[str] = []
    put_edges: list[Identity] = []
    drop_nodes: list[str] = []
    drop_edges: list[Identity] = []
    for number, name in enumerate(names):
        progress("So sánh", number, len(names))
        group, _, label = name.partition(":")
        if group == "kind":
            put, drop = _compare(here.node_hashes(cast(NodeKind, label)), there.node_hashes(cast(NodeKind, label)))
            put_nodes += put
            drop_nodes += drop
        else:
            added, gone = _compare(here.edge_hashes(cast(EdgeType, label)), there.edge_hashes(cast(EdgeType, label)))
            put_edges += added
            drop_edges += gone
    return Gap(tuple(put_nodes), tuple(put_edges), tuple(drop_nodes), tuple(drop_edges))


def _compare(here: Iterable[tuple[T, Hash]], there: Iterable[tuple[T, Hash]]) -> tuple[list[T], list[T]]:
    held = dict(there)
    put = [identity for identity, hash in here if held.pop(identity, None) != hash]
    return put, list(held.keys() - set(put))


def _fill(here: EmbeddedStore, there: Neo4jStore, gap: Gap, generation: int, progress: Progress) -> None:
    """One transaction where that is small enough; else slices read as they travel."""
    if gap.rows <= WHOLE:
        parts = list(_slices(here.content(), gap, generation))
        there.apply(_joined(parts, generation), lambda done, all: progress("Ghi", done, all))
        return
    done = 0
    for part in _slices(here.content(), gap, generation):
        there.load(part)
        done += len(part.put_nodes) + len(part.put_edges) + len(part.drop_nodes) + len(part.drop_edges)
        progress("Ghi", done, gap.rows)
    there.finish(generation)


def _slices(here: Content, gap: Gap, generation: int) -> Iterator[Changes]:
    for edges in _cut(gap.drop_edges):
        yield Changes(generation, drop_edges=tuple(edges))
    for ids in _cut(gap.drop_nodes):
        yield Changes(generation, drop_nodes=tuple(ids))
    for ids in _cut(gap.put_nodes):
        yield Changes(generation, put_nodes=tuple(here.read_nodes(ids)))
    for edges in _cut(gap.put_edges):
        yield Changes(generation, put_edges=tuple(here.read_edges(edges)))


def _cut(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(rows), SLICE):
        yield rows[begin : begin + SLICE]


def _joined(parts: Sequence[Changes], generation: int) -> Changes:
    return Changes(
        generation,
        tuple(node for part in parts for node in part.put_nodes),
        tuple(edge for part in parts for edge in part.put_edges),
        tuple(id for part in parts for id in part.drop_nodes),
        tuple(edge for part in parts for edge in part.drop_edges),
    )


def verify(here: EmbeddedStore, there: Neo4jStore, *, sample: int = SAMPLE, seed: int = 0) -> Verification:
    """Counts and checksums by label and type, as the server sums them now, and walks around a sample of nodes in both."""
    sums_here, sums_there = here.content().sums(), there.content().sums()
    names = sorted(name for name in sums_here.keys() | sums_there.keys() if sums_here.get(name) != sums_there.get(name))
    ids = here.content().some_ids(sample, random.Random(seed))
    off = [id for id in ids if not _same_around(here, there, id)]
    keys = tuple(node.key for node in here.content().read_nodes(off))
    rows = sum(found[0] for found in sums_here.values())
    return Verification(here.generation(), there.generation(), rows, tuple(names), keys, len(ids), there.loading() is not None)


def _same_around(here: EmbeddedStore, there: Neo4jStore, id: str) -> bool:
    types = cast("list[EdgeType]", sorted(EDGE_TYPES))
    walks = [store.subgraph([id], types, "both", depth=2, limit=50, planned=True) for store in (here, there)]
    shown = [(list(w.nodes(data=True)), list(w.edges(keys=True, data=True)), w.graph["truncated"]) for w in walks]
    return shown[0] == shown[1]


def diff(here: EmbeddedStore, there: Neo4jStore, *, shown: int = 10) -> tuple[Difference, ...]:
    """Kind by kind and type by type what differs, with up to `shown` keys of each; nothing where all is equal."""
    ours, theirs = here.content(), there.content()
    sums_here, sums_there = ours.sums(), theirs.sums()
    found: list[Difference] = []
    for name in [f"kind:{kind}" for kind in INDEXED] + [f"type:{type}" for type in sorted(EDGE_TYPES)]:
        if sums_here.get(name) == sums_there.get(name):
            continue
        group, _, label = name.partition(":")
        if group == "kind":
            mine, yours = dict(ours.node_hashes(cast(NodeKind, label))), dict(theirs.node_hashes(cast(NodeKind, label)))
            parts = [_node_names(content, ids[:shown]) for content, ids in _parts(ours, theirs, mine, yours)]
        else:
            held, given = dict(ours.edge_hashes(cast(EdgeType, label))), dict(theirs.edge_hashes(cast(EdgeType, label)))
            parts = [_edge_names(content, edges[:shown]) for content, edges in _parts(ours, theirs, held, given)]
        found.append(Difference(label, sums_here.get(name, (0,))[0], sums_there.get(name, (0,))[0], *parts))
    return tuple(found)


def _parts(ours: Content, theirs: Content, mine: dict[T, Hash], yours: dict[T, Hash]) -> list[tuple[Content, list[T]]]:
    """Missing there, superfluous there, other there; each with the store that can name it."""
    missing = sorted(mine.keys() - yours.keys())  # type: ignore[type-var]
    superfluous = sorted(yours.keys() - mine.keys())  # type: ignore[type-var]
    other = sorted(identity for identity in mine.keys() & yours.keys() if mine[identity] != yours[identity])  # type: ignore[type-var]
    return [(ours, missing), (theirs, superfluous), (ours, other)]


def _node_names(content: Content, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(node.key for node in content.read_nodes(ids)))


def _edge_names(content: Content, edges: Sequence[Identity]) -> tuple[str, ...]:
    keys = {node.id: node.key for node in content.read_nodes([id for edge in edges for id in (edge[0], edge[2])])}
    return tuple(
        f"{keys.get(source, '?')} → {keys.get(target, '?')}{f' ({role})' if role else ''}" for source, _, target, role in edges
    )

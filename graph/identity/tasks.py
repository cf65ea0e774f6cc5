"""Tasks with the documents that they carry out and the agencies that do it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.extraction import FoundTask
from graph.identity.records import Held
from graph.identity.resolved import Resolved
from graph.records import DocumentKey, Task

_CHAIN = frozenset({"implements", "details", "continues"})


def assemble_tasks(resolved: Resolved) -> tuple[Task, ...]:
    """All tasks, sorted by id."""
    tasks = []
    for held in resolved.helds:
        chain = _chain(held)
        for number, found in enumerate(held.extraction.tasks, 1):
            tasks.append(_task(resolved, held, found, number, chain))
    return tuple(sorted(tasks, key=lambda task: task.id))


def _chain(held: Held) -> Mapping[int, tuple[int, ...]]:
    """Citation -> the citations that its document is said here to carry out."""
    steps: dict[int, list[int]] = defaultdict(list)
    for relation in held.extraction.relations:
        if relation.source is not None and relation.type in _CHAIN and relation.target not in steps[relation.source]:
            steps[relation.source].append(relation.target)
    return {source: tuple(targets) for source, targets in steps.items()}


def _task(resolved: Resolved, held: Held, found: FoundTask, number: int, chain: Mapping[int, tuple[int, ...]]) -> Task:
    key = resolved.key(held)
    said = (*found.cited, *found.inherited)
    through = {target for citation in said for target in _follow(citation, chain)[1:]}
    direct = _keys(resolved, held, (citation for citation in said if citation not in through))
    implements = _keys(resolved, held, (step for citation in said for step in _follow(citation, chain)))
    return Task(
        f"{key}/t{number:04d}",
        key,
        found.ordinal,
        found.section,
        found.text,
        _agencies(resolved, held, found.lead),
        _agencies(resolved, held, found.coordinate),
        found.authority,
        found.product,
        found.deadline_raw,
        found.deadline,
        found.deadlines,
        implements,
        direct,
        resolved.evidence(held, found.evidence),
        found.doubts,
    )


def _follow(citation: int, chain: Mapping[int, tuple[int, ...]]) -> list[int]:
    """A citation and, in order, all that its document is said here to carry out."""
    found = [citation]
    for step in found:
        found.extend(target for target in chain.get(step, ()) if target not in found)
    return found


def _keys(resolved: Resolved, held: Held, citations: Iterable[int]) -> tuple[DocumentKey, ...]:
    own = resolved.key(held)
    keys = (resolved.target(held, citation) for citation in citations)
    return tuple(dict.fromkeys(key for key in keys if key is not None and key != own))


def _agencies(resolved: Resolved, held: Held, names: Sequence[str]) -> tuple[str, ...]:
    """Canonical names, groups and unknown names as printed; each once."""
    return tuple(dict.fromkeys(resolved.agencies.canonical(held.primary.source, name) or name for name in names))

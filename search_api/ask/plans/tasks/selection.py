"""Which tasks a plan asks for: conditions that the store checks on its indexes, and tests that only a task's own words can meet.

A hundred thousand tasks are not read to answer for ten: what can be a condition is one, and of a long answer only the first tasks are
read while the store counts the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.records import Task
from graph.store import Node, Where
from ingest.workspace.codec import decode
from search_api.ask.plans.base import LISTED, Library

Keep = Callable[[Mapping[str, Any]], bool]
"""A test of a task's properties as the graph holds them."""
NOTHING = Where("document", "in", ())


@dataclass(frozen=True, slots=True)
class Found:
    """The first tasks of an answer by id, and how many there are in all."""

    tasks: Sequence[Task] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """Tasks that meet one of the `ways` (each a conjunction of conditions) and every test; of `keys` only, where given."""

    ways: tuple[tuple[Where, ...], ...] = ((),)
    tests: tuple[Keep, ...] = ()
    keys: tuple[str, ...] | None = None

    def where(self, *conditions: Where) -> Selection:
        """Those that also meet all of these."""
        return replace(self, ways=tuple((*way, *conditions) for way in self.ways))

    def either(self, *ways: Sequence[Where]) -> Selection:
        """Those that also meet one of these conjunctions."""
        return replace(self, ways=tuple((*way, *other) for way in self.ways for other in ways))

    def that(self, test: Keep) -> Selection:
        """Those that also pass a test, for which each must be read."""
        return replace(self, tests=(*self.tests, test))

    def all(self, library: Library) -> list[Task]:
        """Every task, by id."""
        return [decode(Task, node.properties) for node in self._nodes(library)]

    def found(self, library: Library) -> Found:
        """The tasks as an answer shows them."""
        if self.tests or len(self.ways) != 1:
            nodes = self._nodes(library)
            return Found([decode(Task, node.properties) for node in nodes[:LISTED]], len(nodes))
        return Found(*library.first_tasks(*self.ways[0], keys=self.keys, most=LISTED))

    def any(self, library: Library) -> bool:
        """Whether there is one at all."""
        if self.tests:
            return bool(self._nodes(library))
        return any(library.first_tasks(*way, keys=self.keys, most=1)[1] for way in self.ways)

    def _nodes(self, library: Library) -> list[Node]:
        """Every task as a node, by id: most are only looked at by the tests."""
        found = {node.key: node for way in self.ways for node in library.task_nodes(*way, keys=self.keys)}
        return [node for _, node in sorted(found.items()) if all(test(node.properties) for test in self.tests)]

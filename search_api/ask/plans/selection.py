"""Which tasks a plan asks for: conditions that the store checks on its indexes, and tests that only a task's own words can meet.

A hundred thousand tasks are not read to answer for ten: what can be a condition is one, and of a long answer only the first tasks are
read while the store counts the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from graph.records import Task
from graph.store import Where
from search_api.ask.plans.base import Library

Keep = Callable[[Task], bool]
LISTED = 500
"""Tasks that one answer hands out; its count and the list that it links to hold all."""
NOTHING = Where("document", "in", ())


@dataclass(frozen=True, slots=True)
class Found:
    """The first tasks of an answer by id, and how many there are in all."""

    tasks: Sequence[Task] = ()
    total: int = 0

    @classmethod
    def of(cls, tasks: Sequence[Task]) -> Self:
        return cls(tasks[:LISTED], len(tasks))


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
        found = {task.id: task for way in self.ways for task in library.tasks(*way, keys=self.keys)}
        return [task for id, task in sorted(found.items()) if all(test(task) for test in self.tests)]

    def found(self, library: Library) -> Found:
        """The tasks as an answer shows them."""
        if self.tests or len(self.ways) != 1:
            return Found.of(self.all(library))
        return Found(*library.first_tasks(*self.ways[0], keys=self.keys, most=LISTED))

    def any(self, library: Library) -> bool:
        """Whether there is one at all."""
        if self.tests:
            return bool(self.all(library))
        return any(library.first_tasks(*way, keys=self.keys, most=1)[1] for way in self.ways)

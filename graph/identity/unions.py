"""Sets that grow together (union-find); the smallest member stands for its set."""

from __future__ import annotations

from collections import defaultdict


class Unions:
    """Members 0..size-1, each in a set of its own at first."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, member: int) -> int:
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def groups(self) -> list[list[int]]:
        """The sets, members ascending."""
        found: dict[int, list[int]] = defaultdict(list)
        for member in range(len(self._parent)):
            found[self.root(member)].append(member)
        return list(found.values())

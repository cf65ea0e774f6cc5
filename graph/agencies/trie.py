"""Names as a tree of syllables: the longest name that begins at a word, in time linear in its length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from graph.agencies.words import BLANK, BREAK, COMMA, DASH, Word

T = TypeVar("T")
_SEPARATORS = (COMMA, DASH)


class Node(Generic[T]):
    __slots__ = ("following", "value")

    def __init__(self) -> None:
        self.following: dict[str, Node[T]] = {}
        self.value: T | None = None


class Trie(Generic[T]):
    """Keys are those of `words.keys_of`; where a name has a comma or a dash, a text may have the other or none."""

    def __init__(self) -> None:
        self.root: Node[T] = Node()

    def add(self, keys: Sequence[str], value: T) -> None:
        """Enters a name; what was entered first under the same keys stays."""
        variants = [tuple(keys)]
        if any(key in _SEPARATORS for key in keys):
            for other in ("", *_SEPARATORS):
                variants.append(tuple(k for k in (other if key in _SEPARATORS else key for key in keys) if k))
        for variant in variants:
            node = self.root
            for key in variant:
                node = node.following.setdefault(key, Node())
            if node.value is None:
                node.value = value

    def matches(self, words: Sequence[Word], first: int) -> list[tuple[int, T]]:
        """All names that begin at `words[first]`: (index after the last word, value), shortest first."""
        found: list[tuple[int, T]] = []
        node = self.root
        for index in range(first, len(words)):
            word = words[index]
            if index > first and word.gap not in (BLANK, BREAK):
                following = node.following.get(word.gap)
                if following is None:
                    break
                node = following
            for key in word.keys:
                following = node.following.get(key)
                if following is None:
                    return found
                node = following
            if node.value is not None:
                found.append((index + 1, node.value))
        return found

    def longest(self, words: Sequence[Word], first: int) -> tuple[int, T] | None:
        if first >= len(words) or words[first].keys[0] not in self.root.following:
            return None
        found = self.matches(words, first)
        return found[-1] if found else None

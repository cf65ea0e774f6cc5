"""Lists as the contract gives them: `{total, items, next}`; `next` is a cursor for the following page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.errors import BadCursorError
from graph.store import GraphStore, Node, NodeFilter, Order

T = TypeVar("T")
U = TypeVar("U")
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    total: int
    items: list[T]
    next: str | None

    def map(self, change: Callable[[T], U]) -> Listing[U]:
        """The same list with every item changed."""
        return Listing(self.total, [change(item) for item in self.items], self.next)


def cut(items: Sequence[T], limit: int, cursor: str | None) -> Listing[T]:
    """A page of a list that is at hand in full; its cursor is the position of the next item. Raises BadCursorError."""
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise BadCursorError(cursor)
    begin = int(cursor) if cursor else 0
    end = begin + limit
    return Listing(len(items), list(items[begin:end]), str(end) if end < len(items) else None)


def every(graph: GraphStore, wanted: NodeFilter, order: Order | None = None) -> Iterator[Node]:
    """All nodes that match, page by page."""
    cursor: str | None = None
    while True:
        page = graph.nodes(wanted, order or Order(), limit=BATCH, cursor=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def one(items: Iterable[T]) -> T | None:
    """The first of some items, None where there are none."""
    return next(iter(items), None)

"""Lists as the contract gives them: `{total, items, next}`; `next` is a cursor for the following page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.errors import VanmachError
from graph.store import GraphStore, Node, NodeFilter, Order

T = TypeVar("T")
U = TypeVar("U")
BATCH = 1000


class BadCursorError(VanmachError):
    """A `next` that no list of ours gave out."""

    code = "bad_cursor"
    status = 422


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    total: int
    items: list[T]
    next: str | None

    def map(self, change: Callable[[T], U]) -> Listing[U]:
        """The same list with every item changed."""
        return Listing(self.total, [change(item) for item in self.items], self.next)


def cut(items: Sequence[T], limit: int, cursor: str | None) -> Listing[T]:
    """A page of a list that is at hand in full; its cursor is the position of the next item."""
    try:
        begin = int(cursor) if cursor else 0
    except ValueError as error:
        raise BadCursorError(f"Dấu trang “{cursor}” không đúng.") from error
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

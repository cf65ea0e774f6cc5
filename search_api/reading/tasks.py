"""Tasks by document, agency and deadline, with their state on a day and the way from each to the document it carries out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from graph.errors import VanmachError
from graph.records import Task, to_json
from graph.store import NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api.reading.agencies import agency_name
from search_api.reading.lineage import Way, ways_down
from search_api.reading.listing import Listing, cut, every
from vietnamese.text import fold, normal, squeeze

Status = Literal["open", "due", "overdue", "done"]


class ContradictoryFilterError(VanmachError):
    """Filters that no task can meet together."""

    code = "contradictory_filter"
    status = 422


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """What is asked. Days are ISO 8601 and included; `implements` and `document` are any names of documents.

    `status` is the state on `as_of`; `due_days` is how long before its last day a task counts as due; `depth` and `nodes` bound the
    lineage that `implements` follows unless `direct`.
    """

    as_of: str
    implements: str | None = None
    direct: bool = False
    document: str | None = None
    lead: str | None = None
    coordinate: str | None = None
    due_before: str | None = None
    due_after: str | None = None
    overdue_on: str | None = None
    status: Status | None = None
    q: str | None = None
    due_days: int = 30
    depth: int = 20
    nodes: int = 10000


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task with its state; `direct`, `via` and `hop` where a document was asked for (None otherwise)."""

    task: Task
    status: Status
    direct: bool | None = None
    via: tuple[str, ...] | None = None
    hop: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The exported fields and what the query adds; the way only where a document was asked for."""
        found: dict[str, Any] = {**to_json(self.task), "status": self.status}
        if self.direct is not None:
            found |= {"direct": self.direct, "via": list(self.via or ()), "hop": self.hop}
        return found


def status_on(task: Task, day: str, due_days: int) -> Status:
    """`overdue` after the last day of its deadline, `due` in the `due_days` up to it, `open` before and where no day is set."""
    end = task.deadline.end if task.deadline.kind == "by" else None
    if end is None:
        return "open"
    if end < day:
        return "overdue"
    return "due" if end <= later(day, due_days) else "open"


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def list_tasks(snapshot: Snapshot, query: TaskQuery, *, limit: int = 100, cursor: str | None = None) -> Listing[TaskItem]:
    """Tasks that meet the query. Raises NotFound or AmbiguousKey.

    Those that carry out a document come by nearness, those that a document hands out in its order, others by deadline.
    """
    ways = _ways(snapshot, query)
    if ways is None and query.q is None and query.status != "open":
        order = Order() if query.document else Order("deadline_end")
        page = snapshot.graph.nodes(_filter(snapshot, query, None), order, limit=limit, cursor=cursor)
        return Listing(page.total, [_item(decode(Task, node.properties), query, None) for node in page.items], page.next)
    items = _matching(snapshot, query, ways)
    return cut(sorted(items, key=_by_place if query.document and ways is None else _by_nearness), limit, cursor)


def every_task(snapshot: Snapshot, query: TaskQuery) -> list[TaskItem]:
    """All that `list_tasks` would page through, in the same order."""
    items: list[TaskItem] = []
    cursor: str | None = None
    while True:
        page = list_tasks(snapshot, query, limit=1000, cursor=cursor)
        items += page.items
        cursor = page.next
        if cursor is None:
            return items


def _ways(snapshot: Snapshot, query: TaskQuery) -> Mapping[str, Way] | None:
    if query.implements is None:
        return None
    key = snapshot.resolve(query.implements)
    ways = ways_down(snapshot, key, depth=1 if query.direct else query.depth, limit=query.nodes)
    return {id: way for id, way in ways.items() if way.direct} if query.direct else ways


def _matching(snapshot: Snapshot, query: TaskQuery, ways: Mapping[str, Way] | None) -> Iterator[TaskItem]:
    needle = fold(squeeze(normal(query.q))) if query.q else ""
    for node in every(snapshot.graph, _filter(snapshot, query, ways), Order("deadline_end")):
        task = decode(Task, node.properties)
        item = _item(task, query, ways)
        if query.status is not None and item.status != query.status:
            continue
        if needle and needle not in fold(normal(f"{task.text} {task.product or ''}")):
            continue
        yield item


def _item(task: Task, query: TaskQuery, ways: Mapping[str, Way] | None) -> TaskItem:
    state = status_on(task, query.as_of, query.due_days)
    if ways is None:
        return TaskItem(task, state)
    way = ways[task.id]
    return TaskItem(task, state, way.direct, way.via, way.hop)


def _by_place(item: TaskItem) -> str:
    return item.task.id


def _by_nearness(item: TaskItem) -> tuple[int, str, str]:
    return item.hop or 0, item.task.deadline.end or "9999", item.task.id


def _filter(snapshot: Snapshot, query: TaskQuery, ways: Mapping[str, Way] | None) -> NodeFilter:
    where = [*_names(snapshot, query), *_deadlines(query)]
    return NodeFilter("Task", tuple(where), keys=None if ways is None else tuple(ways))


def _names(snapshot: Snapshot, query: TaskQuery) -> Iterator[Where]:
    if query.document:
        yield Where("document", "=", snapshot.resolve(query.document))
    if query.lead:
        yield Where("lead", "contains", agency_name(snapshot, query.lead))
    if query.coordinate:
        yield Where("coordinate", "contains", agency_name(snapshot, query.coordinate))


def _deadlines(query: TaskQuery) -> Iterator[Where]:
    before = [day for day in (query.overdue_on, query.as_of if query.status == "overdue" else None) if day]
    if before or query.status == "due" or query.due_before or query.due_after:
        yield Where("deadline_kind", "=", "by")
    for day in before:
        yield Where("deadline_end", "<", day)
    if query.due_before:
        yield Where("deadline_end", "<=", query.due_before)
    if query.due_after:
        yield Where("deadline_end", ">=", query.due_after)
    if query.status == "due":
        yield Where("deadline_end", ">=", query.as_of)
        yield Where("deadline_end", "<=", later(query.as_of, query.due_days))
    if query.status == "done":
        yield Where("deadline_kind", "in", ())

"""`vanmach graph`: the workspace's graph in Neo4j: filled, verified, compared. The graph that counts is the workspace's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from graph.stores.embedded import EmbeddedStore
from ingest.workspace import Workspace
from search_api import labels
from search_api.cli.console import Watch, out, print_json, progress, table
from search_api.cli.opening import settings_of
from search_api.service import open_neo4j
from search_api.settings import Settings

if TYPE_CHECKING:
    from graph.stores.neo4j import Neo4jStore
    from graph.stores.sync import Pushed

DIFFERENT = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """The embedded graph of a snapshot and the server that follows it."""

    here: EmbeddedStore
    there: Neo4jStore


@contextmanager
def both(settings: Settings) -> Iterator[Pair]:
    """Both stores open; raises WorkspaceError or GraphUnavailable."""
    with Workspace.open(settings.folder).snapshot() as snapshot:
        assert isinstance(snapshot.graph, EmbeddedStore)
        server = open_neo4j(settings)
        try:
            yield Pair(snapshot.graph, server)
        finally:
            server.close()


def bring_up_to_date(settings: Settings, watch: Watch) -> Pushed:
    """Pushes what the server lacks; after a small change that is that change."""
    from graph.stores import sync

    with both(settings) as stores:
        return sync.push(stores.here, stores.there, lambda step, done, total: watch(f"Neo4j: {step}", done, total))


def push(workspace: str | None, as_json: bool) -> None:
    with progress() as watch:
        pushed = bring_up_to_date(settings_of(workspace), watch)
    if as_json:
        print_json(
            {
                "generation": pushed.generation,
                "rows": pushed.gap.rows,
                "compared": pushed.compared,
                "seconds": round(pushed.seconds, 3),
            }
        )
        return
    rows = labels.number(pushed.gap.rows)
    out().print(
        Text(f"Neo4j ở thế hệ {pushed.generation}: đã chuyển {rows} dòng trong {labels.number(round(pushed.seconds, 2))} giây.")
    )


def verify(workspace: str | None, as_json: bool) -> None:
    """Exit code 1 where anything differs."""
    from graph.stores import sync

    with both(settings_of(workspace)) as stores:
        found = sync.verify(stores.here, stores.there)
    if as_json:
        print_json({"ok": found.ok, **asdict(found)})
    elif found.ok:
        told = f"Khớp: {labels.number(found.rows)} dòng, thế hệ {found.generation_here}, {found.sampled} lân cận lấy mẫu."
        out().print(Text(told, style="green"))
    else:
        console = out()
        console.print(
            Text(f"KHÔNG khớp: thế hệ {found.generation_here} trong kho, {found.generation_there} trong Neo4j.", style="bold red")
        )
        if found.unfinished:
            console.print(Text("Lần đồng bộ trước bị dừng giữa chừng; hãy chạy lại: vanmach graph push"))
        console.print(Text("; ".join((*found.sums, *found.neighbourhoods))))
    if not found.ok:
        sys.exit(DIFFERENT)


def diff(workspace: str | None, limit: int, as_json: bool) -> None:
    """Exit code 1 where anything differs."""
    from graph.stores import sync

    with both(settings_of(workspace)) as stores:
        found = sync.diff(stores.here, stores.there, shown=limit)
    if as_json:
        print_json([asdict(difference) for difference in found])
    elif not found:
        out().print(Text("Không có gì khác nhau.", style="green"))
    else:
        rows = [
            (
                d.name,
                labels.number(d.here),
                labels.number(d.there),
                "; ".join(d.missing),
                "; ".join(d.superfluous),
                "; ".join(d.other),
            )
            for d in found
        ]
        out().print(table(("Loại", "Trong kho", "Neo4j", "Thiếu", "Thừa", "Khác"), rows))
    if found:
        sys.exit(DIFFERENT)

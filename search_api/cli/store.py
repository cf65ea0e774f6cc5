"""`vanmach graph`: the workspace's graph in Neo4j: filled, verified, compared."""

from __future__ import annotations

import sys
from typing import Any

from rich.text import Text

from graph.projection import difference
from graph.store import Changes
from search_api import labels
from search_api.cli.console import out, print_json, progress, table
from search_api.cli.opening import service_of
from search_api.reading.stores import count_table, dump, sample_differs
from search_api.service import Service, open_neo4j

DIFFERENT = 1


def push(workspace: str | None, as_json: bool) -> None:
    """Brings the server to what the workspace's current generation says; only what differs is sent."""
    service = _embedded(workspace)
    with service.snapshot() as snapshot, progress() as watch:
        here = dump(snapshot.graph)
        server = open_neo4j(service.settings)
        try:
            watch("Đọc Neo4j", 0, 1)
            changes = difference(dump(server), here, snapshot.generation)
            watch("Đọc Neo4j", 1, 1)
            server.apply(changes, lambda done, total: watch("Ghi Neo4j", done, total))
        finally:
            server.close()
    told = _told(changes)
    if as_json:
        print_json({"generation": changes.generation, **told})
    else:
        out().print(Text(f"Neo4j ở thế hệ {changes.generation}: {_sentence(told)}."))


def verify(workspace: str | None, as_json: bool) -> None:
    """Generation, counts, fingerprint and a sample of neighbourhoods; exit code 1 where anything differs."""
    service = _embedded(workspace)
    with service.snapshot() as snapshot:
        server = open_neo4j(service.settings)
        try:
            rows = count_table(snapshot.graph, server)
            checks = {
                "generation": snapshot.generation == server.generation(), "counts": all(a == b for _, a, b in rows),
                "fingerprint": snapshot.graph.fingerprint() == server.fingerprint(),
                "neighbourhoods": not sample_differs(snapshot.graph, server),
            }
        finally:
            server.close()
    if as_json:
        print_json({"equal": all(checks.values()), "checks": checks, "counts": [list(row) for row in rows]})
    else:
        _print_checks(checks, rows)
    if not all(checks.values()):
        sys.exit(DIFFERENT)


NAMES = {"generation": "Thế hệ", "counts": "Số lượng", "fingerprint": "Dấu kiểm", "neighbourhoods": "Lân cận lấy mẫu"}


def _print_checks(checks: dict[str, bool], rows: list[tuple[str, int, int]]) -> None:
    console = out()
    for name, equal in checks.items():
        console.print(Text.assemble(f"{NAMES[name]}: ", ("khớp", "green") if equal else ("KHÁC", "bold red")))
    console.print(table(("Loại", "Trong kho", "Neo4j"), [(name, labels.number(a), labels.number(b)) for name, a, b in rows]))


def diff(workspace: str | None, limit: int, as_json: bool) -> None:
    """What a push would change, at most `limit` of each kind."""
    service = _embedded(workspace)
    with service.snapshot() as snapshot:
        here = dump(snapshot.graph)
        server = open_neo4j(service.settings)
        try:
            changes = difference(dump(server), here, snapshot.generation)
        finally:
            server.close()
    told = _told(changes)
    if as_json:
        print_json({**told, "nodes": [node.key for node in changes.put_nodes[:limit]], "edges": [
            [edge.source, edge.type, edge.target, edge.role] for edge in changes.put_edges[:limit]
        ], "stale_nodes": list(changes.drop_nodes[:limit]), "stale_edges": [list(edge) for edge in changes.drop_edges[:limit]]})
    else:
        out().print(Text(_sentence(told) + "."))
        for node in changes.put_nodes[:limit]:
            out().print(Text(f"  thiếu hoặc khác: {node.kind} {node.key}"))
        for id in changes.drop_nodes[:limit]:
            out().print(Text(f"  thừa: {id}"))
    if any(told.values()):
        sys.exit(DIFFERENT)


def _embedded(workspace: str | None) -> Service:
    """The service reading the workspace's own graph, whatever the setting `graph` says."""
    from dataclasses import replace

    return Service(replace(service_of(workspace).settings, graph="embedded"))


def _told(changes: Changes) -> dict[str, int]:
    return {
        "put_nodes": len(changes.put_nodes), "put_edges": len(changes.put_edges), "drop_nodes": len(changes.drop_nodes),
        "drop_edges": len(changes.drop_edges),
    }


def _sentence(told: dict[str, int]) -> str:
    if not any(told.values()):
        return "không có gì khác nhau"
    numbers: dict[str, Any] = {name: labels.number(value) for name, value in told.items()}
    return "{put_nodes} nút và {put_edges} cạnh mới hoặc khác, {drop_nodes} nút và {drop_edges} cạnh thừa".format(**numbers)



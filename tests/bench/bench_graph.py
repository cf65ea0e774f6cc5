"""`python -m tests.bench.bench_graph --sizes 10000,100000`: the graph stores at growing sizes, beside the plainest alternatives.

For each size and store: rows loaded a second (Neo4j beside a bare `UNWIND ... CREATE` of the same rows), times of lineage and task
queries (beside breadth-first search over a networkx graph in memory and a hand-written Cypher query), the cost of one more document,
size on disk and memory. Prints a table with the ratios; `--out` writes it with plot data and a plot.
"""

from __future__ import annotations

import argparse
import csv
import gc
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx

from graph.projection import inner_id
from graph.store import GraphStore, NodeFilter, Order, Where
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_schema import migrations
from graph.stores.neo4j_session import Sessions
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_write import edge_batches, node_batches
from tests.bench.generated_graph import Generator
from tests.bench.graph_plot import write_plot

LINEAGE = ("IMPLEMENTS", "CONTINUES", "DETAILS", "BASED_ON")
DEPTH, LIMIT = 5, 200
HAND_WRITTEN = f"""MATCH (d:Entity {{id: $id}}) MATCH (d)<-[:{"|".join(LINEAGE)}]-{{1,{DEPTH}}}(n)
RETURN DISTINCT n.id, n.node_kind, n.key, n.json LIMIT {LIMIT}"""
BARE_NODES = "UNWIND $rows AS row CREATE (n:Entity:"
BARE_EDGES = "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) CREATE (a)-[r:"
LOCAL = frozenset({"embedded", "networkx"})
SERVERS = Path(os.environ.get("VANMACH_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "neo4j"


@dataclass
class Result:
    """One line of the table: a size, a store, and what was measured (milliseconds, rows a second, MB)."""

    size: int
    store: str
    values: dict[str, float] = field(default_factory=dict)

    def time(self, name: str, calls: Iterable[Callable[[], object]]) -> None:
        """p50 and p95 over the calls; each call counts with the fastest of five, after a warm round.

        A store inside this process is also timed by the processor that it used: on a shared machine the clock counts what others do.
        """
        held = list(calls)
        for call in held:
            call()
        gc.collect()
        gc.disable()
        spent = [[_twice_timed(call) for _ in range(5)] for call in held]
        gc.enable()
        self._keep(name, "ms", sorted(min(wall for wall, _ in times) * 1000 for times in spent))
        if self.store in LOCAL:
            self._keep(name, "cpu_ms", sorted(min(used for _, used in times) * 1000 for times in spent))

    def _keep(self, name: str, unit: str, ordered: Sequence[float]) -> None:
        self.values[f"{name}_p50_{unit}"] = statistics.median(ordered)
        self.values[f"{name}_p95_{unit}"] = ordered[int(len(ordered) * 0.95)]


def seeds(generator: Generator) -> list[str]:
    """The twenty greatest hubs, the first documents, and others by chance."""
    chance = random.Random(1)
    keys = [*generator.laws[:20], *generator.keys[:20], *chance.sample(generator.keys, min(len(generator.keys), 60))]
    return [inner_id("Document", key) for key in keys]


def ask(result: Result, store: GraphStore, generator: Generator) -> None:
    """The service's questions: lineage down and up, tasks through the lineage, task lists by agency and by date."""
    for name, direction in (("lineage_down", "in"), ("lineage_up", "out")):
        result.time(
            name,
            [
                lambda id=id, d=direction: store.subgraph([id], LINEAGE, d, depth=DEPTH, limit=LIMIT)
                for id in seeds(generator)  # type: ignore[misc]
            ],
        )
    result.time(
        "tasks_of_agency",
        [
            lambda name=name: store.nodes(NodeFilter("Task", (Where("lead", "contains", name),)), Order("deadline_end"), limit=20)  # type: ignore[misc]
            for name in generator.agencies[:20]
        ],
    )
    result.time(
        "tasks_due",
        [
            lambda day=day: store.nodes(  # type: ignore[misc]
                NodeFilter("Task", (Where("deadline_end", "<=", f"2020-01-{day:02d}"),)), Order("deadline_end"), limit=20
            )
            for day in range(1, 21)
        ],
    )


def embedded(size: int, folder: Path) -> tuple[Result, nx.MultiDiGraph, Generator]:
    """Loads and asks the embedded store; gives back the bare graph for the search in memory beside it."""
    result, generator = Result(size, "embedded"), Generator(size)
    file = folder / f"graph-{size}.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = -65536")
    store, plain, spent, rows = EmbeddedStore(connection), nx.MultiDiGraph(), 0.0, 0
    for changes in generator.changes():
        spent += _timed(lambda changes=changes: _commit(connection, store, changes))  # type: ignore[misc]
        rows += len(changes.put_nodes) + len(changes.put_edges)
        plain.add_nodes_from((node.id, {"place": (node.kind, node.key)}) for node in changes.put_nodes)
        plain.add_edges_from((edge.source, edge.target, (edge.type, edge.role)) for edge in changes.put_edges if not edge.planned)
    result.values |= {
        "nodes": sum(store.counts().values()),
        "edges": sum(store.counts("type").values()),
        "rows_per_s": rows / spent,
    }
    result.values["one_document_ms"] = statistics.median(
        _timed(lambda n=n: _commit(connection, store, generator.one_document(10**7 + n))) * 1000
        for n in range(11)  # type: ignore[misc]
    )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    result.values["open_ms"] = _timed(lambda: EmbeddedStore(sqlite3.connect(file)).counts()) * 1000
    ask(result, store, generator)
    result.values |= {"disk_mb": file.stat().st_size / 1e6, "reader_mb": _reader_memory(file, seeds(generator))}
    connection.close()
    return result, plain, generator


def _commit(connection: sqlite3.Connection, store: EmbeddedStore, changes: Any) -> None:
    connection.execute("BEGIN IMMEDIATE")
    store.apply(changes)
    connection.execute("COMMIT")


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _twice_timed(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and by the processor."""
    wall, used = time.perf_counter(), time.thread_time()
    call()
    return time.perf_counter() - wall, time.thread_time() - used


def _reader_memory(file: Path, ids: Sequence[str]) -> float:
    """Peak memory of a process that does nothing but read, MB."""
    program = (
        "import sqlite3, sys; from graph.stores.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(sqlite3.connect(sys.argv[1]))\n"
        f"for id in sys.argv[2:]: store.subgraph([id], {LINEAGE!r}, 'in', depth={DEPTH}, limit={LIMIT})\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file), *ids], check=True, capture_output=True, text=True)
    return float(done.stdout) / 1000


def in_memory(size: int, plain: nx.MultiDiGraph, generator: Generator) -> Result:
    """Breadth-first search over networkx in memory, cut in the same way; ids alone, no records read."""
    result = Result(size, "networkx")
    types = set(LINEAGE)

    def search(seed: str, down: bool) -> set[str]:
        step = plain.in_edges if down else plain.out_edges
        found, level = {seed}, [seed]
        for _ in range(DEPTH):
            beside = {e[0] if down else e[1] for e in step(level, keys=True) if e[2][0] in types} - found
            level = sorted(beside, key=lambda id: plain.nodes[id]["place"])[: LIMIT - len(found)]
            found.update(level)
            if not level or len(found) >= LIMIT:
                break
        return found

    for name, down in (("lineage_down", True), ("lineage_up", False)):
        result.time(name, [lambda id=id, down=down: search(id, down) for id in seeds(generator)])  # type: ignore[misc]
    result.values["reader_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return result


def on_server(size: int, folder: Path, heap: str) -> list[Result]:
    """Loads and asks Neo4j; then the bare CREATE of the same rows on a fresh server."""
    result, bare, hand = Result(size, "neo4j"), Result(size, "bare CREATE"), Result(size, "hand-written Cypher")
    generator = Generator(size)
    with _Server(folder / "ours", heap) as address:
        store, spent, rows = Neo4jStore(Neo4jSettings(uri=address, timeout=120, retry=60)), 0.0, 0
        for changes in generator.changes():
            spent += _timed(lambda changes=changes: store.apply(changes))  # type: ignore[misc]
            rows += len(changes.put_nodes) + len(changes.put_edges)
        result.values |= {"nodes": sum(store.counts().values()), "rows_per_s": rows / spent}
        result.values["one_document_ms"] = statistics.median(
            _timed(lambda n=n: store.apply(generator.one_document(10**7 + n))) * 1000
            for n in range(11)  # type: ignore[misc]
        )
        ask(result, store, generator)
        hand.time(
            "lineage_down", [lambda id=id: store.sessions.read(lambda run: run(HAND_WRITTEN, id=id)) for id in seeds(generator)]
        )  # type: ignore[misc]
        store.close()
    with _Server(folder / "bare", heap) as address:
        bare.values["rows_per_s"] = _bare_load(address, size)
    result.values["of_bare"] = result.values["rows_per_s"] / bare.values["rows_per_s"]
    return [result, bare, hand]


def _bare_load(address: str, size: int) -> float:
    """Rows a second of `UNWIND ... CREATE`, with the constraint that edges find their nodes by and nothing else."""
    sessions, spent, rows = Sessions(Neo4jSettings(uri=address, retry=60)), 0.0, 0
    sessions.auto(migrations()[0][1][0])
    for changes in Generator(size).changes():
        batches = [
            (BARE_NODES + _label(query) + ") SET n = row", given) for query, given, _ in node_batches(changes.put_nodes, 5000)
        ]
        for query, given, _ in edge_batches(changes.put_edges, 5000):
            batches.append((f"{BARE_EDGES}{_label(query, '[r:')}]->(b) SET r = row.properties", given))
        for query, given in batches:
            spent += _timed(lambda query=query, given=given: sessions.write(lambda run: run(query, **given)))  # type: ignore[misc]
            rows += len(given["rows"])
    sessions.close()
    return rows / spent


def _label(query: str, mark: str = "n:Entity:") -> str:
    return query.split(mark, 1)[1].split(" ", 1)[0]


class _Server:
    """A real server while the block runs."""

    def __init__(self, home: Path, heap: str, pagecache: str = "1g") -> None:
        self.home, self.heap, self.pagecache = home, heap, pagecache

    def __enter__(self) -> str:
        command = [str(SERVERS / "start"), str(self.home), "--heap", self.heap, "--pagecache", self.pagecache]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def __exit__(self, *error: object) -> None:
        subprocess.run([str(SERVERS / "stop"), str(self.home)], check=True)


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table, a row for each measure."""
    names = list(dict.fromkeys(name for result in results for name in result.values))
    head = "| | " + " | ".join(f"{result.store} {result.size:,}" for result in results) + " |"
    rows = [
        f"| {name} | " + " | ".join(f"{result.values[name]:,.2f}" if name in result.values else "" for result in results) + " |"
        for name in names
    ]
    return "\n".join([head, "|---|" + "---:|" * len(results), *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="10000,100000", help="numbers of nodes, with commas")
    parser.add_argument("--stores", default="embedded,networkx,neo4j")
    parser.add_argument("--heap", default="2g", help="of the Neo4j server")
    parser.add_argument("--out", type=Path, help="a Markdown file; plot data (.tsv) and a plot (.svg) go beside it")
    given = parser.parse_args()
    wanted, results = set(given.stores.split(",")), list[Result]()
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            if wanted & {"embedded", "networkx"}:
                found, plain, generator = embedded(size, Path(folder))
                results += [found, *([in_memory(size, plain, generator)] if "networkx" in wanted else [])]
                del plain
            if "neo4j" in wanted:
                results += on_server(size, Path(folder), given.heap)
        print(table([result for result in results if result.size == size]), flush=True)
    if given.out:
        given.out.write_text(table(results) + "\n", "utf-8")
        _write_data(given.out.with_suffix(".tsv"), results)
        write_plot(given.out.with_suffix(".svg"), [(result.store, result.size, result.values) for result in results])


def _write_data(file: Path, results: Sequence[Result]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(["size", "store", "measure", "value"])
        writer.writerows(
            [result.size, result.store, name, f"{value:.4g}"] for result in results for name, value in result.values.items()
        )


if __name__ == "__main__":
    main()

"""`python -m tests.bench.bench_imported --size 1000000 --home FOLDER`: Neo4j with a graph too large to be pushed row by row while one waits.

The graph is imported from files (`bulk_import`), then asked like any other; the rates of loading are those of further documents on top
of it, by the store and by a bare `UNWIND ... CREATE` of other documents of the same shape, in turns. Prints rows for the table.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from pathlib import Path

from graph.store import Changes
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_write import edge_batches, node_batches
from tests.bench.bench_graph import (
    BARE_EDGES,
    BARE_NODES,
    HAND_WRITTEN,
    SERVERS,
    Result,
    _label,
    _Server,
    _timed,
    ask,
    seeds,
    table,
)
from tests.bench.bulk_import import run_import, tell_sums, write_files
from tests.bench.generated_graph import Generator

PART, TURNS = 150, 3
"""Documents of one load on top, and how many such loads either way."""


def further(generator: Generator, first: int) -> Changes:
    """A part of documents that the graph does not have yet."""
    parts = [generator.one_document(first + number) for number in range(PART)]
    return Changes(first, tuple(n for part in parts for n in part.put_nodes), tuple(e for part in parts for e in part.put_edges))


def bare(store: Neo4jStore, changes: Changes) -> None:
    """The same kind of rows, created without a look at what is there."""
    for query, given, _ in node_batches(changes.put_nodes, 5000):
        text = BARE_NODES + _label(query) + ") SET n = row"
        store.sessions.write(lambda run, text=text, given=given: run(text, **given))  # type: ignore[misc]
    for query, given, _ in edge_batches(changes.put_edges, 5000):
        text = f"{BARE_EDGES}{_label(query, '[r:')}]->(b) SET r = row.properties"
        store.sessions.write(lambda run, text=text, given=given: run(text, **given))  # type: ignore[misc]


def loads(store: Neo4jStore, generator: Generator) -> Iterator[tuple[float, float]]:
    """Rows a second of the store and of the bare query, in turns."""
    for turn in range(TURNS):
        ours, theirs = further(generator, 10**8 + turn * PART), further(generator, 10**9 + turn * PART)
        spent = _timed(lambda changes=ours: store.apply(changes)), _timed(lambda changes=theirs: bare(store, changes))  # type: ignore[misc]
        rows = [len(changes.put_nodes) + len(changes.put_edges) for changes in (ours, theirs)]
        yield rows[0] / spent[0], rows[1] / spent[1]


def measure(address: str, size: int, generator: Generator) -> list[Result]:
    """Everything that is asked of a filled server."""
    result, hand, plain = Result(size, "neo4j"), Result(size, "hand-written Cypher"), Result(size, "bare CREATE")
    store = Neo4jStore(Neo4jSettings(uri=address, timeout=120, retry=60))
    result.values["nodes"] = sum(store.counts().values())
    result.values["edges"] = sum(store.counts("type").values())
    ask(result, store, generator)
    hand.time(
        "lineage_down",
        [lambda id=id: store.sessions.read(lambda run: run(HAND_WRITTEN, id=id)) for id in seeds(generator)],  # type: ignore[misc]
    )
    print(table([result, hand]), flush=True)
    spent = [_timed(lambda n=n: store.apply(generator.one_document(10**7 + n))) * 1000 for n in range(7)]  # type: ignore[misc]
    result.values["one_document_ms"] = statistics.median(spent)
    rates = list(loads(store, generator))
    result.values["rows_per_s"] = statistics.median(ours for ours, _ in rates)
    plain.values["rows_per_s"] = statistics.median(theirs for _, theirs in rates)
    result.values["of_bare"] = statistics.median(ours / theirs for ours, theirs in rates)
    store.close()
    return [result, plain, hand]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, required=True, help="an empty folder for the files and the server")
    parser.add_argument("--heap", default="4g")
    given = parser.parse_args()
    files, home = given.home / "files", given.home / "server"
    files.mkdir(parents=True)
    generator = Generator(given.size)
    sums, _ = write_files(files, generator.changes())
    run_import(SERVERS / "lib", home, files)
    with _Server(home, given.heap, "2g") as address:
        store = Neo4jStore(Neo4jSettings(uri=address, timeout=120, retry=60))
        tell_sums(store, sums, 1)
        store.close()
        print(table(measure(address, given.size, generator)))


if __name__ == "__main__":
    main()

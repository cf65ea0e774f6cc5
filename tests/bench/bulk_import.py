"""The generated graph as files for `neo4j-admin database import`: how a server is filled with a million nodes in minutes.

The rows are those that `Neo4jStore` writes, so that the filled server is one that a push would have made.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from graph.store import INDEXED, Changes
from graph.stores.codec import Hash
from graph.stores.neo4j import MOVE_SUMS, Neo4jStore
from graph.stores.neo4j_write import READABLE, edge_row, node_row

ARRAY = "\x1f"
EDGE_COLUMNS = (
    ":START_ID",
    ":END_ID",
    "role",
    "state",
    "planned:boolean",
    "high:long",
    "low:long",
    "evidence",
    "sentences:string[]",
    "documents:string[]",
)


def node_columns(kind: str) -> list[str]:
    """The columns of a kind as the import tool reads them."""
    shapes = INDEXED[kind]  # type: ignore[index]
    types = {"text": "", "number": ":long", "list": ":string[]"}
    named = dict.fromkeys(READABLE[kind], "") | {name: types[shape] for name, shape in shapes.items()}  # type: ignore[index]
    return ["id:ID", *(f"{name}{type}" for name, type in named.items()), "key", "node_kind", "json", "high:long", "low:long"]


def _cell(value: Any) -> str:
    """A value in quotes, an empty text too; nothing at all where there is none."""
    if value is None:
        return ""
    text = ARRAY.join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace('"', '""') + '"'


class _Files:
    """CSV files by name, each with its head."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack, self.opened = folder, stack, dict[str, TextIO]()

    def add(self, name: str, columns: Sequence[str], row: Mapping[str, Any]) -> None:
        if name not in self.opened:
            self.opened[name] = self.stack.enter_context((self.folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self.opened[name].write(",".join(columns) + "\n")
        self.opened[name].write(",".join([_cell(row.get(column.partition(":")[0] or column)) for column in columns]) + "\n")


def write_files(folder: Path, parts: Iterable[Changes]) -> tuple[Hash, int]:
    """One file a kind and a type; returns the sums of hashes and the number of rows."""
    high = low = rows = 0
    columns = {kind: node_columns(kind) for kind in INDEXED}
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for part in parts:
            for node in part.put_nodes:
                row = node_row(node)
                files.add(f"node-{node.kind}", columns[node.kind], row)
                high, low, rows = high + row["high"], low + row["low"], rows + 1
            for edge in part.put_edges:
                given = edge_row(edge)
                row = {**given["properties"], ":START_ID": given["source"], ":END_ID": given["target"]}
                files.add(f"edge-{edge.type}", EDGE_COLUMNS, row)
                high, low, rows = high + row["high"], low + row["low"], rows + 1
    return (high, low), rows


def run_import(jars: Path, home: Path, files: Path) -> None:
    """Makes the database `neo4j` of a server that was never started out of the files."""
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").touch()
    given = []
    for file in sorted(files.glob("*.csv")):
        what, _, name = file.stem.partition("-")
        given.append(f"--nodes=Entity:{name}={file}" if what == "node" else f"--relationships={name}={file}")
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch", "java.lang")]
    command = ["java", "-Xmx2g", *opens, "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j"]
    command += [
        "--multiline-fields=false",
        f"--array-delimiter={ARRAY}",
        "--read-buffer-size=16m",
        f"--report-file={home}/import.report",
        *given,
    ]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])


def tell_sums(store: Neo4jStore, sums: Hash, generation: int) -> None:
    """What a push keeps beside the rows."""
    store.sessions.write(lambda run: run(MOVE_SUMS, high=sums[0], low=sums[1], loading=None, generation=generation))

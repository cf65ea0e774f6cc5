"""Steps 3 and 4: all extractions -> one resolved corpus -> graph, indexes and tables, switched in one commit."""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np

from embeddings.generation import write_index
from embeddings.protocols import Encoder, Entry, Vectors
from graph.agencies import load_lexicon
from graph.identity import resolve
from graph.projection import project
from graph.records import Corpus
from graph.stores.embedded import EmbeddedStore
from ingest.entries import entries
from ingest.workspace import Workspace
from ingest.workspace.codec import dumps
from ingest.workspace.generations import new_folder, sweep, sync_tree
from ingest.workspace.truth import Truth
from ingest.workspace.workspace import GENERATIONS, current_generation

Progress = Callable[[str, int, int], None]
ENCODE_BATCH = 512


def build_generation(
    workspace: Workspace, connection: sqlite3.Connection, encoder: Encoder, made_by: str, progress: Progress, *, fresh: bool = False
) -> int:
    """Makes a generation of what the sources say now and switches to it in one transaction; returns its number.

    Until the commit the old generation is served; a crash leaves only an unused folder. `fresh` ignores the old index segments.
    """
    with _no_collections():
        return _build(workspace, connection, encoder, made_by, progress, fresh=fresh)


@contextmanager
def _no_collections() -> Iterator[None]:
    """A corpus is millions of values without a cycle among them: looking for cycles takes a fifth of the time and finds none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _build(
    workspace: Workspace, connection: sqlite3.Connection, encoder: Encoder, made_by: str, progress: Progress, *, fresh: bool
) -> int:
    truth = Truth(connection)
    progress("Đối chiếu", 0, 1)
    corpus = resolve(list(truth.extractions()), load_lexicon())
    progress("Đối chiếu", 1, 1)
    before = current_generation(connection)
    generation = _next_number(connection)
    places = entries(corpus)
    parent = workspace.folder / GENERATIONS
    folder = new_folder(parent, generation)
    vectors = encode(connection, encoder, places, progress)
    progress("Lập chỉ mục", 0, 1)
    previous = None if fresh or not before else parent / f"{before:08d}"
    write_index(folder, places, vectors, previous)
    sync_tree(folder)
    progress("Lập chỉ mục", 1, 1)
    store = EmbeddedStore(connection)
    changes = store.changes_to(project(corpus), generation)
    counts = {
        name: len(getattr(corpus, name))
        for name in (
            "documents",
            "passages",
            "mentions",
            "relations",
            "tasks",
            "agencies",
            "projects",
            "indicators",
            "footnotes",
            "findings",
        )
    }
    counts["held"] = sum(1 for document in corpus.documents if document.held)
    connection.execute("BEGIN IMMEDIATE")
    try:
        store.apply(changes)
        _write_tables(connection, corpus)
        connection.execute(
            "INSERT INTO generations VALUES (?, ?, ?, ?, ?, ?)",
            (
                generation,
                datetime.now(UTC).isoformat(timespec="seconds"),
                folder.name,
                truth.state(made_by, encoder.name),
                encoder.name,
                json.dumps(counts, sort_keys=True),
            ),
        )
        connection.execute("INSERT OR REPLACE INTO current VALUES (1, ?)", (generation,))
        truth.drop_unused_contents()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    sweep(parent, folder.name)
    return generation


def encode(connection: sqlite3.Connection, encoder: Encoder, places: Sequence[Entry], progress: Progress) -> Vectors:
    """A vector for each entry, from the cache of the workspace where its text was encoded before by the same model."""
    texts = [f"{place.heading}\n{place.text}" for place in places]
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
    stored = connection.execute("SELECT text_sha256, vector FROM vectors WHERE model = ?", (encoder.name,))
    cached = {key: np.frombuffer(blob, dtype=np.float16).astype(np.float32) for key, blob in stored}
    missing = sorted({key: text for key, text in zip(keys, texts, strict=True) if key not in cached}.items())
    for begin in range(0, len(missing), ENCODE_BATCH):
        progress("Mã hóa", begin, len(missing))
        batch = missing[begin : begin + ENCODE_BATCH]
        rows = encoder.encode_passages([text for _, text in batch]).astype(np.float16)
        connection.execute("BEGIN IMMEDIATE")
        for (key, _), row in zip(batch, rows, strict=True):
            connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", (encoder.name, key, row.tobytes()))
            cached[key] = row.astype(np.float32)
        connection.execute("COMMIT")
    _forget_unused(connection, encoder.name, cached.keys() - set(keys))
    if not keys:
        return np.zeros((0, encoder.dimensions), dtype=np.float32)
    return np.stack([cached[key] for key in keys])


def _forget_unused(connection: sqlite3.Connection, model: str, unused: Iterable[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("DELETE FROM vectors WHERE model = ? AND text_sha256 = ?", [(model, key) for key in unused])
    connection.execute("DELETE FROM vectors WHERE model <> ?", (model,))
    connection.execute("COMMIT")


def _next_number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM generations").fetchone()[0])


def _write_tables(connection: sqlite3.Connection, corpus: Corpus) -> None:
    connection.execute("DELETE FROM records")
    connection.execute("DELETE FROM names")
    connection.execute("DELETE FROM held")
    tables: dict[str, list[tuple[str | None, str | None, str]]] = {
        "mention": [(r.document, r.target, dumps(r)) for r in corpus.mentions],
        "footnote": [(r.document, None, dumps(r)) for r in corpus.footnotes],
        "finding": [(next((e.document for e in r.evidence), None), next(iter(r.keys), None), dumps(r)) for r in corpus.findings],
        "relation": [(next((e.document for e in r.evidence), None), r.target, dumps(r)) for r in corpus.relations],
    }
    for kind, rows in tables.items():
        connection.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?)", [(kind, place, *row) for place, row in enumerate(rows)]
        )
    connection.executemany("INSERT INTO names VALUES (?, ?)", [(name, key) for name, keys in corpus.names.items() for key in keys])
    checksums = dict(connection.execute("SELECT name, sha256 FROM sources WHERE reason IS NULL"))
    connection.executemany(
        "INSERT INTO held VALUES (?, ?, ?)",
        [(d.key, d.source, checksums[d.source]) for d in corpus.documents if d.held and d.source is not None],
    )

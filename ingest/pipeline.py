"""Files in, generation out: read -> extract -> resolve -> project, and one commit that switches to the new generation."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from embeddings.protocols import Encoder
from graph.errors import NotFound, ReadError
from graph.extraction import Extraction
from ingest.extract.document import extract
from ingest.generation import build_generation
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.workspace import Workspace
from ingest.workspace.discovery import FoundFile, discover
from ingest.workspace.truth import SourceRow, Truth

Progress = Callable[[str, int, int], None]
"""Called with a step's name in Vietnamese, how much of it is done and how much there is."""
ROOMS = ("vietnamese", "graph", "ingest", "data.gazetteers", "data.codes")
PARALLEL_FROM = 8


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingestion did, by exported file name; `set_aside` gives path and reason. `generation` is the one now served."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    generation: int = 0


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def ingest(workspace: Workspace, paths: Iterable[Path], encoder: Encoder, progress: Progress = silent) -> IngestReport:
    """Takes files and folders into the workspace and switches to a generation that knows them.

    A file that cannot be read is set aside with the reason and the rest goes on. Where nothing changed nothing is written.
    Raises WorkspaceLocked while another process writes and NotFound for a path that does not exist.
    """
    with workspace.writing() as connection:
        truth = Truth(connection)
        files, roots = discover(paths, truth.roots())
        known = {row.path: row for row in truth.sources()}
        report = _take_in(connection, truth, files, roots, known, progress)
        generation = _bring_up_to_date(workspace, connection, encoder, progress)
    return IngestReport(*report, generation)


def withdraw(workspace: Workspace, key_or_path: str, encoder: Encoder, progress: Progress = silent) -> tuple[str, ...]:
    """Takes a document (by key or any name of it) or a file or folder out again; returns the names of the sources that went.

    Raises NotFound, AmbiguousKey or WorkspaceLocked.
    """
    with workspace.writing() as connection:
        truth = Truth(connection)
        gone = _sources_meant(workspace, truth, key_or_path)
        connection.execute("BEGIN IMMEDIATE")
        for row in gone:
            truth.drop_source(row.path)
        connection.execute("COMMIT")
        _bring_up_to_date(workspace, connection, encoder, progress)
    return tuple(row.name for row in gone)


def rebuild(workspace: Workspace, encoder: Encoder, progress: Progress = silent) -> int:
    """Extracts every held source again from its stored text and makes a fresh generation; returns its number."""
    with workspace.writing() as connection:
        _extract_again(connection, Truth(connection), progress, everything=True)
        return build_generation(workspace, connection, encoder, code_version(), progress, fresh=True)


@cache
def code_version() -> str:
    """A checksum of the code and tables that reading depends on: when they change, stored texts are extracted again."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, content in _files(resources.files(room)):
            digest.update(name.encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _files(folder: resources.abc.Traversable) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir() and not item.name.startswith("__"):
            yield from _files(item)
        elif item.name.endswith((".py", ".toml", ".json")):
            yield item.name, item.read_bytes()


def _take_in(
    connection: sqlite3.Connection,
    truth: Truth,
    files: Sequence[FoundFile],
    roots: Sequence[Path],
    known: dict[Path, SourceRow],
    progress: Progress,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Reads and extracts what is new; each file is kept in a transaction of its own, so that a crash loses at most one."""
    added: list[str] = []
    replaced: list[str] = []
    unchanged: list[str] = []
    aside: list[tuple[str, str]] = []
    connection.execute("BEGIN IMMEDIATE")
    for root in roots:
        truth.add_root(root)
    connection.execute("COMMIT")
    taken = {row.name: row.path for row in known.values()}
    todo = [_row(file, known.get(file.path), taken) for file in files]
    fresh = [row for row in todo if not _same(row, known.get(row.path))]
    contents = _read_all([row for row in fresh if truth.made_by(row.sha256) != code_version()], progress)
    for row in todo:
        if row not in fresh:
            kept = known[row.path]
            (aside.append((row.name, kept.reason)) if kept.reason else unchanged.append(row.name))
            continue
        connection.execute("BEGIN IMMEDIATE")
        reason = _keep(truth, row, contents)
        connection.execute("COMMIT")
        if reason:
            aside.append((row.name, reason))
        else:
            (replaced if row.path in known else added).append(row.name)
    return tuple(added), tuple(replaced), tuple(unchanged), tuple(aside)


def _row(file: FoundFile, known: SourceRow | None, taken: dict[str, Path]) -> SourceRow:
    stat = file.path.stat()
    name, root = (known.name, known.root) if known else (file.name, file.root)
    if taken.setdefault(name, file.path) != file.path:
        name = f"{(file.root or file.path.parent).name}/{name}"
    if known and (known.size, known.modified_ns) == (stat.st_size, stat.st_mtime_ns):
        return known
    return SourceRow(file.path, name, root, _checksum(file.path), stat.st_size, stat.st_mtime_ns, None)


def _same(row: SourceRow, known: SourceRow | None) -> bool:
    return known is not None and row.sha256 == known.sha256


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


Outcome = tuple[SourceText, Extraction] | str


def _read_and_extract(path: Path) -> Outcome:
    try:
        source = read(path)
        return source, extract(source)
    except (ReadError, OSError) as error:
        return str(error)


def _read_all(rows: Sequence[SourceRow], progress: Progress) -> dict[str, Outcome]:
    """Outcomes by checksum; several processes where there is enough to do."""
    distinct = list({row.sha256: row.path for row in rows}.items())
    found: dict[str, Outcome] = {}
    step = "Đọc văn bản"
    progress(step, 0, len(distinct))
    if len(distinct) < PARALLEL_FROM:
        for sha256, path in distinct:
            found[sha256] = _read_and_extract(path)
            progress(step, len(found), len(distinct))
        return found
    with ProcessPoolExecutor() as pool:
        for (sha256, _), outcome in zip(distinct, pool.map(_read_and_extract, [path for _, path in distinct]), strict=True):
            found[sha256] = outcome
            progress(step, len(found), len(distinct))
    return found


def _keep(truth: Truth, row: SourceRow, contents: dict[str, Outcome]) -> str | None:
    """Writes a file's row and content; returns the reason where it is set aside.

    A file that cannot be read any more after a change stays set aside: what it said before may no longer be what it says.
    """
    outcome = contents.get(row.sha256)
    reason = outcome if isinstance(outcome, str) else None
    if isinstance(outcome, tuple):
        truth.put_content(row.sha256, *outcome, code_version())
    truth.put_source(SourceRow(row.path, row.name, row.root, row.sha256, row.size, row.modified_ns, reason))
    return reason


def _extract_again(connection: sqlite3.Connection, truth: Truth, progress: Progress, *, everything: bool = False) -> None:
    """Extractions that older code made are made again from the stored texts."""
    held = {row.sha256 for row in truth.sources() if row.reason is None}
    stale = sorted(sha for sha in held if everything or truth.made_by(sha) != code_version())
    for position, sha256 in enumerate(stale):
        progress("Trích xuất lại", position, len(stale))
        source = truth.source_text(sha256)
        if source is not None:
            connection.execute("BEGIN IMMEDIATE")
            truth.put_content(sha256, source, extract(source), code_version())
            connection.execute("COMMIT")


def _bring_up_to_date(workspace: Workspace, connection: sqlite3.Connection, encoder: Encoder, progress: Progress) -> int:
    truth = Truth(connection)
    _extract_again(connection, truth, progress)
    row = connection.execute("SELECT g.id, g.made_from FROM current c JOIN generations g ON g.id = c.generation").fetchone()
    if row and row[1] == truth.state(code_version(), encoder.name):
        return int(row[0])
    return build_generation(workspace, connection, encoder, code_version(), progress)


def _sources_meant(workspace: Workspace, truth: Truth, key_or_path: str) -> list[SourceRow]:
    path = Path(key_or_path).absolute()
    rows = truth.sources()
    found = [row for row in rows if row.path == path or row.path.is_relative_to(path) or row.name == key_or_path]
    if found:
        return found
    with workspace.snapshot() as snapshot:
        document = snapshot.document(snapshot.resolve(key_or_path))
    found = [row for row in rows if row.name in document.sources and row.reason is None]
    if not found:
        raise NotFound(f"“{key_or_path}” chỉ được dẫn chiếu, không có tệp nào để rút.")
    return found

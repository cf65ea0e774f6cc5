"""Files in, generation out: read -> extract -> resolve -> project, and one commit that switches to the new generation."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from embeddings.protocols import Encoder
from graph.errors import NotFound
from ingest.generation import build_generation
from ingest.workers import Outcome, extract_text, outcomes, read_and_extract
from ingest.workspace import Workspace
from ingest.workspace.discovery import FoundFile, discover
from ingest.workspace.truth import SourceRow, Truth

Progress = Callable[[str, int, int], None]
"""Called with a step's name in Vietnamese, how much of it is done and how much there is."""
BATCH = 256
"""Texts that are extracted again at a time: what a batch holds stays in memory."""
ROOMS = ("vietnamese", "graph", "ingest", "data.gazetteers", "data.codes")


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
        files, roots = discover(paths, truth.roots(), workspace.folder.absolute())
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
    """Reads and extracts what is new; each content is kept in a transaction of its own, so that a crash loses at most one."""
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
    fresh: dict[str, list[SourceRow]] = defaultdict(list)
    for row in todo:
        kept = known.get(row.path)
        if kept is not None and kept.sha256 == row.sha256 and not kept.reason:
            unchanged.append(row.name)
        else:
            fresh[row.sha256 or str(row.path)].append(row)
    for row in _read_all(truth, connection, list(fresh.values()), known, progress):
        if row.reason:
            aside.append((row.name, row.reason))
        else:
            (replaced if row.path in known else added).append(row.name)
    return tuple(sorted(added)), tuple(sorted(replaced)), tuple(unchanged), tuple(sorted(aside))


def _read_all(
    truth: Truth,
    connection: sqlite3.Connection,
    fresh: Sequence[Sequence[SourceRow]],
    known: Mapping[Path, SourceRow],
    progress: Progress,
) -> Iterator[SourceRow]:
    """Keeps every content as soon as it is read, with the rows of the files that have it; gives the rows, with why one is set aside.

    A file that cannot be read any more after a change stays set aside: what it said before may no longer be what it says.
    """
    step = "Đọc văn bản"
    unread = []
    for rows in fresh:
        if truth.made_by(rows[0].sha256) == code_version():
            yield from _keep(truth, connection, rows, known, None)
        else:
            unread.append(rows)
    progress(step, 0, len(unread))
    for done, outcome in enumerate(outcomes(read_and_extract, [rows[0].path for rows in unread])):
        yield from _keep(truth, connection, unread[done], known, outcome)
        progress(step, done + 1, len(unread))


def _keep(
    truth: Truth,
    connection: sqlite3.Connection,
    rows: Sequence[SourceRow],
    known: Mapping[Path, SourceRow],
    outcome: Outcome | None,
) -> list[SourceRow]:
    """Writes a content (None: it is held already) and the rows of its files in one transaction; nothing where nothing is new."""
    reason = outcome if isinstance(outcome, str) else None
    kept = [replace(row, reason=reason) for row in rows]
    changed = [row for row in kept if known.get(row.path) != row]
    if changed or isinstance(outcome, tuple):
        connection.execute("BEGIN IMMEDIATE")
        if isinstance(outcome, tuple):
            truth.put_content(rows[0].sha256, *outcome, code_version())
        for row in changed:
            truth.put_source(row)
        connection.execute("COMMIT")
    return kept


def _row(file: FoundFile, known: SourceRow | None, taken: dict[str, Path]) -> SourceRow:
    stat = file.path.stat()
    name, root = (known.name, known.root) if known else (file.name, file.root)
    if taken.setdefault(name, file.path) != file.path:
        name = f"{(file.root or file.path.parent).name}/{name}"
    if known and known.sha256 and (known.size, known.modified_ns) == (stat.st_size, stat.st_mtime_ns):
        return known
    return SourceRow(file.path, name, root, _checksum(file.path), stat.st_size, stat.st_mtime_ns, None)


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _extract_again(connection: sqlite3.Connection, truth: Truth, progress: Progress, *, everything: bool = False) -> None:
    """Extractions that older code made are made again from the stored texts; a text that it can no longer do is set aside."""
    step = "Trích xuất lại"
    files: dict[str, list[SourceRow]] = defaultdict(list)
    for row in truth.sources():
        files[row.sha256].append(row)
    stale = sorted(sha for sha in files if (made_by := truth.made_by(sha)) and (everything or made_by != code_version()))
    for first in range(0, len(stale), BATCH):
        batch = stale[first : first + BATCH]
        progress(step, first, len(stale))
        texts = [source for source in map(truth.source_text, batch) if source is not None]
        for sha256, outcome in zip(batch, outcomes(extract_text, texts), strict=True):
            _keep(truth, connection, files[sha256], {row.path: row for row in files[sha256]}, outcome)


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

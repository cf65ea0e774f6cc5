"""A generation on disk: lexical index, vectors, tokens, facets, counts and entries in one folder with a checksummed manifest.

`write_index` fills an empty folder and makes it durable; `Generation` opens one cold. A generation never changes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings import forward, joined, ngrams, reuse, stored, vectors
from embeddings.columns import Columns, write_columns
from embeddings.forward import Forward, write_forward
from embeddings.joined import ExactVectors, write_vectors
from embeddings.lexical import LexicalIndex, write_lexical
from embeddings.ngrams import SyllableCounts, read_counts, write_counts
from embeddings.postings import Postings
from embeddings.protocols import Entry, Vectors
from embeddings.stored import StoredEntries, write_entries
from embeddings.vectors import VectorIndex
from vietnamese.syllables import bigrams

MANIFEST = "manifest.json"
LEXICAL = "lexical"
FORMAT = 3


class DamagedIndexError(Exception):
    """A generation whose files are missing, of another format or not what the manifest says."""


def write_index(folder: Path, entries: Sequence[Entry], vectors_: Vectors, previous: Path | None) -> Mapping[str, Any]:
    """Writes all index files of a generation into `folder`, fsynced, the manifest last; returns the manifest.

    Row i is `entries[i]` with `vectors_[i]`. `previous` is the generation before, whose segments may be reused.
    """
    if len(entries) != len(vectors_):
        raise ValueError(f"{len(entries)} entries but {len(vectors_)} vectors")
    folder.mkdir(parents=True, exist_ok=True)
    marks = reuse.marks_of(entries)
    kept = reuse.compare(entries, marks, previous, LEXICAL)
    write_forward(folder, entries, previous, kept.before)
    write_counts(folder)
    write_columns(folder, entries)
    write_entries(folder / stored.FILE, entries)
    tokens = Forward(folder)
    if kept.linked and previous is not None:
        reuse.link(previous / LEXICAL, folder / LEXICAL)
    row_of = {int(kept.slots[row]): row for row in kept.added.tolist()}
    write_lexical(
        folder / LEXICAL,
        ((slot, entries[row]) for slot, row in row_of.items()),
        kept.removed,
        words=lambda slot, _: tokens.words(row_of[slot]),
    )
    np.save(folder / reuse.SLOTS, kept.slots)
    np.save(folder / reuse.MARKS, marks)
    write_vectors(folder, entries, vectors_, previous)
    manifest = _manifest(folder, len(entries), int(vectors_.shape[1]) if vectors_.ndim == 2 else 0)
    _sync(folder)
    _write_manifest(folder, manifest)
    return manifest


def _manifest(folder: Path, count: int, dimensions: int) -> dict[str, Any]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".tantivy"))
    return {
        "format": FORMAT,
        "entries": count,
        "dimensions": dimensions,
        "vectors": VectorIndex.read(folder / vectors.FILE).kind,
        "versions": {name: version(name) for name in ("faiss-cpu", "tantivy", "numpy")},
        "files": {str(path.relative_to(folder)): {"bytes": path.stat().st_size, "sha256": _checksum(path)} for path in files},
    }


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    part.rename(folder / MANIFEST)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a generation.

    Raises:
        DamagedIndexError: if it is missing, unreadable or of another format.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedIndexError(f"Chỉ mục {folder.name} không có bản kê đọc được.") from error
    if manifest.get("format") != FORMAT:
        raise DamagedIndexError(f"Chỉ mục {folder.name} thuộc định dạng khác; chạy lại `vanmach rebuild`.")
    return manifest


def check_index(folder: Path) -> list[str]:
    """Files that are missing or whose checksum differs from the manifest's; none in a sound generation."""
    wrong = []
    for name, entry in read_manifest(folder)["files"].items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != entry["bytes"] or _checksum(path) != entry["sha256"]:
            wrong.append(name)
    return wrong


class Generation:
    """A generation opened for reading. Cheap to open: arrays and vectors are mapped, entries read one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        self.lexical = LexicalIndex(folder / LEXICAL, np.load(folder / reuse.SLOTS))
        self.vectors = VectorIndex.read(folder / vectors.FILE, joined.read_slots(folder))
        self.exact_vectors = ExactVectors(folder)
        self.forward = Forward(folder)
        self.postings = Postings(folder, self.forward.count)
        self.columns = Columns(folder)
        self.entries = StoredEntries(folder / stored.FILE)
        self.counts: SyllableCounts = read_counts(folder, self.forward.vocabulary)

    @property
    def count(self) -> int:
        return int(self.manifest["entries"])

    def holds(self, phrase: Sequence[str]) -> bool:
        """Whether the entries write a phrase, or at least half of its pairs of neighbours."""
        terms = bigrams(phrase) or list(phrase)
        return 2 * sum(self.lexical.frequency(term) > 0 for term in terms) >= len(terms)

    def writes(self, phrase: Sequence[str]) -> bool:
        """Whether the entries write every pair of neighbours of a phrase."""
        return all(self.lexical.frequency(term) > 0 for term in bigrams(phrase) or list(phrase))

    def made_with(self, vector: Vectors) -> bool:
        """Whether a query vector can be compared with the vectors here; not while a new model's are still being made."""
        return self.count > 0 and len(vector) == self.exact_vectors.dimensions

    def vectors_of(self, rows: NDArray[np.int64]) -> Vectors:
        """The exact vectors of some rows."""
        return self.exact_vectors.rows(rows)

    def close(self) -> None:
        self.entries.close()


__all__ = ["DamagedIndexError", "Generation", "check_index", "forward", "ngrams", "read_manifest", "write_index"]

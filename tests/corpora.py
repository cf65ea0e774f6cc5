"""A folder of documents read, extracted, resolved and exported in memory, without a workspace or indexes: quick and exact."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from embeddings.encoder import load_encoder
from graph.agencies import load_lexicon
from graph.extraction import SourceExtraction
from graph.identity import resolve
from graph.records import Corpus
from ingest.export import FILES, export
from ingest.extract.document import extract
from ingest.pipeline import ingest
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.workspace import Snapshot, Workspace
from search_api.ask import answer
from search_api.search.engine import SearchEngine

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
R = TypeVar("R")


@dataclass(frozen=True)
class CorpusRecords:
    """What the export asks a snapshot for, out of a corpus in memory."""

    corpus: Corpus

    def records(self, kind: type[R]) -> list[R]:
        name = next(name for name, record, _ in FILES if record is kind)
        return cast(list[R], list(getattr(self.corpus, name)))


def from_text(name: str, source: SourceText, content: bytes | None = None) -> SourceExtraction:
    """The extraction of one text, as the pipeline hands it to `resolve`; `content` are the bytes of its file."""
    text = source.text.encode("utf-8", "surrogatepass")
    checksum, of_text = (hashlib.sha256(data).hexdigest() for data in (text if content is None else content, text))
    return SourceExtraction(name, checksum, of_text, len(source.text), source.text_source, extract(source))


def from_files(paths: Iterable[Path]) -> list[SourceExtraction]:
    """The extractions of files, in the order given, each named by its file name."""
    return [from_text(path.name, read(path), path.read_bytes()) for path in paths]


def write_export(sources: Sequence[SourceExtraction], out: Path) -> Path:
    """Writes the export of these sources into `out` and returns it."""
    export(cast(Snapshot, CorpusRecords(resolve(sources, load_lexicon()))), out)
    return out


Ask = Callable[[str], dict[str, Any]]
"""Answers a question about a workspace, as on 24 November 2025."""


@contextmanager
def asked_about(folder: Path, *texts: str) -> Iterator[Ask]:
    """What answers questions about a workspace made in `folder` of these texts."""
    paths = [folder / f"document-{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    with ingested(folder, paths) as (snapshot, engine):
        yield lambda question: answer(question, snapshot, engine, date(2025, 11, 24))


@contextmanager
def ingested(folder: Path, paths: Sequence[Path]) -> Iterator[tuple[Snapshot, SearchEngine]]:
    """A workspace made in `folder` of these files: its snapshot and the engine over its index."""
    workspace, encoder = Workspace.open(folder / "ws", create=True), load_encoder(None)
    ingest(workspace, paths, encoder)
    with workspace.snapshot() as snapshot:
        yield snapshot, SearchEngine.open(snapshot.index_folder, encoder)

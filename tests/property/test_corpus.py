"""What must hold for every corpus: the order of arrival never shows, what is withdrawn leaves nothing, every offset is right."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.encoder import load_encoder
from graph.agencies import load_lexicon
from graph.extraction import Extraction, SourceExtraction
from graph.identity import resolve
from graph.records import Corpus
from ingest.export import FILES, export
from ingest.extract.document import extract
from ingest.pipeline import ingest, withdraw
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages
from ingest.workspace import Workspace
from tests.corpora import SAMPLE, from_files, write_export

PATHS = sorted(SAMPLE.iterdir())
TEXTS = [path for path in PATHS if path.suffix in {".txt", ".md"}]
ORDERS = 6


@cache
def sample() -> tuple[SourceExtraction, ...]:
    return tuple(from_files(PATHS))


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("seed", range(ORDERS))
def test_order_of_arrival_does_not_show(seed: int, tmp_path: Path) -> None:
    sources = list(sample())
    wanted = written(write_export(sources, tmp_path / "sorted"))
    random.Random(seed).shuffle(sources)
    assert written(write_export(sources, tmp_path / "shuffled")) == wanted


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(range(len(PATHS))), min_size=1, max_size=6), seed=st.integers(0, 99))
def test_any_part_of_the_corpus_in_any_order(chosen: set[int], seed: int) -> None:
    part = [sample()[place] for place in sorted(chosen)]
    mixed = random.Random(seed).sample(part, len(part))
    assert resolve(mixed, load_lexicon()) == resolve(part, load_lexicon())


def test_a_source_given_twice_counts_once_and_is_a_finding() -> None:
    first = sample()[0]
    twice = [*sample(), SourceExtraction(f"copy/{first.source}", *(getattr(first, f.name) for f in fields(first)[1:]))]
    corpus = resolve(twice, load_lexicon())
    assert [finding.kind for finding in corpus.findings].count("duplicate_document") == 1
    assert len(corpus.tasks) == len(resolve(sample(), load_lexicon()).tasks)


def test_withdrawn_documents_leave_nothing(tmp_path: Path) -> None:
    encoder, later = load_encoder(None), PATHS[:3]
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    ingest(workspace, PATHS[3:6], encoder)
    before = exported(workspace, tmp_path / "before")
    ingest(workspace, later, encoder)
    assert exported(workspace, tmp_path / "between") != before
    for path in later:
        withdraw(workspace, str(path), encoder)
    assert exported(workspace, tmp_path / "after") == before
    ingest(workspace, later, encoder)
    assert exported(workspace, tmp_path / "again") == written(tmp_path / "between")


def exported(workspace: Workspace, out: Path) -> dict[str, bytes]:
    with workspace.snapshot() as snapshot:
        export(snapshot, out)
    return written(out)


def test_every_offset_points_to_its_words() -> None:
    corpus = resolve(sample(), load_lexicon())
    texts = {path.name: read(path).text for path in PATHS}
    held = {document.key: texts[document.source] for document in corpus.documents if document.source}
    assert len(held) == len(PATHS)
    for mention in corpus.mentions:
        assert texts[mention.source][mention.start : mention.end] == mention.surface
    for document, start, end in spans(corpus):
        assert 0 <= start < end <= len(held[document])


def spans(corpus: Corpus) -> list[tuple[str, int, int]]:
    """Every stretch of text that a record names: of the record itself and of its evidence."""
    records = [record for name, _, _ in FILES for record in getattr(corpus, name) if hasattr(record, "start")]
    proofs = [proof for kind in (corpus.relations, corpus.findings) for record in kind for proof in record.evidence]
    proofs += [record.evidence for kind in (corpus.tasks, corpus.projects, corpus.indicators) for record in kind]
    return [(item.document, item.start, item.end) for item in (*records, *proofs)]


def test_evidence_is_the_text_at_its_place() -> None:
    corpus = resolve(sample(), load_lexicon())
    texts = {document.key: read(SAMPLE / document.source).text for document in corpus.documents if document.source}
    for task in corpus.tasks:
        place = task.evidence
        first = task.text.split()[0]
        assert first in texts[place.document][place.start : place.end]
    for relation in corpus.relations:
        for proof in relation.evidence:
            assert words(proof.text)[:1] == words(texts[proof.document][proof.start : proof.end])[:1]


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


OFFSETS = {"start", "end", "anchor", "offset", "page"}
RAW = {"surface"}
VARIANTS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR in NFD": lambda text: unicodedata.normalize("NFD", text).replace("\n", "\r\n"),
}


def without_offsets(value: Any) -> Any:
    """A record as plain values: no offsets, and what is quoted raw in one form and with single blanks."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _quoted(f.name, getattr(value, f.name)) for f in fields(value) if f.name not in OFFSETS}
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: without_offsets(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [without_offsets(item) for item in value]
    return value


def _quoted(name: str, value: Any) -> Any:
    return " ".join(unicodedata.normalize("NFC", value).split()) if name in RAW and value else without_offsets(value)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name[:2])
@pytest.mark.parametrize("variant", VARIANTS)
def test_encodings_and_line_ends_change_nothing_but_offsets(path: Path, variant: str) -> None:
    text = read(path).text
    plain, changed = (extract(SourceText(form, find_pages(form))) for form in (text, VARIANTS[variant](text)))
    for field in fields(Extraction):
        assert without_offsets(getattr(changed, field.name)) == without_offsets(getattr(plain, field.name)), field.name

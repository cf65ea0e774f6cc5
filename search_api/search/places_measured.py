"""Queries over ingested documents, judged by place: a hit counts for each wanted place that it touches.

    python -m search_api.search.places_measured --folder data/sample --queries tests/quality/search_queries.jsonl

A query line: `{"q", "style", "relevant": [[beginning of the file's name, words that stand there, grade 1 or 2], ...]}`. Prints the
figures by style and for all, once as typed and once without diacritics, in the form of `search_api.search.evaluate`.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings.encoder import load_encoder
from embeddings.protocols import Encoder
from graph.records import Document
from ingest.pipeline import ingest
from ingest.workspace import Snapshot, Workspace
from search_api.search.engine import SearchEngine
from search_api.search.evaluate import fold_keeping_case
from search_api.search.records import Hit, SearchQuery


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that answers: raw offsets in a document, and how well (2: what was meant, 1: also useful)."""

    document: str
    start: int
    end: int
    grade: int

    def touched_by(self, document: str, start: int, end: int) -> bool:
        return document == self.document and start < self.end and end > self.start


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    q: str
    style: str
    wanted: tuple[Wanted, ...]


def read_queries(path: Path, snapshot: Snapshot) -> Iterator[JudgedQuery]:
    """The queries with their places looked up in the texts.

    Raises:
        ValueError: if words do not stand in their document.
    """
    texts = {source: (key, snapshot.text(key)) for key, source in held_sources(snapshot)}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        wanted = [
            place
            for name, words, grade in record["relevant"]
            for source, (key, text) in sorted(texts.items())
            if Path(source).name.startswith(name)
            for place in (_place(key, text, words, grade),)
        ]
        yield JudgedQuery(record["q"], record["style"], tuple(wanted))


@contextmanager
def judged_queries(folder: Path, queries: Path, encoder: Encoder) -> Iterator[tuple[SearchEngine, list[JudgedQuery]]]:
    """The engine over the ingested documents of a folder, and the queries with their places in them."""
    with tempfile.TemporaryDirectory() as scratch:
        workspace = Workspace.open(Path(scratch) / "workspace", create=True)
        ingest(workspace, [folder], encoder)
        with workspace.snapshot() as snapshot:
            yield SearchEngine.open(snapshot.index_folder, encoder), list(read_queries(queries, snapshot))


def held_sources(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Key and primary source of each held document."""
    return [(document.key, document.source) for document in snapshot.records(Document) if document.source is not None]


def _place(key: str, text: str, words: str, grade: int) -> Wanted:
    match = re.search(r"\s+".join(re.escape(word) for word in words.split()), text)
    if match is None:
        raise ValueError(f"“{words}” không có trong {key}")
    return Wanted(key, match.start(), match.end(), grade)


def score(hits: Sequence[Hit], wanted: Sequence[Wanted]) -> tuple[float, float, float, float]:
    """nDCG@10 over all places, Recall@10 and @20 over those of grade 2, reciprocal rank of the first useful hit."""
    seen: set[int] = set()
    seen10: set[int] = set()
    gains: list[int] = []
    for rank, hit in enumerate(hits[:20]):
        touched = [i for i, place in enumerate(wanted) if i not in seen and place.touched_by(hit.document, hit.start, hit.end)]
        seen.update(touched)
        if rank < 10:
            gains.append(max((wanted[i].grade for i in touched), default=0))
            seen10 = set(seen)
    ideal = _dcg(sorted((place.grade for place in wanted), reverse=True)[:10])
    must = [i for i, place in enumerate(wanted) if place.grade == 2]
    first = next((rank for rank, gain in enumerate(gains, 1) if gain), 0)
    return _dcg(gains) / ideal, _share(seen10, must), _share(seen, must), 1 / first if first else 0.0


def _share(seen: set[int], must: Sequence[int]) -> float:
    return sum(i in seen for i in must) / min(len(must), 10)


def _dcg(gains: Sequence[int]) -> float:
    return float(sum((2**gain - 1) / math.log2(rank + 1) for rank, gain in enumerate(gains, 1)))


def measure(engine: SearchEngine, queries: Sequence[JudgedQuery]) -> Iterator[dict[str, Any]]:
    """One line a style and variant, `all` last."""
    for variant, change in (("accented", str), ("no_diacritics", fold_keeping_case)):
        rows = [(one.style, score(engine.search(SearchQuery(change(one.q))).hits, one.wanted)) for one in queries]
        for style in [*sorted({one.style for one in queries}), "all"]:
            chosen = [figures for name, figures in rows if style in (name, "all")]
            means = [round(sum(column) / len(chosen), 4) for column in zip(*chosen, strict=True)]
            names = ("ndcg10", "recall10", "recall20", "mrr10")
            yield {"lane": "search", "slice": f"{variant}/{style}", "queries": len(chosen), **dict(zip(names, means, strict=True))}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    args = parser.parse_args(arguments)
    with judged_queries(args.folder, args.queries, load_encoder()) as (engine, queries):
        for line in measure(engine, queries):
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

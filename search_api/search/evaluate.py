"""Measures search on a split of queries with known answers, through the code that serves.

    python -m search_api.search.evaluate --corpus corpus.jsonl.gz --queries queries.jsonl --qrels qrels.tsv

(or CORPUS, QUERIES, QRELS in the environment). Corpus: JSON Lines `id, title, text`; queries: `id, text`; qrels: query id, tab,
article id. Prints one JSON line a lane and slice: {lane, slice, queries, ndcg10, recall10, recall20, mrr10}.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoder import load_encoder
from embeddings.generation import write_index
from embeddings.lexical import Conditions, Weighted
from embeddings.protocols import Encoder, Entry
from search_api.search.candidates import DEPTH, gather, lexical_terms
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchQuery
from search_api.search.split import split_text
from vietnamese.syllables import JOINT
from vietnamese.text import fold

RRF = 60


@dataclass(frozen=True, slots=True)
class Split:
    """Queries and, for each, the articles that answer it."""

    queries: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_split(queries: Path, qrels: Path) -> Split:
    relevant: dict[str, set[str]] = {}
    for line in qrels.read_text("utf-8").splitlines():
        query, article = line.split("\t")[:2]
        relevant.setdefault(query, set()).add(article)
    texts = {record["id"]: record["text"] for record in read_lines(queries) if record["id"] in relevant}
    return Split(texts, {query: frozenset(relevant[query]) for query in texts})


def corpus_entries(path: Path, limit: int | None = None) -> Iterator[Entry]:
    """Articles as passages of 60 to 150 syllables under their title, as ingestion cuts documents."""
    for count, record in enumerate(read_lines(path)):
        if limit is not None and count >= limit:
            return
        title = record.get("title") or ""
        facets = {"key": record["id"], "type": "Điều", "held": True}
        for number, (start, end) in enumerate(split_text(record["text"])):
            text = " ".join(record["text"][start:end].split())
            yield Entry(f"p:{record['id']}/{number:04d}", "passage", record["id"], (title,), title, text, start, end, facets)


def build(corpus: Path, folder: Path, encoder: Encoder, limit: int | None = None) -> None:
    entries = list(corpus_entries(corpus, limit))
    vectors = encoder.encode_passages([f"{entry.heading}\n{entry.text}" for entry in entries])
    write_index(folder, entries, vectors, None)


def slices(queries: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The queries as they are, without diacritics, half of them, and with slips of the keyboard (seeded by the query)."""
    return {
        "accented": dict(queries),
        "no_diacritics": {key: fold_keeping_case(text) for key, text in queries.items()},
        "half_accented": {key: _some_words(text, fold_keeping_case, 0.5) for key, text in queries.items()},
        "slips": {key: _some_words(text, _slip, 0.2) for key, text in queries.items()},
    }


def fold_keeping_case(text: str) -> str:
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)


def _some_words(text: str, change: Callable[[str], str], share: float) -> str:
    chance = random.Random(text)
    return " ".join(change(word) if chance.random() < share else word for word in text.split())


def _slip(word: str) -> str:
    """Two letters swapped, or one dropped: which, the word decides."""
    chance = random.Random(word)
    if len(word) < 3 or not word.isalpha():
        return word
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if chance.random() < 0.5 else word[:at] + word[at + 1 :]


Lane = Callable[[str], list[str]]


class Lanes:
    """Each lane as a function from a query to article ids, best first."""

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine

    def all(self) -> dict[str, Lane]:
        return {
            "bm25_syllables": self.syllables,
            "bm25_bigrams": self.lexical,
            "dense": self.dense,
            "rrf": self.rrf,
            "search": self.search,
        }

    def search(self, q: str) -> list[str]:
        answer = self.engine.search(SearchQuery(q, size=100))
        return list(dict.fromkeys(hit.document for hit in answer.hits))

    def syllables(self, q: str) -> list[str]:
        return self._lexical([term for term in self._terms(q) if JOINT not in term.term])

    def lexical(self, q: str) -> list[str]:
        return self._lexical(self._terms(q))

    def dense(self, q: str) -> list[str]:
        reading = self.engine.read(q)
        lanes = gather(self.engine.generation, self.engine.encoder, [reading.words], reading.loose, Conditions())
        return self._documents(lanes.dense[0].rows)

    def rrf(self, q: str) -> list[str]:
        scores: dict[str, float] = {}
        for ranking in (self.lexical(q), self.dense(q)):
            for rank, key in enumerate(ranking):
                scores[key] = scores.get(key, 0.0) + 1 / (RRF + rank + 1)
        return sorted(scores, key=lambda key: (-scores[key], key))

    def _terms(self, q: str) -> list[Weighted]:
        reading = self.engine.read(q)
        return lexical_terms(reading.words, reading.loose)

    def _lexical(self, terms: Sequence[Weighted]) -> list[str]:
        return self._documents(self.engine.generation.lexical.search(terms, DEPTH)[0])

    def _documents(self, rows: Iterable[int]) -> list[str]:
        ordered = [int(row) for row in rows]
        entries = self.engine.generation.entries.rows(ordered)
        return list(dict.fromkeys(entries[row].document for row in ordered))


def measure(lane: Lane, queries: Mapping[str, str], relevant: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Mean nDCG@10, Recall@10, Recall@20 and MRR@10; relevance is yes or no."""
    sums = np.zeros(4)
    for key, text in queries.items():
        sums += score_ranking(lane(text), relevant[key])
    ndcg, recall10, recall20, mrr = sums / max(1, len(queries))
    return {"ndcg10": round(ndcg, 4), "recall10": round(recall10, 4), "recall20": round(recall20, 4), "mrr10": round(mrr, 4)}


def score_ranking(ranking: Sequence[str], relevant: frozenset[str]) -> np.ndarray[Any, Any]:
    gains = [1 / math.log2(rank + 2) for rank, key in enumerate(ranking[:10]) if key in relevant]
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(10, len(relevant))))
    first = next((rank for rank, key in enumerate(ranking[:10]) if key in relevant), None)
    found10, found20 = len(relevant.intersection(ranking[:10])), len(relevant.intersection(ranking[:20]))
    return np.array([sum(gains) / ideal, found10 / len(relevant), found20 / len(relevant), 0 if first is None else 1 / (first + 1)])


def evaluate(engine: SearchEngine, split: Split, lanes: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """One result for each lane and slice."""
    for name, lane in Lanes(engine).all().items():
        if lanes and name not in lanes:
            continue
        for slice_name, queries in slices(split.queries).items():
            yield {"lane": name, "slice": slice_name, "queries": len(queries), **measure(lane, queries, split.relevant)}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, default=os.environ.get(name.upper()))
    parser.add_argument("--index", type=Path, default=None, help="keep the index here and reuse it")
    parser.add_argument("--encoder", default=None)
    parser.add_argument("--lanes", nargs="*", default=())
    parser.add_argument("--limit", type=int, default=None, help="only the first articles")
    args = parser.parse_args(arguments)
    if not (args.corpus and args.queries and args.qrels):
        parser.error("CORPUS, QUERIES and QRELS (or --corpus, --queries, --qrels) are needed")
    encoder = load_encoder(args.encoder)
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.index or Path(scratch) / "index"
        if not (folder / "manifest.json").is_file():
            began = time.perf_counter()
            build(Path(args.corpus), folder, encoder, args.limit)
            print(f"index: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        engine = SearchEngine.open(folder, encoder)
        for line in evaluate(engine, read_split(Path(args.queries), Path(args.qrels)), args.lanes):
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

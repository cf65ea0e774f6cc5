"""Search at several sizes: time and size of the index, memory, cold start, and p50/p95 of each lane beside the raw libraries.

    python -m tests.bench.bench_search 10000 100000 [--queries 100] [--keep FOLDER]

Passages are drawn from the syllable pairs of statutes (a chain over the shipped counts), so that words and pairs are as frequent as
in real text; queries are stretches of passages. Prints one JSON line a size. `raw_*` is the library alone with the very same terms
and vector; txtai is measured beside where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoder import load_encoder
from embeddings.generation import write_index
from embeddings.lexical import Conditions
from embeddings.ngrams import background_counts
from embeddings.protocols import Entry
from search_api.search.candidates import DEPTH, lexical_terms
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchQuery

LENGTH = 100
COLD = (
    "import sys,time;t=time.perf_counter();from embeddings.encoder import load_encoder;from search_api.search.engine import SearchEngine;"
    "from search_api.search.records import SearchQuery;from pathlib import Path;"
    "e=SearchEngine.open(Path(sys.argv[1]),load_encoder());e.search(SearchQuery('thủ tục hành chính'));print(time.perf_counter()-t)"
)


def passages(count: int, seed: int = 3) -> list[str]:
    """Passages of a hundred syllables from a chain over the pairs of the shipped counts."""
    counts = background_counts()
    words, pairs = counts.vocabulary, counts.pair_table()
    followers: dict[int, tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = {}
    first, second, weight = pairs
    order = np.argsort(first, kind="stable")
    first, second, weight = first[order], second[order], weight[order].astype(float)
    bounds = np.searchsorted(first, np.arange(len(words) + 1))
    for word in range(len(words)):
        low, high = bounds[word], bounds[word + 1]
        if high > low:
            followers[word] = (second[low:high], np.cumsum(weight[low:high]) / weight[low:high].sum())
    random = np.random.default_rng(seed)
    state = random.choice(list(followers), count)
    columns = [state]
    for _ in range(LENGTH - 1):
        draws = random.random(count)
        state = np.array(
            [
                followers[w][0][np.searchsorted(followers[w][1], d)] if w in followers else random.integers(len(words))
                for w, d in zip(state.tolist(), draws.tolist(), strict=True)
            ]
        )
        columns.append(state)
    table = np.stack(columns, axis=1)
    return [" ".join(words[i] for i in row) for row in table.tolist()]


def entries(texts: Sequence[str]) -> list[Entry]:
    facets = {"type": "Báo cáo", "year": 2025, "date": "2025-01-01", "held": True}
    return [
        Entry(f"p:{i:08d}", "passage", f"d{i // 40}", (f"Mục {i // 5}",), f"Mục {i // 5}", text, 800 * i, 800 * i + 790, facets)
        for i, text in enumerate(texts)
    ]


def timed(call: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    """p50 and p95 in milliseconds, after one round of warming."""
    took = []
    for q in (*queries[:5], *queries):
        began = time.perf_counter()
        call(q)
        took.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.percentile(took[5:], [50, 95])
    return {"p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}


def measure(count: int, query_count: int, folder: Path) -> dict[str, Any]:
    encoder = load_encoder()
    texts = passages(count)
    made = entries(texts)
    began = time.perf_counter()
    vectors = encoder.encode_passages([f"{one.heading}\n{one.text}" for one in made])
    encoded = time.perf_counter()
    write_index(folder, made, vectors, None)
    written = time.perf_counter()
    random = np.random.default_rng(1)
    queries = [" ".join(texts[i].split()[10:16]) for i in random.integers(0, count, query_count)]
    del made, vectors, texts
    engine = SearchEngine.open(folder, encoder)
    generation = engine.generation
    ready = {q: (lexical_terms(q.split()), encoder.encode_queries([q])[0]) for q in queries}
    lanes = {
        "raw_tantivy": timed(lambda q: generation.lexical.search(ready[q][0], DEPTH), queries),
        "raw_faiss": timed(lambda q: generation.vectors.search(ready[q][1], DEPTH), queries),
        "read": timed(engine.read, queries),
        "pool": timed(lambda q: engine.pool(engine.read(q), Conditions()), queries),
        "total": timed(lambda q: engine.count(engine.read(q), Conditions()), queries),
        "whole": timed(lambda q: engine.search(SearchQuery(q)), queries),
    }
    return {
        "passages": count,
        "encode_s": round(encoded - began, 1),
        "index_s": round(written - encoded, 1),
        "index_mb": round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20, 1),
        "vectors": generation.manifest["vectors"],
        "cold_start_s": cold_start(folder),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        **lanes,
        "txtai": "không cài" if importlib.util.find_spec("txtai") is None else "có cài, đo riêng",
    }


def cold_start(folder: Path) -> float:
    """Seconds from a fresh process to its first answer."""
    run = subprocess.run([sys.executable, "-c", COLD, str(folder)], capture_output=True, text=True, check=True, env={**os.environ})
    return round(float(run.stdout), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--keep", type=Path, default=None)
    args = parser.parse_args()
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = (args.keep or Path(scratch)) / str(size)
            print(json.dumps(measure(size, args.queries, folder), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()

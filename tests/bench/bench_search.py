"""Search at several sizes: time and size of the index, memory, cold start, and p50/p95 of each lane beside the raw libraries.

    python -m tests.bench.bench_search 10000 100000 [--queries 100] [--keep FOLDER] [--txtai]

Passages are drawn from the syllable pairs of statutes (a chain over the shipped counts), so that words and pairs are as frequent as
in real text; queries are stretches of passages of four, six or eight syllables. Prints one JSON line a size. `raw_*` is the library alone
with the very same terms and vector. Building and measuring are processes of their own, so that memory is that of serving.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import load_encoder
from embeddings.generation import write_index
from embeddings.lexical import Conditions
from embeddings.ngrams import background_counts
from embeddings.protocols import Encoder, Entry, Vectors
from search_api.search.candidates import DEPTH, lexical_terms
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchQuery

SHORTEST, LONGEST = 60, 150
CHUNK = 100_000
MOST_QUERIES = 300
ROUNDS = 3
TYPES = ("Nghị quyết", "Chỉ thị", "Kế hoạch", "Báo cáo", "Công văn", "Quyết định", "Thông báo", "Chương trình")
COLD = (
    "import sys,time;t=time.perf_counter();from embeddings.encoder import load_encoder;from search_api.search.engine import SearchEngine;"
    "from search_api.search.records import SearchQuery;from pathlib import Path;"
    "e=SearchEngine.open(Path(sys.argv[1]),load_encoder());e.search(SearchQuery('thủ tục hành chính'));print(time.perf_counter()-t)"
)


class Chain:
    """Syllables drawn one after the other by how often they follow each other in the shipped counts."""

    def __init__(self) -> None:
        counts = background_counts()
        first, second, weight = counts.pair_table()
        order = np.argsort(first, kind="stable")
        self.words = counts.vocabulary
        self._second, self._sums = second[order], np.cumsum(weight[order].astype(float))
        self._bounds = np.searchsorted(first[order], np.arange(len(self.words) + 1))
        self._single = np.cumsum(counts.word_table())

    def draw(self, count: int, length: int, random: np.random.Generator) -> NDArray[np.int64]:
        """`count` runs of `length` syllable numbers."""
        state = np.searchsorted(self._single, random.random(count) * self._single[-1], "right")
        columns = [state]
        sums = np.concatenate(([0.0], self._sums))
        for _ in range(length - 1):
            low, high = sums[self._bounds[state]], sums[self._bounds[state + 1]]
            drawn = low + random.random(count) * (high - low)
            follows = self._second[np.minimum(np.searchsorted(self._sums, drawn, "right"), len(self._sums) - 1)]
            fresh = np.searchsorted(self._single, random.random(count) * self._single[-1], "right")
            state = np.where(high > low, follows, fresh)
            columns.append(state)
        return np.stack(columns, axis=1)

    def texts(self, count: int, lengths: NDArray[np.int64], random: np.random.Generator) -> list[str]:
        table = self.draw(count, int(lengths.max()), random).astype(np.int32)
        return [" ".join(self.words[i] for i in run[:length].tolist()) for run, length in zip(table, lengths.tolist(), strict=True)]


def entries(count: int, seed: int = 3) -> list[Entry]:
    """Passages of 60 to 150 syllables: five to a section with a heading, forty to a document with type, issuer and date."""
    chain, random = Chain(), np.random.default_rng(seed)
    made: list[Entry] = []
    for begin in range(0, count, CHUNK):
        size = min(CHUNK, count - begin)
        texts = chain.texts(size, random.integers(SHORTEST, LONGEST + 1, size), random)
        headings = chain.texts(size // 5 + 1, random.integers(4, 13, size // 5 + 1), random)
        made += [_entry(begin + i, text, headings[i // 5]) for i, text in enumerate(texts)]
    return made


def _entry(number: int, text: str, heading: str) -> Entry:
    document = number // 40
    year = 2016 + document % 10
    facets = {
        "type": TYPES[document % len(TYPES)],
        "issuer": f"Cơ quan {document % 60}",
        "year": year,
        "date": f"{year}-{1 + document % 12:02}-{1 + document % 28:02}",
        "held": True,
        "agency": (f"Sở {number % 25}", f"Sở {number % 7}") if number % 9 == 0 else (),
        "key": f"p{number}",
    }
    start = 800 * (number % 40)
    return Entry(f"p:{number:08d}", "passage", f"d{document:06d}", (heading,), heading, text, start, start + 790, facets)


def timed(calls: Mapping[str, Callable[[str], object]], queries: Sequence[str]) -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds of each call, by the clock and (`cpu_`) of processor time, which other work spares.

    After one round of warming each call goes over all queries `ROUNDS` times, the calls in turns, so that what disturbs the machine
    disturbs them alike; a query's time is the median of its rounds.
    """
    took = {name: np.zeros((ROUNDS + 1, len(queries), 2)) for name in calls}
    for number in range(ROUNDS + 1):
        for name, call in calls.items():
            for place, q in enumerate(queries):
                began, working = time.perf_counter(), time.process_time()
                call(q)
                took[name][number, place] = time.perf_counter() - began, time.process_time() - working
    found = {}
    for name, rounds in took.items():
        (p50, cpu50), (p95, cpu95) = np.percentile(1000 * np.median(rounds[1:], axis=0), [50, 95], axis=0)
        figures = {"p50_ms": p50, "p95_ms": p95, "cpu_p50_ms": cpu50, "cpu_p95_ms": cpu95}
        found[name] = {key: round(float(value), 2) for key, value in figures.items()}
    return found


def encoded_in_parallel(made: Sequence[Entry], encoder: Encoder) -> Vectors:
    """The passages' vectors, made by two processes."""
    parts = ([f"{one.heading}\n{one.text}" for one in made[begin : begin + 5000]] for begin in range(0, len(made), 5000))
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        return np.concatenate(list(pool.map(encoder.encode_passages, parts)))


def build(count: int, folder: Path, encoder: Encoder) -> dict[str, float]:
    """Writes the index of `count` passages and the queries; seconds and peak memory of it."""
    made = entries(count)
    began = time.perf_counter()
    vectors = encoded_in_parallel(made, encoder)
    encoded = time.perf_counter()
    write_index(folder, made, vectors, None)
    written = time.perf_counter()
    random = np.random.default_rng(1)
    queries = [
        " ".join(made[i].text.split()[10 : 10 + n])
        for i, n in zip(random.integers(0, count, MOST_QUERIES), cycle((4, 6, 8)), strict=False)
    ]
    (folder / "queries.json").write_text(json.dumps(queries, ensure_ascii=False), encoding="utf-8")
    found = {
        "encode_s": round(encoded - began, 1),
        "index_s": round(written - encoded, 1),
        "build_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    (folder / "built.json").write_text(json.dumps(found), encoding="utf-8")
    return found


def measure(folder: Path, encoder: Encoder, query_count: int) -> dict[str, Any]:
    """p50/p95 of each lane and of the whole over a built index, beside the raw calls of the libraries with the same terms and vector."""
    queries = json.loads((folder / "queries.json").read_text("utf-8"))[:query_count]
    engine = SearchEngine.open(folder, encoder)
    generation = engine.generation
    readings = {q: engine.read(q) for q in queries}
    ready = {
        q: (lexical_terms(one.words, one.loose), encoder.encode_queries([" ".join(one.words)])[0]) for q, one in readings.items()
    }
    calls: dict[str, Callable[[str], object]] = {
        "raw_tantivy": lambda q: generation.lexical.search(ready[q][0], DEPTH),
        "raw_faiss": lambda q: generation.vectors.search(ready[q][1], DEPTH),
        "raw_both": lambda q: (generation.lexical.search(ready[q][0], DEPTH), generation.vectors.search(ready[q][1], DEPTH)),
        "read": engine.read,
        "pool": lambda q: engine.pool(readings[q], Conditions()),
        "total": lambda q: engine.count(readings[q], Conditions()),
        "whole": lambda q: engine.search(SearchQuery(q)),
    }
    lanes = timed(calls, queries)
    return {
        "passages": generation.count,
        **json.loads((folder / "built.json").read_text("utf-8")),
        "index_mb": round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20, 1),
        "vectors": generation.manifest["vectors"],
        "resident_mb": resident(),
        "cold_start_s": cold_start(folder),
        **lanes,
        "whole_over_raw_p95": round(lanes["whole"]["p95_ms"] / lanes["raw_both"]["p95_ms"], 2),
        "whole_over_raw_cpu_p95": round(lanes["whole"]["cpu_p95_ms"] / lanes["raw_both"]["cpu_p95_ms"], 2),
    }


def resident() -> int:
    """Resident memory of this process now, in MB, mapped files included."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)


def cold_start(folder: Path) -> float:
    """Seconds from a fresh process to its first answer."""
    run = subprocess.run([sys.executable, "-c", COLD, str(folder)], capture_output=True, text=True, check=True, env={**os.environ})
    return round(float(run.stdout), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--txtai", action="store_true", help="also txtai with the same encoder (see tests.bench.search_txtai)")
    parser.add_argument("--keep", type=Path, default=None, help="keep the indexes here and use those that are there")
    args = parser.parse_args()
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = (args.keep or Path(scratch)) / str(size)
            if not (folder / "built.json").is_file():
                run([sys.executable, "-m", "tests.bench.bench_search", "--build", str(folder), str(size)])
            print(json.dumps(measure(folder, load_encoder(), args.queries), ensure_ascii=False), flush=True)
            if args.txtai:
                run([sys.executable, "-m", "tests.bench.search_txtai", str(folder), str(size), str(args.queries)])


def run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        build(int(sys.argv[3]), Path(sys.argv[2]), load_encoder())
    else:
        main()

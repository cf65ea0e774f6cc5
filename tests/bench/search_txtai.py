"""txtai over the same passages, with the same encoder and both of its lanes: what the search bench is set beside.

    python -m tests.bench.search_txtai FOLDER PASSAGES QUERIES

`FOLDER` is one that `bench_search` built, with its queries. Prints one JSON line. Needs txtai aside:
`pip install --target .bench --no-deps txtai msgpack` (torch and transformers come with `vanmach[models]`).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from embeddings.encoder import load_encoder
from embeddings.protocols import Encoder, Vectors
from search_api.search.candidates import DEPTH
from tests.bench.bench_search import entries, timed

ASIDE = Path(__file__).resolve().parents[2] / ".bench"


@lru_cache(maxsize=1)
def _encoder() -> Encoder:
    return load_encoder()


def encoded(texts: Sequence[str]) -> Vectors:
    """What txtai calls for its vectors."""
    return _encoder().encode_passages(texts)


def opened() -> Any:
    """txtai's embeddings: vectors by our encoder in FAISS, its own BM25 beside (`hybrid`); None where txtai is not here."""
    sys.path.append(str(ASIDE))
    os.environ["ALLOW_RESOLVE_TRANSFORM"] = "True"  # a configuration written here may name a function
    try:
        from txtai import Embeddings  # type: ignore[import-not-found]
    except ImportError:
        return None
    return Embeddings(
        {"method": "external", "transform": f"tests.bench.search_txtai.{encoded.__name__}", "hybrid": True, "content": False}
    )


def main() -> None:
    folder, count, asked = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    made = opened()
    if made is None:
        print(json.dumps({"txtai": "not here: pip install --target .bench --no-deps txtai msgpack"}))
        return
    queries = json.loads((folder / "queries.json").read_text("utf-8"))[:asked]
    began = time.perf_counter()
    made.index(_documents(count))
    built = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as kept:
        made.save(kept)
        size = sum(path.stat().st_size for path in Path(kept).rglob("*") if path.is_file())
    figures = timed({"txtai": lambda q: made.search(q, DEPTH)}, queries)["txtai"]
    print(json.dumps({"txtai": {"build_s": round(built, 1), "index_mb": round(size / 2**20, 1), **figures}}))


def _documents(count: int) -> Iterator[tuple[int, str, None]]:
    for number, entry in enumerate(entries(count)):
        yield number, f"{entry.heading}\n{entry.text}", None


if __name__ == "__main__":
    main()

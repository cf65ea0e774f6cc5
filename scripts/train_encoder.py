"""Trains the default encoder: one vector for each syllable and frequent pair, so that texts about one thing lie close.

    python scripts/train_encoder.py --corpus corpus.jsonl.gz --out data/models/NAME [--steps 1200] [--seed 7]

The corpus is JSON Lines (`title`, `text`, `source`). Written as a sentence-transformers folder whose weights are int8 with one scale
a row. Needs the extra `vanmach[models]`; everything runs on the CPU. Figures: docs/encoder.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from embeddings.articles import Article, plain
from embeddings.encoder import StaticEncoder
from embeddings.paraphrases import paraphrases
from embeddings.static_files import write_model
from embeddings.training import UNKNOWN, Plan, build_vocabulary, continued_weights, lay_out, start_weights, train

LEFT_OUT = frozenset({"tnt305", "diepxuan-2026"})
"""Sources without a licence, or partly edited by a language model."""


def read_articles(path: Path, limit: int | None) -> Iterator[Article]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for count, line in enumerate(lines):
            if limit is not None and count >= limit:
                return
            record = json.loads(line)
            if record.get("source") not in LEFT_OUT:
                yield plain(record["title"]), plain(record["text"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--thesaurus", type=Path, default=None, help="thesaurus.toml: what is said, what is written")
    parser.add_argument("--start", type=Path, default=None, help="a trained model to go on from")
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--steps", type=int, default=1200, help="batches; 250 a minute on two free cores")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--pairs", type=int, default=58_000)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--limit", type=int, default=None, help="only the first records")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    articles = list(read_articles(args.corpus, args.limit))
    groups = tomllib.loads(args.thesaurus.read_text("utf-8"))["groups"] if args.thesaurus else []
    told = paraphrases(groups, articles, args.seed)
    phrases = [plain(phrase) for group in groups for side in group for phrase in side]
    vocabulary = build_vocabulary(articles, args.pairs, phrases)
    texts = lay_out(articles, vocabulary, told)
    print(
        json.dumps({"articles": len(articles), "features": len(vocabulary), "words": len(texts.words), "paraphrases": len(told)}),
        flush=True,
    )
    sizes = (*(size for size in (64, 128) if size < args.dimensions), args.dimensions)
    plan = Plan(args.steps, batch=args.batch, rate=args.rate, matryoshka=sizes, seed=args.seed)
    start = start_weights(texts, len(vocabulary), args.dimensions)
    if args.start:
        model = StaticEncoder(args.start)
        start = continued_weights(start, vocabulary, model.vocabulary, model.rows(np.arange(len(model.vocabulary))))
    weights = train(texts, start, plan)
    write_model(args.out, vocabulary, weights, UNKNOWN)


if __name__ == "__main__":
    main()

"""Fits the weights of the second stage on queries with known answers and writes data/models/ranker.json with the figures.

    python scripts/fit_ranker.py --index INDEX --queries queries.jsonl --qrels qrels.tsv [--out data/models/ranker.json]

INDEX is a folder that `python -m search_api.search.evaluate --index INDEX` has left: statutes, whose titles say what they are about.
Headings of administrative documents say less, so the written queries over the sample corpus count too, at a quarter. A softmax over
each query's candidates; the loss is the negative log of the mass on those that answer, with L2. Figures are of statutes alone, by
five-fold cross-validation in which the queries over the sample corpus always take part.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import load_encoder
from embeddings.lexical import Conditions
from embeddings.protocols import Encoder
from search_api.search.engine import SearchEngine
from search_api.search.evaluate import Split, fold_keeping_case, read_split, score_ranking
from search_api.search.features import NAMES
from search_api.search.places_measured import judged_queries
from search_api.search.ranker import Ranker

Array = NDArray[np.float64]
SAMPLE, SAMPLE_QUERIES = Path("data/sample"), Path("tests/quality/search_queries.jsonl")
SAMPLE_SHARE = 0.25
"""What a mean query over the sample corpus weighs beside a mean one over statutes."""


@dataclass(frozen=True)
class Example:
    """The candidates of one query: features, articles, and whether each answers."""

    features: Array
    articles: Sequence[str]
    answers: NDArray[np.bool_]
    relevant: frozenset[str]


def collect(engine: SearchEngine, split: Split, folded: bool) -> list[Example]:
    examples = []
    for key, text in split.queries.items():
        reading = engine.read(fold_keeping_case(text) if folded else text)
        pool = engine.pool(reading, Conditions())
        articles = engine.generation.columns.names_of("document", pool.rows)
        answers = np.array([article in split.relevant[key] for article in articles])
        features = pool.scored[0].features.astype(np.float64) if pool.scored else np.zeros((0, len(NAMES)))
        examples.append(Example(features, articles, answers, split.relevant[key]))
    return examples


def collect_places(folder: Path, queries: Path, encoder: Encoder) -> list[Example]:
    """Examples over ingested documents, as typed and without diacritics; what touches a place of grade 2 answers."""
    examples = []
    with judged_queries(folder, queries, encoder) as (engine, judged):
        columns = engine.generation.columns
        for one in judged:
            wanted = [place for place in one.wanted if place.grade > 1]
            for text in (one.q, fold_keeping_case(one.q)):
                pool = engine.pool(engine.read(text), Conditions())
                if not pool.scored:  # a number, which is found by rule
                    continue
                _, winner = pool.best()
                features = np.stack([pool.scored[wording].features[i] for i, wording in enumerate(winner.tolist())])
                starts, ends = columns.starts[pool.rows].tolist(), columns.ends[pool.rows].tolist()
                stands = zip(columns.names_of("document", pool.rows), starts, ends, strict=True)
                answers = [any(place.touched_by(*stretch) for place in wanted) for stretch in stands]
                examples.append(Example(features.astype(np.float64), (), np.array(answers), frozenset()))
    return examples


def loss_gradient(weights: Array, examples: Sequence[Example]) -> tuple[float, Array]:
    """Mean loss and its gradient."""
    loss, gradient = 0.0, np.zeros_like(weights)
    for one in examples:
        scores = one.features @ weights
        chance = np.exp(scores - scores.max())
        chance /= chance.sum()
        mass = float(chance[one.answers].sum())
        inside = np.where(one.answers, chance, 0) / mass
        loss -= np.log(mass) / len(examples)
        gradient -= one.features.T @ (inside - chance) / len(examples)
    return loss, gradient


def fit(examples: Sequence[Example], places: Sequence[Example], penalty: float, steps: int = 400, rate: float = 0.5) -> Array:
    """Gradient descent with Adam on the whole of both sets."""
    statutes, sample = ([one for one in some if one.answers.any() and not one.answers.all()] for some in (examples, places))
    weights, first, second = np.zeros(len(NAMES)), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, steps + 1):
        gradient = penalty * weights + loss_gradient(weights, statutes)[1] + SAMPLE_SHARE * loss_gradient(weights, sample)[1]
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weights = weights - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8) * (
            1 - step / (steps + 1)
        )
    return weights


def figures(examples: Sequence[Example], weights: Array) -> dict[str, float]:
    sums = np.zeros(4)
    for one in examples:
        order = np.argsort(-(one.features @ weights), kind="stable")
        sums += score_ranking(list(dict.fromkeys(one.articles[i] for i in order)), one.relevant)
    return dict(
        zip(("ndcg10", "recall10", "recall20", "mrr10"), (float(x) for x in np.round(sums / len(examples), 4)), strict=True)
    )


def cross_validated(examples: Sequence[Example], places: Sequence[Example], penalty: float, folds: int = 5) -> dict[str, float]:
    parts = [
        figures(
            [e for i, e in enumerate(examples) if i % folds == k],
            fit([e for i, e in enumerate(examples) if i % folds != k], places, penalty),
        )
        for k in range(folds)
    ]
    return {name: round(float(np.mean([part[name] for part in parts])), 4) for name in parts[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--qrels", type=Path, required=True)
    parser.add_argument("--encoder", default=None)
    parser.add_argument("--penalty", type=float, default=1e-3)
    parser.add_argument("--out", type=Path, default=Path("data/models/ranker.json"))
    args = parser.parse_args()
    encoder = load_encoder(args.encoder)
    engine = SearchEngine.open(args.index, encoder)
    split = read_split(args.queries, args.qrels)
    accented, folded = collect(engine, split, False), collect(engine, split, True)
    places = collect_places(SAMPLE, SAMPLE_QUERIES, encoder)
    weights = fit(accented, places, args.penalty)
    scale = 1 / max(1e-9, float(np.abs(weights).max()))
    ceiling = float(np.mean([one.answers.any() for one in accented]))
    report = {
        "queries": len(accented),
        "queries_over_sample": len(places),
        "candidates_hold_answer": round(ceiling, 4),
        "cross_validated": cross_validated(accented, places, args.penalty),
        "fitted": figures(accented, weights),
        "fitted_no_diacritics": figures(folded, weights),
    }
    print(json.dumps({"weights": dict(zip(NAMES, np.round(weights * scale, 4), strict=True)), **report}, indent=1))
    known = json.loads(args.out.read_text("utf-8")) if args.out.is_file() else {}
    content = {
        "weights": {n: round(float(w * scale), 4) for n, w in zip(NAMES, weights, strict=True)},
        "kinds": known.get("kinds", {}),
        "short": known.get("short", 0.0),
        "figures": report,
    }
    args.out.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    Ranker(content["weights"], content["kinds"])


if __name__ == "__main__":
    main()

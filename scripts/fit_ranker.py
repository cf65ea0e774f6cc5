"""Fits the weights of the second stage on a split with known answers and writes data/models/ranker.json with the figures.

    python scripts/fit_ranker.py --index INDEX --queries queries.jsonl --qrels qrels.tsv [--out data/models/ranker.json]

INDEX is a folder that `python -m search_api.search.evaluate --index INDEX` has left. A softmax over each query's candidates; the
loss is the negative log of the mass on passages of an answering article, with L2. Figures are of five-fold cross-validation.
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
from search_api.search.engine import SearchEngine
from search_api.search.evaluate import Split, fold_keeping_case, read_split, score_ranking
from search_api.search.features import NAMES
from search_api.search.ranker import Ranker

Array = NDArray[np.float64]


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
        columns = engine.generation.columns
        names = columns.values("document")
        articles = [names[code] for code in columns.codes("document", pool.rows)]
        answers = np.array([article in split.relevant[key] for article in articles])
        features = pool.scored[0].features.astype(np.float64) if pool.scored else np.zeros((0, len(NAMES)))
        examples.append(Example(features, articles, answers, split.relevant[key]))
    return examples


def loss_gradient(weights: Array, examples: Sequence[Example], penalty: float) -> tuple[float, Array]:
    loss, gradient = 0.5 * penalty * float(weights @ weights), penalty * weights.copy()
    for one in examples:
        scores = one.features @ weights
        chance = np.exp(scores - scores.max())
        chance /= chance.sum()
        mass = float(chance[one.answers].sum())
        inside = np.where(one.answers, chance, 0) / mass
        loss -= np.log(mass) / len(examples)
        gradient -= one.features.T @ (inside - chance) / len(examples)
    return loss, gradient


def fit(examples: Sequence[Example], penalty: float, steps: int = 400, rate: float = 0.5) -> Array:
    """Gradient descent with Adam on the whole set."""
    usable = [one for one in examples if one.answers.any() and not one.answers.all()]
    weights, first, second = np.zeros(len(NAMES)), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, steps + 1):
        _, gradient = loss_gradient(weights, usable, penalty)
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


def cross_validated(examples: Sequence[Example], penalty: float, folds: int = 5) -> dict[str, float]:
    parts = [
        figures(
            [e for i, e in enumerate(examples) if i % folds == k],
            fit([e for i, e in enumerate(examples) if i % folds != k], penalty),
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
    engine = SearchEngine.open(args.index, load_encoder(args.encoder))
    split = read_split(args.queries, args.qrels)
    accented, folded = collect(engine, split, False), collect(engine, split, True)
    weights = fit(accented, args.penalty)
    scale = 1 / max(1e-9, float(np.abs(weights).max()))
    ceiling = float(np.mean([one.answers.any() for one in accented]))
    report = {
        "queries": len(accented),
        "candidates_hold_answer": round(ceiling, 4),
        "cross_validated": cross_validated(accented, args.penalty),
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

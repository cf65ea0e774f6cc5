"""`python -m tests.quality.report`: how well the annotated documents are read, with every miss and its cause.

Scores the sample corpus and, where it is present, the shared corpus beside the repository; then says what was gained and lost
against the report kept in the repository, which only `--keep` rewrites.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.corpora import SAMPLE, from_files, write_export
from tests.quality.scorer import Export, Golds, Score, score

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("last_report.json")
SAMPLE_GOLD = ROOT / "tests" / "golden" / "sample"
Report = dict[str, dict[str, dict[str, float]]]
"""Corpus -> part -> figure -> value."""


def corpora() -> Iterator[tuple[str, list[Path], Path]]:
    """Name, documents and gold of every annotated corpus that is here."""
    yield "sample", sorted(SAMPLE.iterdir()), SAMPLE_GOLD
    shared = Path(os.environ.get("VANMACH_SHARED") or ROOT.parent / "shared")
    if (shared / "gold").is_dir():
        yield "shared", sorted((shared / "corpus").glob("*.txt")), shared / "gold"


def measure(documents: Sequence[Path], gold: Path) -> dict[str, Score]:
    """All parts for one corpus."""
    with tempfile.TemporaryDirectory() as folder:
        return score(Export.read(write_export(from_files(documents), Path(folder))), Golds.read(gold))


def rounded(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
    """The figures of each part, as they are kept."""
    return {part: {name: round(figure, 4) for name, figure in score.figures.items()} for part, score in scores.items()}


def changes(before: Report, now: Report) -> list[tuple[str, float, float]]:
    """Every figure that differs, with both values; figures that only one side knows are left out."""
    return [
        (f"{corpus}.{part}.{name}", before[corpus][part][name], value)
        for corpus, parts in now.items()
        for part, figures in parts.items()
        for name, value in figures.items()
        if before.get(corpus, {}).get(part, {}).get(name, value) != value
    ]


def show(corpus: str, scores: dict[str, Score], limit: int) -> None:
    """Prints a line a part and up to `limit` misses below it."""
    print(corpus)
    for part, outcome in scores.items():
        figures = "  ".join(f"{name} {figure:.3f}" for name, figure in outcome.figures.items())
        counts = "  ".join(f"{name} {count}" for name, count in outcome.counts.items())
        print(f"  {part:<12} {figures}  ({counts})")
        for miss in outcome.misses[:limit]:
            print(f"      {str(miss)[:300]}")
        if 0 < limit < len(outcome.misses):
            print(f"      ... and {len(outcome.misses) - limit} more")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report; returns 1 where a figure fell since the kept one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=20, help="misses shown for each part (0: none)")
    parser.add_argument("--keep", action="store_true", help=f"rewrite {KEPT.name} with these figures")
    options = parser.parse_args(arguments)
    report: Report = {}
    for corpus, documents, gold in corpora():
        scores = measure(documents, gold)
        show(corpus, scores, options.show)
        report[corpus] = rounded(scores)
    before: Report = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    changed = changes(before, report)
    for title, kept in (("Gains", [c for c in changed if c[2] > c[1]]), ("Losses", [c for c in changed if c[2] < c[1]])):
        print(f"{title} since the kept report: {len(kept)}")
        for name, old, new in kept:
            print(f"  {name}: {old:.4f} -> {new:.4f}")
    if options.keep:
        KEPT.write_text(json.dumps({**before, **report}, indent=1, sort_keys=True) + "\n", "utf-8")
        print(f"Kept in {KEPT.name}.")
        return 0
    return int(any(new < old for _, old, new in changed))


if __name__ == "__main__":
    raise SystemExit(main())

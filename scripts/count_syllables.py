"""Counts syllables and pairs of a large collection: the background that restoring diacritics falls back on.

    python scripts/count_syllables.py --corpus corpus.jsonl.gz --out data/models/syllable-counts [--least 4]

Only statutes are counted (their texts are outside copyright); records of the sources that training leaves out are left out here.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from vietnamese.syllables import syllables

LEFT_OUT = frozenset({"tnt305", "diepxuan-2026"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=4, help="counts below this are left out")
    args = parser.parse_args()
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    with gzip.open(args.corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("source") in LEFT_OUT:
                continue
            for text in (record["title"], record["text"]):
                run = syllables(text)
                words.update(run)
                pairs.update(pairwise(run))
    vocabulary = sorted(word for word, count in words.items() if count >= args.least and word.isalpha())
    numbers = {word: number for number, word in enumerate(vocabulary)}
    kept = sorted(
        ((numbers[a] << 32) | numbers[b], count)
        for (a, b), count in pairs.items()
        if count >= args.least and a in numbers and b in numbers
    )
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        args.out / "counts.npz",
        words=np.array([words[word] for word in vocabulary], np.uint32),
        keys=np.array([key for key, _ in kept], np.uint64),
        counts=np.array([count for _, count in kept], np.uint32),
    )
    (args.out / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    print(json.dumps({"syllables": len(vocabulary), "pairs": len(kept)}))


if __name__ == "__main__":
    main()

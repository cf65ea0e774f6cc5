"""`python -m tests.bench.bench_extract --sizes 1,10`: how fast documents are read, step by step, in MB/s of UTF-8.

Beside it, in the same run: one plain `re` pass for numbers over the same text, and eyecite over English text of the same length
(left out, and said so, where it is not there: `pip install --target .bench eyecite`; in the environment itself its dependencies
would put a package of the name `tests` before ours). Then whether time grows in step with the
length, and how much memory the run took. The text is the sample corpus over and over, each round with other numbers.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.agencies import load_lexicon
from ingest.extract.agencies import document_agencies
from ingest.extract.citations import find_citations
from ingest.extract.header import read_header
from ingest.extract.indicators import find_indicators
from ingest.extract.projects import find_projects
from ingest.extract.relations import find_relations
from ingest.extract.tasks import find_tasks
from ingest.layout import lay_out
from ingest.layout.passages import find_footnotes, find_passages
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
ASIDE = ROOT / ".bench"
FLATTENED = "06_"
MB = 1_000_000
PLAIN = re.compile(r"\d+(?:/\d{4})?[-/][A-ZĐ]+[A-ZĐa-z]*[-/]?[A-ZĐ]*")
ENGLISH = (
    "The court affirmed the order. See Harbor Trust v. Dale, {0} U.S. {1}, {2} (19{3:02d}); cf. State v. Reed, "
    "{1} F.2d {0} (9th Cir. 19{3:02d}). "
    "Under {0} U.S.C. § {2}, the district must give notice within thirty days. Id. at {4}. The petitioner did not object in time, "
    "and the agency, which had heard three witnesses, found no ground to reopen the record. Harbor Trust, supra, at {4}.\n\n"
    "The parties had agreed that the pier would stay open through the winter, that the city would pay for the lights, and that each "
    "side would tell the other of any change within a week. When the storm came, the pier was closed for two months. Nobody told the "
    "fishermen, who had to land their catch across the bay and pay for the trucks themselves. They asked the city for the money, and "
    "the city answered that the agreement spoke of changes, not of storms. The trial judge read the agreement as the fishermen did: a "
    "closed pier is a change, whatever closed it. On appeal the city said no more than it had said below, and offered no case in which "
    "a court had read such words as it would have them read. We see no reason to be the first. The rest of what the city argues goes "
    "to the amount, which was for the jury, and the jury heard all that there was to hear about trucks, fuel and lost days at sea.\n\n"
)
DIGITS = re.compile(r"(?<=số )\d+")


@dataclass(frozen=True)
class Timing:
    """Processor seconds that a step took over a text of some bytes, best of the rounds."""

    name: str
    size: int
    seconds: float

    @property
    def speed(self) -> float:
        return self.size / MB / max(self.seconds, 1e-9)


def vietnamese(size: int, *, flattened: bool = False) -> str:
    """Whole sample documents, one after the other, until there are `size` bytes; each round cites other numbers.

    `flattened`: only the letter whose annex stands line by line; else all others (putting such a table together is work of its own).
    """
    paths = [path for path in sorted(SAMPLE.iterdir()) if path.suffix in {".txt", ".md"}]
    texts = [read(path).text for path in paths if path.name.startswith(FLATTENED) is flattened]
    parts: list[str] = []
    length = rounds = 0
    while length < size:
        for text in texts:
            changed = renumbered(text, rounds)
            parts.append(changed)
            length += len(changed.encode())
        rounds += 1
    return "\n\n".join(parts)


def renumbered(text: str, seed: int) -> str:
    """The text with another number in place of every document's."""
    return DIGITS.sub(lambda found: str((int(found.group()) * 7 + seed) % 4999 + 1), text)


def english(size: int) -> str:
    """Sentences with citations of US law, until there are `size` bytes."""
    parts: list[str] = []
    length = count = 0
    while length < size:
        parts.append(ENGLISH.format(count % 600 + 1, count % 900 + 1, count % 70 + 10, count % 100, count % 80 + 11))
        length += len(parts[-1].encode())
        count += 1
    return "".join(parts)


def timed(call: Callable[[], Any], rounds: int) -> tuple[Any, float]:
    """What the call gave and the least processor time it took (what else the machine does is left out)."""
    best, value = float("inf"), None
    for _ in range(rounds):
        gc.collect()
        begin = time.process_time()
        value = call()
        best = min(best, time.process_time() - begin)
    return value, best


def steps(text: str, rounds: int) -> list[Timing]:
    """Every step of the extraction by itself, then their sum."""
    source = SourceText(text, find_pages(text))
    size = len(text.encode())
    found: list[Timing] = []

    def step(name: str, call: Callable[[], Any]) -> Any:
        value, seconds = timed(call, rounds)
        found.append(Timing(name, size, seconds))
        return value

    lexicon = load_lexicon()
    layout = step("layout", lambda: lay_out(source))
    header = step("header", lambda: read_header(layout))
    citations = step("citations", lambda: find_citations(layout, header))
    step("relations", lambda: find_relations(layout, header, citations))
    step("tasks", lambda: find_tasks(layout, header, citations, lexicon))
    step("agencies", lambda: document_agencies(layout, header, lexicon))
    step("projects", lambda: find_projects(layout, header))
    step("indicators", lambda: find_indicators(layout, header))
    step("passages", lambda: (find_passages(layout), find_footnotes(layout)))
    return [*found, Timing("all steps", size, sum(timing.seconds for timing in found))]


def compared(text: str, rounds: int, most: float) -> list[Timing]:
    """The plain pattern over the same text, and eyecite over English of the same length, unless that is more than `most` MB."""
    size = len(text.encode())
    found = [Timing("one re pass", size, timed(lambda: sum(1 for _ in PLAIN.finditer(text)), rounds)[1])]
    if size > most * MB * 1.1:
        return found
    sys.path.append(str(ASIDE))
    try:
        eyecite = importlib.import_module("eyecite")
    except ImportError:
        print("eyecite is not here, its line is left out: pip install --target .bench eyecite")
        return found
    finally:
        sys.path.remove(str(ASIDE))
    other = english(size)
    eyecite.get_citations(other[:2000])
    citations, seconds = timed(lambda: eyecite.get_citations(other), rounds)
    print(f"eyecite {len(citations)} citations in {len(other.encode()) / MB:.1f} MB")
    return [*found, Timing("eyecite, English", len(other.encode()), seconds)]


def memory() -> float:
    """The most memory that this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 if sys.platform == "darwin" else 1000) / (MB if sys.platform == "darwin" else 1)


def table(timings: Sequence[Timing]) -> None:
    """One line a step."""
    whole = next(t for t in timings if t.name == "all steps").seconds
    citing = next(t for t in timings if t.name == "citations").speed
    for timing in timings:
        ratio = (
            f"{citing / timing.speed:8.2f} x"
            if timing.name in ("one re pass", "eyecite, English")
            else f"{timing.seconds / whole:8.1%}"
        )
        print(f"  {timing.name:<18} {timing.seconds:9.3f} s {timing.speed:10.3f} MB/s {ratio}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; returns 1 where the time for a size is more than `--slack` times what the smallest one foretells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1,10", help="MB of text in one document each; 100 takes long")
    parser.add_argument("--flattened", type=float, default=0.05, help="MB of letters with an annex that stands line by line")
    parser.add_argument("--eyecite", type=float, default=1, help="eyecite reads at most this many MB: it takes minutes for one")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--slack", type=float, default=1.5)
    options = parser.parse_args(arguments)
    steps(vietnamese(20_000), 1)
    letters = steps(vietnamese(int(options.flattened * MB), flattened=True), options.rounds)[-1]
    print(f"letters with a flattened annex: {letters.speed:.3f} MB/s over {letters.size / MB:.2f} MB")
    totals: list[Timing] = []
    for size in sorted(float(part) for part in options.sizes.split(",")):
        text = vietnamese(int(size * MB))
        print(f"{len(text.encode()) / MB:.1f} MB (last column: share of all steps; for the last lines, citations against it)")
        timings = steps(text, options.rounds)
        table([*timings, *compared(text, options.rounds, options.eyecite)])
        print(f"  most memory held so far {memory():.0f} MB")
        totals.append(timings[-1])
    per_byte = [timing.seconds / timing.size for timing in totals]
    growth = max(per_byte) / per_byte[0]
    print(f"time for a byte at each size, against the smallest: {', '.join(f'{value / per_byte[0]:.2f}' for value in per_byte)}")
    return int(growth > options.slack)


if __name__ == "__main__":
    raise SystemExit(main())

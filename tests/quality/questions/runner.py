"""`python -m tests.quality.questions.runner [CORPUS]`: asks all question sets of a corpus and prints the share answered exactly.

Without CORPUS the sample documents; the written, held-out and unanswerable sets belong to those.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.ask import answer
from search_api.search.engine import SearchEngine
from tests.quality.questions.templates import Asked, generate
from vietnamese.text import fold

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[2] / "data" / "sample"
TODAY = date(2025, 11, 24)
Ask = Callable[[str], dict[str, Any]]


@dataclass
class Share:
    """How many of a set were answered, and the wordings that were not."""

    right: int = 0
    asked: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, ok: bool, question: str) -> None:
        self.right += ok
        self.asked += 1
        if not ok:
            self.missed.append(question)

    @property
    def value(self) -> float:
        return self.right / self.asked if self.asked else 1.0


def fits_generated(asked: Asked, reply: dict[str, Any]) -> bool:
    """Whether the answer's items are the expected ones; for a value, whether it stands in the answer of three items at most."""
    given = reply["answer"]
    if asked.value is not None and asked.kind == "indicators":
        return asked.value in _flat(given) and len(given["items"]) <= 3
    keys = {
        item["key"]
        if "key" in item
        else item["kind"]
        if given["kind"] == "findings"
        else item["id"]
        if "id" in item
        else item["name"]
        for item in given["items"]
    }
    if asked.kind == "tasks_at_least":
        return given["kind"] == "tasks" and asked.items <= keys
    if given["kind"] != asked.kind or (asked.value is not None and asked.value not in _flat(given)):
        return False
    return keys == asked.items or (asked.kind == "findings" and asked.items <= keys)


def fits_written(expect: dict[str, Any], reply: dict[str, Any]) -> bool:
    """Whether an answer has each wanted item and no other, and the wanted values."""
    given = reply["answer"]
    if "value" in expect and not (
        len(given["items"]) <= 3 and all(any(form in _flat(given) for form in forms) for forms in expect["value"])
    ):
        return False
    if "items" not in expect:
        return given["kind"] not in ("passages", "none")
    texts = [_told(given["kind"], item) for item in given["items"]]
    wanted = [fold(text) for text in expect["items"]]
    return (
        given["kind"] == expect["kind"]
        and all(any(w in text for text in texts) for w in wanted)
        and all(any(w in text for w in wanted) for text in texts)
    )


def _told(kind: str, item: dict[str, Any]) -> str:
    if kind == "findings":
        return fold(f"{item['kind']}:{' '.join(item['keys'])}")
    return fold(str(item.get("key") if kind == "documents" else item.get("name") or item.get("text")))


def is_honest(reply: dict[str, Any]) -> bool:
    """A question without an answer gets search results, openly so, or nothing."""
    given = reply["answer"]
    return given["kind"] in ("passages", "none") or not given["items"]


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


def measure(ask: Ask, generated: list[Asked], *, written: bool = True) -> dict[str, Share]:
    """The share of every set; those that are kept out of tuning apart."""
    shares: dict[str, Share] = defaultdict(Share)
    for asked in generated:
        shares["generated_held_out" if asked.held_out else "generated"].add(fits_generated(asked, ask(asked.q)), asked.q)
    for name in ("written", "held_out") if written else ():
        for row in read(name):
            shares[name].add(fits_written(row["expect"], ask(row["q"])), row["q"])
    for row in read("unanswerable") if written else ():
        shares["unanswerable"].add(is_honest(ask(row["q"])), row["q"])
    return shares


def main() -> None:
    """Ingests the corpus into a fresh workspace and prints each set's share with what it missed."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "ws", create=True)
        encoder = load_encoder(None)
        ingest(workspace, [corpus], encoder)
        with workspace.snapshot() as snapshot:
            engine = SearchEngine.open(snapshot.index_folder, encoder)
            shares = measure(lambda q: answer(q, snapshot, engine, TODAY), generate(snapshot), written=corpus == SAMPLE)
    for name, share in shares.items():
        print(f"{name:20} {share.right}/{share.asked} {share.value:.3f}")
        for question in share.missed:
            print("    ", question)


if __name__ == "__main__":
    main()

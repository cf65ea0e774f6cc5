"""`python -m tests.bench.bench_ask [CORPUS]`: how long answers take, and what hostile strings do.

Structured answers over the documents of CORPUS (default: ../shared/corpus, else data/sample), over a generated graph of 10⁵ tasks,
and the understanding of 10⁵ random and hostile strings. Prints p50, p95 and the slowest in ms, beside what is wanted.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zlib import crc32

from embeddings.encoder import load_encoder
from graph.store import Changes, Node
from graph.stores.embedded import EmbeddedStore
from ingest.pipeline import ingest
from ingest.workspace import Snapshot, Workspace
from search_api.ask import answer, ranked
from search_api.ask.catalogue import catalogue
from search_api.ask.plans.base import Library
from search_api.ask.question import understand
from search_api.search.engine import SearchEngine
from tests.bench.generated_graph import PER_DOCUMENT, Generator
from tests.quality.questions.templates import generate
from tests.unit.test_ask_fuzz import adversarial

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2025, 11, 24)
DEADLINES = {
    0: ("recurring", "Hằng tháng"),
    1: ("recurring", "Thường xuyên"),
    2: ("event", "Sau khi Chính phủ ban hành Nghị định"),
    3: ("none", None),
}
"""Of twenty generated tasks, those without a day."""
TABLE = "CREATE TABLE IF NOT EXISTS records (kind TEXT, position INTEGER, document TEXT, about TEXT, body TEXT)"


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question, in ascending order, after one untimed pass over the first few."""
    for question in questions[:5]:
        ask(question)
    found = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        found.append(1000 * (time.perf_counter() - began))
    return sorted(found)


def show(name: str, spent: Sequence[float], wanted: str) -> None:
    p50, p95 = (spent[int(share * (len(spent) - 1))] for share in (0.5, 0.95))
    print(f"{name:44} n {len(spent):6}  p50 {p50:7.1f}  p95 {p95:7.1f}  slowest {spent[-1]:8.1f} ms   wanted {wanted}")


def documents(corpus: Path) -> None:
    """Structured answers over real documents."""
    with tempfile.TemporaryDirectory() as folder:
        workspace, encoder = Workspace.open(Path(folder) / "ws", create=True), load_encoder(None)
        ingest(workspace, [corpus], encoder)
        with workspace.snapshot() as snapshot:
            engine = SearchEngine.open(snapshot.index_folder, encoder)
            questions = [asked.q for asked in generate(snapshot)]
            show(f"answers over {corpus.name}", timed(lambda q: answer(q, snapshot, engine, TODAY), questions), "p95 <= 30")
            hostile(snapshot)


def hostile(snapshot: Snapshot, count: int = 100_000) -> None:
    """Every string is understood without an error; the time of each."""
    names, generator = catalogue(snapshot), random.Random(5)
    texts = [adversarial(generator) for _ in range(count)]
    show("random and hostile strings", timed(lambda text: ranked(understand(text, names, TODAY)), texts), "slowest <= 200")


class Tasks(Generator):
    """The generated graph with tasks that are whole records."""

    def changes(self) -> Iterator[Changes]:
        for found in super().changes():
            yield replace(found, put_nodes=tuple(map(_whole, found.put_nodes)))


def _whole(node: Node) -> Node:
    said = dict(node.properties)
    if node.kind == "Task":
        kind, printed = DEADLINES.get(crc32(node.key.encode()) % 20, ("by", said["deadline_end"]))
        ends = said["deadline_end"] if kind == "by" else None
        place = {"document": said["document"], "start": 0, "end": 10, "text": said["text"]}
        deadline = {"kind": kind, "start": None, "end": ends}
        said |= {"product": None, "deadline_raw": printed, "deadline": deadline, "deadlines": [], "evidence": place}
        said |= {"deadline_kind": kind, "deadline_end": ends, "authority": said["coordinate"][:1]}
        said |= {"implements_direct": said["implements"]}
    elif node.kind == "Document":
        blank: dict[str, object] = {"number": None, "date": None, "date_printed": None, "type": None, "issuer": None, "title": None}
        said = {**blank, "key": node.key, "period": None, "held": False, "source": None, **said}
    elif node.kind == "Agency":
        said = {"parent": None, **said}
    return replace(node, properties=said)


def generated(tasks: int) -> None:
    """Answers over a generated graph; descriptions, which go through search, are not asked."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "graph.sqlite", isolation_level=None)
        connection.execute(TABLE)
        store, generator = EmbeddedStore(connection), Tasks(PER_DOCUMENT * tasks // 5)
        for changes in generator.changes():
            connection.execute("BEGIN")
            store.apply(changes)
            connection.execute("COMMIT")
        snapshot = Snapshot(connection, Path(folder), store, 1, Path(folder))
        library = Library(snapshot, catalogue(snapshot), None, TODAY)
        print(
            f"{library.task_count()} tasks, {len(library.catalogue.documents)} documents, {len(library.catalogue.agencies)} agencies"
        )
        show("answers over generated tasks", timed(lambda q: planned(q, library), questions_of(library)), "p95 <= 100")


def planned(question: str, library: Library) -> object:
    """The answer of the best plan that has one; nothing is searched."""
    understood = understand(question, library.catalogue, TODAY)
    return next((found for plan in ranked(understood) if (found := plan.answer(understood, library)) is not None), None)


def questions_of(library: Library, count: int = 600) -> list[str]:
    """Questions of every structured kind about what the graph holds."""
    draw, found = random.Random(3), []
    numbered = [d for d in library.catalogue.documents.values() if d.number]
    agencies = list(library.catalogue.agencies)
    for _ in range(count // 12):
        document, agency = draw.choice(numbered), draw.choice(agencies)
        month = f"{draw.randrange(1, 13)}/202{draw.randrange(6)}"
        found += [
            f"Nhiệm vụ nào thực hiện {document.type} {document.number}?",
            f"{document.type} {document.number} ban hành ngày nào?",
            f"Văn bản nào triển khai {document.type} {document.number}?",
            f"{agency} chủ trì những nhiệm vụ nào trong tháng {month}?",
            f"{agency} phối hợp trong nhiệm vụ nào?",
            f"{agency} có việc gì hạn tháng {month}?",
            f"Nhiệm vụ nào phải hoàn thành trong tháng {month}?",
            f"Nhiệm vụ nào thuộc thẩm quyền của {agency}?",
            f"{agency} ban hành những văn bản nào trong năm 202{draw.randrange(6)}?",
            f"{document.type} {document.number} thực hiện văn bản nào?",
            f"Văn bản nào sửa đổi, thay thế {document.type} {document.number}?",
            f"Nhiệm vụ nào quá hạn tính đến ngày 01/{month}?",
        ]
    found += ["Nhiệm vụ nào phải làm hằng tháng?", "Nhiệm vụ nào chưa có thời hạn?"]
    return found


def main() -> None:
    """The three measurements, one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    real = ROOT.parent / "shared" / "corpus"
    parser.add_argument("corpus", nargs="?", type=Path, default=real if real.is_dir() else ROOT / "data" / "sample")
    parser.add_argument("--tasks", type=int, default=100_000)
    arguments = parser.parse_args()
    documents(arguments.corpus)
    generated(arguments.tasks)


if __name__ == "__main__":
    main()

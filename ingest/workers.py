"""Reading and extracting files, several at once. A file that breaks a reader, or even the process that reads it, breaks nothing else."""

from __future__ import annotations

import os
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TypeVar

from graph.errors import ReadError
from graph.extraction import Extraction
from ingest.extract.document import extract
from ingest.readers import read
from ingest.readers.records import SourceText

PARALLEL_FROM = 8
LOOKS_EVERY = 0.5
"""Seconds between a worker's looks whether its parent is alive."""
KILLED = "Tiến trình đọc văn bản này bị dừng đột ngột (có thể do thiếu bộ nhớ)."

Item = TypeVar("Item")
Outcome = tuple[SourceText, Extraction] | str
"""What a file says, or the reason in Vietnamese why it cannot be told."""


def read_and_extract(path: Path) -> Outcome:
    """Steps 1 and 2 for one file."""
    try:
        return extract_text(read(path))
    except (ReadError, OSError) as error:
        return str(error)
    except Exception as error:
        return _fault(error)


def extract_text(source: SourceText) -> Outcome:
    """Step 2 for one text."""
    try:
        return source, extract(source)
    except Exception as error:
        return _fault(error)


def _fault(error: Exception) -> str:
    """A fault of the program as a reason: it names the line, so that it can be mended."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = f"{type(error).__name__}: {error}; {Path(place.filename).name}, dòng {place.lineno}"
    return f"Chương trình gặp lỗi khi phân tích văn bản này ({said})."


def outcomes(work: Callable[[Item], Outcome], items: Sequence[Item]) -> Iterator[Outcome]:
    """The outcome of each item in its turn; several processes where there is enough to do."""
    if len(items) < PARALLEL_FROM:
        yield from map(work, items)
        return
    done = 0
    try:
        with ProcessPoolExecutor(initializer=_end_with, initargs=(os.getpid(),)) as pool:
            for outcome in pool.map(work, items):
                yield outcome
                done += 1
    except BrokenProcessPool:
        for item in items[done:]:
            yield _alone(work, item)


def _alone(work: Callable[[Item], Outcome], item: Item) -> Outcome:
    """The outcome of an item in a process of its own, after some item has killed a process that worked on many."""
    try:
        with ProcessPoolExecutor(max_workers=1, initializer=_end_with, initargs=(os.getpid(),)) as pool:
            return pool.submit(work, item).result()
    except BrokenProcessPool:
        return KILLED


def _end_with(parent: int) -> None:
    """Lets this process end when the one that it works for has ended, killed or not; nobody else would tell it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOKS_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

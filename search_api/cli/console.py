"""How the command line prints: tables and quotes for people, JSON for programs, errors on their own stream."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.errors import AmbiguousKey, VanmachError

Watch = Callable[[str, int, int], None]


def out() -> Console:
    return Console(highlight=False)


def err() -> Console:
    return Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    """The value as indented JSON with Vietnamese letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def fail(error: VanmachError) -> None:
    """One line that says what is wrong; candidates of an ambiguous key below it."""
    console = err()
    console.print(Text.assemble(("Lỗi: ", "bold red"), str(error)), soft_wrap=True)
    if isinstance(error, AmbiguousKey):
        for key in error.candidates:
            console.print(Text(f"  {key}"), soft_wrap=True)


FILE_PROBLEMS = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền truy cập",
    errno.EPERM: "không có quyền truy cập",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOTDIR: "không phải là thư mục",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENOSPC: "ổ đĩa hết chỗ",
}


def file_problem(error: OSError) -> str:
    """What the file system refused, in one sentence."""
    reason = FILE_PROBLEMS.get(error.errno or 0) or error.strerror or str(error)
    return f"Không đọc, ghi được {error.filename}: {reason}." if error.filename else f"Hệ thống tệp báo: {reason}."


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], title: str | None = None, ratios: Sequence[int] = ()) -> Table:
    """A table whose cells are plain text, never markup. `ratios` share out the width."""
    made = Table(title=title, title_justify="left", header_style="bold", show_lines=False, expand=bool(ratios))
    for index, heading in enumerate(headings):
        made.add_column(heading, overflow="fold", ratio=ratios[index] if ratios else None)
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def facts(rows: Sequence[tuple[str, str]]) -> Table:
    """Names and values below each other, empty ones left out."""
    made = Table.grid(padding=(0, 2))
    made.add_column(style="bold", no_wrap=True)
    made.add_column(overflow="fold")
    for name, value in rows:
        if value:
            made.add_row(Text(name), Text(value))
    return made


def set_aside_line(path: str, reason: str) -> Text:
    """A file that was set aside and why; the reason need not name it again."""
    said = reason.removeprefix(f"{PurePath(path).name}: ")
    return Text.assemble(("  để riêng ", "yellow"), f"{path}: {said}")


def quote(evidence: Mapping[str, Any], name: str, longest: int = 300) -> Text:
    """A sentence with where it stands."""
    text = str(evidence["text"])
    shown = text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"
    return Text.assemble(("  “", "dim"), shown, ("” ", "dim"), (f"({name}, {evidence['start']}-{evidence['end']})", "dim"))


@contextmanager
def progress() -> Iterator[Watch]:
    """A bar for each step on the error stream; nothing where that is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err(),
        transient=False,
        disable=not sys.stderr.isatty(),
    )
    steps: dict[str, Any] = {}

    def watch(step: str, done: int, total: int) -> None:
        if step not in steps:
            steps[step] = bar.add_task(step, total=total)
        bar.update(steps[step], completed=done, total=total)

    with bar:
        yield watch
        for task in bar.tasks:
            bar.update(task.id, completed=task.total)

"""Which files are meant by the paths that a user gives, and how each is called in the export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import NotFound

IGNORED = ("~$", ".")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to ingest: its absolute path, the folder it was found through (None for a file given alone), its exported name."""

    path: Path
    root: Path | None
    name: str


def discover(paths: Iterable[Path], known_roots: Sequence[Path], without: Path | None = None) -> tuple[list[FoundFile], list[Path]]:
    """All files below `paths`, sorted by path, and the folders among `paths`. Hidden files and office lock files are passed over.

    `without` is a folder that is not looked into: a workspace may lie among the documents.
    Raises NotFound for a path that does not exist.
    """
    files: dict[Path, FoundFile] = {}
    roots: list[Path] = []
    given = [Path(path).absolute() for path in paths]
    for path in given:
        if not path.exists():
            raise NotFound(f"Không có tệp hay thư mục: {path}")
        if path.is_dir():
            roots.append(path)
            for file in sorted(path.rglob("*")):
                parts = file.relative_to(path).parts
                if without is not None and file.is_relative_to(without):
                    continue
                if file.is_file() and not any(part.startswith(IGNORED) for part in parts):
                    files.setdefault(file, FoundFile(file, path, "/".join(parts)))
    for path in given:
        if path.is_file():
            files.setdefault(path, FoundFile(path, None, name_alone(path, [*known_roots, *roots])))
    return sorted(files.values(), key=lambda file: file.path), roots


def name_alone(path: Path, roots: Sequence[Path]) -> str:
    """The name of a file given alone: below the nearest root that contains it, else its file name."""
    containing = [root for root in roots if path.is_relative_to(root)]
    if not containing:
        return path.name
    return path.relative_to(max(containing, key=lambda root: len(root.parts))).as_posix()

"""What encoder, vector index and lexical index promise, and the entry that they index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that search can find. `id` is unique in a generation; `text` is readable; `heading` its section path or title.

    `kind`: document, passage, task, project, agency. `document` is the key of the document it stands in, `start`/`end` its raw offsets
    there. `facets` (type, issuer, agency, year, date, held) filter and count; `stored` is handed back with a hit as it is.
    """

    id: str
    kind: str
    document: str
    section: tuple[str, ...]
    heading: str
    text: str
    start: int
    end: int
    facets: Mapping[str, Any]


class Encoder(Protocol):
    """Texts in, unit vectors out (float32, one row each)."""

    @property
    def name(self) -> str:
        """Identifies model and revision: vectors of two names never mix."""
        ...

    @property
    def dimensions(self) -> int: ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...


class IndexWriter(Protocol):
    """Writes the index files of a new generation into an empty folder, reusing the previous generation's where it can."""

    def write(self, folder: Path, entries: Sequence[Entry], vectors: Vectors, previous: Path | None) -> Mapping[str, Any]:
        """Returns what the manifest keeps (counts, sizes, checksums, versions)."""
        ...

"""Properties and evidence as a store hands them out: JSON until somebody looks inside.

A walk hands out hundreds of nodes and edges of which often only keys and hops are read; reading their JSON, and even decoding its
bytes, would be half of its time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload


class _Json:
    """`raw`: JSON text, or that text in UTF-8."""

    __slots__ = ("_read_once", "raw")

    def __init__(self, raw: str | bytes) -> None:
        self.raw = raw
        self._read_once: Any = None

    @property
    def text(self) -> str:
        return self.raw if isinstance(self.raw, str) else self.raw.decode()


class Stored(_Json, Mapping[str, Any]):
    """A mapping equal to what its JSON object says."""

    __slots__ = ()

    def _read(self) -> dict[str, Any]:
        if self._read_once is None:
            self._read_once = json.loads(self.raw)
        found: dict[str, Any] = self._read_once
        return found

    def __getitem__(self, name: str) -> Any:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == (other._read() if isinstance(other, Stored) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._read())


class StoredPieces(_Json, Sequence[Mapping[str, Any]]):
    """Pieces of evidence: a sequence equal to the tuple of what its JSON array says."""

    __slots__ = ()

    def _read(self) -> tuple[dict[str, Any], ...]:
        if self._read_once is None:
            self._read_once = tuple(json.loads(self.raw))
        found: tuple[dict[str, Any], ...] = self._read_once
        return found

    @overload
    def __getitem__(self, index: int) -> Mapping[str, Any]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Mapping[str, Any]]: ...

    def __getitem__(self, index: int | slice) -> Mapping[str, Any] | Sequence[Mapping[str, Any]]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == (other._read() if isinstance(other, StoredPieces) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._read())

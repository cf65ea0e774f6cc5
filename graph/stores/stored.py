"""Properties as a store hands them out: JSON text until somebody looks inside.

A walk hands out hundreds of nodes of which often only keys and hops are read; reading their JSON would be half of its time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


class Stored(Mapping[str, Any]):
    """A mapping equal to what its JSON object, `text`, says."""

    __slots__ = ("_read_once", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._read_once: dict[str, Any] | None = None

    def _read(self) -> dict[str, Any]:
        if self._read_once is None:
            self._read_once = json.loads(self.text)
        return self._read_once

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

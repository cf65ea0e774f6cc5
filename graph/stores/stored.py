"""Properties as a store hands them out: JSON text until somebody looks inside.

A walk hands out hundreds of nodes of which often only keys and hops are read; reading their JSON would be half of its time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


class Stored(Mapping[str, Any]):
    """A mapping equal to what its JSON object says."""

    __slots__ = ("_held",)

    def __init__(self, text: str) -> None:
        self._held: str | dict[str, Any] = text

    def _read(self) -> dict[str, Any]:
        if isinstance(self._held, str):
            self._held = json.loads(self._held)
        return self._held  # type: ignore[return-value]

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

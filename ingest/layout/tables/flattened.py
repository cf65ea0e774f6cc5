"""Tables that a PDF reader wrote out line by line."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.records import Line, Table


def find_flattened_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    return []

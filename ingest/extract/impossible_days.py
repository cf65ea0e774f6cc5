"""Printed days that no calendar has: "ngày 31 tháng 11 năm 2025". They date nothing, and a clerk would query them."""

from __future__ import annotations

from collections import defaultdict

from graph.extraction import FoundFinding, Span
from ingest.layout.records import Block, Layout
from vietnamese.dates import find_dates
from vietnamese.text import normalise


def find_impossible_days(layout: Layout) -> tuple[FoundFinding, ...]:
    """One `impossible_date` for each such day of a document, with every sentence or line that prints it."""
    printed: dict[tuple[int, int | None, int | None], list[Span]] = defaultdict(list)
    for block in layout.blocks:
        for day in _days(block):
            printed[day].append(Span(block.start, block.end, block.reading.text))
    return tuple(
        FoundFinding(
            "impossible_date",
            f"{year}-{month}-{day}",
            f"Văn bản ghi ngày {day}/{month}/{year}, là ngày không có thật.",
            tuple(places),
        )
        for (year, month, day), places in printed.items()
    )


def _days(block: Block) -> list[tuple[int, int | None, int | None]]:
    if block.table is not None:
        return []
    found = find_dates(normalise(block.reading.text).text)
    return [(date.year, date.month, date.day) for date in found if date.precision == "day" and not date.valid]

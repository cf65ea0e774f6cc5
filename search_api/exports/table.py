"""CSV that Excel opens with its Vietnamese letters right: UTF-8 with a byte order mark, ISO dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from search_api.exports.task_rows import COLUMNS, Value, row
from search_api.reading.tasks import TaskItem

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def task_csv(items: Sequence[TaskItem], names: Mapping[str, str]) -> bytes:
    """The tasks as CSV, one row each under the Vietnamese headings."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in COLUMNS])
    for position, item in enumerate(items, 1):
        writer.writerow([_cell(value) for value in row(position, item, names)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Value) -> str:
    """The value as text; what a spreadsheet would run as a formula is kept from it by an apostrophe."""
    text = "" if value is None else value if isinstance(value, str) else value.isoformat()
    return f"'{text}" if text.startswith(FORMULA) else text

"""Headings in two lines that a reader wrote out one after the other: how they may have stood over each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ingest.layout.tables.roles import is_parent, role_of

_OVER = re.compile(
    r"(?i)^(?:tiến độ|quyết định|giải ngân|kế hoạch|tổng mức|tổng vốn|nguồn vốn|trong đó|năm \d{4}|kết quả|thực hiện|tình hình|"
    r"thời gian|so sánh|quy mô|phân công|lũy kế|luỹ kế|vốn)(?!\w)"
)
_BELOW = re.compile(
    r"(?i)^(?:kế hoạch|thực hiện|số tiền|tỷ lệ|tổng số|tổng cộng|trong đó|số quyết định|số, ngày|dự kiến|đến hết|lũy kế|luỹ kế|ước|"
    r"tổng mức|tmđt|ngân sách|ns|vốn|quý|tháng|năm|khối lượng|giá trị|kết quả|khởi công|hoàn thành|tw|tỉnh|xã|khác)(?!\w)"
)
_MOST_OVER = 3
_MOST = 12


def arrangements(columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The columns as printed, then with the last headings put below those before them that may stand over several; at most twelve ways."""
    yield tuple(columns)
    found = 1
    lower = _lower_line(columns)
    upper = [k for k in range(len(columns) - lower) if _OVER.match(columns[k]) or is_parent(columns[k])]
    for size in range(1, _MOST_OVER + 1) if lower > 1 else ():
        if lower % size or lower // size < 2:
            continue
        for parents in combinations(upper, size):
            yield _arranged(columns, parents, lower)
            found += 1
            if found == _MOST:
                return


def _lower_line(columns: Sequence[str]) -> int:
    """How many headings at the end may be a lower line: all behind a note's, else those that only a heading above makes clear."""
    notes = [k for k, heading in enumerate(columns[:-2]) if role_of(heading) == "note"]
    if notes:
        return len(columns) - notes[-1] - 1
    count = 0
    while count < len(columns) - 2 and _BELOW.match(columns[len(columns) - 1 - count]):
        count += 1
    return count


def _arranged(columns: Sequence[str], parents: Sequence[int], lower: int) -> tuple[str, ...]:
    below, each = iter(columns[len(columns) - lower :]), lower // len(parents)
    found: list[str] = []
    for place in range(len(columns) - lower):
        found += [f"{columns[place]} / {next(below)}" for _ in range(each)] if place in parents else [columns[place]]
    return tuple(found)

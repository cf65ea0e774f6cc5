"""A task as a row: the columns that workbook and CSV share, and where the task's sentence stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from search_api import labels
from search_api.reading.tasks import TaskItem
from search_api.urls import Urls

Value = str | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `width` in characters."""

    heading: str
    width: int
    kind: Literal["text", "date", "centre"] = "text"


COLUMNS: tuple[Column, ...] = (
    Column("STT", 6, "centre"),
    Column("Số thứ tự trong văn bản", 10, "centre"),
    Column("Nội dung nhiệm vụ", 62),
    Column("Cơ quan chủ trì", 26),
    Column("Cơ quan phối hợp", 28),
    Column("Thời hạn (như văn bản ghi)", 20),
    Column("Bắt đầu", 12, "date"),
    Column("Hạn cuối", 12, "date"),
    Column("Trạng thái", 14, "centre"),
    Column("Sản phẩm, kết quả", 28),
    Column("Cấp có thẩm quyền", 20),
    Column("Thực hiện văn bản", 30),
    Column("Văn bản giao", 30),
    Column("Câu văn làm căn cứ", 62),
    Column("Mã nhiệm vụ", 24),
    Column("Cần kiểm tra", 24),
)


def row(position: int, item: TaskItem, names: Mapping[str, str]) -> tuple[Value, ...]:
    """A task as a row under `COLUMNS`; `names` are the documents' names by key."""
    task = item.task

    def name(key: str) -> str:
        return names.get(key) or labels.short_name(key)

    return (
        str(position),
        task.ordinal,
        task.text,
        "; ".join(task.lead),
        "; ".join(task.coordinate),
        task.deadline_raw,
        _day(task.deadline.start),
        _day(task.deadline.end),
        labels.STATUSES[item.status] if task.deadline.kind == "by" else labels.DEADLINES[task.deadline.kind],
        task.product,
        "; ".join(task.authority),
        "; ".join(name(key) for key in task.implements),
        name(task.document),
        task.evidence.text,
        task.id,
        "; ".join(task.doubts),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def place_address(item: TaskItem, address: str) -> str:
    """The page's address of the sentence that the task rests on."""
    place = item.task.evidence
    return Urls(address.rstrip("/")).document(place.document, place.start, place.end)

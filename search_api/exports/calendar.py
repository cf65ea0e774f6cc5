"""Deadlines as an iCalendar feed (RFC 5545): an all-day event on the last day of each task that has one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from search_api import labels
from search_api.exports.task_rows import place_address
from search_api.reading.tasks import TaskItem

LINE_BYTES = 75
SUMMARY = 140
"""Letters of a task in an event's title; its description quotes the sentence whole."""


def task_calendar(items: Sequence[TaskItem], names: Mapping[str, str], title: str, address: str) -> bytes:
    """The feed; tasks without a last day are not in it. The same tasks give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vanmach//Nhiem vu//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for item in items:
        if item.task.deadline.kind == "by" and item.task.deadline.end:
            lines += _event(item, names, address)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line)).encode()


def _event(item: TaskItem, names: Mapping[str, str], address: str) -> Iterator[str]:
    task = item.task
    last = date.fromisoformat(task.deadline.end or "")
    who, told = "; ".join(task.lead), labels.shorten(task.text, SUMMARY)
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(task.id.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@vanmach"
    yield f"DTSTAMP:{last:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'Hạn ({who}): {told}' if who else f'Hạn: {told}')}"
    yield f"DESCRIPTION:{_text(_description(item, names))}"
    if address:
        yield f"URL:{place_address(item, address)}"
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D")
    yield f"DESCRIPTION:{_text('Còn 3 ngày đến hạn')}"
    yield from ("END:VALARM", "END:VEVENT")


def _description(item: TaskItem, names: Mapping[str, str]) -> str:
    task = item.task
    rows = (
        ("Chủ trì", "; ".join(task.lead)),
        ("Phối hợp", "; ".join(task.coordinate)),
        ("Thời hạn", task.deadline_raw),
        ("Sản phẩm", task.product),
        ("Giao tại", names.get(task.document) or labels.short_name(task.document)),
        ("Căn cứ", task.evidence.text),
    )
    return "\n".join(f"{name}: {value}" for name, value in rows if value)


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, never cut inside a character; what goes on begins with a blank."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > LINE_BYTES:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece

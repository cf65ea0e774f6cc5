"""When something is due, read from the words of a deadline cell (`read_deadline`) or out of prose (`find_deadlines`).

Kinds: `by` (done by `end`; `start` where a period is named), `recurring` (thường xuyên, hằng quý, "và những năm tiếp theo"),
`event` (tied to an event or another document), `none`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from vietnamese.periods import FoundPeriod, TimeContext, find_periods
from vietnamese.text import fold, normalise, squeeze

Kind = Literal["by", "recurring", "event", "none"]

__all__ = ["FoundDeadline", "Reading", "TimeContext", "find_deadlines", "is_deadline", "read_deadline"]


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline with its words; `start`/`end` are offsets into the text, `first`/`last` ISO days or None."""

    start: int
    end: int
    raw: str
    kind: Kind
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a deadline says: the governing kind and days, and every part where there are several."""

    kind: Kind
    start: str | None
    end: str | None
    parts: tuple[FoundDeadline, ...] = ()


_EVERY = r"\b(?:hang|moi|hang)\s+(?:ngay|tuan|thang|quy|nam|6 thang|sau thang)\b"
_RECURRING = re.compile(
    rf"thuong xuyen|{_EVERY}|\bdinh ky\b|\blien tuc\b|\b(?:tuan|thang|quy|nam|ngay|lan)\s*/\s*(?:\d+\s*)?(?:lan|thang|quy"
    rf"|nam|tuan)\b|\bdot xuat\b"
    r"|\bcuoi (?:moi|cac|hang|tung)? ?(?:tuan|thang|quy)\b(?!\s*(?:\d|[ivx]+\b|nam\b|nay\b))"
    r"|\bthang cuoi (?:cua )?(?:moi |hang )?quy\b(?!\s*[ivx]+\b)"
    r"|(?:cac|nhung) nam (?:tiep theo|sau|ke tiep)|(?:cac|nhung) (?:thang|quy) tiep theo|\bca nhiem ky\b|\bhang nam\b"
    r"|\d+ thang mot lan|\bhang ky\b"
)
_ONWARDS = re.compile(
    r"(?:va|cac|nhung|den)\s+(?:ca\s+)?(?:cac|nhung)?\s*nam (?:tiep theo|sau|ke tiep)|va (?:cac|nhung) nam (?:tiep theo|sau)"
)
_EACH_YEAR = re.compile(rf"^[\s,(]*(?:cua\s+)?{_EVERY}")
_EVENT = re.compile(
    r"\btheo\b|\bsau khi\b|\bngay sau\b|\bkhi (?:co|duoc|hoan thanh|ket thuc|phat sinh|nhan)\b|\bky hop\b|\bphien hop\b"
    r"|\bhoi nghi\b|\bdai hoi\b|\ble\b|\bdip\b|\btruoc khi\b|\btrong qua trinh\b"
    r"|\bden khi\b|\bcho den\b|\bke tu\b|\bsau\b.*\bngay\b|\btien do\b|\blo trinh\b|\bke hoach\b|\byeu cau\b|\btuy theo\b"
    r"|\bcan cu\b|\bphat sinh\b|\btet\b|\bngay khi\b|\bchao mung\b|\bdong thoi\b|\bcung voi\b"
)
_MEETING = re.compile(
    r"^\W*(?:trinh\s+)?(?:(?:truoc|sau|tai|trong|vao)\s+)?(?:\w+\s+){0,2}(?:ky hop|phien hop|hoi nghi|dai hoi)\b[^(;]*$"
)
_LENGTH = re.compile(
    r"(?:trong (?:vong|thoi han)?\s*|thoi han\s*|sau\s*)?\b(\d{1,3})\s+(ngay|tuan|thang"
    r"|nam)\b(?:\s+lam viec)?[^;.]{0,20}?\b(?:ke tu|tu|sau)\s+(?:ngay|khi|thoi diem)"
)
_SIGNED = re.compile(
    r"(?:ke tu|tu|sau)\s+(?:ngay|khi|thoi diem)\s+(?:ky(?! ket)|ban hanh|phat hanh)(?:\s+(?:ban hanh|ke hoach|van ban"
    r"|quyet dinh|chi thi|cong van|thong bao)\s*(?:nay)?)*\s*[.;,)]?\s*$"
)
_CODE_DATE = re.compile(
    r"\d+[-/][\w/-]*[a-z][\w/-]*\s*,?\s*(?:ngay\s+)?(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4})"
)
_CLAUSES = re.compile(
    r"\s*;\s*|\s*\n\s*|(?:^|\s)[-+•]\s+(?=[^\W\d])(?!quy\b|thang\b|ngay\b|nam\b|tuan\b|het\b)|\s*\.\s+(?=[^\W\d_])"
    r"|,?\s+va\s+(?=thuong xuyen|dinh ky|hang\b|trien khai|duy tri|bao cao)|,\s*(?=thuong xuyen|dinh ky|hang\b)"
)
_NAMED_YEAR = re.compile(r"(?:ke hoach|chuong trinh|de an|nghi quyet|du an|quyet dinh|lo trinh|du toan|kich ban)\b[^;,.]*$")


def read_deadline(text: str, context: TimeContext) -> Reading:
    """What a deadline cell says. Several deadlines: the `by` with the latest end governs, all are `parts`."""
    squeezed = squeeze(text)
    if not squeezed:
        return Reading("none", None, None)
    whole = _Clause(squeezed, 0, context)
    parts = [
        part
        for start, end in _clauses(squeezed)
        if (part := _Clause(squeezed[start:end], start, context).found()).kind != "none" or part.first
    ]
    if len(parts) < 2 or len({(p.kind, p.first, p.last) for p in parts}) < 2:
        found = whole.found()
        single = parts[0] if len(parts) == 1 and found.kind == "none" else found
        return Reading(single.kind, single.first, single.last)
    governing = _governing(parts)
    return Reading(governing.kind, governing.first, governing.last, tuple(parts))


def is_deadline(text: str, context: TimeContext = TimeContext()) -> bool:  # noqa: B008 - frozen
    """Whether the words of a cell read as a deadline."""
    return read_deadline(text, context).kind != "none"


def _governing(parts: Sequence[FoundDeadline]) -> FoundDeadline:
    dated = [p for p in parts if p.kind == "by"]
    if dated:
        return max(dated, key=lambda p: p.last or "")
    return next((p for p in parts if p.kind == "recurring"), parts[0])


def _clauses(text: str) -> list[tuple[int, int]]:
    folded = fold(normalise(text).text)
    if len(folded) != len(text):
        return [(0, len(text))]
    cuts, position = [], 0
    for match in _CLAUSES.finditer(folded):
        cuts.append((position, match.start()))
        position = match.end()
    cuts.append((position, len(text)))
    return [(a, b) for a, b in cuts if text[a:b].strip()]


class _Clause:
    """One clause of a deadline, read."""

    def __init__(self, text: str, offset: int, context: TimeContext) -> None:
        self.text, self.offset, self.context = text, offset, context
        self.folded = fold(normalise(text).text)
        self.periods = [p for p in find_periods(text, context) if not self._belongs_to_document(p)]

    def _belongs_to_document(self, period: FoundPeriod) -> bool:
        """The date of a document's number, and a year in the name of what "theo" points to."""
        for match in _CODE_DATE.finditer(self.folded):
            if match.start() <= period.start and period.end <= match.end():
                return True
        before = self.folded[: period.start]
        return (
            period.unit == "year"
            and bool(re.match(r"\s*(?:thuc hien\s+)?theo\b", self.folded))
            and bool(_NAMED_YEAR.search(before))
        )

    def found(self) -> FoundDeadline:
        kind, first, last = self._read()
        return FoundDeadline(self.offset, self.offset + len(self.text), self.text.strip(), kind, _iso(first), _iso(last))

    def _read(self) -> tuple[Kind, date | None, date | None]:
        length = self._length()
        if length is not None:
            return length
        recurring = _RECURRING.search(self.folded)
        if self.periods and not recurring and _MEETING.match(self.folded) and not any(p.unit == "day" for p in self.periods):
            return "event", None, None
        if self.periods:
            return self._dated(bool(recurring))
        if recurring:
            return "recurring", None, None
        return ("event" if _EVENT.search(self.folded) else "none"), None, None

    def _length(self) -> tuple[Kind, date | None, date | None] | None:
        """`30 ngày kể từ ngày ký`: an event, or a day where the document's own day is known and meant."""
        match = _LENGTH.search(self.folded)
        if match is None:
            return None
        reference = self.context.reference
        if reference is None or not _SIGNED.search(self.folded):
            return ("event", None, None) if not any(p.dated and p.unit == "day" for p in self.periods) else None
        return "by", None, _after(reference, int(match[1]), match[2], "lam viec" in match.group())

    def _dated(self, recurring: bool) -> tuple[Kind, date | None, date | None]:
        if recurring and _ONWARDS.search(self.folded):
            return "recurring", self.periods[0].first, None
        if recurring and all(self._each_year(p) for p in self.periods):
            return "recurring", None, None
        bounded = [p for p in self.periods if p.opening not in ("from", "after") and not (recurring and self._each_year(p))]
        if not bounded:
            return ("recurring" if recurring else "none"), self.periods[0].first, None
        last = max(bounded, key=lambda p: p.last or date.min)
        if len(bounded) == 1 and len(self.periods) == 2 and self.periods[0].opening == "from":
            return "by", self.periods[0].first, last.last
        first = min((p.first for p in bounded if p.first), default=None) if last.first else None
        if last.unit in ("day", "lunar") and first == last.last:
            first = None
        return "by", first, last.last

    def _each_year(self, period: FoundPeriod) -> bool:
        """`Quý I hằng năm`, `trước ngày 15 hằng tháng`: a period that comes again."""
        return not period.dated or bool(_EACH_YEAR.match(self.folded[period.end :]))


def _after(reference: date, count: int, unit: str, working: bool) -> date:
    if unit == "thang":
        month = reference.month - 1 + count
        year, month = reference.year + month // 12, month % 12 + 1
        return date(year, month, min(reference.day, 28))
    if not working:
        return reference + timedelta(days=count * {"ngay": 1, "tuan": 7, "nam": 365}[unit])
    day = reference
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_CUE = re.compile(
    r"(?:(?:hoan thanh|hoan tat|ban hanh|bao cao|trinh|gui|thuc hien|xong|phe duyet|khoi cong|khanh thanh|to chuc|giai quyet"
    r"|xu ly|duy tri)\s+(?:xong\s+)?)?"
    r"(?:chao mung\s+)?(?:\b(?:truoc|trong|cham nhat|muon nhat|khong qua|xong truoc|vao|ngay trong|thoi han|thoi gian"
    r"|han)\s+(?:la\s+|vao\s+|trong\s+|den\s+|hoan thanh\s+)?)"
)
_PROSE_CUE = re.compile(
    r"(?:\b(?:trong|cham nhat|muon nhat|ngay trong|vao|xong|hoan thanh|thoi gian hoan thanh|thoi han|hoan tat|khoi cong"
    r"|khanh thanh|ban hanh)(?:\s+(?:la|vao|trong|dot|ngay|dau|cuoi))*\s*:?\s*\(?\s*)$"
    r"|\b(?:truoc|den|xong truoc|cham nhat)\s+(?:luc\s+)?\d{1,2}\s*(?:gio|h|g)\s*(?:\d{1,2}\s*(?:phut)?)?\s*,?\s*$"
)
_VERB_BEFORE = re.compile(
    r"(?:\b(?:hoan thanh|hoan tat|ban hanh|bao cao|trinh|thuc hien|xong|bao dam|dam bao|khoi cong|khanh thanh|phe duyet"
    r"|gui)\s+){1,2}(?:va\s+)?$"
)
_TARGET = re.compile(r"\b(?:hoan thanh|dat|vuot|phan dau)\b[^.;]*?\b(?:chi tieu|muc tieu|ke hoach|nhiem vu)\b[^.;]*$")
_DOCUMENT_WORD = re.compile(
    r"\b(?:ke hoach|chuong trinh|kich ban|nghi quyet|de an|chi thi|quyet dinh|ket luan|thong bao|cong dien|cong van|bao cao"
    r"|quy hoach|theo)\b"
)
_NAMED_STRETCH = re.compile(
    r"\b(?:giai doan|nhiem ky|khoa|thoi ky|nien do|tam nhin|dinh huong)\s*(?:tu\s+)?(?:den\s+)?(?:nam\s+)?$"
)
_PROSE_EVERY = re.compile(
    rf"(?:(?:phien hop|hop|bao cao|dinh ky|truoc ngay \d+|vao ngay \d+|giao ban)\s+(?:\w+\s+){{0,3}})?{_EVERY}"
    rf"|\bdinh ky (?:bao cao|to chuc|so ket|ra soat|danh gia|kiem tra|tong hop|hop)\b"
)
_PROSE_RHYTHM = re.compile(
    r"\b(?:\d{1,2}|mot|hai|ba|sau) (?:ngay|tuan|thang|quy|nam) (?:mot|1|01) lan\b|(?<=, )(?:(?:duoc )?thuc hien "
    r"|to chuc )?thuong xuyen(?=\s*[.;/]*\s*$)"
)
"""Rhythms that are no trait wherever they stand."""
_PROSE_EVENT = re.compile(
    r"\btai (?:ky hop|phien hop)\b[^;.,)]*|\b(?:khoi cong|khanh thanh|dong tho|hoan thanh"
    r"|hoan tat)\b[^;.]*?\b(chao mung (?:dai hoi|ky niem|ngay)[^;.,)]*)|\b(?:ngay )?sau khi\b[^;.,]*\b(?:ban hanh|phe duyet"
    r"|thong qua|co hieu luc|huong dan|hoan thanh)\b[^;.,]*"
)


def find_deadlines(text: str, context: TimeContext, documents: Sequence[tuple[int, int]] = ()) -> list[FoundDeadline]:
    """Deadlines in prose, in order. `documents`: stretches where documents are named, whose dates are none.

    Only what a word makes a deadline counts: trước, trong, chậm nhất, đến hết, hoàn thành ...; a term ("nhiệm kỳ 2025 - 2030") is none.
    """
    folded = fold(normalise(text).text)
    if len(folded) != len(text):
        return []
    found = [
        d for p in find_periods(text, context) if not _named(p, folded, documents) and (d := _in_prose(text, folded, p)) is not None
    ]
    if not found:
        rhythms = [*_PROSE_RHYTHM.finditer(folded), *(m for m in _PROSE_EVERY.finditer(folded) if _reports(folded, m))]
        found = [_matched(text, m, "recurring") for m in rhythms[:1]]
    found = _without_meetings(text, folded, found)
    return sorted(found, key=lambda d: d.start)


def _named(period: FoundPeriod, folded: str, documents: Sequence[tuple[int, int]]) -> bool:
    """Whether a period is part of a document's or a term's name."""
    if any(start < period.end and period.start < end for start, end in documents):
        return True
    body = folded[: period.start]
    return bool(_NAMED_STRETCH.search(body)) or folded[period.start : period.end].startswith(("nhiem ky", "giai doan"))


def _in_prose(text: str, folded: str, period: FoundPeriod) -> FoundDeadline | None:
    before = folded[: period.start]
    start = period.start
    if period.opening in ("before", "until") or (period.opening == "from" and period.last) or _is_from_to(folded, period):
        if period.unit == "year" and period.opening == "until" and not re.search(r"\bhet\b", folded[period.start : period.end]):
            return None
        cue = _VERB_BEFORE.search(before)
        start = cue.start() if cue else start
    elif (cue := _PROSE_CUE.search(before)) is not None or folded[period.start :].startswith("trong "):
        if cue is not None:
            verb = _VERB_BEFORE.search(before[: cue.start()])
            start = verb.start() if verb else cue.start()
    elif not _is_target(before, period):
        return None
    kind: Kind = "by"
    first, last = period.first, period.last
    after = folded[period.end :]
    if _EACH_YEAR.match(after) or _ONWARDS.match(after.lstrip()):
        kind, first, last = "recurring", (first if _ONWARDS.match(after.lstrip()) else None), None
    if first == last and period.unit == "day":
        first = None
    return FoundDeadline(start, period.end, squeeze(text[start : period.end]), kind, _iso(first), _iso(last))


def _is_from_to(folded: str, period: FoundPeriod) -> bool:
    return folded[period.start : period.end].startswith("tu ") and period.last is not None


def _is_target(before: str, period: FoundPeriod) -> bool:
    """`hoàn thành các mục tiêu, chỉ tiêu của năm 2025`: the year of what has to be reached."""
    match = _TARGET.search(before)
    if match is None or period.unit not in ("year", "quarter", "month", "half"):
        return False
    tail = re.split(r"\b(?:chi tieu|muc tieu)\b", match.group())[-1]
    return not _DOCUMENT_WORD.search(tail) and len(tail) < 60 and not re.search(r"\bden\s*$", before)


def _reports(folded: str, match: re.Match[str]) -> bool:
    """A rhythm counts where something is reported, met or handed in by it, not as a trait ("hội nghị hằng năm")."""
    return bool(re.match(r"phien hop|hop|bao cao|dinh ky|truoc|vao|giao ban", match.group())) or bool(
        re.search(r"\b(?:bao cao|dinh ky|tong hop|gui)\b[^.;]{0,60}$", folded[: match.start()])
    )


def _without_meetings(text: str, folded: str, found: list[FoundDeadline]) -> list[FoundDeadline]:
    """A meeting or an occasion that something is done for is an event, the time printed with it is its own."""
    if any(d.kind == "recurring" for d in found):
        return found
    kept = list(found)
    for match in _PROSE_EVENT.finditer(folded):
        group = 1 if match[1] else 0
        inside = [d for d in kept if match.start(group) <= d.start < match.end(group)]
        kept = [d for d in kept if d not in inside]
        if not kept:
            return [
                FoundDeadline(
                    match.start(group), match.end(group), squeeze(text[match.start(group) : match.end(group)]), "event", None, None
                )
            ]
    return kept


def _matched(text: str, match: re.Match[str], kind: Kind) -> FoundDeadline:
    return FoundDeadline(match.start(), match.end(), squeeze(text[match.start() : match.end()]), kind, None, None)

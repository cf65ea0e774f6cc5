"""Rows of a flattened table: where each begins, by its number in sequence, and which lines are not its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.records import Line
from ingest.layout.tables.headers import TOTAL, Header, Word, find_header, repeats, words_of
from vietnamese.text import fold, normal

_NUMBER = re.compile(r"^\s*\(?(\d{1,3}(?:\.\d{1,2}){0,2})\)?[.)/]?(?=\s|$)")
_GROUP = re.compile(r"^\s*([IVX]{1,5}(?:\.\d{1,2})?|[A-EĐ])[.)/]?(?=\s|$)")
_NUMBERING = re.compile(r"^\s*\(?\d{1,2}\)?(?:\s+\(?\d{1,2}\)?)*\s*$")
STOP = re.compile(
    r"^\s*(?:PHỤ LỤC|Phụ lục|NƠI NHẬN\s*:|Nơi nhận\s*:|TM\.|T/M|KT\.|TL\.|T/L|TUQ\.|CHỦ TỊCH|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|BỘ TRƯỞNG"
    r"|DANH MỤC\b|BIỂU\b|Ghi chú:)"
)
_DATE = re.compile(r"\d{1,2}[/.]\d")
_UNFINISHED = re.compile(
    r"(?:,|-|/|\b(?:thang|quy|so|khu vuc|ngay|dieu|khoan|phien ban|giai doan|nam|lan thu|va|cap|tu|den|khoa|hang|muc|tren"
    r"|duoi|khoang|quan khu|vung|doi|to|nhom|loai|chuong|du an))$"
)
_ROMANS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
)
_LETTERS = ("A", "B", "C", "D", "E")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row's number, its words in one list for each page, and the lines it takes. `group`: a heading inside the table."""

    number_start: int
    number_end: int
    stretches: tuple[tuple[Word, ...], ...]
    first: int
    last: int
    group: bool = False


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that may begin a row: its number as a tuple, or a group's mark."""

    line: int
    number: tuple[int, ...]
    mark: str
    end: int
    likely: float


def table_rows(text: str, lines: Sequence[Line], header: Header) -> tuple[list[FlatRow], int]:
    """The rows below a header and the line after the last of them."""
    first = _after_numbering(text, lines, header.last, len(header.columns) + 1)
    last = _table_end(text, lines, header, first)
    furniture, breaks = _furniture(text, lines, header, first, last)
    kept = [k for k in range(first, last) if k not in furniture]
    starts = _sequence(_candidates(text, lines, kept, breaks))
    rows = _total(text, lines, [k for k in kept if starts and k < starts[0].line])
    for k, start in enumerate(starts):
        end = starts[k + 1].line if k + 1 < len(starts) else last
        own = [n for n in kept if start.line <= n < end]
        group = bool(start.mark) or _is_parent(starts, k, own)
        rows.append(_row(text, lines, start, own, breaks, group))
    return [row for row in rows if row.group or any(row.stretches)], last


def _total(text: str, lines: Sequence[Line], own: Sequence[int]) -> list[FlatRow]:
    """The row of totals above the first that has a number."""
    if not own or not TOTAL.match(" ".join(text[lines[k].start : lines[k].end].strip() for k in own[:2])):
        return []
    words = [word for k in own for word in words_of(text, lines, k, k + 1)]
    return [FlatRow(words[0].start, words[0].start, (tuple(words),), own[0], own[-1] + 1)]


def _after_numbering(text: str, lines: Sequence[Line], first: int, columns: int) -> int:
    """Skips a line, or lines, that only number the columns: (1) (2) (3) ..."""
    numbers: list[int] = []
    position = first
    while (
        position < len(lines) and len(numbers) < columns + 2 and _NUMBERING.match(text[lines[position].start : lines[position].end])
    ):
        numbers += [int(n) for n in re.findall(r"\d+", text[lines[position].start : lines[position].end])]
        position += 1
        if len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1)) and abs(len(numbers) - columns) <= 1:
            following = lines[position] if position < len(lines) else None
            if following is None or not _NUMBERING.match(text[following.start : following.end]) or len(numbers) >= columns:
                return position
    return first


def _table_end(text: str, lines: Sequence[Line], header: Header, first: int) -> int:
    """The line after the table: before what can only follow it (another annex, addressees, a signature, another table)."""
    for position in range(first, len(lines)):
        if STOP.match(text[lines[position].start : lines[position].end]):
            return position
        other = find_header(text, lines, position)
        if other is not None and sorted(other.keys) != sorted(header.keys) and not repeats(text, lines, header, position):
            return position
    return len(lines)


def _furniture(text: str, lines: Sequence[Line], header: Header, first: int, last: int) -> tuple[set[int], set[int]]:
    """Lines of repeated headers and page numbers; and the lines that a page begins with."""
    furniture: set[int] = set()
    breaks: set[int] = set()
    position = first
    while position < last:
        count = repeats(text, lines, header, position)
        if count:
            furniture.update(range(position, position + count))
            if (
                position > first
                and text[lines[position - 1].start : lines[position - 1].end].strip(" -–").isdigit()
                and _apart(text, lines, position - 1)
            ):
                furniture.add(position - 1)
            after = _after_numbering(text, lines, position + count, len(header.columns) + 1)
            furniture.update(range(position + count, after))
            breaks.add(after)
            position = after
            continue
        if lines[position].page != lines[position - 1].page:
            breaks.add(position)
            for edge in (position, position - 1):
                if edge not in furniture and text[lines[edge].start : lines[edge].end].strip(" -–") == str(lines[position].page):
                    furniture.add(edge)
                    breaks.add(edge + 1)
        position += 1
    return furniture, breaks


def _apart(text: str, lines: Sequence[Line], position: int) -> bool:
    """Whether a number stands by itself: more blank lines before it than between the lines of a cell."""
    before = text[lines[position - 1].end : lines[position].start].count("\n")
    after = text[lines[position].end : lines[position + 1].start].count("\n")
    usual = text[lines[position - 2].end : lines[position - 1].start].count("\n") if position >= 2 else 1
    return (
        before > usual
        or after > usual
        or lines[position].page != lines[position - 1].page
        or "\f" in text[lines[position - 1].end : lines[position].start]
    )


def _candidates(text: str, lines: Sequence[Line], kept: Sequence[int], breaks: set[int]) -> list[_Start]:
    """Every line that begins with a number or a group's mark, with how likely a row begins there."""
    found = []
    for index, k in enumerate(kept):
        shown = text[lines[k].start : lines[k].end]
        number, group = _NUMBER.match(shown), _GROUP.match(shown)
        match = number or group
        if match is None:
            continue
        rest = shown[match.end() :].strip() or (
            text[lines[kept[index + 1]].start : lines[kept[index + 1]].end].strip() if index + 1 < len(kept) else ""
        )
        before = fold(normal(text[lines[kept[index - 1]].start : lines[kept[index - 1]].end].strip())) if index else ""
        likely = _likely(shown[match.end() :].strip(), rest, before, k in breaks)
        if likely > 0:
            parts = tuple(int(n) for n in number[1].split(".")) if number else ()
            found.append(_Start(k, parts, "" if number else match[1], lines[k].start + match.end(), likely))
    return found


def _likely(same: str, rest: str, before: str, page: bool) -> float:
    """A number alone on its line, or before a capital, after a finished cell."""
    head = rest.lstrip("“\"'(-+ ")[:1]
    if not rest or not (head.isupper() or head.isdigit()):
        return 0.0
    if same and not (same.lstrip("“\"'(- ")[:1].isupper() or _DATE.match(same)):
        return 0.0
    score = 1.0 if not same else 0.8
    if _UNFINISHED.search(before) and not page:
        score -= 0.75
    return score


def _sequence(candidates: Sequence[_Start]) -> list[_Start]:
    """The likeliest chain of numbers that count up; a group's mark lets them begin again."""
    best: list[tuple[float, int]] = []
    for k, start in enumerate(candidates):
        value, back = _opening(start), -1
        for j in range(k):
            step = _step(candidates[j], start)
            if step > 0 and candidates[j].line < start.line and best[j][0] + step * start.likely > value:
                value, back = best[j][0] + step * start.likely, j
        best.append((value, back))
    if not best:
        return []
    position = max(range(len(best)), key=lambda k: best[k][0])
    chain = []
    while position >= 0:
        chain.append(candidates[position])
        position = best[position][1]
    return chain[::-1]


def _opening(start: _Start) -> float:
    """What a chain's first row is worth: 1, I or A; an annex may go on from another (a number of its own)."""
    if start.mark:
        return start.likely if start.mark in ("I", "A") else 0.1
    return start.likely if start.number == (1,) else 0.2 if len(start.number) == 1 else 0.1


def _step(before: _Start, after: _Start) -> float:
    """How naturally a number follows another: 1 for the next, less for a gap, 0 for none."""
    if before.mark and after.mark:
        return _next_mark(before.mark, after.mark)
    if after.mark:
        return 0.9 if after.mark not in ("I", "A") else 0.3
    if before.mark:
        return 1.0 if after.number == (1,) else 0.8 if len(after.number) == 1 else 0.7
    a, b = before.number, after.number
    if b in ((*a[:-1], a[-1] + 1), (*a, 1)):
        return 1.0
    if len(b) < len(a) and b[:-1] == a[: len(b) - 1] and b[-1] == a[len(b) - 1] + 1:
        return 1.0
    if len(a) == len(b) == 1 and a[0] + 1 < b[0] <= a[0] + 3:
        return 0.25
    return 0.0


def _next_mark(before: str, after: str) -> float:
    for order in (_ROMANS, _LETTERS):
        if before in order and after in order:
            return 0.9 if order.index(after) == order.index(before) + 1 else 0.0
    head, _, tail = after.partition(".")
    last, _, number = before.partition(".")
    if tail and head == last:
        return 0.9 if int(tail) == int(number or 0) + 1 else 0.0
    if before in _LETTERS and after == "I":
        return 0.9
    return 0.5 if before.partition(".")[0] != after and number else 0.0


def _is_parent(starts: Sequence[_Start], position: int, own: Sequence[int]) -> bool:
    """A row `1` with little text of its own before a row `1.1`."""
    if position + 1 >= len(starts):
        return False
    here, after = starts[position].number, starts[position + 1].number
    return bool(here) and after == (*here, 1) and len(own) <= 6


def _row(text: str, lines: Sequence[Line], start: _Start, own: Sequence[int], breaks: set[int], group: bool) -> FlatRow:
    stretches: list[list[Word]] = [[]]
    for k in own:
        if k in breaks and k != start.line and stretches[-1]:
            stretches.append([])
        stretches[-1] += [w for w in words_of(text, lines, k, k + 1) if w.start >= start.end]
    number = re.match(r"\s*", text[lines[start.line].start : start.end])
    begin = lines[start.line].start + (number.end() if number else 0)
    kept = tuple(tuple(s) for s in stretches if s)
    return FlatRow(begin, start.end, kept, start.line, own[-1] + 1 if own else start.line + 1, group)

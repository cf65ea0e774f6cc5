"""Flattened tables of figures: name, unit and a run of figures on a line or a few, with or without a number of their own.

Cells of figures share a line as a rule, and lower rows ("- Đô thị") have no number, so that rows are told by their figures: a row
ends where its figures end. How many columns of figures there are shows in the rows themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.layout.records import Line, Table
from ingest.layout.tables.figure_headings import FigureHeader, find_figure_header, value_headings
from ingest.layout.tables.grid import RawCell, RawRow, build_table
from ingest.layout.tables.headers import Word, words_of
from ingest.layout.tables.roles import column_words
from vietnamese.text import fold, normal

_VALUE = re.compile(r"^[~≈<>≥≤±+-]*\d[\d.,]*(?:[-–]\d[\d.,]*)?%?$")
_DASH = re.compile(r"^[-–—]$")
_SIGN = re.compile(r"^(?:[~≈<>≥≤±]|Trên|Dưới|Khoảng)$")
_ORDINAL = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}(?:\.\d{1,2})?|[A-HĐ]|[a-zđ])\)?[.)/]?$")
_MARK = re.compile(r"^(?:[-–+*•]|Trong$)")
"""What a row without a number begins with: a dash, "Trong đó"."""
_VERDICT = re.compile(r"(?i)^(?:không đạt|chưa đạt|vượt|đạt|tăng|giảm)")
_STOP = re.compile(
    r"^\s*(?:PHỤ LỤC|Phụ lục|NƠI NHẬN|Nơi nhận|TM\.|T/M|KT\.|TL\.|T/L|TUQ\.|CHỦ TỊCH|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|BỘ TRƯỞNG"
    r"|DANH MỤC\b|BIỂU\b|Biểu số|Ghi chú:|Nguồn:)"
)
_PAGE = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
_DOUBT = "Không chắc cột: bảng bị tách dòng, hàng có ít số hơn số cột"
_LONGEST_NAME = 60
_FEWEST_ROWS = 2


@dataclass(slots=True)
class _Record:
    """A row on its way: its words, and where its own number ends and its figures begin and end (indexes of `words`)."""

    ordinal: Word | None
    words: list[Word] = field(default_factory=list)
    figures: tuple[int, int] = (0, 0)

    @property
    def complete(self) -> bool:
        return self.figures[1] > self.figures[0]


def find_figure_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Every flattened table of indicators; `lines` are those of no other table."""
    shown = [line for line in lines if text[line.start : line.end].strip()]
    tables: list[Table] = []
    position = 0
    while position < len(shown):
        header = find_figure_header(text, shown, position)
        found = _table(text, shown, header) if header is not None else None
        if found is None:
            position += 1
        else:
            tables.append(found[0])
            position = found[1]
    return tables


def _table(text: str, lines: Sequence[Line], header: FigureHeader) -> tuple[Table, int] | None:
    records, last = _records(text, lines, header)
    rows = [record for record in records if record.complete]
    counts = Counter(len(_values(record)) for record in rows)
    if len(rows) < _FEWEST_ROWS or not counts:
        return None
    width = max(counts, key=lambda count: (counts[count] * count, count))
    if width < 2 and "unit" not in header.roles:
        return None
    headings = value_headings(header, width)
    columns = ("STT", header.name, *([header.unit] if header.unit else []), *headings, *([header.rest] if header.rest else []))
    raw = [_row(record, width, header, lines) for record in records]
    table = build_table(text, columns, raw, "flattened", lines[header.first].start, lines[last - 1].end)
    return (table, last) if len(table.rows) >= _FEWEST_ROWS else None


def _records(text: str, lines: Sequence[Line], header: FigureHeader) -> tuple[list[_Record], int]:
    """The rows below a header, and the line after the last that has figures."""
    records: list[_Record] = []
    last = position = header.last
    while position < len(lines) and not _STOP.match(text[lines[position].start : lines[position].end]):
        again = find_figure_header(text, lines, position)
        if again is not None:
            if again.keys != header.keys:
                break
            position = again.last
            continue
        words = words_of(text, lines, position, position + 1)
        if words and not _is_page_number(text, lines, position, records):
            if _begins(words, records, lines[position + 1] if position + 1 < len(lines) else None, text):
                ordinal = words[0] if _ORDINAL.match(words[0].text) else None
                records.append(_Record(ordinal))
                words = words[1:] if ordinal is not None else words
            if not records or len(records[-1].words) > _LONGEST_NAME:
                break
            records[-1].words += words
            _measure(records[-1])
        position += 1
        last = position if records and records[-1].complete else last
    while records and records[-1].words and records[-1].words[0].line >= last:
        records.pop()
    return _without_tails(records), max(last, header.last + 1)


def _is_page_number(text: str, lines: Sequence[Line], position: int, records: Sequence[_Record]) -> bool:
    """A lone number at a page's edge."""
    if not _PAGE.match(text[lines[position].start : lines[position].end]):
        return False
    number = text[lines[position].start : lines[position].end].strip(" -–\r")
    edges = [position - 1, position + 1]
    return any(0 <= e < len(lines) and lines[e].page != lines[position].page for e in edges) and number in {
        str(lines[position].page), str(lines[position].page - 1),
    }  # fmt: skip


def _begins(words: Sequence[Word], records: Sequence[_Record], following: Line | None, text: str) -> bool:
    """Whether a line begins a row: the row before has its figures, or is a heading, and the line opens with a number or a name."""
    if not records:
        return True
    first = words[0].text
    lone = len(words) == 1
    after = text[following.start : following.end].lstrip() if following is not None else ""
    named = (not lone and _opens_name(words[1].text)) or (lone and _opens_name(after))
    if _ORDINAL.match(first) and named and (not first[:1].isdigit() or _follows(first, records)):
        return True
    if not records[-1].complete:
        return _MARK.match(first) is not None and len(words) > 1 and (not records[-1].words or records[-1].ordinal is None)
    if _is_figure(words, 0) or _VERDICT.match(" ".join(w.text for w in words)):
        return False
    return first[:1].isupper() or _MARK.match(first) is not None


def _opens_name(text: str) -> bool:
    return text[:1].isupper() or text[:1] in '"“('


def _follows(ordinal: str, records: Sequence[_Record]) -> bool:
    """Whether a number can be the next row's: it counts on from a number above, or begins at 1."""
    number = [int(n) for n in re.findall(r"\d+", ordinal)]
    for record in reversed(records):
        if record.ordinal is not None and record.ordinal.text[:1].isdigit():
            before = [int(n) for n in re.findall(r"\d+", record.ordinal.text)]
            return number in ([*before[:-1], before[-1] + 1], [*before, 1], [before[0] + 1]) or number == [1]
    return number[-1] == 1 or len(records) < 2


def _is_figure(words: Sequence[Word], index: int) -> bool:
    text = words[index].text
    if _SIGN.match(text):
        return index + 1 < len(words) and _VALUE.match(words[index + 1].text) is not None
    if _DASH.match(text):
        return index > 0 or len(words) == 1 or _is_figure(words, 1)
    return _VALUE.match(text) is not None


def _measure(record: _Record) -> None:
    """Where the figures of a row begin and end: behind its unit, else the last run of figures that its words end with."""
    words = record.words
    unit = unit_at(words)
    begin = unit[1] if unit is not None else next((k for k in range(1, len(words)) if _run(words, k) - k > 1), None)
    if begin is None and len(words) > 1 and _is_figure(words, len(words) - 1):
        begin = len(words) - 1
    record.figures = (begin, _run(words, begin)) if begin is not None else (0, 0)


def _run(words: Sequence[Word], start: int) -> int:
    """The end of a run of figures; a verdict among them belongs to it."""
    end = start
    while end < len(words) and (_is_figure(words, end) or (end > start and _verdict_words(words, end))):
        end += _verdict_words(words, end) or 1
    return end


def _verdict_words(words: Sequence[Word], index: int) -> int:
    """How many words a verdict standing between figures takes: `Vượt`, `Không đạt`."""
    for count in (2, 1):
        phrase = normal(" ".join(w.text for w in words[index : index + count])).lower()
        if phrase in {"không đạt", "chưa đạt"} or (count == 1 and phrase in {"vượt", "đạt"}):
            return count
    return 0


def unit_at(words: Sequence[Word]) -> tuple[int, int] | None:
    """The words of a row's unit as (first, end): of the known units before a figure the one with most figures behind it, the longest."""
    units = column_words().units
    keys = [fold(normal(w.text)).strip("()") for w in words]
    best: tuple[int, int, int] | None = None
    for start in range(1, len(words)):
        for end in range(start + 1, min(start + 6, len(words))):
            key = " ".join(keys[start:end])
            if _is_figure(words, end) and (key in units or key.partition("/")[0] in units):
                worth = _run(words, end) - end
                if best is None or worth > best[0] or (worth == best[0] and start == best[1]):
                    best = (worth, start, end)
    return best[1:] if best is not None else None


def _without_tails(records: Sequence[_Record]) -> list[_Record]:
    """Words behind a row's figures (an agency, a note) that looked like a row: put to the row that they end."""
    kept: list[_Record] = []
    for record in records:
        marked = record.ordinal is not None or (bool(record.words) and _MARK.match(record.words[0].text) is not None)
        if kept and not record.complete and not marked and kept[-1].complete:
            kept[-1].words += record.words
        else:
            kept.append(record)
    return kept


def _values(record: _Record) -> list[tuple[int, int]]:
    """The figures of a row as runs of words, in order."""
    begin, end = record.figures
    found: list[tuple[int, int]] = []
    index = begin
    while index < end:
        count = _verdict_words(record.words, index) or (2 if _SIGN.match(record.words[index].text) else 1)
        found.append((index, min(index + count, end)))
        index += count
    return found


def _row(record: _Record, width: int, header: FigureHeader, lines: Sequence[Line]) -> RawRow:
    words = record.words
    start = record.ordinal.start if record.ordinal is not None else words[0].start
    page = lines[record.ordinal.line if record.ordinal is not None else words[0].line].page
    total = 2 + bool(header.unit) + width + bool(header.rest)
    cells: list[RawCell | None] = [None] * total
    if record.ordinal is not None:
        cells[0] = RawCell(((record.ordinal.start, record.ordinal.end),), record.ordinal.text)
    end = max([w.end for w in words], default=record.ordinal.end if record.ordinal is not None else start)
    if not record.complete:
        cells[1] = _cell(words, 0, len(words))
        return RawRow(cells, start, end, page)
    unit = unit_at(words) if header.unit else None
    name_end = unit[0] if unit is not None else record.figures[0]
    cells[1] = _cell(words, 0, name_end)
    if unit is not None:
        cells[2] = _cell(words, *unit)
    values = _ranges(record, _values(record), width)
    for place, (first, last) in enumerate(values[:width], 2 + bool(header.unit)):
        cell = _cell(words, first, last)
        if cell is not None and len(values) < width:
            cell.doubt = _DOUBT
        cells[place] = cell
    if header.rest:
        cells[-1] = _cell(words, values[width][0] if len(values) > width else record.figures[1], len(words))
    return RawRow(cells, start, end, page)


def _ranges(record: _Record, values: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Figures on both sides of a dash are one range ("6 - 8") where the row has more figures than columns."""
    while len(values) > width:
        place = next(
            (
                k
                for k in range(1, len(values) - 1)
                if _DASH.match(record.words[values[k][0]].text)
                and all(_VALUE.match(record.words[values[n][0]].text) for n in (k - 1, k + 1))
            ),
            None,
        )
        if place is None:
            return values
        values = [*values[: place - 1], (values[place - 1][0], values[place + 1][1]), *values[place + 2 :]]
    return values


def _cell(words: Sequence[Word], first: int, end: int) -> RawCell | None:
    """The words as a cell, one span for each line."""
    if end <= first:
        return None
    spans: list[tuple[int, int]] = []
    line = -1
    for word in words[first:end]:
        if word.line == line:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
            line = word.line
    return RawCell(tuple(spans), " ".join(w.text for w in words[first:end]))

"""A grid of raw cells -> a `Table`: header rows, group rows, rows that go on after a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.layout.reading import read_spans
from ingest.layout.records import Cell, Row, Table
from ingest.layout.tables.roles import heading_key, role_of, roles
from vietnamese.text import squeeze

Origin = Literal["cells", "pipes", "tabs", "flattened"]
Spans = tuple[tuple[int, int], ...]

_ORDINAL = re.compile(r"^[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}(?:\.\d{1,3})*|[A-ZĐa-zđ])[.)\]/]*$")
_NUMBERING = re.compile(r"^[(\[]?(?:\d{1,2}|[A-Za-z]|\d{1,2}\s?[=+x:]\s?.*)[)\]]?$")
_DEPTHS = (
    re.compile(r"^[A-HĐ]$"),
    re.compile(r"^[IVXLC]+$"),
    re.compile(r"^[IVXLC]+\.\d+$"),
    re.compile(r"^\d+$"),
    re.compile(r"^\d+\.\d+"),
    re.compile(r"^[a-zđ]$"),
)


@dataclass(slots=True)
class RawCell:
    """A cell before it is read. `text` is squeezed; `carried` cells belong to a merged cell that began further up."""

    spans: Spans
    text: str
    carried: bool = False
    doubt: str | None = None


@dataclass(slots=True)
class RawRow:
    """One printed row; a cell is None where nothing stands. `breaks`: a page or a repeated header came before it."""

    cells: list[RawCell | None]
    start: int
    end: int
    page: int
    breaks: bool = False
    wide: frozenset[int] = field(default_factory=frozenset)
    """Columns whose cell spans further columns to the right (headings of two levels)."""


def raw_cell(text: str, start: int, end: int) -> RawCell | None:
    """The cell of one raw stretch, None where only blanks and marks stand in it."""
    reading = read_spans(text, ((start, end),))
    return RawCell(((start, end),), squeeze(reading.text)) if reading.text.strip() else None


def apart(text: str, end: int, start: int) -> bool:
    """Whether a blank line, a page's end or a page number lies between two stretches."""
    between = text[end:start]
    return between.count("\n") > 1 or "\f" in between


def texts(row: RawRow) -> list[str]:
    return ["" if cell is None else cell.text for cell in row.cells]


def is_ordinal(text: str) -> bool:
    """Whether a cell is a row's own number: `3`, `(3)`, `II.1`, `a`."""
    return bool(_ORDINAL.match(text.strip()))


def is_numbering(row: RawRow) -> bool:
    """A row that only numbers the columns: (1) (2) (3), A B 1 2 3."""
    shown = [text for text in texts(row) if text]
    if len(shown) < 3 or len(shown) < len(row.cells) - 1 or not all(_NUMBERING.match(text) for text in shown):
        return False
    numbers = [int(m.group()) for text in shown if (m := re.match(r"\d+", text.strip("([")))]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def _looks_like_header(row: RawRow) -> int:
    """How many cells of a row are headings with a role."""
    return sum(1 for text in texts(row) if text and len(text) <= 90 and role_of(text) is not None)


def header_rows(rows: Sequence[RawRow]) -> int:
    """How many of the first rows are header; 0 where the table has none."""
    if not rows or _looks_like_header(rows[0]) < 2 or (is_ordinal(texts(rows[0])[0]) and texts(rows[0])[0] != "0"):
        return 0
    count = 1
    while count < min(len(rows), 4) and _continues_header(rows[count], rows[0]):
        count += 1
    if count < len(rows) and is_numbering(rows[count]):
        count += 1
    return count


def _continues_header(row: RawRow, first: RawRow) -> bool:
    """A further header line: its first column goes on from above, and what it says stands under merged headings."""
    if is_numbering(row):
        return False
    head = row.cells[0]
    if head is not None and not head.carried:
        return False
    fresh = [k for k, cell in enumerate(row.cells) if cell is not None and not cell.carried]
    if not fresh:
        return True
    if _goes_on_below(row, first, fresh):
        return True
    above = texts(first)
    under = [k for k in fresh if not above[k] or k in first.wide or (k + 1 < len(above) and not above[k + 1])]
    return len(under) == len(fresh) and all(len(row.cells[k].text) <= 90 for k in fresh if row.cells[k] is not None)  # type: ignore[union-attr]


def _goes_on_below(row: RawRow, first: RawRow, fresh: Sequence[int]) -> bool:
    """Whether all that a row says ends the words of the headings above it ("Tổng mức đầu" / "tư (triệu đồng)")."""
    above, line = texts(first), texts(row)
    return all(above[k] and above[k][-1].isalpha() and line[k][0].islower() and len(line[k]) <= 40 for k in fresh)


def column_headings(rows: Sequence[RawRow]) -> tuple[str, ...]:
    """Headings of each column, levels joined from top to bottom; a merged heading stands over the columns that it spans."""
    levels = [_spread(row, rows[k + 1 :]) for k, row in enumerate(rows) if not is_numbering(row)]
    width = max(len(level) for level in levels)
    columns = []
    for k in range(width):
        parts: list[str] = []
        for level in levels:
            if k >= len(level) or not level[k] or (parts and level[k] == parts[-1]):
                continue
            if parts and level[k][0].islower():
                parts[-1] = f"{parts[-1]} {level[k]}"
            else:
                parts.append(level[k])
        columns.append(" / ".join(parts))
    return tuple(columns)


def _spread(row: RawRow, below: Sequence[RawRow]) -> list[str]:
    """A header line with merged headings repeated over the columns that they span, judged by the lines below it."""
    line = ["" if cell is None or cell.carried else cell.text for cell in row.cells]
    for k in range(1, len(line)):
        if line[k] or row.cells[k] is not None:
            continue
        if any(k < len(lower.cells) and lower.cells[k] is not None for lower in below) and line[k - 1]:
            line[k] = line[k - 1]
    return line


def same_header(row: RawRow, header: RawRow) -> bool:
    """Whether a row repeats the header's first line, as at the head of a new page."""
    here, there = [heading_key(t) for t in texts(row)], [heading_key(t) for t in texts(header)]
    if [t for t in here if t] == [t for t in there if t]:
        return True
    shown = [(a, b) for a, b in zip(here, there, strict=False) if a or b]
    return len(shown) >= 3 and sum(a == b for a, b in shown) >= len(shown) - 1 and sum(1 for a, b in shown if a and a == b) >= 2


def without_repeats(rows: Sequence[RawRow], header: Sequence[RawRow]) -> Iterator[RawRow]:
    """Data rows: repeated headers and rows that only number the columns are left out, the row after them is marked."""
    broken, position = False, 0
    while position < len(rows):
        row = rows[position]
        if header and same_header(row, header[0]):
            matched = 1
            while (
                matched < len(header)
                and position + matched < len(rows)
                and texts(rows[position + matched]) == texts(header[matched])
            ):
                matched += 1
            position, broken = position + matched, True
            continue
        position += 1
        if is_numbering(row):
            continue
        row.breaks = row.breaks or broken
        broken = False
        yield row


def _name_column(columns: Sequence[str]) -> int:
    """The column that says what a row is about."""
    found = roles(columns)
    for role in ("task", "project", "indicator"):
        if role in found:
            return found.index(role)
    return 1 if len(columns) > 1 else 0


def _continues(row: RawRow, name: int, ordinals: bool) -> bool:
    """Whether a row after a page break goes on with the row before it."""
    line = texts(row)
    if ordinals and line[0]:
        return False
    head = line[name] if name < len(line) else ""
    if head:
        return head[:1].islower() and not is_ordinal(head.split(" ", 1)[0])
    return any(line)


def _merge(above: RawRow, below: RawRow) -> None:
    """Puts the cells of a continued row to those of the row that it continues."""
    for k, cell in enumerate(below.cells):
        if cell is None:
            continue
        other = above.cells[k] if k < len(above.cells) else None
        if other is None or other.spans == cell.spans:
            above.cells[k] = cell
        elif not cell.carried:
            above.cells[k] = RawCell(
                other.spans + cell.spans, squeeze(f"{other.text} {cell.text}"), other.carried, other.doubt or cell.doubt
            )
    above.end = max(above.end, below.end)


def join_rows(rows: Sequence[RawRow], columns: Sequence[str]) -> list[RawRow]:
    """Rows that go on after a page joined; rows whose number and name are one merged cell joined too."""
    name = _name_column(columns)
    ordinals = bool(columns) and role_of(columns[0]) == "ordinal"
    joined: list[RawRow] = []
    for row in rows:
        if not any(texts(row)):
            continue
        if (joined and row.breaks and _continues(row, name, ordinals)) or (
            joined and ordinals and _shares_name(joined[-1], row, name)
        ):
            _merge(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _shares_name(above: RawRow, row: RawRow, name: int) -> bool:
    """Whether both rows stand beside one merged cell of number and name."""
    if name >= len(row.cells) or name >= len(above.cells):
        return False
    first, second, mine, its = above.cells[0], above.cells[name], row.cells[0], row.cells[name]
    if first is None or second is None or mine is None or its is None:
        return False
    return mine.carried and its.carried and mine.spans == first.spans and its.spans == second.spans


def ordinal_depth(ordinal: str) -> int:
    """How deep an ordinal stands: A above I above I.1 above 1 above 1.1 above a."""
    bare = ordinal.strip(" .()[]/")
    return next((depth for depth, pattern in enumerate(_DEPTHS) if pattern.match(bare)), len(_DEPTHS))


def is_group(row: RawRow, columns: Sequence[str]) -> bool:
    """Whether a row is a heading inside the table: it names, and every other column is empty or one cell spans them."""
    line = texts(row)
    shown = [k for k, text in enumerate(line) if text]
    if not shown or len(columns) < 3 or len({cell.spans for k in shown if (cell := row.cells[k]) is not None}) > 2:
        return False
    spans = {row.cells[k].spans: line[k] for k in shown}  # type: ignore[union-attr]
    values = list(spans.values())
    name = _name_column(columns)
    if len(values) == 1:
        return 0 in row.wide or (shown[0] <= name and len(values[0]) < 250 and not is_ordinal(values[0]))
    return is_ordinal(values[0]) and shown[0] == 0 and (max(shown) <= max(1, name) or bool(row.wide))


def _group_label(row: RawRow) -> tuple[str, str]:
    values: list[str] = []
    for text in texts(row):
        if text and text not in values:
            values.append(text)
    if len(values) == 1:
        first, _, rest = values[0].partition(" ")
        return (
            (first, rest)
            if rest and is_ordinal(first) and (len(first.strip(".()")) > 1 or first[-1] in ".)/" or first.isupper())
            else ("", values[0])
        )
    return values[0], " ".join(values[1:])


def build_table(text: str, columns: tuple[str, ...], rows: Sequence[RawRow], origin: Origin, start: int, end: int) -> Table:
    """The finished table: group rows carried down, cells read."""
    built: list[Row] = []
    groups: list[tuple[int, str]] = []
    followed = [not is_group(row, columns) or _heads(rows, k) for k, row in enumerate(rows)]
    for row, heads in zip(rows, followed, strict=True):
        if is_group(row, columns) and heads:
            ordinal, label = _group_label(row)
            depth = ordinal_depth(ordinal) if ordinal else 0
            groups = [(d, g) for d, g in groups if d < depth and not _other_branch(g, ordinal)]
            groups.append((depth, squeeze(f"{ordinal} {label}")))
            continue
        cells = tuple(None if cell is None else finished(text, cell) for cell in row.cells[: len(columns)])
        padded = cells + (None,) * (len(columns) - len(cells))
        built.append(Row(padded, tuple(label for _, label in groups), row.start, row.end, row.page))
    return Table(columns, tuple(built), start, end, origin)


def _other_branch(group: str, ordinal: str) -> bool:
    """Whether a group `II ...` cannot stand over `III.2`: the line between is lost."""
    upper, _, lower = ordinal.strip("()").partition(".")
    return bool(lower.strip(".")) and group.split(" ", 1)[0].strip(".()") != upper


def _heads(rows: Sequence[RawRow], position: int) -> bool:
    """A group row has rows under it; the last row of a table or an unfilled row among filled ones (`3` between `2` and `4`) has none."""
    ordinal = texts(rows[position])[0]
    if position + 1 >= len(rows):
        return False
    if not re.fullmatch(r"[(\[]?\d+[.)\]]*", ordinal):
        return True
    following = texts(rows[position + 1])[0]
    number, after = int(re.sub(r"\D", "", ordinal)), re.sub(r"\D", "", following)
    return not (re.fullmatch(r"[(\[]?\d+[.)\]]*", following) and after and int(after) == number + 1)


def finished(text: str, cell: RawCell) -> Cell:
    """A raw cell as a record."""
    reading = read_spans(text, list(cell.spans))
    return Cell(reading, min(s for s, _ in cell.spans), max(e for _, e in cell.spans), cell.doubt)


def assemble(text: str, rows: Sequence[RawRow], origin: Origin, start: int, end: int) -> Table | None:
    """A table of printed rows, None where they hold nothing."""
    count = header_rows(rows)
    header = list(rows[:count])
    columns = column_headings(header) if header else tuple("" for _ in range(max((len(r.cells) for r in rows), default=0)))
    data = join_rows(list(without_repeats(rows[count:], header)), columns)
    if not data or not columns:
        return None
    return build_table(text, columns, data, origin, start, end)


def shifted(table: Table, more: Sequence[Row], end: int) -> Table:
    """A table with the rows of its continuation."""
    return replace(table, rows=table.rows + tuple(more), end=end)

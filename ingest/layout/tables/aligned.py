"""Tables whose columns a PDF reader kept apart by blanks (`pdftotext -layout`): cells are what stands between two gutters.

A gutter is a stretch of character columns, between two headings, that the fewest lines of the page write over. Columns are found
anew below every repetition of the header, for each page shifts them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.records import Line, Table
from ingest.layout.tables.grid import RawCell, RawRow, build_table, is_numbering
from ingest.layout.tables.headers import FIRST_HEADING
from ingest.layout.tables.likeness import begins_cell
from ingest.layout.tables.roles import heading_key, role_of, roles
from ingest.layout.tables.rows import STOP
from vietnamese.text import squeeze

_PIECE = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_WIDE = 3
_NEAR = 4
_ORDINAL = re.compile(r"^[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}(?:\.\d{1,2})?|[A-EĐ])[.)\]/]*$")
_MARK = re.compile(r"^[(\[]?(?:[IVX]{1,5}(?:\.\d{1,2})?|[A-EĐ])[.)\]/]*$")
_PAGE = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
HEAD_LINES = 7
"""Lines that a header may have."""
MERGED = "Ô gộp theo cột: lấy theo dòng trên"


@dataclass(slots=True)
class _Piece:
    """Words that single blanks join: character columns within the line, and their words."""

    left: int
    right: int
    text: str


@dataclass(slots=True)
class _Heading:
    left: int
    right: int
    parts: list[str]


def find_aligned_tables(text: str, lines: Sequence[Line]) -> list[Table]:
    """Every table with a header line of three columns or more that wide gaps part."""
    tables: list[Table] = []
    position = 0
    while position < len(lines):
        head = _head(text, lines, position)
        if head is None:
            position += 1
            continue
        last = _end(text, lines, head[1], head[0])
        table = _table(text, lines, position, last, head[0])
        if table is not None:
            tables.append(table)
        position = last if table is not None else position + 1
    return tables


def _pieces(text: str, line: Line) -> list[_Piece]:
    shown = text[line.start : line.end]
    return [_Piece(m.start(), m.end(), m.group()) for m in _PIECE.finditer(shown)]


def _head(text: str, lines: Sequence[Line], first: int, height: int = HEAD_LINES) -> tuple[list[_Heading], int] | None:
    """The headings of a header that begins on a line, from left to right, and the line after it. `height`: lines at most."""
    top = _pieces(text, lines[first])
    if len(top) < 3 or "\t" in text[lines[first].start : lines[first].end] or not FIRST_HEADING.fullmatch(top[0].text):
        return None
    rows = [top]
    last = first + 1
    while last < len(lines) and last - first < height:
        pieces = _pieces(text, lines[last])
        if not pieces or pieces[0].left <= top[0].right or STOP.match(text[lines[last].start : lines[last].end]):
            break
        rows.append(pieces)
        last += 1
    headings = _headings(rows)
    found = [role_of(" / ".join(h.parts)) for h in headings]
    if len(headings) < 3 or sum(role is not None for role in found) < max(2, len(headings) - 2):
        return None
    return headings, last


def _headings(rows: Sequence[Sequence[_Piece]]) -> list[_Heading]:
    """Pieces over one another are one heading; one over several further down stands over them all."""
    found: list[_Heading] = []
    parents: list[_Piece] = []
    for pieces in reversed(rows):
        for piece in (part for whole in pieces for part in _parted(whole, found)):
            below = [h for h in found if piece.left < h.right and h.left < piece.right]
            if len(below) > 1:
                parents.append(piece)
            elif below:
                below[0].left, below[0].right = min(below[0].left, piece.left), max(below[0].right, piece.right)
                below[0].parts.insert(0, piece.text)
            else:
                found.append(_Heading(piece.left, piece.right, [piece.text]))
    headings = sorted(found, key=lambda h: h.left)
    for heading in headings:
        heading.parts = [" ".join(heading.parts)]
        over = [p.text for p in parents if p.left < heading.right and heading.left < p.right]
        heading.parts = [*over, *heading.parts]
    return headings


def _parted(piece: _Piece, found: Sequence[_Heading]) -> Iterator[_Piece]:
    """A piece cut where a word of it stands right above the beginning of a further heading: two headings with one blank between."""
    begins = {piece.left + m.start() for m in _WORD.finditer(piece.text)}
    over = sorted(h.left for h in found if piece.left < h.right and h.left < piece.right)
    cuts = [left for left in over[1:] if left in begins]
    if len(cuts) < len(over) - 1:
        cuts = []
    for left, right in zip([piece.left, *cuts], [*cuts, piece.right], strict=True):
        shown = piece.text[left - piece.left : right - piece.left].rstrip()
        yield _Piece(left, left + len(shown), shown)


def _end(text: str, lines: Sequence[Line], first: int, headings: Sequence[_Heading]) -> int:
    """The line after the table: before what can only follow it, or running text over all columns after a blank line."""
    right = headings[-1].left
    blank = False
    for position in range(first, len(lines)):
        shown = text[lines[position].start : lines[position].end]
        pieces = _pieces(text, lines[position])
        if not pieces:
            blank = True
            continue
        if STOP.match(shown) or (blank and len(pieces) == 1 and pieces[0].right > right and not _PAGE.match(shown)):
            return position
        blank = False
    return len(lines)


def _table(text: str, lines: Sequence[Line], first: int, last: int, headings: Sequence[_Heading]) -> Table | None:
    columns = tuple(" / ".join(h.parts) for h in headings)
    rows: list[RawRow] = []
    for start, end, own in _stretches(text, lines, first, last, headings):
        _read(text, lines, start, end, own, rows)
    rows = [row for row in rows if any(cell is not None for cell in row.cells[1:]) and not is_numbering(row)]
    if len(rows) < 1:
        return None
    _carry(rows, columns)
    return build_table(text, columns, rows, "flattened", lines[first].start, max(row.end for row in rows))


def _stretches(
    text: str, lines: Sequence[Line], first: int, last: int, headings: Sequence[_Heading]
) -> Iterator[tuple[int, int, Sequence[_Heading]]]:
    """Lines below each repetition of the header, with its headings where they stand there."""
    wanted = [heading_key(" ".join(h.parts)) for h in headings]
    top = _head(text, lines, first)
    height = top[1] - first if top else 1
    heads: list[tuple[int, int, Sequence[_Heading]]] = []
    position = first
    while position < last:
        head = _head(text, lines, position, height)
        same = head is not None and [heading_key(" ".join(h.parts)) for h in head[0]] == wanted
        if head is not None and (same or len(head[0]) == len(wanted)):
            heads.append((position, head[1], head[0]))
            position = head[1]
        else:
            position += 1
    for (_, start, own), following in zip(heads, [*heads[1:], (last, last, headings)], strict=True):
        yield start, following[0], own


def _read(text: str, lines: Sequence[Line], first: int, last: int, headings: Sequence[_Heading], rows: list[RawRow]) -> None:
    """Puts the lines of one stretch to rows; a line without an ordinal goes on with the row above, over a page's end too."""
    shown = [line for line in lines[first:last] if (s := text[line.start : line.end]).strip() and not _PAGE.match(s)]
    edges = _edges(text, shown, headings)
    for line in shown:
        pieces = _pieces(text, line)
        ordinal = pieces[0].text.split(" ", 1)[0] if pieces[0].left < edges[0] else ""
        if _ORDINAL.match(ordinal):
            rows.append(RawRow([None] * len(headings), line.start, line.end, line.page))
            if _MARK.match(ordinal) and len(pieces) <= 2:
                rows[-1].cells[0] = _cell(text, line, pieces[0].left, pieces[0].left + len(ordinal))
                rows[-1].cells[1] = _cell(text, line, pieces[0].left + len(ordinal), line.end - line.start)
                continue
        if not rows:
            continue
        rows[-1].end = line.end
        for column, (left, right) in enumerate(_slices(text, line, edges)):
            _add(rows[-1], column, _cell(text, line, left, right))


def _edges(text: str, lines: Sequence[Line], headings: Sequence[_Heading]) -> list[int]:
    """For each pair of neighbouring headings the character column that parts them: in the widest stretch written over least."""
    width = max((line.end - line.start for line in lines), default=0) + 1
    used = [0] * (width + 1)
    begins: Counter[int] = Counter(heading.left for heading in headings)
    for line in lines:
        pieces = _pieces(text, line)
        if _MARK.match(pieces[0].text.split(" ", 1)[0]) and len(pieces) <= 2:
            continue
        for piece in pieces:
            begins.update(piece.left + m.start() for m in _WORD.finditer(piece.text))
            for k in range(piece.left, piece.right):
                used[k] += piece.text[k - piece.left] != " "
    edges = []
    for before, after in pairwise(headings):
        low, high = before.right, max(before.right + 1, after.left)
        least = min((used[k] if k <= width else 0) for k in range(low, high))
        runs: list[list[int]] = []
        for k in range(low, high):
            if (used[k] if k <= width else 0) > least:
                continue
            if runs and runs[-1][-1] == k - 1:
                runs[-1].append(k)
            else:
                runs.append([k])
        edges.append(max(runs, key=lambda run: (min(len(run), _WIDE) + begins[run[-1] + 1], len(run)))[-1] + 1)
    return edges


def _slices(text: str, line: Line, edges: Sequence[int]) -> list[tuple[int, int]]:
    """The line cut at the edges; where no gap stands at one, at the blank beside it behind which a cell may begin."""
    shown = text[line.start : line.end]
    cuts = [0]
    for edge in edges:
        cut = min(edge, len(shown))
        if 0 < cut < len(shown) and shown[cut - 2 : cut].strip():
            cut = _beside(shown, cut)
        cuts.append(max(cut, cuts[-1]))
    cuts.append(len(shown))
    return list(pairwise(cuts))


def _beside(shown: str, edge: int) -> int:
    """The nearest beginning of a word, those first that a cell may begin with."""
    near = [k for k in range(max(1, edge - _NEAR), min(len(shown), edge + _NEAR + 1)) if shown[k - 1] == " " != shown[k]]
    likely = [k for k in near if begins_cell(" ".join(shown[k:].split(" ", 4)[:4]))]
    return min(likely or near or [edge], key=lambda k: (abs(k - edge), k))


def _cell(text: str, line: Line, left: int, right: int) -> RawCell | None:
    stretch = text[line.start + left : min(line.start + right, line.end)]
    if not stretch.strip():
        return None
    start = line.start + left + len(stretch) - len(stretch.lstrip())
    return RawCell(((start, start + len(stretch.strip())),), squeeze(stretch))


def _add(row: RawRow, column: int, cell: RawCell | None) -> None:
    if cell is None:
        return
    above = row.cells[column]
    row.cells[column] = cell if above is None else RawCell(above.spans + cell.spans, squeeze(f"{above.text} {cell.text}"))


def _carry(rows: Sequence[RawRow], columns: Sequence[str]) -> None:
    """A leader printed once for several rows (a cell merged downwards) leads the rows below, where the row says so."""
    found = roles(columns)
    if "lead" not in found:
        return
    column = found.index("lead")
    above: RawCell | None = None
    for row in rows:
        cell = row.cells[column]
        if cell is None and above is not None and sum(c is not None for c in row.cells) > 2:
            row.cells[column] = RawCell(above.spans, above.text, carried=True, doubt=MERGED)
        elif cell is not None:
            above = cell
        else:
            above = None

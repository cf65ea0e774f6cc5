"""Rows of a task annex as tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.agencies import AgencyLexicon
from graph.extraction import FoundTask, Span
from graph.records import Deadline, NamedDeadline
from ingest.extract.tasks.carried import Carried
from ingest.extract.tasks.context import planned
from ingest.extract.tasks.lists import listed, shared_cell
from ingest.layout.records import Block, Cell, Row, Table
from ingest.layout.tables.roles import heading_key, roles
from vietnamese.deadlines import TimeContext, read_deadline
from vietnamese.letters import UPPER
from vietnamese.text import squeeze

NO_LEAD = "Bảng không ghi cơ quan chủ trì của nhiệm vụ này"
NO_DEADLINE = "Không đọc được thời hạn: {}"
_DUTY = ("lead", "deadline", "product", "coordinate", "authority")
_STRONG_NAME = re.compile(r"nhiem vu|cong viec|giai phap|hoat dong|de an|van ban|chi dao|viec")
_EMPTY = re.compile(r"^[\s\-–—/.*]*$")
_DASH = re.compile(r"^[-–+•]\s*")
_ORDINAL = re.compile(r"^\s*(\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ])\)?)[.)]?\s+(?=[" + UPPER + r"“])")


def is_task_table(table: Table) -> bool:
    """Whether a table hands out work: a column of tasks, and one that says who, by when or what comes of it."""
    found = roles(table.columns)
    if "task" not in found or ({"project", "indicator"} & set(found) and found.index("task") != 1):
        return False
    duties = [role for role in _DUTY if role in found]
    if "lead" in found or len(duties) >= 2:
        return "actual" not in found
    return bool(duties) and bool(_STRONG_NAME.search(heading_key(table.columns[found.index("task")])))


def annex_tasks(
    block: Block, lexicon: AgencyLexicon, context: TimeContext, carried: Carried, title: str | None = None
) -> Iterator[FoundTask]:
    """A task for every row that names one. `title` is the document's."""
    table = block.table
    if table is None or not is_task_table(table):
        return
    reader = _RowReader(table, lexicon, planned(context, (*reversed(block.section), title)))
    for row in table.rows:
        task = reader.task(row, block, carried)
        if task is not None:
            yield task


class _RowReader:
    def __init__(self, table: Table, lexicon: AgencyLexicon, context: TimeContext) -> None:
        self.table, self.lexicon, self.context = table, lexicon, context
        self.roles = roles(table.columns)

    def cell(self, row: Row, role: str) -> Cell | None:
        """The first filled cell of a role."""
        for column, found in zip(row.cells, self.roles, strict=False):
            if found == role and column is not None and not _EMPTY.match(column.reading.text):
                return column
        return None

    def text(self, row: Row, role: str) -> str | None:
        cell = self.cell(row, role)
        return squeeze(cell.reading.text) if cell is not None else None

    def joined(self, row: Row, role: str) -> str | None:
        """What all columns of a role say."""
        texts = [
            squeeze(c.reading.text)
            for c, r in zip(row.cells, self.roles, strict=False)
            if r == role and c and not _EMPTY.match(c.reading.text)
        ]
        return "; ".join(texts) or None

    def task(self, row: Row, block: Block, carried: Carried) -> FoundTask | None:
        name = self.cell(row, "task")
        if name is None:
            return None
        text = squeeze(name.reading.text)
        ordinal = self.text(row, "ordinal")
        printed = _ORDINAL.match(text) if ordinal is None else None
        if printed:
            ordinal, text = printed[1], text[printed.end() :]
        lead, coordinate = self._assignees(row)
        raw = self.joined(row, "deadline")
        reading = read_deadline(raw or "", self.context)
        doubts = self._doubts(row, lead, raw, reading.kind)
        basis = self.cell(row, "basis")
        return FoundTask(
            ordinal=ordinal.rstrip(".") if ordinal else None,
            section=block.section + row.group,
            text=_DASH.sub("", text),
            lead=lead,
            coordinate=coordinate,
            authority=self._authority(row),
            product=self.text(row, "product"),
            deadline_raw=raw,
            deadline=Deadline(reading.kind, reading.start, reading.end),
            deadlines=tuple(NamedDeadline(p.raw, p.kind, p.first, p.last, p.raw) for p in reading.parts),
            cited=carried.by(name.reading) + (carried.all_in(basis.reading) if basis else ()),
            inherited=carried.above(block),
            evidence=Span(row.start, row.end, " | ".join(squeeze(c.reading.text) for c in row.cells if c is not None)),
            doubts=doubts,
        )

    def _assignees(self, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        lead_text, coordinate_text = self.joined(row, "lead"), self.joined(row, "coordinate")
        coordinate = listed(coordinate_text, self.lexicon) if coordinate_text else ()
        if lead_text is None:
            return (), coordinate
        if coordinate_text is not None:
            return listed(lead_text, self.lexicon), coordinate
        return shared_cell(lead_text, self.lexicon)

    def _authority(self, row: Row) -> tuple[str, ...]:
        text = self.joined(row, "authority")
        if text is None:
            return ()
        if re.match(r"(?i)\s*theo\b", text):
            return (text,)
        return listed(text, self.lexicon, posts=True)

    def _doubts(self, row: Row, lead: tuple[str, ...], raw: str | None, kind: str) -> tuple[str, ...]:
        found = [cell.doubt for cell in row.cells if cell is not None and cell.doubt]
        if not lead and "lead" in self.roles:
            found.append(NO_LEAD)
        if raw and kind == "none":
            found.append(NO_DEADLINE.format(raw))
        return tuple(dict.fromkeys(found))

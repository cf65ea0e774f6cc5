"""Questions made from the records of a corpus through templates; what is expected is read off the records, never asked of the answerer."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from graph.records import Agency, Document, Finding, Indicator, Project, Relation, Task
from ingest.workspace import Snapshot
from vietnamese.text import fold


@dataclass(frozen=True)
class Asked:
    """A question with the kind and the keys of the items that answer it; `value` where a value must stand in the answer instead."""

    q: str
    kind: str
    items: frozenset[str]
    value: str | None = None
    family: str = ""

    @property
    def held_out(self) -> bool:
        """A third of the questions, by their wording, is kept out of tuning."""
        return zlib.crc32(self.q.encode()) % 3 == 0


def generate(snapshot: Snapshot) -> list[Asked]:
    """All questions of a corpus, in a fixed order, each wording once."""
    documents = {d.key: d for d in snapshot.records(Document)}
    tasks = snapshot.records(Task)
    found = [
        *_lookups(documents),
        *_lineage(documents, snapshot.records(Relation)),
        *_changes(documents, snapshot.records(Relation)),
        *_agency_tasks(tasks, snapshot.records(Agency)),
        *_implementing(documents, tasks),
        *_months(tasks),
        *_projects(snapshot.records(Project)),
        *_indicators(snapshot.records(Indicator)),
        *_findings(snapshot.records(Finding)),
    ]
    return list({asked.q: asked for asked in found}.values())


def _wordings(family: str, kind: str, items: frozenset[str], *questions: str, value: str | None = None) -> Iterator[Asked]:
    """Each wording as it is, and the first one without diacritics."""
    for question in (*questions, fold(questions[0])):
        yield Asked(question, kind, items, value, family)


def _single(documents: dict[str, Document]) -> list[Document]:
    """Numbered documents whose number is theirs alone."""
    numbers = [d.number for d in documents.values()]
    return [d for d in documents.values() if d.number and d.type and numbers.count(d.number) == 1]


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day):02d}/{int(month) if int(month) > 2 else month}/{year}"


def _lookups(documents: dict[str, Document]) -> Iterator[Asked]:
    for d in _single(documents):
        if d.date:
            questions = (f"{d.type} {d.number} ban hành ngày nào?", f"{d.number} ngày mấy", f"{d.type} số {d.number} về việc gì?")
            yield from _wordings("lookup", "documents", frozenset({d.key}), *questions, value=_day(d.date))


CARRY = ("implements", "continues", "details", "based_on")


def _closure(relations: list[Relation], documents: dict[str, Document], key: str, down: bool) -> frozenset[str]:
    """Everything that a document carries out, or that carries it out, over any number of steps; reports carry nothing out."""
    found: set[str] = set()
    open_ = [key]
    while open_:
        here = open_.pop()
        for r in relations:
            if r.type not in CARRY or r.planned or r.state == "unresolved":
                continue
            start, end = (r.target, r.source) if down else (r.source, r.target)
            if start == here and end != key and end not in found:
                found.add(end)
                open_.append(end)
    return frozenset(k for k in found if k in documents and documents[k].type != "Báo cáo")


def _lineage(documents: dict[str, Document], relations: list[Relation]) -> Iterator[Asked]:
    for d in _single(documents):
        up, down = (_closure(relations, documents, d.key, way) for way in (False, True))
        name = f"{d.type} {d.number}"
        if up and d.type != "Báo cáo":
            yield from _wordings(
                "up",
                "documents",
                up,
                f"{name} thực hiện văn bản nào?",
                f"{d.number} căn cứ gì",
                f"{name} được xây dựng theo văn bản nào?",
            )
        if down:
            yield from _wordings(
                "down",
                "documents",
                down,
                f"Văn bản nào triển khai {name}?",
                f"vb trien khai {d.number}",
                f"{name} được triển khai bằng văn bản nào?",
            )


VERBS = {"replaces": "thay thế", "amends": "sửa đổi", "repeals": "bãi bỏ"}


def _changes(documents: dict[str, Document], relations: list[Relation]) -> Iterator[Asked]:
    for d in _single(documents):
        for kind, verb in VERBS.items():
            by = frozenset(r.source for r in relations if r.type == kind and r.target == d.key)
            of = frozenset(r.target for r in relations if r.type == kind and r.source == d.key)
            if by:
                yield from _wordings(
                    "changed", "documents", by, f"{d.type} {d.number} bị {verb} bởi văn bản nào?", f"văn bản nào {verb} {d.number}"
                )
            if of:
                yield from _wordings("changes", "documents", of, f"{d.type} {d.number} {verb} văn bản nào?")


def _agency_tasks(tasks: list[Task], agencies: list[Agency]) -> Iterator[Asked]:
    for agency in agencies:
        lead = frozenset(t.id for t in tasks if agency.name in t.lead)
        partner = frozenset(t.id for t in tasks if agency.name in t.coordinate)
        name = agency.name
        if lead:
            yield from _wordings(
                "lead",
                "tasks",
                lead,
                f"{name} chủ trì những nhiệm vụ nào?",
                f"{name} được giao việc gì",
                f"danh sách nhiệm vụ giao cho {name}",
            )
        if partner:
            yield from _wordings(
                "partner", "tasks", partner, f"{name} phối hợp trong nhiệm vụ nào?", f"{name} tham gia phối hợp việc gì"
            )


def _implementing(documents: dict[str, Document], tasks: list[Task]) -> Iterator[Asked]:
    for d in _single(documents):
        named = frozenset(t.id for t in tasks if d.key in t.implements)
        chained = [t for t in tasks if t.implements and d.key not in t.implements]
        if named and not any(t.document == d.key for t in chained):
            yield from _wordings(
                "implementing",
                "tasks_at_least",
                named,
                f"Nhiệm vụ nào thực hiện {d.type} {d.number}?",
                f"việc triển khai {d.number}",
            )


def _months(tasks: list[Task]) -> Iterator[Asked]:
    ends = [(t.deadline.end, t.id) for t in tasks if t.deadline.kind == "by" and t.deadline.end]
    for month in sorted({end[:7] for end, _ in ends if end}):
        found = frozenset(i for end, i in ends if end and end.startswith(month))
        year, number = month.split("-")
        yield from _wordings(
            "due",
            "tasks",
            found,
            f"Nhiệm vụ nào phải hoàn thành trong tháng {int(number)}/{year}?",
            f"việc hạn tháng {number}/{year}",
        )


def _projects(projects: list[Project]) -> Iterator[Asked]:
    for limit in (1_000, 5_000, 10_000):
        found = frozenset(p.id for p in projects if (p.investment_million_vnd or 0) > limit * 1000)
        figure = f"{limit:,}".replace(",", ".")
        if found:
            yield from _wordings(
                "size", "projects", found, f"Dự án nào có tổng mức đầu tư trên {figure} tỷ đồng?", f"các dự án vốn hơn {figure} tỷ"
            )


def _indicators(indicators: list[Indicator]) -> Iterator[Asked]:
    for i in indicators:
        if i.period and i.values and "tháng" in i.period and not i.period.startswith("hết"):
            value = next(iter(i.values.values()))
            yield from _wordings(
                "indicator", "indicators", frozenset(), f"{i.name} {i.period} là bao nhiêu?", f"{i.name} {i.period}", value=value
            )


def _findings(findings: list[Finding]) -> Iterator[Asked]:
    for f in findings:
        number = f.keys[0].split("@")[0]
        if f.kind == "conflicting_date":
            yield from _wordings(
                "finding",
                "findings",
                frozenset({f.kind}),
                f"Ngày ban hành {number} có được ghi thống nhất không?",
                f"có chỗ nào ghi sai ngày của {number} không",
            )
        if f.kind == "shared_number":
            yield from _wordings(
                "finding", "findings", frozenset({f.kind}), f"Số {number} có bị trùng không?", f"hai văn bản nào cùng số {number}"
            )

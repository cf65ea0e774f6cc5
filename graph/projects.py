"""Projects of all documents: the same project in two reports is one node with a series of states."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.extraction import FoundProject, Header, SourceExtraction
from graph.records import DocumentKey, Evidence, Project, ProjectReport
from vietnamese.text import fold, normal

_ABBREVIATIONS = (
    ("kcn", "khu công nghiệp"), ("ccn", "cụm công nghiệp"), ("kkt", "khu kinh tế"), ("kđt", "khu đô thị"), ("đtxd", "đầu tư xây dựng"),
    ("gpmb", "giải phóng mặt bằng"), ("tp", "thành phố"), ("ubnd", "ủy ban nhân dân"), ("noxh", "nhà ở xã hội"),
)  # fmt: skip
_EXPANSIONS = tuple((re.compile(rf"(?<!\w){short}(?!\w)\.?"), long) for short, long in _ABBREVIATIONS)
_OPENING = re.compile(
    r"^(?:(?:tiểu dự án|dự án thành phần|dự án|công trình|hạng mục|đầu tư|xây dựng|phát triển|kết cấu|hạ tầng kỹ thuật|"
    r"hạ tầng|tuyến(?=\s+(?:đường|cao tốc|metro)))\s+)+"
)
_CLOSING = re.compile(r",?\s*(?:tại|trên địa bàn|thuộc địa bàn)?\s*(?:thành phố|tỉnh)\s+(?!với )[\wÀ-ỹ ]{3,20}$")
_BRACKETED = re.compile(r"\s*\((?!giai đoạn|khu )[^)]*\)$")
_MARKS = re.compile(r"[^\w]+")
_SLUG = 80


def project_key(name: str) -> str:
    """What two names of one project share: no opening "Dự án đầu tư xây dựng", no case, no marks, abbreviations spelled out."""
    text = normal(name).lower().strip(' .,;"“”')
    for pattern, long in _EXPANSIONS:
        text = pattern.sub(long, text)
    short = _OPENING.sub("", text)
    bare = _CLOSING.sub("", _BRACKETED.sub("", short))
    return _MARKS.sub(" ", fold(bare if len(bare.split()) > 2 else short)).strip()


@dataclass(frozen=True, slots=True)
class _Report:
    document: DocumentKey
    date: str | None
    project: FoundProject
    order: tuple[str, str]


def resolve_projects(
    sources: Sequence[SourceExtraction],
    keys: Mapping[str, DocumentKey],
    province: Callable[[str], str | None] = lambda source: None,
) -> tuple[Project, ...]:
    """One project for each name, as `project_key` compares them, in each province.

    `keys` gives a source's document, `province` the province that its relative names mean. The fields are those of the latest report
    (where it is silent, the one before it), its name that of a table's row before those in prose; reports stand in the order of their dates.
    """
    reports: dict[tuple[str, str], list[_Report]] = defaultdict(list)
    for source in sources:
        document = keys[source.source]
        date = _date(source.extraction.header)
        for project in source.extraction.projects:
            reports[project_key(project.name), province(source.source) or ""].append(
                _Report(document, date, project, (date or "", document))
            )
    shared = {key for key, _ in reports if sum(other == key for other, _ in reports) > 1}
    return tuple(
        sorted((_project(key, place, found, key in shared) for (key, place), found in reports.items()), key=lambda p: p.id)
    )


def _date(header: Header) -> str | None:
    """The day that a report's figures are of: the end of its period, else its own date."""
    if header.period is not None and header.period.end is not None:
        return header.period.end
    return header.date


def _project(key: str, place: str, reports: Sequence[_Report], shared: bool) -> Project:
    ordered = sorted(reports, key=lambda report: report.order)
    latest = ordered[-1]
    found = latest.project

    def told(field: str) -> Iterator[object]:
        return (value for report in reversed(ordered) if (value := getattr(report.project, field)))

    values = {name: next(told(name), None) for name in _FIELDS}
    evidence = Evidence(latest.document, found.evidence.start, found.evidence.end, found.evidence.text)
    return Project(
        id=_id(f"{key} {fold(place)}" if shared else key),
        name=_name(ordered),
        location=found.location or next((r.project.location for r in reversed(ordered) if r.project.location), ()),
        reports=tuple(ProjectReport(r.document, r.date, r.project.progress) for r in _one_each(ordered)),
        evidence=evidence,
        **values,  # type: ignore[arg-type]
    )


def _name(ordered: Sequence[_Report]) -> str:
    """The name of the latest report that lists the project in a table; where only prose names it, the name nearest to all others."""
    listed = [report.project.name for report in ordered if report.project.ordinal]
    if listed:
        return listed[-1]
    names = [report.project.name for report in ordered]
    distinct = [*dict.fromkeys(reversed(names))]
    central = min(distinct, key=lambda name: (max(_apart(name, other) for other in distinct), -names.count(name)))
    return central[0].upper() + central[1:]


def _apart(first: str, second: str) -> float:
    """How much two names differ, 0 for equal ones."""
    return 1 - SequenceMatcher(None, fold(normal(first)), fold(normal(second)), autojunk=False).ratio()


_FIELDS = (
    "ordinal",
    "investment_million_vnd",
    "funding",
    "plan",
    "progress",
    "summary",
    "forecast",
    "recommendation",
    "milestone",
    "owner",
)


def _one_each(ordered: Sequence[_Report]) -> Iterator[_Report]:
    """One report a document: the first that tells a state."""
    by_document: dict[DocumentKey, _Report] = {}
    for report in ordered:
        if report.document not in by_document or by_document[report.document].project.progress is None:
            by_document[report.document] = report
    return iter(by_document.values())


def _id(key: str) -> str:
    """A short name for addresses; a long one is cut and told apart by its hash."""
    slug = key.replace(" ", "-")
    return slug if len(slug) <= _SLUG else f"{slug[: _SLUG - 9]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"

"""What one document's own tables and lists of tasks give rise to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.identity.records import Held
from graph.identity.resolved import Resolved
from graph.queries.wording import day, heading, name, one_each
from graph.records import DocumentKey, Finding, Task

_ASSIGNED = 0.5
"""A list in which fewer tasks than this share name a lead assigns nobody on purpose."""


def said_by_one(resolved: Resolved) -> Iterable[Finding]:
    """The queries that were found in one document alone."""
    for held in resolved.helds:
        for finding in held.extraction.findings:
            evidence = one_each([resolved.evidence(held, span) for span in finding.evidence])
            yield Finding(finding.kind, (resolved.key(held),), finding.message, evidence)


def _by_key(resolved: Resolved) -> Mapping[DocumentKey, Held]:
    return {resolved.key(held): held for held in resolved.helds}


def overdue(resolved: Resolved, tasks: Sequence[Task]) -> Iterable[Finding]:
    """Tasks whose deadline had passed when their document was issued."""
    helds = _by_key(resolved)
    for task in tasks:
        held, end = helds[task.document], task.deadline.end
        issued = held.header.date or held.earliest
        if task.deadline.kind == "by" and end and issued and end < issued and not _goes_on(task, issued):
            document = resolved.described.documents[resolved.found.own[held.index]]
            message = (
                f"Nhiệm vụ {task.ordinal or ''} của {name(document)} có hạn “{task.deadline_raw or day(end)}” (đến {day(end)}), "
                f"trước khi văn bản được ban hành ({_said(held, issued)})."
            ).replace("Nhiệm vụ  ", "Một nhiệm vụ ")
            yield Finding("overdue", (task.document, task.id), message, (task.evidence, heading(resolved, held)))


def _said(held: Held, issued: str) -> str:
    """The date as printed; of a report without one the first day on which it can have been issued."""
    if held.header.date or held.header.date_printed:
        return held.header.date_printed or day(issued)
    return f"không sớm hơn {day(issued)}"


def _goes_on(task: Task, issued: str) -> bool:
    """Whether the deadline's words name the year of issue or a later one as well ("phê duyệt năm 2025, triển khai năm 2026")."""
    return any(year >= issued[:4] for year in re.findall(r"(?<!\d)20\d\d(?!\d)", task.deadline_raw or ""))


def without_lead(resolved: Resolved, tasks: Sequence[Task]) -> Iterable[Finding]:
    """Lists of tasks where most have a lead and some have none."""
    lists: dict[tuple[DocumentKey, tuple[str, ...]], list[Task]] = defaultdict(list)
    for task in tasks:
        lists[task.document, task.section].append(task)
    helds = _by_key(resolved)
    for (key, _), listed in sorted(lists.items()):
        missing = [task for task in listed if not task.lead]
        if missing and len(missing) <= (1 - _ASSIGNED) * len(listed):
            document = resolved.described.documents[resolved.found.own[helds[key].index]]
            ordinals = ", ".join(task.ordinal for task in missing if task.ordinal)
            which = f" ({ordinals})" if ordinals else ""
            message = f"{len(missing)} nhiệm vụ{which} của {name(document)} không ghi cơ quan chủ trì."
            yield Finding("no_lead", (key, *(task.id for task in missing)), message, one_each([task.evidence for task in missing]))

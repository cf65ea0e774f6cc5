"""Dates that disagree and dates that cannot be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.identity.describe import Printing
from graph.identity.numbers import year_of
from graph.identity.records import Held
from graph.identity.resolved import Resolved
from graph.keys import numbered_key
from graph.queries.wording import at, day, heading, name, one_each
from graph.records import Document, Evidence, Finding

_LATER_CARRIES_OUT = frozenset(
    {"implements", "based_on", "amends", "replaces", "repeals", "continues", "reviews", "details", "corrects"}
)


def conflicting(resolved: Resolved) -> Iterable[Finding]:
    """One document that is printed with several dates."""
    for index, entity in resolved.found.entities.items():
        document = resolved.described.documents[index]
        printed = [p for p in resolved.described.printings[index] if p.cited.date and p.cited.number]
        dates = Counter(str(p.cited.date) for p in printed)
        own = resolved.helds[entity.held] if entity.held is not None else None
        if own is not None and own.header.date:
            dates[own.header.date] += 1
        if len(dates) < 2 or document.number is None:
            continue
        ranked = sorted(dates, key=lambda date: (date != document.date, -dates[date], date))
        counted = ", ".join(f"{day(date)} ({dates[date]} lần)" for date in ranked)
        message = f"{name(document)} được ghi nhiều ngày ban hành khác nhau: {counted}. Tạm lấy ngày {day(ranked[0])}."
        keys = (document.key, *(numbered_key(document.number, date) for date in ranked[1:]))
        yield Finding("conflicting_date", keys, message, _by_date(resolved, ranked, printed, own))


def _by_date(resolved: Resolved, ranked: list[str], printed: list[Printing], own: Held | None) -> tuple[Evidence, ...]:
    """For each date the places that print it, the heading first."""
    pieces: list[Evidence] = []
    for date in ranked:
        if own is not None and own.header.date == date:
            pieces.append(heading(resolved, own))
        pieces.extend(at(resolved, printing) for printing in [p for p in printed if p.cited.date == date][:3])
    return one_each(pieces)


def impossible(resolved: Resolved) -> Iterable[Finding]:
    """Citations dated after the document they stand in, and dates of another year than the number's."""
    for index in resolved.found.entities:
        document = resolved.described.documents[index]
        late: dict[tuple[int, str], Printing] = {}
        for printing in resolved.described.printings[index]:
            date = printing.cited.date
            if date and not printing.cited.planned and printing.held.latest is not None and date > printing.held.latest:
                late.setdefault((printing.held.index, date), printing)
        for (_, date), printing in sorted(late.items(), key=lambda item: item[0]):
            own = resolved.key(printing.held)
            issued = _issued(printing.held)
            message = f"{name(document)} được ghi ngày {day(date)}, sau khi văn bản viện dẫn nó được ban hành ({issued})."
            yield Finding(
                "impossible_date", (document.key, own), message, (at(resolved, printing), heading(resolved, printing.held))
            )
        yield from _other_year(resolved, index, document)


def _issued(held: Held) -> str:
    if held.header.date:
        return f"ngày {day(held.header.date)}"
    return held.header.date_printed or f"không muộn hơn ngày {day(str(held.latest))}"


def _other_year(resolved: Resolved, index: int, document: Document) -> Iterable[Finding]:
    year = year_of(document.number) if document.number else None
    wrong = [
        p for p in resolved.described.printings[index] if year and p.cited.date and p.cited.number and int(p.cited.date[:4]) != year
    ]
    if wrong:
        message = f"{name(document)} mang năm {year} trong số hiệu nhưng được ghi ngày {day(str(wrong[0].cited.date))}."
        yield Finding("impossible_date", (document.key,), message, one_each([at(resolved, printing) for printing in wrong]))


def reversed_order(resolved: Resolved) -> Iterable[Finding]:
    """Documents that are said to carry out, amend or follow one that is dated after them."""
    documents = {document.key: document for document in resolved.described.documents.values()}
    pieces: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for held in resolved.helds:
        for relation in held.extraction.relations:
            if relation.source is None or relation.planned or relation.type not in _LATER_CARRIES_OUT:
                continue
            source, target = resolved.target(held, relation.source), resolved.target(held, relation.target)
            if source and target and source != target and _before(documents[source], documents[target]):
                pieces[source, target].append(resolved.evidence(held, relation.evidence))
    for (source, target), evidence in sorted(pieces.items()):
        one, other = documents[source], documents[target]
        message = (
            f"{name(one)} ghi ngày {day(str(one.date))} nhưng được nêu là căn cứ vào hoặc thực hiện {name(other)} ghi ngày "
            f"{day(str(other.date))}, tức là ban hành sau."
        )
        yield Finding("impossible_date", (source, target), message, one_each(evidence))


def _before(source: Document, target: Document) -> bool:
    return bool(source.number and target.number and source.date and target.date and source.date < target.date)

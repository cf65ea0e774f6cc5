"""Two documents for one number, titles and issuers that disagree, one document in several files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.identity.bodies import places_clash, read_body
from graph.identity.describe import Printing
from graph.identity.facets import is_firm
from graph.identity.numbers import restarts_yearly
from graph.identity.resolved import Resolved
from graph.identity.titles import contrary, read_title
from graph.queries.wording import at, day, heading, name, one_each, quoted
from graph.records import Document, Evidence, Finding


def shared_numbers(resolved: Resolved) -> Iterable[Finding]:
    """Numbers that several documents of one place bear; that numbering begins anew each year is no query."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, entity in resolved.found.entities.items():
        if entity.facets:
            blocks[entity.facets[0].folded].append(index)
    for indexes in blocks.values():
        sharing = sorted(_sharing(resolved, indexes), key=lambda index: resolved.described.keys[index])
        if len(sharing) < 2:
            continue
        documents = [resolved.described.documents[index] for index in sharing]
        said = "; ".join(_described(document) for document in documents)
        message = f"Số {documents[0].number} được ghi cho {len(documents)} văn bản khác nhau: {said}."
        evidence = [piece for index in sharing for piece in _places(resolved, index)[:2]]
        yield Finding("shared_number", tuple(document.key for document in documents), message, one_each(evidence))


def _sharing(resolved: Resolved, indexes: list[int]) -> set[int]:
    found: set[int] = set()
    for position, one in enumerate(indexes):
        for other in indexes[position + 1 :]:
            if _confusable(resolved, one, other):
                found |= {one, other}
    return found


def _confusable(resolved: Resolved, one: int, other: int) -> bool:
    """Whether two documents of one number may be taken for each other: of one place, and not of two years of yearly numbering."""
    mine, theirs = resolved.found.entities[one], resolved.found.entities[other]
    if any(places_clash(a.places, b.places) for a in mine.facets for b in theirs.facets):
        return False
    dates = [resolved.described.documents[index].date for index in (one, other)]
    if not restarts_yearly(mine.facets[0].number):
        return all(dates) or mine.held is not None or theirs.held is not None
    return all(dates) and str(dates[0])[:4] == str(dates[1])[:4]


def _described(document: Document) -> str:
    parts = [document.type or "văn bản", f"ngày {day(document.date)}" if document.date else "không ghi ngày"]
    if document.issuer:
        parts.append(f"của {document.issuer}")
    if document.title:
        parts.append(f"về “{document.title}”")
    return " ".join(parts)


def _places(resolved: Resolved, index: int) -> list[Evidence]:
    held = resolved.found.entities[index].held
    own = [heading(resolved, resolved.helds[held])] if held is not None else []
    numbered = [printing for printing in resolved.described.printings[index] if printing.cited.number]
    return own + [at(resolved, printing) for printing in numbered]


def title_mismatches(resolved: Resolved) -> Iterable[Finding]:
    """Documents that are cited with a title that cannot be theirs."""
    for index, entity in resolved.found.entities.items():
        if not entity.facets:
            continue
        document = resolved.described.documents[index]
        own = read_title(document.title)
        printings = [p for p in resolved.described.printings[index] if p.cited.number and p.cited.title and is_firm(p.cited)]
        wrong = [p for p in printings if contrary(own, read_title(p.cited.title))]
        if not wrong:
            continue
        titles = dict.fromkeys([str(document.title), *(str(p.cited.title) for p in wrong)])
        message = f"{name(document)} được ghi với các trích yếu khác nhau: {quoted(titles)}."
        right = [at(resolved, p) for p in printings if p not in wrong and p.cited.title == document.title][:1]
        if entity.held is not None:
            right = [heading(resolved, resolved.helds[entity.held])]
        yield Finding("title_mismatch", (document.key,), message, one_each(right + [at(resolved, p) for p in wrong]))


def issuer_conflicts(resolved: Resolved) -> Iterable[Finding]:
    """Documents that are ascribed to two bodies."""
    for index, entity in resolved.found.entities.items():
        if not entity.facets:
            continue
        document = resolved.described.documents[index]
        first: dict[str, Printing] = {}
        for printing in resolved.described.printings[index]:
            if printing.cited.number and printing.cited.issuer:
                first.setdefault(printing.cited.issuer, printing)
        issuers = list(first)
        own = resolved.helds[entity.held].header.issuer if entity.held is not None else None
        disagreeing = sorted(
            issuer for issuer in issuers if any(_disagree(issuer, other) for other in [*issuers, *([own] if own else [])])
        )
        if disagreeing:
            said = list(dict.fromkeys([*([own] if own else []), *disagreeing]))
            message = f"{name(document)} được ghi là của các cơ quan khác nhau: {quoted(said)}."
            yield Finding(
                "issuer_conflict", (document.key,), message, one_each([at(resolved, first[issuer]) for issuer in disagreeing])
            )


def _disagree(one: str, other: str) -> bool:
    mine, theirs = read_body(one).kinds, read_body(other).kinds
    return bool(mine) and bool(theirs) and not mine & theirs


def duplicates(resolved: Resolved) -> Iterable[Finding]:
    """Documents that were handed in as several files."""
    for held in resolved.helds:
        if len(held.sources) < 2:
            continue
        key = resolved.key(held)
        others = sorted(source.source for source in held.sources[1:])
        document = resolved.described.documents[resolved.found.own[held.index]]
        message = f"{name(document)} có {len(held.sources)} tệp: dùng {held.primary.source}; các tệp khác: {', '.join(others)}."
        yield Finding("duplicate_document", (key,), message, (heading(resolved, held),))

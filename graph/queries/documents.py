"""Two documents for one number, titles and issuers that disagree, one document in several files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.identity.bodies import read_body
from graph.identity.describe import Printing
from graph.identity.facets import is_firm
from graph.identity.numbers import restarts_yearly
from graph.identity.resolved import Resolved
from graph.identity.titles import contrary, miswritten, read_title
from graph.queries.wording import MANY, at, day, heading, name, one_each, quoted
from graph.records import Document, Evidence, Finding


def shared_numbers(resolved: Resolved) -> Iterable[Finding]:
    """Numbers that several documents of one place bear; that numbering begins anew each year is no query."""
    blocks: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for index, entity in resolved.found.entities.items():
        for facet in entity.facets:
            date = resolved.described.documents[index].date
            year = date[:4] if date and restarts_yearly(facet.number) else ""
            for place in facet.places or ("",):
                blocks[facet.folded, place, year].add(index)
    for (_, _, year), indexes in sorted(blocks.items()):
        sharing = sorted(
            (index for index in indexes if _stands_alone(resolved, index)), key=lambda index: resolved.described.keys[index]
        )
        if len(sharing) > 1 and (year or not restarts_yearly(resolved.found.entities[sharing[0]].facets[0].number)):
            yield _shared(resolved, sharing[:MANY])


def _stands_alone(resolved: Resolved, index: int) -> bool:
    """Whether a document is surely another one: it is held or dated; an undated mention may yet turn out to be one of the others."""
    return resolved.found.entities[index].held is not None or resolved.described.documents[index].date is not None


def _shared(resolved: Resolved, sharing: list[int]) -> Finding:
    documents = [resolved.described.documents[index] for index in sharing]
    said = "; ".join(_described(document) for document in documents)
    message = f"Số {documents[0].number} được ghi cho {len(documents)} văn bản khác nhau: {said}."
    evidence = [piece for index in sharing for piece in _places(resolved, index)[:2]]
    return Finding("shared_number", tuple(document.key for document in documents), message, one_each(evidence))


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
    """Documents that are cited with a title that cannot be theirs, or with a word of it written otherwise."""
    for index, entity in resolved.found.entities.items():
        if not entity.facets:
            continue
        document = resolved.described.documents[index]
        own = read_title(document.title)
        printings = [p for p in resolved.described.printings[index] if p.cited.number and p.cited.title and is_firm(p.cited)]
        wrong = [p for p in printings if contrary(own, title := read_title(p.cited.title)) or miswritten(own, title)]
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

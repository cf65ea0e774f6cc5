"""What is known of a document that exists: its number, date, type, title, issuer and names, out of all that is printed of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction import Citation
from graph.identity.dates import choose_date
from graph.identity.identify import Identities
from graph.identity.names import name_title
from graph.identity.numbers import canonical
from graph.identity.records import Entity, Held
from graph.identity.sources import mark_of
from graph.identity.types import family_of
from graph.identity.wording import read_words
from graph.keys import Bearer, assign_keys, names_of, unnumbered_key
from graph.records import Document, DocumentKey
from vietnamese.text import normal, squeeze

_MOST_TITLES = 24
CanonicalIssuer = Callable[[str, str], str | None]
"""(source, issuer as printed there) -> the agency's canonical name, None where it is unknown."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One place where something is printed of a document: the citing document and its citation."""

    held: Held
    cited: Citation


@dataclass(frozen=True, slots=True)
class Described:
    """Documents by entity, their keys, all that is printed of each, and the names by which they are found."""

    documents: dict[int, Document]
    keys: dict[int, DocumentKey]
    printings: dict[int, tuple[Printing, ...]]
    names: tuple[tuple[str, DocumentKey], ...]


def describe(found: Identities, helds: Sequence[Held], agency: CanonicalIssuer) -> Described:
    """Every document of the corpus with its final key."""
    printings = {index: _printings(entity, helds) for index, entity in found.entities.items()}
    drafts = {index: _draft(entity, helds, printings[index], agency) for index, entity in found.entities.items()}
    bearers = {index: _bearer(draft, found.entities[index], helds, printings[index]) for index, draft in drafts.items()}
    order = sorted(bearers)
    keys = dict(zip(order, assign_keys([bearers[index] for index in order]), strict=True))
    documents = {index: _keyed(draft, keys[index]) for index, draft in drafts.items()}
    names = [
        (name, keys[index]) for index in order for name in _names(found.entities[index], documents[index], helds, printings[index])
    ]
    return Described(documents, keys, printings, tuple(names))


def _printings(entity: Entity, helds: Sequence[Held]) -> tuple[Printing, ...]:
    places = {(facet.held, mention) for facet in entity.facets for mention in facet.mentions}
    places |= {(name.held, mention) for name in entity.names for mention in name.mentions}
    return tuple(Printing(helds[held], helds[held].extraction.citations[mention]) for held, mention in sorted(places))


def _draft(entity: Entity, helds: Sequence[Held], printings: Sequence[Printing], agency: CanonicalIssuer) -> Document:
    held = helds[entity.held] if entity.held is not None else None
    number, date = printed_number(entity), key_date(entity, helds)
    type, title, issuer = (_said(held, name, printings) for name in ("type", "title", "issuer"))
    if held is None:
        type = _commonest(p.cited.type for p in printings if _types(p.cited, number)) or type
    full = _canonical_issuer(held, printings, issuer, agency)
    aliases = _aliases(printings, number, title)
    if held is None:
        return Document("", number, date, None, type, full, title, None, False, None, aliases=aliases)
    header, primary = held.header, held.primary
    return Document(
        "",
        number,
        date,
        header.date_printed,
        type,
        full,
        title,
        header.period,
        True,
        primary.source,
        tuple(sorted({source.source for source in held.sources})),
        header.signer,
        header.signer_role,
        header.recipients,
        aliases,
    )


def _types(citation: Citation, number: str | None) -> bool:
    return bool(citation.type) and (not number or family_of(citation.type, number) is not None)


def printed_number(entity: Entity) -> str | None:
    """The number in the letter case of the code table, else as most mentions print it."""
    counts: Counter[str] = Counter()
    for facet in entity.facets:
        counts[canonical(facet.number)] += 1000 if facet.own else len(facet.mentions)
    return min(counts, key=lambda number: (-counts[number], number), default=None)


def key_date(entity: Entity, helds: Sequence[Held]) -> str | None:
    """The date that the contract chooses out of all that are printed of a document."""
    printed = []
    for facet in entity.facets:
        if facet.date:
            printed.extend([(facet.date, facet.held, facet.sound)] * max(1, len(facet.mentions)))
    if entity.facets and (printed or not entity.names):
        return choose_date(printed)
    if entity.held is not None:
        return helds[entity.held].header.date
    return choose_date((name.date, name.held, True) for name in entity.names if name.date)


def _said(held: Held | None, field: str, printings: Sequence[Printing]) -> str | None:
    """What a document says of itself, else what most of those that cite it print."""
    own = getattr(held.header, field) if held is not None else None
    if own:
        return squeeze(str(own))
    if field == "title":
        return _shared_title(_title(p.cited) for p in printings)
    return _commonest(getattr(p.cited, field) for p in printings)


def _title(citation: Citation) -> str | None:
    return citation.title if citation.number else name_title(citation) or citation.bare


@lru_cache(maxsize=262144)
def clean(text: str) -> str:
    """Readable text in one spelling: one tone style, single blanks."""
    return squeeze(normal(text))


def _commonest(values: Iterable[str | None]) -> str | None:
    """The value that is printed most; of equals the first by letters."""
    counts: Counter[str] = Counter()
    for value, count in Counter(value for value in values if value and value.strip()).items():
        counts[clean(value)] += count
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _shared_title(values: Iterable[str | None]) -> str | None:
    """The title on which most printings agree: each cuts it where it likes, or runs on into its own sentence; of equals the one of most
    words, whole to the last letter, so that a letter too many ("đột phát" for "đột phá") makes none longer."""
    counts = Counter(clean(value) for value in values if value and value.strip())
    titles = sorted(counts, key=lambda title: (-counts[title], -len(title), title))[:_MOST_TITLES]
    words = {title: Counter(read_words(title)) for title in titles}

    def support(title: str) -> tuple[float, int, int]:
        agreed = sum(counts[other] * _overlap(words[title], words[other]) for other in titles)
        return -round(agreed, 6), -counts[title], -len(title.split())

    supports = {title: support(title) for title in titles}
    best = min(supports.values(), default=None)
    equal = [title for title in titles if supports[title] == best]
    return min((t for t in equal if not any(o != t and o.startswith(t) for o in equal)), default=None)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / (one | other).total() if one and other else float(one == other)


def _canonical_issuer(held: Held | None, printings: Sequence[Printing], issuer: str | None, agency: CanonicalIssuer) -> str | None:
    if issuer is None:
        return None
    if held is not None and held.header.issuer:
        return agency(held.primary.source, issuer) or issuer
    full = _commonest(agency(p.held.primary.source, p.cited.issuer) for p in printings if p.cited.issuer)
    return full or issuer


def _aliases(printings: Sequence[Printing], number: str | None, title: str | None) -> tuple[str, ...]:
    """The names given to a document, and for a numbered one the unnumbered names that mean it."""
    names = {clean(alias) for p in printings for alias in p.cited.aliases}
    for printing in printings:
        cited = printing.cited
        if (
            not cited.number
            and cited.form != "back"
            and (name_title(cited) or cited.bare)
            and (number or name_title(cited) != title)
        ):
            names.add(full_name(cited))
    return tuple(sorted(name for name in names if name))


def full_name(cited: Citation) -> str:
    """The name of an unnumbered citation: as printed where that holds its title, else put together of type, issuer and title."""
    surface, title = clean(cited.surface).strip(" ,;:"), name_title(cited)
    if not title or clean(title)[:20] in surface:
        return surface
    issuer = f" của {cited.issuer}" if cited.issuer and cited.issuer.lower() not in title.lower() else ""
    return clean(f"{cited.type or ''}{issuer} {title}")


def _bearer(draft: Document, entity: Entity, helds: Sequence[Held], printings: Sequence[Printing]) -> Bearer:
    if entity.held is not None:
        mark = helds[entity.held].primary.text_sha256
    else:
        mark = mark_of(sorted({clean(p.cited.surface) for p in printings} | _circumstances(entity)))
    return Bearer(draft.number, draft.date, draft.type, draft.title, draft.issuer, mark)


def _circumstances(entity: Entity) -> set[str]:
    """What tells two documents apart that are printed alike: their places and years."""
    places = [facet.places for facet in entity.facets] + [name.places for name in entity.names]
    return {f"@{place}" for known in places for place in known or ()} | {f"@{facet.year}" for facet in entity.facets if facet.year}


def _keyed(draft: Document, key: DocumentKey) -> Document:
    values = {name: getattr(draft, name) for name in Document.__dataclass_fields__}
    return Document(**{**values, "key": key})


def _names(entity: Entity, document: Document, helds: Sequence[Held], printings: Sequence[Printing]) -> set[str]:
    numbers = {facet.number for facet in entity.facets} | ({document.number} if document.number else set())
    dates = {facet.date for facet in entity.facets if facet.date} | ({document.date} if document.date else set())
    named = {unnumbered_key(p.cited.type, name_title(p.cited)) for p in printings if not p.cited.number and name_title(p.cited)}
    if document.title and not document.number:
        named.add(unnumbered_key(document.type, document.title))
    return names_of(document.key, numbers, dates, named | set(document.aliases))

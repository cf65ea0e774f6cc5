"""From drafts of every form to the citations of a document: overlaps settled, own number told, positions made raw offsets."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction import Citation, CitationForm, Header, Span
from graph.numbers import fold_number
from ingest.extract.citations.drafts import Draft
from ingest.extract.citations.numbered import blank_numbers, kind_words, numbered
from ingest.extract.citations.units import Unit, units
from ingest.layout.records import Layout

_SILENT = frozenset({"letterhead", "recipients", "signature"})


def collect(layout: Layout, header: Header) -> tuple[Citation, ...]:
    """All citations, sorted by raw offset."""
    drafts: list[Draft] = []
    for unit in units(layout):
        drafts.extend(_of_unit(unit, header))
    return _finish(layout, drafts, header)


def _of_unit(unit: Unit, header: Header) -> list[Draft]:
    words = kind_words(unit)
    found = numbered(unit, words)
    if unit.kind in _SILENT:
        return [draft for draft in found if not _own(draft, header)]
    return _without_overlaps([*found, *blank_numbers(unit, words)])


def _without_overlaps(drafts: Sequence[Draft]) -> list[Draft]:
    """In order of position; a draft that begins inside one given before it is dropped."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(other.start < draft.core and draft.start < other.core for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.start)


def _own(draft: Draft, header: Header) -> bool:
    """Whether a draft bears the document's own number, and no date that speaks against it."""
    if draft.number is None or header.number is None or fold_number(draft.number) != fold_number(header.number):
        return False
    date = draft.tail.date.iso if draft.tail.date else None
    return date is None or header.date is None or date == header.date


def _finish(layout: Layout, drafts: Sequence[Draft], header: Header) -> tuple[Citation, ...]:
    spans = [draft.unit.raw(draft.start, draft.end) for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda i: spans[i])
    place = {id(drafts[i]): index for index, i in enumerate(order)}
    return tuple(_citation(layout, drafts[i], spans[i], header, place) for i in order)


def _citation(layout: Layout, draft: Draft, span: tuple[int, int], header: Header, place: dict[int, int]) -> Citation:
    text, tail = draft.unit.text, draft.tail
    title = draft.title or (tail.title_start, tail.title_end)
    form: CitationForm = "self" if _own(draft, header) else draft.form
    return Citation(
        start=span[0],
        end=span[1],
        surface=layout.source.text[span[0] : span[1]],
        form=form,
        type=draft.kind,
        number=draft.number,
        bare=draft.bare,
        date=tail.date.iso if tail.date and tail.date.precision == "day" else None,
        year=draft.year,
        issuer=text[slice(*tail.issuer)] if tail.issuer else None,
        title=text[slice(*title)] if title[1] > title[0] else None,
        antecedent=place[id(draft.antecedent)] if draft.antecedent is not None else None,
        planned=draft.planned,
        about=tuple(sorted(place[id(other)] for other in draft.about)),
        aliases=tuple(draft.aliases),
        sentence=_sentence(draft.unit, draft.start),
    )


def _sentence(unit: Unit, position: int) -> Span:
    return unit.span(*unit.sentence_at(position))

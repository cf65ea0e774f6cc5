"""From drafts of every form to the citations of a document: overlaps settled, own number told, positions made raw offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence

from graph.codes import genre
from graph.extraction import Citation, CitationForm, Header, Span
from graph.numbers import fold_number
from ingest.extract.citations.drafts import Draft
from ingest.extract.citations.named import STATUTES, named, statutes_before
from ingest.extract.citations.numbered import blank_numbers, kind_words, numbered
from ingest.extract.citations.patterns import NUMBER_WORD
from ingest.extract.citations.short import alias_pattern, back, bare, by_alias, follow_aliases, resolve_back, take_aliases
from ingest.extract.citations.units import Unit, units
from ingest.layout.records import Layout
from vietnamese.text import fold, normal, squeeze

_GAP = 40
_TITLE, _LONG_TITLE = 24, 60
_ISSUES = re.compile(r"(?:ban hành|xây dựng|đề ra|báo cáo|thông báo|lập)\s+$", re.IGNORECASE)
_IS_FOLLOWS = re.compile(r"[^.;:,]{0,60}?(?:như sau|nội dung sau|sau đây|cụ thể sau)\s*[:.]?\s*$", re.IGNORECASE)
_SILENT = frozenset({"letterhead", "recipients", "signature"})


def collect(layout: Layout, header: Header) -> tuple[Citation, ...]:
    """All citations, sorted by raw offset."""
    stretches = list(units(layout))
    drafts = [draft for unit in stretches for draft in _of_unit(unit, header)]
    aliases = take_aliases(drafts)
    if aliases:
        follow_aliases(drafts, aliases)
        pattern = alias_pattern(aliases)
        drafts = _without_overlaps([*drafts, *(draft for unit in stretches for draft in by_alias(unit, aliases, pattern))])
    resolve_back(drafts)
    return _finish(layout, drafts, header)


def _of_unit(unit: Unit, header: Header) -> list[Draft]:
    words = kind_words(unit)
    found = numbered(unit, words)
    if unit.kind in _SILENT:
        return [draft for draft in found if not _own(draft, header)]
    named_drafts = named(unit, words, header.type in STATUTES)
    _name_statutes(found, named_drafts)
    rest = [*blank_numbers(unit, words), *bare(unit, words), *back(unit, words, header), *named_drafts]
    drafts = _without_overlaps([*found, *rest])
    _link_about(drafts)
    return [draft for draft in drafts if not _hollow(draft)]


def _hollow(draft: Draft) -> bool:
    """A plan that carries out something which is no citation ("Chương trình hành động thực hiện Nghị quyết và ..."): too vague to be one."""
    return draft.form == "named" and draft.title is not None and draft.title[1] > draft.core and not draft.about


def _name_statutes(numbers: Sequence[Draft], named_drafts: list[Draft]) -> None:
    """ "Luật Nhà ở số 27/2023/QH15": the name and the number are one mention."""
    for core, statute in list(statutes_before(named_drafts)):
        for draft in numbers:
            link = NUMBER_WORD.match(draft.unit.text, core)
            bare_digits = link is not None and link.end() == draft.start and draft.unit.text[draft.start].isdigit()
            if statute.start < draft.start and (bare_digits or draft.start < core < draft.core):
                draft.start, draft.kind, draft.title = statute.start, statute.kind, statute.title
                named_drafts.remove(statute)
                break


def _link_about(drafts: Sequence[Draft]) -> None:
    """The documents that a named one carries in its own name."""
    for index, draft in enumerate(drafts):
        if draft.form == "named" and draft.title is not None and draft.title[1] > draft.core and index + 1 < len(drafts):
            following = drafts[index + 1]
            if following.start <= draft.title[1] + 1:
                draft.about.append(following)
                draft.title = (draft.title[0], max(following.end, following.tail.head_end))


def _without_overlaps(drafts: Sequence[Draft]) -> list[Draft]:
    """In order of position; of two that overlap the one given first stays."""
    kept: list[Draft] = []
    taken: dict[tuple[int, int | None, int | None], list[tuple[int, int]]] = {}
    for draft in drafts:
        place = taken.setdefault((draft.unit.block, draft.unit.row, draft.unit.column), [])
        index = bisect_left(place, (draft.start, draft.core))
        if (index and place[index - 1][1] > draft.start) or (index < len(place) and place[index][0] < draft.core):
            continue
        insort(place, (draft.start, draft.core))
        kept.append(draft)
    return sorted(kept, key=lambda d: (d.unit.block, d.unit.row or 0, d.unit.column or 0, d.start))


def _own(draft: Draft, header: Header) -> bool:
    """Whether a draft bears the document's own number, and no date that speaks against it."""
    if draft.number is None or header.number is None or fold_number(draft.number) != fold_number(header.number):
        return False
    date = draft.tail.date.iso if draft.tail.date else None
    return date is None or header.date is None or date == header.date


def _own_name(draft: Draft, header: Header) -> bool:
    """Whether a draft is the document's own name: in its title, or the letter that an annex comes with, its number still blank."""
    if header.type is None or draft.form != "named" or genre(draft.kind) != genre(header.type):
        return False
    if draft.unit.kind in ("title", "letterhead"):
        return draft.start < 3
    limit = draft.unit.sentence_at(draft.start)[1]
    if _IS_FOLLOWS.match(draft.unit.text, draft.end, limit) and _ISSUES.search(draft.unit.text, 0, draft.start):
        return True
    if header.title is not None and draft.title is not None and _same_title(draft.unit.text[slice(*draft.title)], header.title):
        return True
    before = draft.unit.text[max(0, draft.start - 24) : draft.start].lower().rstrip()
    return before.endswith(("kèm theo", "ban hành theo", "trên đây là"))


def _same_title(one: str, other: str) -> bool:
    """Whether a name in the text is the document's own title, printed in full or cut: "Bộ trưởng ban hành Thông tư quy định ..."."""
    shorter, longer = sorted((fold(squeeze(normal(one))), fold(squeeze(normal(other)))), key=len)
    return len(shorter) >= _TITLE and longer.startswith(shorter[:_LONG_TITLE])


def _finish(layout: Layout, drafts: Sequence[Draft], header: Header) -> tuple[Citation, ...]:
    spans = [_raw(draft) for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda i: spans[i])
    place = {id(drafts[i]): index for index, i in enumerate(order)}
    return tuple(_citation(layout, drafts[i], spans[i], header, place) for i in order)


def _raw(draft: Draft) -> tuple[int, int]:
    """The raw span; of a name that goes on behind other cells or a page's head only the part before them."""
    start, end = draft.unit.raw(draft.start, draft.end)
    if draft.number is not None or end - start < 2 * (draft.end - draft.start) + _GAP:
        return start, end
    offsets, normalised = draft.unit.reading.offsets, draft.unit.normalised
    first, last = normalised.span(draft.start, draft.end)
    jump = next((i for i in range(first + 1, last) if offsets[i] - offsets[i - 1] > _GAP), last)
    before = draft.unit.reading.text[first:jump].rstrip()
    return draft.unit.reading.span(first, first + len(before))


def _citation(layout: Layout, draft: Draft, span: tuple[int, int], header: Header, place: dict[int, int]) -> Citation:
    text, tail = draft.unit.text, draft.tail
    title = draft.title or (tail.title_start, tail.title_end)
    form: CitationForm = "self" if _own(draft, header) or _own_name(draft, header) else draft.form
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

"""What a described document rests on, as a sentence tells it: the documents that it cites behind "theo", "thực hiện", "căn cứ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.records import Document, Evidence, Mention, Passage, Task
from search_api.ask.catalogue import month_of
from search_api.ask.plans.base import Library
from search_api.ask.plans.documents.basis_asked import Described
from search_api.ask.plans.documents.issued import issued_by
from search_api.ask.plans.documents.lineage_rows import is_central, is_of_types
from search_api.ask.plans.sentences.told import find_told, names_period, rarity
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from search_api.search.records import SearchQuery
from vietnamese.text import fold, normal, squeeze

ENOUGH, OWN = 0.7, 0.5
"""Shares of the description's weight that a clause must hold with what stands around it and by itself."""
AROUND = 0.6
MOST_HELD = 40
_ANNEX = re.compile(r"phu luc(?: so)?(?: (?P<number>\d{1,2}|[ivx]{1,4})(?!\w))?")
_CLAUSE = re.compile(r";|(?<![\w)])(?=\((?:[ivx]+|\d{1,2})\)\s)")
_GROUNDS = re.compile(
    r"(?<!\w)(?:theo|thuc hien|trien khai|cu the hoa|quan triet|thi hanh|can cu|tren co so|dua tren|bam sat)"
    r"(?! (?:de nghi|y kien|phuong cham)(?!\w)) (?:(?!theo(?!\w)|thuc hien(?!\w)|ve(?!\w))[\w/-]+,? ){0,8}$"
)
_TITLED = re.compile(r"(?<!\w)ve (?:viec )?(?:tiep tuc )?(?:\w+ ){0,2}$")
_JOINED = re.compile(r"(?:[^;.:()]{0,90}?(?:,|(?<!\w)va)|,)? (?:cac |so )*")


@dataclass(frozen=True, slots=True)
class Grounds:
    """A clause that tells of what is described, and the documents it rests on, in reading order."""

    evidence: Evidence
    keys: tuple[str, ...]
    share: float


def told_grounds(question: Question, described: Described, library: Library) -> Grounds | None:
    """The clause that holds most of the description and cites what it rests on; None where none holds enough of it."""
    if described.annex is not None:
        found = [*_annexed(question, described, library)]
    else:
        found = [*_sentences(question, described, library)]
    return max(found, key=lambda each: (each.share, -each.evidence.start), default=None)


def _sentences(question: Question, described: Described, library: Library) -> Iterator[Grounds]:
    asked = (*described.words, *(word for slot in described.doers for word in words(slot.name)))
    telling = {*described.words, *described.subject}
    if library.engine is None or (len(telling) < 2 and not (described.doers and described.kinds)):
        return
    looked = tuple(dict.fromkeys((*asked, *described.subject)))
    weights = {word: rarity(word, library.engine) for word in looked}
    mentions: dict[str, list[Mention]] = {}
    for told in find_told(question, looked, library):
        if not _timely(told.sentence.document, question, library):
            continue
        task = next(iter(library.tasks_of([told.hit.key])), None) if told.hit.kind == "task" else None
        near = {*told.around, *(word for name in (task.lead if task else ()) for word in words(name))}
        for part in told.evidence:
            key = part.document
            if key not in mentions:
                mentions[key] = [m for m in library.snapshot.records(Mention, key) if m.target is not None]
            yield from _clauses(part, mentions[key], weights, near, described, library, task)


def _clauses(
    part: Evidence,
    mentions: Sequence[Mention],
    weights: Mapping[str, float],
    near: set[str],
    described: Described,
    library: Library,
    task: Task | None,
) -> Iterator[Grounds]:
    raw = library.snapshot.text(part.document)[part.start : part.end]
    around = near | set(words(part.text))
    given = set(words(" ".join(task.lead))) if task is not None else set()
    whole = sum(weights.values()) or 1.0
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(raw)), len(raw)]
    for start, end in pairwise(bounds):
        clause = squeeze(normal(raw[start:end]))
        held = set(words(clause)) | given
        own = sum(weight for word, weight in weights.items() if word in held) / whole
        share = own + AROUND * sum(w for word, w in weights.items() if word not in held and word in around) / whole
        if own < OWN or share < ENOUGH:
            continue
        first, last = part.start + start, part.start + end
        cited = [m for m in mentions if first <= m.start < last]
        keys = grounds_in(raw[start:end], first, cited, described, library)
        if keys:
            lead = len(raw[start:end]) - len(raw[start:end].lstrip())
            yield Grounds(Evidence(part.document, first + lead, last, clause.strip()), keys, share)


def grounds_in(raw: str, offset: int, cited: Sequence[Mention], described: Described, library: Library) -> tuple[str, ...]:
    """The documents cited in a clause behind words of carrying out or resting on, of the asked types and issuers.

    What the title of one of them carries out ("Kết luận A về tiếp tục thực hiện Chỉ thị B") is none: the chain of documents leads there.
    A name without a number may hold the words themselves ("Quyết định phạm vi ... theo").
    """
    found: list[str] = []
    end, rested = 0, False
    for mention in sorted(cited, key=lambda m: m.start):
        begin = mention.start - offset
        gap = f"{squeeze(fold(normal(raw[end:begin])))} "
        grounds = _GROUNDS.search(gap)
        rests = grounds is not None and not (rested and _TITLED.search(gap[: grounds.start()]))
        rests = rests or (rested and _JOINED.fullmatch(gap) is not None)
        before = fold(normal(raw[:end])) + gap[: grounds.start() if grounds else len(gap)]
        end, rested = (mention.end if mention.number else mention.start) - offset, rests
        if rests and mention.target and _speaks_of(described, squeeze(before)):
            found.append(mention.target)
    known = (library.document(key) for key in dict.fromkeys(found))
    return tuple(d.key for d in known if d is not None and not d.held and _is_asked(d, described, library))


def _speaks_of(described: Described, before: str) -> bool:
    """Whether the type of what is described stands before the words of carrying out."""
    return described.annex is not None or not described.kinds or any(fold(kind) in before for kind in described.kinds)


def _is_asked(document: Document, described: Described, library: Library) -> bool:
    if not is_of_types(document, described.asked):
        return False
    if described.issuers and not any(issued_by(document, agency, library) for agency in described.issuers):
        return False
    return not described.central or is_central(document)


def _timely(key: str, question: Question, library: Library) -> bool:
    """Whether a document speaks in the time named, where one is."""
    document = library.document(key)
    month = month_of(document) if document else None
    periods = [period for period in question.slots.periods if period.begin[:7] == period.finish[:7]]
    if document is None or month is None or not periods:
        return True
    spoken = (f"{month[0]}-{month[1]:02d}", (document.period.end or "")[:7] if document.period else None)
    return any(p.begin[:7] in spoken or names_period(document.title or "", p) for p in periods)


def _annexed(question: Question, described: Described, library: Library) -> Iterator[Grounds]:
    """What stands under an annex's heading before its list ("(theo Chương trình hành động số ...)")."""
    number = described.annex["number"] if described.annex else None
    asked = set(described.words) - {"phu", "luc", "danh", "muc", "pl"}
    for document in _holders(question, described, library):
        mentions = [m for m in library.snapshot.records(Mention, document.key) if m.target is not None]
        raw = library.snapshot.text(document.key)
        for passage in library.snapshot.records(Passage, document.key):
            cited = [m for m in mentions if passage.start <= m.start < passage.end]
            heading = " ".join((*passage.section, passage.text) if passage.kind == "heading" else passage.section)
            named = _ANNEX.search(fold(normal(heading)))
            if named is None or not cited or passage.kind == "table":
                continue
            if number is not None and _value(named["number"]) != _value(number):
                continue
            share = len(asked & set(words(heading))) / len(asked) if asked else 1.0
            keys = grounds_in(raw[passage.start : passage.end], passage.start, cited, described, library)
            if share >= ENOUGH and keys:
                yield Grounds(Evidence(document.key, passage.start, passage.end, squeeze(normal(passage.text))), keys, share)


def _holders(question: Question, described: Described, library: Library) -> list[Document]:
    """Held documents of the types and the time named; of very many those that a search for the question brings up."""
    held = [d for d in library.catalogue.held if is_of_types(d, described.kinds) and _timely(d.key, question, library)]
    if len(held) <= MOST_HELD or library.engine is None:
        return held
    hits = library.engine.search(SearchQuery(question.text, kind=("passage", "task"), size=MOST_HELD)).hits
    found = {hit.document for hit in hits}
    return [document for document in held if document.key in found]


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}


def _value(number: str | None) -> str | None:
    return _ROMAN.get(number, number.lstrip("0")) if number else None

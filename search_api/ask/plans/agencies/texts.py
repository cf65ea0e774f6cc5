"""What texts say of agencies in so many words: the bodies that they list under one, whom it has regulations with, where one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.records import Evidence, Footnote, Passage
from search_api.ask.entities.agencies import find_agencies
from search_api.ask.plans.base import Library, once_a_generation
from search_api.ask.words import plain as words
from search_api.ask.words import read_words
from vietnamese.text import fold, normal, squeeze

_MARK = re.compile(r"\((?P<number>\d{1,2})\)")
_LEAD = 220
_BODY = re.compile(
    r"(?:ban|van phong|so|phong|trung tam|truong|bao|uy ban|cung|tong doi|doi|dang uy|hoi|chi cuc|cuc|vu|nha|vien|doan|quy|cong ty"
    r"|co quan|thanh tra|bo|dai|kho|benh vien|hoc vien)(?!\w)"
)
_END = re.compile(r"[;.]|\)\s*(?:[;.,]|$)")


@dataclass(frozen=True, slots=True)
class BodyList:
    """Bodies that a text lists; `lead` is what stands right before the list, `around` all before it in its sentence or footnote, folded."""

    names: tuple[str, ...]
    lead: str
    around: str
    evidence: Evidence


@once_a_generation
def body_lists(library: Library) -> Sequence[BodyList]:
    """All numbered lists of bodies in passages and footnotes ("gồm có 03 ban: (1) Ban ...; (2) ...")."""
    return list(_collect(library))


def _collect(library: Library) -> Iterator[BodyList]:
    for passage in library.snapshot.records(Passage):
        yield from _lists(passage.document, passage.text, passage.start, passage.end, "")
    for note in library.snapshot.records(Footnote):
        before = ""
        if note.anchor is not None and note.text.startswith("(1)"):
            before = squeeze(library.snapshot.text(note.document)[max(0, note.anchor - 3 * _LEAD) : note.anchor])
        yield from _lists(note.document, note.text, note.start, note.end, before)


def _lists(document: str, text: str, start: int, end: int, before: str) -> Iterator[BodyList]:
    marks = list(_MARK.finditer(text))
    index = done = 0
    while index < len(marks):
        run = [marks[index]] if marks[index]["number"] == "1" else []
        while run and index + len(run) < len(marks) and int(marks[index + len(run)]["number"]) == len(run) + 1:
            run.append(marks[index + len(run)])
        names = [_name(text[a.end() : b.start()]) for a, b in pairwise(run)]
        if run:
            last = _END.search(text, run[-1].end())
            names.append(_name(text[run[-1].end() : last.start() if last else len(text)]))
            around = fold(normal(f"{before} {text[: run[0].start()]}"))
            if len(names) > 1 and sum(_BODY.match(fold(normal(name))) is not None for name in names) >= 0.8 * len(names):
                lead = fold(normal(f"{before} {text[done : run[0].start()]}"))[-_LEAD:]
                yield BodyList(tuple(names), lead, around, Evidence(document, start, end, text[:1200]))
            done = run[-1].end()
        index += max(1, len(run))


def _name(text: str) -> str:
    return squeeze(text).strip(" ;,.()")


def _places(library: Library) -> list[Passage | Footnote]:
    return [*library.snapshot.records(Passage), *library.snapshot.records(Footnote)]


_WITH = re.compile(r"giữa (?P<one>[^;.()]{4,90}?) (?:với|và) (?P<other>[^;.()]{4,90}?)(?=[;.()]| về | trong |$)")
_REGULATION = "quy che phoi hop"


def regulation_partners(agency: str, library: Library) -> list[tuple[str, Evidence]]:
    """Bodies that the agency has a regulation on working together with, as texts say it ("quy chế phối hợp giữa A với B")."""
    found: dict[str, Evidence] = {}
    for place in _places(library):
        text = squeeze(place.text)
        if _REGULATION not in fold(normal(text)):
            continue
        for match in _WITH.finditer(text):
            if _REGULATION not in fold(normal(text[max(0, match.start() - 700) : match.start()])):
                continue
            for own, other in ((match["one"], match["other"]), (match["other"], match["one"])):
                if _named(own, library) == agency:
                    found.setdefault(
                        _named(other, library) or other.strip(), Evidence(place.document, place.start, place.end, text[:1200])
                    )
    return list(found.items())


def _named(text: str, library: Library) -> str | None:
    """The agency that a text names and nothing else."""
    asked = read_words(text).words
    slots = find_agencies(asked, library.catalogue, ())
    whole = len(slots) == 1 and bool(asked) and slots[0].start <= asked[0].start and slots[0].end >= asked[-1].end
    return slots[0].name if whole else None


def where_said(name: str, library: Library) -> Evidence | None:
    """The first sentence that names an agency."""
    asked = " ".join(words(name))
    for place in _places(library):
        if fold(name.split()[0]) not in fold(place.text):
            continue
        for sentence in re.split(r"(?<=[.;])\s", squeeze(place.text)):
            if f" {asked} " in f" {' '.join(words(sentence))} ":
                return Evidence(place.document, place.start, place.end, sentence)
    return None

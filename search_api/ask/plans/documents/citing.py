"""What is said of a document that is only cited: the clause that cites it, of a footnote the clause that bears its mark."""

from __future__ import annotations

from graph.records import Document, Evidence, Footnote, Mention
from search_api.ask.plans.base import Library
from search_api.ask.plans.sentences.running import PAGE_NUMBER, without_footnotes
from search_api.ask.words import plain as words
from vietnamese.sentences import sentences
from vietnamese.text import squeeze

_AROUND = 1200
_LONGEST = 320
_FEWEST = 4
"""Words beside the citation that a clause must hold to say what a document is about."""


def said_of(document: Document, library: Library) -> Evidence | None:
    """The most telling clause about a document without a title of its own; None where its citations say nothing of it."""
    found = [clause for mention in _mentions(document, library) if (clause := _clause(mention, document, library)) is not None]
    return max(found, key=lambda clause: (min(len(words(clause.text)), 40), clause.document, -clause.start), default=None)


def _mentions(document: Document, library: Library) -> list[Mention]:
    found = [m for m in library.snapshot.records(Mention, about=document.key) if m.state == "resolved"]
    return sorted(found, key=lambda m: (m.document, m.start))[:20]


def _clause(mention: Mention, document: Document, library: Library) -> Evidence | None:
    footnotes = library.snapshot.records(Footnote, mention.document)
    note = next((f for f in footnotes if f.start <= mention.start < f.end), None)
    text = without_footnotes(library.snapshot.text(mention.document), footnotes)
    if note is None:
        start, end = _sentence(text, mention.start, mention.end)
    elif note.anchor is None:
        return None
    else:
        marks = [other.anchor for other in footnotes if other.anchor is not None and other.anchor < note.anchor]
        start, end = _up_to_mark(text, note.anchor, max(marks, default=0))
    told = squeeze(PAGE_NUMBER.sub("\n", text[start:end])).strip(" ,;:-")
    own = {*words(document.type), *words(document.number), *words(document.issuer), "ngay", "so", "cua"}
    if len(told) > _LONGEST or sum(1 for word in words(told) if word not in own and not word.isdecimal()) < _FEWEST:
        return None
    return Evidence(mention.document, start, end, told)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a citation, cut at the semicolons of a list."""
    begin = max(0, start - _AROUND)
    window = text[begin : end + _AROUND]
    first, last = next(((a, b) for a, b in sentences(window) if a <= start - begin < b), (0, len(window)))
    before, after = window.rfind(";", first, start - begin), window.find(";", end - begin, last)
    return begin + (before + 1 if before >= 0 else first), begin + (after if after >= 0 else last)


def _up_to_mark(text: str, mark: int, previous: int) -> tuple[int, int]:
    """What a footnote's mark closes: from the sentence's beginning, a semicolon or the mark before it."""
    begin = max(0, mark - _AROUND)
    window = text[begin:mark]
    first = max((a for a, _ in sentences(window)), default=0)
    first = max(first, window.rfind(";") + 1, previous - begin)
    while first < len(window) and (window[first].isdecimal() or window[first] in " ,;\n"):
        first += 1
    return begin + first, mark

"""Titles that a question repeats: "Nghị quyết phiên họp Chính phủ tháng 8/2025" names no period and no agency of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search_api.ask.catalogue import Catalogue
from search_api.ask.entities.documents import same_type
from search_api.ask.kinds import KINDS
from search_api.ask.slots import AgencySlot, DocumentSlot
from search_api.ask.words import Wording
from search_api.ask.words import plain as words

LOOKED_AT = 24
"""Words behind a type word by which titles are looked up."""
GAP = 4
"""Words of a title that a question may leave out between two that it has."""
BEHIND_NUMBER, ALONE, OWN = 3, 5, 2
"""Words of a title that must be repeated behind a document's number, and where nothing but the title names the document; of these the
words that belong to no agency."""
_PLACES = frozenset(("thanh", "pho", "hai", "phong", "tinh", "trung", "uong"))
"""Words of places and bodies, which hardly tell one title from another."""
_LINKS = frozenset(("ve", "cua", "va", "so", "viec", "nam", "thang", "ngay"))
_KINDS = re.compile(rf"(?<!\w)(?:{KINDS})(?!\w)(?! nao| gi| so)")

_ASKED_ABOUT = re.compile(rf"(?<!\w)(?:{KINDS}) nao (?:(?:cua|do)(?: (?!ve)\w+){{1,8}}? )?ve(?= )")
"""A document of which a question only knows the title: "quyết định nào của Ban Thường vụ về đánh giá, xếp loại ..."."""


def with_title(slot: DocumentSlot, wording: Wording, catalogue: Catalogue) -> DocumentSlot:
    """A document named by number with the place where its title is repeated behind it."""
    if not slot.keys:
        return slot
    behind = wording.words_of_question(slot.end, len(wording.question))
    about = next((index for index in behind if wording.words[index].text == "ve"), None)
    if about is None or about - behind[0] > 12:
        return slot
    last, held = _along(wording, about + 1, words(catalogue.documents[slot.keys[0]].title))
    if held < BEHIND_NUMBER:
        return slot
    return replace(slot, titled=(wording.words[about].start, wording.words[last].end))


def find_repeated(wording: Wording, agencies: Sequence[AgencySlot], catalogue: Catalogue) -> tuple[DocumentSlot, ...]:
    """The document whose type and title the question has in their order, as one slot; the first type word that names one counts.

    An agency's name alone repeats no title ("kế hoạch của Ủy ban nhân dân thành phố").
    """
    named = {index for slot in agencies for index in wording.words_of_question(slot.start, slot.end)}
    for match in (*_KINDS.finditer(wording.line), *_ASKED_ABOUT.finditer(wording.line)):
        first = wording.word_at(match.end()) + 1 if match.end() < len(wording.line) else len(wording.words)
        if first >= len(wording.words) or wording.words[first].text in ("cua", "do"):
            continue
        rows: list[tuple[int, int, str]] = []
        following = [word.text for word in wording.words[first : first + LOOKED_AT] if word.text[:1].isalnum()]
        for key, _, _ in catalogue.titles.rank(following, limit=60):
            document = catalogue.documents[key]
            if not document.title or not document.type or not same_type(match.group().split(" nao ")[0], document.type):
                continue
            last, held = _along(wording, first, words(document.title))
            if held >= ALONE and sum(_tells(wording.words[at].text) for at in range(first, last + 1) if at not in named) >= OWN:
                rows.append((-held, last, key))
        if rows:
            rows.sort(key=lambda row: (row[0], not catalogue.documents[row[2]].held, row[2]))
            best = [row for row in rows if row[0] == rows[0][0]]
            start, end = wording.words[wording.word_at(match.start())].start, wording.words[best[0][1]].end
            end = _issued(wording, best[0][1], catalogue.documents[best[0][2]].issuer) or end
            label = wording.question[start:end]
            inside = (wording.words[first].start, end)
            return (DocumentSlot(tuple(key for _, _, key in best), label, start, end, False, inside),)
    return ()


def _issued(wording: Wording, last: int, issuer: str | None) -> int | None:
    """Where the issuer's name ends that stands behind the title ("... tháng 8 của Chính phủ")."""
    name, behind = words(issuer), list(wording.words[last + 1 :])
    said = [word.text for word in behind[1 : len(name) + 1]]
    same = bool(name) and bool(behind) and behind[0].text == "cua" and said == list(name)
    return behind[len(name)].end if same else None


def _along(wording: Wording, first: int, title: Sequence[str]) -> tuple[int, int]:
    """(last word, how many telling words) of the longest run from `first` that the title holds in its order."""
    place, last, held = 0, first, 0
    for index in range(first, len(wording.words)):
        word = wording.words[index].text
        if not word[:1].isalnum():
            continue
        near = next((at for at in range(place, min(len(title), place + GAP + 1)) if _same(word, title[at])), None)
        if near is None:
            if word in _LINKS:
                continue
            break
        place, last = near + 1, index
        held += word not in _LINKS
    return last, held


def _tells(word: str) -> bool:
    return word.isalpha() and word not in _LINKS and word not in _PLACES


def _same(typed: str, own: str) -> bool:
    return typed == own or (typed.isdecimal() and own.isdecimal() and int(typed) == int(own))

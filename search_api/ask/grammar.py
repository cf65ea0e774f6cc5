"""Who carries out what: the order of a question's words says whether the named document carries another out or is carried out.

The line becomes a string of marks (the named document, what is asked for, verbs, passive words, ...) and patterns over the marks decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from search_api.ask.catalogue import Catalogue
from search_api.ask.cues import order_spans
from search_api.ask.kinds import DOCUMENTS
from search_api.ask.slots import DocumentSlot
from search_api.ask.words import Wording
from search_api.ask.words import plain as words

Direction = Literal["up", "down"]

_KIND = rf"(?:{DOCUMENTS})"
_ASKED = re.compile(
    rf"(?<!\w){_KIND}(?:(?: ,| va| hoac| hay) (?:\w+ )?{_KIND})*(?: (?!nao|gi|so|cua|de|thi|ve)\w+){{0,3}}?"
    r"(?: cua(?: (?!nao|gi|duoc|thuc|trien)\w+){1,6}?)? (?:so )?(?:nao|gi|may|bao nhieu)(?!\w)"
    rf"|(?<!\w)(?:nhung|cac) (?:\w+ )?{_KIND}(?! so)(?!\w)"
)
"""What is asked for: "kế hoạch số mấy", "những văn bản nào", "kết luận, kế hoạch nào", "các kế hoạch của thành phố"."""
_WHAT = re.compile(r"(?<!\w)la (?:nhung |cai )?gi(?= ?[?.!]?$)")
_WHICH = re.compile(rf"(?<!\w){_KIND}(?: [\w,]+){{0,16}} (?P<ma>ma|do) $")
"""A clause about what the document carries out: "văn bản của Trung ương mà Chương trình ... cụ thể hóa"."""
_HEAD = re.compile(rf"(?:(?:cac|nhung|danh sach|liet ke|cho biet) )*(?P<kind>{_KIND})(?!\w)")
"""What a question without a word that asks begins with: "văn bản nối tiếp Chỉ thị ...", "kế hoạch cụ thể hóa ... là số mấy"."""
_IDENTITY = re.compile(rf"(?<!\w)la (?:{_KIND} )?(?:so )?(?:nao|gi|may|bao nhieu)[ ?.!]*$")
"""Which document the described one is: "chương trình cụ thể hóa nghị quyết đại hội là văn bản nào"."""
_BARE = re.compile(r" (?:(?:cai|nhung|vao|tu) )*(?:gi|dau)(?!\w)")
_WHEN = re.compile(r"(?<!\w)(?:ngay (?:nao|may|ban hanh|thang)|khi nao|bao gio|luc nao|nam nao|thang nao)(?!\w)")
_MARKS = {"V": "carry", "L": "serves", "B": "basis", "U": "under", "Y": "means", "C": "drawn", "P": "passive"}
_UP = re.compile(
    r"MDP?V|B[CPV]*D|L[CPV]*D|DB[^QDW]*Q|DQ[LB]"  # the basis of the document
    r"|Q[^QDVW]*P[^QDVYW]*D[VU]"  # which the document is to carry out
    r"|D[^QDVYW]*P?C[^QDYW]*[UV][^QDYW]*Q"  # it was drawn up to carry out which
    r"|DV+[^QDYW]*Q|DP?U+[^QDYW]*Q"  # it carries out which, it rests on which
)
_DOWN = re.compile(
    r"D[^QDW]*PV+[YU][^QDW]*Q|D[^QDW]*V+[^QDW]*Y[^QDW]*Q"  # it is carried out by which
    r"|D[^QDW]*Q[^QDW]*V|D[^QDVUBW]*CQ"  # for it which were drawn up, which carry on
    r"|Q[^QDW]*V[^QDW]*D|QU[CP]*D|Q[^QDVW]*C[^QDVW]*U[CP]*D"  # which carry it out, which rest on it
    r"|V[^QDW]*D[^QDUW]*Q|UDC+Q"  # to carry it out which
    r"|DL[^QDW]*Q"  # it is the basis of which
)


def direction(wording: Wording, documents: Sequence[DocumentSlot], catalogue: Catalogue) -> Direction | None:
    """Whether what the document carries out is asked for ("up") or what carries it out ("down"); None where the words do not say."""
    if not documents or not documents[0].keys:
        return None
    marks = _shape(wording, documents, catalogue)
    if not set(marks) & set("QM") or (marks[0] == "D" and not documents[0].by_number and _IDENTITY.search(wording.line)):
        return None
    down, up = _DOWN.search(marks), _UP.search(marks)
    if down and up:
        return "down" if (down.start(), -down.end()) < (up.start(), -up.end()) else "up"
    return "down" if down else "up" if up else None


def _shape(wording: Wording, documents: Sequence[DocumentSlot], catalogue: Catalogue) -> str:
    """The marks of the question in their order, one for several of a kind in a row."""
    line = wording.line
    spans: list[tuple[int, int, str]] = []
    for slot, mark in zip(documents, "D" + "#" * len(documents), strict=False):
        begin, end = _extent(slot, wording, catalogue)
        if begin < end:
            spans.append((begin, end, mark))
    _add(spans, [match.span() for match in _WHEN.finditer(line)], "W")
    _add(spans, [match.span() for match in _ASKED.finditer(line)], "Q")
    head = None if any(mark in "QW" for _, _, mark in spans) and not _IDENTITY.search(line) else _HEAD.match(line)
    if head:
        _add(spans, [head.span("kind")], "Q")
    for mark, kind in _MARKS.items():
        _add(spans, order_spans(kind, wording), mark)
    if any(mark == "B" for _, _, mark in spans):
        _add(spans, [match.span() for match in _WHAT.finditer(line)], "Q")
    for _, end, _ in [span for span in spans if span[2] in "VBUY"]:
        bare = _BARE.match(line, end)
        if bare:
            _add(spans, [bare.span()], "Q")
    begin = next((start for start, _, mark in spans if mark == "D"), 0)
    relative = _WHICH.search(line[:begin])
    if relative:
        _add(spans, [relative.span("ma")], "M")
    marks = "".join(mark for _, _, mark in sorted(spans) if mark != "#")
    return re.sub(r"(.)\1+", r"\1", marks)


def _add(spans: list[tuple[int, int, str]], places: Sequence[tuple[int, int]], mark: str) -> None:
    """The places as marks, but for those that other marks hold already."""
    for start, end in places:
        if not any(start < other and begin < end for begin, other, _ in spans):
            spans.append((start, end, mark))


_CITED = re.compile(
    r"(?: ,)?(?: ngay [\d/.]+)?(?: cua(?: (?!ve|duoc|co|thuc|trien|la)\w+){1,8}?)?(?: ,)?(?: nam \d+)?(?: \()?(?: ve)?(?= \w)"
)
"""What may stand between a number and the title: date and issuer."""


def _extent(slot: DocumentSlot, wording: Wording, catalogue: Catalogue) -> tuple[int, int]:
    """Where in the line a document is named: its number with the words of its title behind it, or the words of its title alone."""
    inside = [index for index, word in enumerate(wording.words) if slot.start <= word.start < slot.end]
    if not inside:
        return 0, 0
    document = catalogue.documents[slot.keys[0]] if slot.keys else None
    named = (document.title, document.type) if document else (None, None)
    own = {*words(named[0]), *words(named[1]), "ve", "cua", "va", ","}
    last = inside[-1]
    if slot.by_number:
        begin = wording.begins[last] + len(wording.words[last].text)
        cited = _CITED.match(wording.line, begin)
        following = wording.word_at(cited.end() + 1) if cited else last + 1
        if not (cited and cited.group().endswith(" ve")):
            return wording.begins[inside[0]], begin
        last = _run(wording, following, own)
    else:
        last = _run(wording, inside[0], own)
    return wording.begins[inside[0]], wording.begins[last] + len(wording.words[last].text)


def _run(wording: Wording, first: int, own: set[str]) -> int:
    """The last word of the run that begins here and holds a document's own words, single other words between them allowed."""
    last = index = first
    while index < len(wording.words) and index - last <= 1:
        if wording.words[index].text in own:
            last = index
        index += 1
    while last > first and wording.words[last].text in ("cua", "va", ",", "ve"):
        last -= 1
    return last

"""The wording of unnumbered names: what two spellings of one name have in common.

"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng" and "Nghị quyết Đại hội XIV của Đảng" are one document; a name may leave
out its term or period; "Chương trình hành động thực hiện Nghị quyết số ..." says of the programme only what it carries out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.identity.bodies import CENTRAL, Home, Places, places_of, read_body
from graph.identity.titles import read_title
from graph.identity.words import BODIES, CARRYING, TYPES
from vietnamese.text import fold, normal

Words = tuple[str, ...]

_CONGRESS = re.compile(r"^(?:ve |cua )?dai hoi\b")
_OTHER_CONGRESS = re.compile(
    r"mat tran|cong doan|phu nu|thanh nien|doan|thi dua|cac cap|nong dan|cuu chien binh|the duc|hoi nghi dai bieu|dai hoi cac\b"
)
_NATIONAL_CONGRESS = re.compile(r"toan quoc|cua dang\b|dai hoi dang\b|dai hoi x[ivx]*\b")
_ORDINAL = re.compile(r"(?:lan thu|dai hoi)\s+([ivx]+|nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)\b")
_SPELLED = {
    "nhat": "i",
    "hai": "ii",
    "ba": "iii",
    "tu": "iv",
    "bon": "iv",
    "nam": "v",
    "sau": "vi",
    "bay": "vii",
    "tam": "viii",
    "chin": "ix",
    "muoi": "x",
}
_PARTY_LEVEL = re.compile(
    r"dang bo (?:cac co quan )?(phuong|xa|dac khu|thanh pho|tinh|quan|huyen|uy ban nhan dan|cong an|quan su)?"
)
_QUALIFIERS = (
    ("nhiem", "ky"),
    ("giai", "doan"),
    ("tren", "dia", "ban"),
    ("den", "nam"),
    ("thoi", "ky"),
    ("khoa",),
    ("tam", "nhin"),
    ("trong", "nam"),
)
_NATIONAL_FAMILIES = frozenset({"luat", "hien phap", "phap lenh", "nghi dinh", "chien luoc"})
_LOCAL = re.compile(r"(?<!\w)(thanh pho|tinh|dia ban|thanh uy|tinh uy|phuong|xa|dac khu|dia phuong)(?!\w)")
_NATIONAL = re.compile(r"(?<!\w)(quoc gia|toan quoc|chinh phu|quoc hoi|cua dang|trung uong)(?!\w)")


@lru_cache(maxsize=65536)
def read_words(title: str | None) -> Words:
    """The words of a name by which it is compared; a party congress by its level and ordinal alone."""
    folded = fold(normal(title or ""))
    if _CONGRESS.search(folded) and not _OTHER_CONGRESS.search(folded):
        return _congress(folded)
    read = read_title(title)
    return read.words if read else ()


def _congress(folded: str) -> Words:
    level = _PARTY_LEVEL.search(folded)
    national = _NATIONAL_CONGRESS.search(folded)
    where = f"dang bo {level.group(1) or ''}".strip() if level else "toan quoc" if national else ""
    ordinal = _ORDINAL.search(folded)
    return ("dai hoi", where, _SPELLED.get(ordinal.group(1), ordinal.group(1)) if ordinal else "")


def shorter(words: Words) -> tuple[Words, ...]:
    """What a name may be shortened to: without its term or period ("nhiệm kỳ", "giai đoạn", "năm 2025"), a congress without its ordinal."""
    if words[:1] == ("dai hoi",):
        forms = (("dai hoi", words[1], ""), ("dai hoi", "", words[2]), ("dai hoi", "", ""))
        return tuple(form for form in dict.fromkeys(forms) if form != words)
    for at in range(2, len(words)):
        year = words[at] == "nam" and at + 1 < len(words) and words[at + 1].isdigit()
        if year or any(words[at : at + len(qualifier)] == qualifier for qualifier in _QUALIFIERS):
            return (words[:at],)
    return ()


def only_carries_out(title: str | None) -> bool:
    """Whether a name says nothing but what the document carries out ("hành động của Ban Thường vụ ... triển khai Nghị quyết số ...")."""
    for word in read_words(title):
        if word in TYPES and word not in CARRYING:
            return True
        if word not in CARRYING and word not in BODIES:
            return False
    return True


def places_of_name(family: str | None, title: str | None, issuer: str | None, home: Home) -> Places:
    """The places that an unnumbered document may be of: those its name and issuer say, else its citing document's own."""
    body = read_body(issuer)
    named = read_body(title)
    folded = fold(normal(f"{title or ''} {issuer or ''}"))
    if read_words(title)[:2] == ("dai hoi", "toan quoc"):
        return CENTRAL
    if (
        not body.places
        and not named.places
        and not _LOCAL.search(folded)
        and (family in _NATIONAL_FAMILIES or _NATIONAL.search(folded))
    ):
        return CENTRAL
    return places_of(body if body.places or body.relative else named, "", home)

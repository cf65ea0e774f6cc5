"""Groups of agencies that are no single one: "Ủy ban nhân dân các xã, phường, đặc khu", "các sở, ban, ngành", "các địa phương".

Their first words are often an agency's own, so they are found before the agencies. What is asked for and what a task names are read
into the same shape and compared by that, not by their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search_api.ask.slots import GroupSlot
from search_api.ask.words import Wording
from search_api.ask.words import plain as words

_BODY = r"(?P<body>uy ban nhan dan|hoi dong nhan dan|thuong truc hoi dong nhan dan|dang uy|cap uy|chinh quyen|mat tran to quoc|mat tran)"
_XA, _HUYEN = (
    r"xa(?: ,)?(?: va)? phuong(?:(?: ,)?(?: va)? (?:dac khu|thi tran))*",
    r"quan(?: ,)?(?: va)? huyen(?:(?: ,)?(?: va)? thi xa)*",
)
_SCOPE = rf"(?:(?:cac |tung |moi )?(?P<commune>{_XA})|cap (?P<level>xa|co so|huyen|tinh)|cac (?P<all>cap)(?! co)|(?:cac )?(?P<county>{_HUYEN}))"
_BEHIND = "(?<=voi )|(?<=cung )|(?<=giao )|(?<=ma )|(?<=co )|(?<=do )"
"""What stands before a bare "xã, phường" that takes part in something; in other places it is where something is."""
_LEVELLED = re.compile(rf"(?:cac )?{_BODY} (?:(?:o|cua|tai) )?{_SCOPE}(?!\w)|(?:cac |tung |moi |{_BEHIND})(?P<bare>{_XA})(?!\w)")
_PART = r"(?:to chuc doan the|doan the|dia phuong|co quan|don vi|nganh|ban|so)"
_LISTED = re.compile(
    rf"(?:cac )?{_PART}(?:(?: ,)?(?: va)?(?: cac)? {_PART})+(?!\w)(?! nao)"
    r"|(?:cac|nhung) (?:dia phuong|to chuc doan the|doan the)(?!\w)(?! nao)"
)
_ONE_PART = re.compile(rf"(?<!\w){_PART}(?!\w)")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a group is made of: a body on a level ("uy ban nhan dan", "xa"), or the parts of a list."""

    body: str = ""
    level: str = ""
    parts: frozenset[str] = frozenset()


def shape_of(name: str) -> Shape | None:
    """The shape of a printed or asked group; None where it is none of these."""
    line = " ".join(words(name))
    match = _LEVELLED.search(line)
    if match:
        return _levelled(match)
    if re.fullmatch(_XA, line):
        return Shape("", "xa")
    listed = _LISTED.search(line)
    return Shape(parts=frozenset(_ONE_PART.findall(listed.group()))) if listed else None


def _levelled(match: re.Match[str]) -> Shape:
    level = "xa" if match["commune"] or match["bare"] else "huyen" if match["county"] else match["level"] or "moi cap"
    return Shape(match["body"] or "", "xa" if level == "co so" else level)


def find_groups(wording: Wording) -> tuple[GroupSlot, ...]:
    """Groups in the order in which the question names them."""
    found: list[GroupSlot] = []
    for pattern in (_LEVELLED, _LISTED):
        for match in re.finditer(rf"(?<!\w)(?:{pattern.pattern})", wording.line):
            inside = wording.words_of(*match.span())
            start, end = wording.words[inside[0]].start, wording.words[inside[-1]].end
            if not any(slot.start < end and start < slot.end for slot in found):
                found.append(GroupSlot(wording.printed(inside), start, end))
    return tuple(sorted(found, key=lambda slot: slot.start))


def members(asked: str, printed: Iterable[str]) -> tuple[str, ...]:
    """The printed names that mean the group asked for; those of the bare level where none names its body."""
    wanted = shape_of(asked)
    if wanted is None:
        return ()
    shapes = {name: shape for name in printed if (shape := shape_of(name)) is not None}
    if wanted.parts:
        return tuple(name for name, shape in shapes.items() if wanted.parts <= shape.parts)
    level = {name: shape for name, shape in shapes.items() if shape.level == wanted.level}
    loose = wanted.body in ("", "chinh quyen")
    own = tuple(name for name, shape in level.items() if shape.body == wanted.body or (loose and shape.body == "uy ban nhan dan"))
    return own or tuple(name for name, shape in level.items() if not shape.body)

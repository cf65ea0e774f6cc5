"""Issuing bodies as identity compares them: what kind of body, and of which place.

A number alone names nothing, for every province and commune counts its own `175/KH-UBND`; the place of the body that issued it decides.
"Ủy ban nhân dân thành phố" without a name is the city of the document that says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from graph.agencies.gazetteer import load_gazetteer
from graph.identity.numbers import is_central
from vietnamese.letters import UPPER
from vietnamese.text import fold, normal, squeeze

Level = Literal["province", "district", "commune"]
Places = frozenset[str] | None
"""The places that a document may belong to; None where nothing is known, the empty set for bodies of the whole country."""

CENTRAL: frozenset[str] = frozenset({"trung uong"})

_LEVELS: Mapping[str, Level] = {
    "thành phố": "province",
    "tỉnh": "province",
    "thành ủy": "province",
    "tỉnh ủy": "province",
    "tp": "province",
    "tp.": "province",
    "quận": "district",
    "huyện": "district",
    "thị xã": "district",
    "quận ủy": "district",
    "huyện ủy": "district",
    "phường": "commune",
    "xã": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
_NAME = rf"[{UPPER}]\w*"
_PLACE = re.compile(
    rf"(?<!\w)(?P<level>(?i:thành phố|tỉnh ủy|thành ủy|tỉnh|tp\.?|quận ủy|huyện ủy|quận|huyện|thị xã|thị trấn|phường|xã(?! hội)|đặc khu))"
    rf"\s+(?P<name>{_NAME}(?:\s+-?\s?{_NAME}){{0,3}})"
)
_RELATIVE = re.compile(
    r"(?<!\w)(thanh pho|tinh uy|thanh uy|tinh|thanh doan|tinh doan|quan uy|huyen uy|quan|huyen|thi xa|thi tran|phuong|xa|dac khu)(?!\w)"
)
_RELATIVE_LEVELS: Mapping[str, Level] = {
    "thanh pho": "province",
    "tinh": "province",
    "thanh uy": "province",
    "tinh uy": "province",
    "thanh doan": "province",
    "tinh doan": "province",
    "quan": "district",
    "huyen": "district",
    "thi xa": "district",
    "quan uy": "district",
    "huyen uy": "district",
    "phuong": "commune",
    "xa": "commune",
    "thi tran": "commune",
    "dac khu": "commune",
}
_KINDS: tuple[tuple[str, str], ...] = (
    (r"bo chinh tri", "bo chinh tri"),
    (r"ban bi thu", "ban bi thu"),
    (r"ban chap hanh trung uong|trung uong dang", "trung uong"),
    (r"uy ban thuong vu quoc hoi|ubtvqh", "uy ban thuong vu quoc hoi"),
    (r"quoc hoi(?! khoa)", "quoc hoi"),
    (r"thu tuong", "thu tuong"),
    (r"chinh phu", "chinh phu"),
    (r"chu tich nuoc", "chu tich nuoc"),
    (r"hoi dong nhan dan|hdnd", "hoi dong nhan dan"),
    (r"uy ban nhan dan|ubnd", "uy ban nhan dan"),
    (r"uy ban kiem tra|ubkt", "uy ban kiem tra"),
    (r"mat tran to quoc|mttq", "mat tran"),
    (r"van phong", "van phong"),
    (r"thanh uy|tinh uy|dang bo|dang uy|quan uy|huyen uy", "cap uy"),
    (r"(?<!\w)bo (?!chinh tri|chi huy|tu lenh)\w+", "bo"),
    (r"(?<!\w)so (?!\d)\w+", "so"),
    (r"(?<!\w)ban (?!chap hanh|thuong vu|bi thu)\w+", "ban"),
)
_KIND_PATTERNS = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)
_CENTRAL_KINDS = frozenset(
    {
        "bo chinh tri",
        "ban bi thu",
        "trung uong",
        "uy ban thuong vu quoc hoi",
        "quoc hoi",
        "thu tuong",
        "chinh phu",
        "chu tich nuoc",
        "bo",
    }
)
_TERM = re.compile(r"khoa\s+([ivx]+)\b")


@dataclass(frozen=True, slots=True)
class Body:
    """What a printed issuer says: kinds of bodies named, places named, levels named without a place, the term ("khóa XIII")."""

    kinds: frozenset[str] = frozenset()
    places: frozenset[tuple[Level, str]] = frozenset()
    relative: frozenset[tuple[Level, str]] = frozenset()
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document comes from: the place of each level that it may mean without naming it, and its own level.

    `words` are the levels' own words ("thành phố"): in a document of a city, "tỉnh" is another body's place.
    """

    places: Mapping[Level, str] = field(default_factory=dict)
    words: Mapping[Level, str] = field(default_factory=dict)
    own: Level | None = None


@lru_cache(maxsize=65536)
def read_body(printed: str | None) -> Body:
    """The body in a printed issuer or a line of a letterhead."""
    text = squeeze(normal(printed or ""))
    if not text:
        return Body()
    places = frozenset(_located(match["level"], match["name"]) for match in _PLACE.finditer(text))
    folded = fold(text)
    kinds = frozenset(kind for pattern, kind in _KIND_PATTERNS if pattern.search(folded))
    named = {level for level, _ in places}
    relative = frozenset(
        (_RELATIVE_LEVELS[word], _word(word))
        for word in _RELATIVE.findall(folded)
        if word in _RELATIVE_LEVELS and _RELATIVE_LEVELS[word] not in named
    )
    term = _TERM.search(folded)
    return Body(kinds, places, relative, term.group(1) if term else None)


def _located(word: str, name: str) -> tuple[Level, str]:
    level = _LEVELS.get(word.lower(), "province")
    return level, _place(level, name)


def _place(level: Level, name: str) -> str:
    """A place's name folded: a province that is known by its name ends there ("TỈNH NGHỆ AN VĂN PHÒNG"), others after two words."""
    words = fold(squeeze(name)).removesuffix(" cu").split()
    known = _provinces()
    for length in range(len(words), 0, -1):
        if level == "province" and " ".join(words[:length]) in known:
            return " ".join(words[:length])
    return " ".join(words[:3] if level != "province" else words[:2])


@lru_cache(maxsize=1)
def _provinces() -> frozenset[str]:
    return frozenset(fold(name) for name in load_gazetteer().provinces)


def _word(word: str) -> str:
    return {"thanh uy": "thanh pho", "thanh doan": "thanh pho", "tinh uy": "tinh", "tinh doan": "tinh"}.get(word, word)


def places_of(body: Body, number: str, home: Home) -> Places:
    """The places that a document may belong to which is cited with this issuer and number in a document from `home`."""
    if number and is_central(number) and not body.places:
        return CENTRAL
    if body.places:
        return _lowest(body.places)
    if body.relative:
        level, word = min(body.relative, key=lambda item: (_DEPTH[item[0]], item[1] != home.words.get(item[0]), item[1]))
        return _relative_place(level, word, home)
    if body.kinds & _CENTRAL_KINDS and not number:
        return CENTRAL
    return frozenset(home.places.values()) or None


_DEPTH: Mapping[Level, int] = {"commune": 0, "district": 1, "province": 2}


def _lowest(places: frozenset[tuple[Level, str]]) -> frozenset[str]:
    depth = min(_DEPTH[level] for level, _ in places)
    return frozenset(place for level, place in places if _DEPTH[level] == depth)


def _relative_place(level: Level, word: str, home: Home) -> Places:
    place = home.places.get(level)
    if place is None:
        return None
    if home.words.get(level, word) != word and level == "province":
        return frozenset({f"{word}?"})
    return frozenset({place})


def places_clash(one: Places, other: Places) -> bool:
    """Whether two documents cannot be of one place."""
    return one is not None and other is not None and not one & other


def bodies_clash(one: Body, other: Body) -> bool:
    """Whether the printed issuers cannot be one document's: both named, with no kind in common."""
    return bool(one.kinds) and bool(other.kinds) and not one.kinds & other.kinds

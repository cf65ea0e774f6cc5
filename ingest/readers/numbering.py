"""Automatic numbers of Word paragraphs, as they are shown: "1.", "a)", "II."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_BULLETS = {"\uf0b7": "-", "\uf02d": "-", "\uf0a7": "-", "o": "+", "\u2022": "-", "\u25aa": "-", "\u2013": "-"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    document: Any
    _lists: dict[str, dict[int, _Level]] = field(init=False)
    _abstract: dict[str, str] = field(init=False)
    _styles: dict[str, tuple[str, int]] = field(init=False)
    _counts: dict[str, dict[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._counts = {}
        self._lists, self._abstract = self._definitions()
        self._styles = self._styled()

    def _definitions(self) -> tuple[dict[str, dict[int, _Level]], dict[str, str]]:
        part = next(
            (r.target_part for r in self.document.part.rels.values() if not r.is_external and r.reltype.endswith("/numbering")),
            None,
        )
        if part is None:
            return {}, {}
        root = part.element
        abstract = {node.get(f"{_W}abstractNumId"): _levels(node) for node in root.iterchildren(f"{_W}abstractNum")}
        owners: dict[str, str] = {}
        for node in root.iterchildren(f"{_W}num"):
            reference = node.find(f"{_W}abstractNumId")
            if reference is not None:
                owners[node.get(f"{_W}numId")] = reference.get(f"{_W}val")
        return {number: abstract.get(owner, {}) for number, owner in owners.items()}, owners

    def _styled(self) -> dict[str, tuple[str, int]]:
        """Numbering that a style gives to its paragraphs."""
        found: dict[str, tuple[str, int]] = {}
        for style in self.document.styles.element.iterchildren(f"{_W}style"):
            properties = style.find(f"{_W}pPr/{_W}numPr")
            if properties is not None and (pair := _pair(properties)) is not None:
                found[style.get(f"{_W}styleId")] = pair
        return found

    def next(self, paragraph: Any) -> str | None:
        """The number that a paragraph shows, None where it has none; counts it."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        pair = _pair(properties) if properties is not None else None
        if pair is None and style is not None and properties is None:
            pair = self._styles.get(style.get(f"{_W}val"))
        if pair is None or pair[0] == "0" or pair[1] not in self._lists.get(pair[0], {}):
            return None
        number, depth = pair
        levels = self._lists[number]
        if levels[depth].form == "bullet":
            return _BULLETS.get(levels[depth].text, "-")
        if levels[depth].form == "none":
            return None
        counts = self._counts.setdefault(self._abstract[number], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda m: _shown(levels.get(int(m[1]) - 1), counts.get(int(m[1]) - 1, 1)), levels[depth].text)


def _pair(properties: Any) -> tuple[str, int] | None:
    number, depth = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
    if number is None:
        return None
    return number.get(f"{_W}val"), int(depth.get(f"{_W}val")) if depth is not None else 0


def _levels(node: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in node.iterchildren(f"{_W}lvl"):
        form, text, start = (level.find(f"{_W}{name}") for name in ("numFmt", "lvlText", "start"))
        found[int(level.get(f"{_W}ilvl"))] = _Level(
            form.get(f"{_W}val") if form is not None else "decimal",
            text.get(f"{_W}val") if text is not None else "",
            int(start.get(f"{_W}val")) if start is not None else 1,
        )
    return found


def _shown(level: _Level | None, count: int) -> str:
    form = level.form if level is not None else "decimal"
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    pieces: list[str] = []
    for value, letters in _ROMANS:
        pieces.append(letters * (count // value))
        count %= value
    return "".join(pieces)

"""Sentences of readable text. Abbreviations, numbers, list marks and `;` end none."""

from __future__ import annotations

import re

_STOP = re.compile(r"(?:\./\.|[.!?]+|…+)[\"”’»)\]]*(?=\s|$)|\n[ \t]*\n")
_NEXT = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[^\s(“\"]*$")
_SHORT = "tp tx tt ts ths pgs gs bs ks cn kts nsnd nsưt ngnd đ/c đ.c đc v.v vv tr st no mr mrs ms dr ub hđ cty bt ct q p h x"
_ABBREVIATIONS = frozenset(_SHORT.split())
_MARK = re.compile(r"(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])\.?", re.IGNORECASE)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, blanks at their ends left out; together they hold everything but blanks."""
    spans: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for match in _STOP.finditer(text):
        if match.end() <= start or not _ends(text, start, match):
            continue
        _add(spans, text, start, match.end())
        start = _skip(text, match.end())
    _add(spans, text, start, len(text))
    return spans


def _skip(text: str, position: int) -> int:
    match = _NEXT.match(text, position)
    return match.end() if match else position


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    mark = stop.group()
    if mark.isspace() or "./." in mark:
        return True
    after = _skip(text, stop.end())
    if after >= len(text):
        return True
    if text[after].islower() or text[after] in ",;:)…":
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(start, stop.start() - 24), stop.start())
    return not _keeps_open(word.group() if word else "", word.start() == start if word else False)


def _keeps_open(word: str, first: bool) -> bool:
    """Whether a full stop after this word ends nothing: an abbreviation, an initial, the mark of a list item at the start."""
    if word.lower() in _ABBREVIATIONS:
        return not word.isdigit()
    if first and _MARK.fullmatch(word):
        return True
    return len(word) == 1 and word.isupper()

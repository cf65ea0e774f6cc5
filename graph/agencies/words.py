"""Words with their place in the raw text, in the one spelling that names are compared in.

A word's key is its lower-case syllable with one tone style; an abbreviation that always means the same words (`UBND`, `TP`)
carries their keys. What stands between two words matters for where a name ends, so each word keeps it as one sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from vietnamese.text import normal

BLANK, COMMA, DASH, COLON, STOP, BREAK, TIGHT = " ", ",", "-", ":", ".", "\n", "/"

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:&[^\W_]+)*")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


class Word(NamedTuple):
    """`gap`: what stands before it: a blank, `,`, `-` (a dash between blanks), `:`, `/` (joined to a code), a line's or sentence's end."""

    keys: tuple[str, ...]
    start: int
    end: int
    gap: str
    capital: bool
    upper: bool

    @property
    def key(self) -> str:
        return self.keys[0] if len(self.keys) == 1 else " ".join(self.keys)


@lru_cache(maxsize=4096)
def _gap(between: str) -> str:
    if not between:
        return BLANK
    text = between.strip(" \t\r\u00a0*_")
    if text.count("\n") > 1 or (text.strip() == "" and between.count("\n") > 1):
        return STOP
    text = text.strip()
    if not text:
        return BREAK if "\n" in between else BLANK
    if text == ",":
        return COMMA
    if text in {"/", "_"} or (text in _DASHES and between == text):
        return TIGHT
    if text in _DASHES:
        return STOP if "\n" in between else DASH
    if text in {":", "："}:
        return COLON
    return STOP


@lru_cache(maxsize=65536)
def _shape(printed: str) -> tuple[tuple[str, ...], bool, bool, bool]:
    """(keys, begins with a capital or a figure, all capitals and longer than a letter, may be an abbreviation)."""
    key = normal(printed).lower()
    upper = printed.isupper()
    return (key,), printed[0].isupper() or printed[0].isdigit(), upper and len(printed) > 1, upper or key in {"tp", "tw", "tư"}


def keys_of(text: str, expansions: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
    """The keys of a name, commas and dashes among them: what tries are built from."""
    found: list[str] = []
    for word in words_of(text, expansions or {}):
        if found and word.gap in {COMMA, DASH}:
            found.append(word.gap)
        found.extend(word.keys)
    return tuple(found)


def words_of(text: str, expansions: Mapping[str, tuple[str, ...]]) -> list[Word]:
    """All words of `text`; offsets into `text` as it is."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        between = text[last:start]
        keys, capital, upper, short = _shape(text[start:end])
        gap = BLANK
        if between != " ":
            gap = _gap(between)
            if found and gap in (TIGHT, STOP):
                gap = _joined(gap, between, found[-1], text, capital)
        if short:
            keys = expansions.get(keys[0], keys)
        found.append(Word(keys, start, end, gap, capital, upper))
        last = end
    return found


def _joined(gap: str, between: str, before: Word, text: str, capital: bool) -> str:
    """A dash without blanks between two names is a dash; the stop of "TP." is none."""
    if gap is TIGHT and between in _DASHES and capital and text[before.end - 1].islower():
        return DASH
    return BLANK if gap is STOP and before.keys == ("thành", "phố") and between.strip() == "." else gap


def compact(text: str) -> str:
    """A printed name on one line, NFC, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())

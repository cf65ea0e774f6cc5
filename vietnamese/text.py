"""Normal forms of Vietnamese text, each with a map back to the text it came from.

Matching runs on a normalised copy; offsets always point into the raw text. `normalise` changes what differs only in
encoding or habit (NFC, one tone style, one letter Đ, one dash, one space); `fold` also drops diacritics and case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
TONES = "\u0300\u0301\u0303\u0309\u0323"

_CHARACTERS = {ord(c): "-" for c in DASHES} | {ord(c): " " for c in SPACES} | {ord(c): None for c in INVISIBLE}
_CHARACTERS |= {0xD0: "Đ", 0xF0: "đ"}
_DROPPED = re.compile(f"[{INVISIBLE}]")
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]*")
# The tone stands on the first vowel of an open oa, oe, uy: hòa, khỏe, ủy. Before a final consonant nothing varies.
_NEW_STYLE = re.compile(r"(?i)(?<![qg])(o|u)(à|á|ã|ả|ạ|è|é|ẽ|ẻ|ẹ|ỳ|ý|ỹ|ỷ|ỵ)(?![\w\u0300-\u036f])")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; `offsets[i]` is where its i-th character begins in the raw text, with one entry more for the end."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of `text[start:end]`; combining marks that follow the last character belong to it."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]


@lru_cache(maxsize=65536)
def _tone_style(first: str, second: str) -> tuple[str, str] | None:
    base = unicodedata.normalize("NFD", second)
    tone = next((c for c in base if c in TONES), None)
    if tone is None:
        return None
    plain = unicodedata.normalize("NFC", base.replace(tone, ""))
    pair = (first.lower(), plain.lower())
    if pair not in {("o", "a"), ("o", "e"), ("u", "y")}:
        return None
    return unicodedata.normalize("NFC", first + tone), plain


def _one_style(match: re.Match[str]) -> str:
    return "".join(_tone_style(match.group(1), match.group(2)) or match.groups())


def normalise(text: str) -> Normalised:
    """NFC, one tone style (hòa, khỏe, ủy), `Đ` for `Ð`, `-` for every dash, a plain space for every blank but line breaks.

    Line breaks and case stay. Soft hyphens and zero-width characters disappear.
    """
    composed_already = unicodedata.is_normalized("NFC", text)
    if composed_already and _DROPPED.search(text) is None:
        return Normalised(_NEW_STYLE.sub(_one_style, text.translate(_CHARACTERS)), range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    if composed_already:
        for position, character in enumerate(text):
            replaced = _CHARACTERS.get(ord(character), character)
            if replaced is not None:
                pieces.append(replaced)
                offsets.append(position)
    else:
        for match in _CLUSTER.finditer(text):
            composed = unicodedata.normalize("NFC", match.group())
            for character in composed:
                replaced = _CHARACTERS.get(ord(character), character)
                if replaced is not None:
                    pieces.append(replaced)
                    offsets.append(match.start())
    offsets.append(len(text))
    joined = "".join(pieces)
    for match in _NEW_STYLE.finditer(joined):
        swapped = _tone_style(match.group(1), match.group(2))
        if swapped is not None:
            pieces[match.start()], pieces[match.start() + 1] = swapped
    return Normalised("".join(pieces), offsets)


def normal(text: str) -> str:
    """The text of `normalise` alone."""
    return normalise(text).text


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    plain = "d" if character in "đĐÐð" else character.lower()
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))[:1] or ""


def fold(text: str) -> str:
    """Lower case without diacritics. On NFC text one character gives one character, so offsets stay."""
    return "".join(map(_fold_character, text))


def squeeze(text: str) -> str:
    """White space of every kind made single blanks, none at the ends."""
    return " ".join(text.split())

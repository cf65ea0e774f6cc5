"""When two printed texts count as the same: tone marks, dashes, blanks and quotation marks do not tell texts apart."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
SHORT_FORMS = (("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("mttq", "mặt trận tổ quốc"), ("tp", "thành phố"))


@cache
def plain(text: str | None) -> str:
    """Lower case, one way to place tone marks ("Uỷ" as "Ủy"), single blanks, hyphens without blanks, no quotation marks."""
    words = re.split(r"([^\w\u0300-\u036f]+)", unicodedata.normalize("NFD", unicodedata.normalize("NFC", text or "").lower()))
    joined = unicodedata.normalize("NFC", "".join(map(_tone_last, words)))
    joined = re.sub(r"[“”\"'‘’]", "", joined)
    joined = re.sub(r"\s*[–—-]\s*", "-", joined)
    return re.sub(r"\s+", " ", joined).strip(" .;,:")


def _tone_last(word: str) -> str:
    return "".join(c for c in word if c not in TONES) + "".join(c for c in word if c in TONES)


def alike(first: str | None, second: str | None) -> float:
    """From 0 to 1."""
    return difflib.SequenceMatcher(None, plain(first), plain(second), autojunk=False).ratio()


def agency(name: str | None, home: str | None = None) -> str:
    """An agency's name with its abbreviations written out and without the place at home: "UBND TP" is "ủy ban nhân dân"."""
    text = plain(name)
    for short, full in SHORT_FORMS:
        text = re.sub(rf"\b{plain(short)}\b", plain(full), text)
    if home:
        text = re.sub(rf"({plain('thành phố')} |{plain('tỉnh')} )?{re.escape(plain(home))}$", "", text).strip()
    return re.sub(rf" ({plain('thành phố')}|{plain('tỉnh')})$", "", text).strip()


def number(printed: str | None) -> str | None:
    """A number without blanks, all dashes hyphens; None where there is none."""
    if not printed:
        return None
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", printed).replace("–", "-").replace("—", "-")) or None


def split_key(key: str | None) -> tuple[str | None, str | None]:
    """(number, date) of a document's key, (None, name) of one without a number."""
    if not key:
        return None, None
    key = key.split("#")[0]
    if "@" not in key:
        return None, key
    printed, day = key.rsplit("@", 1)
    return number(printed), day or None


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(part: int, whole: int) -> float:
    """`part` of `whole`; 1 of nothing at all."""
    return part / whole if whole else 1.0

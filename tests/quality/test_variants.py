"""Every number of the gold and of the sample in twenty spellings: at least 99 of 100 must be found, with the same number."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.extraction import Header
from graph.numbers import fold_number
from ingest.extract.citations import find_citations
from ingest.layout import lay_out
from ingest.readers.records import SourceText

ROOT = Path(__file__).resolve().parents[2]
FLOOR = 0.99
HEADER = Header(None, None, None, None, None, (), None, None, None, None, None, (), None)
# The sentences in which a variant stands: mid-sentence, before a date, at the end.
FRAMES = ("Các cơ quan tổ chức thực hiện {} của cấp trên, báo cáo kết quả.", "Căn cứ {} ngày 05/3/2024;", "Việc này theo {}.")


def plain(text: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")) if not unicodedata.combining(c)
    )


def separators(new: str) -> Callable[[str], str]:
    return lambda number: re.sub(r"[-/]", lambda match: new.replace("#", match.group()), number)


def dashes(new: str) -> Callable[[str], str]:
    return lambda number: number.replace("-", new)


def slip(number: str) -> str:
    """The first digit that a scanner confuses, as it reads it."""
    head = re.match(r"\d+", number)
    if head is None or len(head.group()) < 2:
        return number
    digits = head.group()
    place = next((i for i, digit in enumerate(digits) if digit in "01" and any(d not in "01" for d in digits)), None)
    if place is None:
        return number
    return digits[:place] + {"0": "O", "1": "l"}[digits[place]] + number[place + 1 :]


def modern_tone(text: str) -> str:
    return text.replace("hóa", "hoá").replace("ủy", "uỷ").replace("Ủy", "Uỷ").replace("hòa", "hoà")


def old_tone(text: str) -> str:
    return text.replace("hoá", "hóa").replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("hoà", "hòa")


def same(text: str) -> str:
    return text


# name: (what becomes of the number, what becomes of the whole sentence, what stands between the kind and the number)
VARIANTS: dict[str, tuple[Callable[[str], str], Callable[[str], str], str]] = {
    "as printed": (same, same, " số "),
    "no số": (same, same, " "),
    "capital Số": (same, same, " Số "),
    "số hiệu": (same, same, " số hiệu "),
    "colon": (same, same, " số: "),
    "blanks round every sign": (separators(" # "), same, " số "),
    "blank after": (separators("# "), same, " số "),
    "blank before": (separators(" #"), same, " số "),
    "en dash": (dashes("–"), same, " số "),
    "en dash with blanks": (dashes(" – "), same, " số "),
    "non-breaking hyphen": (dashes("\u2011"), same, " số "),
    "non-breaking blanks": (same, same, "\u00a0số\u00a0"),
    "broken before the number": (same, same, " số\n"),
    "broken inside": (lambda number: re.sub(r"([-/])(?=[A-ZĐ])", r"\1\n", number, count=1), same, " số "),
    "lower case": (str.lower, str.lower, " số "),
    "no diacritics": (plain, plain, " số "),
    "Ð for Đ": (lambda number: number.replace("Đ", "Ð"), same, " số "),
    "digit slip": (slip, same, " số "),
    "glued mark": (lambda number: f"{number}⁷", same, " số "),
    "glued word": (same, same, " số"),
    "NFD": (same, lambda text: unicodedata.normalize("NFD", text), " số "),
    "modern tone marks": (same, modern_tone, " số "),
    "old tone marks": (same, old_tone, " số "),
}


def find(text: str) -> set[str]:
    found = find_citations(lay_out(SourceText(text)), HEADER)
    return {fold_number(citation.number) for citation in found if citation.number}


def gold_files() -> list[Path]:
    shared = Path(os.environ.get("VANMACH_SHARED") or ROOT.parent / "shared") / "gold"
    return sorted([*shared.glob("[0-9]*.json"), *(ROOT / "tests" / "golden" / "sample").glob("[0-9]*.json")])


def gold_numbers() -> list[tuple[str, str]]:
    """(kind, number) of every number cited in the gold, each once."""
    pairs = set()
    for path in gold_files():
        for citation in json.loads(path.read_text("utf-8"))["citations"]:
            if citation.get("number") and not citation.get("named") and re.search(r"[A-ZĐ]", citation["number"]):
                pairs.add((citation.get("type") or "Văn bản", citation["number"]))
    return sorted(pairs)


@pytest.mark.parametrize("variant", list(VARIANTS))
def test_variants_are_found_with_the_same_number(variant: str) -> None:
    numbers = gold_numbers()
    if not numbers:
        pytest.skip("no gold of citations here")
    change, dress, link = VARIANTS[variant]
    missed, total = [], 0
    for kind, number in numbers:
        for frame in FRAMES:
            text = dress(frame.format(f"{kind}{link}{change(number)}"))
            total += 1
            if fold_number(number) not in find(text):
                missed.append(text)
    assert len(missed) <= (1 - FLOOR) * total, missed[:10]


def test_there_are_at_least_twenty_spellings() -> None:
    assert len(VARIANTS) >= 20

"""Amounts in questions: "trên 10.000 tỷ đồng", "> 10 nghin ty", "hơn mười nghìn tỷ", "dưới 500 tỷ"."""

from __future__ import annotations

import re
from typing import Literal

from search_api.ask.slots import AmountSlot

_UNITS = {"trieu": 1.0, "ty": 1000.0, "ti": 1000.0, "nghin ty": 1_000_000.0, "ngan ty": 1_000_000.0}
_NUMERALS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "tram": 100,
    "muoi lam": 15,
    "hai muoi": 20,
    "mot tram": 100,
    "nam muoi": 50,
}
_AMOUNT = re.compile(
    rf"(?P<compare>>=?|<=?|tren|hon|lon hon|vuot|tu|it nhat|toi thieu|duoi|nho hon|khong qua|it hon)?\s*"
    rf"(?P<figure>\d[\d.,]*|{'|'.join(sorted(_NUMERALS, key=len, reverse=True))})\s*(?P<unit>nghin ty|ngan ty|ty|ti|trieu)\b(?:\s*dong|\s*vnd)?"
)
_MORE = {">", ">=", "tren", "hon", "lon hon", "vuot", "tu", "it nhat", "toi thieu"}
_LESS = {"<", "<=", "duoi", "nho hon", "khong qua", "it hon"}


def find_amounts(folded: str) -> tuple[AmountSlot, ...]:
    """Amounts of a folded question, in million đồng."""
    found = []
    for match in _AMOUNT.finditer(folded):
        compare: Literal[">", "<", "="] = ">" if match["compare"] in _MORE else "<" if match["compare"] in _LESS else "="
        found.append(AmountSlot(_figure(match["figure"]) * _UNITS[match["unit"]], compare, match.start(), match.end()))
    return tuple(found)


def _figure(printed: str) -> float:
    if printed in _NUMERALS:
        return float(_NUMERALS[printed])
    thousands = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", printed.rstrip(".,"))
    return float(thousands.replace(",", "."))

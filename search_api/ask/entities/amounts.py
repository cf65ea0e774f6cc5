"""Amounts in questions: "trên 10.000 tỷ đồng", "> 10 nghin ty", "hơn mười nghìn tỷ", "dưới 500 tỷ"."""

from __future__ import annotations

import re

from search_api.ask.slots import AmountSlot, Compare

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
_COMPARE = "(?P<compare>>=?|<=?|tren|hon|lon hon|vuot|tu|it nhat|toi thieu|duoi|nho hon|khong qua|it hon|cao hon|thap hon|chua den|toi da)?"
_FIGURES = rf"(?P<figure>\d[\d.,]*|{'|'.join(sorted(_NUMERALS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>nghin ty|ngan ty|ty|ti|trieu)\b(?! (?:le|trong|gia|luot|tan|nguoi))(?:\s*dong|\s*vnd)?"
_AMOUNT = re.compile(rf"{_COMPARE}\s*{_FIGURES}\s*{_UNIT}")
_MORE = {">", ">=", "tren", "hon", "lon hon", "vuot", "tu", "it nhat", "toi thieu", "cao hon"}
_LESS = {"<", "<=", "duoi", "nho hon", "khong qua", "it hon", "thap hon", "chua den", "toi da"}


_RANGE = re.compile(
    r"(?:(?:tu|trong khoang|khoang)\s*(?P<low>\d[\d.,]*)\s*(?P<own>nghin ty|ngan ty|ty|ti|trieu|nghin|ngan)?\s*(?:dong\s*)?(?:den|-|toi)"
    r"|(?<![\w/])(?P<bare>\d[\d.,]*)\s*-)\s*$"
)
_THOUSANDS = {"nghin": 1_000_000.0, "ngan": 1_000_000.0}


def find_amounts(folded: str) -> tuple[AmountSlot, ...]:
    """Amounts of a folded question, in million đồng; "từ 5.000 đến 10.000 tỷ" is two, a lower and an upper bound."""
    found: list[AmountSlot] = []
    for match in _AMOUNT.finditer(folded):
        unit, start = _UNITS[match["unit"]], match.start()
        compare: Compare = ">" if match["compare"] in _MORE else "<" if match["compare"] in _LESS else "="
        low = _RANGE.search(folded[: match.start("figure")])
        if low:
            found = [amount for amount in found if amount.end <= low.start()]
            own = (_UNITS | _THOUSANDS)[low["own"]] if low["own"] else unit
            found.append(AmountSlot(_figure(low["low"] or low["bare"]) * own, ">=", low.start(), low.end()))
            compare, start = "<=", low.end()
        found.append(AmountSlot(_figure(match["figure"]) * unit, compare, start, match.end()))
    return tuple(found)


def _figure(printed: str) -> float:
    if printed in _NUMERALS:
        return float(_NUMERALS[printed])
    if not re.search(r"\d", printed):
        return 0.0
    thousands = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", printed.rstrip(".,"))
    try:
        return float(thousands.replace(",", "."))
    except ValueError:
        return float(re.sub(r"\D", "", printed)[:12])

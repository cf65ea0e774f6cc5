"""Amounts in questions: "trên 10.000 tỷ đồng", "hơn mười nghìn tỷ", "chưa tới nghìn tỷ", "cỡ 5 nghìn - 10 nghìn tỷ"."""

from __future__ import annotations

import re

from search_api.ask.entities.quantities import Number, as_limits, bound_at, number_before
from search_api.ask.slots import AmountSlot

_UNIT = re.compile(
    r"(?<![^\W\d_])(?P<unit>ty|ti|trieu)\b"
    r"(?!\s*(?:le|trong|gia|luot|tan|nguoi|khach|usd|do la|do-la|lao dong|can|con|m2|m3|ha|thue bao|ho|cay|dan|san pham)\b)"
    r"(?:\s*dong|\s*vnd|\s*d\b)?"
)
_MILLIONS = {"ty": 1000.0, "ti": 1000.0, "trieu": 1.0}
_ASKED = re.compile(r"(?:nhieu|may|vai|bao)\s*$")
_JOINT = re.compile(r"(?:\s*(?:den|toi|cho den|cho toi|den duoi)|\s*[-–—~])\s*(?:muc\s*)?$")
_AND = re.compile(r"\s*va\s*$")
_OWN_UNIT = re.compile(r"(?P<unit>ty|ti|trieu)(?:\s*(?:dong|vnd))?\s*$")
_LED = re.compile(r"(?<!\w)(?:tu|giua|trong khoang|trong khoang tu|khoang tu|khoang|co|tam|dao dong tu)(?:\s*muc)?\s*$")
_YEAR_BEFORE = re.compile(r"(?<!\w)nam\s*$")


def find_amounts(folded: str) -> tuple[AmountSlot, ...]:
    """Amounts of a folded question, in million đồng; "từ 5.000 đến 10.000 tỷ" is two, a lower and an upper bound."""
    found: list[AmountSlot] = []
    for match in _UNIT.finditer(folded):
        number = number_before(folded, match.start())
        if number is None or _ASKED.search(folded[: number.start]):
            continue
        unit = _MILLIONS[match["unit"]]
        million = number.value * unit
        low = _lower(folded, number, million, unit)
        if low is not None:
            found = [amount for amount in found if amount.end <= low.start]
            found += [low, AmountSlot(million, "<=", low.end, match.end())]
            continue
        bound, start, end = bound_at(folded, number.start, match.end())
        found += [AmountSlot(limit, compare, start, end) for limit, compare in as_limits(million, bound)]
    return tuple(found)


def _lower(folded: str, high: Number, million: float, unit: float) -> AmountSlot | None:
    """The lower bound that stands before a range's upper one; it shares the upper one's unit where it names none."""
    joint = _JOINT.search(folded, 0, high.start) or _AND.search(folded, 0, high.start)
    if joint is None:
        return None
    end = joint.start()
    own = _OWN_UNIT.search(folded, 0, end)
    low = number_before(folded, own.start() if own else len(folded[:end].rstrip(" đong")) if folded[:end].endswith("dong") else end)
    if low is None:
        return None
    led = _LED.search(folded, 0, low.start)
    if _AND.fullmatch(folded[joint.start() : high.start]) and led is None:
        return None
    if led is None and not own and _YEAR_BEFORE.search(folded, 0, low.start):
        return None
    value = low.value * (_MILLIONS[own["unit"]] if own else unit)
    if not own and low.times == 1 and high.times > 1 and value * high.times <= million:
        value *= high.times
    if value > million:
        return None
    return AmountSlot(value, ">=", led.start() if led else low.start, joint.end())

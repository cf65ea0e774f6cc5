"""Printed numbers and amounts: `162.875,66` and `194,935.65`, `hai mươi mốt`, `1 tỷ 500 triệu đồng`, `12,78%`.

A single separator before three digits is read by the habit of the column or document that it stands in (`number_style`); Vietnamese
habit where nothing says otherwise. Values are exact where they are whole, floats else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vietnamese.text import normal

Style = Literal["vi", "en"]
Currency = Literal["VND", "USD", "EUR", "JPY"]

NUMBER = r"\d+(?:[.,\u00a0]\d+)*"
_NUMBER = re.compile(rf"(?<![\w.,]){NUMBER}(?![\w]|[.,]\d)")
_ENGLISH = re.compile(r"^\d{1,3}(?:,\d{3})+\.\d+$|^\d{1,3}(?:,\d{3}){2,}$|^(?:0|\d+)\.(?:\d{1,2}|\d{4,})$|^0\.\d+$|^\d{4,}\.\d+$")
_VIETNAMESE = re.compile(r"^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$|^(?:0|\d+),(?:\d{1,2}|\d{4,})$|^0,\d+$|^\d{4,},\d+$")
_SCALES = {"": 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SCALE = r"(?:(?:nghìn|ngàn|triệu)\s+(?:tỷ|tỉ)|nghìn|ngàn|triệu|tỷ|tỉ|trđ|tr\.?đ)"
_CURRENCIES: dict[str, Currency] = {
    "đồng": "VND", "đ": "VND", "vnđ": "VND", "vnd": "VND", "usd": "USD", "đô la mỹ": "USD", "đô la": "USD", "eur": "EUR", "euro": "EUR",
    "yên": "JPY",
}  # fmt: skip
_CURRENCY = r"(?:đồng|vnđ|vnd|usd|đô la mỹ|đô la|eur|euro|yên|đ)"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER}|(?:{{words}})(?:\s+(?:{{words}}))*)\s*(?P<scale>{_SCALE})?(?:\s*(?P<currency>{_CURRENCY})(?!\w))?".replace(
        "{words}", "không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|trăm|linh|lẻ"
    ),
    re.IGNORECASE,
)
_UNIT = re.compile(rf"(?<!\w)(?:(?P<scale>{_SCALE})(?:\s*(?:đồng|vnđ|vnd|đ))?|(?:đồng|vnđ|vnd))(?!\w)")
_PERCENT = re.compile(rf"(?<![\w.,])(?P<number>[-+]?{NUMBER})\s*(?P<points>điểm\s*)?(?:%|phần trăm)")
_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in a text: `value` in whole units of the currency ("1,2 tỷ đồng": 1200000000)."""

    start: int
    end: int
    value: int | float
    currency: Currency

    @property
    def million_vnd(self) -> int | float | None:
        """In million đồng; None for another currency."""
        return _plain(Decimal(str(self.value)) / 10**6) if self.currency == "VND" else None


@dataclass(frozen=True, slots=True)
class Percentage:
    """`points`: percentage points ("0,5 điểm %")."""

    start: int
    end: int
    value: int | float
    points: bool


def number_style(samples: Iterable[str]) -> Style:
    """The habit of numbers that stand together: English only where more of them can be read in no other way."""
    balance = 0
    for sample in samples:
        for match in _NUMBER.finditer(sample):
            balance += bool(_ENGLISH.match(match.group())) - bool(_VIETNAMESE.match(match.group()))
    return "en" if balance > 0 else "vi"


def parse_number(text: str, style: Style = "vi") -> int | float | None:
    """The number that all of `text` is (`> 75`, `~12`, `-3,5` too); None where it is something else.

    `style` decides for one separator before three digits (`584,065`, `1.250`).
    """
    plain = normal(text).strip().lstrip("~≈><≥≤=").strip()
    sign = -1 if plain.startswith("-") and plain[1:2].isdigit() else 1
    digits = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", plain.lstrip("+-").strip())
    if not re.fullmatch(NUMBER, digits):
        return None
    value = _decimal(digits.replace("\u00a0", ""), style)
    return _plain(value * sign) if value is not None else None


def _decimal(digits: str, style: Style) -> Decimal | None:
    """The value of figures with their marks; None where the marks part no groups of three ("12.5.2025")."""
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    alone = len(marks) == 1
    groups = re.split(r"[.,]", digits if len(set(marks)) == 1 and not alone else whole)
    if len(groups) > 1 and not (0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    if not alone and len(set(marks)) == 1:
        return Decimal(digits.replace(last, ""))
    thousands = (
        alone and len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0") and last == ("." if style == "vi" else ",")
    )
    return Decimal(whole + fraction) if thousands else Decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def find_numbers(text: str, style: Style = "vi") -> Iterator[tuple[int, int, int | float]]:
    """(start, end, value) of every number in figures."""
    for match in _NUMBER.finditer(text):
        value = parse_number(match.group(), style)
        if value is not None:
            yield match.start(), match.end(), value


def scale_of(unit: str) -> int | None:
    """How many ones a scale is: `nghìn tỷ` is 10^12; None for no scale."""
    words = normal(unit).lower().replace("trđ", "triệu").replace("tr.đ", "triệu").split()
    product = 1
    for word in words:
        if word not in _SCALES:
            return None
        product *= _SCALES[word]
    return product


def unit_in_million_vnd(text: str) -> Decimal | None:
    """Million đồng in one of a column's unit ("Tổng mức đầu tư (tỷ đồng)": 1000, "ĐVT: đồng": 0.000001); None where no money is named."""
    plain = normal(text).lower()
    found = list(_UNIT.finditer(plain))
    if not found:
        return None
    scale = scale_of(found[-1].group("scale") or "")
    return Decimal(scale) / 10**6 if scale is not None else None


def find_amounts(text: str, style: Style = "vi") -> tuple[Amount, ...]:
    """Every sum of money, "1 tỷ 500 triệu đồng" as one; offsets into `text` (which is normal form)."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        scale, currency = match.group("scale"), (match.group("currency") or "").lower()
        number = _value(match.group("number"), style)
        if number is None or not (scale or currency) or (not currency and not _is_money(scale)):
            continue
        factor = scale_of(scale or "") or 1
        value = Decimal(str(number)) * factor
        kind = _CURRENCIES.get(currency, "VND")
        before = found[-1] if found else None
        goes_on = before is not None and text[before.end : match.start()].isspace() and not _ended(text, before)
        if before is not None and goes_on and Decimal(str(before.value)) > value:
            total = _plain(Decimal(str(before.value)) + value)
            found[-1] = Amount(before.start, _end(match), total, kind)
        else:
            found.append(Amount(match.start(), _end(match), _plain(value), kind))
    return tuple(found)


def _is_money(scale: str | None) -> bool:
    """`tỷ` and `trđ` alone are money in offices' prose, `triệu` and `nghìn` count anything."""
    return scale is not None and normal(scale).lower().split()[-1] in {"tỷ", "tỉ", "trđ", "tr.đ"}


def _ended(text: str, amount: Amount) -> bool:
    return text[amount.start : amount.end].lower().endswith(("đồng", "vnđ", "vnd", "usd"))


def _end(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip())


def _value(printed: str, style: Style) -> int | float | None:
    return parse_number(printed, style) if printed[0].isdigit() else parse_words(printed)


def find_percentages(text: str, style: Style = "vi") -> tuple[Percentage, ...]:
    """Every percentage and number of percentage points."""
    found: list[Percentage] = []
    for match in _PERCENT.finditer(text):
        value = parse_number(match.group("number"), style)
        if value is not None:
            found.append(Percentage(match.start(), match.end(), value, match.group("points") is not None))
    return tuple(found)


def parse_words(text: str) -> int | float | None:
    """The number that words say (`hai trăm linh năm`, `mười nghìn tỷ`, `một tỷ rưỡi`); None where they say none."""
    total = Decimal(0)
    block: int | None = None
    last_scale = 1
    for word in normal(text).lower().split():
        if word in _SCALES and word:
            total, last_scale = _scaled(total, block, _SCALES[word]), _SCALES[word]
            block = None
        elif word == "rưỡi" and block is None and last_scale > 1:
            total += Decimal(last_scale) / 2
        else:
            block = _grown(block, word)
            if block is None:
                return None
    if block is None and not total:
        return None
    return _plain(total + (block or 0))


def _scaled(total: Decimal, block: int | None, scale: int) -> Decimal:
    """`nghìn tỷ`: a scale without digits of its own multiplies all before it."""
    return total * scale if block is None and total else total + (1 if block is None else block) * scale


def _grown(block: int | None, word: str) -> int | None:
    """A block below a thousand with one more word; None where the word does not fit."""
    value = block or 0
    if word in _DIGITS:
        return value + _DIGITS[word]
    if word == "mười":
        return value + 10
    if word == "mươi" and value % 10:
        return value - value % 10 + value % 10 * 10
    if word == "trăm" and 0 <= value < 10 and block is not None:
        return value * 100
    return value if word in {"linh", "lẻ"} and block is not None else None

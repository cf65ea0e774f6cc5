"""A document's number as it is typed: in any spelling, with its date, its year or its issuer behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from embeddings.protocols import Entry
from graph.codes import types_by_name
from graph.numbers import fold_number, number_matches, parse_number
from vietnamese.text import fold, normal, squeeze

LONGEST = 80
"""A longer query is no number."""
_KEY = re.compile(r"^(.*)@([\d-]*)(?:#.*)?$")
_DAY = re.compile(r"^(.*\d\S*),?\s+(?:ngày|ngay)\s+(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})$", re.IGNORECASE)
_YEAR = re.compile(r"^(.*?\S),?\s+(?:năm\s+|nam\s+)?((?:19|20)\d\d)$", re.IGNORECASE)
_ISSUER = re.compile(r"^(.*?\d\S*)\s+(?:của|cua)\s+(.+)$", re.IGNORECASE)
_PRINTED_YEAR = re.compile(r"/\d+(?=\.)")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """`number` in its folded form, and what else its document must have: the beginning of its date, words of its issuer."""

    number: str
    named: str = ""
    """The folded name of the kind that was typed."""
    date: str = ""
    issuer: str = ""

    @property
    def digits(self) -> str:
        return re.split(r"[/.]", self.number, maxsplit=1)[0]

    def fits(self, entry: Entry) -> bool:
        """Whether a document may be meant."""
        spelled = any(number_matches(self.number, whole) for whole in self._spellings(entry))
        issuer = fold(str(entry.facets.get("issuer") or ""))
        return spelled and str(entry.facets.get("date") or "").startswith(self.date) and self.issuer in issuer

    def looseness(self, entry: Entry) -> tuple[int, bool]:
        """How loosely a document fits: 0 by its whole number, 1 by whole parts of it ("ct 03" is 03-CT/TU), 2 by the beginning of a
        part (03-CTr/TU); then whether it is of another kind than the named one ("quy định 09" is no Quyết định)."""
        spellings = list(self._spellings(entry))
        ends = {end for whole, ends in ((whole, _ends(entry, whole)) for whole in spellings) for end in ends}
        level = 0 if self.number in spellings else 1 if len(self.number) in ends else 2
        return level, bool(self.named) and not fold(str(entry.facets.get("type") or "")).startswith(self.named)

    def _spellings(self, entry: Entry) -> Iterator[str]:
        """The document's folded number, without its year where none was typed, and with the code of its kind where it bears none
        ("nghị quyết 226" is 226/2025/QH15)."""
        number = str(entry.facets.get("number") or "")
        whole = fold_number(number)
        yield whole if "/" in self.number else _PRINTED_YEAR.sub("", whole)
        parsed, kind = parse_number(number), types_by_name().get(fold(str(entry.facets.get("type") or "")))
        if parsed is not None and parsed.code is None and kind is not None:
            head, _, letters = whole.partition(".")
            for code in kind.codes:
                yield f"{head if '/' in self.number else head.partition('/')[0]}.{fold(code)}{letters}"


def _ends(entry: Entry, whole: str) -> set[int]:
    """How long a typed number is that ends where a part of the document's number ends."""
    parsed = parse_number(str(entry.facets.get("number") or ""))
    parts = [] if parsed is None else re.findall(r"\w+", f"{parsed.code or ''} {parsed.issuer or ''}")
    begin = whole.index(".") + 1
    missing = len(whole) - begin - sum(len(part) for part in parts)
    lengths = [missing, *(len(part) for part in parts)] if missing > 0 else [len(part) for part in parts]
    return set(accumulate(lengths, initial=begin))


def readings(q: str) -> Iterator[TypedNumber]:
    """What a query may spell, the strictest reading first; none where it is no number."""
    text = squeeze(normal(q))
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return
    key = _KEY.match(text)
    if key:
        yield _typed(key.group(1), key.group(2))
        return
    issuer = _ISSUER.match(text)
    if issuer:
        for one in readings(issuer.group(1)):
            yield TypedNumber(one.number, one.named, one.date, fold(issuer.group(2)))
        text = issuer.group(1)
    dated = _DAY.match(text)
    if dated:
        number, day, month, year = dated.groups()
        yield _typed(number, f"{year}-{int(month):02}-{int(day):02}")
        text = number
    yield _typed(text, "")
    behind = _YEAR.match(text)
    if behind and any(c.isdigit() for c in behind.group(1)):
        yield _typed(behind.group(1), behind.group(2))


def _typed(text: str, date: str) -> TypedNumber:
    folded = squeeze(fold(text))
    named = next((name for name in sorted(types_by_name(), key=len, reverse=True) if folded.startswith(f"{name} ")), "")
    return TypedNumber(fold_number(text), named, date)

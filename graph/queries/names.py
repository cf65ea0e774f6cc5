"""One name printed in two ways: with another period ("giai đoạn 2025 - 2030", "giai đoạn 2026 - 2030") or with some words more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from graph.identity.describe import Printing, clean
from graph.identity.names import name_title
from graph.identity.resolved import Resolved
from graph.identity.types import family
from graph.identity.words import PLAIN, TELLING
from graph.queries.wording import at, name, one_each, quoted
from graph.records import Document, Finding
from vietnamese.text import fold

_PERIOD = re.compile(
    r"(?<!\w)(?P<kind>giai doan|nhiem ky|thoi ky) (?:tu )?(?:nam )?(?P<first>\d{4}) ?(?:[-–—]|den) ?(?:nam )?(?P<last>\d{4})(?!\d)"
)
_WORD = re.compile(r"\w+")
_RUN = 10
"""So many words before a period must be the same for two names to be one."""
_NEAR = 2
"""By so many years one end of a period may differ to be a slip; by more it is another period."""
_LONG = 12
_FEW = 4
"""A long name has so many words; so few more in one place may still leave it the same."""
_MOST = 24
"""So many names that begin and end alike are compared at most."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A name before its period, with the period."""

    index: int
    kind: str
    run: tuple[str, ...]
    name: str
    years: tuple[int, int]
    printing: Printing

    @property
    def printed(self) -> str:
        return f"{self.years[0]} - {self.years[1]}"


def differing_names(resolved: Resolved) -> Iterator[Finding]:
    """One `title_mismatch` for each name that is printed with two periods, and for each two names that differ by a few words."""
    printed = [*_printed(resolved)]
    yield from _differing_periods(resolved, printed)
    yield from _differing_words(resolved, printed)


def _printed(resolved: Resolved) -> Iterator[tuple[int, str, Printing]]:
    """Every title that is printed of a document, each spelling once in each document that cites it."""
    for index in sorted(resolved.found.entities):
        seen: set[tuple[int, str]] = set()
        for printing in resolved.described.printings[index]:
            cited = printing.cited
            title = clean((cited.title if cited.number else name_title(cited)) or "")
            if title and (printing.held.index, fold(title)) not in seen:
                seen.add((printing.held.index, fold(title)))
                yield index, title, printing


def _differing_periods(resolved: Resolved, printed: Iterable[tuple[int, str, Printing]]) -> Iterator[Finding]:
    alike: dict[tuple[str, tuple[str, ...]], list[_Dated]] = defaultdict(list)
    for index, title, printing in printed:
        for dated in _dated(index, title, printing):
            alike[dated.kind, dated.run].append(dated)
    for (kind, _), names in sorted(alike.items(), key=lambda row: row[0]):
        others = [other for other in names if any(_one_slips(other, each) for each in names)]
        if not others:
            continue
        places = {(each.years, each.index): each for each in reversed(others)}
        said = "; ".join(
            f"“{each.printed}” ({_short(resolved.described.documents[each.index])})" for each in reversed(places.values())
        )
        keys = tuple(sorted({resolved.described.keys[each.index] for each in others}))
        message = f"Tên “{_common([each.name for each in others])}” được ghi với {_KINDS[kind]} khác nhau: {said}."
        yield Finding("title_mismatch", keys, message, one_each([at(resolved, each.printing) for each in others]))


_KINDS = {"giai doan": "giai đoạn", "nhiem ky": "nhiệm kỳ", "thoi ky": "thời kỳ"}


def _dated(index: int, title: str, printing: Printing) -> Iterator[_Dated]:
    folded = fold(title)
    if len(folded) != len(title):
        return
    for match in _PERIOD.finditer(folded):
        run = tuple(_WORD.findall(folded[: match.start()])[-_RUN:])
        years = int(match["first"]), int(match["last"])
        if len(run) == _RUN and years[0] < years[1]:
            yield _Dated(index, match["kind"], run, title[: match.start()].strip(' ,;:“”"'), years, printing)


def _one_slips(one: _Dated, other: _Dated) -> bool:
    """Whether two periods of one name cannot both be right: one end differs a little, or a summing-up is of a term and of the next."""
    (begin, end), (first, last) = one.years, other.years
    if one.years == other.years:
        return False
    if one.index == other.index:
        return True
    if (begin == first) != (end == last):
        return abs(begin - first) + abs(end - last) <= _NEAR
    consecutive = end == first or last == begin
    return consecutive and one.printing.held.index == other.printing.held.index and _sums_up(one.name) and _sums_up(other.name)


def _common(names: Sequence[str]) -> str:
    """The words in which all names end, as the first prints them."""
    words = [name.split() for name in names]
    length = next((at for at in range(1, min(map(len, words)) + 1) if len({fold(each[-at]) for each in words}) > 1), 0)
    return " ".join(words[0][1 - length :]) if length else min(names, key=len)


def _sums_up(title: str) -> bool:
    return "tong ket" in fold(title)


def _differing_words(resolved: Resolved, printed: Iterable[tuple[int, str, Printing]]) -> Iterator[Finding]:
    alike: dict[tuple[str | None, tuple[str, ...]], list[tuple[int, list[str], str, Printing]]] = defaultdict(list)
    for index, title, printing in printed:
        words = _WORD.findall(title)
        if len(words) >= _LONG:
            folded = [fold(word) for word in words]
            kind = family(resolved.described.documents[index].type)
            alike[kind, (*folded[:2], *folded[-4:])].append((index, words, title, printing))
    seen: set[tuple[int, int]] = set()
    for _, names in sorted(alike.items(), key=lambda row: str(row[0])):
        for one, other in combinations(names[:_MOST], 2):
            pair = (min(one[0], other[0]), max(one[0], other[0]))
            documents = [resolved.described.documents[index] for index in pair]
            if pair in seen or not _may_be_one(documents) or not _few_words_more(one[1], other[1]):
                continue
            seen.add(pair)
            keys = tuple(sorted({resolved.described.keys[index] for index in pair}))
            called = name(documents[0]) if documents[0].number else documents[0].type or "Văn bản"
            message = f"{called} được ghi bằng hai tên gần giống nhau, cần xem có phải là một: {quoted([one[2], other[2]])}."
            yield Finding("title_mismatch", keys, message, one_each([at(resolved, one[3]), at(resolved, other[3])]))


def _may_be_one(documents: Sequence[Document]) -> bool:
    """Whether nothing printed tells two documents apart: two numbers, two issuers, two days."""
    one, other = documents
    return one.key == other.key or not any(
        mine and theirs and mine != theirs
        for mine, theirs in ((one.number, other.number), (one.issuer, other.issuer), (one.date, other.date))
    )


def _few_words_more(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name has a few words more, in one place inside, that make no other document of it."""
    shorter, longer = sorted((one, other), key=len)
    matcher = SequenceMatcher(None, [fold(word) for word in shorter], [fold(word) for word in longer], autojunk=False)
    edits = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if len(edits) != 1 or edits[0][0] != "insert":
        return False
    more = longer[edits[0][3] : edits[0][4]]
    folded = [fold(word) for word in more]
    if len(more) > _FEW or set(folded) <= PLAIN or _tells(folded):
        return False
    return not any(word[0].isupper() or any(letter.isdigit() for letter in word) for word in more)


def _tells(words: Sequence[str]) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {phrase} " in line for phrase in TELLING)


def _short(document: Document) -> str:
    return name(document) if document.number else document.type or "văn bản"

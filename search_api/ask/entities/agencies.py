"""Agencies in questions: by any printed name, by initials ("stp" is Sở Tư pháp), by names without their city."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.records import Agency
from search_api.ask.catalogue import Catalogue, words
from search_api.ask.slots import AgencySlot

_LINKS = {"va", "cua", "ve", "cac", "the", "tai"}
_TRIE: dict[int, AgencyNames] = {}


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """Folded names and initials -> canonical names, the likelier first."""

    names: Mapping[tuple[str, ...], tuple[str, ...]]
    initials: Mapping[str, tuple[str, ...]]
    longest: int


def agency_names(agencies: Mapping[str, Agency]) -> AgencyNames:
    """The look-up tables of all agencies: names, aliases, names without a trailing place, initials."""
    names: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    initials: dict[str, dict[str, None]] = defaultdict(dict)
    for agency in sorted(agencies.values(), key=lambda a: (len(a.name), a.name)):
        for form in (agency.name, *agency.aliases):
            folded = words(form)
            if folded:
                names[folded][agency.name] = None
                letters = "".join(word[0] for word in folded if word not in _LINKS)
                if len(letters) >= 3:
                    initials[letters][agency.name] = None
                short = "".join(word[0] for word in folded)
                if len(short) >= 3:
                    initials[short][agency.name] = None
    table = {form: tuple(owners) for form, owners in names.items()}
    return AgencyNames(table, {letters: tuple(owners) for letters, owners in initials.items()}, max(map(len, table), default=0))


def names_of(catalogue: Catalogue) -> AgencyNames:
    """The tables of a catalogue, made once."""
    kept = _TRIE.get(id(catalogue))
    if kept is None:
        _TRIE.clear()
        kept = _TRIE[id(catalogue)] = agency_names(catalogue.agencies)
    return kept


def find_agencies(
    asked: Sequence[tuple[str, int, int]], catalogue: Catalogue, closed: Sequence[tuple[int, int]]
) -> tuple[AgencySlot, ...]:
    """Agencies among folded words (word, start, end), longest names first from the left; words inside `closed` spans do not count."""
    tables = names_of(catalogue)
    found: list[AgencySlot] = []
    index = 0
    while index < len(asked):
        slot, used = _at(asked, index, tables, closed)
        if slot is not None:
            found.append(slot)
        index += used
    return tuple(found)


def _at(
    asked: Sequence[tuple[str, int, int]],
    index: int,
    tables: AgencyNames,
    closed: Sequence[tuple[int, int]],
) -> tuple[AgencySlot | None, int]:
    start = asked[index][1]
    if any(begin <= start < end for begin, end in closed):
        return None, 1
    for size in range(min(tables.longest, len(asked) - index), 0, -1):
        form = tuple(word for word, _, _ in asked[index : index + size])
        owners = tables.names.get(form)
        if owners and (size > 1 or len(form[0]) > 3):
            return AgencySlot(owners[0], owners[1:], start, asked[index + size - 1][2]), size
    word = asked[index][0]
    owners = tables.initials.get(word) if re.fullmatch(r"[a-z]{3,8}", word) and not _is_syllable(word) else None
    if owners:
        return AgencySlot(owners[0], owners[1:], start, asked[index][2]), 1
    return None, 1


_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")


def _is_syllable(word: str) -> bool:
    """Whether a folded word may be a Vietnamese syllable rather than initials."""
    return _SYLLABLE.fullmatch(word) is not None

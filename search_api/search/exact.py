"""The exact lane: a query that is a document's number in any spelling, or the name of an agency or project, finds it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from embeddings.generation import Generation
from embeddings.lexical import Conditions, Weighted
from embeddings.protocols import Entry
from graph.numbers import parse_number
from search_api.search.reading import Reading
from search_api.search.records import Candidate
from search_api.search.typed_number import TypedNumber, readings
from vietnamese.syllables import JOINT, syllables
from vietnamese.text import fold

MOST_DOCUMENTS = 12
MOST_FIRST = 3
"""Documents of one spelling that come first; the others are offered as candidates."""
MOST_NAMED = 24
"""Agencies or projects that hold all pairs of a name and are compared with it."""
NAMED = {"agency": "đúng tên cơ quan", "project": "đúng tên dự án"}
"""The kinds that are found by name, the first before the others, and why."""


@dataclass(frozen=True, slots=True)
class Exact:
    """What a query names outright. `rows` come first; `words` are searched in place of the query's; `citing` finds who cites it."""

    rows: tuple[int, ...]
    why: str
    words: tuple[str, ...] = ()
    citing: tuple[Weighted, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    documents: tuple[int, ...] = ()
    """Rows of all documents that the number may mean, the best first."""


def find_exact(generation: Generation, q: str, reading: Reading, conditions: Conditions) -> Exact | None:
    """What the query names, None where it names nothing that is held here."""
    return find_number(generation, q, conditions) or find_name(generation, reading, conditions)


def find_number(generation: Generation, q: str, conditions: Conditions) -> Exact | None:
    """Documents whose number the query spells; the best first, all of them as candidates where there are several."""
    for typed in readings(q):
        found = _numbered(generation, typed, conditions)
        if found:
            return _exact(found, typed)
    return None


def _exact(found: Sequence[tuple[int, Entry]], typed: TypedNumber) -> Exact:
    first = found[0][1]
    number = str(first.facets.get("number") or "")
    type_words = syllables(str(first.facets.get("type") or ""))
    alike = [row for row, entry in found if typed.looseness(entry) == typed.looseness(first)]
    return Exact(
        tuple(alike[:MOST_FIRST]),
        f"đúng số, ký hiệu {number}",
        (*type_words, *syllables(number)),
        _citing(number, type_words),
        tuple(_candidate(entry) for _, entry in found) if len(found) > 1 else (),
        tuple(row for row, _ in found),
    )


def _numbered(generation: Generation, typed: TypedNumber, conditions: Conditions) -> list[tuple[int, Entry]]:
    if not typed.digits:
        return []
    values = {**conditions.values, "kind": ("document",)}
    terms = [Weighted(typed.digits.zfill(width), 1.0, folded=True) for width in range(len(typed.digits), 5)]
    rows, _ = generation.lexical.search(terms, 1000, Conditions(values, conditions.since, conditions.until))
    entries = generation.entries.rows(rows.tolist())
    found = [(row, entry) for row, entry in sorted(entries.items()) if typed.fits(entry)]
    return sorted(found, key=lambda item: (typed.looseness(item[1]), *_rank(item[1])))[:MOST_DOCUMENTS]


def _rank(entry: Entry) -> tuple[bool, int, str]:
    """Held before cited only, later before earlier."""
    day = int("".join(c for c in str(entry.facets.get("date") or "0") if c.isdigit()) or 0)
    return (not entry.facets.get("held"), -day, entry.id)


def _candidate(entry: Entry) -> Candidate:
    date = str(entry.facets.get("date") or "")
    printed = f" ngày {date[8:10]}/{date[5:7]}/{date[:4]}" if len(date) == 10 else ""
    key = str(entry.facets.get("key") or entry.id)
    kind = str(entry.facets.get("type") or "Văn bản")
    return Candidate(f"{kind} {entry.facets.get('number')}{printed}", key, key)


def _citing(number: str, type_words: Sequence[str]) -> tuple[Weighted, ...]:
    """Pairs that only citations of a number hold: `273_nq`, and `quyet_273` for its short form."""
    parsed = parse_number(number)
    words = [fold(word) for word in syllables(number)]
    terms = [f"{words[0]}{JOINT}{words[1]}"] if len(words) > 1 else []
    if type_words and parsed is not None:
        terms.append(f"{fold(type_words[-1])}{JOINT}{words[0]}")
    return tuple(Weighted(term, 1.0, folded=True) for term in terms)


def find_name(generation: Generation, reading: Reading, conditions: Conditions) -> Exact | None:
    """The agency or project that the query names in full, in one of its forms or by its abbreviation."""
    kinds = [kind for kind in NAMED if kind in conditions.values.get("kind", NAMED)]
    found = [_named(generation, kinds, wording.words, conditions) for wording in reading.all_wordings()]
    for kind in kinds:
        for rows in found:
            if kind in rows:
                return Exact((rows[kind],), NAMED[kind])
    return None


def _named(generation: Generation, kinds: Sequence[str], words: Sequence[str], conditions: Conditions) -> dict[str, int]:
    """For each kind the row that bears the name best, if one does."""
    if not 2 <= len(words) <= 24 or not kinds:
        return {}
    terms = [Weighted(f"{a}{JOINT}{b}", 1.0) for a, b in dict.fromkeys(pairwise(words))]
    if not all(generation.lexical.frequency(term.term) for term in terms):
        return {}
    values = {**conditions.values, "kind": tuple(kinds)}
    rows, _ = generation.lexical.search(terms, MOST_NAMED, Conditions(values, conditions.since, conditions.until), every=True)
    if not len(rows):
        return {}
    wanted = " ".join(words)
    entries = generation.entries.rows(rows.tolist())
    bearing = sorted((len(entry.heading), row) for row, entry in entries.items() if _bears(entry, wanted, entry.kind))
    return {entries[row].kind: row for _, row in reversed(bearing)}


def _bears(entry: Entry, wanted: str, kind: str) -> bool:
    name = " ".join(syllables(entry.heading))
    if name == wanted:
        return True
    if kind == "agency":
        return f" {wanted} " in f" {' '.join(syllables(entry.text))} " and 2 * len(wanted) >= len(name)
    return name.startswith(wanted) and 2 * len(wanted) >= len(name)

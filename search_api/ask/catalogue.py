"""The corpus' own names, kept for one generation: what a question can name without a search."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.records import Agency, Document, Indicator, Project
from ingest.workspace import Snapshot
from vietnamese.text import fold, normal

_WORD = re.compile(r"\w+")


def words(text: str | None) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(_WORD.findall(fold(normal(text or ""))))


class NameIndex:
    """Names by their words: which of them a question's words point to, weighted by how rare the words are."""

    def __init__(self, names: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._names = [(identifier, frozenset(folded)) for identifier, folded in names]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for index, (_, folded) in enumerate(self._names):
            for word in folded:
                self._postings[word].append(index)
        total = len(self._names) + 1
        self._idf = {word: math.log(1 + total / (1 + len(found))) for word, found in self._postings.items()}
        self._rare = math.log(1 + total)

    def weight(self, word: str) -> float:
        return self._idf.get(word, self._rare)

    def rank(self, asked: Sequence[str], limit: int = 10) -> list[tuple[str, float, float]]:
        """(identifier, share of the asked words' weight that the name holds, share of the name's weight that was asked), best first."""
        unique = set(asked)
        scores: Counter[int] = Counter()
        for word in unique:
            for index in self._postings.get(word, ()):
                scores[index] += self._idf[word]  # type: ignore[assignment]
        whole = sum(self.weight(word) for word in unique) or 1.0
        ranked = []
        for index, score in scores.items():
            identifier, folded = self._names[index]
            name = sum(self._idf[word] for word in folded) or 1.0
            ranked.append((identifier, score / whole, score / name))
        ranked.sort(key=lambda row: (-(row[1] + 0.5 * row[2]), row[0]))
        return ranked[:limit]


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A document number taken apart: `57-NQ/TW` is 57 with the codes nq and tw, `226/2025/QH15` has the year 2025."""

    digits: int
    year: int | None
    codes: frozenset[str]


def number_parts(number: str) -> NumberParts | None:
    """The parts of a number, folded; None where it does not begin with digits."""
    pieces = re.findall(r"\d+|[^\W\d_]+\d*", fold(normal(number)))
    if not pieces or not pieces[0].isdigit():
        return None
    years = [int(piece) for piece in pieces[1:] if re.fullmatch(r"(?:19|20)\d\d", piece)]
    return NumberParts(int(pieces[0]), years[0] if years else None, frozenset(p for p in pieces[1:] if not p.isdigit()))


class Catalogue:
    """Names of documents, agencies, projects and indicators of one generation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.documents: Mapping[str, Document] = {d.key: d for d in snapshot.records(Document)}
        self.agencies: Mapping[str, Agency] = {a.name: a for a in snapshot.records(Agency)}
        self.projects: Mapping[str, Project] = {p.id: p for p in snapshot.records(Project)}
        self.mentions = Counter(snapshot.mention_counts())
        self.changes = [r for r in snapshot.relations("amends", "replaces", "repeals") if r.state in ("resolved", "ambiguous")]
        self.indicators: Mapping[str, Indicator] = {i.id: i for i in snapshot.records(Indicator)}

    @cached_property
    def by_digits(self) -> Mapping[int, Sequence[tuple[str, NumberParts]]]:
        """Documents by the digits that their number begins with."""
        found: dict[int, list[tuple[str, NumberParts]]] = defaultdict(list)
        for key, document in sorted(self.documents.items()):
            parts = number_parts(document.number) if document.number else None
            if parts is not None:
                found[parts.digits].append((key, parts))
        return found

    @cached_property
    def titles(self) -> NameIndex:
        """Documents by type, title and aliases."""
        return NameIndex(
            (key, words(" ".join(filter(None, (d.type, d.title, *(a for a in d.aliases if a != d.number))))))
            for key, d in self.documents.items()
        )

    @cached_property
    def project_names(self) -> NameIndex:
        return NameIndex((key, words(project.name)) for key, project in self.projects.items())

    @cached_property
    def indicator_names(self) -> NameIndex:
        return NameIndex((key, words(indicator.name)) for key, indicator in self.indicators.items())

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Folded place -> the projects there."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, project in self.projects.items():
            for place in project.location:
                found[" ".join(words(place))].append(key)
        return {place: tuple(keys) for place, keys in found.items()}

    @cached_property
    def types(self) -> frozenset[str]:
        return frozenset(d.type for d in self.documents.values() if d.type)

    @cached_property
    def years(self) -> Sequence[tuple[int, int]]:
        """(year, month) of every held document, by its date or its period's end, latest first."""
        dates = [d.date or (d.period.end if d.period else None) for d in self.documents.values() if d.held]
        return sorted(((int(value[:4]), int(value[5:7])) for value in dates if value), reverse=True)

    def year_of(self, month: int | None) -> int:
        """The corpus' own year: of the held documents from this month or the three before it, the latest; else the latest at all."""
        if not self.years:
            return 2025
        if month is not None:
            near = [year + (1 if own > month + 6 else 0) for year, own in self.years if 0 <= (month - own) % 12 <= 3]
            if near:
                return Counter(near).most_common(1)[0][0]
        return self.years[0][0]


_KEPT: dict[str, tuple[int, Catalogue]] = {}


def catalogue(snapshot: Snapshot) -> Catalogue:
    """The catalogue of the snapshot's generation, made once for each workspace and generation."""
    place = str(snapshot.folder)
    kept = _KEPT.get(place)
    if kept is None or kept[0] != snapshot.generation:
        kept = (snapshot.generation, Catalogue(snapshot))
        _KEPT[place] = kept
    return kept[1]

"""The corpus' own names, kept for one generation: what a question can name without a search."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.records import Agency, Document, Finding, Indicator, Project
from ingest.workspace import Snapshot
from search_api.ask.words import plain as words
from vietnamese.text import fold, normal


def month_of(document: Document) -> tuple[int, int] | None:
    """(year, month) that a document speaks in: its date, its period's end or the date that it prints in words."""
    value = document.date or (document.period.end if document.period else None)
    if value:
        return int(value[:4]), int(value[5:7])
    printed = re.search(r"thang (\d{1,2}) nam (\d{4})", fold(document.date_printed or ""))
    return (int(printed[2]), int(printed[1])) if printed else None


def speaks_within(document: Document, begin: str, finish: str) -> bool:
    """Whether the month that a document speaks in touches the days from `begin` to `finish` (ISO)."""
    month = month_of(document)
    return month is not None and begin[:7] <= f"{month[0]}-{month[1]:02d}" <= finish[:7]


_BY_NUMBER = re.compile(
    r"(?i:(?:về )?(?:tiếp tục )?(?:triển khai |tổ chức )?(?:triển khai|thực hiện) [\w ]{2,20} số )(?P<number>\d[\w/-]*)"
)


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
        self._weights = [sum(self._idf[word] for word in folded) or 1.0 for _, folded in self._names]

    def knows(self, word: str) -> bool:
        """Whether any name has the word."""
        return word in self._postings

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
            ranked.append((self._names[index][0], score / whole, score / self._weights[index]))
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
    if not pieces or not pieces[0].isdecimal():
        return None
    years = [int(piece) for piece in pieces[1:] if re.fullmatch(r"(?:19|20)\d\d", piece)]
    return NumberParts(int(pieces[0]), years[0] if years else None, frozenset(p for p in pieces[1:] if not p.isdecimal()))


class Catalogue:
    """Names of documents, agencies, projects and indicators of one generation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._findings: Sequence[Finding] | None = None
        self.documents: Mapping[str, Document] = {d.key: d for d in snapshot.records(Document)}
        self.agencies: Mapping[str, Agency] = {a.name: a for a in snapshot.records(Agency)}
        self.projects: Mapping[str, Project] = {p.id: p for p in snapshot.records(Project)}
        self.mentions = Counter(snapshot.mention_counts())
        self.changes = [r for r in snapshot.relations("amends", "replaces", "repeals") if r.state in ("resolved", "ambiguous")]
        self.reviews = [r for r in snapshot.relations("reviews") if r.state in ("resolved", "ambiguous")]
        self.issued_with = [r for r in snapshot.relations("issued_with") if r.state in ("resolved", "ambiguous")]
        self.indicators: Mapping[str, Indicator] = {i.id: i for i in snapshot.records(Indicator)}

    def findings(self, snapshot: Snapshot) -> Sequence[Finding]:
        """The findings of the generation, read when they are first asked for; `snapshot` is one of it."""
        if self._findings is None:
            self._findings = snapshot.records(Finding)
        return self._findings

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
    def held(self) -> Sequence[Document]:
        """Documents whose text is here."""
        return [document for _, document in sorted(self.documents.items()) if document.held]

    def with_issuing(self, keys: Sequence[str]) -> tuple[str, ...]:
        """These documents, each with the decision that issued it or the regulation that it issued."""
        found = dict.fromkeys(keys)
        for key in keys:
            found |= dict.fromkeys(r.target for r in self.issued_with if r.source == key)
            found |= dict.fromkeys(r.source for r in self.issued_with if r.target == key)
        return tuple(found)

    @cached_property
    def titles(self) -> NameIndex:
        """Documents by type, title and aliases."""
        return NameIndex(
            (key, words(" ".join(filter(None, (d.type, d.title, self._borrowed(d), *(a for a in d.aliases if a != d.number))))))
            for key, d in self.documents.items()
        )

    def _borrowed(self, document: Document) -> str | None:
        """The title of the document that a title only names by its number ("thực hiện Kết luận số 207-KL/TW")."""
        match = _BY_NUMBER.fullmatch(document.title or "")
        found = self._titles_by_number.get(match["number"], ()) if match else ()
        return found[0] if len(found) == 1 else None

    @cached_property
    def _titles_by_number(self) -> Mapping[str, Sequence[str | None]]:
        """The titles of all documents that bear a number."""
        found: dict[str, list[str | None]] = defaultdict(list)
        for document in self.documents.values():
            if document.number:
                found[document.number].append(document.title)
        return found

    @cached_property
    def agency_line(self) -> str:
        """All agencies' names in one folded line, to see which places the corpus' agencies belong to."""
        return " | ".join(
            f" {' '.join(words(form))} " for agency in self.agencies.values() for form in (agency.name, *agency.aliases)
        )

    @cached_property
    def project_names(self) -> NameIndex:
        return NameIndex((key, words(project.name)) for key, project in self.projects.items())

    @cached_property
    def project_line(self) -> str:
        """All projects' names in one folded line, to see whether words stand side by side in one."""
        return " | ".join(f" {' '.join(fold(normal(project.name)).split())} " for project in self.projects.values())

    @cached_property
    def project_words(self) -> Mapping[str, str]:
        """Every project's name as one line of folded words with a blank at both ends."""
        return {key: f" {' '.join(words(project.name))} " for key, project in self.projects.items()}

    @cached_property
    def indicator_names(self) -> NameIndex:
        return NameIndex((key, words(indicator.name)) for key, indicator in self.indicators.items())

    @cached_property
    def short_indicators(self) -> Mapping[str, tuple[str, ...]]:
        """Abbreviations that stand in parentheses after an indicator's name ("IIP"), with the words before them."""
        found: dict[str, tuple[str, ...]] = {}
        for indicator in self.indicators.values():
            match = re.search(r"^(.+?)\s*\(([A-Z][A-Za-z]{1,5})\)", indicator.name)
            if match:
                short, long = match[2].lower(), words(match[1])
                if short not in found or len(long) < len(found[short]):
                    found[short] = long
        return found

    def by_initials(self, short: str) -> tuple[str, ...] | None:
        """The words of indicators' names that letters stand for ("KNXK": kim ngạch xuất khẩu); None for what may be a word of its own."""
        if len(short) < 3 or not short.isalpha() or set(short) & set("aeiouy"):
            return None
        runs = {
            tuple(name[start : start + len(short)])
            for name in self._initialled
            for start in range(len(name) - len(short) + 1)
            if "".join(word[0] for word in name[start : start + len(short)]) == short
        }
        return next(iter(runs)) if len(runs) == 1 else None

    @cached_property
    def _initialled(self) -> frozenset[tuple[str, ...]]:
        """Indicators' names as words, also without those that abbreviations leave out."""
        names = {words(re.sub(r"\(.*?\)", " ", indicator.name)) for indicator in self.indicators.values()}
        return frozenset(names | {tuple(word for word in name if word not in ("von", "so", "va", "cua", "hang")) for name in names})

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
    def months(self) -> Sequence[tuple[int, int]]:
        """(year, month) that every held document speaks in; latest first."""
        return sorted((month for document in self.held if (month := month_of(document)) is not None), reverse=True)

    def year_of(self, month: int | None) -> int:
        """The corpus' own year: the one in which this month is nearest to a held document's; without a month the latest."""
        if not self.months:
            return 2025
        if month is None:
            return self.months[0][0]
        years = {year + step for year, _ in self.months for step in (-1, 0, 1)}
        return min(sorted(years, reverse=True), key=lambda year: min(abs(12 * (year - y) + month - m) for y, m in self.months))


_KEPT: dict[str, tuple[int, Catalogue]] = {}


def catalogue(snapshot: Snapshot) -> Catalogue:
    """The catalogue of the snapshot's generation, made once for each workspace and generation."""
    place = str(snapshot.folder)
    kept = _KEPT.get(place)
    if kept is None or kept[0] != snapshot.generation:
        kept = (snapshot.generation, Catalogue(snapshot))
        _KEPT[place] = kept
    return kept[1]

"""The lexical index (tantivy): syllables and pairs of neighbours, accented and folded, and the values that filter.

tantivy's BM25 (k1 1.2, b .75, fixed there) picks the first candidates; stage two weighs them with the tuned k1 and b.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from embeddings.protocols import Entry
from embeddings.vectors import rows_of
from vietnamese.syllables import bigrams, syllables
from vietnamese.text import fold, normal, squeeze

ACCENTED, FOLDED, FILTER, DATE, ROW, ID = "accented", "folded", "filter", "date", "row", "id"
HEAP = 128_000_000
FILTERS = ("kind", "type", "issuer", "agency", "document", "year", "held")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a hit must be: for each filter the values of which it needs one, and the days it lies between (ISO, both included)."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        return bool(self.values or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Weighted:
    """A term (a syllable, or a pair joined by `_`) and what it counts."""

    term: str
    weight: float
    folded: bool = False


def facet_value(value: Any) -> str:
    """A filter value as it is compared: without case, diacritics and extra blanks."""
    return "1" if value is True else "0" if value is False else _compared(str(value))


@lru_cache(maxsize=65536)
def _compared(value: str) -> str:
    return squeeze(fold(normal(value)))


def filter_terms(entry: Entry) -> list[str]:
    """What an entry can be filtered by, as `name=value` terms."""
    values: dict[str, Any] = {"kind": entry.kind, "document": entry.document}
    values |= {name: entry.facets.get(name) for name in FILTERS if name not in values}
    found: list[str] = []
    for name, value in values.items():
        for one in value if isinstance(value, (tuple, list)) else (value,):
            if one is not None and one != "":
                found.append(f"{name}={facet_value(one)}")
    return found


def day_number(date: str | None) -> int:
    """An ISO date (or year, or year and month) as yyyymmdd; 0 where there is none."""
    digits = "".join(c for c in (date or "") if c.isdigit())[:8]
    return int(digits.ljust(8, "0")) if digits else 0


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (ACCENTED, FOLDED):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(FILTER, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(ID, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(DATE, stored=False, indexed=True, fast=True)
    builder.add_unsigned_field(ROW, stored=False, indexed=True, fast=True)
    return builder.build()


def open_index(folder: Path) -> tantivy.Index:
    """The index in a folder, made if there is none."""
    index = tantivy.Index(schema(), path=str(folder), reuse=True)
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


Words = tuple[list[str], list[str]]
"""The syllables of an entry's heading and of its text."""


def words_of(_: int, entry: Entry) -> Words:
    return syllables(entry.heading), syllables(entry.text)


def write_lexical(
    folder: Path, entries: Iterable[tuple[int, Entry]], removed: Sequence[str] = (), words: Callable[[int, Entry], Words] = words_of
) -> None:
    """Adds entries under their rows and takes others out, in one commit. `words` spares cutting texts that were cut before."""
    folder.mkdir(parents=True, exist_ok=True)
    index = open_index(folder)
    writer = index.writer(HEAP, 1)
    for identifier in removed:
        writer.delete_documents_by_term(ID, identifier)
    for row, entry in entries:
        writer.add_document(_document(row, entry, *words(row, entry)))
    writer.commit()
    writer.wait_merging_threads()


def _document(row: int, entry: Entry, heading: list[str], body: list[str]) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(ACCENTED, _terms(heading, body))
    document.add_text(FOLDED, _terms(list(map(_folded, heading)), list(map(_folded, body))))
    for term in filter_terms(entry):
        document.add_text(FILTER, term)
    document.add_text(ID, entry.id)
    document.add_unsigned(DATE, day_number(entry.facets.get("date")))
    document.add_unsigned(ROW, row)
    return document


_folded = lru_cache(maxsize=200_000)(fold)


def _terms(heading: list[str], body: list[str]) -> str:
    return " ".join((*heading, *bigrams(heading), *body, *bigrams(body)))


def _field(folded: bool) -> str:
    return FOLDED if folded else ACCENTED


class LexicalIndex:
    """Reads a lexical index: candidates by BM25, counts, frequencies."""

    def __init__(self, folder: Path, slots: NDArray[np.int64] | None = None) -> None:
        self._rows = None if slots is None else rows_of(slots)
        self._index = open_index(folder)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._tombstones = slots is not None and int(slots.max(initial=-1)) + 1 > len(slots)

    @property
    def count(self) -> int:
        return int(self._searcher.num_docs)

    def frequency(self, term: str, *, without_marks: bool = False) -> int:
        """How many entries hold a term."""
        field = _field(without_marks)
        if not self._tombstones:
            return int(self._searcher.doc_freq(field, term))
        holding = tantivy.Query.term_query(self._schema, field, term, "basic")
        return int(self._searcher.search(holding, 1, count=True).count)  # type: ignore[attr-defined]

    def telling(self, terms: Sequence[Weighted], share: float) -> list[Weighted]:
        """The terms that at most `share` of the entries hold (those just withdrawn counted too); all where there are none."""
        most = share * self._searcher.num_docs
        found = [one for one in terms if self._searcher.doc_freq(_field(one.folded), one.term) <= most]
        return found or list(terms)

    def beginning_with(self, field_name: str, prefix: str, limit: int) -> list[str]:
        """Terms of a field that begin with `prefix`, held by most entries first."""
        found = self._searcher.terms_with_prefix(field_name, prefix, limit=5 * limit)
        return [term for term, _ in sorted(found, key=lambda item: (-item[1], item[0]))[:limit]]

    def search(
        self, terms: Sequence[Weighted], count: int, conditions: Conditions | None = None, offset: int = 0, every: bool = False
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Rows and scores of the entries that hold some (or `every` one) of the weighted terms, best first, equal scores by row."""
        if not terms or not count:
            return np.zeros(0, np.int64), np.zeros(0)
        return self._run(
            self._filtered(self._of(terms, tantivy.Occur.Must if every else tantivy.Occur.Should), conditions), count, offset
        )

    def rows_where(self, conditions: Conditions, limit: int) -> NDArray[np.int64]:
        """Rows that meet the conditions, by row."""
        rows, _ = self._run(self._filtered(tantivy.Query.all_query(), conditions), limit, 0)
        return np.sort(rows)

    def _run(self, query: tantivy.Query, count: int, offset: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        hits = self._searcher.search(query, count, count=False, offset=offset).hits
        if not hits:
            return np.zeros(0, np.int64), np.zeros(0)
        rows = np.array(self._searcher.fast_field_values(ROW, [address for _, address in hits]), dtype=np.int64)
        if self._rows is not None:
            rows = self._rows[rows]
        scores = np.array([score for score, _ in hits], dtype=np.float64)
        order = np.lexsort((rows, -scores))
        return rows[order], scores[order]

    def _term(self, term: Weighted) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, _field(term.folded), term.term, "freq")

    def _of(self, terms: Sequence[Weighted], occur: tantivy.Occur) -> tantivy.Query:
        return tantivy.Query.boolean_query([(occur, tantivy.Query.boost_query(self._term(term), term.weight)) for term in terms])

    def _filtered(self, query: tantivy.Query, conditions: Conditions | None) -> tantivy.Query:
        if not conditions:
            return query
        parts: list[tuple[tantivy.Occur, tantivy.Query]] = [(tantivy.Occur.Must, query)]
        for name, values in conditions.values.items():
            terms = [f"{name}={facet_value(value)}" for value in values]
            one_of = tantivy.Query.term_set_query(self._schema, FILTER, terms)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(one_of, 0.0)))
        if conditions.since or conditions.until:
            between = tantivy.Query.range_query(
                self._schema,
                DATE,
                tantivy.FieldType.Unsigned,
                day_number(conditions.since) or 1,
                day_number(conditions.until) or 99_999_999,
            )
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(between, 0.0)))
        return tantivy.Query.boolean_query(parts)

"""Filters and facets by column: for each entry a code a facet, so that counting and masking are a few array steps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.lexical import FILTERS, Conditions, day_number, facet_value
from embeddings.nesting import NONE, nesting
from embeddings.protocols import Entry

CODES, NAMES = "facets.npz", "facets.json"
MOST_VALUES = 200
"""Values of one facet that are counted out to the reader."""
MOST_MASKS = 8


def write_columns(folder: Path, entries: Sequence[Entry]) -> None:
    """For each facet the rows that bear a value and its code; dates as yyyymmdd; where each entry stands; the order of ids."""
    arrays: dict[str, NDArray[Any]] = {
        "date": np.array([day_number(e.facets.get("date")) for e in entries], np.int32),
        "start": np.array([e.start for e in entries], np.int64),
        "end": np.array([e.end for e in entries], np.int64),
        "place": np.argsort(np.argsort(np.array([e.id for e in entries], dtype=object), kind="stable"), kind="stable"),
    }
    arrays["within"], arrays["around"] = nesting(entries)
    names: dict[str, list[str]] = {}
    for facet in FILTERS:
        codes: dict[str, int] = {}
        rows, values = [], []
        for row, entry in enumerate(entries):
            for value in _values(entry, facet):
                rows.append(row)
                values.append(codes.setdefault(value, len(codes)))
        arrays[f"{facet}_rows"], arrays[f"{facet}_codes"] = np.array(rows, np.int32), np.array(values, np.int32)
        names[facet] = list(codes)
    np.savez(folder / CODES, allow_pickle=False, **arrays)
    (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def _values(entry: Entry, facet: str) -> list[str]:
    value = entry.kind if facet == "kind" else entry.document if facet == "document" else entry.facets.get(facet)
    listed = value if isinstance(value, (tuple, list)) else (value,)
    return list(dict.fromkeys(_printed(one) for one in listed if one is not None and one != ""))


def _printed(value: Any) -> str:
    return "1" if value is True else "0" if value is False else str(value)


class Columns:
    """Reads the facet columns of a generation."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / CODES) as arrays:
            self._arrays = {name: arrays[name] for name in arrays.files}
        self._single: dict[str, NDArray[np.int32]] = {}
        self._alone: dict[str, bool] = {}
        self._begins: dict[str, NDArray[np.int64]] = {}
        self._masks: dict[Any, NDArray[np.bool_]] = {}
        self._names: dict[str, list[str]] = json.loads((folder / NAMES).read_text("utf-8"))
        self.dates = self._arrays["date"]
        self.starts, self.ends = self._arrays["start"], self._arrays["end"]
        self.by_id = self._arrays["place"]
        """For each row its place among all rows ordered by id."""
        unknown = np.full(len(self.dates), NONE, np.int32)
        self.within, self.around = self._arrays.get("within", unknown), self._arrays.get("around", unknown)
        """For each row the passage it begins in and the one around that (`embeddings.nesting`)."""

    @property
    def count(self) -> int:
        return len(self.dates)

    def mask(self, conditions: Conditions) -> NDArray[np.bool_]:
        """One flag a row: whether it meets all conditions. Not to be written to: the last few are kept."""
        key = (
            tuple(sorted((name, tuple(values)) for name, values in conditions.values.items())),
            conditions.since,
            conditions.until,
        )
        known = self._masks.get(key)
        if known is None:
            if len(self._masks) >= MOST_MASKS:
                self._masks = {}
            known = self._masks[key] = self._mask(conditions)
            known.setflags(write=False)
        return known

    def _mask(self, conditions: Conditions) -> NDArray[np.bool_]:
        allowed = np.ones(self.count, bool)
        for facet, values in conditions.values.items():
            wanted = {facet_value(value) for value in values}
            codes = [code for code, name in enumerate(self._names.get(facet, ())) if facet_value(name) in wanted]
            hit = np.zeros(self.count, bool)
            chosen = np.isin(self._arrays[f"{facet}_codes"], codes)
            hit[self._arrays[f"{facet}_rows"][chosen]] = True
            allowed &= hit
        if conditions.since or conditions.until:
            since, until = day_number(conditions.since) or 1, day_number(conditions.until) or 99_999_999
            allowed &= (self.dates >= since) & (self.dates <= until)
        return allowed

    def codes(self, facet: str, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """The code of each row's (first) value of a facet; -1 where it has none."""
        known = self._single.get(facet)
        if known is None:
            known = np.full(self.count, -1, np.int32)
            known[self._arrays[f"{facet}_rows"][::-1]] = self._arrays[f"{facet}_codes"][::-1]
            self._single[facet] = known
        return known[rows]

    def names_of(self, facet: str, rows: NDArray[np.int64]) -> list[str]:
        """The (first) value of each row, each of which must bear one."""
        names = self.values(facet)
        return [names[code] for code in self.codes(facet, rows).tolist()]

    def values(self, facet: str) -> list[str]:
        """All values of a facet, in order of first appearance."""
        return self._names.get(facet, [])

    def counts(self, facet: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of the (distinct) `rows` bear each value of a facet, in the order of `values`."""
        return np.bincount(self._codes_of(facet, rows), minlength=len(self.values(facet)))

    def commonest(self, facet: str, counts: NDArray[np.int64], most: int = MOST_VALUES) -> list[tuple[str, int]]:
        """The values that were counted, most first, then by name; at most the `most` commonest."""
        names = self.values(facet)
        chosen = np.flatnonzero(counts)
        if len(chosen) > most:
            chosen = chosen[np.argsort(-counts[chosen], kind="stable")[:most]]
        found = [(names[code], int(counts[code])) for code in chosen.tolist()]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _codes_of(self, facet: str, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """The codes of all values that the rows bear."""
        if self._is_single(facet):
            codes = self.codes(facet, rows)
            return codes[codes >= 0]
        begins = self._begins_of(facet)
        low, high = begins[rows], begins[rows + 1]
        lengths = high - low
        at = np.repeat(low - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(int(lengths.sum()))
        values: NDArray[np.int32] = self._arrays[f"{facet}_codes"][at]
        return values

    def _begins_of(self, facet: str) -> NDArray[np.int64]:
        """Where the values of each row begin; one more at the end."""
        known = self._begins.get(facet)
        if known is None:
            bearing = self._arrays[f"{facet}_rows"]
            known = self._begins[facet] = np.searchsorted(bearing, np.arange(self.count + 1, dtype=bearing.dtype))
        return known

    def _is_single(self, facet: str) -> bool:
        """Whether no row bears two values of a facet."""
        known = self._alone.get(facet)
        if known is None:
            known = self._alone[facet] = not bool((np.diff(self._arrays[f"{facet}_rows"]) == 0).any())
        return known

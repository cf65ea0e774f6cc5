"""What is compared: an export, the annotated documents, and the outcome."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.quality.scorer.texts import alike, split_key

Record = dict[str, Any]
FILES = ("documents", "passages", "mentions", "relations", "tasks", "agencies", "projects", "indicators", "footnotes", "findings")
HOME = re.compile(r"(?:thành phố|tỉnh|Thành ủy|Tỉnh ủy|Thành uỷ|Tỉnh uỷ) ([A-ZĐÀ-Ỹ]\w*(?: (?:- )?[A-ZĐÀ-Ỹ]\w*)*)$")


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that the export has wrong: the annotated document, the line (0 where unknown), why, and what."""

    gold: str
    line: int
    cause: str
    what: str

    def __str__(self) -> str:
        return f"{self.gold}:{self.line} {self.cause}: {self.what}"


@dataclass(frozen=True, slots=True)
class Score:
    """Figures from 0 to 1, counts, and the misses behind them."""

    figures: dict[str, float]
    counts: dict[str, int]
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True)
class Export:
    """The files of an export."""

    records: dict[str, list[Record]]

    @staticmethod
    def read(folder: Path) -> Export:
        return Export({name: _lines(folder / f"{name}.jsonl") for name in FILES})

    @cached_property
    def gold_of(self) -> dict[str, str]:
        """Key of a held document -> the digits that its file's name begins with."""
        found = {}
        for document in self.records["documents"]:
            digits = re.search(r"(?:^|/)(\d{2,3})_", document["source"] or "")
            if digits:
                found[document["key"]] = digits.group(1)
        return found

    def of(self, kind: str, gold: str) -> list[Record]:
        """The records of a kind that stand in the document of that gold."""
        return [record for record in self.records[kind] if self.gold_of.get(record["document"]) == gold]


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass(frozen=True)
class Golds:
    """Annotated documents by the digits that their files begin with; `same` maps a key to the one that it means too."""

    documents: dict[str, Record]
    same: dict[str, str] = field(default_factory=dict)
    findings: list[Record] = field(default_factory=list)

    @staticmethod
    def read(folder: Path, only: Iterable[str] | None = None) -> Golds:
        names = sorted(path.stem for path in folder.glob("[0-9]*.json"))
        chosen = names if only is None else [name for name in names if name in set(only)]
        same, findings = folder / "same.json", folder / "findings.json"
        return Golds(
            {name: _json(folder / f"{name}.json") for name in chosen},
            _json(same) if same.exists() else {},
            _json(findings) if findings.exists() else [],
        )

    def all(self, kind: str) -> list[tuple[str, Record]]:
        """Every annotation of a kind, with its gold."""
        return [(name, record) for name, gold in self.documents.items() for record in gold[kind]]

    @cached_property
    def shared_numbers(self) -> frozenset[str]:
        """Numbers that two documents bear: there the date of a key counts."""
        dates: dict[str, set[str]] = {}
        for _, citation in self.all("citations"):
            key = citation["refers_to"]
            printed, day = split_key(self.same.get(key, key))
            if printed and day:
                dates.setdefault(printed, set()).add(day)
        for gold in self.documents.values():
            if gold["document"]["number"] and gold["document"]["date"]:
                dates.setdefault(gold["document"]["number"], set()).add(gold["document"]["date"])
        return frozenset(printed for printed, days in dates.items() if len(days) > 1)

    def home(self, name: str) -> str | None:
        """The place that a document's own agencies belong to ("Hải Phòng")."""
        found = HOME.search(self.documents[name]["document"]["issuer"] or "")
        return found.group(1) if found else None

    def means(self, key: str | None, wanted: str) -> bool:
        """Whether an exported key is the annotated one; a date tells apart only where a number is shared."""
        (found, day), (meant, wanted_day) = split_key(key), split_key(wanted)
        if meant is None:
            return found is None and bool(key) and alike(key, wanted) >= 0.8
        return found == meant and (meant not in self.shared_numbers or (day or "") == (wanted_day or ""))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def best(records: Sequence[Record], name: str, field_name: str = "name") -> tuple[float, Record | None]:
    """The record whose name is most like `name`, with the likeness."""
    rated = [(alike(name, record[field_name]), -place, record) for place, record in enumerate(records)]
    if not rated:
        return 0.0, None
    likeness, _, record = max(rated, key=lambda entry: entry[:2])
    return likeness, record

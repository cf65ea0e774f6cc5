"""What a column holds, by the words of its heading (`data/gazetteers/columns.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from vietnamese.text import fold, normal, squeeze

_NOT_WORD = re.compile(r"[^\w#]+")


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The data file as tables: folded phrase -> role, and what cells begin with."""

    phrases: Mapping[str, str]
    whole: Mapping[str, str]
    parents: frozenset[str]
    agencies: frozenset[str]
    groups: frozenset[str]
    products: frozenset[str]
    times: frozenset[str]
    """Words of deadlines; others in a dated cell belong to a neighbour."""
    units: frozenset[str]


@cache
def column_words() -> ColumnWords:
    """The data file, read once."""
    data = tomllib.loads(files("data").joinpath("gazetteers/columns.toml").read_text("utf-8"))
    phrases: dict[str, str] = {}
    whole: dict[str, str] = {}
    for role, words in data["roles"].items():
        for phrase in words.get("phrases", ()):
            phrases.setdefault(phrase, role)
        for phrase in words.get("whole", ()):
            whole.setdefault(phrase, role)
    cells = data["cells"]
    return ColumnWords(
        phrases,
        whole,
        frozenset(data["parents"]["phrases"]),
        frozenset(cells["agencies"]),
        frozenset(cells["groups"]),
        frozenset(cells["products"]),
        frozenset(cells["times"]),
        frozenset(cells["units"]),
    )


def heading_key(heading: str) -> str:
    """A heading as it is compared: words without diacritics, case and punctuation; what stands in brackets left out."""
    plain = re.sub(r"\([^)]*\)", " ", heading) if not heading.strip().startswith("(") else heading
    return squeeze(_NOT_WORD.sub(" ", fold(normal(plain))))


@lru_cache(maxsize=8192)
def _role_of_key(key: str) -> str | None:
    words = column_words()
    if key in words.whole:
        return words.whole[key]
    padded = f" {key} "
    found = [(len(phrase), -rank, role) for rank, (phrase, role) in enumerate(words.phrases.items()) if f" {phrase} " in padded]
    return max(found)[2] if found else None


def role_of(heading: str) -> str | None:
    """The role of one heading, levels joined with ` / `; None where its words are unknown."""
    levels = [heading_key(level) for level in heading.split(" / ")]
    for key in reversed(levels):
        role = _role_of_key(key) if key else None
        if role is not None:
            return role
    joined = _role_of_key(" ".join(levels))
    return joined if joined is not None or " - " not in heading else _role_of_key(heading_key(heading.rpartition(" - ")[2]))


def is_parent(heading: str) -> bool:
    """Whether a heading may stand over several columns ("Phân công thực hiện")."""
    return heading_key(heading) in column_words().parents


def roles(columns: Sequence[str]) -> tuple[str | None, ...]:
    """The roles of a table's columns, left to right; a role may occur several times."""
    return tuple(role_of(column) for column in columns)


def column_of(columns: Sequence[str], role: str) -> int | None:
    """The first column with a role, None where there is none."""
    found = roles(columns)
    return found.index(role) if role in found else None

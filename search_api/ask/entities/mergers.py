"""Mergers that the gazetteers state with their legal source: provinces since July 2025, provincial departments since March 2025."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from search_api.ask.words import plain as words


@dataclass(frozen=True, slots=True)
class Merger:
    """`parts` went into `whole` (which may be one of them) on `since`, as `law` says."""

    whole: str
    parts: tuple[str, ...]
    since: str
    law: str


def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("data.gazetteers") / name).read_text("utf-8"))


@cache
def province_mergers() -> Sequence[Merger]:
    """Provinces and cities that others were merged into; of the same name as one of their parts."""
    data = _load("provinces.toml")
    return [
        Merger(f"{row['kind']} {row['name']}", tuple(row["former"]), data["since"], data["law"])
        for row in data["province"]
        if row.get("former")
    ]


@cache
def department_mergers() -> Sequence[Merger]:
    """Provincial departments that took over others' work."""
    data = _load("sectors.toml")
    parts: dict[str, list[str]] = {}
    for row in data["sector"]:
        if row.get("department") and row.get("into") and row.get("until") == "2025-02-28":
            parts.setdefault(f"Sở {row['into']}", []).append(f"Sở {row['name']}")
    return [Merger(whole, tuple(names), "2025-03-01", data["law"]) for whole, names in parts.items()]


def bare(place: str) -> str:
    """A place's folded name without its kind."""
    folded = " ".join(words(place))
    return folded.removeprefix("thanh pho ").removeprefix("tinh ")

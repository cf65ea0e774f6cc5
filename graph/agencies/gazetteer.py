"""The gazetteer's files (data/gazetteers) as values. The only place that reads them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graph.records import AgencyKind

MERGER_DAY = "2025-06-30"
"""The last day of the provinces that were merged on 1 July 2025, and of the districts."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that exists once."""

    name: str
    short: tuple[str, ...]
    kind: AgencyKind
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    into: str | None = None
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A body that every place of a kind has (data/gazetteers/local.toml says what the fields mean)."""

    stem: str
    short: tuple[str, ...]
    kind: AgencyKind
    place: str
    needs: bool = False
    of: str | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    into: str | None = None
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office named before the body that it serves; `party`: only before a committee of the Party."""

    name: str
    short: tuple[str, ...]
    party: bool
    until: str | None = None
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Province:
    name: str
    kind: str
    into: str | None = None
    """The province it was merged into; None for one of the 34."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    bodies: tuple[Body, ...]
    forms: tuple[Form, ...]
    offices: tuple[Office, ...]
    provinces: Mapping[str, Province]
    sectors: Mapping[str, str]
    """Sector as written anywhere -> its full name."""
    abbreviations: Mapping[str, str]
    words: Mapping[str, Mapping[str, Any]]
    """The tables of forms.toml: open, inner, group, post, expansions."""


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("data") / "gazetteers" / name).read_text("utf-8"))


def _body(table: Mapping[str, Any]) -> Body:
    return Body(
        table["name"],
        tuple(table.get("short", ())),
        table["kind"],
        table.get("parent"),
        table.get("from"),
        table.get("until"),
        table.get("into"),
        table.get("cased", False),
    )


def _form(table: Mapping[str, Any]) -> Form:
    return Form(
        table["stem"],
        tuple(table.get("short", ())),
        table["kind"],
        table["place"],
        table.get("needs", False),
        table.get("of"),
        table.get("unit"),
        table.get("from"),
        table.get("until"),
        table.get("into"),
        table.get("canonical"),
    )


def _of_sectors(tables: list[dict[str, Any]]) -> tuple[list[Body], list[Form]]:
    """Ministries and departments: one of each for every sector that has them."""
    bodies: list[Body] = []
    forms: list[Form] = []
    for table in tables:
        name, short, into = table["name"], table.get("short", []), table.get("into")
        dates = (table.get("from"), table.get("until"))
        if table.get("ministry"):
            alias = tuple(f"Bộ {s}" for s in short) + tuple(f"B{s}" for s in short if len(s) > 2 and s.isalpha())
            bodies.append(Body(f"Bộ {name}", alias, "government", "Chính phủ", *dates, f"Bộ {into}" if into else None))
        if table.get("department"):
            alias = tuple(f"Sở {s}" for s in short) + tuple(f"S{s}" for s in short if len(s) > 1 and s.isalpha())
            forms.append(
                Form(
                    f"Sở {name}",
                    alias,
                    "government",
                    "short",
                    False,
                    "Ủy ban nhân dân",
                    None,
                    *dates,
                    f"Sở {into}" if into else None,
                )
            )
    return bodies, forms


def _provinces(tables: list[dict[str, Any]]) -> dict[str, Province]:
    found: dict[str, Province] = {}
    for table in tables:
        found[table["name"]] = Province(table["name"], table["kind"])
        for former in table.get("former", ()):
            kind = "thành phố" if former.startswith("thành phố") else "tỉnh"
            name = former[len(kind) + 1 :]
            found.setdefault(name, Province(name, kind, table["name"]))
    return found


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Reads the lists; those of communes are read when they are first asked for."""
    local, sectors = _load("local.toml"), _load("sectors.toml")["sector"]
    ministries, departments = _of_sectors(sectors)
    offices = [Office(t["name"], tuple(t.get("short", ())), True, t.get("until"), t.get("into")) for t in local["office"]]
    offices += [Office(t["name"], tuple(t.get("short", ())), False, t.get("until"), t.get("into")) for t in local["attached"]]
    return Gazetteer(
        bodies=(*map(_body, _load("central.toml")["body"]), *ministries),
        forms=(*map(_form, local["form"]), *departments),
        offices=tuple(offices),
        provinces=_provinces(_load("provinces.toml")["province"]),
        sectors={s: t["name"] for t in sectors for s in (t["name"], *t.get("short", ()))},
        abbreviations=local["abbreviations"],
        words=_load("forms.toml"),
    )


@lru_cache(maxsize=1)
def load_communes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """{province: {commune with its kind: the units it was made of}}."""
    content = json.loads((files("data") / "gazetteers" / "communes.json").read_text("utf-8"))
    return {province: {name: tuple(old) for name, old in communes.items()} for province, communes in content["communes"].items()}

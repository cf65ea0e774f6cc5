"""Codes of document numbers, read from `data/codes`: kinds of documents and issuers. New codes are data, not code."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document: its printed name, its genre (the wider kind whose code it may bear), its codes.

    `noun` is False where the name is often a verb, so that it needs more than a capital letter to mean a document.
    """

    name: str
    genre: str
    codes: tuple[str, ...]
    noun: bool


@dataclass(frozen=True, slots=True)
class IssuerCode:
    """An issuer's suffix; `term`: the number of the legislature is written after it (QH15)."""

    code: str
    name: str
    term: bool


def _table(name: str, key: str) -> list[Any]:
    text = files("data").joinpath("codes", name).read_text("utf-8")
    rows: list[Any] = tomllib.loads(text)[key]
    return rows


@lru_cache(maxsize=1)
def document_types() -> tuple[DocumentType, ...]:
    """All kinds, the longest name first, so that the first that fits is the right one."""
    found = (
        DocumentType(row["name"], row.get("genre", row["name"]), tuple(row["codes"]), row.get("noun", True))
        for row in _table("types.toml", "type")
    )
    return tuple(sorted(found, key=lambda kind: (-len(kind.name), kind.name)))


@lru_cache(maxsize=1)
def issuer_codes() -> tuple[IssuerCode, ...]:
    """All issuers' suffixes, the longest first."""
    found = (IssuerCode(row["code"], row["name"], row.get("term", False)) for row in _table("issuers.toml", "issuer"))
    return tuple(sorted(found, key=lambda issuer: (-len(issuer.code), issuer.code)))


@lru_cache(maxsize=1)
def types_by_name() -> dict[str, DocumentType]:
    """Folded name -> kind ("nghi quyet" -> Nghị quyết)."""
    return {fold(kind.name): kind for kind in document_types()}


@lru_cache(maxsize=1)
def type_codes() -> tuple[str, ...]:
    """Every code of a kind once, the longest first, in the case in which it is written."""
    return tuple(sorted({code for kind in document_types() for code in kind.codes}, key=lambda code: (-len(code), code)))


@lru_cache(maxsize=1)
def issuers_by_fold() -> dict[str, IssuerCode]:
    """Folded suffix -> issuer ("tw" -> Trung ương Đảng)."""
    return {fold(issuer.code): issuer for issuer in issuer_codes()}


@lru_cache(maxsize=1)
def type_codes_by_fold() -> dict[str, str]:
    """Folded code of a kind -> as it is written ("nd" -> "NĐ")."""
    return {fold(code): code for code in type_codes()}


@lru_cache(maxsize=1)
def codes_by_fold() -> dict[str, str]:
    """Folded code of a kind or an issuer -> as the table writes it ("nd" -> "NĐ", "ttg" -> "TTg")."""
    return {folded: issuer.code for folded, issuer in issuers_by_fold().items()} | type_codes_by_fold()


@lru_cache(maxsize=1)
def statute_names() -> tuple[str, ...]:
    """Names of statutes without the word for their kind, the longest first: "Đất đai", "Tố tụng dân sự"."""
    names = {str(name) for key in ("law", "code") for name in _table("laws.toml", key)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def genre(name: str | None) -> str | None:
    """The wider kind of a printed name: "Kế hoạch hành động" -> "Kế hoạch". Unknown names are their own genre."""
    if name is None:
        return None
    kind = types_by_name().get(fold(name))
    return kind.genre if kind else name


def types_of_code(code: str) -> tuple[str, ...]:
    """Genres that a code may stand for: "QĐ" -> ("Quy định", "Quyết định")."""
    return _genres_by_code().get(fold(code), ())


@cache
def _genres_by_code() -> dict[str, tuple[str, ...]]:
    genres: dict[str, set[str]] = defaultdict(set)
    for kind in document_types():
        for code in kind.codes:
            genres[fold(code)].add(kind.genre)
    return {code: tuple(sorted(found)) for code, found in genres.items()}

"""The key of a document: `number@date`, or `type: title` where no number is known, made longer only while several documents share it.

What a key looks like is part of the contract with the outside; everything here is a pure function of what is known of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vietnamese.text import squeeze

UNTYPED = "Văn bản"


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a key is made of. `mark` tells bearers apart that share everything else: the hash of the text, or of all that is printed."""

    number: str | None
    date: str | None
    type: str | None
    title: str | None
    issuer: str | None
    mark: str


def numbered_key(number: str, date: str | None) -> str:
    """`71-NQ/TW@2025-08-22`; nothing follows the `@` where no date is printed."""
    return f"{number}@{date or ''}"


def unnumbered_key(type: str | None, title: str | None) -> str:
    """`Nghị quyết: Đại hội Đảng bộ thành phố lần thứ I`; the type alone where there is no title."""
    kind = squeeze(type or UNTYPED)
    return f"{kind}: {squeeze(title)}" if title and title.strip() else kind


def split_key(key: str) -> tuple[str | None, str | None]:
    """Number and date of a key; (None, None) for the key of an unnumbered document."""
    head = key.split("#")[0].rstrip()
    if "@" not in head or ": " in head:
        return None, None
    number, date = head.rsplit("@", 1)
    return number, date or None


def assign_keys(bearers: Sequence[Bearer]) -> tuple[str, ...]:
    """One key for each bearer, all different, independent of their order."""
    keys = [_shortest(bearer) for bearer in bearers]
    _extend(keys, bearers, _with_type)
    _extend(keys, bearers, _with_issuer)
    _extend(keys, bearers, _with_mark)
    _number(keys)
    return tuple(keys)


def _shortest(bearer: Bearer) -> str:
    if bearer.number:
        return numbered_key(bearer.number, bearer.date)
    key = unnumbered_key(bearer.type, bearer.title)
    if bearer.title and bearer.title.strip():
        return key
    return f"{key} #{squeeze(bearer.issuer)}" if bearer.issuer else f"{key} #{bearer.mark[:8]}"


def _extend(keys: list[str], bearers: Sequence[Bearer], longer: Callable[[str, Bearer], str]) -> None:
    sharing: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        sharing[key].append(index)
    for indexes in sharing.values():
        if len(indexes) > 1:
            for index in indexes:
                keys[index] = longer(keys[index], bearers[index])


def _number(keys: list[str]) -> None:
    """Bearers that nothing tells apart are counted."""
    seen: dict[str, int] = defaultdict(int)
    for index, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > 1:
            keys[index] = f"{key}-{seen[key]}"


def _with_type(key: str, bearer: Bearer) -> str:
    return f"{key}#{squeeze(bearer.type or UNTYPED)}" if bearer.number else key


def _with_issuer(key: str, bearer: Bearer) -> str:
    if not bearer.issuer:
        return key
    if bearer.number:
        return f"{key}|{squeeze(bearer.issuer)}"
    return key if not (bearer.title and bearer.title.strip()) else f"{key} #{squeeze(bearer.issuer)}"


def _with_mark(key: str, bearer: Bearer) -> str:
    return f"{key}#{bearer.mark[:8]}"


def names_of(key: str, numbers: Iterable[str], dates: Iterable[str], names: Iterable[str]) -> set[str]:
    """All that resolves to a document: its key, every printed `number@date`, `number@`, the bare number, its unnumbered names."""
    spelled = set(numbers)
    dated = {numbered_key(number, date) for number in spelled for date in dates}
    return {key, *spelled, *(numbered_key(number, None) for number in spelled), *dated, *names}


def name_table(names: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Pairs of (name, key) as a table. A name that is some document's key means that document alone."""
    table: dict[str, set[str]] = defaultdict(set)
    for name, key in names:
        table[name].add(key)
    return {name: (name,) if name in keys else tuple(sorted(keys)) for name, keys in sorted(table.items())}

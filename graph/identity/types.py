"""Types of documents as identity compares them: by genre, in the light of what the code in the number allows."""

from __future__ import annotations

from functools import lru_cache

from graph.codes import genre, types_of_code
from graph.identity.numbers import parsed
from vietnamese.text import fold, normal, squeeze

_GENERIC = frozenset({"van ban", "tai lieu"})


@lru_cache(maxsize=4096)
def family(type: str | None) -> str | None:
    """The genre of a printed type, folded: "Chương trình hành động" is a `chuong trinh`; None where it says nothing."""
    if not type or not type.strip():
        return None
    folded = fold(normal(genre(squeeze(type)) or type))
    return None if folded in _GENERIC else folded


@lru_cache(maxsize=65536)
def family_of(type: str | None, number: str) -> str | None:
    """The genre as printed where the number's code allows it, else the only one that the code stands for.

    A printed type that the code rules out ("Kế hoạch số 57-NQ/TW") is a slip; "QĐ" is a Quyết định or a Quy định as printed.
    """
    parts = parsed(number)
    allowed = frozenset(fold(name) for name in types_of_code(parts.code)) if parts and parts.code else frozenset()
    printed = family(type)
    if printed is not None and (not allowed or printed in allowed):
        return printed
    return next(iter(allowed)) if len(allowed) == 1 else None


def clash(one: str | None, other: str | None) -> bool:
    """Whether two genres cannot be one document's."""
    return one is not None and other is not None and one != other

"""What a number says of the document that bears it."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.codes import issuers_by_fold
from graph.numbers import DocumentNumber, canonical_number, fold_number, parse_number
from vietnamese.text import fold

_CENTRAL_SUFFIX = re.compile(r"(?:tw|qh\d+|qh)$")
_CENTRAL_NAME = re.compile(
    r"Trung ương|^Bộ |Chính phủ|Quốc hội|Chủ tịch nước|tối cao|[Nn]hà nước|quốc gia|Bộ trưởng|Tổng Liên đoàn"
)
_LOCAL_NAME = re.compile(r"Tỉnh ủy|Thành ủy|nhân dân(?! tối cao)")


@lru_cache(maxsize=131072)
def folded(number: str) -> str:
    """One form for all spellings of a number."""
    return fold_number(number)


@lru_cache(maxsize=131072)
def canonical(number: str) -> str:
    """The number in the letter case of the code table."""
    return canonical_number(number)


@lru_cache(maxsize=131072)
def parsed(number: str) -> DocumentNumber | None:
    return parse_number(number)


@lru_cache(maxsize=65536)
def leading(number: str) -> str:
    """The running number that a short form names: `71` of `71-NQ/TW`, with the year where the number has one: `226/2025`."""
    parts = parsed(number)
    return (parts.digits.lstrip("0") or "0") if parts else ""


@lru_cache(maxsize=65536)
def year_of(number: str) -> int | None:
    """The year inside a number: 2025 of `226/2025/QH15`."""
    parts = parsed(number)
    return parts.year if parts else None


@lru_cache(maxsize=65536)
def restarts_yearly(number: str) -> bool:
    """Whether numbers of this kind begin again each year: the state's (`12/KH-UBND`) do, the Party's (`12-KH/TU`) run through a term."""
    parts = parsed(number)
    if parts is None or parts.year is not None:
        return False
    return number[len(parts.digits) : len(parts.digits) + 1] == "/"


@lru_cache(maxsize=65536)
def is_central(number: str) -> bool:
    """Whether the number's suffix is a body's of the whole country, so that no place tells two such documents apart."""
    parts = parsed(number)
    suffix = fold(parts.issuer or "") if parts else ""
    if not suffix:
        return False
    body = suffix.split("-")[0]
    known = next((found for part in (suffix, suffix.rstrip("0123456789"), body) if (found := issuers_by_fold().get(part))), None)
    if known is not None and not _LOCAL_NAME.search(known.name):
        return bool(_CENTRAL_NAME.search(known.name)) or bool(_CENTRAL_SUFFIX.search(suffix))
    return bool(_CENTRAL_SUFFIX.search(suffix))

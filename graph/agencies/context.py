"""Whose words a document's relative names are: its letterhead, its issuer, the place before its date, the places it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.agencies.canonical import COMMUNES, Canonical, Context, Identity
from graph.agencies.lexicon import COMMITTEES
from graph.agencies.names import AgencyName
from graph.extraction import Extraction, Header
from vietnamese.text import normal

_MOTTO = "Đảng Cộng sản Việt Nam"
_PLACE_LINE = re.compile(r"(?i)^(thành phố|tỉnh|tp\.?|phường|xã|đặc khu|quận|huyện|thị xã)\s")
_CAPITAL = "Hà Nội"
_ENOUGH = 2


def letterhead_names(header: Header) -> tuple[str, ...]:
    """The bodies of the letterhead from the upper to the lower, a name's second line ("THÀNH PHỐ HẢI PHÒNG") joined to its first."""
    joined: list[str] = []
    for line in header.letterhead:
        text = " ".join(line.split())
        if joined and _PLACE_LINE.match(normal(text)):
            joined[-1] += f" {text}"
        elif text and text != "*":
            joined.append(text)
    return tuple(joined)


def context_of(extraction: Extraction, canonical: Canonical) -> Context:
    """The context that a document's relative names are read in."""
    header = extraction.header
    names = [name for text in (header.issuer, *reversed(letterhead_names(header))) if (name := _read(text, canonical)) is not None]
    parts = [part for name in names for part in _parts(name)]
    commune = next(((p.unit, p.place) for p in parts if p.unit in COMMUNES and p.place), None)
    province = next((p.place for p in parts if p.place in canonical.provinces), None)
    bodies = [part for part in parts if part.role == "body" and part.stem != _MOTTO]
    central = bool(bodies) and province is None and not any(part.role == "local" for part in parts)
    if province is None and commune is not None:
        province = canonical.province_of(commune[0], commune[1] or "", Context())
    if province is None and not central:
        province = _of_place(header.place, parts, canonical) or _spoken_of(extraction, canonical)
    own = Context(province, (commune[0], commune[1]) if commune and commune[0] and commune[1] else None, central)
    return Context(own.province, own.commune, central, _committee(header, own, canonical))


def _read(text: str | None, canonical: Canonical) -> AgencyName | None:
    if not text:
        return None
    words = canonical.lexicon.words(text)
    return next((name for i in range(min(len(words), 3)) if (name := canonical.lexicon.read_agency(words, i)) is not None), None)


def _parts(name: AgencyName) -> Iterator[AgencyName]:
    part: AgencyName | None = name
    while part is not None:
        yield part
        part = part.of


def _of_place(place: str | None, parts: Sequence[AgencyName], canonical: Canonical) -> str | None:
    """The province named before the date. "Hà Nội" is where the centre signs too: it counts only for a body of a city."""
    if not place:
        return None
    found = canonical.lexicon.places.read(canonical.lexicon.words(place), 0, named=True)
    if found is None or found.name not in canonical.provinces:
        return None
    local = any(part.role == "local" for part in parts)
    return None if found.name == _CAPITAL and not local else found.name


def _spoken_of(extraction: Extraction, canonical: Canonical) -> str | None:
    """The province that the text names most, with its kind before it."""
    pattern = _named_provinces(tuple(sorted(canonical.provinces)))
    counts: Counter[str] = Counter()
    for passage in extraction.passages:
        counts.update(match.group(1) for match in pattern.finditer(normal(passage.text)))
    current = Counter({name: n for name, n in counts.items() if canonical.provinces[name].into is None})
    best = sorted(current.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or best[0][1] < _ENOUGH or (len(best) > 1 and best[1][1] * 2 > best[0][1]):
        return None
    return best[0][0]


@lru_cache(maxsize=4)
def _named_provinces(names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?:[Tt]hành phố|[Tt]ỉnh|TP\.?|[Tt]hành ủy|[Tt]ỉnh ủy) ({'|'.join(map(re.escape, ordered))})(?!\w)")


def _committee(header: Header, context: Context, canonical: Canonical) -> Identity | None:
    for text in (header.issuer, *letterhead_names(header)):
        name = _read(text, canonical)
        for part in _parts(name) if name is not None else ():
            if part.stem in COMMITTEES:
                found = canonical.identity(part, context, text or "")
                if found is not None:
                    return found
    return None

"""Where a document comes from and when: what its relative names ("thành phố", "tỉnh") and its citations are read against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.extraction import Extraction, Header
from graph.identity.bodies import Home, Level, read_body
from graph.identity.dates import bounds, days_after
from vietnamese.letters import UPPER
from vietnamese.text import fold, normal, squeeze

_NAMED = re.compile(rf"(?i:thành phố|tỉnh ủy|thành ủy|tỉnh)\s+[{UPPER}]\w*(?:\s+-?\s?[{UPPER}]\w*){{0,3}}")
_SAMPLE = 60_000
_REPORTED_WITHIN = 90
"""Days after the end of a period within which it is reported."""


def find_home(header: Header, extraction: Extraction) -> Home:
    """The home of a document: its letterhead and issuer say; where they are missing, the province that its text names most."""
    places: dict[Level, str] = {}
    words: dict[Level, str] = {}
    for line in (*header.letterhead, header.issuer or ""):
        for level, place in sorted(read_body(line).places):
            places.setdefault(level, place)
            if level == "province":
                words.setdefault("province", _own_word(line))
    own: Level | None = "commune" if "commune" in places else "district" if "district" in places else "province" if places else None
    if "province" not in places:
        named = _most_named(extraction) or _printed_place(header)
        if named is not None and not _is_central(header):
            places["province"] = named[0]
            if named[1]:
                words["province"] = named[1]
    return Home(places, words, own)


def _own_word(line: str) -> str:
    folded = fold(normal(line))
    return "tinh" if re.search(r"(?<!\w)tinh(?!\w)", folded) else "thanh pho"


def _is_central(header: Header) -> bool:
    lines = " ".join((*header.letterhead, header.issuer or ""))
    return bool(header.letterhead or header.issuer) and bool(
        re.search(
            r"bo chinh tri|ban bi thu|trung uong|chinh phu|thu tuong|quoc hoi|(?<!\w)bo (?!chi huy|tu lenh)", fold(normal(lines))
        )
    )


def _printed_place(header: Header) -> tuple[str, str] | None:
    place = fold(squeeze(normal(header.place or "")))
    return (place, "") if place else None


def _most_named(extraction: Extraction) -> tuple[str, str] | None:
    """The province that the text names most, with its level's word; ties go by name."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in _texts(extraction):
        for match in _NAMED.finditer(text):
            for level, place in read_body(match.group()).places:
                if level == "province":
                    counts[place, _own_word(match.group())] += 1
    return min(counts, key=lambda item: (-counts[item], item), default=None)


def _texts(extraction: Extraction) -> Iterable[str]:
    for mention in extraction.agencies:
        yield mention.surface
    size = 0
    for passage in extraction.passages:
        size += len(passage.text)
        if size > _SAMPLE:
            return
        yield normal(passage.text)


def issued_between(header: Header) -> tuple[str | None, str | None]:
    """First and last day on which a document can have been issued, by what it prints; (None, None) where it prints nothing."""
    if header.date:
        return header.date, header.date
    printed = bounds(header.date_printed)
    if printed is not None:
        return printed
    if header.period is not None and header.period.start and header.period.end:
        return header.period.start, days_after(header.period.end, _REPORTED_WITHIN)
    return None, None


def merged_header(headers: Sequence[Header]) -> Header:
    """One header of several sources of a document: the first one's fields, and from the others what it lacks."""
    first = headers[0]
    if len(headers) == 1:
        return first
    filled = {
        name: next((value for header in headers if (value := getattr(header, name)) not in (None, ())), getattr(first, name))
        for name in Header.__dataclass_fields__
        if name != "span"
    }
    return Header(**filled, span=first.span)

"""Places of a project: a cell's list, or those that its name gives."""

from __future__ import annotations

import re

_UNIT = r"(?:[Pp]hường|[Xx]ã|[Đđ]ặc khu|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Tt]ỉnh|TP\.?)"
_UP = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_PROPER = rf"[{_UP}]\w*(?:\s+[{_UP}\d]\w*){{0,4}}"
_LISTED = re.compile(rf"^(?:[Cc]ác\s+)?(?P<unit>{_UNIT})\s*:?\s+(?P<name>.+)$")
_PARTS = re.compile(rf"\s*[,;\n]\s*|\s+và\s+|\s*\+\s*(?=[{_UP}])|^\s*-\s+|\s+-\s+(?=(?:[Pp]hường|[Xx]ã|[Tt]hành phố|[Tt]ỉnh)\s)")
_NAMED = re.compile(rf"(?<!\w)(?P<unit>{_UNIT}|[Xx]ã)\s+(?P<name>{_PROPER})")


def places_in_cell(text: str | None) -> tuple[str, ...]:
    """The places listed in a cell; the kind of the first goes on to those that have none ("Xã A và B": "Xã A", "Xã B")."""
    if text is None:
        return ()
    unit: str | None = None
    found: list[str] = []
    for part in _PARTS.split(text.strip(" .")):
        place = part.strip(" .-")
        if not place:
            continue
        match = _LISTED.match(place)
        if match is not None:
            unit, place = match.group("unit"), match.group("name")
            unit = unit[0].upper() + unit[1:]
            found.append(f"{unit} {place}")
        else:
            found.append(f"{unit} {place}" if unit is not None and _single(place) else place)
    return tuple(dict.fromkeys(found))


def _single(place: str) -> bool:
    return re.fullmatch(_PROPER, place) is not None and not place.startswith(("Khu ", "KCN", "CCN", "KKT"))


def places_in_name(text: str) -> tuple[str, ...]:
    """The communes, towns and provinces named in a project's name or beside it."""
    return tuple(dict.fromkeys(f"{m.group('unit')} {m.group('name')}" for m in _NAMED.finditer(text)))

"""The header of a flattened table of figures, and the headings of its columns as far as they can be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.layout.records import Line
from ingest.layout.tables.headers import LONGEST, Word, split_headings, words_of
from ingest.layout.tables.roles import heading_key, is_parent, role_of
from vietnamese.letters import UPPER

_FIRST = re.compile(r"^\s*(?:(?:STT|S\.T\.T|TT|Stt|Tt|SỐ TT|Số TT|Số thứ tự|T\.T)\b\.?|(?:Tên )?[Cc]hỉ tiêu\b|CHỈ TIÊU\b)")
_ORDINAL = re.compile(r"^\s*(?:STT|S\.T\.T|TT|Stt|Tt|SỐ TT|Số TT|Số thứ tự|T\.T)\b\.?")
_ROW = re.compile(r"^\s*(?:\(?(?:0?1|I|A)\)?[.)/]?)(?:\s*$|\s+[" + UPPER + r"“\"(])")
_FIGURES = re.compile(r"(?:^|\s)(?:[-+]?\d[\d.,]*%?|[-–])(?=\s|$)")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[AB])\)?(?:=\S+)?")
_LEFT = frozenset({"ordinal", "indicator", "task", "unit", "period"})
_RIGHT = frozenset({"note", "reason", "recommendation", "lead", "coordinate", "result", "supervisor"})
_OVER = (
    re.compile(r"(?i)^(?:năm \d{4}|so sánh|so với|trong đó|chia ra|kết quả|tháng \d{1,2}|quý [IV1-4]+)(?!\w)"),
    re.compile(r"(?i)^(?:thực hiện|kế hoạch|tiến độ|tốc độ|tỷ lệ|giai đoạn|ước|số liệu)(?!\w)"),
)
"""Headings that stand over several columns, the likelier first."""
_MOST_OVER = 4
_NAMES = frozenset({"trung", "thủ", "hội", "chính", "quốc", "nhà", "việt", "đại", "nghị", "tp", "i", "ii", "iii", "iv"})
"""First words of names and numbers that go on with a heading."""


@dataclass(frozen=True, slots=True)
class FigureHeader:
    """`name`, `unit`, `rest` are the headings of these columns (None where there is none), `values` all others in printed order."""

    name: str
    unit: str | None
    rest: str | None
    values: tuple[str, ...]
    roles: tuple[str | None, ...]
    keys: tuple[str, ...]
    first: int
    last: int


def find_figure_header(text: str, lines: Sequence[Line], first: int) -> FigureHeader | None:
    """The header of a table of indicators that begins on a line, None if there is none."""
    shown = [text[line.start : line.end] for line in lines[first : first + 60]]
    if not shown or not _FIRST.match(shown[0]):
        return None
    count = next((k for k in range(1, len(shown)) if _ends(shown, k)), None)
    if count is None or sum(len(line.split()) for line in shown[:count]) > LONGEST:
        return None
    words = words_of(text, lines, first, first + count)
    opening = _ORDINAL.match(shown[0])
    words = words[len(opening.group().split()) :] if opening else words
    if len(words) < 3:
        return None
    headings = _split(words)
    found = [role_of(heading) for heading in headings]
    name = next((k for k, role in enumerate(found) if role == "indicator"), None)
    unit = next((k for k, heading in enumerate(headings) if found[k] == "unit" or heading_key(heading) in {"don vi", "dv"}), None)
    values = [k for k, role in enumerate(found) if role not in _LEFT | _RIGHT and k not in (name, unit)]
    if name is None or name > 1 or not values or {"deadline", "investment", "project"} & {r for r in found if r}:
        return None
    rest = [headings[k] for k in range(max(values) + 1, len(headings)) if found[k] in _RIGHT]
    return FigureHeader(
        headings[name],
        headings[unit] if unit is not None else None,
        rest[0] if rest else None,
        tuple(headings[k] for k in values),
        tuple("unit" if k == unit else role for k, role in enumerate(found)),
        tuple(heading_key(word.text) for word in words),
        first,
        first + count + _numbering(shown, count),
    )


def _split(words: Sequence[Word]) -> list[str]:
    """Headings of a header's words: each begins with a capital or with a number of months; all in capitals, by known wordings."""
    if sum(word.text.isupper() for word in words) > 0.7 * len(words):
        return split_headings(words)
    headings: list[list[str]] = []
    for k, word in enumerate(words):
        if not headings or _opens(words, k):
            headings.append([])
        headings[-1].append(word.text)
    return [" ".join(heading) for heading in headings]


def _opens(words: Sequence[Word], index: int) -> bool:
    """Whether a heading begins with a word: a capital that goes on with no name, an abbreviation behind a finished heading, `9 tháng`."""
    text, before = words[index].text, words[index - 1].text
    if before[-1] in "/,(-–":
        return False
    finished = before[-1].isdigit() or before[-1] in ")%" or before.isupper()
    if text.isdigit():
        return finished and index + 1 < len(words) and words[index + 1].text.lower() == "tháng"
    if not text[:1].isupper():
        return False
    if len(text) > 1 and text.isupper() and text.lower() not in _NAMES:
        return finished or words[index].gap == "line" or role_of(text) == "unit"
    return text.lower() not in _NAMES or (finished and text.lower() in {"trung", "đại", "nhà"})


def _ends(shown: Sequence[str], index: int) -> bool:
    """Whether a header ends before a line: a row begins there, or the line ends with figures that are no years."""
    line = shown[index]
    if _ROW.match(line) or (len(line.split()) > 2 and _numbers(line)):
        return True
    figures = _FIGURES.findall(_YEARS.sub("", line))
    return len(figures) >= 2


def _numbers(line: str) -> bool:
    """Whether a line only numbers columns: `(1) (2) (3)`, `A B 1 2 3=2/1`."""
    return bool(line.strip()) and all(_NUMBERED.fullmatch(word) for word in line.split())


def _numbering(shown: Sequence[str], count: int) -> int:
    """How many lines only number the columns."""
    numbers: list[str] = []
    position = count
    while position < len(shown) and _numbers(shown[position]):
        numbers += re.findall(r"\d+", shown[position])
        position += 1
    return position - count if len(numbers) >= 3 and numbers[:3] in (["1", "2", "3"], ["2", "3", "4"]) else 0


def value_headings(header: FigureHeader, width: int) -> tuple[str, ...]:
    """A heading for each of `width` columns of figures.

    Headings over several columns are printed before those below them; where no reading gives just as many columns, they are counted.
    """
    printed = header.values
    if len(printed) == width:
        return printed
    for likely in (1, 2) if 0 < len(printed) - width <= _MOST_OVER else ():
        over = [k for k, h in enumerate(printed) if is_parent(h) or any(pattern.match(h) for pattern in _OVER[:likely])]
        for parents in reversed([*combinations(over, len(printed) - width)]):
            placed = _placed(printed, parents)
            if placed is not None:
                return placed
    return tuple(f"Cột {k}" for k in range(1, width + 1))


def _placed(printed: Sequence[str], parents: Sequence[int]) -> tuple[str, ...] | None:
    """The columns if the headings at `parents` stand over those of the second line, the shortest that can; None where none can."""
    cuts = [
        upper
        for upper in range(parents[-1] + 1, len(printed) - 1)
        if not (len(printed) - upper) % len(parents)
        and len(printed) - upper >= 2 * len(parents)
        and not _kin(printed, parents, printed[upper:])
    ]
    if not cuts:
        return None
    upper = min(cuts, key=lambda cut: sum(map(len, printed[cut:])) / (len(printed) - cut))
    below, each = iter(printed[upper:]), (len(printed) - upper) // len(parents)
    columns: list[str] = []
    for place in range(upper):
        columns += [f"{printed[place]} / {next(below)}" for _ in range(each)] if place in parents else [printed[place]]
    return tuple(columns)


def _kin(printed: Sequence[str], parents: Sequence[int], lower: Sequence[str]) -> bool:
    """Whether a heading would stand over one of its own kind: `Quý I` over `Quý II`."""
    over = {printed[k].split()[0].lower() for k in parents}
    return any(heading.split()[0].lower() in over for heading in lower)

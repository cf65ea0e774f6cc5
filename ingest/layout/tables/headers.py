"""The header of a flattened table: words broken over lines, repeated at each page, parted again into headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.layout.records import Line
from ingest.layout.tables.roles import column_words, heading_key, is_parent, role_of
from vietnamese.letters import UPPER

LONGEST = 70
"""Words that a header may have."""

FIRST_HEADING = re.compile(r"^\s*(?:STT|S\.T\.T|TT|Stt|Tt|SỐ TT|Số TT|Số thứ tự|SỐ THỨ TỰ|T\.T)\b\.?")
_ROW_START = re.compile(r"^\s*(?:\(?(?:0?1|I|A)\)?[.)/]?)(?:\s*$|\s+(?:[" + UPPER + r"“\"(]|\d{1,2}[/.]\d))")
TOTAL = re.compile(r"^\s*(?:TỔNG|Tổng)\s+(?:CỘNG|SỐ|cộng|số)\s+(?:\(.*\)\s+)?\d[\d.,]*\d(?:\s|$)")
"""A line of totals above the first row."""
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}\)?(?:\s+\(?\d{1,2}\)?)*\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word; `line` indexes the lines handed in, `gap` is what stands before it: line, wide or blank."""

    start: int
    end: int
    line: int
    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class Header:
    """`columns` in printed order without the ordinal's; `first`/`last` are the lines that it takes (end exclusive)."""

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    first: int
    last: int


def words_of(text: str, lines: Sequence[Line], first: int, last: int) -> list[Word]:
    """The words of some lines; a run of two blanks or more is a wide gap."""
    found = []
    for position in range(first, last):
        line = lines[position]
        before = line.start
        for match in re.finditer(r"\S+", text[line.start : line.end]):
            start = line.start + match.start()
            blank = text[before:start]
            gap = "line" if not text[line.start : start].strip() else "wide" if len(blank) > 1 or "\t" in blank else "blank"
            found.append(Word(start, line.start + match.end(), position, match.group(), gap))
            before = line.start + match.end()
    return found


def find_header(text: str, lines: Sequence[Line], first: int) -> Header | None:
    """The header that begins on a line, None if there is none."""
    if not FIRST_HEADING.match(_shown(text, lines[first])):
        return None
    last = first + 1
    count = 0
    while last < len(lines):
        shown = _shown(text, lines[last])
        if _ROW_START.match(shown) or FIRST_HEADING.match(shown) or TOTAL.match(_with_next(text, lines, last)):
            break
        count += len(shown.split())
        last += 1
        if count > LONGEST or last - first > 60:
            return None
    else:
        return None
    words = words_of(text, lines, first, last)[len(FIRST_HEADING.match(_shown(text, lines[first])).group().split()) :]  # type: ignore[union-attr]
    while words and _NUMBERED.match(words[-1].text):
        words.pop()
    if not 3 <= len(words) <= LONGEST:
        return None
    columns = split_headings(words)
    if len(columns) < 2 or sum(role_of(c) is not None for c in columns) < max(2, len(columns) - 2):
        return None
    return Header(tuple(columns), tuple(heading_key(w.text) for w in words), first, last)


def repeats(text: str, lines: Sequence[Line], header: Header, first: int) -> int:
    """How many lines from `first` on repeat the header, 0 if they do not."""
    match = FIRST_HEADING.match(_shown(text, lines[first]))
    if match is None:
        return 0
    wanted = sorted(header.keys)
    found: list[str] = []
    position, skip = first, len(match.group().split())
    while position < len(lines) and len(found) < len(wanted) + skip:
        found += [heading_key(word) for word in _shown(text, lines[position]).split()]
        position += 1
    here = sorted(found[skip : skip + len(wanted)])
    same = len(found) - skip == len(wanted) and here == wanted
    close = sum(1 for a in here if a in wanted) >= 0.9 * len(wanted) and abs(len(found) - skip - len(wanted)) <= 2
    return position - first if same or close else 0


def _shown(text: str, line: Line) -> str:
    return text[line.start : line.end]


def _with_next(text: str, lines: Sequence[Line], position: int) -> str:
    """A line with the one below it: cells may stand on lines of their own."""
    return " ".join(_shown(text, line).strip() for line in lines[position : position + 2])


def split_headings(words: Sequence[Word]) -> list[str]:
    """Headings of a header's words: each begins with a capital, known wordings first; two-level ones put in their places."""
    capitals = sum(w.text.isupper() for w in words) > 0.7 * len(words)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-1e9, 0)] * len(words)
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - 12), end):
            if best[start][0] <= -1e9 or not _may_start(words[start], capitals):
                continue
            score = (
                best[start][0] + _worth(" ".join(w.text for w in words[start:end])) + (0.5 if words[start].gap != "blank" else 0.0)
            )
            if score > best[end][0]:
                best[end] = (score, start)
    cuts, position = [], len(words)
    while position > 0:
        cuts.append((best[position][1], position))
        position = best[position][1]
    return _placed([" ".join(w.text for w in words[a:b]) for a, b in reversed(cuts)])


def _may_start(word: Word, capitals: bool) -> bool:
    return capitals or word.text[:1].isupper() or word.text[:1] in '(“"'


@lru_cache(maxsize=4096)
def _worth(heading: str) -> float:
    """How much a run of words looks like one heading: known words count, others and each heading cost."""
    bracket = heading.startswith("(")
    key = heading_key(heading).split()
    if bracket or not key:
        return -3.0
    words = column_words()
    joined = " ".join(key)
    if joined in words.whole or joined in words.phrases or joined in words.parents:
        return 3.0 * len(key) - 2.0
    known = [len(p.split()) for p in words.phrases if f" {p} " in f" {joined} "]
    matched = max(known, default=0)
    return 3.0 * matched - 1.2 * (len(key) - matched) - 2.0 if matched else -2.0 - 0.5 * len(key)


def _placed(columns: list[str]) -> list[str]:
    """A heading over two columns ("Phân công thực hiện") gives way to them; its columns stand where it stood."""
    for position, heading in enumerate(columns):
        below = [k for k, c in enumerate(columns) if k > position and role_of(c) in ("lead", "coordinate") and not is_parent(c)]
        if is_parent(heading) and role_of(heading) in ("lead", None) and len(below) >= 2:
            children = [f"{heading} / {columns[k]}" for k in below]
            rest = [c for k, c in enumerate(columns) if k > position and k not in below]
            return columns[:position] + children + rest
    return columns

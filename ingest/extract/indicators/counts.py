"""Two lists of one document that count the same things and disagree: "107 phó chủ tịch ...", further on "Phó chủ tịch ...: 109 đồng chí".

That they count at one time and place is sure only where some of the other numbers that both lists give are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from graph.extraction import FoundFinding, Span
from ingest.extract.indicators.sums import INTEGER, number_of, printed_number
from ingest.layout.records import Block, Layout
from vietnamese.sentences import sentences
from vietnamese.text import fold, normal

_BEFORE = re.compile(rf"(?:^|(?:có|là|gồm|:) )(?P<number>{INTEGER}) (?P<name>[^\W\d_]+(?:[ -]+[^\W\d_]+){{3,11}})$")
_BEHIND = re.compile(
    rf"(?:^|\. )(?P<name>[^\W\d_]+(?:[, -]+[^\W\d_]+){{3,11}}): (?P<number>{INTEGER})(?: [^\W\d_]+(?: [^\W\d_]+)?)?$"
)
_SHARED = 3
"""So many names must stand in both lists."""
_MOST = 200
"""So many lists of a document are compared at most."""

_Counts = dict[str, tuple[int, str]]
"""Folded name -> its number, and the name as printed."""


def counts_differing(layout: Layout) -> Iterator[FoundFinding]:
    """One `figure_conflict` for each two lists that count some things alike and others differently."""
    lists = [(counts, block) for block in layout.blocks if block.table is None and len(counts := _list(block)) >= _SHARED]
    for (one, first), (other, second) in combinations(lists[:_MOST], 2):
        pairs = [(name, match) for name in one if (match := _same(name, other)) is not None]
        if len(pairs) < _SHARED or not any(one[name][0] == other[match][0] for name, match in pairs):
            continue
        said = [
            f"{min(one[name][1], other[match][1], key=len)} “{printed_number(one[name][0])}” và “{printed_number(other[match][0])}”"
            for name, match in pairs
            if one[name][0] != other[match][0]
        ]
        if said:
            message = f"Số {'; '.join(said)}: hai danh sách của văn bản ghi khác nhau"
            yield FoundFinding("figure_conflict", said[0], message, (_span(first), _span(second)))


def _same(name: str, other: _Counts) -> str | None:
    """The name in the other list that is this one or goes on from it ("ủy viên ban chấp hành", "... đảng bộ")."""
    return name if name in other else next((own for own in other if own.startswith(f"{name} ") or name.startswith(f"{own} ")), None)


def _list(block: Block) -> _Counts:
    """What a block counts, piece by piece."""
    text = re.sub(r"\s+", " ", normal(block.reading.text))
    found: _Counts = {}
    if text.count(";") + 1 < _SHARED:
        return found
    for start, end in sentences(text):
        for piece in text[start:end].rstrip(". ").split(";"):
            match = _BEHIND.search(piece.strip()) or _BEFORE.search(piece.strip())
            if match is not None:
                called = match["name"][0].lower() + match["name"][1:]
                found.setdefault(fold(" ".join(called.split())), (number_of(match["number"]), called))
    return found


def _span(block: Block) -> Span:
    return Span(block.start, block.end, " ".join(block.reading.text.split()))

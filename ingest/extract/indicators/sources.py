"""Totals of two complementary parts that are told in words: "tặng 900 suất quà ..., trong đó, từ ngân sách: 500 suất quà và từ nguồn
xã hội hóa: 300 suất quà". What is not of the one kind is of the other, so that the two must make the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction import FoundFinding
from ingest.extract.indicators.running import running_text
from ingest.extract.indicators.sums import INTEGER, hedged, number_of, printed_number
from ingest.layout.records import Layout
from vietnamese.text import fold

_WHOLE = re.compile(
    rf"(?P<total>{INTEGER}) (?P<noun>[^\W\d_]+ [^\W\d_]+)(?P<between>[^;()]{{0,120}}?),? (?:trong đó|bao gồm|gồm)[,:]? "
    r"(?P<parts>[^;()]{20,400})"
)
_MONEY = re.compile(r"(?i)^(?:tỷ|triệu|nghìn|tháng|năm|ngày|giờ|quý|ha|km|m2|tấn|%)")
_COMPLEMENTS = (
    (r"ngan sach", r"xa hoi hoa|ngoai ngan sach|van dong"),
    (r"trong nuoc", r"nuoc ngoai"),
    (r"(?<!ngoai )cong lap", r"ngoai cong lap|tu thuc|dan lap"),
    (r"noi dia", r"quoc te"),
    (r"thanh thi|do thi", r"nong thon"),
    (r"truoc (?:khi )?(?:hop nhat|sap nhap)", r"sau (?:khi )?(?:hop nhat|sap nhap)"),
    (r"xay moi|xay dung moi|lam moi", r"sua chua|cai tao"),
)


def sources_missed(layout: Layout) -> Iterator[FoundFinding]:
    """One `figure_conflict` for each total that its two complementary parts miss."""
    for block in running_text(layout):
        for match in _WHOLE.finditer(block.flat):
            if _MONEY.match(match["noun"]) or hedged(block.flat, match.start()):
                continue
            told = re.split(r"\. (?=[^\W\d_])", match["parts"])[0]
            found = [*re.finditer(rf"(?P<number>{INTEGER}) {re.escape(match['noun'])}(?!\w)", told)]
            if len(found) != 2:
                continue
            labels = fold(told[: found[0].start()]), fold(told[found[0].end() : found[1].start()])
            parts, total = [number_of(part["number"]) for part in found], number_of(match["total"])
            if sum(parts) == total or not _complementary(*labels):
                continue
            added = " + ".join(printed_number(part) for part in parts)
            message = f"Số {match['noun']}: ghi “{match['total']}” nhưng các phần là {added} = {printed_number(sum(parts))}"
            start = block.sentence(match.start())[0]
            span = block.span(start, match.start("parts") + len(told))
            yield FoundFinding("figure_conflict", match["noun"], message, (span,))


def _complementary(one: str, other: str) -> bool:
    return any(
        (re.search(first, one) and re.search(second, other)) or (re.search(second, one) and re.search(first, other))
        for first, second in _COMPLEMENTS
    )

"""Totals that their own parts, printed in the same sentence, miss by a little: "175 tổ chức (cấp xã 97, cấp cơ sở 79)".

Only a near miss is queried: parts that come to much less need not be all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from graph.extraction import FoundFinding, Span
from ingest.extract.indicators.running import RunningText, running_text
from ingest.layout.records import Layout
from vietnamese.text import fold

INTEGER = r"(?<![\w/.,–-])\d{1,3}(?:\.\d{3})*(?![\w/%]|[.,–-]\d)"
_WORDS = r"[^\W\d_]+(?: [^\W\d_]+){0,6}?"
_OPENED = re.compile(rf"(?P<total>{INTEGER}) (?P<thing>{_WORDS}) ?\((?P<parts>[^()]+)")
"""A counted thing with its parts in parentheses, which need not be closed."""
_LED = re.compile(rf"(?P<thing>[Ss]ố {_WORDS}|[Tt]ổng số {_WORDS}):? (?:là )?(?P<total>{INTEGER}) ?\((?P<parts>[^()]+)")
"""The same with the thing before its number: "Tổng số kiến nghị: 100 (đã giải quyết 60, còn 45)"."""
_TOLD = re.compile(rf"(?P<total>{INTEGER}) (?P<thing>{_WORDS})[,;:]? (?:bao gồm|gồm|trong đó|trong đó có)[:,]? (?P<parts>[^()]+)")
"""Parts told in words: "12 kỳ họp; bao gồm 9 kỳ họp ... và 4 kỳ họp ..."."""
_CUT = re.compile(r"(?i)[;,]? ?(?:trong đó|chiếm|tăng|giảm|đạt tỷ lệ|bằng|kết quả|tổng số|tổng cộng)(?!\w)|\. ")
_SPLIT = re.compile(r"[;,]| và (?=\d|[^\W\d_]+(?: [^\W\d_]+){0,5} \d)| còn (?=\d|[^\W\d_]+ \d)")
_HEDGED = re.compile(
    r"(?i)(?<!\w)(?:trên|hơn|gần|khoảng|dưới|tới|ước|hàng|ít nhất|tối thiểu|một số|chủ yếu|nhất là|như|điển hình)(?!\w)"
)
_MONEY = re.compile(r"(?i)^(?:tỷ|triệu|nghìn|tháng|năm|ngày|giờ|quý|ha|km|m2|tấn|%)")
NEAR = 0.02
"""How far, of the total, parts may be from it to be meant as all of it; one more or less always is near."""


@dataclass(frozen=True, slots=True)
class _Sum:
    total: int
    thing: str
    parts: tuple[int, ...]

    @property
    def misses(self) -> bool:
        gap = abs(sum(self.parts) - self.total)
        return 0 < gap <= max(1, NEAR * self.total) and self.total > 2 and max(self.parts) < self.total


def sums_missed(layout: Layout) -> Iterator[FoundFinding]:
    """One `figure_conflict` for each total that its parts miss."""
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for block in running_text(layout):
        for found, evidence in _of_block(block):
            if (found.total, found.parts) in seen:
                continue
            seen.add((found.total, found.parts))
            added = " + ".join(printed_number(part) for part in found.parts)
            said = f"{added} = {printed_number(sum(found.parts))}"
            message = f"{_named(found.thing)}: ghi “{printed_number(found.total)}” nhưng các phần là {said}"
            yield FoundFinding("figure_conflict", found.thing, message, (evidence,))


def _of_block(block: RunningText) -> Iterator[tuple[_Sum, Span]]:
    for start, end in block.sentences:
        sentence = block.text[start:end]
        found = [*_enclosed(sentence), *_in_words(sentence)]
        if found:
            span = Span(*block.block.reading.span(start, end), sentence.strip())
            yield from ((one, span) for one in found if one.misses)


def _enclosed(sentence: str) -> Iterator[_Sum]:
    for match in (*_OPENED.finditer(sentence), *_LED.finditer(sentence)):
        parts = _all_counted(match["parts"])
        if parts and not _MONEY.match(match["thing"]) and not hedged(sentence, match.start()):
            yield _Sum(number_of(match["total"]), _told(match, sentence), parts)


_LEVEL = re.compile(r"(?:^|[:;,.] )(?P<level>[Cc]ấp [^\W\d_]+(?: [^\W\d_]+)?) $")


def _told(match: re.Match[str], sentence: str) -> str:
    """What is counted: a bare "cuộc" with the words that all its parts go on with, and the level that the number is of."""
    thing = match["thing"]
    behind = re.findall(rf"{INTEGER} {re.escape(thing)}((?: [^\W\d_]+)+)", match["parts"]) if " " not in thing else []
    if len(behind) > 1:
        shared = takewhile(lambda words: len(set(words)) == 1, zip(*(words.split() for words in behind), strict=False))
        thing = " ".join((thing, *(words[0] for words in shared)))
    level = _LEVEL.search(sentence[: match.start()])
    return f"{thing} {level['level'].lower()}" if level is not None else thing


def _all_counted(told: str) -> tuple[int, ...]:
    """The number of each part, where every part has just one; none where one has no number or several."""
    cut = _CUT.search(told)
    pieces = [piece for piece in _SPLIT.split(told[: cut.start()] if cut else told) if piece.strip()]
    numbers = [re.findall(INTEGER, piece) for piece in pieces]
    if len(pieces) < 2 or any(len(own) != 1 for own in numbers) or _HEDGED.search(told[: cut.start()] if cut else told):
        return ()
    return tuple(number_of(own[0]) for own in numbers)


def _in_words(sentence: str) -> Iterator[_Sum]:
    """Parts that are counted in the total's own words."""
    for match in _TOLD.finditer(sentence):
        head = " ".join(match["thing"].split()[:2])
        parts = tuple(
            number_of(number)
            for number in re.findall(rf"({INTEGER}) {re.escape(head)}(?!\w)", re.split(r"trong đó", match["parts"])[0])
        )
        if len(parts) > 1 and len(head.split()) == 2 and not _MONEY.match(head) and not hedged(sentence, match.start()):
            yield _Sum(number_of(match["total"]), match["thing"], parts)


def hedged(sentence: str, start: int) -> bool:
    """Whether the total is only about so many ("trên 100 hộ")."""
    before = fold(sentence[max(0, start - 12) : start])
    return re.search(r"(?<!\w)(?:tren|hon|gan|khoang|duoi|uoc|den|so)\s*$", before) is not None


def number_of(printed: str) -> int:
    """A whole number as printed: 4113 for “4.113”."""
    return int(printed.replace(".", ""))


def printed_number(number: int) -> str:
    """A whole number as it is printed: “4.113”."""
    return f"{number:,}".replace(",", ".")


def _named(thing: str) -> str:
    return thing if thing.lower().startswith(("số", "tổng số")) else f"Số {thing}"

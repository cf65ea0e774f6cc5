"""What a page bears that is no text: page numbers, rules, running headers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.layout.lines import Measure, TextLine
from ingest.layout.markers import find_marker

_NUMBER = re.compile(r"^[-–—]?\s*(?:(?:Trang|trang|Page)\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?\s*[-–—]?$")
_SURE_NUMBER = re.compile(r"^(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:Trang|Page)\s+\d{1,4}(?:\s*/\s*\d{1,4})?)$")
_GAZETTE = re.compile(r"^(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số.{0,100}$")
"""What the official gazette prints above every page."""
_RULE = re.compile(r"^[-_=*~–—─━.·\s]{3,}$|^\*$")
_RUNNING_PAGES = 3
_PROSE = 50


def is_rule(line: TextLine) -> bool:
    """A line of dashes, underscores or a lone asterisk."""
    return _RULE.match(line.text) is not None


def find_furniture(lines: Sequence[TextLine], page: Measure) -> set[int]:
    """Indexes of the lines that are page numbers, rules or headers repeated from page to page."""
    found = {line.index for line in lines if is_rule(line) or _GAZETTE.match(line.text)}
    found |= _page_numbers(lines, page)
    return found | _running_headers(lines)


def _page_numbers(lines: Sequence[TextLine], page: Measure) -> set[int]:
    """Lone numbers that begin or end a page, or stand apart and rise by one from one to the next, or cut a sentence."""
    found: set[int] = set()
    last: int | None = None
    for position, line in enumerate(lines):
        match = _NUMBER.match(line.text)
        if match is None:
            continue
        number = int(match[1])
        before = lines[position - 1] if position else None
        after = lines[position + 1] if position + 1 < len(lines) else None
        edge = before is None or after is None or before.page != line.page or after.page != line.page
        apart = line.gap >= page.gap + 2
        sequel = last is not None and number == last + 1
        if (
            _SURE_NUMBER.match(line.text)
            or _cuts_sentence(before, line, after)
            or ((edge or apart) and (sequel or apart or number in (line.page, line.page - 1)))
        ):
            found.add(line.index)
            last = number
    return found


def _cuts_sentence(before: TextLine | None, line: TextLine, after: TextLine | None) -> bool:
    """Whether the number stands below a page's last note or last line, with the page's last sentence going on after it."""
    if before is None or after is None or not line.text.isdigit() or len(line.text) > 3:
        return False
    prose = len(before.text) > _PROSE and not before.terminal
    return (before.text.endswith(".") or prose) and after.text[0].islower()


def _running_headers(lines: Sequence[TextLine]) -> set[int]:
    """A first line that several pages share, digits aside."""
    firsts: dict[str, list[int]] = defaultdict(list)
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and before.page != line.page and len(line.text) < 120 and find_marker(line.text) is None:
            firsts[re.sub(r"\d+", "#", line.text)].append(line.index)
    return {i for places in firsts.values() if len(places) >= _RUNNING_PAGES for i in places}

"""Changes that a text announces without a document that makes them: "điều chỉnh Nghị quyết số 09-NQ/TU ... (Tháng 8)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from graph.records import Evidence, Mention
from search_api.ask.plans.base import Library, once_a_generation
from search_api.ask.slots import PeriodSlot
from vietnamese.text import fold, normal, squeeze

_VERBS = {"replaces": "thay the", "amends": "sua doi|bo sung|dieu chinh", "repeals": "bai bo|huy bo"}
_BEFORE = 90
_NOTE = re.compile(r"\n\s*\d{1,3} (?=[^\W\d_])")
"""Where a footnote begins, which no mark closes off from the text before it."""
_AFTER = 400
_LINK = (
    r"(?:\s*,?\s*(?:va\s+)?(?:sua doi|bo sung|dieu chinh|thay the))*"
    r"(?:\s+(?:mot so|cac|noi dung|dieu|khoan|muc tieu|nhiem vu|cua|tai|\w+ dieu))*\s*$"
)


def announcements(library: Library, types: Sequence[str]) -> list[tuple[str, Evidence]]:
    """(document that is to change, the words that say so) for changes of these types, in reading order."""
    by_kind = _collect(library)
    return [row for kind in types for row in by_kind.get(kind, [])]


@once_a_generation
def _collect(library: Library) -> dict[str, list[tuple[str, Evidence]]]:
    patterns = {kind: re.compile(rf"(?<!\w)(?:{verbs}){_LINK}") for kind, verbs in _VERBS.items()}
    found: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for mention in library.snapshot.records(Mention):
        if mention.target is not None and mention.state == "resolved":
            by_document[mention.document].append(mention)
    for key, mentions in by_document.items():
        text = library.snapshot.text(key)
        last: tuple[str, Mention] | None = None
        for mention in sorted(mentions, key=lambda mention: mention.start):
            before = squeeze(fold(normal(text[max(0, mention.start - _BEFORE) : mention.start])))
            kinds = [kind for kind, pattern in patterns.items() if pattern.search(before + " ")]
            if not kinds and last is not None and mention.number and _goes_on(text[last[1].end : mention.start]):
                kinds = [last[0]]
            found_here = [(mention.target or "", _clause(text, mention))] if kinds else []
            for kind in kinds:
                found[kind] += found_here
            last = (kinds[0], mention) if kinds else last
    return found


def _goes_on(between: str) -> bool:
    """Whether a mention is a further object of the verb before the last one: "thay thế Quyết định A về ... và Quyết định B"."""
    folded = squeeze(fold(normal(between)))
    return (
        len(folded) < 260
        and folded.endswith((" va", ","))
        and not re.search(r"[;.)]|(?<!\w)(?:thuc hien|theo|can cu|sua doi)(?!\w)", folded)
    )


def _clause(text: str, mention: Mention) -> Evidence:
    """The mention with its clause: from the last mark before it to the next one after it."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    notes = [match.start() + 1 for match in _NOTE.finditer(before)]
    mark = max((*notes, *(before.rfind(mark) + 1 for mark in ";.:"))) or before.find(" ") + 1
    start = mention.start - len(before) + mark
    after = text[mention.end : mention.end + _AFTER]
    ends = [place for place in (after.find(";"), after.find(". "), after.find(".\n")) if place >= 0]
    end = mention.end + (min(ends) if ends else len(after))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Evidence(mention.document, start, end, squeeze(text[start:end]))


_TIME = re.compile(r"(?<!\w)(?:quy (?P<quarter>iv|iii|ii|i|[1-4])|thang (?P<month>\d{1,2}))(?!\w)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def told_for(said: Sequence[tuple[str, Evidence]], period: PeriodSlot) -> list[tuple[str, Evidence]]:
    """Announcements whose own time ("(Quý III)", "(Tháng 8)") lies in a period; all of them where none of these says one."""
    timed = {index: months for index, (_, evidence) in enumerate(said) if (months := _months(evidence.text)) is not None}
    first, last = int(period.begin[5:7]), int(period.finish[5:7])
    if not timed or period.begin[:4] != period.finish[:4]:
        return list(said)
    return [row for index, row in enumerate(said) if index in timed and first <= timed[index][0] and timed[index][1] <= last]


def _months(text: str) -> tuple[int, int] | None:
    """The months that an announcement's last time spans."""
    found = list(_TIME.finditer(fold(normal(text))))
    if not found:
        return None
    if found[-1]["month"]:
        return int(found[-1]["month"]), int(found[-1]["month"])
    quarter = found[-1]["quarter"]
    last = 3 * (_QUARTERS.get(quarter) or int(quarter))
    return last - 2, last

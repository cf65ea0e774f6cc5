"""Documents that a question calls by what they are about: "nghị quyết về kinh tế tư nhân", "quy chế quản lý du lịch"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search_api.ask.catalogue import Catalogue
from search_api.ask.cues import content
from search_api.ask.entities.documents import find_types, same_type
from search_api.ask.slots import DocumentSlot
from search_api.ask.words import Wording
from search_api.ask.words import plain as words
from vietnamese.text import fold

_HIDE = (
    *("task", "who", "when", "which_document", "lookup", "amount_asked", "agency_what", "authority", "product"),
    *("replace", "amend", "repeal", "issued", "upward"),
)
_VERBS = {"thuc", "hien", "trien", "khai", "ban", "hanh", "cham", "noi", "dung", "van", "cu", "hoa", "duoc"}
_PLACES = {"thanh", "pho", "hai", "phong", "tinh"}
"""Words that hardly tell one title from another; they count only beside telling words."""
_ENDS = re.compile(
    r"[,;?()]|(?<!\w)(?:gom|nao|gi|da|duoc|bi|se|phai|thi|la|va cac|thuc hien|trien khai|thay the|trong do|do ai|so bao nhieu|ngay)(?!\w)"
)
FLOOR, STRICT = 0.72, 0.85


def find_titled(
    wording: Wording, closed: Sequence[tuple[int, int]], types: Sequence[str], catalogue: Catalogue
) -> tuple[DocumentSlot, ...]:
    """The documents that the question's words describe, likeliest first, as one slot; none where nothing is sure enough."""
    clause = re.search(r",| gom ca | bao gom | ke ca ", wording.line)
    parts = [*([clause.start()] if clause else []), len(wording.line)]
    for end in parts:
        last = wording.words[wording.word_at(end)].start if end < len(wording.line) else len(wording.question) + 1
        kinds = find_types(wording.line[:end])
        asked = _telling(content(wording, [*closed, (last, len(wording.question) + 1)], _HIDE), kinds)
        ranked = find_by_title(asked, kinds, catalogue) if kinds or _asks_about(wording.line) else ()
        if ranked:
            return (_slot(ranked, asked, wording),)
    for kind, segment in _segments(wording, types):
        told = _telling([word for word in segment if word not in _ENDLESS], (kind,))
        ranked = find_by_title(told, (kind,), catalogue, floor=STRICT)
        if ranked:
            return (_slot(ranked, told, wording),)
    return ()


_ENDLESS = {"cua", "ve", "va", "cac", "so", "tai", "cho", "theo"}


def _asks_about(line: str) -> bool:
    return _ABOUT.search(line.strip(" ?.!")) is not None


_ABOUT = re.compile(
    r"(?<!\w)(?:van ban|tai lieu)(?: \w+){0,3} (?:ve|noi ve|lien quan)(?!\w)"
    r"|van ban nao(?: \w+)* (?:ve|noi ve)(?!\w)|(?:la |so )?van ban (?:nao|gi)$"
)
"""Words that ask for a document by its subject without naming a type."""


def _slot(ranked: Sequence[tuple[str, float]], asked: Sequence[str], wording: Wording) -> DocumentSlot:
    return DocumentSlot(tuple(key for key, _ in ranked), " ".join(asked), 0, len(wording.question), False)


def _telling(asked: Sequence[str], types: Sequence[str]) -> list[str]:
    hidden = {word for kind in types for word in fold(kind).split()}
    kept = [word for word in asked if word not in hidden and word not in _VERBS]
    telling = {word for word in kept if word not in _PLACES}
    return kept if len(telling) >= 2 or (telling and len(set(kept)) >= 3) else []


def find_by_title(
    asked: Sequence[str], kinds: Sequence[str], catalogue: Catalogue, *, floor: float = FLOOR
) -> tuple[tuple[str, float], ...]:
    """Documents whose type, title or other names hold the asked words; (key, share of the asked weight), best first.

    `asked` are the words left when cues and stop words are gone; with fewer than two nothing is sure enough.
    """
    if len(set(asked)) < 2:
        return ()
    fitting = []
    for key, asked_share, own_share in catalogue.titles.rank([*asked, *words(" ".join(kinds))], limit=40):
        document = catalogue.documents[key]
        if kinds and document.type and not any(same_type(kind, document.type) for kind in kinds):
            continue
        if asked_share >= floor:
            fitting.append((key, asked_share, own_share))
    if not fitting:
        return ()
    best = max(share for _, share, _ in fitting)
    close = [row for row in fitting if row[1] >= best - 0.02]
    close.sort(key=lambda row: (-row[1] - 0.3 * row[2], not catalogue.documents[row[0]].held, row[0]))
    return tuple((key, share) for key, share, _ in close)


def _segments(wording: Wording, types: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The words after each type word up to the next mark, verb or type word: where a title may stand."""
    found = []
    for kind in types:
        for match in re.finditer(rf"(?<!\w){re.escape(fold(kind))}(?!\w)", wording.line):
            found.append((kind, _ENDS.split(wording.line[match.end() :])[0].split()))
    return found

"""How well a stretch of text reads as a list of agencies: whole names, parted by commas, semicolons or `và`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph.agencies import load_lexicon
from graph.agencies.words import BLANK, BREAK, DASH

LONGEST = 60
"""Words beyond which a cell is not read."""
_WHOLE = 1.6
_SEAM = -2.5
_LOST = -0.6
_TAIL = 0.25
"""Small words right after a name may be the rest of one that the gazetteer does not hold."""
_MOST_LOST = -3.0


@lru_cache(maxsize=65536)
def reads_as_bodies(text: str) -> float:
    """What the names in a text are worth: a text of whole names gains, words outside names and names without a mark between lose.

    "Văn phòng Tỉnh ủy" is one name; "Văn phòng" is none, and "Tỉnh ủy Đảng ủy Công an tỉnh" two that no comma parts.
    """
    lexicon = load_lexicon()
    words = lexicon.words(text)
    if not words or len(words) > LONGEST:
        return 0.0
    index, lost, seams, names = 0, 0.0, 0, 0
    joined = False
    while index < len(words):
        name = lexicon.read(words, index)
        if name is None:
            joined = joined and words[index].gap in (BLANK, BREAK, DASH) and not words[index].capital
            lost += 0.0 if words[index].key in ("và", "các", "với", "cùng") else _TAIL if joined else 1.0
            index = max(index + 1, lexicon.skip(words, index))
            continue
        seams += joined and words[index].gap in (BLANK, BREAK)
        names += 1
        index, joined = name.last, True
    if not names:
        return 0.0
    return (_WHOLE if not lost else max(_MOST_LOST, _LOST * lost)) + _SEAM * seams


def names_in(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where names that the gazetteer holds and groups stand among printed words: (first word, end). A column's edge cuts none."""
    lexicon = load_lexicon()
    text = " ".join(words)
    starts, position = {}, 0
    for index, word in enumerate(words):
        starts[position] = index
        position += len(word) + 1
    read = lexicon.words(text)
    found = []
    index = 0
    while index < len(read):
        name = lexicon.read(read, index) if read[index].keys[0] in lexicon.openings else None
        if name is None:
            index = max(index + 1, lexicon.skip(read, index))
            continue
        first = starts.get(read[index].start)
        if first is not None and name.last - index > 1 and name.role != "open":
            found.append((first, len(text[: read[name.last - 1].end].split())))
        index = name.last
    return found

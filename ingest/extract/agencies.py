"""Agencies named in a text, groups of them and agencies inside the names of posts, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from graph.agencies.lexicon import AgencyLexicon
from graph.agencies.names import AgencyName
from graph.agencies.words import BLANK, BREAK, TIGHT, Word
from graph.extraction import AgencyMention, Header
from ingest.layout.records import Layout

_POST_LENGTH = 4
_JOINED = "/-"
_RULERS = ("Thủ tướng", "Chủ tịch nước")
"""Bodies of one person, whose deputies are none."""
_NOT_BEFORE = {"cơ", "trụ", "toàn", "cán", "nội", "đồng", "tiến"}
"""Syllables that make one word with a small `sở`, `bộ` after them."""


def find_agencies(text: str, lexicon: AgencyLexicon) -> tuple[AgencyMention, ...]:
    """Every agency in `text`, longest match, in order; offsets into `text`. One pass over its words."""
    words = lexicon.words(text)
    found: list[AgencyMention] = []
    index = 0
    while index < len(words):
        if words[index].keys[0] not in lexicon.openings:
            index += 1
            continue
        name = lexicon.read(words, index)
        if name is None or not _stands_alone(text, words, index, name):
            index = max(index + 1, lexicon.skip(words, index))
            continue
        first = _after_post(lexicon, words, index, name)
        post = not name.group and (first > index or _follows_post(lexicon, words, index))
        start, end = words[first].start, words[name.last - 1].end
        found.append(AgencyMention(start, end, text[start:end], name.group, post))
        index = name.last
    return tuple(found)


def document_agencies(layout: Layout, header: Header, lexicon: AgencyLexicon) -> tuple[AgencyMention, ...]:
    """The agencies of a whole document, tables and footnotes too; raw offsets; the surface as it reads, joined over lines."""
    found: list[AgencyMention] = []
    for block in layout.blocks:
        readings = (
            [block.reading] if block.table is None else [c.reading for r in block.table.rows for c in r.cells if c is not None]
        )
        for reading in readings:
            for mention in find_agencies(reading.text, lexicon):
                start, end = reading.span(mention.start, mention.end)
                found.append(AgencyMention(start, end, mention.surface, mention.group, mention.post))
    unique = {(m.start, m.end): m for m in found}
    return tuple(unique[key] for key in sorted(unique))


def _stands_alone(text: str, words: Sequence[Word], index: int, name: AgencyName) -> bool:
    """Whether the words are a name and no part of a document's number or of another word."""
    word, after = words[index], name.last
    if index and word.gap is TIGHT and not name.group and text[word.start - 1] in _JOINED and not _lettered(text, words[index - 1]):
        return False
    end = words[after - 1].end
    if text[end : end + 1] in {"-", "/"} and text[end + 1 : end + 2].isupper() and after - index == 1:
        return False
    if index and words[index - 1].key == "phó" and name.stem.startswith(_RULERS) and word.gap in (BLANK, BREAK):
        return False
    if word.capital or name.group:
        return True
    if index and words[index - 1].key in _NOT_BEFORE and word.gap in (BLANK, BREAK):
        return False
    return sum(len(w.keys) for w in words[index:after]) >= 3 or bool(name.unit)


def _lettered(text: str, word: Word) -> bool:
    """Whether a word joined to a name by a stroke is a word ("Sở/ngành") and no piece of a code ("05-CTr/TU")."""
    return word.gap is not TIGHT and text[word.start + 1 : word.end].islower()


def _follows_post(lexicon: AgencyLexicon, words: Sequence[Word], index: int) -> bool:
    if words[index].gap not in (BLANK, BREAK):
        return False
    keys: list[str] = []
    for back in range(index - 1, max(index - 1 - _POST_LENGTH, -1), -1):
        keys.insert(0, words[back].key)
        if " ".join(keys) in lexicon.posts:
            return True
        if words[back].gap not in (BLANK, BREAK):
            break
    return False


def _after_post(lexicon: AgencyLexicon, words: Sequence[Word], index: int, name: AgencyName) -> int:
    """Where the agency begins if the name's first words belong to a post ("Phó Bí thư | Thường trực | Thành ủy")."""
    if not name.stem.startswith("Thường trực") or not _follows_post(lexicon, words, index):
        return index
    return index + 2

"""Sentences that tell what a question asks, found by the search lanes: what stands in no table is answered from them, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.records import Evidence, Footnote
from search_api.ask.plans.base import Library
from search_api.ask.plans.sentences.running import PAGE_NUMBER, in_footnote, without_footnotes
from search_api.ask.question import Question
from search_api.ask.slots import PeriodSlot
from search_api.ask.words import agrees, read_words
from search_api.ask.words import plain as words
from search_api.search.candidates import idf
from search_api.search.engine import SearchEngine
from search_api.search.records import Hit, SearchQuery
from vietnamese.sentences import sentences
from vietnamese.text import fold, normal

LOOKED_AT = 24
CONTEXT = 0.6
"""What a word counts that stands not in the sentence but before it or in its section's headings."""
PAIRS = 0.2
"""A bonus for words that stand side by side in the sentence as they do in the question."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its footnotes. `share` is how much of the asked words' weight it holds with its surroundings, `own` by itself,
    `beside` how many of the words that stand side by side in the question do so in it."""

    sentence: Evidence
    notes: tuple[Evidence, ...]
    share: float
    own: float
    beside: float
    rank: float
    held: frozenset[str]
    around: frozenset[str]
    before: str
    """What stands before it in its passage, after the headings."""
    hit: Hit

    @property
    def text(self) -> str:
        """The sentence and its footnotes."""
        return " ".join(part.text for part in (self.sentence, *self.notes))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (self.sentence, *self.notes)


def find_told(question: Question, asked: Sequence[str], library: Library) -> list[Told]:
    """Sentences of the passages and tasks that a search for the question brings up, the most telling first."""
    if library.engine is None or not asked:
        return []
    weights = {word: rarity(word, library.engine) for word in asked}
    forms = _forms(question, asked)
    pairs = _pairs([word.text for word in question.wording.words], set(asked))
    typed = " ".join(word.accented for word in question.wording.words)
    hits = library.engine.search(SearchQuery(typed, kind=("passage", "task"), size=LOOKED_AT)).hits
    sources = {key: _source(key, library) for key in {hit.document for hit in hits}}
    found: dict[tuple[str, int], Told] = {}
    for hit in hits:
        for told in _of_hit(hit, weights, pairs, forms, sources[hit.document]):
            found.setdefault((told.sentence.document, told.sentence.start), told)
    return sorted(found.values(), key=lambda told: (-told.rank, told.sentence.document, told.sentence.start))


def fullest_clause(text: str, cut: re.Pattern[str], asked: Sequence[str]) -> tuple[int, int]:
    """The bounds of the clause that holds most of the asked words; clauses end where `cut` does."""
    bounds = [0, *(match.end() for match in cut.finditer(text)), len(text)]
    return max(pairwise(bounds), key=lambda span: len(set(asked) & set(words(text[slice(*span)]))))


def weight_held(told: Told, asked: Sequence[str], library: Library) -> float:
    """How much of the weight of these words a sentence holds with its surroundings."""
    if library.engine is None or not asked:
        return 0.0
    held, near = told.held, told.around
    weights = {word: rarity(word, library.engine) for word in asked}
    found = sum(weight * (1.0 if word in held else CONTEXT if word in near else 0.0) for word, weight in weights.items())
    return found / (sum(weights.values()) or 1.0)


def rarity(word: str, engine: SearchEngine) -> float:
    """How much a folded word tells, by how few passages hold it."""
    forward = engine.generation.forward
    frequency = max((int(forward.frequencies[number]) for number in forward.by_fold.get(word, ())), default=0)
    return idf(engine.generation.count, min(frequency, engine.generation.count))


def names_period(text: str, period: PeriodSlot) -> bool:
    """Whether a text names a day, month, quarter or year as a question does."""
    folded, year = fold(normal(text)), period.begin[:4]
    if period.begin == period.finish:
        _, month, day = (int(part) for part in period.begin.split("-"))
        own = rf"(?<!\d)0?{day}\s*(?:/|thang)\s*0?{month}(?!\d)(?:\s*(?:/|nam)\s*(20\d\d))?"
        return any(match[1] in (None, year) for match in re.finditer(own, folded))
    pattern = months_pattern(period)
    return (re.search(pattern, folded) is not None if pattern else year in folded) and (year in folded or not _YEAR.search(folded))


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def months_pattern(period: PeriodSlot) -> str:
    """How a text names the asked period but for its year: a month, a quarter, some first months, or nothing for a whole year."""
    first, last = int(period.begin[5:7]), int(period.finish[5:7])
    if period.begin[5:] == "01-01" and period.finish[5:] == "12-31":
        return ""
    if first == last:
        return rf"(?<!\d )thang\s*0?{first}(?!\d)|/\s*0?{first}\s*/\s*{period.begin[:4]}"
    if last - first == 2 and last % 3 == 0:
        quarter = last // 3
        return rf"quy\s*(?:{'i' * quarter if quarter < 4 else 'iv'}|{quarter})(?!\w)" + (rf"|0?{last} thang" if first == 1 else "")
    return rf"(?<!\d)0?{last - first + 1} thang"


Forms = Mapping[str, frozenset[str]]
"""Folded words that were typed with diacritics, as they were typed."""


def _forms(question: Question, asked: Sequence[str]) -> Forms:
    found: dict[str, set[str]] = {word: set() for word in asked}
    for word in question.wording.words:
        if word.text in found:
            found[word.text].add(word.accented)
    return {} if not question.wording.accented else {word: frozenset(forms) for word, forms in found.items()}


def _line(text: str, forms: Forms) -> tuple[str, ...]:
    """The folded words of a text; one that differs in its diacritics from the asked word is none ("sinh đỗ" in "sinh độ")."""
    return tuple(
        word.text if word.text not in forms or any(agrees(form, word.accented) for form in forms[word.text]) else ""
        for word in read_words(text).words
        if word.text[:1].isalnum()
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """A document's text, the same without its footnotes, and these."""

    text: str
    running: str
    notes: Sequence[Footnote]

    def around(self, hit: Hit) -> str:
        """The text in which a hit's sentences run on: without the footnotes that stand between them, unless it is one."""
        return self.text if in_footnote(hit.start, self.notes) else self.running


def _source(key: str, library: Library) -> _Source:
    text, notes = library.snapshot.text(key), library.snapshot.records(Footnote, key)
    return _Source(text, without_footnotes(text, notes), notes)


def _of_hit(hit: Hit, weights: dict[str, float], pairs: set[tuple[str, str]], forms: Forms, of: _Source) -> Iterator[Told]:
    source = of.around(hit)
    whole = sum(weights.values()) or 1.0
    headings = " ".join(hit.section)
    before: set[str] = set(_line(headings, forms))
    for sentence in _sentences(hit, source):
        own_notes = tuple(
            Evidence(note.document, note.start, note.end, note.text)
            for note in of.notes
            if note.anchor is not None and sentence.start <= note.anchor <= sentence.end + 1 and note.start > note.anchor
        )
        line = _line(" ".join(part.text for part in (sentence, *own_notes)), forms)
        held = set(line)
        own = sum(weight for word, weight in weights.items() if word in held) / whole
        share = own + CONTEXT * sum(weight for word, weight in weights.items() if word not in held and word in before) / whole
        beside = len(pairs & set(pairwise(line))) / len(pairs) if pairs else 1.0
        rank = share + PAIRS * beside
        led_by = f"{headings} {normal(source[hit.start : sentence.start])}"
        yield Told(sentence, own_notes, share, own, beside, rank, frozenset(held), frozenset(before), led_by, hit)
        before = before | held


_ITEM = re.compile(r"[;,.] (?=\(\d{1,2}\) (?!Dự án|Khu |Cụm |Nhà máy|KCN|CCN|Tuyến|Công trình|Cầu|Đường))")


def _sentences(hit: Hit, source: str) -> Iterator[Evidence]:
    """The sentences of a passage; the breaks of lines in it end none, the numbers of a list of matters do."""
    raw = source[hit.start : hit.end]
    raw = PAGE_NUMBER.sub(lambda match: " " * len(match.group()), raw)
    kept = [match.start() for match in re.finditer(r"\S|(?<=\S)\s", raw)]
    flat = "".join(" " if raw[place].isspace() else raw[place] for place in kept)
    for start, end in _items(flat):
        text = re.sub(r"\s+", " ", normal(flat[start:end])).strip()
        yield Evidence(hit.document, hit.start + kept[start], hit.start + kept[end - 1] + 1, text)


def _items(flat: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(flat):
        for match in _ITEM.finditer(flat, start, end):
            yield start, match.start() + 1
            start = match.end()
        yield start, end


def _pairs(line: Sequence[str], asked: set[str]) -> set[tuple[str, str]]:
    return {pair for pair in pairwise(line) if pair[0] in asked and pair[1] in asked}

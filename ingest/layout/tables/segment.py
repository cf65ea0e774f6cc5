"""A flattened row parted into cells: the best division of its lines into columns, by dynamic programming.

A row comes in one or more stretches (a page ends within it); in each, the columns follow one another. What decides: what each
cell can be (`likeness`), whether its lines are as long as the column is wide, whether its lines break where the next word no
longer fits, and where the reader left no blank line between two lines although it does elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from ingest.layout.tables.bodies import names_in
from ingest.layout.tables.headers import Word
from ingest.layout.tables.likeness import MOST_WORDS, begins_body, begins_cell, is_figure, is_time, looks_like, repeats_bonus

IMPOSSIBLE = -1e9
MOST_A_CELL = 10.0
"""No cell is worth more than this."""
INSIDE_A_NAME = 5.5
"""The price of a column's edge within an agency's name."""

_BINDING = re.compile(
    r"(?i).*[,;(“]|của|do|trình|gửi|với|và|tại|cho|về|thuộc|bởi|báo|cáo|theo|từ|cùng|các|là|được|khi|để|giao|đốc|tịch|lãnh|đạo"
)
"""Words after which an agency's name goes on with its cell."""


@dataclass(slots=True)
class Model:
    """What is known of a table before a row is parted: roles, widths in characters (None in the first pass), values seen."""

    roles: Sequence[str | None]
    widths: Sequence[int] | None = None
    seen: Mapping[tuple[str | None, str], int] = field(default_factory=dict)
    spaced: bool = False
    """Lines are double-spaced, so that a missing blank line means something."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Words that stand side by side on some line of the text: what goes on after a page is likely one of them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row's words up to a page's end. `cuts` are the places where a cell may begin, `prices` what a beginning there is worth."""

    words: Sequence[Word]
    cuts: tuple[int, ...]
    prices: Mapping[int, float]
    close: frozenset[int]
    """Words before which a line break, but no blank line, stands in a double-spaced text."""


def neighbours(text: str) -> Counter[tuple[str, str]]:
    """How often two words stand side by side on a line of the text."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in text.splitlines():
        pairs.update(pairwise(line.split()))
    return pairs


def inseparable(pairs: Counter[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Pairs that the text nearly always prints together ("thành phố"): no cell ends between them."""
    firsts: Counter[str] = Counter()
    for (first, _), count in pairs.items():
        firsts[first] += count
    return frozenset(pair for pair, n in pairs.items() if n >= 5 and n >= 0.6 * firsts[pair[0]] and pair[1][:1].islower())


def stretch_of(
    text: str,
    words: Sequence[Word],
    spaced: bool,
    together: frozenset[tuple[str, str]] = frozenset(),
    figures: bool = False,
    capitals: bool = False,
) -> Stretch:
    """Places where cells may begin: at every line, after a wide gap, and inside a line where an agency, a product or a time begins.

    `figures`: some columns hold figures, which share lines with their neighbours; a cell may begin on either side of one.
    `capitals`: a cell may begin at any capital (dear, and too many places where two stretches are parted together).
    """
    prices: dict[int, float] = {0: 0.0, len(words): 0.0}
    close = set()
    for k, word in enumerate(words):
        if k == 0:
            continue
        if word.gap == "line":
            gap = text[words[k - 1].end : word.start]
            tight = spaced and gap.count("\n") < 2
            prices[k] = 2.0 if tight else 0.0
            if tight:
                close.add(k)
        elif word.gap == "wide":
            prices[k] = 0.0 if not spaced else -1.0
        elif figures and (is_figure(word.text) or is_figure(words[k - 1].text)) and not word.text[:1].islower():
            prices[k] = -0.5
        elif capitals and word.text[:1].isupper():
            prices[k] = -1.5 if begins_cell(word.text) or (word.text.isupper() and len(word.text) > 2) else -2.5
        elif begins_cell(head := " ".join(w.text for w in words[k : k + 4] if w.line == word.line)):
            prices[k] = -1.5 if begins_body(head) and not _BINDING.fullmatch(words[k - 1].text) else -3.0
        elif word.text[:1].isupper() and _after_time(words, k):
            prices[k] = -3.0
        if k in prices and (words[k - 1].text, word.text) in together:
            prices[k] -= 2.5
    for first, last in names_in([w.text for w in words]):
        for k in range(first + 1, last):
            if k in prices:
                prices[k] -= INSIDE_A_NAME
    return Stretch(words, tuple(sorted(prices)), prices, frozenset(close))


def _after_time(words: Sequence[Word], end: int) -> bool:
    """Whether a whole deadline ends before a word on its line ("Liên tục | Bảng niêm yết")."""
    line = words[end].line
    starts = (start for start in range(end - 1, max(-1, end - 7), -1) if words[start].line == line)
    return any(is_time(_text(words, start, end)) for start in starts)


def _text(words: Sequence[Word], start: int, end: int) -> str:
    return " ".join(word.text for word in words[start:end])


def _lines(words: Sequence[Word], start: int, end: int) -> list[tuple[int, int]]:
    """The cell's lines as (first word, end); a line shared with a neighbour counts by its own part."""
    found: list[tuple[int, int]] = []
    for k in range(start, end):
        if found and words[k].line == words[found[-1][0]].line:
            found[-1] = (found[-1][0], k + 1)
        else:
            found.append((k, k + 1))
    return found


def _length(words: Sequence[Word], start: int, end: int) -> int:
    return words[end - 1].end - words[start].start


class _Shape:
    """How well the lines of a cell fill its column; sums over whole lines are kept, so that each question takes a moment."""

    def __init__(self, stretch: Stretch, width: int | None) -> None:
        self.stretch, self.width = stretch, width
        words = stretch.words
        self.lines = _lines(words, 0, len(words))
        self.line_of = [n for n, (a, b) in enumerate(self.lines) for _ in range(a, b)]
        self.close = list(accumulate((k in stretch.close for k in range(len(words))), initial=0))
        costs = [self._line(a, b) + self._break(a, b) for a, b in self.lines]
        self.whole = list(accumulate(costs, initial=0.0))

    def of(self, start: int, end: int) -> float:
        if start >= end:
            return 0.0
        score = -2.0 * (self.close[end] - self.close[start + 1])
        if self.width is None:
            return score
        first, last = self.line_of[start], self.line_of[end - 1]
        if first == last:
            return score + self._line(start, end)
        head_end, tail_start = self.lines[first][1], self.lines[last][0]
        score += self._line(start, head_end) + self._break(start, head_end) + self._line(tail_start, end)
        return score + self.whole[last] - self.whole[first + 1]

    def _line(self, start: int, end: int) -> float:
        if self.width is None:
            return 0.0
        over = _length(self.stretch.words, start, end) - self.width
        return -min(6.0, 1.0 + 0.3 * over) if over > 0.12 * self.width + 1 else 0.0

    def _break(self, start: int, end: int) -> float:
        if self.width is None or end >= len(self.stretch.words):
            return 0.0
        return _early_break(self.stretch, start, end, self.stretch.words[end].text, self.width)


def _early_break(stretch: Stretch, start: int, end: int, head: str, width: int) -> float:
    """The price of a line that ends although the next word had room, unless a sentence or an item ends there."""
    room = width - _length(stretch.words, start, end) - 1 - len(head)
    if room <= max(1, 0.14 * width) or head[:1] in "-+•" or stretch.words[end - 1].text[-1:] in ".;:":
        return 0.0
    return -min(3.0, 0.8 + 0.12 * room)


class _Scorer:
    """Scores of (column, pieces), remembered."""

    def __init__(self, model: Model, stretches: Sequence[Stretch]) -> None:
        self.model, self.stretches = model, stretches
        widths: Sequence[int | None] = model.widths or [None] * len(model.roles)
        self._shapes = [[_Shape(stretch, width) for width in widths] for stretch in stretches]
        self._ends: dict[tuple[int, int, int], list[int]] = {}

    def shape(self, which: int, column: int, start: int, end: int) -> float:
        begins = self.stretches[which].prices.get(start, 0.0) if 0 < start < end else 0.0
        return self._shapes[which][column].of(start, end) + begins

    def ends(self, which: int, column: int, start: int) -> list[int]:
        """Where a cell that begins at `start` may end: not after more words than its kind has, nor far out of its column's shape."""
        most = MOST_WORDS.get(self.model.roles[column] or "", 10_000)
        key = (which, column, start)
        if key not in self._ends:
            found = []
            for end in self.stretches[which].cuts:
                if end < start:
                    continue
                if end - start > most or self.shape(which, column, start, end) < -12:
                    break
                found.append(end)
            self._ends[key] = found
        return self._ends[key]

    def seam(self, column: int, start: int, end: int, begin: int) -> float:
        """A cell goes on after the page: in the middle of a phrase, and its last line has no room for the next word."""
        first, second = self.stretches[0], self.stretches[1]
        tail, head = first.words[end - 1].text, second.words[begin].text
        score = 0.3 if head[:1].islower() or tail[-1:] in ",;-" else -0.7
        if (tail, head) in self.model.pairs:
            score += 1.2
        if self.model.widths:
            a, b = _lines(first.words, start, end)[-1]
            score += _early_break(first, a, b, head, self.model.widths[column])
        return score

    def content(self, column: int, text: str) -> float:
        role = self.model.roles[column]
        return looks_like(role, text) + repeats_bonus(role, text, self.model.seen)


@dataclass(frozen=True, slots=True)
class Division:
    """`cells[column]` holds one (first word, end) for each stretch; `scores` what each cell's content is worth."""

    cells: tuple[tuple[tuple[int, int], ...], ...]
    scores: tuple[float, ...]
    total: float


def divide(stretches: Sequence[Stretch], model: Model) -> Division:
    """The best division of a row. More than two stretches are taken two at a time, the first cells kept."""
    if len(stretches) == 1:
        return _divide_one(stretches[0], model)
    division = _divide_two(stretches[0], stretches[1], model)
    for following in stretches[2:]:
        division = _extend(stretches, division, following, model)
    return division


def _divide_one(stretch: Stretch, model: Model) -> Division:
    scorer = _Scorer(model, (stretch,))
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for column in range(len(model.roles)):
        following: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for start, (score, taken) in best.items():
            for end in scorer.ends(0, column, start):
                value = score + scorer.shape(0, column, start, end) + scorer.content(column, _text(stretch.words, start, end))
                if end not in following or value > following[end][0]:
                    following[end] = (value, (*taken, (start, end)))
        best = following
    total, taken = best.get(len(stretch.words), (IMPOSSIBLE, ()))
    if not taken:
        taken = ((0, len(stretch.words)),) + ((len(stretch.words),) * 2,) * (len(model.roles) - 1)
    scores = tuple(scorer.content(c, _text(stretch.words, a, b)) for c, (a, b) in enumerate(taken))
    return Division(tuple((piece,) for piece in taken), scores, total)


_Path = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def _divide_two(first: Stretch, second: Stretch, model: Model) -> Division:
    """Both stretches at once: a cell is what its column has in the one and in the other."""
    scorer = _Scorer(model, (first, second))
    least = _apart(first, second, model, scorer)
    best: dict[tuple[int, int], tuple[float, _Path]] = {(0, 0): (0.0, ())}
    for column in range(len(model.roles)):
        following: dict[tuple[int, int], tuple[float, _Path]] = {}
        for (a, c), (score, taken) in best.items():
            for b in scorer.ends(0, column, a):
                head, one = scorer.shape(0, column, a, b), _text(first.words, a, b)
                for d in scorer.ends(1, column, c):
                    two = _text(second.words, c, d)
                    shape = head + scorer.shape(1, column, c, d) + (scorer.seam(column, a, b, c) if a < b and c < d else 0.0)
                    value = score + shape + scorer.content(column, f"{one} {two}".strip())
                    if (b, d) not in following or value > following[b, d][0]:
                        following[b, d] = (value, (*taken, ((a, b), (c, d))))
        best = {k: v for k, v in following.items() if v[0] + MOST_A_CELL * (len(model.roles) - 1 - column) >= least}
    ends = (len(first.words), len(second.words))
    total, path = best.get(ends, (IMPOSSIBLE, ()))
    if not path:
        path = (((0, ends[0]), (0, ends[1])),) + ((((ends[0],) * 2), ((ends[1],) * 2)),) * (len(model.roles) - 1)
    scores = tuple(
        scorer.content(k, f"{_text(first.words, *p)} {_text(second.words, *q)}".strip()) for k, (p, q) in enumerate(path)
    )
    return Division(path, scores, total)


def _apart(first: Stretch, second: Stretch, model: Model, scorer: _Scorer) -> float:
    """What the row is worth if each stretch is divided by itself: no division worth less is looked into."""
    one, two = _divide_one(first, model), _divide_one(second, model)
    total = 0.0
    for column, (((a, b),), ((c, d),)) in enumerate(zip(one.cells, two.cells, strict=True)):
        total += (
            scorer.shape(0, column, a, b)
            + scorer.shape(1, column, c, d)
            + (scorer.seam(column, a, b, c) if a < b and c < d else 0.0)
        )
        total += scorer.content(column, f"{_text(first.words, a, b)} {_text(second.words, c, d)}".strip())
    return total - 0.01


def _extend(stretches: Sequence[Stretch], division: Division, following: Stretch, model: Model) -> Division:
    """A third stretch: the cells so far stay, what follows is put to them."""
    texts = []
    for cell in division.cells:
        texts.append(" ".join(filter(None, (_text(s.words, a, b) for s, (a, b) in zip(stretches, cell, strict=False)))))
    scorer = _Scorer(model, (following,))
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for column in range(len(model.roles)):
        states: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for start, (score, taken) in best.items():
            for end in scorer.ends(0, column, start):
                piece = _text(following.words, start, end)
                value = score + scorer.shape(0, column, start, end) + scorer.content(column, f"{texts[column]} {piece}".strip())
                if end not in states or value > states[end][0]:
                    states[end] = (value, (*taken, (start, end)))
        best = states
    total, taken = best[len(following.words)]
    cells = tuple((*cell, piece) for cell, piece in zip(division.cells, taken, strict=True))
    return Division(cells, division.scores, division.total + total)


def widths_of(rows: Sequence[tuple[Sequence[Stretch], Division]], columns: int) -> list[int]:
    """How wide each column is, by the lines that it was given: the longest but the few that stand out."""
    widths = []
    for column in range(columns):
        lengths: list[int] = []
        for stretches, division in rows:
            for stretch, (start, end) in zip(stretches, division.cells[column], strict=False):
                lengths += [_length(stretch.words, a, b) for a, b in _lines(stretch.words, start, end)]
        lengths.sort()
        widths.append(lengths[min(len(lengths) - 1, int(0.93 * len(lengths)))] if lengths else 12)
    return widths

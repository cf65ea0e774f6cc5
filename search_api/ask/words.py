"""A question as words: folded, abbreviations written out, each word tied to where it stands in the question.

Everything after this step reads `Wording.line`, one string of folded words with single blanks; spans point back into the question.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib import resources

from vietnamese.text import fold, normal

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:&[^\W\d_]+)+|[^\W\d_]+|[^\w\s]")

_SHORT_YEARS = re.compile(
    r"(?<![\w/.,-])(?<!ngay )(?<!thang )(?<!tu )(?P<first>2\d)\s?[-–]\s?(?P<last>[2-5]\d)(?![\w/.,-])(?! (?:ty|trieu|nghin|thang|phan|nguoi|%))"
)
"""Years of this century without their hundreds: "giai đoạn 26-30"."""


def _written_years(match: re.Match[str]) -> list[tuple[int, str]]:
    if int(match["first"]) >= int(match["last"]):
        return []
    return [(match.start(name), f"20{match[name]}") for name in ("first", "last")]


KEPT = 8_000
"""How many texts' words are kept: names are compared with every question."""
_SESSION = re.compile(r"qh\d")
"""The National Assembly's code in a number ("226/2025/QH15"), which is no "quy hoạch"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word; `start`/`end` in the question, `accented` with its diacritics in lower case, `printed` as typed."""

    text: str
    accented: str
    start: int
    end: int
    printed: str = ""


@dataclass(frozen=True, eq=False)
class Wording:
    """The question's words. `line` holds them with one blank between; `begins[i]` is where word i begins in `line`."""

    question: str
    words: tuple[Word, ...]
    line: str = field(init=False)
    begins: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        begins, position = [], 0
        for word in self.words:
            begins.append(position)
            position += len(word.text) + 1
        object.__setattr__(self, "line", " ".join(word.text for word in self.words))
        object.__setattr__(self, "begins", tuple(begins))

    @cached_property
    def accented(self) -> bool:
        """Whether the question is typed with diacritics; marks such as “ ” and abbreviations in capitals ("HĐND") do not tell."""
        return any(w.printed.isalpha() and not w.printed.isascii() and not w.printed.isupper() for w in self.words)

    def word_at(self, position: int) -> int:
        """Index of the word that `line[position]` belongs to."""
        return max(0, bisect_right(self.begins, position) - 1)

    def words_of(self, start: int, end: int) -> range:
        """Indexes of the words that `line[start:end]` touches."""
        return range(self.word_at(start), self.word_at(max(start, end - 1)) + 1)

    def words_of_question(self, start: int, end: int) -> list[int]:
        """Indexes of the words that begin in `question[start:end]`."""
        return [index for index, word in enumerate(self.words) if start <= word.start < end]

    def printed(self, words: range) -> str:
        """The question's own characters for these words."""
        if not words:
            return ""
        return self.question[self.words[words[0]].start : self.words[words[-1]].end]


def read_words(question: str) -> Wording:
    """The words of a question, abbreviations expanded (`NQ57` is "nghi quyet 57")."""
    text = normal(question)
    folded = fold(text)
    years = {place: year for match in _SHORT_YEARS.finditer(folded) for place, year in _written_years(match)}
    words: list[Word] = []
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if start in years:
            words.append(Word(years[start], years[start], start, end, text[start:end]))
            continue
        if _SESSION.match(folded, start):
            words.append(Word(folded[start:end], text[start:end].lower(), start, end, text[start:end]))
            continue
        words += _expanded(text[start:end], folded[start:end], start, end, words, folded[end:].split(maxsplit=1)[:1])
    return Wording(text, tuple(_called_alike(_first_expanded(_ahead_expanded(words)))))


LOOKED_AHEAD = 4


def _ahead_expanded(words: list[Word]) -> list[Word]:
    """The words with those read anew that mean something else before certain words ("cv hạn" is a task's, no letter's)."""
    found: list[Word] = []
    for index, word in enumerate(words):
        rows = abbreviations().before.get(word.printed.lower(), ())
        following = " ".join(later.text for later in words[index + 1 : index + 1 + LOOKED_AHEAD] if later.start > word.start)
        row = next((row for row in rows if any(f"{following} ".startswith(f"{phrase} ") for phrase in row[0])), None)
        read = [other.text for other in words if other.start == word.start]
        if row is None or read == fold(row[1]).split():
            found.append(word)
        elif not found or found[-1].start < word.start:
            found += [Word(fold(own), own, word.start, word.end, word.printed) for own in row[1].split()]
    return found


def _first_expanded(words: list[Word]) -> list[Word]:
    """The words with an abbreviation written out that is one only at the beginning of a question ("da von lon nhat")."""
    row = abbreviations().first.get(words[0].text) if len(words) > 1 else None
    if row is None or words[1].text in row[1] or not words[0].printed.isascii():
        return words
    head = words[0]
    return [*(Word(fold(word), word, head.start, head.end, head.printed) for word in row[0].split()), *words[1:]]


def _called_alike(words: list[Word]) -> list[Word]:
    """The words with other ways of calling a thing replaced by the one that is compared ("sân bay" is "cảng hàng không")."""
    same = abbreviations().same
    if not any(word.text in same for word in words):
        return words
    found: list[Word] = []
    index = 0
    while index < len(words):
        row = next((row for row in same.get(words[index].text, ()) if _stands(row[0], words, index)), None)
        if row is None:
            found.append(words[index])
            index += 1
            continue
        also, name = row
        start, end = words[index].start, words[index + len(also) - 1].end
        found += [Word(fold(word), word, start, end, word) for word in name]
        index += len(also)
    return found


def _stands(phrase: tuple[str, ...], words: list[Word], index: int) -> bool:
    run = words[index : index + len(phrase)]
    return len(run) == len(phrase) and all(
        word.text == fold(own) and agrees(word.accented, own) for word, own in zip(run, phrase, strict=True)
    )


def _expanded(printed: str, folded: str, start: int, end: int, before: list[Word], behind: list[str]) -> list[Word]:
    table = abbreviations()
    if "&" in folded:
        printed, folded = printed.replace("&", ""), folded.replace("&", "")
    row = table.after.get(folded) if printed.isascii() else None
    full = row[1] if row is not None and before and _after(before[-1].text, row[0]) and not _follows(row[2], behind) else None
    if full is None and folded in table.always and agrees(printed, table.always[folded][0]):
        full = table.always[folded][1]
    if full is None:
        full = table.capitals.get(printed)
    if full is None:
        return [Word(folded, printed.lower(), start, end, printed)]
    return [Word(fold(word), word, start, end, printed) for word in full.split()]


def _after(word: str, listed: Sequence[str]) -> bool:
    return word in listed or ("#" in listed and word.isdecimal())


def _follows(unless: Sequence[str], behind: list[str]) -> bool:
    """Whether the next word is one after which a short form is a word of its own ("ban hanh tu thang 7"); figures always are."""
    return bool(behind) and (behind[0][:1].isdecimal() or behind[0] in unless)


def agrees(printed: str, meant: str) -> bool:
    """Whether typed letters may mean a word: diacritics that were typed must be its own ("đã" is no "ĐA"), none typed is open."""
    return printed.isascii() or _letters(printed) == _letters(meant)


def _letters(word: str) -> list[str]:
    """Letters and marks in one order, so that "hoà" and "hòa" are the same word."""
    return sorted(unicodedata.normalize("NFD", word.lower()))


@lru_cache(maxsize=KEPT)
def plain(text: str | None) -> tuple[str, ...]:
    """The folded words of a text with abbreviations written out: how names and questions are compared."""
    return tuple(word.text for word in read_words(text or "").words if word.text[:1].isalnum())


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations: `always` (folded -> as printed, full), in `capitals` as they stand, `after` certain words (but not before
    others), `first` in a question, `before` certain words."""

    always: Mapping[str, tuple[str, str]]
    capitals: Mapping[str, str]
    after: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]]
    before: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    first: Mapping[str, tuple[str, tuple[str, ...]]]
    same: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    """First folded word -> (another way of calling a thing, the words that are compared), the longest way first."""


@cache
def abbreviations() -> Abbreviations:
    """The abbreviations of the gazetteer of questions, and those of administrative writing that have one reading."""
    data = tomllib.loads((resources.files("data.gazetteers") / "questions.toml").read_text("utf-8"))
    written = written_abbreviations().items()
    sure = {short: readings[0].replace(",", "") for short, readings in written if len(readings) == 1 and _no_word(short)}
    return Abbreviations(
        _by_folded(sure | data["abbreviations"]),
        dict(data["capitals"]),
        {fold(row["short"]): (tuple(row["after"]), row["full"], tuple(row.get("unless", ()))) for row in data["after"]},
        _by_short([(fold(row["short"]), tuple(map(fold, row["before"])), row["full"]) for row in data["before"]]),
        {fold(row["short"]): (row["full"], tuple(row["unless"])) for row in data["first"]},
        _by_first_word([(tuple(also.split()), tuple(row["name"].split())) for row in data["same"] for also in row["also"]]),
    )


@cache
def written_abbreviations() -> Mapping[str, tuple[str, ...]]:
    """Abbreviations of administrative writing and what they stand for, the likelier first."""
    data = tomllib.loads((resources.files("data.gazetteers") / "abbreviations.toml").read_text("utf-8"))
    return {short: tuple(readings) for short, readings in data["abbreviations"].items()}


def _by_folded(rows: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Folded abbreviation -> as written, full; with its diacritics where it is listed both ways ("BCĐ", "BCD")."""
    found: dict[str, tuple[str, str]] = {}
    for short, full in rows.items():
        if fold(short) not in found or not short.isascii():
            found[fold(short)] = (short, full)
    return found


def _no_word(short: str) -> bool:
    """Whether an abbreviation can be no word of the language: four letters, or three without a vowel."""
    folded = fold(short)
    return folded.isalpha() and (len(folded) > 3 or (len(folded) == 3 and not set(folded) & set("aeiouy")))


def _by_short(rows: Sequence[tuple[str, tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, before, full in rows:
        found.setdefault(short, []).append((before, full))
    return found


Same = tuple[tuple[str, ...], tuple[str, ...]]


def _by_first_word(rows: list[Same]) -> dict[str, tuple[Same, ...]]:
    found: dict[str, tuple[Same, ...]] = {}
    for row in sorted(rows, key=lambda row: (-len(row[0]), row)):
        first = fold(row[0][0])
        found[first] = (*found.get(first, ()), row)
    return found

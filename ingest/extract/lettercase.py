"""Words set in capitals, written as in a sentence: "Ý KIẾN CỦA BAN THƯỜNG VỤ THÀNH ỦY" -> "Ý kiến của Ban Thường vụ Thành ủy"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.agencies import AgencyLexicon
from graph.agencies.names import AgencyName
from graph.agencies.words import Word
from graph.codes import document_types
from vietnamese.letters import LOWER, UPPER, VOWELS

_TOKEN = re.compile(r"\S+")
_ROMAN = re.compile(r"^(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$")
_BEFORE_ROMAN = {"thứ", "khóa", "khoá", "quý", "phần", "lần", "loại", "hạng", "cấp", "và", "chương", "mục", "kỳ"}
_VOWEL = re.compile(rf"[{VOWELS.upper()}]")
_UNITS = (
    "thành phố",
    "tỉnh",
    "phường",
    "xã",
    "đặc khu",
    "quận",
    "huyện",
    "thị xã",
    "thị trấn",
    "khu vực",
    "thành ủy",
    "tỉnh ủy",
    "huyện ủy",
)
_LONGEST_PLACE = 4


def sentence_case(text: str, lexicon: AgencyLexicon, sample: str = "") -> str:
    """`text` with its capital stretches in small letters, names of agencies, places and documents as they are spelled.

    `sample` is running text in which names may be looked up.
    """
    pieces: list[str] = []
    position = 0
    for start, end in _capital_runs(text):
        pieces += [text[position:start], _lowered(text[start:end], start == 0, lexicon, sample)]
        position = end
    return "".join([*pieces, text[position:]])


def _capital_runs(text: str) -> list[tuple[int, int]]:
    """Stretches of words in capitals, numbers and codes between them included, lone abbreviations not."""
    runs: list[list[re.Match[str]]] = []
    current: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        letters = [c for c in token.group() if c.isalpha()]
        if letters and any(c.islower() for c in letters) and not any(c.isdigit() for c in token.group()):
            runs.append(current)
            current = []
        else:
            current.append(token)
    runs.append(current)
    return [(run[0].start(), run[-1].end()) for run in map(_trimmed, runs) if run and _is_run(run)]


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """A run without the numbers and signs at its ends."""
    worded = [i for i, token in enumerate(run) if any(c.isalpha() for c in token.group())]
    return run[worded[0] : worded[-1] + 1] if worded else []


def _is_run(run: Sequence[re.Match[str]]) -> bool:
    words = [w for token in run for w in re.findall(r"[^\W\d_]+", token.group()) if _VOWEL.search(w) and not _ROMAN.match(w)]
    return len(words) > 1 and sum(map(len, words)) > len(words)


def _lowered(text: str, opening: bool, lexicon: AgencyLexicon, sample: str) -> str:
    words = lexicon.words(text)
    pieces: list[str] = []
    position = index = 0
    while index < len(words):
        coded = _in_code(text, words[index])
        name = None if coded else lexicon.read(words, index)
        spelled = spell(name) if name is not None and not name.group else None
        if name is not None and spelled is not None:
            spelled = _as_long(spelled, text[words[index].start : words[name.last - 1].end])
        last = name.last if name is not None and spelled is not None else index + 1
        pieces.append(text[position : words[index].start])
        if spelled is None:
            spelled = _printed(text, words[index]) if coded else _word(text, words, index, opening and index == 0)
        pieces.append(spelled)
        position = words[last - 1].end
        index = last
    pieces.append(text[position:])
    joined = _with_persons(_with_places(_with_types("".join(pieces)), sample), sample)
    return joined[:1].upper() + joined[1:] if opening else joined


def _in_code(text: str, word: Word) -> bool:
    """Whether a word is part of a document's number: "NĐ-CP", "QĐ-UBND", "NQ/TW"."""
    joined = text[word.end : word.end + 1] in ("-", "/") and text[word.end + 1 : word.end + 2].isalpha()
    return joined or text[max(0, word.start - 1) : word.start] in ("-", "/")


def _printed(text: str, word: Word) -> str:
    return text[word.start : word.end]


def _as_long(spelled: str, printed: str) -> str:
    """A name in full only where it was abbreviated: "THỦ TƯỚNG" stays "Thủ tướng"."""
    return spelled[: len(printed)] if " " in printed and spelled.lower().startswith(printed.lower() + " ") else spelled


def _word(text: str, words: Sequence[Word], index: int, opening: bool) -> str:
    """A word by itself: abbreviations and Roman numbers stay, the word after "Sở" or at the very beginning is capital."""
    word = text[words[index].start : words[index].end]
    before = text[words[index - 1].start : words[index - 1].end].lower() if index else ""
    if not _VOWEL.search(word) or any(c.isdigit() for c in word):
        return word
    if _ROMAN.match(word) and (before in _BEFORE_ROMAN or len(word) > 2):
        return word
    return word.capitalize() if opening else word.lower()


def spell(name: AgencyName) -> str | None:
    """The name in full, as it is written in a sentence; None where the gazetteer does not hold its words."""
    if not name.stem:
        return None
    parts = [name.stem]
    if name.of is not None:
        served = spell(name.of)
        if served is None:
            return None
        parts.append(served)
    parts += [part for part in (name.unit, name.place) if part]
    return " ".join(parts)


_TYPE_BEFORE_NUMBER = re.compile(
    rf"\b({'|'.join(re.escape(kind.name.lower()) for kind in document_types())})(?=\s+(?:số\s+)?\d"
    rf"|\s+(?:của\s+(?:Bộ|Ban|Chính|Quốc|Thủ)|Đại hội|đại hội))"
)


def _with_types(text: str) -> str:
    """Kinds of documents before a number or an issuer begin with a capital."""
    return _TYPE_BEFORE_NUMBER.sub(lambda m: m.group().capitalize(), text)


_PERSON = re.compile(
    rf"(?:Thủ tướng|Bộ trưởng|Thứ trưởng|Chủ tịch|Bí thư|Giám đốc|đồng chí|[Ôô]ng|[Bb]à) ((?:[{UPPER}][{LOWER}]+ ){{1,3}}[{UPPER}][{LOWER}]+)"
)
_NO_PERSON = ("Ủy", "Uỷ", "Hội", "Quốc", "Chính", "Tỉnh", "Thành", "Ban", "Bộ", "Sở", "Đảng", "Mặt")


def _with_persons(text: str, sample: str) -> str:
    """Names of persons as the running text writes them after their posts."""
    text = re.sub(r"(?<![^\W\d_])phó (?=(?:Thủ tướng|Chủ tịch|Bí thư|Giám đốc|Bộ trưởng)(?![^\W\d_]))", "Phó ", text)
    for name in {match[1] for match in _PERSON.finditer(sample)}:
        if not name.startswith(_NO_PERSON):
            text = re.sub(rf"(?<![^\W\d_]){re.escape(name.lower())}(?![^\W\d_])", name, text)
    return text


def _with_places(text: str, sample: str) -> str:
    """Places after "thành phố", "tỉnh" ... in the capitals that running text gives them, else two words of them."""

    def mend(match: re.Match[str]) -> str:
        words = match[2].split(" ")[:_LONGEST_PLACE]
        for size in range(len(words), 0, -1):
            named = " ".join(w.capitalize() for w in words[:size])
            if re.search(rf"\b{re.escape(named)}\b", sample):
                rest = match[2][len(named) :]
                return f"{match[1]} {named}{rest}"
        return match.group()

    return re.sub(rf"\b({'|'.join(_UNITS)}) ([{LOWER}]+(?: [{LOWER}]+){{0,3}})", mend, text, flags=re.IGNORECASE)

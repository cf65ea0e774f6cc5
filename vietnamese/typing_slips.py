"""What a slip of the keyboard may have meant: Telex and VNI keys left in the word, a wrong mark, letters swapped or lost.

Each reading has a cost, a negative log probability of that slip; restoring weighs it against how well the reading fits
its neighbours. Only syllables of the vocabulary are proposed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from vietnamese.restore import Counts, Variant, accent_variants, marks_kept, without_tone
from vietnamese.text import TONES, fold

KEYS_LEFT = 0.5
"""Cost of keys of an input method left in the word: a word that only so becomes one is hardly anything else."""
WRONG_MARK = 6.0
TWO_WRONG_MARKS = 9.0
WRONG_LETTER = 5.0
RARE = 2.0
MOST_NEAR = 12

_TELEX_LETTERS = {"aa": "â", "aw": "ă", "ee": "ê", "oo": "ô", "ow": "ơ", "uw": "ư", "dd": "đ"}
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_LETTERS = {"6": "\u0302", "7": "\u031b", "8": "\u0306"}
_VNI_BEARERS = {"6": "aeo", "7": "ou", "8": "a"}
_VOWELS = frozenset("aeiouyâăêôơư")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A syllable as its letters without tone, and the tone that was keyed ("" for none)."""

    letters: str
    tone: str


def read_telex(word: str) -> Keyed | None:
    """A word with Telex keys left in it, as its letters and tone: `quyeets` -> `quyêt`, sắc. None where no key is left.

    Tone keys stand behind a vowel; the last one counts. Letter keys may come late: `ddaauf`, `dduwowngf`, `duongwf` for đường.
    """
    letters, tone, used = "", "", False
    for character in word:
        if character in _TELEX_TONES and any(c in _VOWELS for c in letters) and not (character == "r" and letters.endswith("t")):
            tone, used = _TELEX_TONES[character], True
            continue
        joined = _telex_joined(letters, character)
        used |= joined is not None
        letters = joined if joined is not None else letters + character
    return (
        Keyed(
            letters.replace("uơ", "ươ") if letters.endswith(("uơng", "uơc", "uơt", "uơn", "uơi", "uơm", "uơp", "uơu")) else letters,
            tone,
        )
        if used
        else None
    )


def _telex_joined(letters: str, character: str) -> str | None:
    """The letters with the mark that a key puts on one of them, None where the key is a letter of its own."""
    if character == "w":
        return _horned(letters)
    if character == "d" and letters.startswith("d"):
        return "đ" + letters[1:]
    if character in "aeo":
        at = letters.rfind(character)
        if at >= 0 and all(c not in _VOWELS or c in "uiy" for c in letters[at + 1 :]):
            return letters[:at] + _TELEX_LETTERS[character * 2] + letters[at + 1 :]
    return None


def _horned(letters: str) -> str | None:
    for pair, marked in (("uo", "ươ"), ("ưo", "ươ"), ("uơ", "ươ")):
        at = letters.rfind(pair)
        if at >= 0:
            return letters[:at] + marked + letters[at + 2 :]
    for at in range(len(letters) - 1, -1, -1):
        marked_one = _TELEX_LETTERS.get(letters[at] + "w")
        if marked_one:
            return letters[:at] + marked_one + letters[at + 1 :]
    return None


def read_vni(word: str) -> Keyed | None:
    """A word with VNI digits left in it: `quye61t` -> `quyêt`, sắc. None where it has none or begins with a digit."""
    if not any(c.isdigit() for c in word) or word[:1].isdigit():
        return None
    letters, tone = "", ""
    for character in word:
        if character in _VNI_TONES:
            tone = _VNI_TONES[character]
        elif character == "9" and "d" in letters:
            letters = letters.replace("d", "đ", 1)
        elif character in _VNI_LETTERS:
            marked = _vni_marked(letters, character)
            if marked is None:
                return None
            letters = marked
        elif character.isdigit():
            return None
        else:
            letters += character
    return Keyed(letters, tone) if any(c in _VOWELS for c in letters) else None


def _vni_marked(letters: str, digit: str) -> str | None:
    if digit == "7" and "uo" in letters:
        return letters.replace("uo", "ươ")
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _VNI_BEARERS[digit]:
            return letters[:at] + unicodedata.normalize("NFC", letters[at] + _VNI_LETTERS[digit]) + letters[at + 1 :]
    return None


def tone_of(word: str) -> str:
    """The combining tone mark of a syllable, "" for none."""
    return next((c for c in unicodedata.normalize("NFD", word) if c in TONES), "")


class Speller:
    """Readings of typed syllables over a vocabulary (folded syllables) and its counts."""

    def __init__(self, counts: Counts, folded_vocabulary: Iterable[str]) -> None:
        self._counts = counts
        self._folded = frozenset(word for word in folded_vocabulary if word.isalpha())

    @cached_property
    def _shortened(self) -> Mapping[str, tuple[str, ...]]:
        """Every vocabulary word with one letter taken out -> the words."""
        found: dict[str, list[str]] = {}
        for word in sorted(self._folded):
            for short in _shorter(word):
                found.setdefault(short, []).append(word)
        return {short: tuple(words) for short, words in found.items()}

    def readings(self, word: str, *, all_plain: bool) -> list[Variant]:
        """What a typed syllable may mean, the cheapest reading of each word."""
        best: dict[str, float] = {v.word: v.cost for v in accent_variants(word, self._counts, all_plain=all_plain)}
        if word.isdigit() or len(word) < 2:
            return [Variant(*item) for item in best.items()]
        for variant in (*self._keyed(word), *self._wrong_marks(word), *self._near(word)):
            if variant.cost < best.get(variant.word, float("inf")):
                best[variant.word] = variant.cost
        return [Variant(*item) for item in best.items()]

    def _keyed(self, word: str) -> list[Variant]:
        """Words that the keys of an input method spell; dearer where the typed word is a syllable of its own."""
        penalty = KEYS_LEFT if fold(word) not in self._folded else WRONG_LETTER
        found = []
        for keyed in (read_telex(word), read_vni(word)):
            if keyed is None:
                continue
            for other, count in self._counts.variants(fold(keyed.letters)):
                if count >= RARE and tone_of(other) == keyed.tone and marks_kept(keyed.letters, without_tone(other)):
                    cost = penalty if without_tone(other) == keyed.letters else penalty + 1
                    found.append(Variant(other, cost))
        return found

    def _wrong_marks(self, word: str) -> list[Variant]:
        """Words of the same letters with other marks than the typed ones."""
        if fold(word) == word:
            return []
        found = []
        for other, count in self._counts.variants(fold(word)):
            if other == word or count < RARE:
                continue
            same_letters = without_tone(other) == without_tone(word)
            found.append(Variant(other, WRONG_MARK if same_letters or tone_of(other) == tone_of(word) else TWO_WRONG_MARKS))
        return found

    def _near(self, word: str) -> list[Variant]:
        """Words one letter away (lost, doubled, replaced or swapped with its neighbour) from what is no word of the vocabulary."""
        folded = fold(word)
        if folded in self._folded or not folded.isalpha() or len(folded) < 3 or not any(c in _VOWELS for c in folded):
            return []
        near = sorted(self.neighbours(folded))
        found = []
        for other in near:
            for variant, count in self._counts.variants(other):
                if count >= RARE and _marks_agree(word, variant):
                    found.append((count, Variant(variant, WRONG_LETTER)))
        found.sort(key=lambda item: (-item[0], item[1].word))
        return [variant for _, variant in found[:MOST_NEAR]]

    def neighbours(self, folded: str) -> set[str]:
        """Vocabulary words at distance one: a letter lost, added, replaced, or two neighbours swapped."""
        found = set(self._shortened.get(folded, ()))
        for short in _shorter(folded):
            if short in self._folded:
                found.add(short)
            found.update(w for w in self._shortened.get(short, ()) if len(w) == len(folded) and _one_apart(folded, w))
        found.discard(folded)
        return found


def _shorter(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_apart(first: str, second: str) -> bool:
    """Whether two words of one length differ by one letter or by a swap of neighbours."""
    apart = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2 and apart[1] == apart[0] + 1 and first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]
    )


def _marks_agree(typed: str, word: str) -> bool:
    """Whether the marks typed, if any, are among the word's."""
    typed_marks = {c for c in unicodedata.normalize("NFD", typed) if unicodedata.combining(c)}
    word_marks = {c for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c)}
    return typed_marks <= word_marks

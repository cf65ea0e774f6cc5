"""What an abbreviation that no list knows may stand for: official phrases, by the first letters of their syllables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from vietnamese.text import fold

Phrase = tuple[str, ...]

SHORTEST, MOST = 4, 2
"""Letters of the shortest abbreviation that is spelled out so (three fit too much), and most phrases for one."""
VOWELS = frozenset("aeiouy")


class Initials:
    """Official phrases, whole and in part, found by their initials.

    >>> Initials([("giám", "sát", "và", "phản", "biện", "xã", "hội")]).phrases("pbxh", lambda phrase: True)
    (('phản', 'biện', 'xã', 'hội'),)
    """

    def __init__(self, official: Sequence[Phrase]) -> None:
        self._official = official

    def phrases(self, word: str, writes: Callable[[Phrase], bool]) -> tuple[Phrase, ...]:
        """The phrases with these initials that `writes` knows, those of most official phrases first; none for a short word, for one that
        could be read, having a vowel, and for one that `writes` knows itself. A "d" stands for "đ" too where no letter has a mark."""
        if len(word) < SHORTEST or not word.isalpha() or VOWELS.intersection(fold(word)) or writes((word,)):
            return ()
        plain = fold(word) == word
        found: Counter[Phrase] = Counter()
        for phrase, (accented, folded) in zip(self._official, self._letters, strict=True):
            letters = folded if plain else accented
            at = letters.find(word)
            while at >= 0:
                found[phrase[at : at + len(word)]] += 1
                at = letters.find(word, at + 1)
        ordered = sorted(found, key=lambda phrase: (-found[phrase], phrase))
        return tuple([phrase for phrase in ordered if writes(phrase)][:MOST])

    @cached_property
    def _letters(self) -> list[tuple[str, str]]:
        made = ["".join(word[0] for word in phrase) for phrase in self._official]
        return [(letters, fold(letters)) for letters in made]

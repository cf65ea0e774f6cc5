"""Where a name that no list holds ends: it goes on over capitals, numbers and the small words that names are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.agencies.trie import Trie
from graph.agencies.words import BLANK, BREAK, COMMA, DASH, TIGHT, Word

_LONGEST = 26
_DANGLING = {"và", "thuộc", "các", "của", "về", "trực", "thực", "hiện", "tại", "số", "chuyên", "đảng"}
_FORMS = {"cổ", "phần", "cp", "tnhh", "mtv", "tm", "dv", "một", "thành", "viên", "trách", "nhiệm", "hữu", "hạn"}
"""Syllables of a company's legal form, which is no name."""


class OpenReader:
    def __init__(
        self, tables: Mapping[str, Any], keys: Callable[[str], tuple[str, ...]], starts: Callable[[Sequence[Word], int], bool]
    ) -> None:
        self._starts = starts
        self._inner: Trie[str] = Trie()
        self._task: Trie[str] = Trie()
        self._doing: Trie[str] = Trie()
        self._verbs: Trie[str] = Trie()
        self._never: Trie[str] = Trie()
        self._schools: Trie[str] = Trie()
        self._named, self._bridged = frozenset(tables["named"]), tuple(tables["bridged"])
        self._tasked, self._shouted = tuple(tables["tasked"]), tuple(tables["shouted"])
        self._bound, self._fresh, self._after_names = (frozenset(tables[name]) for name in ("bound", "fresh", "ends"))
        for phrase in tables["words"]:
            self._inner.add(keys(phrase), phrase)
            self._task.add(keys(phrase), phrase)
        for phrase in tables["task"]:
            self._task.add(keys(phrase), phrase)
        for phrase in tables["verbs"]:
            self._doing.add(keys(phrase), phrase)
        self._nameless: Trie[str] = Trie()
        for trie, name in (
            (self._verbs, "begins"),
            (self._never, "never"),
            (self._schools, "schools"),
            (self._nameless, "nameless"),
        ):
            for phrase in tables[name]:
                trie.add(keys(phrase), phrase)

    def read(self, words: Sequence[Word], first: int, after: int, head: str) -> int | None:
        """Index after the name whose head is `words[first:after]`; None where the head opens no name."""
        if after >= len(words) or self._never.longest(words, first) or words[after].key == "và":
            return None
        if self._nameless.longest(words, after):
            return None
        if head == "Trường" and not self._schools.longest(words, after):
            return None
        shouted = words[first].upper and words[after].capital and (words[after].upper or len(words[after].key) == 1)
        if (shouted and not head.startswith(self._shouted)) or (words[after - 1].upper and head.isalpha() and not shouted):
            return None
        tasked = head.startswith(self._tasked)
        index, doing = after, True
        told = after
        while index < len(words) and index - after < _LONGEST:
            verb = self._doing.longest(words, index) if tasked and doing and words[index].gap in (BLANK, BREAK, COMMA) else None
            step = verb[0] if verb else self._step(words, index, after, tasked, shouted)
            told = step if verb is None else told
            if step == index and head.startswith(self._bridged):
                step = self._bridge(words, index)
            if step == index:
                break
            doing = verb is not None or words[step - 1].key == "về"
            index = step
        while index > after and words[index - 1].key in _DANGLING and not words[index - 1].capital:
            index -= 1
        if index > after + 1 and words[index - 1].key.isdigit() and len(words[index - 1].key) == 4:
            index -= 1
        return index if self._sound(words, after, min(index, told), head) else None

    def _sound(self, words: Sequence[Word], after: int, last: int, head: str) -> bool:
        """Whether what follows a head tells one body from others of its kind."""
        own = [word for word in words[after:last] if word.key not in _FORMS]
        if not own or (head in self._bound and not words[after].capital):
            return False
        return head not in self._named or any(word.capital for word in own) or words[last - 1].key in {"phố", "tỉnh"}

    def _bridge(self, words: Sequence[Word], index: int) -> int:
        """Index of the capital that a few small words lead to in a company's name ("Công ty CP | cá giống | Kinh Môn")."""
        for later in range(index, min(index + 6, len(words))):
            word = words[later]
            if word.gap != BLANK or word.key in self._after_names or self._verbs.longest(words, later):
                return index
            if word.capital:
                return later + 1 if word.key.isalpha() else index
        return index

    def _step(self, words: Sequence[Word], index: int, after: int, tasked: bool, shouted: bool) -> int:
        """Index after the next piece of the name; the same index where the name has ended."""
        word = words[index]
        if word.gap == COMMA:
            if not self._goes_on(words, index, tasked):
                return index
        elif word.gap not in (BLANK, BREAK, TIGHT) and not (word.gap == DASH and word.capital):
            return index
        if shouted:
            return index + 1 if word.upper or word.key.isdigit() or len(word.key) == 1 else index
        if index > after and self._starts(words, index):
            return index
        phrase = (self._task if tasked else self._inner).longest(words, index)
        if word.capital:
            end = max(index + 1, phrase[0] if phrase else 0)
            if index == after or (
                self._joined(words, index) and word.key not in self._fresh and not self._verbs.longest(words, index)
            ):
                return self._second(words, end) if end == index + 1 else end
            fresh = word.key in self._fresh or self._verbs.longest(words, index) is not None
            if not fresh and end == index + 1 and self._runs_on(words, end):
                return end + 1 if self._titled(words, index) else index
            return index if fresh else end
        if phrase is None or (self._verbs.longest(words, index) or (0, ""))[0] > phrase[0]:
            return index
        return phrase[0]

    def _titled(self, words: Sequence[Word], index: int) -> bool:
        """Whether a capital, a small syllable and a further capital go on with a name ("Trung tâm Bảo tồn | Di tích Cố đô Huế")."""
        after = index + 2
        if words[index].key in self._after_names or words[index + 1].key in self._after_names or after >= len(words):
            return False
        further = words[after]
        return further.capital and further.gap == BLANK and further.key not in self._fresh and not self._verbs.longest(words, after)

    @staticmethod
    def _joined(words: Sequence[Word], index: int) -> bool:
        """Whether a dash or `và` joins this word to the name ("Cục Quy hoạch - | Kiến trúc", "Viện Chiến lược và | Chính sách y tế")."""
        return words[index].gap == DASH or (words[index - 1].key == "và" and words[index].gap in (BLANK, BREAK))

    def _second(self, words: Sequence[Word], index: int) -> int:
        """Index after the small second syllable of a name's first word ("Trung tâm Khuyến | nông")."""
        if not self._runs_on(words, index) or words[index].key in self._after_names or self._verbs.longest(words, index):
            return index
        return index + 1

    def _runs_on(self, words: Sequence[Word], index: int) -> bool:
        """Whether a small word follows that no name holds."""
        if index >= len(words) or words[index].gap != BLANK or words[index].capital:
            return False
        return self._task.longest(words, index) is None and words[index].key not in self._after_names

    def _goes_on(self, words: Sequence[Word], index: int, tasked: bool) -> bool:
        """Whether a name goes on after a comma: the last member of its list is joined by `và` a few words on."""
        if self._starts(words, index):
            return False
        if tasked:
            return not words[index].capital and self._task.longest(words, index) is not None
        for later in range(index + 1, min(index + 7, len(words))):
            word = words[later]
            if word.gap not in (BLANK, BREAK, COMMA) or self._starts(words, later):
                return False
            if word.key == "và":
                last = later + 1
                return words[index].capital and last < len(words) and words[last].capital and not self._starts(words, last)
        return False

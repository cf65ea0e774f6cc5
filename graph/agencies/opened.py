"""Where a name that no list holds ends: it goes on over capitals, numbers and the small words that names are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.agencies.trie import Trie
from graph.agencies.words import BLANK, BREAK, COMMA, DASH, TIGHT, Word

_LONGEST = 26
_DANGLING = {"và", "thuộc", "các", "của", "về", "trực", "thực", "hiện", "tại", "số", "chuyên", "đảng"}
_TASKED = ("Ban Chỉ đạo", "Tiểu ban", "Tổ công tác", "Tổ giúp việc", "Hội đồng", "Ủy ban", "Ban Điều hành", "Ban Soạn thảo", "Tổ Đề án", "Đoàn công tác")
_SHOUTED = (
    "Sở", "Chi cục", "Cục", "Tổng cục", "Trung tâm", "Công ty", "Tổng công ty", "Tập đoàn", "Bệnh viện", "Ban Quản lý", "Ban Chỉ đạo",
    "Đảng ủy", "Đảng bộ", "Học viện", "Trường Đại học", "Trường Cao đẳng", "Hiệp hội", "Hội đồng", "Liên đoàn", "Ngân hàng",
)  # fmt: skip
_VERBS = {
    "tham mưu", "chủ trì", "phối hợp", "khẩn trương", "hoàn thành", "triển khai", "xây dựng kế hoạch", "rà soát", "quyết định", "kế hoạch",
    "thường xuyên", "quý", "tháng", "năm", "trước", "nghị quyết", "báo cáo", "tờ trình", "văn bản", "tiếp tục", "tăng cường", "đẩy mạnh",
}  # fmt: skip
_FRESH = {"các", "những", "đồng", "theo", "sau", "khi", "để", "giao", "yêu", "đề"}
"""Syllables that begin a new cell or sentence when they have a capital."""
_AFTER_NAMES = set(
    "đã đang sẽ được có là cần phải không chủ phối tham báo trình về trong tại theo cho với để khi từ đến tổ thực tiếp tập khẩn ban ký họp xem"
    " nghiên đề yêu chỉ hướng rà triển hoàn lập kiểm hỗ do nhằm gồm của thuộc và cùng hoặc làm ra vào trên dưới nêu chưa vẫn còn mới đều gửi"
    " quyết thông cung giao nhận mở ngày tháng năm nhiệm khóa giai".split()
)
_BOUND_NAMES = {"Vụ", "Phòng", "Vùng", "Cung", "Đài", "Báo", "Quỹ", "Hội", "Viện", "Trường", "Cục", "Hội đồng", "Ủy ban", "Bộ", "Ban Tổ chức", "Đoàn công tác"}


class OpenReader:
    def __init__(
        self, tables: Mapping[str, Any], keys: Callable[[str], tuple[str, ...]], starts: Callable[[Sequence[Word], int], bool]
    ) -> None:
        self._starts = starts
        self._inner: Trie[str] = Trie()
        self._task: Trie[str] = Trie()
        self._doing: Trie[str] = Trie()
        self._verbs: Trie[str] = Trie()
        for phrase in tables["words"]:
            self._inner.add(keys(phrase), phrase)
            self._task.add(keys(phrase), phrase)
        for phrase in tables["task"]:
            self._task.add(keys(phrase), phrase)
        for phrase in tables["verbs"]:
            self._doing.add(keys(phrase), phrase)
        for phrase in sorted(_VERBS):
            self._verbs.add(keys(phrase), phrase)

    def read(self, words: Sequence[Word], first: int, after: int, head: str) -> int | None:
        """Index after the name whose head is `words[first:after]`; None where the head opens no name."""
        if after >= len(words):
            return None
        shouted = words[first].upper and words[after].capital and (words[after].upper or len(words[after].key) == 1)
        if (shouted and not head.startswith(_SHOUTED)) or (words[after - 1].upper and head.isalpha() and not shouted):
            return None
        tasked = head.startswith(_TASKED)
        index, doing = after, True
        while index < len(words) and index - after < _LONGEST:
            verb = self._doing.longest(words, index) if tasked and doing and words[index].gap in (BLANK, BREAK, COMMA) else None
            step = verb[0] if verb else self._step(words, index, after, tasked, shouted)
            if step == index:
                break
            doing = verb is not None or words[step - 1].key == "về"
            index = step
        while index > after and words[index - 1].key in _DANGLING and not words[index - 1].capital:
            index -= 1
        if index == after or (head in _BOUND_NAMES and not words[after].capital):
            return None
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
            if index == after:
                return self._second(words, end) if end == index + 1 else end
            fresh = word.key in _FRESH or self._verbs.longest(words, index) or (end == index + 1 and self._runs_on(words, end))
            return index if fresh else end
        if phrase is None or (self._verbs.longest(words, index) or (0, ""))[0] > phrase[0]:
            return index
        return phrase[0]

    def _second(self, words: Sequence[Word], index: int) -> int:
        """Index after the small second syllable of a name's first word ("Trung tâm Khuyến | nông")."""
        if not self._runs_on(words, index) or words[index].key in _AFTER_NAMES or self._verbs.longest(words, index):
            return index
        return index + 1

    def _runs_on(self, words: Sequence[Word], index: int) -> bool:
        """Whether a small word follows that no name holds."""
        if index >= len(words) or words[index].gap != BLANK or words[index].capital:
            return False
        return self._task.longest(words, index) is None and words[index].key not in _AFTER_NAMES

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
                return later + 1 < len(words) and words[later + 1].capital and words[index].capital and not self._starts(words, later + 1)
        return False

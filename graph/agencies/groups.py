"""Groups of agencies ("các sở, ngành, địa phương liên quan"): kept as printed, never an agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.agencies.names import AgencyName
from graph.agencies.trie import Trie
from graph.agencies.words import BLANK, BREAK, COMMA, DASH, TIGHT, Word

Keys = Callable[[str], tuple[str, ...]]
_NOT_KIND = {
    tuple(pair.split())
    for pair in (
        "xã hội",
        "xã viên",
        "ban hành",
        "ban đầu",
        "bộ máy",
        "bộ phận",
        "bộ luật",
        "bộ tiêu",
        "bộ chỉ",
        "bộ đội",
        "ngành nghề",
        "ngành hàng",
        "tỉnh thành",
        "tỉnh lộ",
        "hội nghị",
        "hội thảo",
        "hội viên",
        "hội đồng",
        "hội chợ",
        "hội thi",
        "hội nhập",
        "trường hợp",
        "trường phổ",
        "phòng chống",
        "phòng cháy",
        "phòng bệnh",
        "phòng học",
        "phòng ngừa",
        "sở hữu",
        "sở thích",
        "viện phí",
        "viện trợ",
        "thành viên",
        "huyện lỵ",
        "công an",
        "quân sự",
        "tỉnh ủy",
        "thành ủy",
        "huyện ủy",
        "đơn vị hành",
        "tổ chức thực",
        "cơ sở",
    )
}
_TAIL_OPENERS = {"các", "cấp", "những", "mọi"}
_CAPITALS = {"sở", "ban", "ngành", "bộ", "đoàn", "địa", "đơn", "cơ", "phường", "xã", "đặc", "hội", "tổ", "cục", "vụ"}
"""Kinds that may have a capital inside a list; another kind with a capital begins an item of its own ("..., địa phương, Chủ đầu tư")."""
_FIRST = _CAPITALS | {"viện", "doanh", "chủ", "nhà", "cấp", "thôn", "phòng"}
_UNITS = {"xã", "phường", "đặc khu", "thị trấn", "quận", "huyện", "thị xã", "tỉnh", "thành phố", "tỉnh, thành phố"}
_BINDERS = {"của", "thuộc"}


class GroupReader:
    def __init__(self, tables: Mapping[str, Any], keys: Keys, agency: Callable[[Sequence[Word], int], AgencyName | None]) -> None:
        self._agency = agency
        self._openers = _trie(tables["openers"], keys)
        self._kinds = _trie(tables["kinds"], keys)
        self._tails = _trie(tables["tails"], keys)
        self._whole = _trie(tables["whole"], keys)
        self.openings = {key for trie in (self._openers, self._kinds, self._whole) for key in trie.root.following}

    def read(self, words: Sequence[Word], first: int) -> AgencyName | None:
        """The group that begins at `words[first]`: an opener or two kinds at least, or a phrase known to be one."""
        for opener in (*reversed(self._openers.matches(words, first)), None):
            found = self._after(words, first, opener)
            if found is not None:
                return found
        return None

    def _after(self, words: Sequence[Word], first: int, opener: tuple[int, str] | None) -> AgencyName | None:
        """The group that follows an opener ("các cấp", or "các" before "cấp ủy"), or that begins without one."""
        if opener is None and words[first].capital and words[first].key not in _FIRST and not self._whole.longest(words, first):
            return None
        start = opener[0] if opener else first
        whole = self._whole.longest(words, start)
        listed = self._list(words, start)
        last = max(listed[0] if listed and (opener or listed[1] > 1) else 0, whole[0] if whole else 0)
        if not last:
            return None
        return AgencyName("group", "", self._tail(words, last))

    def read_tail(self, words: Sequence[Word], index: int) -> int | None:
        """Index after what makes the agency before it a group: `các xã, phường`, `cấp xã`, `xã, phường, đặc khu`, `trực thuộc ...`."""
        if index >= len(words) or words[index].gap not in (BLANK, BREAK):
            return None
        key = words[index].key
        if key in _TAIL_OPENERS and words[index].capital and not words[index].upper:
            return None
        if key == "cấp" or (key == "các" and self._kinds.longest(words, index + 1) is None):
            tail = self._tails.longest(words, index)
            return self._tail(words, tail[0]) if tail else None
        if key == "trực" and index + 1 < len(words) and words[index + 1].key == "thuộc":
            return self._tail(words, index)
        start = index + 1 if key in _TAIL_OPENERS else index
        listed = self._list(words, start, units=start == index)
        if listed is None or (start == index and listed[1] < 2):
            return None
        return self._tail(words, listed[0])

    def _list(self, words: Sequence[Word], index: int, units: bool = False) -> tuple[int, int] | None:
        """Kinds joined by commas and `và`: (index after them, how many). `units`: only kinds of places, in small letters."""
        count, last = 0, index
        while index < len(words):
            kind = self._kind(words, index, count == 0)
            if kind is None or (
                units and ((words[index].capital and not words[index].upper) or not self._unit(words, index, kind))
            ):
                break
            count, last = count + 1, kind
            index = self._separator(words, last)
            if index < 0:
                break
        return (last, count) if count else None

    def _kind(self, words: Sequence[Word], index: int, opening: bool) -> int | None:
        word = words[index]
        kind = self._kinds.longest(words, index)
        if kind is None:
            return None
        if kind[0] == index + 1 < len(words) and (word.key, words[index + 1].key) in _NOT_KIND:
            return None
        named = kind[0] < len(words) and words[kind[0]].capital and words[kind[0]].gap in (BLANK, BREAK)
        return None if word.capital and not word.upper and (named or (not opening and word.key not in _CAPITALS)) else kind[0]

    @staticmethod
    def _unit(words: Sequence[Word], first: int, last: int) -> bool:
        return " ".join(word.key for word in words[first:last]) in _UNITS

    def _separator(self, words: Sequence[Word], index: int) -> int:
        """Index where the next kind may begin; -1 where the list ends."""
        if index >= len(words):
            return -1
        word = words[index]
        if word.key in {"và", "cùng"}:
            after = index + 1
            if after < len(words) and self._openers.longest(words, after) and words[after].key == "các":
                after += 1
            return after
        if word.gap in (COMMA, DASH, TIGHT):
            if word.key == "các" and index + 1 < len(words):
                return index + 1
            return index
        return -1

    def _tail(self, words: Sequence[Word], index: int) -> int:
        """Index after the words that say which of the kinds are meant."""
        while index < len(words) and words[index].gap in (BLANK, BREAK):
            tail = self._tails.longest(words, index)
            after = tail[0] if tail else index
            if after == index and words[index].key in _BINDERS:
                after = index + 1
            if tail is None and after == index:
                break
            binder = words[after - 1].key in {"của", "thuộc"}
            owner = self._agency(words, after) if binder and after < len(words) else None
            if owner is not None:
                after = owner.last
            elif binder and tail is None:
                break
            index = after
        return index


def _trie(names: Sequence[str], keys: Keys) -> Trie[str]:
    trie: Trie[str] = Trie()
    for name in names:
        trie.add(keys(name), name)
    return trie

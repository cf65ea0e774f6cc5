"""The place in an agency's name: `thành phố`, `tỉnh Bắc Ninh`, `TP. Hải Phòng`, `phường Ngô Quyền`, `Khu vực 6`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.agencies.gazetteer import Gazetteer
from graph.agencies.trie import Trie
from graph.agencies.words import BLANK, BREAK, Word

UNITS = ("thành phố", "tỉnh", "phường", "xã", "đặc khu", "thị trấn", "quận", "huyện", "thị xã", "khu vực")
_UNIT_WORDS = {unit.split()[0] for unit in UNITS}
_ROMAN = set("ivx")
_LONGEST = 4
_ENDING = {"các", "những", "và", "về", "theo", "quý", "tháng", "năm", "từ", "sau", "trước", "đến", "stt", "tt"}
_SURNAMES = {
    *(
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đinh",
    ),
    *("trịnh", "mai", "đoàn", "đào", "lương", "tô", "cao", "hà", "tạ", "lâm", "nông", "chu", "thái", "trương", "vương", "phùng"),
}
_NUMBERED = {"phường", "quận", "vực", "xã"}


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    unit: str | None
    name: str | None
    last: int


class PlaceReader:
    def __init__(
        self, gazetteer: Gazetteer, starts: Callable[[Sequence[Word], int], bool], keys: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._starts = starts
        self._provinces: Trie[str] = Trie()
        for province in gazetteer.provinces.values():
            self._provinces.add(keys(province.name), province.name)
        self.openings = frozenset(self._provinces.root.following)
        self._units: Trie[str] = Trie()
        for unit in UNITS:
            self._units.add(keys(unit), unit)

    def read(self, words: Sequence[Word], index: int, named: bool = False) -> PrintedPlace | None:
        """The place that begins at `words[index]`; `named`: the stem itself says its kind, so that a bare name follows."""
        if index >= len(words) or words[index].gap not in (BLANK, BREAK):
            return None
        unit = self._units.longest(words, index) if words[index].keys[0] in _UNIT_WORDS else None
        after = unit[0] if unit else index
        kind = unit[1] if unit else None
        if kind == "khu vực":
            return self._region(words, after)
        if kind in (None, "thành phố", "tỉnh"):
            province = self._province(words, after)
            if province is not None:
                return PrintedPlace(kind, province[1], province[0])
        if kind is None and not named:
            return None
        end = self._proper(words, after)
        if end > after and not (kind in ("thành phố", "tỉnh") and _person(words, after, end)):
            return PrintedPlace(kind, spelled(words, after, end), end)
        return PrintedPlace(kind, None, after) if kind else None

    def within(self, words: Sequence[Word], first: int, last: int) -> PrintedPlace | None:
        """The place at the end of a name that goes from `first` to `last`."""
        begin = max(first, last - 7)
        window = words[begin - 1 : last]
        for index in range(len(window) - 1, 0, -1):
            place = self.read(window, index)
            if place is not None and place.last == len(window) and (place.unit or place.name):
                return PrintedPlace(place.unit, place.name, last)
        return None

    def province(self, words: Sequence[Word], index: int) -> int:
        """Index after a province's name that begins here, else `index`."""
        found = self._provinces.longest(words, index) if words[index].capital else None
        return found[0] if found else index

    def _province(self, words: Sequence[Word], index: int) -> tuple[int, str] | None:
        if index >= len(words) or words[index].gap not in (BLANK, BREAK) or not words[index].capital:
            return None
        return self._provinces.longest(words, index)

    def _region(self, words: Sequence[Word], index: int) -> PrintedPlace | None:
        end = self._proper(words, index)
        return PrintedPlace("khu vực", spelled(words, index, end), end) if end > index else None

    def _proper(self, words: Sequence[Word], first: int) -> int:
        """Index after a run of capitalised words that can be a place's name; `first` where there is none."""
        index = first
        while index < len(words) and index - first < _LONGEST and self._in_name(words, first, index):
            index += 1
        after = words[index] if index < len(words) else None
        running = after is not None and after.gap == BLANK
        if index > first and words[first].upper and words[first - 1].upper:
            return first if running else index
        if after is not None and running and not after.capital and index > first:
            index -= index - first == 1 or len(words[index - 1].key) == 1
        return index if index - first > 1 or not running or (index > first and not words[index - 1].key.isalpha()) else first

    def _in_name(self, words: Sequence[Word], first: int, index: int) -> bool:
        word = words[index]
        if not word.capital or word.gap != BLANK or word.key in _ENDING or self._starts(words, index):
            return False
        if word.upper != words[first - 1].upper and word.key.isalpha() and len(word.key) > 1 and not set(word.key) <= _ROMAN:
            return words[first - 1].upper
        return word.key.isalpha() or (index == first and words[first - 1].key in _NUMBERED)


def _person(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name after "tỉnh" is that of a person ("Phó Chủ tịch UBND tỉnh | Trần Văn An")."""
    return last - first >= 3 and words[first].key in _SURNAMES


def spelled(words: Sequence[Word], first: int, last: int) -> str:
    """The words of a name with capitals at their heads ("Ngô Quyền", "Khu vực III")."""
    return " ".join(key.upper() if set(key) <= _ROMAN else key.capitalize() for word in words[first:last] for key in word.keys)

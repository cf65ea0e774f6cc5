"""The lexicon of agencies: reads the longest agency name that begins at a word, known or recognised by its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

from graph.agencies.gazetteer import Body, Form, Gazetteer, Office, load_gazetteer
from graph.agencies.groups import GroupReader
from graph.agencies.names import AgencyName, Role
from graph.agencies.opened import OpenReader
from graph.agencies.places import PlaceReader
from graph.agencies.trie import Trie
from graph.agencies.words import BLANK, BREAK, Word, keys_of, words_of
from graph.records import AgencyKind

COMMITTEES = ("Thành ủy", "Tỉnh ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ")
_ALONE = {"Ban Thường vụ", "Ủy ban Kiểm tra"}
_OF_MANY = "Ban Quản lý"
"""A head whose bodies bear the names of what they manage, listed kinds of them too ("Ban Quản lý Khu kinh tế | Nghi Sơn")."""
_OWN = {"Đảng ủy", "Đảng bộ", "Chi bộ", "Công đoàn"}
"""Heads of bodies that are named after the body whose own they are."""
"""Offices that are named without their committee where it is plain whose they are."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A word that opens a name that no list holds."""

    name: str
    kind: AgencyKind


_Entry = Body | Form | Office | _Head | str


class AgencyLexicon:
    """Reads names by the gazetteer. `read` is the one grammar: mentions in text and names in cells go through it alike."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.expansions = {k: tuple(str(v).split()) for k, v in gazetteer.words["expansions"].items()}
        self._names: Trie[_Entry] = Trie()
        self._sectors: Trie[str] = Trie()
        self.places = PlaceReader(gazetteer, self.starts, self._keys)
        self.groups = GroupReader(gazetteer.words["group"], self._keys, self.read_agency)
        self.opened = OpenReader(gazetteer.words["inner"], self._keys, self.starts)
        self.heads: dict[str, AgencyKind] = {}
        self.posts = frozenset(gazetteer.words["post"]["words"])
        self.forms = {form.stem: form for form in gazetteer.forms}
        self.bodies = {body.name: body for body in gazetteer.bodies}
        self.offices = {(office.name, office.party): office for office in gazetteer.offices}
        self._enter()
        self.openings = frozenset((*self._names.root.following, *self.groups.openings, *self.places.openings))
        """First syllables of everything that `read` can read, and of provinces."""

    @staticmethod
    def load() -> AgencyLexicon:
        return load_lexicon()

    def words(self, text: str) -> list[Word]:
        return words_of(text, self.expansions)

    def read(self, words: Sequence[Word], first: int) -> AgencyName | None:
        """The longest agency or group of agencies that begins at `words[first]`; None where none does."""
        return self.groups.read(words, first) or self.read_agency(words, first)

    def read_agency(self, words: Sequence[Word], first: int) -> AgencyName | None:
        """As `read`, groups apart (but "Ủy ban nhân dân các xã" is one)."""
        for last, entry in reversed(self._names.matches(words, first)):
            found = self._complete(words, first, last, entry)
            if found is not None:
                return found
        return None

    def read_whole(self, text: str) -> AgencyName | None:
        """The name that all of `text` is; None where something is left over."""
        words = self.words(text)
        found = self.read(words, 0) if words else None
        if found is None and words:
            sector = self._sectors.longest(words, 0)
            found = AgencyName("sector", sector[1], sector[0]) if sector else None
        return found if found and found.last == len(words) else None

    def office_alone(self, text: str) -> str | None:
        """The office that all of `text` names without the body it serves ("VĂN PHÒNG")."""
        words = self.words(text)
        found = self._names.longest(words, 0) if words else None
        return found[1].name if found and found[0] == len(words) and isinstance(found[1], Office) else None

    def read_sector(self, words: Sequence[Word], first: int) -> tuple[int, str] | None:
        """A sector's name ("Xây dựng"), as it stands in "các Sở: Tài chính, Xây dựng"."""
        return self._sectors.longest(words, first)

    def skip(self, words: Sequence[Word], index: int) -> int:
        """Index after a province's name that begins here (its syllables open no agency), else `index`."""
        return self.places.province(words, index)

    def starts(self, words: Sequence[Word], index: int) -> bool:
        """Whether a known agency's name begins here (so that another name ends before it)."""
        if not words[index].capital:
            return False
        return any(not isinstance(entry, (_Head, Office)) or last - index > 1 for last, entry in self._names.matches(words, index))

    def _keys(self, text: str) -> tuple[str, ...]:
        return keys_of(text, self.expansions)

    def _enter(self) -> None:
        lists = self.gazetteer
        for body in lists.bodies:
            for name in (body.name, *body.short):
                self._names.add(self._keys(name), body)
        for form in lists.forms:
            for name in (form.stem, *form.short):
                self._names.add(self._keys(name), form)
        for office in lists.offices:
            for name in (office.name, *office.short):
                self._names.add(self._keys(name), office)
        for short, name in lists.abbreviations.items():
            self._names.add(self._keys(short), name)
        for kind in get_args(AgencyKind):
            for head in lists.words["open"].get(kind, ()):
                self.heads[head] = kind
                self._names.add(self._keys(head), _Head(head, kind))
        for sector, name in lists.sectors.items():
            if len(sector) > 2:
                self._sectors.add(self._keys(sector), name)

    def _complete(self, words: Sequence[Word], first: int, last: int, entry: _Entry) -> AgencyName | None:
        if isinstance(entry, Body):
            if entry.name.endswith(" Bộ") and last < len(words) and words[last].capital and words[last].gap in (BLANK, BREAK):
                return None
            return None if entry.cased and not words[first].capital else AgencyName("body", entry.name, last, entry)
        if isinstance(entry, Form):
            return self._local(words, first, last, entry)
        if isinstance(entry, Office):
            return self._office(words, first, last, entry)
        if isinstance(entry, _Head):
            return self._open(words, first, last, entry.name)
        whole = self.read_whole(entry)
        return replace(whole, last=last) if whole else None

    def _local(self, words: Sequence[Word], first: int, last: int, form: Form) -> AgencyName | None:
        group = self.groups.read_tail(words, last)
        if group is not None:
            return AgencyName("group", form.stem, group)
        place = self.places.read(words, last, named=form.unit is not None)
        if place is not None and form.place == "short" and place.unit not in (None, "thành phố", "tỉnh"):
            return AgencyName("local", form.stem, last, form)
        if place is None:
            if form.needs:
                return self._open(words, first, last, form.stem) if form.stem in self.heads else None
            return self._of_many(words, first, last, form) or AgencyName("local", form.stem, last, form)
        return AgencyName("local", form.stem, place.last, form, place.unit, place.name)

    def _of_many(self, words: Sequence[Word], first: int, last: int, form: Form) -> AgencyName | None:
        """The name with what it manages, where a proper name follows a kind that the list holds."""
        if not form.stem.startswith(_OF_MANY) or last >= len(words) or not words[last].capital or words[last].gap != BLANK:
            return None
        after = self._names.matches(words, first)[0][0]
        named = self._open(words, first, after, _OF_MANY)
        return named if named is not None and named.last > last else None

    def _office(self, words: Sequence[Word], first: int, last: int, office: Office) -> AgencyName | None:
        group = self.groups.read_tail(words, last)
        if group is not None:
            return AgencyName("group", office.name, group)
        served = self._served(words, last)
        if served is not None and (not office.party or served.stem in COMMITTEES):
            role: Role = "group" if served.group else "office"
            return AgencyName(role, office.name, served.last, office, of=served)
        if office.party:
            return AgencyName("office", office.name, last, office) if office.name in _ALONE and words[first].capital else None
        return self._open(words, first, last, office.name) if office.name in self.heads else None

    def _served(self, words: Sequence[Word], index: int) -> AgencyName | None:
        if index < len(words) and words[index].key == "của":
            index += 1
        if index >= len(words) or words[index].gap not in (BLANK, BREAK) or not words[index].capital:
            return None
        return self.read_agency(words, index)

    def _open(self, words: Sequence[Word], first: int, last: int, head: str) -> AgencyName | None:
        if not words[first].capital:
            return None
        group = self.groups.read_tail(words, last)
        if group is not None:
            return AgencyName("group", head, group)
        end = self._of_body(words, last, head) or self.opened.read(words, first, last, head)
        if end is None:
            return None
        place = self.places.within(words, last, end)
        unit, name = (place.unit, place.name) if place else (None, None)
        return AgencyName("open", "", end, None, unit, name, head=head)

    def _of_body(self, words: Sequence[Word], index: int, head: str) -> int | None:
        """Index after the body whose own committee or union this is: "Đảng ủy | Sở Nội vụ"."""
        if head not in _OWN or index >= len(words) or words[index].gap not in (BLANK, BREAK) or not words[index].capital:
            return None
        served = self.read_agency(words, index)
        return served.last if served is not None and not served.group else None


@lru_cache(maxsize=1)
def load_lexicon() -> AgencyLexicon:
    """The lexicon of data/gazetteers, made once a process."""
    return AgencyLexicon(load_gazetteer())

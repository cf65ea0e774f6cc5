"""Agencies in questions: by any printed name, by initials ("stp" is Sở Tư pháp), by names shortened as people speak."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar
from weakref import WeakKeyDictionary

from graph.records import Agency
from search_api.ask.catalogue import Catalogue
from search_api.ask.entities.shortened import LONGEST, by_first_letter, is_syllable, spelled_out
from search_api.ask.slots import AgencySlot
from search_api.ask.words import Word
from search_api.ask.words import plain as words
from vietnamese.text import fold

_LINKS = {"va", "cua", "ve", "cac", "tai"}
_HEADS = ("so", "ban", "bo", "van phong", "uy ban", "chi cuc", "cuc", "hoi")
_BODIES = ("thanh uy", "tinh uy", "trung uong", "thanh pho", "tinh")
_SHORT = {"trung uong": "tw", "thanh uy": "tu", "tinh uy": "tu", "thanh pho": "tp"}
K = TypeVar("K")
_KEPT: WeakKeyDictionary[Catalogue, AgencyNames] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """Folded names, names as people shorten them, and initials -> canonical names, the likelier first."""

    names: Mapping[tuple[str, ...], tuple[str, ...]]
    spoken: Mapping[tuple[str, ...], tuple[str, ...]]
    initials: Mapping[str, tuple[str, ...]]
    by_letter: Mapping[str, Sequence[tuple[str, ...]]]
    """Names of several words by their first letter, to be compared with names in short parts."""
    longest: int
    firsts: frozenset[str]
    """Words that a name or a spoken form begins with."""


def agency_names(agencies: Mapping[str, Agency]) -> AgencyNames:
    """The look-up tables of all agencies: names and aliases, shortened names, initials. Those of the corpus' own level come first."""
    names: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    spoken: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    initials: dict[str, dict[str, None]] = defaultdict(dict)
    children = Counter(agency.parent for agency in agencies.values() if agency.parent)
    ordered = sorted(
        agencies.values(),
        key=lambda a: (
            a.level != "province",
            _ABBREVIATED.search(a.name) is not None,
            -children[a.parent or ""],
            len(a.name),
            a.name,
        ),
    )
    for called, beginning in spoken_names().items():
        for agency in ordered:
            if agency.level == "province" and " ".join(words(agency.name)).startswith(beginning) and agency.merged_into is None:
                spoken[called][agency.name] = None
    for agency in ordered:
        for form in (agency.name, *agency.aliases):
            folded = words(form)
            if not folded:
                continue
            names[folded][agency.name] = None
            for short in _spoken(folded):
                spoken[short][agency.name] = None
            for letters in name_initials(folded):
                initials[letters][agency.name] = None
    firsts = frozenset(form[0] for table in (names, spoken) for form in table)
    long = by_first_letter(form for form in names if len(form) > 2)
    return AgencyNames(_frozen(names), _frozen(spoken), _frozen(initials), long, max(map(len, names), default=0), firsts)


_ABBREVIATED = re.compile(r"\b(?![IVX]+\b)[A-ZĐ]{3,}\b")
"""An abbreviation within a name: of two agencies called the same when it is written out, the one that writes it out comes first."""


@cache
def spoken_names() -> Mapping[tuple[str, ...], str]:
    """What people call agencies by, and how their folded names begin."""
    data = tomllib.loads((resources.files("data.gazetteers") / "questions.toml").read_text("utf-8"))
    return {tuple(fold(called).split()): fold(name) for called, name in data["spoken"].items()}


def _frozen(table: Mapping[K, Mapping[str, None]]) -> dict[K, tuple[str, ...]]:
    return {form: tuple(owners) for form, owners in table.items()}


def _spoken(folded: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Shorter forms of a name: without links, without its head noun, without the body it belongs to."""
    plain = tuple(word for word in folded if word not in _LINKS)
    line = " ".join(plain)
    forms = {plain, tuple(line.replace(" chi nhanh ", " ").split())}
    for nation in (" viet nam", " vn"):
        if f"{nation} " in f"{line} ":
            forms.add(tuple(line.replace(nation, "", 1).split()))
    for body in _BODIES:
        size = len(body.split())
        forms |= {form[:-size] for form in tuple(forms) if " ".join(form).endswith(f" {body}") and len(form) - size >= 3}
    for head in _HEADS:
        size = len(head.split())
        if line.startswith(f"{head} "):
            forms |= {form[size:] for form in tuple(forms) if len(form) - size >= 3 and " ".join(form).endswith(_BODIES[:3])}
    if line.startswith("dang uy uy ban nhan dan"):
        forms.add(("dang", "uy", "uy", "ban"))
    if " quoc te " in line:
        forms.add(tuple(line.replace(" quoc te ", " ").split()))
    counted = tuple(_ROMAN.get(word, _ARABIC.get(word, word)) for word in plain)
    if counted != plain and counted[-1] != plain[-1]:
        forms.add(counted)
    placed = re.sub(r" (?:thanh pho|tinh) (?=\w+ \w+$)", " ", line)
    if placed != line and placed.split()[:2] != ["uy", "ban"]:
        forms.add(tuple(placed.split()))
    yield from (form for form in forms if len(form) >= 3)


_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_ARABIC = {figure: roman for roman, figure in _ROMAN.items()}
"""Figures in which names are counted either way ("Vụ Địa bàn III", "Khu vực 6")."""


def name_initials(folded: tuple[str, ...]) -> Iterator[str]:
    """Initials of a name, with and without its links and its place, with TW and TU as officials write them."""
    line = " ".join(folded)
    own = re.sub(r" (?:thanh uy|tinh uy|thanh pho|tinh)(?: \w+ \w+)?$", "", line)
    forms = [line, _coded(line), re.sub(r"(=\w+) \w+ \w+$", r"\1", _coded(line)), *([own] if len(own.split()) >= 4 else [])]
    for form in forms:
        for links in (_LINKS, set[str]()):
            own_words = [word for word in form.split() if word not in links]
            letters = "".join(word[1:] if word.startswith("=") else word[0] for word in own_words)
            if len(letters) >= 3:
                yield letters
            told_apart = "".join(word[1:] if word.startswith("=") else _ONSET.match(word)[0] for word in own_words)  # type: ignore[index]
            if len(letters) >= 3 and told_apart != letters:
                yield told_apart


_ONSET = re.compile(r"ngh?|nh|th|tr|ph|kh|gi|ch|qu|.")
"""The letters that a word begins with, by which agencies with the same initials are told apart ("SNgV")."""


def _coded(line: str) -> str:
    for long, code in _SHORT.items():
        line = line.replace(long, f"={code}")
    return line


def names_of(catalogue: Catalogue) -> AgencyNames:
    """The tables of a catalogue, made once."""
    if catalogue not in _KEPT:
        _KEPT[catalogue] = agency_names(catalogue.agencies)
    return _KEPT[catalogue]


def find_agencies(asked: Sequence[Word], catalogue: Catalogue, closed: Sequence[tuple[int, int]]) -> tuple[AgencySlot, ...]:
    """Agencies among the question's words, longest names first from the left; words inside `closed` spans do not count."""
    tables = names_of(catalogue)
    found: list[AgencySlot] = []
    index = 0
    while index < len(asked):
        slot, used = _at(asked, index, tables, closed)
        if slot is not None:
            found.append(slot)
        index += used
    return tuple(found)


def _at(asked: Sequence[Word], index: int, tables: AgencyNames, closed: Sequence[tuple[int, int]]) -> tuple[AgencySlot | None, int]:
    start = asked[index].start
    if any(begin <= start < end for begin, end in closed):
        return None, 1
    if asked[index].text == "so" and index and _facility(asked[index - 1], asked[index]) and not _takes_part(asked, index, tables):
        return None, 1
    if asked[index].text == "chinh" and index and asked[index - 1].text == "phi":
        return None, 1
    longest = min(tables.longest + 2, len(asked) - index) if asked[index].text in tables.firsts else 0
    for size in range(longest, 0, -1):
        span = asked[index : index + size]
        if not span[-1].text[:1].isalnum():
            continue
        owners = _owners(tuple(word.text for word in span if word.text[:1].isalnum()), tables, size)
        if owners:
            return AgencySlot(owners[0], owners[1:], start, span[-1].end), size
    for size in range(min(LONGEST, len(asked) - index), 1, -1):
        form = spelled_out([word.text for word in asked[index : index + size]], tables.by_letter)
        if form is not None:
            return AgencySlot(tables.names[form][0], tables.names[form][1:], start, asked[index + size - 1].end), size
    word = asked[index]
    if re.fullmatch(r"[a-z]{3,9}", word.text) and (word.printed.isupper() or not is_syllable(word.text)):
        owners = tables.initials.get(word.text)
        if owners:
            return AgencySlot(owners[0], owners[1:], start, word.end), 1
    return None, 1


def _facility(before: Word, word: Word) -> bool:
    """Whether "so" belongs to "cơ sở" rather than to an agency's name after "có"."""
    if before.text != "co":
        return False
    return before.accented == "cơ" or (before.accented.isascii() and word.accented.isascii() and not word.printed.istitle())


_PART = frozenset(("phoi", "chu", "tham", "cung"))
"""How words begin that tell an agency's part: "phối hợp", "chủ trì", "tham gia", "cùng"."""


def _takes_part(asked: Sequence[Word], index: int, tables: AgencyNames) -> bool:
    """Whether, without diacritics, "co so tai chinh phoi hop" must be "có Sở Tài chính": no "các cơ sở", and its part follows."""
    if index > 1 and (asked[index - 1].accented == "cơ" or asked[index - 2].text in ("cac", "nhung", "moi", "tai", "o")):
        return False
    for size in range(min(tables.longest, len(asked) - index - 1), 1, -1):
        if asked[index + size].text in _PART and tables.names.get(tuple(word.text for word in asked[index : index + size])):
            return True
    return False


def _owners(form: tuple[str, ...], tables: AgencyNames, size: int) -> tuple[str, ...] | None:
    if not form or (len(form) == 1 and len(form[0]) <= 3) or size - len(form) > 2:
        return None
    plain = tuple(word for word in form if word not in _LINKS)
    if form[-1] in _LINKS or form[0] in _LINKS:
        return None
    return tables.names.get(form) or tables.spoken.get(plain)


@cache
def _provinces() -> tuple[str, ...]:
    data = tomllib.loads((resources.files("data.gazetteers") / "provinces.toml").read_text("utf-8"))
    rows = [name for row in data["province"] for name in (row["name"], *row.get("former", ()))]
    return tuple(re.sub(r"^(?:tinh|thanh pho) ", "", " ".join(words(name))) for name in rows)


def find_foreign(line: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Provinces and cities named in the line that no agency of the corpus bears in its name."""
    padded = f" {line} "
    asked = [name for name in (*_provinces(), "ho chi minh", "hcm", "tphcm", "sai gon") if f" {name} " in padded]
    return tuple(name for name in asked if f" {name} " not in catalogue.agency_line) if asked else ()

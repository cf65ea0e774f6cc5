"""Projects, indicators and places in questions: by the corpus' own names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search_api.ask.catalogue import Catalogue, NameIndex
from search_api.ask.cues import general_words
from search_api.ask.slots import NameSlot
from search_api.ask.words import Wording, agrees, read_words

KNOWN, STRANGE = 2, 0.06
"""How many known words make up for one that no name has, and what each such word takes from the coverage."""
TELLS = 0.05
"""The share of a name that a single word must be to call it ("dân" calls no "Số đơn vị dân quân thường trực …")."""
_PROJECT_WORDS = general_words("project")
_WORKS = general_words("project_works")
_INDICATOR_WORDS = general_words("indicator")


def find_projects(asked: Sequence[str], catalogue: Catalogue) -> NameSlot | None:
    """The projects that the content words name, None where they name none surely."""
    return _best([word for word in asked if word not in _PROJECT_WORDS], catalogue.project_names, 0.6)


def written_alike(slot: NameSlot | None, wording: Wording, catalogue: Catalogue) -> NameSlot | None:
    """The slot with those projects only that hold its one or two words as they were typed ("dân số" names no "đường dẫn")."""
    if slot is None or len(slot.label.split()) > SHORT:
        return slot
    typed = [word.accented for word in wording.words if word.text in slot.label.split()]
    kept = tuple(
        key
        for key in slot.ids
        if all(any(agrees(form, own.accented) for own in read_words(catalogue.projects[key].name).words) for form in typed)
    )
    return replace(slot, ids=kept) if kept else None


SHORT = 2
LONGEST, FEW, CALLED = 9, 3, 0.78
"""Words of a run that calls a project by a part of its name, how many projects may bear it, and how sure such a name is."""


def find_called(wording: Wording, catalogue: Catalogue) -> NameSlot | None:
    """The few projects whose name holds a run of the question's words that is no name of a place ("phần cầu của cầu Nguyễn Trãi")."""
    asked = [word.text for word in wording.words if word.text[:1].isalnum()]
    for size in range(min(LONGEST, len(asked)), 2, -1):
        for start in range(len(asked) - size + 1):
            run = asked[start : start + size]
            telling = [word for word in run if word not in _PROJECT_WORDS and word not in _WORKS]
            if len(telling) < 2 or run[-1] not in telling or run[0] == "du" or " ".join(run) in _bare(catalogue):
                continue
            line = f" {' '.join(run)} "
            found = [key for key, name in catalogue.project_words.items() if line in name]
            if 1 <= len(found) <= FEW:
                return NameSlot(tuple(found), line.strip(), 0, 0, CALLED)
    return None


def _bare(catalogue: Catalogue) -> frozenset[str]:
    """Names of places with and without their kind."""
    return frozenset(form for place in catalogue.places for form in (place, re.sub(rf"^{_KINDS_OF_PLACE} ", "", place)))


def find_indicators(asked: Sequence[str], catalogue: Catalogue) -> NameSlot | None:
    """The indicators that the content words name, also by their abbreviation or by what it stands for ("IIP", "FDI")."""
    telling = [word for word in asked if word not in _INDICATOR_WORDS]
    wordings = [telling]
    for short, long in catalogue.short_indicators.items():
        if short in telling:
            wordings.append([*(word for word in telling if word != short), *long])
    for short in telling:
        if (meant := catalogue.by_initials(short)) is not None:
            wordings.append([*(word for word in telling if word != short), *meant])
    found = [slot for words in wordings if (slot := _best(words, catalogue.indicator_names, 0.6, spread=True)) is not None]
    if not found:
        return None
    best = max(slot.coverage for slot in found)
    ids = dict.fromkeys(key for slot in found if slot.coverage >= best - 0.2 for key in slot.ids)
    return NameSlot(tuple(ids), found[0].label, 0, 0, best)


_KINDS_OF_PLACE = r"(?:phuong|xa|thi tran|dac khu|khu kinh te|khu cong nghiep|quan|huyen|thi xa|thanh pho|tinh)"


def find_places(line: str, catalogue: Catalogue) -> tuple[NameSlot, ...]:
    """Places of projects that the line names ("phường Thạch Khôi", "khu kinh tế Đình Vũ"), with the projects there.

    A place that the line names by its kind and no project bears ("quận Ba Đình") is a slot without projects.
    """
    found: dict[str, list[str]] = {}
    spans: dict[str, tuple[int, int]] = {}
    plain = re.sub(r"[^\w ]", " ", line)
    for place, projects in catalogue.places.items():
        bare = re.sub(rf"^{_KINDS_OF_PLACE} ", "", place)
        if len(bare) < 4:
            continue
        words = bare.split()
        if words[0] not in plain or words[1 if len(words) > 1 else 0] not in plain:
            continue
        match = re.search(rf"(?<!\w){_spaced(bare)}(?!\w)", plain) or _begun(place, bare, plain)
        if match:
            found.setdefault(bare, []).extend(projects)
            spans[bare] = match.span()
    if not found:
        unknown = re.search(rf"(?<!\w)(?:o|tai|thuoc|dia ban) ({_KINDS_OF_PLACE} (?!nao|gi|hoi|noi)\w+(?: \w+)?)", line)
        return (NameSlot((), unknown.group(1), unknown.start(), unknown.end(), 1.0),) if unknown else ()
    ordered = sorted(found, key=lambda place: -len(place))
    return tuple(NameSlot(tuple(dict.fromkeys(found[place])), place, *spans[place], 1.0) for place in ordered)


def _spaced(name: str) -> str:
    return re.sub(" ", " +", re.escape(name).replace("\\ ", " "))


def _begun(place: str, bare: str, line: str) -> re.Match[str] | None:
    """A long place called by its kind and the beginning of its name ("khu kinh tế Đình Vũ" for Đình Vũ - Cát Hải)."""
    kind, own = place[: len(place) - len(bare)].strip(), bare.split()
    if not kind or len(own) < 4:
        return None
    return re.search(rf"(?<!\w){_spaced(kind)} +{_spaced(' '.join(own[:2]))}(?!\w)", line)


def _best(telling: Sequence[str], names: NameIndex, floor: float, *, spread: bool = False) -> NameSlot | None:
    """The names that hold most of the words' weight; `spread` keeps names of any length, else the fuller name wins."""
    known = [word for word in telling if names.knows(word)]
    strange = len(set(telling)) - len(set(known))
    told = known if strange and len(set(known)) >= KNOWN * (strange + 1) else telling
    if not any(word[:1].isalpha() for word in told):
        return None
    ranked = names.rank(told, limit=40)
    if spread and len(set(told)) == 1:
        ranked = [row for row in ranked if row[2] >= TELLS]
    if not ranked or ranked[0][1] < floor:
        return None
    top = max(asked for _, asked, _ in ranked)
    best = max(asked + 0.5 * own for _, asked, own in ranked)
    close = [
        key
        for key, asked, own in ranked
        if asked >= top - (0.35 if spread else 0.02) and (spread or asked + 0.5 * own >= best - 0.12)
    ]
    return NameSlot(tuple(close), " ".join(telling), 0, 0, top - STRANGE * strange if told is known else top)

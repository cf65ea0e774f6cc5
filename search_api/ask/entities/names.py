"""Projects, indicators and places in questions: by the corpus' own names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search_api.ask.catalogue import Catalogue, NameIndex
from search_api.ask.slots import NameSlot

_GENERIC = {
    "du",
    "an",
    "dau",
    "tu",
    "xay",
    "dung",
    "cong",
    "trinh",
    "tong",
    "muc",
    "von",
    "tien",
    "do",
    "chi",
    "so",
    "tieu",
    "tang",
    "toc",
    "khu",
    "nhom",
    "tinh",
    "hinh",
    "thuc",
    "hien",
    "ket",
    "qua",
    "dat",
    "ke",
    "hoach",
    "vuot",
    "kho",
    "khan",
    "vuong",
    "mac",
    "khoi",
    "khanh",
    "thanh",
    "cham",
}


def find_projects(content: Sequence[str], catalogue: Catalogue) -> NameSlot | None:
    """The projects that the content words name, None where they name none surely."""
    return _best(content, catalogue.project_names, _GENERIC)


def find_indicators(content: Sequence[str], catalogue: Catalogue) -> NameSlot | None:
    """The indicators that the content words name, None where they name none surely."""
    return _best(content, catalogue.indicator_names, {"dat", "ke", "hoach", "vuot", "thanh", "pho"})


def find_places(line: str, catalogue: Catalogue) -> tuple[NameSlot, ...]:
    """Places of projects that the line names ("phường Thạch Khôi", "khu kinh tế Đình Vũ"), with the projects there."""
    found = []
    for place, projects in catalogue.places.items():
        bare = re.sub(r"^(?:phuong|xa|dac khu|khu kinh te|kcn|khu cong nghiep) ", "", place)
        if len(bare) < 4:
            continue
        match = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", line)
        if match:
            found.append(NameSlot(projects, place, match.start(), match.end(), 1.0))
    return tuple(found)


def _best(content: Sequence[str], names: NameIndex, generic: set[str]) -> NameSlot | None:
    telling = [word for word in content if word not in generic]
    if not telling:
        return None
    ranked = names.rank(telling)
    if not ranked or ranked[0][1] < 0.6:
        return None
    best = ranked[0]
    close = [key for key, asked, own in ranked if asked >= best[1] - 0.02 and asked + 0.5 * own >= best[1] + 0.5 * best[2] - 0.12]
    return NameSlot(tuple(close), " ".join(telling), 0, 0, best[1])

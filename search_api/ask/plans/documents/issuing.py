"""Who issued what, where a text says it of a whole list: "Ban Chấp hành ... ban hành 02 nghị quyết, 01 đề án: Nghị quyết số ..."."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from graph.records import Mention
from search_api.ask.entities.agencies import find_agencies
from search_api.ask.kinds import DOCUMENTS
from search_api.ask.plans.base import Library, once_a_generation
from search_api.ask.words import read_words
from vietnamese.text import fold, normal

_HEAD = re.compile(
    r"(?:^|[.;\n•–-])[ \t]*(?P<subject>[^.;:\n]{4,120}?) (?:đã )?(?:ký )?(?:ban hành|thông qua) (?P<what>[^.;:\n]{0,200}?:)"
    r"(?P<list>(?:[^\n]|(?<![.;:])\n+(?-i:(?=[a-zà-ỹđ])))*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?<!\w)\d{{1,3}} (?:{DOCUMENTS})")


@once_a_generation
def stated_issuers(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Documents cited without an issuer -> the bodies that a text says issued the list in which they stand."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in library.snapshot.records(Mention):
        if mention.target is not None and mention.state == "resolved" and mention.number:
            mentions[mention.document].append(mention)
    found: dict[str, tuple[str, ...]] = {}
    for key, own in mentions.items():
        for start, end, issuers in _lists(library.snapshot.text(key), library):
            for mention in own:
                document = library.document(mention.target or "")
                if start <= mention.start < end and document is not None and document.issuer is None:
                    found.setdefault(document.key, issuers)
    return found


def _lists(text: str, library: Library) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where lists stand that a sentence says its subject issued, with the subject's bodies."""
    found = []
    for match in _HEAD.finditer(text):
        if not _COUNTED.search(fold(normal(match["what"]))):
            continue
        subject = find_agencies(read_words(match["subject"]).words, library.catalogue, ())
        if subject:
            found.append((match.start("list"), match.end("list"), tuple(slot.name for slot in subject)))
    return found

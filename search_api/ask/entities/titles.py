"""Documents that a question calls by what they are about: "nghị quyết về kinh tế tư nhân", "quy chế quản lý du lịch"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from search_api.ask.catalogue import Catalogue, month_of
from search_api.ask.cues import content
from search_api.ask.entities.documents import find_types, same_type
from search_api.ask.slots import AgencySlot, DocumentSlot, PeriodSlot
from search_api.ask.words import Wording
from search_api.ask.words import plain as words
from vietnamese.text import fold

_HIDE = (
    *("task", "who", "when", "which_document", "lookup", "amount_asked", "agency_what", "authority", "product"),
    *("replace", "amend", "repeal", "issued", "upward"),
)
_VERBS = {"thuc", "hien", "trien", "khai", "ban", "hanh", "cham", "noi", "dung", "van", "cu", "hoa", "duoc"}
_COMPOUNDS = frozenset(
    {
        ("van", "hoa"),
        ("phat", "trien"),
        ("noi", "chinh"),
        ("noi", "vu"),
        ("cham", "soc"),
        ("van", "tai"),
        ("van", "dong"),
        ("tieu", "dung"),
    }
)
"""Words of their own whose syllables are those of such verbs: "văn hóa" is neither "văn bản" nor "cụ thể hóa"."""
_PLACES = {"thanh", "pho", "hai", "phong", "tinh", "trung", "uong", "nha", "nuoc"}
"""Words that hardly tell one title from another; they count only beside telling words."""
_ENDS = re.compile(
    r"[,;?()]|(?<!\w)(?:gom|nao|gi|da|duoc|bi|se|phai|thi|la|va cac|thuc hien|trien khai|thay the|trong do|do ai|so bao nhieu|ngay)(?!\w)"
)
FLOOR, STRICT = 0.72, 0.85


def find_titled(
    wording: Wording, closed: Sequence[tuple[int, int]], types: Sequence[str], catalogue: Catalogue
) -> tuple[DocumentSlot, ...]:
    """The documents that the question's words describe, likeliest first, as one slot; none where nothing is sure enough."""
    by = _ACCORDING.match(wording.line)
    if by is not None:
        begin = wording.words[wording.word_at(by.end())].start
        kinds = described(wording.line[by.end() :])
        asked = _telling(content(wording, [*closed, (0, begin)], _HIDE), kinds)
        ranked = find_by_title(asked, kinds, catalogue, around=wording.line, floor=STRICT) if kinds else ()
        if ranked:
            return (_slot(ranked, asked, wording, kinds),)
    clause = re.search(r",| gom ca | bao gom | ke ca ", wording.line)
    parts = [*([clause.start()] if clause else []), len(wording.line)]
    for end in parts:
        last = wording.words[wording.word_at(end)].start if end < len(wording.line) else len(wording.question) + 1
        kinds = described(wording.line[:end])
        asked = _telling(content(wording, [*closed, (last, len(wording.question) + 1)], _HIDE), find_types(wording.line[:end]))
        ranked = find_by_title(asked, kinds, catalogue, around=wording.line) if kinds or _asks_about(wording.line) else ()
        if ranked:
            return (_slot(ranked, asked, wording, kinds),)
    free = {word.text for word in wording.words if not any(start <= word.start < end for start, end in closed)}
    for kind, segment in _segments(wording, types):
        told = _telling([word for word in segment if word not in _ENDLESS], (kind,))
        if len(free & set(told) - _PLACES) < 2:
            continue
        ranked = find_by_title(told, (kind,), catalogue, floor=STRICT)
        if ranked:
            return (_slot(ranked, told, wording, (kind,)),)
    return ()


_ACCORDING = re.compile(r"(?:theo|tai|trong|can cu) [^,?]{6,80} , ")
"""A first clause that only says where something stands: what the question is about comes after it."""
_ASKED = r"(?= (?:so )?(?:nao|gi|may|bao nhieu)(?!\w))"


@lru_cache(maxsize=256)
def described(line: str) -> tuple[str, ...]:
    """The types of the line that belong to what it describes, not those that it asks for ("kế hoạch nào ... kết luận về ...")."""
    asked = find_types(" ".join(re.findall(rf"(?:{'|'.join(fold(kind) for kind in find_types(line)) or '#'}){_ASKED}", line)))
    kept = tuple(kind for kind in find_types(line) if kind not in asked)
    return kept or find_types(line)


def told_apart(slot: DocumentSlot, wording: Wording, catalogue: Catalogue) -> DocumentSlot:
    """The documents of a number with those first whose title the question's other words tell of ("kết luận 166 về tôn giáo mới")."""
    if len(slot.keys) < 2:
        return slot
    asked = set(_telling(content(wording, [(slot.start, slot.end)], _HIDE), ()))
    shared = {key: len(asked & set(words(catalogue.documents[key].title))) for key in slot.keys}
    best = max(shared.values())
    if best < 2 or shared[slot.keys[0]] == best:
        return slot
    return replace(slot, keys=tuple(sorted(slot.keys, key=lambda key: -shared[key])))


_ENDLESS = {"cua", "ve", "va", "cac", "so", "tai", "cho", "theo"}


def find_held(
    wording: Wording, types: Sequence[str], periods: Sequence[PeriodSlot], catalogue: Catalogue
) -> tuple[DocumentSlot, ...]:
    """The held document that fits a type, the question's words and its period best; none where several do."""
    asked = {word.text for word in wording.words} - _ENDLESS
    scores: dict[str, float] = {}
    for document in catalogue.held:
        if document.type is None or not any(same_type(kind, document.type) for kind in types):
            continue
        told = set(words(f"{document.title or ''} {document.issuer or ''} {document.number or ''}"))
        month = month_of(document)
        day = f"{month[0]}-{month[1]:02d}-15" if month else ""
        timely = any(period.begin <= day <= period.finish for period in periods)
        scores[document.key] = len(asked & told) / (len(asked) or 1) + (0.5 if timely else 0.0)
    best = sorted(scores, key=lambda key: (-scores[key], key))
    if not best or (len(best) > 1 and scores[best[0]] - scores[best[1]] < 0.05):
        return ()
    return (DocumentSlot(tuple(best), " ".join(types), 0, len(wording.question), False),)


def find_issued(wording: Wording, agencies: Sequence[AgencySlot], catalogue: Catalogue) -> tuple[DocumentSlot, ...]:
    """The only document of a type that an agency issued, where the question names just these ("công điện của Thủ tướng")."""
    for kind in described(wording.line):
        for match in re.finditer(rf"(?<!\w){re.escape(fold(kind))} (?:so \S+ )?(?:cua|do) (?=\w)", wording.line):
            place = wording.words[wording.word_at(match.end())].start
            agency = next((slot for slot in agencies if slot.start == place), None)
            if agency is None or _LIST.search(wording.line[: match.start()]):
                continue
            keys = [
                key
                for key, document in sorted(catalogue.documents.items())
                if document.issuer == agency.name and document.type and same_type(kind, document.type)
            ]
            if len(keys) == 1 and _of_subject(catalogue.documents[keys[0]].title, wording, agency.end):
                start = wording.words[wording.word_at(match.start())].start
                return (DocumentSlot(tuple(keys), wording.printed(wording.words_of(*match.span())), start, agency.end, False),)
    return ()


def _of_subject(title: str | None, wording: Wording, end: int) -> bool:
    """Whether a title may be about what stands behind the issuer ("kế hoạch của Thành ủy về ..."), as far as either is known."""
    behind = [word.text for word in wording.words if word.start >= end]
    if behind[:1] != ["ve"] or not title:
        return True
    subject = set(_ENDS.split(" ".join(behind[1:]))[0].split()) - _ENDLESS - _VERBS - _PLACES
    return 3 * len(subject & set(words(title))) >= len(subject)


_LIST = re.compile(r"(?<!\w)(?:cac|nhung|danh sach|liet ke|moi|tat ca) $")


def _asks_about(line: str) -> bool:
    return _ABOUT.search(line.strip(" ?.!")) is not None


_ABOUT = re.compile(
    r"(?<!\w)(?:van ban|tai lieu)(?: \w+){0,3} (?:ve|noi ve|lien quan)(?!\w)"
    r"|van ban nao(?: \w+)* (?:ve|noi ve)(?!\w)|(?:la |so )?van ban (?:nao|gi)$"
)
"""Words that ask for a document by its subject without naming a type."""


def _slot(ranked: Sequence[tuple[str, float]], asked: Sequence[str], wording: Wording, kinds: Sequence[str]) -> DocumentSlot:
    """The slot of a described document: from its type word to the end of the question, from the beginning where it has none."""
    places = [match.start() for kind in kinds for match in re.finditer(rf"(?<!\w){re.escape(fold(kind))}(?!\w)", wording.line)]
    start = wording.words[wording.word_at(min(places))].start if places else 0
    return DocumentSlot(tuple(key for key, _ in ranked), " ".join(asked), start, len(wording.question), False)


def _telling(asked: Sequence[str], types: Sequence[str]) -> list[str]:
    hidden = {word for kind in types for word in fold(kind).split()}
    joined = {word for pair in pairwise(asked) if pair in _COMPOUNDS for word in pair}
    kept = [word for word in asked if word not in hidden and (word not in _VERBS or word in joined)]
    telling = {word for word in kept if word not in _PLACES}
    return kept if len(telling) >= 2 or (telling and len(set(kept)) >= 3) else []


def find_by_title(
    asked: Sequence[str], kinds: Sequence[str], catalogue: Catalogue, *, floor: float = FLOOR, around: str = ""
) -> tuple[tuple[str, float], ...]:
    """Documents whose type, title or other names hold the asked words; (key, share of the asked weight), best first.

    `asked` are the words left when cues and stop words are gone; with fewer than two nothing is sure enough. Of documents that hold
    the same share those come first that hold more of the other words of the folded question (`around`) or whose issuer it names.
    """
    if len(set(asked)) < 2:
        return ()
    fitting = []
    for key, asked_share, own_share in catalogue.titles.rank([*asked, *words(" ".join(kinds))], limit=40):
        document = catalogue.documents[key]
        if kinds and document.type and not any(same_type(kind, document.type) for kind in kinds):
            continue
        if asked_share >= floor:
            fitting.append((key, asked_share, own_share))
    if not fitting:
        return ()
    best = max(share for _, share, _ in fitting)
    close = [row for row in fitting if row[1] >= best - 0.02]
    others = set(around.split()) - set(asked)

    def order(row: tuple[str, float, float]) -> tuple[float, bool, str]:
        document = catalogue.documents[row[0]]
        beside = len(others & set(words(document.title))) + (
            4 if document.issuer and f"cua {fold(document.issuer)}" in around else 0
        )
        return -row[1] - 0.3 * row[2] - 0.1 * beside, not document.held, row[0]

    close.sort(key=order)
    return tuple((key, share) for key, share, _ in close)


def _segments(wording: Wording, types: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The words after each type word up to the next mark, verb or type word: where a title may stand."""
    found = []
    for kind in types:
        for match in re.finditer(rf"(?<!\w){re.escape(fold(kind))}(?!\w)", wording.line):
            found.append((kind, _ENDS.split(wording.line[match.end() :])[0].split()))
    return found

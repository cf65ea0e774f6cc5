"""Which side of a change a question asks for, by its grammar, and what described, unnumbered documents are announced to change."""

from __future__ import annotations

import re

from graph.records import Evidence
from graph.store import Where
from search_api.ask.cues import general_words
from search_api.ask.entities.documents import same_type
from search_api.ask.kinds import DOCUMENTS, TYPES
from search_api.ask.plans.base import Library
from search_api.ask.plans.documents.announced import announcements
from search_api.ask.plans.sentences.values import wanted_of
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from vietnamese.text import fold

_KIND = rf"(?:{DOCUMENTS})"
_NO_BO = "".join(f"(?<!{word} )" for word in ("chi", "can", "dang", "cong", "noi", "toan", "bao", "luat", "so"))
"""Words after which "bo" is no "bỏ" ("chi bộ", "cán bộ", "đảng bộ")."""
_VERB = rf"(?P<verb>thay the|thay|the cho|sua doi|bo sung|dieu chinh|bai bo|huy bo|{_NO_BO}bo|chinh lai|cham dut)"
_OBJECT = re.compile(
    rf"(?<!\w){_VERB}(?: cho| di| luon)?(?: nhung| cac| cai| may)* (?P<kind>{_KIND})(?: \w+){{0,2}}? (?:nao|gi|so may|so bao nhieu)(?!\w)"
)
"""What is changed is asked for: "thay thế những quyết định nào", "bỏ các quyết định cũ nào"."""
_ENDED = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})(?: cu)?(?: nao)?(?: \w+){{0,2}}? "
    r"(?P<verb>het vai tro|het hieu luc|het gia tri|khong con (?:hieu luc|dung|ap dung|gia tri)"
    r"|bi thay|bi bo|bi bai|bi huy|duoc thay|phai nhuong|bi loai bo|cham dut)(?: \w+){0,3}? (?:khi|luc|neu|sau khi|mot khi|boi viec)(?!\w)"
)
"""What ends when something new comes: "quyết định nào hết hiệu lực khi ban hành ...", "quy hoạch bị thay thế khi ..."."""
_NEW = re.compile(
    rf"(?<!\w)(?:ban hanh|co|ra|moi|thong qua|phe duyet)(?!\w).*(?:,|(?<!\w)thi) (?:nhung |cac |may )?(?P<kind>{_KIND})(?: cu)? nao"
    r"(?: \w+){0,2}? (?P<verb>het|khong con|bi thay|bi bo|bi bai|bi huy|cham dut)(?!\w)"
)
"""The same with what comes first: "ban hành quy chế mới thì quyết định nào không còn hiệu lực"."""
_PASSIVE = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})(?: cu)? nao (?:\w+ ){{2,14}}?(?:sap |se |phai |dang |can |da )?"
    r"(?P<verb>bi bo|bi thay|bi bai|bi huy)(?: \w+){0,2}$"
)
"""Old documents of a subject that give way: "quyết định cũ nào về du lịch sắp bị bỏ"."""
_OF = {
    "sua": "amends",
    "bo sung": "amends",
    "dieu": "amends",
    "chinh": "amends",
    "bai": "repeals",
    "huy": "repeals",
    "cham": "repeals",
}
_HIDDEN = frozenset(
    (
        *("cu", "moi", "het", "vai", "tro", "hieu", "luc", "gia", "khi", "neu", "ban", "hanh", "ra", "thay", "the", "bo", "sua"),
        *("doi", "dieu", "chinh", "bai", "huy", "nhung", "cac"),
    )
)


def object_asked(question: Question) -> re.Match[str] | None:
    """Where the question asks for what is changed, naming what changes it."""
    line = question.wording.line.rstrip(" ?.!")
    return next((match for pattern in (_OBJECT, _ENDED, _NEW, _PASSIVE) if (match := pattern.search(line))), None)


def object_types(match: re.Match[str]) -> tuple[str, ...]:
    """The relations that the asking verb means; what ends or gives way is replaced or repealed."""
    verb = match["verb"]
    return next(((kind,) for head, kind in _OF.items() if verb.startswith(head)), ("replaces", "repeals"))


def objects_said(question: Question, library: Library) -> list[tuple[str, Evidence]]:
    """Documents that what the question describes is announced to change; the words that announce it must hold most of the description."""
    match = object_asked(question)
    if match is None:
        return []
    asked = _described(question, match)
    floor = 0.6
    if len(asked) < 2:
        asked, floor = set(question.slots.topic) - {"thay", "the", "bo"}, 0.8
    rows = []
    for key, evidence in announcements(library, object_types(match)):
        kind = library.catalogue.documents[key].type
        if match["kind"] != "van ban" and not (kind and same_type(match["kind"], kind)):
            continue
        told = set(words(_around(evidence, library)))
        share = len(asked & told) / len(asked) if asked else 0.0
        if len(asked & told) >= 2 and share >= floor:
            rows.append((share, key, evidence))
    best = max((share for share, _, _ in rows), default=0.0)
    return [(key, evidence) for share, key, evidence in rows if share >= best - 0.05]


_GENERAL = general_words("issued")


def _described(question: Question, match: re.Match[str]) -> set[str]:
    """The words that tell what changes, but for verbs, places and the kind that is asked for."""
    words_ = {word for word in question.slots.topic if word not in _HIDDEN | _GENERAL and not word.isdecimal()}
    return words_ - set(match["kind"].split())


def _around(evidence: Evidence, library: Library) -> str:
    """The task in which an announcement stands, else its own words."""
    tasks = library.tasks(Where("document", "=", evidence.document))
    own = [task for task in tasks if task.evidence.start <= evidence.start < task.evidence.end]
    return " ".join([evidence.text, *(task.text for task in own), *(name for task in own for name in task.lead)])


_DOCUMENTS = frozenset(word.split()[0] for word in (*map(fold, TYPES), "van ban", "noi dung", "dieu", "lan", "khoan"))


def counts_others(question: Question) -> bool:
    """Whether a change is told with a number of something that is no document ("được điều chỉnh với bao nhiêu huyện")."""
    if question.says("thu may", "lan may"):
        return False
    return any(each.kind in ("count", "sum") and each.noun not in _DOCUMENTS for each in wanted_of(question))


LATE = ("dung han", "kip", "kip thoi", "theo chuong trinh", "theo ke hoach")
"""What is not changed in time is still to be changed."""
_DOER = re.compile(
    r"(?<!\w)(?:co quan|don vi|so|noi|ben|nguoi|to chuc) (?:nao |duoc giao |phai |se |da )*"
    r"(?:trinh|soan|chu tri|tham muu|lap|du thao|phu trach|xay dung|chiu trach nhiem|lo|dam nhan|dung ra|chuan bi)(?!\w)"
)


def asks_who(question: Question) -> bool:
    """Whether who is to bring the change about, or by when, is asked ("đơn vị trình quyết định mới ... và thời hạn")."""
    if question.has("who", "product", "authority") or _DOER.search(question.wording.line):
        return True
    return question.has("when") and not question.has("which_document")

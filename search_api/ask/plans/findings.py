"""Contradictions and oddities: conflicting dates, shared numbers, figures that disagree, what was overdue from the start."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.keys import split_key
from graph.records import Finding, to_json
from search_api.ask.catalogue import NameIndex, speaks_within
from search_api.ask.cues import general_words
from search_api.ask.entities.documents import same_type
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, listed, name_of
from search_api.ask.plans.named_findings import TWO_PERIODS, asks_names, of_figures, of_names, of_words
from search_api.ask.plans.sentences.told import Told, find_told, names_period
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from vietnamese.text import fold

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overdue", ("qua han", "da qua han", "tre han", "het han", "qua thoi han", "han truoc", "han da qua")),
    ("duplicate_document", ("trung lap", "ban trung", "hai ban", "hai tep", "noi dung trung")),
    (
        "shared_number",
        (
            "trung so",
            "cung so",
            "chung so",
            "chung mot so",
            "cung mot so",
            "hai van ban",
            "may van ban",
            "mang so",
            "bi trung",
            "cap trung",
            "dung chung",
            "trung nhau",
            "dung cho nhung van ban nao",
            "phai la mot van ban",
        ),
    ),
    ("no_lead", ("khong ro co quan", "chua giao", "co quan chu tri", "khong giao", "ai chu tri")),
    (
        "figure_conflict",
        (
            "so lieu",
            "con so",
            "lech",
            "chenh",
            "phu luc",
            "luot khach",
            "khach du lich",
            "moc",
            "khoi cong",
            "khanh thanh",
            "thu ngan sach",
            "trieu",
            "nghin",
            "ty dong",
            "bang nhau",
            "tong so",
            "tong cac",
            "bang tong",
            "cong",
            "cong lai",
        ),
    ),
    ("plan_missed", ("khong dat", "cham tien do", "khong hoan thanh", "chua dat")),
    ("impossible_date", ("khong hop le", "khong the", "vo ly", "tuong lai", "chua den")),
    ("title_mismatch", ("khac ten", "trich yeu khac", "ten khac", "trich yeu", "ten goi", "ten nghi quyet", "ten van ban")),
    ("issuer_conflict", ("khac co quan ban hanh", "co quan ban hanh khac", "hai co quan ban hanh", "co quan ban hanh")),
    ("cited_not_held", ("toan van", "chua luu", "dan chieu nhieu", "trong kho")),
    ("conflicting_date", ("ngay", "thong nhat")),
)
"""What the words of a question say of the kind, the most telling kind first."""


_GENERAL = general_words("finding")
"""Words of questions for findings that tell nothing of what is compared."""


_EITHER = re.compile(r"(?<!\w)ngay \d+(?: / \d+)* hay (?:ngay )?\d+")
"""Two days to choose from: "ngày 22 hay 28/8"."""
_FIGURE = r"(?:\d[\d.,]*|(?:quy|thang|nam) (?:[ivx]+|\d+))"
_FIGURES = re.compile(rf"(?<!\w){_FIGURE}(?: \w+){{0,2}} hay (?:la )?(?:\w+ ){{0,1}}{_FIGURE}(?!\w)")
"""Two figures or times to choose from: "24.210 hay 24.622 tỷ đồng", "quý I hay quý II"."""
_BODIES = re.compile(
    r"(?<!\w)cua (?:\w+ ){1,6}hay (?:cua )?(?:bo|ban|chinh phu|quoc hoi|thu tuong|uy ban|hoi dong|thanh uy|tinh uy)(?!\w)"
)
"""Two bodies to choose from: "của Bộ Chính trị hay Ban Bí thư"."""


_LOOKED_UP = re.compile(
    r"(?<!\w)(?:noi ve|noi dung|trich yeu|(?:ban hanh|ky|ra)(?: vao)?(?: ngay| khi| nam| thang)"
    r"|ngay nao|ngay may|ve (?:viec |cai )?gi|la gi)(?!\w)"
)
"""Date or content of what bears a number is asked for, and no contradiction."""
_ASKS_NUMBER = re.compile(r"(?<!\w)mang so (?:bao nhieu|may|nao)(?!\w)")
_FROM_START = re.compile(
    r"(?<!\w)(?:qua han|het han|tre han|qua thoi han)(?: \w+){0,2}? (?:ngay )?(?:khi|tu khi|tu luc|luc|truoc khi)"
    r"(?: \w+){0,4}? (?:giao|ban hanh)(?!\w)"
    r"|(?<!\w)giao (?:khi|ma|luc|trong khi)(?: \w+){0,3}? (?:da qua|qua han|het han)(?!\w)"
    r"|(?<!\w)(?:han|thoi han)(?: hoan thanh)? (?:da |thi da )?(?:troi qua|qua|het)(?!\w)(?: \w+){0,2}? (?:tu|truoc|khi|luc)(?!\w)"
    r"|(?<!\w)giao (?:ra |xuong )?(?:thi )?da (?:qua|tre|het) han(?!\w)|(?<!\w)(?:tre|qua) han san(?!\w)"
    r"|(?<!\w)(?:giao|ban hanh) (?:muon|sau|tre) (?:hon )?(?:han|thoi han)(?!\w)"
    r"|(?<!\w)(?:chua giao|vua giao|moi giao|khi giao|luc giao|vua ban hanh)(?: \w+){0,3} (?:da )?(?:qua han|het han|tre han)(?!\w)"
    r"|(?<!\w)(?:han|thoi han) (?:da )?(?:truoc|som hon)(?: \w+){0,3} (?:ban hanh|giao|ngay van ban)"
)
"""What was overdue when it was assigned is asked for: "quá hạn ngay từ lúc giao"."""


class FindingsPlan(Plan):
    intent = "findings"
    label = "Mâu thuẫn, bất thường trong văn bản"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        either = bool(question.slots.documents) and _EITHER.search(question.wording.line) is not None
        if either or (question.slots.documents and _BODIES.search(question.wording.line)):
            return 3.9
        if TWO_PERIODS.search(question.wording.line):
            return 3.9
        if _FIGURES.search(question.wording.line) and not question.slots.amounts[2:]:
            return 3.9
        if _FROM_START.search(question.wording.line):
            return 3.9
        if not question.has("finding", "shared") or (_ASKS_NUMBER.search(question.wording.line) and not question.has("finding")):
            return 0.0
        if not question.has("finding") and _LOOKED_UP.search(question.wording.line):
            return 0.0
        return 3.9 if question.slots.documents or question.has("shared", "figures") else 2.6

    @classmethod
    def gives_values(cls, question: Question) -> bool:
        """Figures that a question compares are none that it asks for."""
        return question.has("amount_asked")

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        findings = library.catalogue.findings(library.snapshot)
        slot = question.slots.documents[0] if question.slots.documents else None
        kinds = [kind for kind, phrases in KINDS if question.says(*phrases)]
        if _BODIES.search(question.wording.line):
            kinds = ["issuer_conflict", *kinds]
        if _FIGURES.search(question.wording.line) and "conflicting_date" not in kinds[:1]:
            kinds = ["figure_conflict", *kinds]
        if slot is not None and not slot.keys:
            return Answer("findings", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        named = of_names(question, findings) or of_figures(question, findings)
        if named:
            return _told(named, question, library, slot.keys[0] if slot is not None else None)
        if slot is not None and slot.by_number:
            numbers = {split_key(key)[0] for key in slot.keys}
            about = [f for f in findings if {split_key(key)[0] for key in f.keys} & numbers and f.kind != "cited_not_held"]
            found = [f for f in about if f.kind in kinds] or about
            return _told(found, question, library, slot.keys[0])
        if asks_names(question) and not question.says("ngay") and kinds[:1] in _OF_NAMES:
            return _told([], question, library, None)
        if _FROM_START.search(question.wording.line):
            kinds = ["overdue", *kinds]
        findings = _in_scope(findings, question, library)
        found = _narrowed(_bounded([f for f in findings if f.kind == kinds[0]], question, library), question) if kinds else []
        if not found and (not kinds or kinds[0] in _COUNTED):
            dated = question.slots.documents or question.slots.types or question.says("ngay")
            other = [f for f in findings if f.kind in _COUNTED[: 2 if dated else 1] and f.kind not in kinds[:1]]
            found = _narrowed(other, question, surely=True)
        return _told(found or of_words(question, findings), question, library, None)


_OF_NAMES: tuple[list[str], ...] = ([], ["title_mismatch"], ["conflicting_date"], ["figure_conflict"])
"""What "ghi lệch nhau", "ghi thống nhất" may seem to ask about where names are compared."""
_COUNTED = ("figure_conflict", "conflicting_date")
"""What "có khớp không" may ask about where nothing else says what kind is meant."""


_REPORT = re.compile(r"(?<!\w)(?:bao cao|thong bao|cong van)(?!\w)")
_PLACES = re.compile(
    r"(?<!\w)(?:van ban|bao cao|loi van|phan loi|noi dung|than van ban) (?:va|voi|so voi) (?:bang|phu luc)(?!\w)|giua phu luc(?!\w)"
)


def _in_scope(findings: Sequence[Finding], question: Question, library: Library) -> list[Finding]:
    """The findings of the report and between the parts of it that the question names, all where it names none."""
    parts = _PLACES.search(question.wording.line) is not None
    kept = [f for f in findings if not parts or f.kind != "figure_conflict" or any(_CELLS in e.text for e in f.evidence)]
    if not question.slots.periods or not _REPORT.search(question.wording.line):
        return kept
    period = question.slots.periods[0]
    told = {d.key for d in library.catalogue.held if speaks_within(d, period.begin, period.finish)}
    return [f for f in kept if told & set(f.keys)] or kept


_OF_REPORT = re.compile(r"(?<!\w)(?:bao cao|bc) (?:ket qua |tinh hinh )?$")
"""What a time follows that is a report's and bounds no figure in it."""


def _bounded(found: list[Finding], question: Question, library: Library) -> list[Finding]:
    """The findings within what the question bounds: of figures those of its time, of shared numbers those of its types and level."""
    if found and found[0].kind == "figure_conflict":
        for period in question.slots.periods:
            if not period.assumed and not _OF_REPORT.search(fold(question.text[: period.start])):
                found = [f for f in found if names_period(f.message, period)] or found
        return found
    if not found or found[0].kind != "shared_number":
        return found
    types, central = question.slots.types, question.says("trung uong")
    kept = []
    for finding in found:
        documents = [document for key in finding.keys if (document := library.document(key)) is not None]
        fits = not types or any(same_type(kind, document.type or "") for kind in types for document in documents)
        level = any("tw" in fold(document.number or "") for document in documents)
        kept += [finding] if fits and (level if central else not level or not question.slots.city) else []
    return kept


def _narrowed(found: list[Finding], question: Question, surely: bool = False) -> list[Finding]:
    """The findings that the question's own words tell apart, all where it has none; `surely`: none where nothing tells them apart."""
    kinds = {word for _, phrases in KINDS for phrase in phrases for word in phrase.split()} - {
        "khach",
        "luot",
        "lich",
        "sach",
        "thu",
        "ngan",
    }
    if found and found[0].kind == "shared_number":
        kinds |= {word for kind in question.slots.types for word in fold(kind).split()} | {"trung", "uong"}
    asked = [word for word in question.slots.rest if len(word) > 1 and word not in _GENERAL | kinds and not word[0].isdecimal()]
    if asked:
        found = [f for f in found if _SUM not in f.message or _calls(question, f)]
    index = NameIndex((str(position), words(_subject(f))) for position, f in enumerate(found))
    known = [word for word in asked if index.knows(word)]
    figures = bool(found) and found[0].kind in _FIGURED
    asked = known if len(known) >= (len(asked) * 0.6 if figures else 2) else asked
    if not asked:
        return [] if surely else found
    ranked = index.rank(asked, limit=len(found) or 1)
    if not ranked or ranked[0][1] < 0.5:
        return found if not surely and (len(asked) < 2 or not figures) else []
    return [found[int(position)] for position, share, _ in ranked if share >= ranked[0][1] - 0.1]


_FIGURED = ("figure_conflict", "plan_missed")
"""Findings about what is counted: whether it is the one asked about tells its name, not the sentence around it."""


_CELLS = " | "
"""Between the cells of a table's row, as evidence prints it."""
_SUM = "nhưng các phần là"
"""How a finding about a total says it: its one sentence holds both the total and the parts."""


def _calls(question: Question, finding: Finding) -> bool:
    """Whether the question calls a total by the better part of its name, as its sentence counts other things as well."""
    own = set(words(finding.message.split(":")[0])) - {"so", "tong"}
    return len(own & {word.text for word in question.wording.words}) >= 0.5 * len(own)


def _subject(finding: Finding) -> str:
    if finding.kind in _FIGURED and _SUM not in finding.message:
        return finding.message.split(":")[0]
    return finding.message + " " + " ".join(e.text for e in finding.evidence)


def _looked_for(question: Question) -> str:
    """What was looked for, in the question's own words."""
    told = [word.printed for word in question.wording.words if word.text in question.slots.topic and word.text not in _GENERAL]
    return f"“{' '.join(told)}”" if told else "nội dung được hỏi"


SHOWN, HELD = 3, 0.8


def _sentences(question: Question, library: Library) -> list[Told]:
    """The sentences that hold what was asked about: what is compared there is left to the reader."""
    asked = [word for word in dict.fromkeys(question.slots.topic) if word not in _GENERAL and len(word) > 1]
    found = find_told(question, asked, library) if len(asked) > 1 else []
    return [told for told in found if told.own >= HELD][:SHOWN]


def _told(found: list[Finding], question: Question, library: Library, key: str | None) -> Answer:
    slots = {"document": key} if key else {}
    if not found:
        about = name_of(library.document(key), key) if key else _looked_for(question)
        return Answer(
            "findings",
            f"Trong các điểm cần xem lại đã phát hiện, không có điểm nào về {about}; những gì chưa được đối chiếu thì chưa thể kết luận.",
            evidence=evidence_json(told.sentence for told in _sentences(question, library)),
            slots=slots,
            alternatives=alternatives_for(question, library),
        )
    text = f"Có {count(len(found), 'điểm cần xem lại')}: {listed([f.message.rstrip('.') for f in found], 5)}."
    return Answer(
        "findings", text, tuple(to_json(f) for f in found), evidence_json(e for f in found for e in f.evidence), slots=slots
    )

"""What an abbreviation or an agency is, what belongs to it, what was merged into it."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.records import Agency, Evidence, Mention, to_json
from graph.store import Where
from search_api.ask.catalogue import NameIndex
from search_api.ask.cues import cue_phrases
from search_api.ask.entities.agencies import names_of
from search_api.ask.entities.mergers import department_mergers
from search_api.ask.plans.agencies.mergers import told
from search_api.ask.plans.agencies.texts import where_said
from search_api.ask.plans.base import Answer, Library, Plan, count, day, evidence_json, listed
from search_api.ask.question import Question
from search_api.ask.words import agrees
from search_api.ask.words import plain as words
from vietnamese.text import fold, normal

KINDS = {
    "party": "cơ quan Đảng",
    "government": "cơ quan hành chính nhà nước",
    "council": "cơ quan dân cử",
    "front": "Mặt trận và đoàn thể",
    "court": "cơ quan tư pháp",
    "enterprise": "doanh nghiệp",
    "other": "tổ chức",
}
LEVELS = {"central": "cấp trung ương", "province": "cấp tỉnh, thành phố", "commune": "cấp xã", "other": ""}


class AgencyPlan(Plan):
    intent = "agencies"
    label = "Cơ quan, tên viết tắt"

    @classmethod
    def score(cls, question: Question) -> float:
        if _named_short(question):
            return 4.0
        if question.has("finding") or (question.slots.documents and question.slots.documents[0].by_number):
            return 0.0
        if question.slots.agencies and (_changed(question) or _upward(question)):
            return 4.2
        if question.has("task") and not (_WHOLE_NAME.search(question.wording.line)):
            return 0.0
        if asks_parts(question):
            return 3.35
        if not question.slots.agencies and not _short_form(question) and not _WHOLE_NAME.search(question.wording.line):
            return 0.0
        if question.has("agency_what"):
            return 3.6 if _WHOLE_NAME.search(question.wording.line) else 3.3
        return 2.7 if question.has("agency_parts", "merged") and question.slots.agencies else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        found = _meant(question, library)
        if found and _LEADER.search(question.wording.line):
            return _led(found[0], library)
        kind = asks_parts(question)
        if kind and not found:
            return _of_kind(kind["head"] or kind["own"], library)
        if not found:
            return None
        if question.has("merged") and not _ORIGIN.search(question.wording.line) and found[0].merged_into:
            return _one(question, library, [library.catalogue.agencies.get(found[0].merged_into, found[0])], facts(found[0]))
        if question.has("merged"):
            gone = [a for a in library.catalogue.agencies.values() if a.merged_into in {f.name for f in found}]
            stated = next((m for m in department_mergers() if m.whole == found[0].name), None)
            if stated is not None:
                return _one(question, library, [*gone, found[0]][:1], told(stated))
            return _list(gone, f"được sáp nhập vào {found[0].name}", found[0])
        if _upward(question):
            return _above(question, library, found[0])
        if kind or (question.has("agency_parts") and not question.has("agency_what")):
            parts = [a for a in library.catalogue.agencies.values() if a.parent == found[0].name and a.merged_into is None]
            if not parts and question.has("lead", "partner", "implement"):
                return None
            return _list(_headed(parts, question), f"trực thuộc {found[0].name}", found[0])
        return _one(question, library, found, facts(found[0]))


_PARTS = re.compile(
    r"(?<!\w)(?:cac|nhung|liet ke|danh sach|may|bao nhieu|moi) (?:cac )?(?P<head>so|ban|phong|dang uy|don vi|co quan|to chuc|chi cuc|trung tam)"
    r"(?! nao (?:ban hanh|ra |ky|chu tri))(?: (?!chi dao|hanh|thuong|chap)\w+){0,4}? (?:cua|thuoc|truc thuoc|duoc nhac|nao)(?!\w)"
    r"|(?<!\w)co (?:nhung|cac|may) (?P<own>so|ban|phong|dang uy|chi cuc) nao(?!\w)"
)


def asks_parts(question: Question) -> re.Match[str] | None:
    """Where the question asks for the bodies of a kind that belong to another ("các ban của Thành ủy", "có những sở nào")."""
    match = None if question.has("task") else _PARTS.search(question.wording.line)
    return match if match is None or _is_department(match, question) else None


def _is_department(match: re.Match[str], question: Question) -> bool:
    """Whether "so" is a sở and no số: by its diacritics, without them by the documents or numbers that are asked for."""
    group = "head" if match["head"] else "own"
    if match[group] != "so":
        return True
    word = question.wording.words[question.wording.word_at(match.start(group))]
    if not agrees(word.accented, "sở") or (word.accented == "so" and question.wording.accented):
        return False
    return not word.accented.isascii() or not (question.slots.types or question.slots.documents or question.has("shared"))


_LEADER = re.compile(
    r"(?<!\w)(?:giam doc|chu tich|bi thu|truong ban|chanh van phong|lanh dao|nguoi dung dau|thu truong co quan)(?!\w)"
    r".*(?<!\w)(?:la ai|ten gi|ai)(?!\w)"
)
"""Who stands at the head of an agency is asked for."""


def _led(agency: Agency, library: Library) -> Answer:
    """Who signed the agency's own documents, with the post; openly nothing where no text tells."""
    own = [d for d in library.catalogue.held if d.issuer == agency.name and d.signer]
    if not own:
        text = f"Các văn bản đang có không nêu ai đứng đầu {agency.name}."
        return Answer("none", text, slots={"agency": agency.name})
    signed = listed([f"{d.signer}{f', {d.signer_role}' if d.signer_role else ''}" for d in own], 3)
    text = f"Các văn bản không nêu ai đứng đầu {agency.name}; người ký văn bản của cơ quan này: {signed}."
    return Answer("documents", text, tuple(to_json(d) for d in own[:3]), slots={"agency": agency.name})


_UPWARD = re.compile(
    r"(?<!\w)(?:truc )?thuoc (?:ve |su quan ly cua )?(?:co quan|don vi|to chuc|so|bo|cap|ben|ai|dau|ban|nganh)"
    r"(?: trung uong| chu quan| cap tren)?(?: nao| gi|$)"
    r"|(?<!\w)(?:la|nam trong|do) (?:don vi |bo phan )?(?:cua |trong )?(?:co quan|ben|don vi|bo|nganh|ai) ?(?:nao)? (?:quan ly|chu quan)"
    r"|(?<!\w)(?:la|nam trong) (?:don vi |bo phan )?(?:cua |trong )(?:co quan|ben|don vi|bo|nganh|ai)(?: nao)?(?!\w)"
    r"|(?<!\w)la (?:co quan|don vi|to chuc|bo phan) cua (?:ai|co quan nao|don vi nao|ben nao)(?!\w)"
    r"|(?<!\w)co quan (?:chu quan|cap tren|quan ly) (?:cua|truc tiep)(?!\w)"
)
_ORIGIN = re.compile(
    r"(?<!\w)(?:tu|cua) (?:nhung |cac |may )?(?:ban|so|co quan|don vi|to chuc|bo|dau)(?: nao| gi|$)|(?<!\w)(?:tien than|truoc (?:day|kia)"
    r"|von la|tung la|ten cu|gop (?:cua|tu)|hinh thanh|thanh lap (?:tu|tren))(?!\w)|hop nhat (?:cac|nhung) (?:ban|so|co quan|don vi)"
)
"""Words that ask what an agency was made of, not what it has become."""
_AFTER_ALL = re.compile(
    r"(?<!\w)(?:truoc|sau|tu)(?: khi)? (?:thuc hien )?(?:viec )?"
    r"(?:sap xep|sap nhap|sat nhap|hop nhat|nhap tinh)(?: \w+){0,3}?(?=,|$| thi)"
)
_WHERE_TO = re.compile(r"(?<!\w)(?:nao|gi|dau|ai|ten moi|ten cu)(?!\w)")
_WHOLE_NAME = re.compile(
    r"(?<!\w)(?:ten (?:goi )?(?:day du|chinh thuc)|giai nghia|viet (?:day du|tat)|cum viet tat|ky hieu|la (?:chu|cum) (?:gi|viet tat))(?!\w)"
)


def _changed(question: Question) -> bool:
    """Whether it is asked what became of an agency or what it was made of; "sau khi sáp nhập" alone only tells when."""
    line = _AFTER_ALL.sub(" ", question.wording.line)
    if question.slots.types or question.has("task", "project", "partner", "due", "replace", "amend", "repeal"):
        return False
    if not question.has("merged") or not _WHERE_TO.search(line):
        return False
    return any(phrase.pattern.search(line) for phrase in cue_phrases()["merged"])


def _upward(question: Question) -> bool:
    """Whether the body above an agency is asked for."""
    other = question.slots.documents or question.slots.types or question.has("task", "project")
    return _UPWARD.search(question.wording.line) is not None and not other


def _named_short(question: Question) -> bool:
    """Whether an abbreviation beside a document's number is asked about ("BTCTW trong Hướng dẫn số 39-HD/BTCTW là ban nào")."""
    slots = question.slots
    if not slots.documents or not slots.documents[0].by_number or not slots.agencies:
        return False
    own = question.wording.question[slots.agencies[0].start : slots.agencies[0].end]
    return " " not in own and question.has("agency_what")


def _above(question: Question, library: Library, agency: Agency) -> Answer:
    """The body that an agency belongs to; where none is known, the sentence that names it, for what it says."""
    parent = library.catalogue.agencies.get(agency.parent or "")
    if parent is not None:
        return _one(question, library, [parent], facts(agency))
    said = where_said(agency.name, library)
    answer = _one(question, library, [agency], facts(agency))
    if said is None:
        return answer
    text = f"Các văn bản không nêu rõ {agency.name} thuộc cơ quan nào; nơi có nêu: “{said.text}”"
    return replace(answer, text=text, evidence=evidence_json([said]))


_HEADS = re.compile(r"(?<!\w)(so|ban|dang uy|uy ban|phong|trung tam|chi cuc|van phong)(?= nao| thuoc| truc thuoc| cua|,| tham muu)")


def _of_kind(head: str, library: Library) -> Answer | None:
    """All agencies of the city or province whose names begin with a head ("sở"), those merged into others left out."""
    found = [
        agency
        for agency in library.catalogue.agencies.values()
        if fold(agency.name).startswith(f"{head} ") and agency.level == "province" and agency.merged_into is None
    ]
    if not found:
        return None
    found.sort(key=lambda a: a.name)
    text = f"Có {count(len(found), 'cơ quan')} được nêu trong các văn bản: {listed([a.name for a in found], 15)}."
    return Answer("agencies", text, tuple(to_json(a) for a in found), _places(found[:10], library), slots={"kind": head})


def _headed(parts: list[Agency], question: Question) -> list[Agency]:
    """The parts of the kind that the question names ("các sở"), all where it names none or there are none of it."""
    heads = tuple(f"{head} " for head in _HEADS.findall(question.wording.line))
    kept = [agency for agency in parts if heads and fold(agency.name).startswith(heads)]
    return [a for a in kept if not fold(a.name).startswith(("ban thuong vu", "ban chap hanh", "ban chi dao"))] or parts


def _one(question: Question, library: Library, found: list[Agency], text: str) -> Answer:
    asked = question.slots.agencies[0].name if question.slots.agencies else found[0].name
    return Answer(
        "agencies",
        text,
        tuple(to_json(a) for a in found[:1]),
        _places(found[:1], library),
        tuple({"label": a.name, "q": f"{a.name} là cơ quan nào?"} for a in found[1:4]),
        {"agency": asked},
    )


def facts(agency: Agency) -> str:
    """What is known of an agency, in a sentence."""
    short = [alias for alias in agency.aliases if (alias.isupper() and len(alias) <= 12) or len(alias) < len(agency.name) * 0.7]
    what = ", ".join(part for part in (KINDS[agency.kind], LEVELS[agency.level]) if part)
    text = f"{agency.name}: {what}"
    if agency.parent:
        text += f", thuộc {agency.parent}"
    if short:
        text += f"; cũng được ghi là {', '.join(short[:5])}"
    if agency.merged_into:
        text += f"; đã nhập vào {agency.merged_into}{f' (tồn tại đến {day(agency.valid_until)})' if agency.valid_until else ''}"
    return text + "."


def _short_form(question: Question) -> str | None:
    match = re.search(r"\b([A-ZĐ]{2,}[A-Za-zĐđ]*)\b", normal(question.text))
    if match:
        return match.group(1)
    match = re.search(r"^\s*(?:viet tat\s+)?([a-z]{3,8})\s+(?:la|nghia|viet)", question.wording.line)
    return match.group(1) if match else None


def _meant(question: Question, library: Library) -> list[Agency]:
    agencies = library.catalogue.agencies
    if question.slots.agencies:
        slot = question.slots.agencies[0]
        return [agencies[name] for name in (slot.name, *slot.others) if name in agencies]
    short = _short_form(question)
    if not short:
        return _by_words(question, library)
    tables = names_of(library.catalogue)
    owners = tables.names.get(words(short)) or tables.initials.get("".join(words(short))) or ()
    if not owners and short.isupper():
        owners = tuple(name for name, agency in sorted(agencies.items()) if any(short in alias.split() for alias in agency.aliases))
    return [agencies[name] for name in owners]


def _by_words(question: Question, library: Library) -> list[Agency]:
    """The agency whose name holds the question's words in another order ("chi nhánh Ngân hàng Nhà nước khu vực 6"), if one alone does."""
    if not _WHOLE_NAME.search(question.wording.line):
        return []
    agencies = library.catalogue.agencies
    index = NameIndex((name, words(name)) for name in agencies)
    asked = [word for word in question.slots.topic if index.knows(word)]
    ranked = [row for row in index.rank(asked) if row[1] >= 0.7 and row[2] >= 0.8]
    return [agencies[ranked[0][0]]] if len(ranked) == 1 and len(set(asked)) >= 4 else []


def _list(found: list[Agency], said: str, head: Agency) -> Answer:
    slots = {"agency": head.name}
    if not found:
        return Answer("agencies", f"Không có cơ quan nào được nêu là {said} trong các văn bản đang có.", slots=slots)
    found.sort(key=lambda a: a.name)
    return Answer(
        "agencies",
        f"Có {count(len(found), 'cơ quan')} {said}: {listed([a.name for a in found])}.",
        tuple(to_json(a) for a in found),
        slots=slots,
    )


def _places(agencies: list[Agency], library: Library) -> tuple[dict[str, object], ...]:
    """A place that names each agency: a task that it leads or takes part in, else where a document of its own is cited."""
    found = []
    for agency in agencies:
        tasks = [
            task for role in ("lead", "coordinate") for task in library.first_tasks(Where(role, "contains", agency.name), most=1)[0]
        ]
        if tasks:
            found.append(tasks[0].evidence)
            continue
        own = next((d for d in library.catalogue.documents.values() if d.issuer == agency.name), None)
        mentions = library.snapshot.records(Mention, about=own.key) if own else []
        found += [Evidence(m.document, m.start, m.end, m.surface) for m in mentions[:1]]
    return evidence_json(found)

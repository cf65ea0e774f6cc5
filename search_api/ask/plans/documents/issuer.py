"""Who issued a document: "Nghị định 154 do cơ quan nào ban hành", "NQ 08 của ai"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.codes import issuers_by_fold
from graph.records import Agency, Document, Evidence, Mention, to_json
from search_api.ask.asked import outside_documents
from search_api.ask.catalogue import number_parts
from search_api.ask.entities.agencies import find_agencies
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, full_name, listed
from search_api.ask.plans.documents.issuing import stated_issuers
from search_api.ask.plans.documents.lookup import bearers, where_named
from search_api.ask.question import Question
from search_api.ask.words import plain as words
from search_api.ask.words import read_words
from vietnamese.text import squeeze

_BODY = r"(?:ai|(?:nhung )?(?:co quan|don vi|cap|to chuc|ban|bo|so|noi|ben|chu the)(?: co tham quyen)?(?: nao| gi))"
_ISSUES = r"(?:la (?:noi |co quan )?)?(?:da |duoc )?(?:ban hanh|ra|ky ban hanh|phat hanh|soan|thong qua)"
_WHO = re.compile(
    rf"(?<!\w)(?:do|la do) {_BODY} {_ISSUES}(?: ra)?(?!\w)"
    rf"|(?<!\w)(?:la )?(?:van ban )?(?:cua|boi) {_BODY}(?: {_ISSUES})?(?!\w)"
    rf"|(?<!\w){_BODY} (?:la (?:co quan|noi|chu the|nguoi) |da )?(?:ban hanh|ra|phat hanh)(?: ra)?(?!\w)"
    rf"|(?<!\w)(?:ten )?(?:co quan|don vi|chu the|noi|cap)(?: da)? (?:ban hanh|phat hanh|ra)(?: (?:ra|cua|doi voi))?(?: la {_BODY})?(?!\w)"
)
"""Who issued is asked for."""
_OTHERS = re.compile(
    r"(?<!\w)(?:ve (?:viec |noi dung |van de |cai |linh vuc )?(?:gi|nao)|(?:noi|quy dinh|noi dung|huong dan|chi dao)(?: \w+){0,2} (?:gi|nao)"
    r"|khi nao|bao gio|luc nao|(?:ngay|thang|nam|hom) (?:nao|may|bao nhieu)|ngay ban hanh|so (?:may|bao nhieu|nao)|trich yeu|nguoi ky|ai ky"
    r"|van ban nao|con hieu luc|thuc hien|trien khai|thay the|sua doi)(?!\w)"
)
"""What else a question may ask of a document or of its lineage."""
_TERM = re.compile(r",? \(?khóa (?:[IVXLC]+|\d+)\)?(?!\w)", re.IGNORECASE)
_SEPARATE = re.compile(r",(?= (?:Ban|Bộ|Ủy|Hội|Thường|Chính|Quốc|Thủ|Tòa|Viện)(?!\w))|;| và (?=Ban Bí thư)")
"""Between bodies that issued together; a comma within a name is followed by no such word."""

_QUOTED = re.compile(r"“([^”]+)”")


class IssuerPlan(Plan):
    intent = "issuer"
    label = "Cơ quan ban hành một văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        slots, line = question.slots, question.wording.line
        if not slots.documents or not slots.documents[0].certain or not slots.documents[0].keys:
            return 0.0
        if question.has("finding", "shared", "replace", "repeal", "signer", "when") or len(slots.documents) > 1:
            return 0.0
        asked = _WHO.search(line)
        if asked is None or question.direction is not None or _OTHERS.search(_WHO.sub(" ", outside_documents(question))):
            return 0.0
        return 4.05

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slot = question.slots.documents[0]
        keys = bearers(slot, question, library) or slot.keys[:1]
        told = [(document, issuers_of(document, library)) for key in keys if (document := library.document(key)) is not None]
        if not told or not all(issuers for _, issuers in told):
            return None
        names = dict.fromkeys(agency.name for _, issuers in told for agency in issuers)
        each = [_said(document, issuers, library) for document, issuers in told]
        text = f"{each[0]}." if len(told) == 1 else f"Có {count(len(told), 'văn bản')} cùng mang số này: {listed(each)}."
        return Answer(
            "documents",
            text,
            tuple(to_json(document) for document, _ in told),
            evidence_json(place for document, issuers in told for place in _where_issued(document, issuers, library)),
            alternatives_for(question, library),
            {"document": told[0][0].key, "issuer": list(names)},
        )


def issuers_of(document: Document, library: Library) -> list[Agency]:
    """The bodies that issued a document: as printed with it, as a sentence says of its list, as its number's code tells."""
    agencies = library.catalogue.agencies
    disputed = [name for message in _disputes(document, library) for name in _QUOTED.findall(message)]
    if disputed:
        return [agency for name in disputed if (agency := _agency(squeeze(name), library)) is not None]
    if document.issuer:
        names = [document.issuer] if document.issuer in agencies else _SEPARATE.split(document.issuer)
        found = [agency for name in names if (agency := _agency(squeeze(name), library)) is not None]
        return found if len(found) == len(names) else []
    stated = stated_issuers(library).get(document.key)
    if stated:
        return [agencies[name] for name in stated if name in agencies]
    parts = number_parts(document.number) if document.number else None
    coded = [issuers_by_fold().get(re.sub(r"\d+$", "", code)) for code in parts.codes] if parts else []
    return [agencies[code.name] for code in coded if code is not None and code.name in agencies]


def _agency(name: str, library: Library) -> Agency | None:
    known = library.catalogue.agencies
    plain = _TERM.sub("", name).strip()
    if name in known or plain in known:
        return known[name] if name in known else known[plain]
    found = find_agencies(read_words(plain).words, library.catalogue, ())
    return known.get(found[0].name) if found and words(found[0].name) else None


def _said(document: Document, issuers: Sequence[Agency], library: Library) -> str:
    disputes = _disputes(document, library)
    if disputes:
        return disputes[0].rstrip(".")
    return f"{full_name(document)}: do {' và '.join(agency.name for agency in issuers)} ban hành"


def _where_issued(document: Document, issuers: Sequence[Agency], library: Library) -> list[Evidence]:
    """Where the number is printed with its issuer, else where the document stands or is cited."""
    names = [" ".join(words(form)) for agency in issuers for form in (agency.name, *agency.aliases)]
    named = []
    for mention in library.snapshot.records(Mention, about=document.key):
        if mention.state not in ("resolved", "self"):
            continue
        source = library.snapshot.text(mention.document)
        text = source[mention.start : mention.end + 120]
        behind = re.split(r"[;.\n]\s*(?:\n|$)|; |\. ", text[mention.end - mention.start :])[0]
        line = " ".join(words(squeeze(text[: mention.end - mention.start] + behind)))
        if any(name in line for name in names):
            end = mention.end + len(behind.rstrip())
            named.append(Evidence(mention.document, mention.start, end, squeeze(source[mention.start : end])))
    return named[:3] or where_named(document, library)


def _disputes(document: Document, library: Library) -> list[str]:
    """What findings say of a document that is ascribed to several bodies."""
    found = library.catalogue.findings(library.snapshot)
    return [f.message for f in found if f.kind == "issuer_conflict" and document.key in f.keys]

"""Questions for one document, by number or subject."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graph.records import Document, Evidence, Mention, to_json
from search_api.ask.asked import asks_kind
from search_api.ask.entities.documents import DATE_BEHIND, places_of, same_type
from search_api.ask.entities.titles import described, find_by_title
from search_api.ask.plans.base import Answer, Library, Plan, alternatives_for, count, evidence_json, full_name
from search_api.ask.plans.documents.citing import said_of
from search_api.ask.question import Question
from search_api.ask.slots import DocumentSlot
from search_api.ask.words import plain as words
from vietnamese.text import fold

MOST_EVIDENCE = 3


class DocumentLookupPlan(Plan):
    intent = "document_lookup"
    label = "Tra cứu một văn bản"
    reads_denials = True

    @classmethod
    def score(cls, question: Question) -> float:
        slots = question.slots
        if question.has("replace", "repeal", "finding") or (
            not asks_kind(question) and question.has("task") and not question.has("lookup")
        ):
            return 0.0
        if slots.documents:
            asked = 1.0 if question.has("lookup", "signer") or asks_kind(question) else 0.0
            if slots.documents[0].by_number:
                return (
                    2.0
                    + asked
                    + (0.6 if asked and question.has("authority", "when") else 0.0)
                    - (0.8 if question.has("implement") and not asks_kind(question) else 0.0)
                )
            return _by_title_score(question) + asked
        return 1.5 if question.has("lookup") and slots.types and len(slots.rest) >= 2 else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        slot = question.slots.documents[0] if question.slots.documents else None
        if slot is not None and not slot.keys:
            return Answer("documents", f"Không có văn bản nào mang số “{slot.label}” trong kho.", slots={"document": slot.label})
        keys = (
            slot.keys
            if slot
            else tuple(key for key, _ in find_by_title(question.slots.rest, question.slots.types, library.catalogue, floor=0.6))
        )
        if not keys:
            return None
        several = bearers(slot, question, library) if slot else ()
        if len(several) > 1:
            return _told_together([library.catalogue.documents[key] for key in several], question, library)
        keys = several or keys
        document = library.catalogue.documents[_of_asked_type(keys, question, library)]
        return Answer(
            "documents",
            facts(document, library),
            (to_json(document),),
            evidence_json(evidence_of(document, library)),
            alternatives_for(question, library),
            {"document": document.key},
        )


def _of_asked_type(keys: Sequence[str], question: Question, library: Library) -> str:
    """The likeliest document; of a regulation the decision that issued it where a decision is asked for ("là quyết định số mấy")."""
    asked = set(question.slots.types) - set(described(question.wording.line))
    for key in library.catalogue.with_issuing(keys[:1]) if asked else ():
        own = library.catalogue.documents[key].type
        if own and any(same_type(kind, own) for kind in asked):
            return key
    return keys[0]


def _by_title_score(question: Question) -> float:
    """A title fits a lookup; less so where the question also bounds a period, carries something out or asks who does it."""
    many = question.slots.periods or question.has("issued")
    done = question.has("who") and not question.has("lookup", "issued", "signer")
    points = 2.3 if question.slots.types or question.has("which_document") else 1.4
    points -= 1.5 if question.has("product", "authority") and not question.has("signer") else 0.0
    points += 0.9 if question.says("so bao nhieu", "so may", "so nao", "la van ban nao", "van ban nao", "la so may") else 0.0
    points -= 1.5 if question.direction else 0.0
    points -= 1.2 if question.has("due") and question.has("when") and not question.has("issued", "signer") else 0.0
    return (
        points
        - (0.8 if many else 0.0)
        - (1.2 if done else 0.0)
        - (0.6 if question.has("task") and not question.has("lookup") else 0.0)
    )


MOST_TOGETHER = 3


def bearers(slot: DocumentSlot, question: Question, library: Library) -> tuple[str, ...]:
    """All documents that bear the number asked for, the likeliest first, where nothing in the question tells one from the others."""
    documents = library.catalogue.documents
    number = documents[slot.keys[0]].number if slot.by_number else None
    same = [key for key in slot.keys if number is not None and documents[key].number == number]
    if len(same) < 2:
        return tuple(same)
    years = {p.begin[:4] for p in question.slots.periods if p.begin[4:] == "-01-01" and p.finish[4:] == "-12-31"}
    days = {period.begin for period in question.slots.periods if period.begin == period.finish} | _dates_behind(slot, question)
    issuers = {agency.name for agency in question.slots.agencies}
    for told in (
        [key for key in same if documents[key].date in days],
        [key for key in same if (documents[key].date or "")[:4] in years],
        _issued_by_any(same, issuers, library),
        [key for key in same if _place_named(documents[key], question)],
    ):
        same = told or same
    asked = {word for word in question.slots.rest if len(word) > 1}
    shares = {key: len(asked & set(words(documents[key].title))) for key in same}
    best = max(shares.values())
    if best >= 2:
        same = [key for key in same if shares[key] == best]
    return tuple(same[:MOST_TOGETHER])


def _issued_by_any(keys: Sequence[str], issuers: Collection[str], library: Library) -> list[str]:
    """Those that one of the issuers named issued, with those whose issuer is not known; none where no issuer is known to be one of them."""
    known = {key: library.catalogue.documents[key].issuer for key in keys}
    return [key for key in keys if known[key] is None or known[key] in issuers] if set(known.values()) & set(issuers) else []


def _dates_behind(slot: DocumentSlot, question: Question) -> set[str]:
    """The day printed right behind the number."""
    match = DATE_BEHIND.search(fold(question.wording.question[slot.end :]))
    return {f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"} if match else set()


def _place_named(document: Document, question: Question) -> bool:
    """Whether the question names the place of the issuer ("Kế hoạch 118 của tỉnh Sơn Lâm")."""
    return any(question.says(place) for place in places_of(document.issuer))


def _told_together(documents: Sequence[Document], question: Question, library: Library) -> Answer:
    number = documents[0].number or ""
    each = " ".join(f"({index}) {facts(document, library)}" for index, document in enumerate(documents, 1))
    evidence = [piece for document in documents for piece in evidence_of(document, library)]
    return Answer(
        "documents",
        f"Có {count(len(documents), 'văn bản')} cùng mang số {number}: {each}",
        tuple(to_json(document) for document in documents),
        evidence_json(evidence),
        alternatives_for(question, library),
        {"document": documents[0].key},
    )


def evidence_of(document: Document, library: Library) -> list[Evidence]:
    """Where a document stands or is cited, the clause that tells of it first where it has no title."""
    told = None if document.title or document.held else said_of(document, library)
    return [*([told] if told else []), *where_named(document, library)]


def facts(document: Document, library: Library) -> str:
    """What is known of a document, in one or two sentences."""
    text = full_name(document) + "."
    told = None if document.title or document.held else said_of(document, library)
    if told is not None:
        text += f" Văn bản dẫn chiếu nêu: “{told.text}”."
    if document.signer:
        text += f" Người ký: {document.signer}{', ' + document.signer_role if document.signer_role else ''}."
    if not document.held:
        text += " Văn bản này chỉ được dẫn chiếu, chưa có toàn văn trong kho."
    return text


def where_named(document: Document, library: Library) -> list[Evidence]:
    """Where the document stands or, if only cited, where others say most about it."""
    mentions = [m for m in library.snapshot.records(Mention, about=document.key) if m.state in ("resolved", "self")]
    mentions.sort(key=lambda m: (m.date is None, -len(m.surface), m.document, m.start))
    return [Evidence(m.document, m.start, m.end, m.surface) for m in mentions[:MOST_EVIDENCE]]

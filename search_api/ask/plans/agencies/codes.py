"""Which body a code in document numbers stands for: "QH15 trong số 226/2025/QH15 là cơ quan nào"."""

from __future__ import annotations

import re

from graph.codes import IssuerCode, issuers_by_fold
from graph.records import Document, to_json
from search_api.ask.catalogue import number_parts
from search_api.ask.plans.base import Answer, Library, Plan, evidence_json, name_of
from search_api.ask.plans.documents.lookup import where_named
from search_api.ask.question import Question
from vietnamese.text import fold, normal

_TOKEN = re.compile(r"(?<![\w/-])[^\W\d_]{2,8}\d{0,2}(?![\w/-])")
_ASKS = re.compile(
    r"(?<!\w)(?:la (?:co quan|don vi|ban|bo|ai|gi|chu gi|ky hieu|viet tat)|nghia la|co nghia|(?:chi|ung voi|cua) (?:co quan|don vi|ban|bo|ai)"
    r"|viet tat|ky hieu)(?!\w)"
)
SHOWN = 3


class CodePlan(Plan):
    intent = "issuer_code"
    label = "Ký hiệu cơ quan trong số văn bản"

    @classmethod
    def score(cls, question: Question) -> float:
        if question.slots.agencies or question.has("finding", "task") or not _ASKS.search(question.wording.line):
            return 0.0
        return 3.9 if _coded(question) is not None else 0.0

    @classmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        coded = _coded(question)
        if coded is None:
            return None
        printed, issuer, term = coded
        agency = library.catalogue.agencies.get(issuer.name)
        bearing = [d for _, d in sorted(library.catalogue.documents.items()) if d.number and _bears(d, issuer, term)]
        if agency is None or not bearing:
            return None
        said = f"{issuer.name}{f' khóa {_roman(int(term))}' if term else ''}"
        text = f"{printed} là ký hiệu của {said} trong số văn bản, như {', '.join(name_of(d, d.key) for d in bearing[:SHOWN])}."
        places = evidence_json(place for document in bearing[:SHOWN] for place in where_named(document, library)[:1])
        return Answer("agencies", text, (to_json(agency),), places, slots={"agency": issuer.name})


def _coded(question: Question) -> tuple[str, IssuerCode, str] | None:
    """The code asked about as typed, its issuer, and the term behind it; a code with a term only of bodies that bear one."""
    for match in _TOKEN.finditer(normal(question.text)):
        letters = match.group().rstrip("0123456789")
        term = match.group()[len(letters) :]
        issuer = issuers_by_fold().get(fold(letters))
        if issuer is not None and (issuer.term if term else letters.isupper()):
            return match.group().upper() if term else match.group(), issuer, term
    return None


def _bears(document: Document, issuer: IssuerCode, term: str) -> bool:
    """Whether a document's number bears the code, with the term that was asked about or any."""
    parts, code = number_parts(document.number or ""), fold(issuer.code)
    own = parts.codes if parts is not None else frozenset()
    return code + term in own or (not term and issuer.term and code in {each.rstrip("0123456789") for each in own})


def _roman(number: int) -> str:
    """A term as it is printed: XV for 15."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]

"""The page of an answer: how the question was understood, the sentence, the items with their chains, the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from ingest.workspace.codec import decode
from search_api import labels
from search_api.ask.catalogue import catalogue
from search_api.ask.question import understand
from search_api.pages import chips
from search_api.pages.hits import shown_hit
from search_api.pages.home import example_questions
from search_api.pages.render import render
from search_api.reading.documents import names_of
from search_api.reading.finding import ask
from search_api.routes.common import ServiceOf
from search_api.search.records import Hit
from search_api.urls import Urls

router = APIRouter()
TITLES = {
    "tasks": "Nhiệm vụ",
    "documents": "Văn bản",
    "agencies": "Cơ quan",
    "projects": "Dự án",
    "indicators": "Chỉ tiêu",
    "findings": "Điểm cần rà soát",
    "passages": "Đoạn văn",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the answer as the page shows it."""

    title: str
    href: str
    facts: tuple[tuple[str, str], ...] = ()
    chain: tuple[str, ...] = ()
    snippet: str = ""


@router.get("/hoi-dap")
def ask_page(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, Query(max_length=1000)] = "",
    tu: Annotated[int, Query(ge=0)] = 0,
    den: Annotated[int, Query(ge=0)] = 0,
    moi: Annotated[str | None, Query(max_length=1000)] = None,
) -> Response:
    """The page; with `moi` the question is asked anew with these words in the place of those from `tu` to `den`."""
    urls: Urls = request.app.state.urls
    if not q.strip():
        with service.snapshot() as snapshot:
            examples = service.once(snapshot, "examples", lambda: example_questions(snapshot))
            return render(request, "ask.html", "ask", snapshot, answer=None, examples=examples)
    with service.reading() as reading:
        today = date.today()
        question = understand(q.strip(), catalogue(reading.snapshot), today)
        if moi is not None:
            return RedirectResponse(urls.ask(chips.changed(question, tu, den, moi)), 303)
        answer = ask(reading, q, today)
        rows = [row(item, answer["answer"]["kind"], urls) for item in answer["answer"]["items"]]
        evidence = answer["evidence"]
        keys = {e["document"] for e in evidence} | {key for each in rows for key in each.chain}
        names = names_of(reading.snapshot, keys | chips.document_keys(question))
        found = answer["answer"]["items"] if answer["answer"]["kind"] == "passages" else []
        return render(
            request,
            "ask.html",
            "ask",
            reading.snapshot,
            q=q,
            answer=answer,
            rows=rows,
            evidence=evidence,
            hits=[shown_hit(decode(Hit, item), names, urls) for item in found],
            rows_title=TITLES[answer["answer"]["kind"]],
            intent=intent_label(answer),
            chips=list(chips.chips(question, names)) if answer["intent"] != "search" else [],
            told=list(chips.told(answer["slots"], chips.IN_THE_QUESTION)),
            links=list(links(answer, q, urls)),
            names=names,
        )


def intent_label(answer: Mapping[str, Any]) -> str:
    """How the kind of question is called."""
    return str(answer["slots"].get("label") or answer["intent"])


def links(answer: Mapping[str, Any], q: str, urls: Urls) -> Iterator[tuple[str, str]]:
    """Where the same answer stands as a filtered list, a workbook, a lược đồ; the links the answer brings go first."""
    given = answer.get("links") or {}
    for label, address in given.items() if isinstance(given, Mapping) else ():
        yield str(label), str(address)
    found, kind = answer["slots"], answer["answer"]["kind"]
    document = found.get("document")
    document = document.get("key") if isinstance(document, Mapping) else document
    if isinstance(document, str) and "@" in document:
        yield "Lược đồ", urls.document(document) + "#luoc-do"
    chosen = {"implements": document, "lead": found.get("lead"), "coordinate": found.get("coordinate")}
    chosen = {name: value for name, value in chosen.items() if isinstance(value, str) and value}
    if kind == "tasks" and chosen and answer["answer"]["items"]:
        yield "Danh sách lọc được", urls.tasks(**chosen)
        yield "Bảng Excel", urls.tasks_file("xlsx", **chosen)
        yield "Lịch hạn (iCalendar)", urls.tasks_file("ics", **chosen)
    yield "Tìm kiếm với câu này", urls.search(q)


Facts = tuple[tuple[str, str], ...]


def row(item: Mapping[str, Any], kind: str, urls: Urls) -> Row:
    """An item of any kind."""
    if kind == "tasks":
        return _task(item, urls)
    if kind == "documents":
        name = f"{item.get('type') or 'Văn bản'} {item['number']}" if item.get("number") else item.get("title") or item["key"]
        facts: Facts = (
            ("Ngày", labels.day(item.get("date"))),
            ("Bậc", str(item.get("hop") or "")),
            ("Cơ quan ban hành", item.get("issuer") or ""),
        )
        return Row(name, urls.document(item["key"]), _told(facts), snippet=(item.get("title") or "") if item.get("number") else "")
    if kind == "agencies":
        return Row(item["name"], urls.agency(item["name"]), _told((("Cách gọi khác", "; ".join(item.get("aliases") or ())),)))
    if kind == "projects":
        facts = (("Tổng mức đầu tư", labels.money(item.get("investment_million_vnd"))), ("Mốc", item.get("milestone") or ""))
        return Row(item["name"], urls.project(item["id"]), _told(facts), snippet=item.get("progress") or "")
    if kind == "indicators":
        facts = tuple((str(name), str(value)) for name, value in (item.get("values") or {}).items())
        return Row(item["name"], _place(item.get("evidence"), urls), _told((("Kỳ", item.get("period") or ""), *facts)))
    if kind == "findings":
        return Row(item["message"], urls.findings(kind=item["kind"]), (("Loại", labels.FINDINGS.get(item["kind"], item["kind"])),))
    return Row(
        item.get("heading") or item.get("document") or "", _place(item, urls), snippet=item.get("snippet") or item.get("text") or ""
    )


def _task(item: Mapping[str, Any], urls: Urls) -> Row:
    facts = (
        ("Chủ trì", "; ".join(item.get("lead") or ())),
        ("Phối hợp", "; ".join(item.get("coordinate") or ())),
        ("Thời hạn", item.get("deadline_raw") or ""),
        ("Sản phẩm", item.get("product") or ""),
        ("Cách thực hiện", "trực tiếp" if item.get("direct") else ""),
    )
    chain = tuple(item.get("via") or ())
    document = item["document"]
    place = item.get("evidence") or {"document": document, "start": None, "end": None}
    title = labels.with_ordinal(item.get("ordinal"), item["text"])
    return Row(title, _place(place, urls), _told(facts), chain=(document, *(key for key in chain if key != document)))


def _place(place: Mapping[str, Any] | None, urls: Urls) -> str:
    if not place or not place.get("document"):
        return urls.home()
    return urls.document(place["document"], place.get("start"), place.get("end"))


def _told(facts: Facts) -> Facts:
    return tuple((name, value) for name, value in facts if value)

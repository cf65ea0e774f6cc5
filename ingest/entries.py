"""From records to what search indexes: one entry for each place that an answer may point to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from embeddings.protocols import Entry
from graph.records import Corpus, Document, Mention, Passage, Project, Task
from vietnamese.syllables import folded, syllables

OPENING, TITLE_WORDS = 20, 6
"""Passages of a document among which its heading is looked for, and syllables of the title that tell it."""


def entries(corpus: Corpus) -> tuple[Entry, ...]:
    """Entries of all documents, passages, tasks, projects and agencies, sorted by id."""
    documents = {document.key: document for document in corpus.documents}
    of_documents = list(_document_entries(corpus, documents))
    found = [
        *of_documents,
        *(_passage(passage, documents[passage.document]) for passage in corpus.passages),
        *(_task(task, documents[task.document]) for task in corpus.tasks),
        *(_project(project, documents[project.evidence.document]) for project in corpus.projects),
        *_agency_entries(corpus, of_documents),
    ]
    return tuple(sorted(found, key=lambda entry: entry.id))


def facets(document: Document, **more: Any) -> Mapping[str, Any]:
    """What an entry can be filtered and counted by: its document's type, issuer, year and date, whether it is held, and `more`."""
    date = document.date or (document.period.end if document.period else None)
    return {
        "type": document.type,
        "issuer": document.issuer,
        "date": date,
        "year": int(date[:4]) if date else None,
        "held": document.held,
        "agency": (),
        **more,
    }


def document_heading(document: Document) -> str:
    """Type, number and title on one line: "Nghị quyết 57-NQ/TW về đột phá phát triển khoa học"."""
    return " ".join(part for part in (document.type, document.number, document.title) if part)


def _document_entries(corpus: Corpus, documents: Mapping[str, Document]) -> Iterator[Entry]:
    telling = _telling_mentions(corpus.mentions)
    opening: dict[str, list[Passage]] = {}
    for passage in corpus.passages:
        opening.setdefault(passage.document, []).append(passage)
    for document in documents.values():
        heading = document_heading(document)
        place = (document.key, 0, 0)
        if document.held and document.key in opening:
            headed = _heading(document, opening[document.key])
            place = (document.key, headed.start, headed.end)
        elif document.key in telling:
            mention = telling[document.key]
            place = (mention.document, mention.start, mention.end)
        text = " ".join(part for part in (heading, document.issuer, *document.aliases) if part)
        yield Entry(
            f"d:{document.key}",
            "document",
            place[0],
            (),
            heading,
            text,
            place[1],
            place[2],
            facets(document, key=document.key, number=document.number),
        )


def _heading(document: Document, passages: Iterable[Passage]) -> Passage:
    """The passage that bears the title, else the one that names the kind, else the first: below the letterhead where there is one."""
    opening = sorted(passages, key=lambda passage: (passage.start, passage.end))[:OPENING]
    for wanted in (folded(syllables(document.title or ""))[:TITLE_WORDS], folded(syllables(document.type or ""))):
        for passage in opening:
            if wanted and f" {' '.join(wanted)} " in f" {' '.join(folded(syllables(passage.text)))} ":
                return passage
    return opening[0]


def _telling_mentions(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """For each document the mention that says most about it: dated before undated, long before short, then the first."""
    best: dict[str, Mention] = {}

    def weight(mention: Mention) -> tuple[bool, int, str, int]:
        return (mention.date is None, -len(mention.surface), mention.document, mention.start)

    for mention in mentions:
        if mention.target and mention.state == "resolved":
            known = best.get(mention.target)
            if known is None or weight(mention) < weight(known):
                best[mention.target] = mention
    return best


def _passage(passage: Passage, document: Document) -> Entry:
    """What a passage must be read with stands in its heading: "Tô Hiệu, Lạch Tray" in a footnote does not say what is built there."""
    return Entry(
        f"p:{passage.id}",
        "passage",
        passage.document,
        passage.section,
        " - ".join((*passage.section, passage.context) if passage.context else passage.section),
        passage.text,
        passage.start,
        passage.end,
        facets(document, key=passage.id, passage_kind=passage.kind, context=passage.context),
    )


def _task(task: Task, document: Document) -> Entry:
    agencies = (*task.lead, *task.coordinate)
    text = " ".join(part for part in (task.text, task.product, *task.lead, task.deadline_raw) if part)
    return Entry(
        f"t:{task.id}",
        "task",
        task.document,
        task.section,
        " - ".join(task.section),
        text,
        task.evidence.start,
        task.evidence.end,
        facets(document, key=task.id, agency=agencies),
    )


def _project(project: Project, document: Document) -> Entry:
    text = " ".join(part for part in (project.name, *project.location, project.owner, project.plan, project.progress) if part)
    return Entry(
        f"j:{project.id}",
        "project",
        project.evidence.document,
        (),
        project.name,
        text,
        project.evidence.start,
        project.evidence.end,
        facets(document, key=project.id),
    )


Spot = tuple[str, int, int]
"""A document's key with offsets."""


def _agency_entries(corpus: Corpus, documents: Iterable[Entry]) -> Iterator[Entry]:
    """Agencies stand where a passage names them first, else where the first document of theirs stands, else with a body below."""
    spots = _first_named(corpus)
    for entry in sorted(documents, key=lambda entry: not entry.facets["held"]):
        issuer = entry.facets["issuer"]
        if issuer and entry.document:
            spots.setdefault(issuer, (entry.document, entry.start, entry.end))
    above = {agency.name: agency.parent for agency in corpus.agencies}
    for agency in corpus.agencies:
        parent = agency.parent
        while agency.name in spots and parent is not None and parent not in spots:
            spots[parent] = spots[agency.name]
            parent = above.get(parent)
    for agency in corpus.agencies:
        document, start, end = spots.get(agency.name, ("", 0, 0))
        text = " ".join(dict.fromkeys((agency.name, *agency.aliases)))
        yield Entry(
            f"a:{agency.name}",
            "agency",
            document,
            (),
            agency.name,
            text,
            start,
            end,
            {"key": agency.name, "agency": (agency.name,)},
        )


def _first_named(corpus: Corpus) -> dict[str, Spot]:
    """For each agency that a passage names, the first such passage."""
    wanted = {name: agency.name for agency in corpus.agencies for name in (agency.name, *agency.aliases)}
    spots: dict[str, Spot] = {}
    for passage in corpus.passages:
        for name, agency in wanted.items():
            if agency not in spots and name in passage.text:
                spots[agency] = (passage.document, passage.start, passage.end)
    return spots

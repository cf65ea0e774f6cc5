"""What every plan is: a score for how well it fits a question, and the answer it gives from the graph."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, ClassVar, TypeVar

from graph.records import Document, Evidence, Relation, Task, to_json
from graph.store import EdgeType, Node, NodeFilter, Order, Where
from ingest.workspace import Snapshot
from ingest.workspace.codec import decode
from search_api.ask.catalogue import Catalogue
from search_api.ask.question import Question
from search_api.search.engine import SearchEngine

BATCH = 2000
LISTED = 300
"""Items that one answer hands out; its count and the list that it links to hold all."""
Made = TypeVar("Made")
LINEAGE: tuple[EdgeType, ...] = ("IMPLEMENTS", "CONTINUES", "DETAILS", "BASED_ON")


@dataclass(frozen=True, slots=True)
class Answer:
    """The `answer` of CONTRACT 3 with its evidence; `slots` says how the question was understood, in words that a user may edit."""

    kind: str
    text: str
    items: tuple[dict[str, Any], ...] = ()
    evidence: tuple[dict[str, Any], ...] = ()
    alternatives: tuple[dict[str, str], ...] = ()
    slots: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Library:
    """What plans read: one generation, its names, its search engine, and the day on which the question is asked."""

    snapshot: Snapshot
    catalogue: Catalogue
    engine: SearchEngine | None
    today: date

    def tasks(self, *where: Where, keys: tuple[str, ...] | None = None) -> list[Task]:
        """All tasks that meet all conditions, in key order."""
        return [decode(Task, node.properties) for node in self.task_nodes(*where, keys=keys)]

    def task_nodes(self, *where: Where, keys: tuple[str, ...] | None = None) -> Iterable[Node]:
        """The same as nodes of the graph, for those who look at a property or two of many."""
        return self._nodes(NodeFilter("Task", where, keys))

    def first_tasks(self, *where: Where, keys: tuple[str, ...] | None = None, most: int) -> tuple[list[Task], int]:
        """The first tasks that meet all conditions, in key order, and how many do."""
        page = self.snapshot.graph.nodes(NodeFilter("Task", where, keys), Order(), limit=most)
        return [decode(Task, node.properties) for node in page.items], page.total

    def tasks_of(self, ids: Sequence[str]) -> list[Task]:
        """The tasks with these ids, in the order of the ids."""
        found = {node.key: decode(Task, node.properties) for node in self._nodes(NodeFilter("Task", keys=tuple(ids)))}
        return [found[id] for id in ids if id in found]

    def all_tasks(self) -> list[Task]:
        return self.tasks()

    def task_count(self) -> int:
        return self.snapshot.graph.counts().get("Task", 0)

    def _nodes(self, wanted: NodeFilter) -> Iterable[Node]:
        cursor: str | None = None
        while True:
            page = self.snapshot.graph.nodes(wanted, Order(), limit=BATCH, cursor=cursor)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return

    def document(self, key: str) -> Document | None:
        return self.catalogue.documents.get(key)

    def relations(self, *types: str) -> list[Relation]:
        """Relations that change a document (amends, replaces, repeals), of these types."""
        return [relation for relation in self.catalogue.changes if relation.type in types]


def once_a_generation(make: Callable[[Library], Made]) -> Callable[[Library], Made]:
    """What is read of a library, made when it is first asked for and kept until another workspace or generation is asked about."""
    kept: dict[tuple[str, int], Made] = {}

    @wraps(make)
    def found(library: Library) -> Made:
        place = (str(library.snapshot.folder), library.snapshot.generation)
        if place in kept:
            return kept[place]
        made = make(library)
        kept.clear()
        kept[place] = made
        return made

    return found


class Plan(ABC):
    """A kind of question. Plans hold no state: a class is the query, its methods read the question."""

    intent: ClassVar[str]
    label: ClassVar[str]
    """What the plan does, in Vietnamese, for the chip that says how a question was understood."""
    reads_denials: ClassVar[bool] = False
    """Whether a question that denies something may be answered: a list of what is so must give way to it."""

    @classmethod
    def gives_values(cls, question: Question) -> bool:
        """Whether the answer must hold the value that the question asks for: without it a sentence that tells it goes before."""
        return True

    @classmethod
    @abstractmethod
    def score(cls, question: Question) -> float:
        """How well the plan fits: 0 and less is not at all; the highest wins, ties go to the plan listed first."""

    @classmethod
    @abstractmethod
    def answer(cls, question: Question, library: Library) -> Answer | None:
        """The answer, or None where the plan finds that it cannot say anything (the next best plan is tried)."""


def evidence_json(evidence: Iterable[Evidence], limit: int = 40) -> tuple[dict[str, Any], ...]:
    """Evidence as the contract's objects, each place once."""
    seen: dict[tuple[str, int, int], dict[str, Any]] = {}
    for item in evidence:
        if len(seen) == limit:
            break
        seen.setdefault((item.document, item.start, item.end), to_json(item))
    return tuple(seen.values())


def relation_evidence(relations: Iterable[Relation]) -> list[Evidence]:
    return [Evidence(e.document, e.start, e.end, e.text) for relation in relations for e in relation.evidence]


def name_of(document: Document | None, key: str) -> str:
    """How an answer calls a document: type and number, else its title, else its key."""
    if document is None:
        return key
    if document.number:
        return f"{document.type or 'Văn bản'} số {document.number}"
    return " ".join(part for part in (document.type, document.title) if part) or key


def full_name(document: Document) -> str:
    """Type, number, date, issuer and title in one phrase, as officials cite."""
    parts = [name_of(document, document.key)]
    if document.date:
        parts.append(f"ngày {day(document.date)}")
    if document.issuer:
        parts.append(f"của {document.issuer}")
    if document.number and document.title:
        parts.append(
            f"về {document.title}"
            if not document.title.lower().startswith(("về ", "ban hành", "quy định", "sửa đổi"))
            else document.title
        )
    return " ".join(parts)


def day(iso: str) -> str:
    """22/8/2025 for 2025-08-22, as officials print it."""
    year, month, number = iso.split("-")
    return f"{int(number):02d}/{month if int(month) < 3 else int(month)}/{year}"


def count(number: int, noun: str) -> str:
    """A number as officials write it: one digit with a nought before it."""
    return f"{number:02d} {noun}" if number < 10 else f"{number} {noun}"


def listed(names: Sequence[str], most: int = 8, of: int | None = None) -> str:
    """A list in a sentence, cut with how many more there are; `of` how many in all where not all are given."""
    shown, total = "; ".join(names[:most]), of or len(names)
    return f"{shown}; … (còn {total - most})" if total > most else shown


def alternatives_for(question: Question, library: Library) -> tuple[dict[str, str], ...]:
    """Other documents that the question's number may mean, each as a question of its own."""
    found = []
    for slot in question.slots.documents:
        for key in slot.keys[1:6]:
            document = library.document(key)
            if document is not None and document.number:
                wanted = (
                    f"{document.type or ''} {document.number} {('ngày ' + day(document.date)) if document.date else ''}".strip()
                )
                asked = (
                    question.text[: slot.start] + wanted + question.text[slot.end :]
                    if slot.by_number
                    else f"{question.text} ({wanted})"
                )
                found.append({"label": full_name(document), "q": asked})
    return tuple(found)

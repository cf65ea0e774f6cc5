"""Hand-made documents for the tests of identity: what a document says of itself and of others, without a text around it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from graph.agencies import load_lexicon
from graph.extraction import Citation, Extraction, FoundPassage, FoundRelation, FoundTask, Header, SourceExtraction, Span
from graph.identity import resolve
from graph.records import Corpus, Deadline, Mention

EMPTY = Header(None, None, None, None, None, (), None, None, None, None, None, (), None)


@dataclass
class Paper:
    """A document under construction; its citations stand 100 characters apart."""

    name: str
    header: Header
    text: str = ""
    text_source: Any = "born_digital"
    citations: list[Citation] = field(default_factory=list)
    relations: list[FoundRelation] = field(default_factory=list)
    tasks: list[FoundTask] = field(default_factory=list)

    def cite(self, surface: str, **printed: Any) -> int:
        start = 100 * (len(self.citations) + 1)
        form = printed.pop("form", "numbered" if printed.get("number") else "named")
        printed = {"type": None, "number": None, **printed}
        sentence = Span(start - 20, start + 60, f"... {surface} ...")
        self.citations.append(Citation(start, start + len(surface), surface, form, sentence=sentence, **printed))
        return len(self.citations) - 1

    def relate(self, source: int | None, type: Any, target: int, planned: bool = False) -> None:
        at = self.citations[target].start
        span = Span(at - 30, at + 30, f"... {type} ...")
        self.relations.append(FoundRelation(source, type, target, planned, span, f"test_{type}", 0.9))

    def task(self, text: str, cited: tuple[int, ...] = (), inherited: tuple[int, ...] = (), **said: Any) -> None:
        at = 10_000 + 100 * len(self.tasks)
        deadline = said.pop("deadline", Deadline("none", None, None))
        self.tasks.append(
            FoundTask(
                said.pop("ordinal", str(len(self.tasks) + 1)),
                (),
                text,
                said.pop("lead", ()),
                (),
                (),
                None,
                said.pop("raw", None),
                deadline,
                (),
                cited,
                inherited,
                Span(at, at + 80, text),
            )
        )

    @property
    def source(self) -> SourceExtraction:
        text = self.text or self.name
        digest = hashlib.sha256(text.encode()).hexdigest()
        passage = FoundPassage("body", (), text, 0, len(text), 1)
        extraction = Extraction(self.header, (passage,), (), tuple(self.citations), tuple(self.relations), tuple(self.tasks))
        file = hashlib.sha256((self.name + text).encode()).hexdigest()
        return SourceExtraction(self.name, file, digest, len(text), self.text_source, extraction)


class World:
    """Makes papers and resolves them."""

    @staticmethod
    def paper(name: str, text: str = "", text_source: str = "born_digital", **head: Any) -> Paper:
        return Paper(name, replace(EMPTY, **head), text, text_source)

    @staticmethod
    def resolve(*papers: Paper) -> Corpus:
        return resolve([paper.source for paper in papers], load_lexicon())

    @staticmethod
    def mentions(corpus: Corpus, paper: Paper) -> list[Mention]:
        return [mention for mention in corpus.mentions if mention.source == paper.name]

    def targets(self, corpus: Corpus, paper: Paper) -> list[str | None]:
        return [mention.target for mention in self.mentions(corpus, paper)]

    @staticmethod
    def keys(corpus: Corpus) -> set[str]:
        return {document.key for document in corpus.documents}


@pytest.fixture
def world() -> World:
    return World()

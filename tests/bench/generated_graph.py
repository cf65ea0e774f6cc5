"""Graphs of any size in the shape of the real one: documents with passages and tasks, agencies and laws that everything points to.

Shares follow what five real documents gave: of a hundred nodes about 60 passages, 26 tasks, 8 documents (half of them only cited), and
agencies, projects and indicators; some 2.6 edges a node. Whom a task is assigned to and what a document rests on is drawn by rank, so
that a few agencies and laws become hubs. All from a seed: the same size gives the same graph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from graph.projection import inner_id
from graph.store import Changes, Edge, EdgeType, Node, NodeKind

PASSAGES, TASKS = 15, 6
"""Of a held document, on average."""
PER_DOCUMENT = 1 + 1 + PASSAGES + TASKS + 1
SLICE = 2_000
"""Documents in one set of changes."""
_PHRASES = (
    "thực hiện triển khai nghị quyết kế hoạch thành phố ủy ban nhân dân sở ban ngành chủ trì phối hợp tham mưu báo cáo kết quả trước "
    "ngày tháng năm khoa học công nghệ chuyển đổi số đổi mới sáng tạo đầu tư công giải ngân tiến độ dự án hạ tầng giao thông đô thị "
    "nông thôn mới y tế giáo dục đào tạo cán bộ công chức tổ chức bộ máy cải cách hành chính thủ tục hồ sơ trực tuyến dữ liệu"
)
_WORDS = _PHRASES.split()
_TYPES = ("Kế hoạch", "Công văn", "Chương trình hành động", "Nghị quyết", "Quyết định", "Báo cáo")


class Generator:
    """Draws the graph document by document; edges lead only to what was drawn before."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.documents = max(2, size // PER_DOCUMENT)
        self.agencies = [f"Sở chuyên ngành số {number}" for number in range(max(20, min(2000, size // 200)))]
        self.laws = [f"{number}/{2000 + number % 26}/NĐ-CP@{2000 + number % 26}-01-01" for number in range(max(10, size // 400))]
        self.keys: list[str] = []

    def changes(self) -> Iterator[Changes]:
        """The graph in slices, each to be applied after the one before."""
        yield Changes(1, tuple(self._agency(name) for name in self.agencies) + tuple(self._law(key) for key in self.laws))
        for begin in range(0, self.documents, SLICE):
            nodes: list[Node] = []
            edges: dict[tuple[str, str, str, str], Edge] = {}
            for number in range(begin, min(begin + SLICE, self.documents)):
                self._document(number, nodes, edges)
            yield Changes(begin + 2, tuple(nodes), tuple(edges.values()))

    def one_document(self, number: int) -> Changes:
        """One more document with its passages, tasks and links, to be added to a whole graph."""
        nodes: list[Node] = []
        edges: dict[tuple[str, str, str, str], Edge] = {}
        self._document(number, nodes, edges)
        return Changes(number, tuple(nodes), tuple(edges.values()))

    def ranked(self, names: list[str]) -> str:
        """One of the names, the first ones far more often."""
        return names[int(len(names) * self.random.random() ** 4)]

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(_WORDS, k=count))

    def _agency(self, name: str) -> Node:
        return Node(
            inner_id("Agency", name), "Agency", name, {"name": name, "aliases": [name], "kind": "government", "level": "province"}
        )

    def _law(self, key: str) -> Node:
        number, _, date = key.partition("@")
        said = {"key": key, "number": number, "date": date, "held": False, "type": "Nghị định"}
        return Node(inner_id("Document", key), "Document", key, said)

    def _date(self) -> str:
        return f"202{self.random.randrange(6)}-{self.random.randrange(1, 13):02d}-{self.random.randrange(1, 29):02d}"

    def _document(self, number: int, nodes: list[Node], edges: dict[tuple[str, str, str, str], Edge]) -> None:
        kind, date = self.random.choice(_TYPES), self._date()
        key = f"{number}-{''.join(word[0] for word in kind.upper().split())}/UBND@{date}"
        node = _node(
            "Document",
            key,
            key=key,
            number=key.split("@")[0],
            date=date,
            year=int(date[:4]),
            type=kind,
            title=self.words(14),
            issuer=self.random.choice(self.agencies[:20]),
            held=True,
            source=f"{number}.txt",
        )
        nodes.append(node)
        self._link(edges, node, "ISSUED_BY", "Agency", node.properties["issuer"])
        for _ in range(3):
            type: EdgeType = self.random.choice(("BASED_ON", "CITES", "IMPLEMENTS", "DETAILS"))
            target = self.ranked(self.laws) if not self.keys or self.random.random() < 0.5 else self._earlier()
            self._link(edges, node, type, "Document", target, planned=self.random.random() < 0.03)
        for order in range(self.random.randrange(PASSAGES * 2)):
            self._passage(node, order, nodes, edges)
        for order in range(self.random.randrange(TASKS * 2 + 1)):
            self._task(node, order, nodes, edges)
        self.keys.append(key)

    def _earlier(self) -> str:
        """A document drawn before: a recent one, or one of the first, which become hubs."""
        if self.random.random() < 0.3:
            return self.keys[int(len(self.keys) * self.random.random() ** 5)]
        return self.keys[-1 - int(min(len(self.keys), 500) * self.random.random())]

    def _passage(self, document: Node, order: int, nodes: list[Node], edges: dict[tuple[str, str, str, str], Edge]) -> None:
        key = f"{document.key}/p{order}"
        nodes.append(
            _node(
                "Passage",
                key,
                id=key,
                document=document.key,
                kind="body",
                section=[self.words(5)],
                text=self.words(60),
                start=order * 300,
                end=order * 300 + 290,
                page=1 + order // 5,
            )
        )
        edges[document.id, "HAS_PASSAGE", nodes[-1].id, ""] = Edge(document.id, "HAS_PASSAGE", nodes[-1].id)
        if self.random.random() < 0.5:
            self._link(edges, nodes[-1], "MENTIONS", "Document", self.ranked(self.laws))
        if self.random.random() < 0.3:
            self._link(edges, nodes[-1], "MENTIONS", "Agency", self.ranked(self.agencies))

    def _task(self, document: Node, order: int, nodes: list[Node], edges: dict[tuple[str, str, str, str], Edge]) -> None:
        key, lead = f"{document.key}/t{order}", self.ranked(self.agencies)
        helpers = [self.ranked(self.agencies) for _ in range(self.random.randrange(3))]
        goal = self._earlier() if self.keys and self.random.random() < 0.5 else self.ranked(self.laws)
        date = self._date()
        nodes.append(
            _node(
                "Task",
                key,
                id=key,
                document=document.key,
                ordinal=str(order),
                section=[],
                text=self.words(35),
                lead=[lead],
                coordinate=helpers,
                authority=[],
                deadline_kind="by",
                deadline_start=None,
                deadline_end=date,
                implements=[goal],
            )
        )
        self._link(edges, document, "ASSIGNS", "Task", key)
        self._link(edges, nodes[-1], "IMPLEMENTS", "Document", goal, role="direct")
        self._link(edges, nodes[-1], "ASSIGNED_TO", "Agency", lead, role="lead")
        for helper in helpers:
            self._link(edges, nodes[-1], "ASSIGNED_TO", "Agency", helper, role="coordinate")

    def _link(
        self,
        edges: dict[tuple[str, str, str, str], Edge],
        source: Node,
        type: EdgeType,
        kind: NodeKind,
        key: str,
        *,
        role: str = "",
        planned: bool = False,
    ) -> None:
        start = self.random.randrange(90_000)
        said = {
            "document": str(source.properties.get("document", source.key)),
            "start": start,
            "end": start + 150,
            "text": self.words(25),
            "rule": "drawn",
            "confidence": 0.9,
        }
        target = inner_id(kind, key)
        edges[source.id, type, target, role] = Edge(source.id, type, target, role, "resolved", planned, (said,))


def _node(kind: NodeKind, key: str, /, **properties: Any) -> Node:
    return Node(inner_id(kind, key), kind, key, properties)

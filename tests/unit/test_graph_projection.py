"""The projection: what becomes a node, what an edge, with which evidence, and what a reader with labels may see."""

from __future__ import annotations

import importlib.util
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from graph.projection import SHAPES, inner_id, project
from graph.records import (
    Agency,
    Corpus,
    Deadline,
    Document,
    Evidence,
    Indicator,
    Mention,
    Passage,
    Project,
    ProjectReport,
    Relation,
    RelationEvidence,
    Task,
)
from graph.store import GraphData, NodeFilter, NodeKind, Where
from graph.stores.embedded import EmbeddedStore
from tests.contract.model import difference

HELD, GOAL, OTHER = "12-KH/TU@2025-03-01", "57-NQ/TW@2024-12-22", "09-CT/TU@"
LEAD, CITY = "Sở Khoa học và Công nghệ", "Ủy ban nhân dân thành phố Hải Vân"


def document(key: str, *, held: bool = False, issuer: str | None = None) -> Document:
    number, _, date = key.partition("@")
    return Document(
        key, number, date or None, None, "Kế hoạch", issuer, "Kế hoạch thực hiện", None, held, "a.txt" if held else None
    )


def _said(rule: str = "giao") -> Evidence:
    return Evidence(HELD, 10, 40, f"Giao {LEAD} chủ trì ({rule}).")


@pytest.fixture
def corpus() -> Corpus:
    relation = RelationEvidence(HELD, 50, 80, "Thực hiện Nghị quyết số 57-NQ/TW", "implements", 0.9)
    task = Task(
        f"{HELD}/t1",
        HELD,
        "1",
        ("Phụ lục",),
        "Xây dựng nền tảng số",
        (LEAD,),
        ("Các sở, ngành",),
        (),
        None,
        "Quý IV",
        Deadline("by", "2025-10-01", "2025-12-31"),
        (),
        (GOAL, OTHER),
        (GOAL,),
        _said(),
    )
    return Corpus(
        documents=(document(HELD, held=True, issuer=CITY), document(GOAL, issuer="Bộ Chính trị")),
        passages=(
            Passage(f"{HELD}/p1", HELD, "body", (), f"Giao {LEAD} chủ trì Cầu Vân Hải.", 0, 45, 1),
            Passage(f"{HELD}/p2", HELD, "body", (), "Thực hiện Nghị quyết số 57-NQ/TW", 46, 90, 1),
        ),
        mentions=(
            Mention(HELD, "a.txt", 60, 75, "Nghị quyết số 57-NQ/TW", "57-NQ/TW", None, None, GOAL, "resolved"),
            Mention(HELD, "a.txt", 300, 310, "Chỉ thị 09", None, None, None, None, "ambiguous", (OTHER, GOAL)),
            Mention(HELD, "a.txt", 61, 62, "Kế hoạch này", None, None, None, HELD, "self"),
        ),
        relations=(
            Relation(HELD, "implements", GOAL, "resolved", False, (relation,)),
            Relation(HELD, "amends", OTHER, "resolved", True, (replace(relation, rule="planned"),)),
        ),
        tasks=(task,),
        agencies=(
            Agency(LEAD, ("Sở KH&CN",), "government", "province", CITY),
            Agency(CITY, ("UBND thành phố",), "government", "province", None),
        ),
        projects=(
            Project(
                "cau-van-hai",
                "Cầu Vân Hải",
                None,
                1200.5,
                ("Hải Vân",),
                None,
                None,
                "Đang thi công",
                None,
                None,
                None,
                None,
                "UBND thành phố",
                (ProjectReport(HELD, "2025-03-01", "Đang thi công"),),
                _said("dự án"),
            ),
        ),
        indicators=(
            Indicator(
                f"{HELD}/i1",
                HELD,
                "1",
                "Thu ngân sách",
                "tỷ đồng",
                "2025",
                {"Kế hoạch": "10", "Ước": "11"},
                "Đạt",
                _said("chỉ tiêu"),
            ),
        ),
    )


def _edges(data: GraphData) -> dict[tuple[str, str, str], list[str]]:
    names = {node.id: node.key for node in data.nodes}
    found: dict[tuple[str, str, str], list[str]] = {}
    for edge in data.edges:
        found.setdefault((names[edge.source], edge.type, names[edge.target]), []).append(edge.role or edge.state)
    return found


def test_every_link_of_the_design(corpus: Corpus) -> None:
    found = _edges(project(corpus))
    assert found == {
        (HELD, "IMPLEMENTS", GOAL): ["resolved"],
        (HELD, "AMENDS", OTHER): ["planned"],
        (HELD, "ISSUED_BY", CITY): ["resolved"],
        (LEAD, "PART_OF", CITY): ["resolved"],
        (HELD, "HAS_PASSAGE", f"{HELD}/p1"): ["resolved"],
        (HELD, "HAS_PASSAGE", f"{HELD}/p2"): ["resolved"],
        (HELD, "ASSIGNS", f"{HELD}/t1"): ["resolved"],
        (f"{HELD}/t1", "IMPLEMENTS", GOAL): ["direct"],
        (f"{HELD}/t1", "IMPLEMENTS", OTHER): ["resolved"],
        (f"{HELD}/t1", "ASSIGNED_TO", LEAD): ["lead"],
        (f"{HELD}/p2", "MENTIONS", GOAL): ["resolved"],
        (HELD, "MENTIONS", OTHER): ["ambiguous"],
        (HELD, "MENTIONS", GOAL): ["ambiguous"],
        (f"{HELD}/p1", "MENTIONS", LEAD): ["resolved"],
        (f"{HELD}/p1", "MENTIONS", "cau-van-hai"): ["resolved"],
        ("cau-van-hai", "REPORTED_IN", HELD): ["resolved"],
        ("cau-van-hai", "OWNED_BY", CITY): ["resolved"],
        (f"{HELD}/i1", "REPORTED_IN", HELD): ["resolved"],
    }


def test_every_edge_has_a_known_shape_and_evidence(corpus: Corpus) -> None:
    data = project(corpus)
    kinds: dict[str, NodeKind] = {node.id: node.kind for node in data.nodes}
    for edge in data.edges:
        assert (kinds[edge.source], edge.type, kinds[edge.target]) in SHAPES
        assert bool(edge.evidence) != (edge.type == "HAS_PASSAGE")
        for piece in edge.evidence:
            assert {"document", "start", "end", "text", "rule", "confidence"} <= piece.keys()


def test_a_target_that_no_list_has_is_a_stub(corpus: Corpus) -> None:
    stub = next(node for node in project(corpus).nodes if node.key == OTHER)
    assert (stub.properties["held"], stub.properties["number"], stub.properties["date"]) == (False, "09-CT/TU", None)


def test_what_filters_need_is_there(corpus: Corpus) -> None:
    connection = sqlite3.connect(":memory:")
    store = EmbeddedStore(connection)
    store.apply(difference(GraphData(), project(corpus), 1))
    asked: list[tuple[NodeKind, Where]] = [
        ("Document", Where("year", "=", 2024)),
        ("Document", Where("held", "=", True)),
        ("Document", Where("folded_number", "prefix", "57")),
        ("Task", Where("deadline_end", "<=", "2025-12-31")),
        ("Task", Where("implements", "contains", GOAL)),
        ("Project", Where("investment_million_vnd", ">", 1200)),
        ("Agency", Where("aliases", "contains", "Sở KH&CN")),
    ]
    for kind, where in asked:
        assert store.nodes(NodeFilter(kind, (where,))).total == 1, where
    connection.close()


def test_order_of_arrival_does_not_matter(corpus: Corpus) -> None:
    names = ("documents", "passages", "relations", "tasks", "agencies")
    turned = replace(corpus, **{name: tuple(reversed(getattr(corpus, name))) for name in names})
    assert project(turned) == project(corpus)


def test_a_difference_is_what_changed(corpus: Corpus) -> None:
    old = project(corpus)
    assert difference(old, old, 5) == replace(difference(GraphData(), GraphData(), 5))
    fewer = project(replace(corpus, tasks=()))
    changes = difference(old, fewer, 6)
    task = inner_id("Task", f"{HELD}/t1")
    assert changes.drop_nodes == (task,)
    assert {edge[0] for edge in changes.drop_edges} == {task, inner_id("Document", HELD)}
    assert not changes.put_nodes
    connection = sqlite3.connect(":memory:")
    store = EmbeddedStore(connection)
    store.apply(difference(GraphData(), old, 1))
    store.apply(changes)
    assert store.dump() == fewer
    connection.close()


def test_labels_hide_what_only_labelled_text_says(corpus: Corpus) -> None:
    data = project(corpus, {HELD: ("mật",)})
    nodes = {node.key: node.access for node in data.nodes}
    assert nodes[HELD] == nodes[f"{HELD}/p1"] == nodes[f"{HELD}/t1"] == ("mật",)
    assert nodes[LEAD] == nodes["cau-van-hai"] == nodes[OTHER] == ("mật",)
    open_edges = [edge.type for edge in data.edges if not edge.access]
    assert open_edges == ["PART_OF"]


def test_labels_hide_the_evidence_alone_where_an_open_text_says_it_too(corpus: Corpus) -> None:
    relation = corpus.relations[0]
    second = replace(relation.evidence[0], document=GOAL, text="công khai")
    shared = replace(corpus, relations=(replace(relation, evidence=(*relation.evidence, second)),), tasks=(), mentions=())
    connection = sqlite3.connect(":memory:")
    store = EmbeddedStore(connection)
    data = project(shared, {"nothing": ("x",), HELD: ()})
    assert all(not edge.access for edge in data.edges)
    data = project(replace(shared, documents=(document(HELD), document(GOAL)), passages=()), {HELD: ("mật",)})
    edge = next(edge for edge in data.edges if edge.type == "IMPLEMENTS")
    assert (edge.access, [piece.get("access") for piece in edge.evidence]) == ((), [["mật"], None])
    store.apply(difference(GraphData(), data, 1))
    walk = store.subgraph([inner_id("Document", GOAL)], ["IMPLEMENTS"], "in", depth=1, limit=9, access=frozenset({"x"}))
    assert not walk.edges
    connection.close()


def test_the_picture_of_the_model_is_up_to_date() -> None:
    root = Path(__file__).resolve().parents[2]
    spec = importlib.util.spec_from_file_location("draw_graph_model", root / "scripts" / "draw_graph_model.py")
    assert spec is not None
    assert spec.loader is not None
    drawing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawing)
    assert (root / "docs" / "graph-model.svg").read_text("utf-8") == drawing.draw(), "run: python scripts/draw_graph_model.py"

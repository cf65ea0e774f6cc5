"""One suite for every store: whatever is asked of generated graphs, a store answers as the model does, order and ties included."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store import Changes, Edge, GraphStore, Node, NodeFilter, Order, Where
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from tests.contract.graphs import IDS, KINDS, changes_between, filters, graphs, orders, walks
from tests.contract.model import Model

Graph = tuple[tuple[Node, ...], tuple[Edge, ...]]
_UNCHECKED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
GENERATED = settings(max_examples=25, deadline=None, suppress_health_check=_UNCHECKED)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> GraphStore:
    made: GraphStore = request.getfixturevalue(f"{request.param}_store")
    clear(made)
    return made


def clear(store: GraphStore) -> None:
    """Takes everything out, through the protocol alone, but for the sums of what another test changed behind the store's back."""
    ids = [node.id for kind in KINDS for node in store.nodes(NodeFilter(kind), limit=10_000).items]
    store.apply(Changes(0, drop_nodes=tuple(ids)))
    if isinstance(store, Neo4jStore):
        store.sessions.write(lambda run: run("MATCH (s:GraphState {name: 'graph'}) SET s.high = 0, s.low = 0"))


def filled(store: GraphStore, *generations: Graph) -> Model:
    """The store and a model, emptied and led through the generations."""
    store.apply(Changes(0, drop_nodes=IDS))
    model, before = Model(), ((), ())
    for graph in generations:
        changes = changes_between(before, graph)
        store.apply(changes)
        model.apply(changes)
        before = graph
    return model


def shown(graph: nx.MultiDiGraph) -> tuple[Any, ...]:
    """Everything that a subgraph says, its order too."""
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), graph.graph["truncated"]


@GENERATED
@given(graph=graphs())
def test_holds_what_was_put(store: GraphStore, graph: Graph) -> None:
    model = filled(store, graph)
    assert {id: store.node(id) for id in model.nodes} == model.nodes
    assert store.node("không có") is None
    assert store.counts() == Counter(node.kind for node in model.nodes.values())
    assert store.counts("type") == Counter(edge.type for edge in model.edges.values())
    assert store.generation() == 2


@GENERATED
@given(data=st.data(), graph=graphs())
def test_filters_orders_and_pages(store: GraphStore, data: st.DataObject, graph: Graph) -> None:
    model = filled(store, graph)
    for _ in range(4):
        filter = data.draw(filters())
        order, limit = data.draw(orders(filter.kind)), data.draw(st.integers(1, 5))
        expected = model.matching(filter, order)
        found, cursor = [], None
        for _ in range(len(expected) // limit + 1):
            page = store.nodes(filter, order, limit=limit, cursor=cursor)
            assert page.total == len(expected)
            found += page.items
            cursor = page.next
            if cursor is None:
                break
        assert cursor is None
        assert found == expected


@GENERATED
@given(graph=graphs(), asked=st.lists(walks, min_size=1, max_size=4))
def test_walks(store: GraphStore, graph: Graph, asked: list[dict[str, Any]]) -> None:
    model = filled(store, graph)
    for walk in asked:
        assert shown(store.subgraph(**walk)) == shown(model.walk(**walk))


@GENERATED
@given(old=graphs(), new=graphs(), walk=walks)
def test_changes_leave_no_trace(store: GraphStore, old: Graph, new: Graph, walk: dict[str, Any]) -> None:
    """A store led from one graph to another equals one that never held the first, to the fingerprint."""
    model = filled(store, old, new)
    changed = store.fingerprint(), store.counts(), store.counts("type"), shown(store.subgraph(**walk))
    assert changed[3] == shown(model.walk(**walk))
    filled(store, new)
    assert changed == (store.fingerprint(), store.counts(), store.counts("type"), shown(store.subgraph(**walk)))


@GENERATED
@given(graph=graphs())
def test_fingerprint_is_the_same_in_any_store(store: GraphStore, graph: Graph) -> None:
    filled(store, graph)
    connection = sqlite3.connect(":memory:")
    reference = EmbeddedStore(connection)
    reference.apply(Changes(7, graph[0], tuple(reversed(graph[1]))))
    assert store.fingerprint() == reference.fingerprint()
    store.apply(Changes(8, graph[0], graph[1]))
    assert store.fingerprint() == reference.fingerprint()
    connection.close()


def test_a_changed_property_changes_the_fingerprint(store: GraphStore) -> None:
    store.apply(Changes(1, (Node("a", "Agency", "Sở", {"level": "province"}),)))
    before = store.fingerprint()
    store.apply(Changes(2, (Node("a", "Agency", "Sở", {"level": "commune"}),)))
    assert store.fingerprint() != before
    store.apply(Changes(3, (Node("a", "Agency", "Sở", {"level": "province"}),)))
    assert store.fingerprint() == before


def _hub(spokes: int) -> Changes:
    """A document that many tasks implement, each with two roles, and a second hop behind the first of them."""
    tasks = tuple(Node(f"t{number}", "Task", f"nv/{number:05d}", {"ordinal": str(number)}) for number in range(spokes))
    hub = (Node("hub", "Document", "71-NQ/TW@2025-08-22", {}), Node("far", "Agency", "Sở Khoa học và Công nghệ", {}))
    edges = [Edge(task.id, "IMPLEMENTS", "hub", role) for task in tasks for role in ("", "direct")]
    return Changes(1, (*hub, *tasks), (*edges, Edge("t0", "ASSIGNED_TO", "far", "lead")))


@pytest.mark.parametrize("limit", [1, 2, 7, 50, 400, 1000])
def test_a_hub_is_cut_by_hop_then_key(store: GraphStore, limit: int) -> None:
    changes, model = _hub(400), Model()
    store.apply(changes)
    model.apply(changes)
    for direction in ("in", "both", "out"):
        walk = {"types": ["IMPLEMENTS", "ASSIGNED_TO"], "direction": direction, "depth": 3, "limit": limit, "access": None}
        walk["planned"] = False
        for seeds in (["hub"], ["t5", "far"]):
            assert shown(store.subgraph(seeds, **walk)) == shown(model.walk(seeds, **walk))


@pytest.mark.parametrize(
    "where",
    [
        Where("không có", "=", "x"),
        Where("lead", "=", "x"),
        Where("ordinal", "contains", "x"),
        Where("ordinal", "<", 5),
        Where("ordinal", "prefix", None),
        Where("ordinal", "<", ("a", "b")),
    ],
)
def test_refuses_what_no_index_answers(store: GraphStore, where: Where) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        store.nodes(NodeFilter("Task", (where,)))


def test_refuses_orders_cursors_and_walks_that_mean_nothing(store: GraphStore) -> None:
    for order in (Order("lead"), Order("title")):
        with pytest.raises(ValueError, match="sắp xếp"):
            store.nodes(NodeFilter("Task"), order)
    for cursor in ("", "x", "!!!", "WzFd"):
        with pytest.raises(ValueError, match="Dấu trang"):
            store.nodes(NodeFilter("Task"), cursor=cursor)
    with pytest.raises(ValueError, match="quan hệ"):
        store.subgraph(["a"], ["LIKES"], "out", depth=1, limit=1)  # type: ignore[list-item]
    with pytest.raises(ValueError, match="giới hạn"):
        store.subgraph(["a"], ["CITES"], "out", depth=1, limit=0)


def test_an_edge_needs_both_its_nodes(store: GraphStore) -> None:
    store.apply(Changes(1, (Node("a", "Agency", "Sở", {}),)))
    before = store.fingerprint()
    with pytest.raises(ValueError, match="chưa có"):
        store.apply(Changes(2, put_edges=(Edge("a", "PART_OF", "nowhere"),)))
    assert (store.fingerprint(), store.generation()) == (before, 1)


def test_a_node_keeps_its_kind(store: GraphStore) -> None:
    store.apply(Changes(1, (Node("a", "Agency", "Sở", {}),)))
    with pytest.raises(ValueError, match=r"Agency|từ chối"):
        store.apply(Changes(2, (Node("a", "Project", "Cầu", {}),)))
    assert store.counts() == {"Agency": 1}


def test_odd_values_count_as_missing(store: GraphStore) -> None:
    odd = {"investment_million_vnd": "nhiều", "owner": 5, "location": "một chuỗi"}
    store.apply(Changes(1, (Node("a", "Project", "Cầu", odd), Node("b", "Project", "Đường", {"investment_million_vnd": 3}))))
    assert store.node("a") == Node("a", "Project", "Cầu", odd)
    ordered = store.nodes(NodeFilter("Project"), Order("investment_million_vnd", descending=True)).items
    assert [node.id for node in ordered] == ["b", "a"]
    assert store.nodes(NodeFilter("Project", (Where("owner", "=", None),))).total == 2
    assert store.nodes(NodeFilter("Project", (Where("location", "contains", "một chuỗi"),))).total == 0

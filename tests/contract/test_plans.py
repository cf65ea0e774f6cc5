"""How the server answers: every query of the service through an index, never by looking at all nodes or at all of a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from graph.store import INDEXED, NodeFilter, Order, Where
from graph.stores.bounds import bounds
from graph.stores.filters import Position
from graph.stores.neo4j import NODE, STATE, Neo4jStore, counts_query
from graph.stores.neo4j_content import READ_EDGES, READ_NODES
from graph.stores.neo4j_read import nodes_query
from graph.stores.neo4j_schema import migrations
from graph.stores.neo4j_walk import walk_query
from graph.stores.neo4j_write import DROP_EDGES, DROP_ENDS, DROP_NODES, MERGE_QUERIES
from tests.bench.generated_graph import Generator
from tests.contract.test_stores import clear

pytestmark = pytest.mark.neo4j
SCANS = {
    "AllNodesScan",
    "NodeByLabelScan",
    "UnionNodeByLabelsScan",
    "DirectedAllRelationshipsScan",
    "UndirectedAllRelationshipsScan",
    "DirectedRelationshipTypeScan",
    "UndirectedRelationshipTypeScan",
}
KEY = {"Document": "57-NQ/TW@2024-12-22", "Task": "57-NQ/TW@2024-12-22/t1"}
LINEAGE = ("IMPLEMENTS", "CONTINUES", "DETAILS", "BASED_ON")


@pytest.fixture(scope="module")
def store(neo4j_store: Neo4jStore) -> Neo4jStore:
    clear(neo4j_store)
    for changes in Generator(2000).changes():
        neo4j_store.apply(changes)
    neo4j_store.sessions.auto("CALL db.prepareForReplanning()")
    return neo4j_store


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def scans(store: Neo4jStore, query: str, parameters: dict[str, Any]) -> set[str]:
    """The scans in the plan that the server really ran."""
    with store.sessions._session() as session:
        summary = session.run(f"PROFILE {query}", parameters).consume()
    return set(operators(summary.profile)) & SCANS


def _where(kind: str) -> list[Where]:
    asked = []
    for name, shape in INDEXED[kind].items():  # type: ignore[index]
        if shape == "list":
            asked.append(Where(name, "contains", "Sở chuyên ngành số 1"))
        else:
            value = "2025" if shape == "text" else 2025
            asked += [Where(name, "=", value), Where(name, ">=", value), Where(name, "in", (value,))]
            asked += [Where(name, "prefix", "20")] if shape == "text" else []
    return asked


@pytest.mark.parametrize("kind", list(INDEXED))
def test_every_condition_has_an_index(store: Neo4jStore, kind: Any) -> None:
    for where in _where(kind):
        query, parameters = nodes_query(NodeFilter(kind, (where,)), Order(), 20, None)
        assert not scans(store, query, parameters), where


@pytest.mark.parametrize("kind", list(INDEXED))
def test_every_order_and_page_has_an_index(store: Neo4jStore, kind: Any) -> None:
    orders = [None, *(name for name, shape in INDEXED[kind].items() if shape != "list")]
    for property in orders:
        for position in (None, Position("2025" if property else None, "5")):
            query, parameters = nodes_query(NodeFilter(kind), Order(property), 20, position)
            assert not scans(store, query, parameters), (property, position)


@pytest.mark.parametrize("kind", list(INDEXED))
def test_conditions_and_orders_together_have_an_index(store: Neo4jStore, kind: Any) -> None:
    """Each condition, every second one with another, and an order of another property, up or down, from the start or the middle."""
    orders = [None, *(name for name, shape in INDEXED[kind].items() if shape != "list")]
    asked = [where for where in _where(kind) if where.operator != "in"]
    for turn, where in enumerate(asked):
        property = orders[turn % len(orders)]
        order = Order(property, descending=turn % 2 == 1)
        position = None if turn % 3 else Position("2025" if property else None, "5")
        conditions = (where, asked[(turn + 3) % len(asked)]) if turn % 2 else (where,)
        query, parameters = nodes_query(NodeFilter(kind, conditions, access=frozenset({"x"})), order, 20, position)
        assert not scans(store, query, parameters), (conditions, order, position)


def test_keys_ids_and_access_have_an_index(store: Neo4jStore) -> None:
    guarded = NodeFilter("Task", keys=("a",), access=frozenset({"x"}))
    for asked in (NodeFilter("Task", keys=("a", "b")), NodeFilter("Task", ids=("a", "b")), guarded):
        query, parameters = nodes_query(asked, Order(), 20, None)
        assert not scans(store, query, parameters), asked


@pytest.mark.parametrize("direction", ["out", "in", "both"])
def test_walks_begin_at_an_index(store: Neo4jStore, direction: Any) -> None:
    seed = store.nodes(NodeFilter("Document"), limit=1).items[0].id
    for access in (None, frozenset({"x"})):
        asked = bounds(LINEAGE, direction, depth=5, limit=200, access=access, planned=False)
        query, parameters = walk_query(asked, 5, [seed], [])
        assert not scans(store, query, parameters)


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        (NODE, {"id": "a"}),
        (STATE, {}),
        (READ_NODES, {"ids": ["a"]}),
        (READ_EDGES.format(type="CITES"), {"rows": [["a", "b", ""]]}),
        (counts_query("kind"), {}),
        (counts_query("type"), {}),
        (DROP_EDGES.format(type="CITES"), {"rows": [["a", "b", ""]]}),
        (DROP_ENDS, {"ids": ["a"]}),
        (DROP_NODES, {"ids": ["a"]}),
        (MERGE_QUERIES[0].format(label="Task"), {"rows": []}),
        (MERGE_QUERIES[1].format(type="CITES"), {"rows": []}),
    ],
)
def test_single_rows_and_counts_need_no_scan(store: Neo4jStore, query: str, parameters: dict[str, Any]) -> None:
    assert not scans(store, query, parameters)


def test_a_scan_would_be_seen(store: Neo4jStore) -> None:
    assert scans(store, "MATCH (n:Task) WHERE n.text = 'x' RETURN n", {}) == {"NodeByLabelScan"}
    assert scans(store, "MATCH (n) WHERE n.text = 'x' RETURN n", {}) == {"AllNodesScan"}


def test_every_indexed_property_has_its_migration() -> None:
    text = "\n".join(statement for _, script in migrations() for statement in script)
    for kind, shapes in INDEXED.items():
        for name, shape in shapes.items():
            expected = (
                rf"FULLTEXT INDEX \w+ IF NOT EXISTS FOR \(n:{kind}\) ON EACH \[n\.{name}\]"
                if shape == "list"
                else (rf"INDEX \w+ IF NOT EXISTS FOR \(n:{kind}\) ON \(n\.{name}, n\.key\)")
            )
            assert re.search(expected, text), (kind, name)


def test_migrations_ran_and_indexes_are_online(store: Neo4jStore) -> None:
    states = store.sessions.auto("SHOW INDEXES YIELD name, state RETURN name, state")
    assert {state for _, state in states} == {"ONLINE"}
    assert store.sessions.auto("MATCH (s:GraphState {name: 'schema'}) RETURN s.version") == [[migrations()[-1][0]]]

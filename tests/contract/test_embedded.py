"""What is the embedded store's own: its ways of walking, stores of an earlier version, graphs filled by hand."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import WorkspaceError
from graph.store import Changes, GraphData
from graph.stores import embedded_walk
from graph.stores.embedded import EmbeddedStore
from graph.stores.schema import VERSION
from tests.bench.generated_graph import Generator
from tests.contract.graphs import IDS, graphs, walks
from tests.contract.model import difference
from tests.contract.test_stores import GENERATED, Graph, filled, shown


@pytest.mark.parametrize(
    ("few", "sweep"), [(10**6, 0), (0, 10**6), (0, -(10**6))], ids=["one by one", "in one sweep", "first of each"]
)
@GENERATED
@given(graph=graphs(), walk=walks)
def test_every_way_of_walking_gives_the_same(
    embedded_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, few: int, sweep: int, graph: Graph, walk: dict[str, Any]
) -> None:
    monkeypatch.setattr(embedded_walk, "FEW", few)
    monkeypatch.setattr(embedded_walk, "SWEEP", sweep)
    model = filled(embedded_store, graph)
    assert shown(embedded_store.subgraph(**walk)) == shown(model.walk(**walk))


@GENERATED
@given(graph=graphs(), walk=walks)
def test_a_graph_filled_by_hand_is_one_that_networkx_made(
    embedded_store: EmbeddedStore, graph: Graph, walk: dict[str, Any]
) -> None:
    filled(embedded_store, graph)
    found = embedded_store.subgraph(**walk)
    made = nx.MultiDiGraph(**found.graph)
    made.add_nodes_from(found.nodes(data=True))
    made.add_edges_from(found.edges(keys=True, data=True))
    assert (list(found), found.adj, found.pred) == (list(made), made.adj, made.pred)
    assert (sorted(found.degree()), found.number_of_edges()) == (sorted(made.degree()), made.number_of_edges())
    assert nx.utils.graphs_equal(nx.MultiDiGraph(found), made)
    found.remove_nodes_from(list(found)[:1])
    made.remove_nodes_from(list(made)[:1])
    assert found.pred == made.pred


def _fresh(graph: Graph) -> str:
    """The fingerprint of a store that never held anything else."""
    connection = sqlite3.connect(":memory:")
    store = EmbeddedStore(connection)
    store.apply(Changes(1, graph[0], graph[1]))
    found = store.fingerprint()
    connection.close()
    return found


@GENERATED
@given(old=graphs(), new=graphs())
def test_hashes_tell_what_changed(embedded_store: EmbeddedStore, old: Graph, new: Graph) -> None:
    filled(embedded_store, old)
    by_record = difference(embedded_store.dump(), GraphData(*new), 3)
    changes = embedded_store.changes_to(GraphData(*new), 3)
    assert (changes.drop_nodes, changes.drop_edges) == (by_record.drop_nodes, by_record.drop_edges)
    assert {node.id for node in changes.put_nodes} >= {node.id for node in by_record.put_nodes}
    embedded_store.apply(changes)
    assert embedded_store.fingerprint() == _fresh(new)
    assert embedded_store.changes_to(GraphData(*new), 4) == Changes(4)


@GENERATED
@given(old=graphs(), new=graphs(), within=st.frozensets(st.sampled_from(IDS)))
def test_a_part_is_exchanged_and_the_rest_stays(
    embedded_store: EmbeddedStore, old: Graph, new: Graph, within: frozenset[str]
) -> None:
    filled(embedded_store, old)
    nodes = tuple(node for node in old[0] if node.id not in within) + tuple(node for node in new[0] if node.id in within)
    ids = {node.id for node in nodes}
    edges = [edge for edge in old[1] if edge.source not in within] + [edge for edge in new[1] if edge.source in within]
    whole = nodes, tuple(edge for edge in edges if {edge.source, edge.target} <= ids)
    part = GraphData(tuple(node for node in nodes if node.id in within), tuple(edge for edge in whole[1] if edge.source in within))
    embedded_store.apply(embedded_store.changes_to(part, 3, within))
    assert embedded_store.fingerprint() == _fresh(whole)


def _as_before(file: Path) -> None:
    """A store as the version before shapes wrote it."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("DROP TABLE graph_shape")
    connection.execute("UPDATE graph_meta SET value = replace(value, ?, '[1,') WHERE name = 'shape'", (f"[{VERSION},",))
    connection.close()


def test_a_store_of_an_earlier_version_is_brought_up_by_a_writer(tmp_path: Path) -> None:
    file = tmp_path / "graph.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    store = EmbeddedStore(connection)
    connection.execute("BEGIN")
    for changes in Generator(600).changes():
        store.apply(changes)
    connection.execute("COMMIT")
    seed = next(node.id for node in store.dump().nodes if node.kind == "Document")
    walk: dict[str, Any] = {"types": ["IMPLEMENTS", "CITES"], "direction": "both", "depth": 3, "limit": 40}
    expected = store.fingerprint(), shown(store.subgraph([seed], **walk))
    connection.close()
    _as_before(file)
    reader = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    with pytest.raises(WorkspaceError, match="vanmach rebuild"):
        EmbeddedStore(reader)
    reader.close()
    writer = sqlite3.connect(file, isolation_level=None)
    brought_up = EmbeddedStore(writer)
    assert not writer.in_transaction
    assert (brought_up.fingerprint(), shown(brought_up.subgraph([seed], **walk))) == expected
    writer.close()


def test_bringing_a_store_up_is_one_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "graph.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    EmbeddedStore(connection).apply(Changes(1))
    connection.close()
    _as_before(file)

    def fail(*_: object) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr("graph.stores.embedded.batches", fail)
    writer = sqlite3.connect(file, isolation_level=None)
    with pytest.raises(OSError, match="đĩa đầy"):
        EmbeddedStore(writer)
    assert not writer.in_transaction
    monkeypatch.undo()
    assert EmbeddedStore(writer).generation() == 1
    writer.close()

"""A server that follows a workspace: pushes whole and small, what verify and diff see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.store import Changes, NodeFilter, Order
from graph.stores import neo4j as neo4j_module
from graph.stores import sync
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from tests.bench.generated_graph import Generator
from tests.contract.test_stores import clear

pytestmark = pytest.mark.neo4j


@pytest.fixture
def here() -> Iterator[EmbeddedStore]:
    connection = sqlite3.connect(":memory:")
    store = EmbeddedStore(connection)
    for changes in Generator(1500).changes():
        store.apply(changes)
    yield store
    connection.close()


@pytest.fixture
def there(neo4j_store: Neo4jStore) -> Neo4jStore:
    clear(neo4j_store)
    return neo4j_store


def test_a_push_fills_an_empty_server(here: EmbeddedStore, there: Neo4jStore) -> None:
    heard: list[tuple[str, int, int]] = []
    pushed = sync.push(here, there, lambda *said: heard.append(said))
    found = sync.verify(here, there)
    assert found.ok
    assert found.sampled > 10
    assert found.rows == sum(here.counts().values()) + sum(here.counts("type").values())
    assert pushed.generation == here.generation() == there.generation()
    assert heard[-1][1] == heard[-1][2] > 0
    assert sync.diff(here, there) == ()


def test_a_large_push_goes_in_slices(here: EmbeddedStore, there: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_module, "WHOLE", 100)
    monkeypatch.setattr(sync, "WHOLE", 100)
    monkeypatch.setattr(sync, "SLICE", 700)
    sync.push(here, there)
    assert there.loading() is None
    assert sync.verify(here, there).ok
    assert there.fingerprint() == here.fingerprint()


def test_a_small_change_travels_alone(here: EmbeddedStore, there: Neo4jStore) -> None:
    sync.push(here, there)
    task = here.nodes(NodeFilter("Task"), Order(), limit=1).items[0]
    renamed = replace(task, properties={**task.properties, "text": "đã sửa"})
    here.apply(Changes(here.generation() + 1, (renamed,), drop_nodes=(here.nodes(NodeFilter("Passage"), limit=1).items[0].id,)))
    pushed = sync.push(here, there)
    assert not pushed.compared
    assert (pushed.gap.put_nodes, len(pushed.gap.drop_nodes)) == ((task.id,), 1)
    assert sync.verify(here, there).ok
    assert sync.push(here, there).gap.rows == 0


def test_what_was_changed_behind_our_back_is_seen_and_mended(here: EmbeddedStore, there: Neo4jStore) -> None:
    sync.push(here, there)
    there.sessions.auto("MATCH (n:Task) WITH n ORDER BY n.key LIMIT 3 DETACH DELETE n")
    there.sessions.auto("MATCH (:Document)-[r:CITES]->() WITH r LIMIT 1 SET r.high = r.high + 1")
    there.sessions.auto("CREATE (:Entity:Agency {id: 'x', key: 'Sở lạ', node_kind: 'Agency', json: '{}', high: 1, low: 1})")
    found = sync.verify(here, there)
    assert not found.ok
    assert {"kind:Agency", "kind:Task", "type:CITES", "type:ASSIGNS"} <= set(found.sums)
    differences = {difference.name: difference for difference in sync.diff(here, there)}
    assert len(differences["Task"].missing) == 3
    assert differences["Agency"].superfluous == ("Sở lạ",)
    assert len(differences["CITES"].other) == 1
    there.sessions.auto("MATCH (s:GraphState {name: 'graph'}) SET s.generation = -1")
    sync.push(here, there)
    assert sync.diff(here, there) == ()
    assert there.fingerprint() == here.fingerprint()
    assert not sync.push(here, there).compared


def test_a_verification_reads_the_rows_themselves(here: EmbeddedStore, there: Neo4jStore) -> None:
    """Hashes that were left as they are do not hide a changed row from the walks around a sample."""
    sync.push(here, there)
    there.sessions.auto("""MATCH (n:Entity) SET n.json = '{"text": "khác"}'""")
    found = sync.verify(here, there)
    assert found.sums == ()
    assert len(found.neighbourhoods) == found.sampled

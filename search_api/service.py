"""One workspace being served: a snapshot for each request, and the search engine of its generation."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph.store import GraphStore
from ingest.workspace import Snapshot, Workspace
from search_api.deferred import DeferredStore
from search_api.settings import Settings

if TYPE_CHECKING:
    from embeddings.protocols import Encoder
    from graph.stores.neo4j import Neo4jStore
    from search_api.meters import Meters
    from search_api.reencoding import Reencoding
    from search_api.search.engine import SearchEngine
    from search_api.search.reranker import Reranker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one request reads from: a snapshot and the engine over the same generation."""

    snapshot: Snapshot
    engine: SearchEngine


class Service:
    """Opens a workspace and follows its generations. Safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._engine: tuple[Path, SearchEngine] | None = None
        self._neo4j = DeferredStore(lambda: open_neo4j(settings))
        self._kept: tuple[int, dict[str, Any]] = (0, {})
        self.workspace = Workspace.open(Path(settings.workspace), store=self._open_store)

    @cached_property
    def meters(self) -> Meters:
        """What the server counts about itself."""
        from search_api.meters import Meters

        return Meters()

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of the settings, or what was adapted from it, loaded on first use."""
        from search_api.encoders import encoder_of

        return encoder_of(self.settings)

    @cached_property
    def reranker(self) -> Reranker | None:
        """The reranker of the settings, if there is one."""
        from search_api.search.reranker import load_reranker

        return load_reranker(self.settings.reranker) if self.settings.reranker else None

    def follow_model(self) -> Reencoding:
        """Encodes the workspace anew in the background where another model than the settings' made the current generation."""
        from search_api.reencoding import Reencoding

        found = Reencoding(self.workspace, lambda: self.encoder)
        found.start()
        return found

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The current generation, without a search engine."""
        with self.workspace.snapshot() as snapshot:
            yield snapshot

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The current generation with its search engine."""
        with self.workspace.snapshot() as snapshot:
            yield Reading(snapshot, self.engine(snapshot))

    def engine(self, snapshot: Snapshot) -> SearchEngine:
        """The engine over the snapshot's generation; the one of an older generation is let go when its last request ends."""
        from search_api.search.engine import SearchEngine

        current = self._engine
        if current is not None and current[0] == snapshot.index_folder:
            return current[1]
        with self._lock:
            if self._engine is None or self._engine[0] != snapshot.index_folder:
                opened = SearchEngine.open(snapshot.index_folder, self._made_with(snapshot.model), self.reranker)
                self._engine = (snapshot.index_folder, opened)
            return self._engine[1]

    def _made_with(self, model: str) -> Encoder:
        """The model of a generation; where it is gone, one whose vectors fit no others, so that words alone find."""
        from search_api.encoders import NoEncoder, encoder_named

        return encoder_named(model, self.settings, self.encoder) or NoEncoder()

    def once(self, snapshot: Snapshot, name: str, make: Callable[[], T]) -> T:
        """What `make` gives for the snapshot's generation, made once and kept until the next generation.

        Not kept while the graph's server has yet to follow to that generation.
        """
        generation, kept = self._kept
        if generation != snapshot.generation:
            kept = {}
            self._kept = (snapshot.generation, kept)
        if name in kept:
            found: T = kept[name]
            return found
        made = make()
        if snapshot.graph.generation() == snapshot.generation:
            kept[name] = made
        return made

    def close(self) -> None:
        """Lets the engine and the graph's connection go."""
        with self._lock:
            self._engine = None
            self._neo4j.close()

    def _open_store(self, connection: sqlite3.Connection) -> GraphStore:
        if self.settings.graph == "embedded":
            from graph.stores.embedded import EmbeddedStore

            return EmbeddedStore(connection)
        return self._neo4j


def open_neo4j(settings: Settings) -> Neo4jStore:
    """The Neo4j store of the settings, verified; raises GraphUnavailable."""
    from graph.stores.neo4j import Neo4jStore
    from graph.stores.neo4j_settings import Neo4jSettings

    return Neo4jStore(
        Neo4jSettings(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=settings.neo4j_password,
            database=settings.neo4j_database,
            encrypted=settings.neo4j_encrypted,
            trust=settings.neo4j_trust,
            timeout=settings.neo4j_timeout,
        )
    )

"""A small workspace of invented documents, ingested once, and the service over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.ask.catalogue import Catalogue, catalogue
from search_api.settings import load_settings
from tests.corpora import SAMPLE, ingested

DOCUMENTS = Path(__file__).parent / "served"


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds a resolution, the plan for it, the letter for the plan and a report."""
    folder = tmp_path_factory.mktemp("served") / "kho"
    report = ingest(Workspace.open(folder, create=True), [DOCUMENTS], load_encoder(None))
    assert report.set_aside == ()
    return folder


@pytest.fixture(scope="session")
def served(served_folder: Path) -> Iterator[TestClient]:
    """A client of the app over that workspace; errors of the server come back as answers."""
    with TestClient(create_app(load_settings(served_folder, {})), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The names of a part of the sample corpus."""
    with ingested(tmp_path_factory.mktemp("names"), sorted(SAMPLE.iterdir())[:9]) as (snapshot, _):
        yield catalogue(snapshot)

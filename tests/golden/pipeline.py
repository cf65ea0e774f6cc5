"""The export of the sample corpus, made as a user makes it: ingested into a workspace, exported from its generation."""

from __future__ import annotations

from pathlib import Path

from embeddings.encoder import load_encoder
from ingest.export import export
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from tests.corpora import SAMPLE

GOLDEN = Path(__file__).with_name("export")


def export_sample(workspace: Path, out: Path) -> None:
    """Ingests the sample corpus into a new workspace and writes its export into `out`."""
    opened = Workspace.open(workspace, create=True)
    report = ingest(opened, [SAMPLE], load_encoder(None))
    if report.set_aside:
        raise RuntimeError(f"set aside: {report.set_aside}")
    with opened.snapshot() as snapshot:
        export(snapshot, out)

"""`python -m tests.contract.full_disk FOLDER DOCUMENTS`: ingests on a small disk that is filled more and less; run where FOLDER is one.

Prints a JSON list, an entry for each room that was left: the error's class, message and generation, and whether all answers stayed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from embeddings.encoder import load_encoder
from embeddings.protocols import Encoder
from graph.errors import DiskFull
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.settings import load_settings

PATHS = ("/search?q=k%E1%BA%BF+ho%E1%BA%A1ch", "/tasks?as_of=2025-10-01", "/documents?held=true", "/findings", "/readyz")
STEP = 48 * 1024


def fill(ballast: Path, leave: int) -> None:
    """Writes until about `leave` bytes are free."""
    ballast.unlink(missing_ok=True)
    with ballast.open("wb") as file:
        while (free := shutil.disk_usage(ballast.parent).free) > leave:
            file.write(bytes(min(free - leave, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())


def answers(client: TestClient) -> list[tuple[int, Any]]:
    return [(found.status_code, found.json()) for found in (client.get(f"/api/v1{path}") for path in PATHS)]


def attempt(workspace: Workspace, document: Path, encoder: Encoder) -> dict[str, Any]:
    try:
        ingest(workspace, [document], encoder)
    except DiskFull as error:
        return {"error": "DiskFull", "message": str(error)}
    return {"error": None}


def main(folder: Path, documents: Path) -> None:
    encoder = load_encoder(None)
    first, *rest = sorted(path for path in documents.iterdir() if path.suffix in {".txt", ".md"})
    more = rest[0]
    workspace = Workspace.open(folder / "kho", create=True)
    ingest(workspace, [first], encoder)
    told: list[dict[str, Any]] = []
    with TestClient(create_app(load_settings(folder / "kho", {}))) as client:
        before = answers(client)
        for leave in range(0, 40 * STEP, STEP):
            fill(folder / "ballast", leave)
            entry = attempt(workspace, more, encoder)
            entry |= {"leave": leave, "generation": workspace.generation(), "same": answers(client) == before}
            entry["folders"] = len(list((folder / "kho" / "generations").iterdir()))
            told.append(entry)
            if entry["error"] is None:
                break
        (folder / "ballast").unlink()
        ingest(workspace, [documents], encoder)
        found = answers(client)
        told.append({"held": found[2][1]["total"], "status": [status for status, _ in found]})
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

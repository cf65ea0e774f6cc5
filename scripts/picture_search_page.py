"""Takes the README's picture of the search page over the sample corpus: `python scripts/picture_search_page.py`. Needs Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.cli.serving import listen
from search_api.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "search.png"
PAGE = "/?q=kinh%20te%20bien"
SIZE = (1366, 860)
SHOWN = 1000
COLOURS = 96
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-background-networking")


def main() -> None:
    """Serves the sample, photographs the page, keeps it small."""
    browser = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("Chromium is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        with served(Path(folder) / "kho") as address:
            size = f"--window-size={SIZE[0]},{SIZE[1]}"
            profile = f"--user-data-dir={folder}/profile"
            subprocess.run(
                [browser, *FLAGS, size, profile, f"--screenshot={shot}", address + PAGE], check=True, capture_output=True
            )
        keep_small(shot)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KiB")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server over the sample corpus."""
    ingest(Workspace.open(folder, create=True), [ROOT / "data" / "sample"], load_encoder(None))
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(load_settings(folder, {})), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def keep_small(shot: Path) -> None:
    """The picture in few colours at the width that a README shows."""
    with Image.open(shot) as taken:
        small = taken.convert("RGB").resize((SHOWN, round(taken.height * SHOWN / taken.width)), Image.Resampling.LANCZOS)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()

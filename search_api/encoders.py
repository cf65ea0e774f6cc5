"""Which encoder a workspace uses: the settings' model, or what `vanmach rebuild --adapt` made of it; and that of a generation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings.encoder import DEFAULT_MODEL, Prefixes, StaticEncoder, is_static, load_encoder, model_folder
from embeddings.protocols import Encoder, Vectors
from search_api.settings import Settings

ADAPTED = Path("models") / "adapted"
BASE = "base.json"


class NoEncoder:
    """Stands for a model that is gone: gives vectors that fit no others."""

    name = "-"
    dimensions = 0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 0), np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 0), np.float32)


def base_encoder(settings: Settings) -> Encoder:
    """The model of the settings itself. Raises ValueError where it needs a package that is not installed."""
    given = settings.query_prefix or settings.passage_prefix
    prefixes = Prefixes(settings.query_prefix, settings.passage_prefix) if given else None
    return load_encoder(settings.encoder or None, prefixes)


def encoder_of(settings: Settings) -> Encoder:
    """The model that the workspace is to be encoded with: the adapted one as long as it was made of the settings' model."""
    base = base_encoder(settings)
    folder = settings.folder / ADAPTED
    return StaticEncoder(folder) if is_static(folder) and _made_of(folder) == base.name else base


def encoder_named(name: str, settings: Settings, current: Encoder) -> Encoder | None:
    """The model that a generation was made with; None where it cannot be had any more (its words are still found)."""
    if current.name == name:
        return current
    shipped = StaticEncoder(model_folder(DEFAULT_MODEL))
    if shipped.name == name:
        return shipped
    folder = settings.folder / ADAPTED
    adapted = StaticEncoder(folder) if is_static(folder) else None
    return adapted if adapted is not None and adapted.name == name else None


def keep_adapted(made: Path, base: Encoder, settings: Settings) -> Encoder:
    """Puts an adapted model in its place in the workspace; returns it."""
    folder = settings.folder / ADAPTED
    old = folder.with_name(f"{folder.name}.old")
    (made / BASE).write_text(json.dumps({"base": base.name}), encoding="utf-8")
    remove(old)
    if folder.exists():
        folder.rename(old)
    made.rename(folder)
    remove(old)
    return StaticEncoder(folder)


def remove(folder: Path) -> None:
    """Takes a folder away with all in it, if it is there."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    if folder.exists():
        folder.rmdir()


def _made_of(folder: Path) -> str | None:
    try:
        found: str | None = json.loads((folder / BASE).read_text("utf-8")).get("base")
    except (OSError, ValueError):
        return None
    return found

"""Texts to vectors: the shipped static model read with numpy alone, or any sentence-transformers model by name or folder."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.features import features
from embeddings.protocols import Encoder, Vectors
from embeddings.static_files import read_vocabulary, read_weights

DEFAULT_MODEL = "vanmach-static"
# What the makers of these models prescribe; other models are fed the text as it is.
PREFIXES: Mapping[str, tuple[str, str]] = {
    "intfloat/multilingual-e5-small": ("query: ", "passage: "),
    "intfloat/multilingual-e5-base": ("query: ", "passage: "),
    "intfloat/multilingual-e5-large": ("query: ", "passage: "),
}


def normalise_rows(rows: NDArray[np.float32]) -> Vectors:
    """Rows at unit length; a row of zeros stays."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    norms[norms == 0] = 1
    return np.ascontiguousarray(rows / norms, dtype=np.float32)


class StaticEncoder:
    """A static model: a text's vector is the mean of the vectors of its features, at unit length.

    Gives what sentence-transformers gives for the same folder when fed `embeddings.features.write_features(text)`.
    """

    def __init__(self, folder: Path) -> None:
        self._vocabulary = read_vocabulary(folder)
        self._rows, self._scales = read_weights(folder)
        self._unknown = self._vocabulary.get("[UNK]", 0)
        self.name = f"{folder.name}-{_fingerprint(folder)}"

    @property
    def dimensions(self) -> int:
        return int(self._rows.shape[1])

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """Feature -> row."""
        return self._vocabulary

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of features by row number, not at unit length: their length is their weight."""
        taken = self._rows[ids].astype(np.float32)
        return taken if self._scales is None else taken * self._scales[ids, None]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        sums = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        look_up, unknown = self._vocabulary.get, self._unknown
        for number, text in enumerate(texts):
            ids = [look_up(feature, unknown) for feature in features(text)]
            if ids:
                sums[number] = self._sum(np.array(ids, dtype=np.int64))
        return normalise_rows(sums)

    def _sum(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The sum of the features' vectors; one text at a time stays in the processor's cache."""
        taken = self._rows[ids].astype(np.float32)
        total: NDArray[np.float32] = taken.sum(axis=0) if self._scales is None else self._scales[ids] @ taken
        return total


@dataclass(frozen=True, slots=True)
class Prefixes:
    query: str = ""
    passage: str = ""


class SentenceTransformerEncoder:
    """Any model that sentence-transformers can load, by name or folder. Needs the extra `vanmach[models]`."""

    def __init__(self, name_or_folder: str, prefixes: Prefixes | None = None) -> None:
        from sentence_transformers import SentenceTransformer

        self._model: Any = SentenceTransformer(name_or_folder, device="cpu")
        self._prefixes = prefixes or Prefixes(*PREFIXES.get(name_or_folder, ("", "")))
        self.name = f"{name_or_folder}|{self._prefixes.passage}" if self._prefixes.passage else name_or_folder

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension())

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._prefixes.passage)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._prefixes.query)

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows = self._model.encode(
            [prefix + text for text in texts],
            batch_size=32,
            show_progress_bar=False,
            normalize_embeddings=True,
            convert_to_numpy=True,
        )
        return np.ascontiguousarray(rows, dtype=np.float32)


def load_encoder(name_or_folder: str | None = None, prefixes: Prefixes | None = None) -> Encoder:
    """The shipped model for None; a static model's folder by numpy; anything else through sentence-transformers.

    Raises:
        ValueError: for another model where the extra `vanmach[models]` is not installed.
    """
    if name_or_folder is None or name_or_folder == DEFAULT_MODEL:
        return StaticEncoder(model_folder(DEFAULT_MODEL))
    folder = Path(name_or_folder)
    if is_static(folder):
        return StaticEncoder(folder)
    if importlib.util.find_spec("sentence_transformers") is None:
        raise ValueError(f"Mô hình “{name_or_folder}” cần gói bổ sung: pip install 'vanmach[models]'.")
    return SentenceTransformerEncoder(name_or_folder, prefixes)


def model_folder(name: str) -> Path:
    """Where a model that ships with the package lies."""
    return Path(str(files("data"))) / "models" / name


def is_static(folder: Path) -> bool:
    """Whether a folder holds a static model with the features of this package (an int8 or whole StaticEmbedding)."""
    modules = folder / "modules.json"
    return modules.is_file() and "StaticEmbedding" in modules.read_text("utf-8") and (folder / "tokenizer.json").is_file()


def _fingerprint(folder: Path) -> str:
    """Tells revisions of a model apart: eight hex digits over its weights."""
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()[:8]

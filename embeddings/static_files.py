"""The files of a static encoder: a sentence-transformers folder whose weights are int8 rows with a float32 scale each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
SETTINGS: dict[str, Any] = {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row as int8 with the scale that brings it back."""
    scale = np.abs(weights).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.round(weights / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def write_model(folder: Path, vocabulary: Mapping[str, int], weights: NDArray[np.float32], unknown: str) -> None:
    """Writes tokenizer, weights and module list; `vocabulary` maps features to rows of `weights`."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(WordLevel(dict(vocabulary), unk_token=unknown))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    rows, scales = quantise(weights)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors")
    (folder / "modules.json").write_text(json.dumps(MODULES, indent=1) + "\n", encoding="utf-8")
    (folder / "config_sentence_transformers.json").write_text(json.dumps(SETTINGS, indent=1) + "\n", encoding="utf-8")
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}\n", encoding="utf-8")


def read_weights(folder: Path) -> tuple[NDArray[np.int8 | np.float16 | np.float32], NDArray[np.float32] | None]:
    """Rows and their scales (None where the rows are the weights themselves, as StaticEmbedding saves them)."""
    tensors = load_file(folder / "model.safetensors")
    if "embedding.weight" in tensors:
        return tensors["embedding.weight"], None
    return tensors["embeddings"], tensors.get("weights")


def read_vocabulary(folder: Path) -> dict[str, int]:
    """Feature -> row, as the tokenizer file says."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    return vocabulary

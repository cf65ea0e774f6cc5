"""The word lists of `data/identity/words.toml`, read once."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files("data") / "identity" / "words.toml").read_text("utf-8"))

COMMON = frozenset(_LISTS["common"].split())
"""Words that half of all titles have."""
CARRYING = frozenset(_LISTS["carrying"].split())
"""Words that join a name to what the document carries out."""
TYPES = frozenset(_LISTS["types"].split())
"""First words of the names of kinds of documents."""
BODIES = frozenset(_LISTS["bodies"].split())
"""Words that names of issuing bodies are made of."""
PLAIN = frozenset(_LISTS["plain"].split())
"""Words by which two spellings of one name may differ without being two names."""
TELLING = frozenset(_LISTS["telling"].strip().split(", "))
"""Phrases that make another document of a name: what amends it, sums it up, reports on it."""

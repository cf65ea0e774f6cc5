"""What training reads: titles and bodies as syllables without numbers."""

from __future__ import annotations

from vietnamese.syllables import syllables

Article = tuple[list[str], list[str]]
"""Title and body as syllables without numbers."""


def plain(text: str) -> list[str]:
    return [word for word in syllables(text) if not any(c.isdigit() for c in word)]

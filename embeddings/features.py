"""What the static encoder reads of a text: its syllables and the pairs of neighbours, numbers left out."""

from __future__ import annotations

from vietnamese.syllables import bigrams, syllables


def features(text: str) -> list[str]:
    """Syllables, then overlapping pairs. Syllables with a digit are left out: numbers belong to the exact lane.

    >>> features("Đầu tư công 2025")
    ['đầu', 'tư', 'công', 'đầu_tư', 'tư_công']
    """
    words = [word for word in syllables(text) if not any(c.isdigit() for c in word)]
    return words + bigrams(words)


def write_features(text: str) -> str:
    """The features as one line that a white-space tokenizer splits again: what any sentence-transformers model here is fed."""
    return " ".join(features(text))

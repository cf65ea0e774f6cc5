"""How findings quote what is printed, and the place that they point to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.identity.describe import Printing
from graph.identity.records import Held
from graph.identity.resolved import Resolved
from graph.records import Document, Evidence

MANY = 8
"""How many places a finding points to at most."""


def day(date: str) -> str:
    """An ISO date as officials write it: `02/9/2025`, `22/12/2024`."""
    year, month, number = (int(part) for part in date.split("-"))
    return f"{number:02d}/{month:02d}/{year}" if month < 3 else f"{number:02d}/{month}/{year}"


def name(document: Document) -> str:
    """A document as it is spoken of: "Nghị quyết số 71-NQ/TW", "Quy chế làm việc ..."."""
    if document.number:
        return f"{document.type or 'Văn bản'} số {document.number}"
    return f"{document.type or 'Văn bản'} {document.title or ''}".strip()


def quoted(values: Iterable[str]) -> str:
    """`“a”; “b”`."""
    return "; ".join(f"“{value}”" for value in values)


def at(resolved: Resolved, printing: Printing) -> Evidence:
    """The sentence of a citation, or the citation itself."""
    cited, held = printing.cited, printing.held
    if cited.sentence is not None:
        return resolved.evidence(held, cited.sentence)
    return Evidence(resolved.key(held), cited.start, cited.end, cited.surface)


def heading(resolved: Resolved, held: Held) -> Evidence:
    """A held document's own heading; its beginning where none was found."""
    span = held.header.span
    if span is not None:
        return resolved.evidence(held, span)
    passage = held.extraction.passages[0] if held.extraction.passages else None
    if passage is None:
        return Evidence(resolved.key(held), 0, 0, "")
    return Evidence(resolved.key(held), passage.start, passage.end, passage.text)


def one_each(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Every place once, in order, not more than `MANY`."""
    return tuple(dict.fromkeys(pieces))[:MANY]

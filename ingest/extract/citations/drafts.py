"""A citation while it is being read: positions in its unit, not yet raw offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extraction import CitationForm
from ingest.extract.citations.tails import Tail
from ingest.extract.citations.units import Unit


@dataclass(slots=True)
class Draft:
    """`text[start:end]` of the unit is the surface; `core` is where its number or name ends, before any date."""

    unit: Unit
    start: int
    core: int
    form: CitationForm
    kind: str | None
    tail: Tail
    number: str | None = None
    bare: str | None = None
    year: int | None = None
    title: tuple[int, int] | None = None
    planned: bool = False
    antecedent: Draft | None = None
    about: list[Draft] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The end of the surface: of the date where that follows at once, else of the number or name."""
        return max(self.core, self.tail.adjacent or 0)


@dataclass(frozen=True, slots=True)
class KindWord:
    """The name of a kind of documents at `text[start:end]` of a unit; `upper` where it begins with a capital letter."""

    start: int
    end: int
    name: str
    upper: bool

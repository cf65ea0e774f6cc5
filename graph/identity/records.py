"""The values that pass between the steps of identity."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extraction import Extraction, Header, SourceExtraction
from graph.identity.bodies import Body, Home, Places
from graph.identity.titles import Title


@dataclass(frozen=True, slots=True)
class Held:
    """A held document: its sources (the primary one supplies text and offsets) and what they say together at head and foot.

    `latest` is the last day on which it can have been issued (ISO 8601), None where nothing is printed; `earliest` the first.
    """

    index: int
    primary: SourceExtraction
    sources: tuple[SourceExtraction, ...]
    header: Header
    home: Home
    earliest: str | None
    latest: str | None

    @property
    def extraction(self) -> Extraction:
        return self.primary.extraction


@dataclass(frozen=True, slots=True)
class Facet:
    """One document as one held document speaks of it: mentions that print the same things. `own`: its own heading.

    `folded` is the number's form for comparing; `family` its type's; `places` where it can be from; `issuer` the printed body.
    """

    held: int
    mentions: tuple[int, ...]
    own: bool
    number: str
    folded: str
    date: str | None
    year: int | None
    family: str | None
    places: Places
    issuer: Body
    title: Title | None
    sound: bool = True
    """Whether its date is not later than the document that prints it."""


@dataclass(slots=True)
class Entity:
    """A document, held or only cited, with all that is said of it: numbered `facets` and unnumbered `names`."""

    facets: list[Facet] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    held: int | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """An unnumbered document as one held document speaks of it. `about`: entities that its name says it carries out."""

    held: int
    mentions: tuple[int, ...]
    own: bool
    family: str | None
    places: Places
    issuer: Body
    title: Title | None
    words: tuple[str, ...]
    about: frozenset[int]
    planned: bool
    date: str | None = None
    pure: bool = False
    """Whether it says nothing but what the document carries out."""
    year: int | None = None
    """As printed: "Luật Giá năm 2012"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention means: one entity, several that it may mean (`candidates`), or none. `self`: the document it stands in."""

    entity: int | None
    candidates: tuple[int, ...] = ()
    is_self: bool = False

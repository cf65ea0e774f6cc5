"""What a question names: values with the place where it names them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Bound = Literal["within", "before", "after", "at"]
Compare = Literal[">", ">=", "<", "<=", "="]


@dataclass(frozen=True, slots=True)
class DocumentSlot:
    """Documents that the words may mean, likeliest first. `keys` is empty where the corpus has none of that number."""

    keys: tuple[str, ...]
    label: str
    start: int
    end: int
    by_number: bool
    titled: tuple[int, int] | None = None
    """Where the question repeats words of the document's title in their order: what stands there is no condition of its own."""

    @property
    def certain(self) -> bool:
        """Whether a number or the document's own title names it."""
        return self.by_number or self.titled is not None


@dataclass(frozen=True, slots=True)
class AgencySlot:
    """An agency by its canonical name; `others` are further agencies that the same words may mean."""

    name: str
    others: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GroupSlot:
    """A group of agencies that is no single one, as the question writes it ("các sở, ngành", "UBND cấp xã")."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PeriodSlot:
    """Days from `begin` to `finish` (ISO, both included) and how the question bounds by them; `assumed` where it gives no year."""

    begin: str
    finish: str
    bound: Bound
    label: str
    assumed: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AmountSlot:
    """An amount in million đồng with its comparison."""

    million: float
    compare: Compare
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShareSlot:
    """A percentage with its comparison."""

    percent: float
    compare: Compare
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameSlot:
    """A project, an indicator or a place: ids or names that the words may mean, best first, with how much of the words they explain."""

    ids: tuple[str, ...]
    label: str
    start: int
    end: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything recognised in a question. `types` are document types named as a filter ("kế hoạch nào"), `city` is "của thành phố"."""

    documents: tuple[DocumentSlot, ...] = ()
    agencies: tuple[AgencySlot, ...] = ()
    groups: tuple[GroupSlot, ...] = ()
    periods: tuple[PeriodSlot, ...] = ()
    amounts: tuple[AmountSlot, ...] = ()
    shares: tuple[ShareSlot, ...] = ()
    projects: NameSlot | None = None
    indicators: NameSlot | None = None
    places: tuple[NameSlot, ...] = ()
    types: tuple[str, ...] = ()
    city: bool = False
    foreign: tuple[str, ...] = ()
    """Provinces and cities that the question names and no agency of the corpus belongs to."""
    rest: tuple[str, ...] = field(default=())
    """Folded words that no slot, cue or stop word explains: what a described task, project or document is about."""
    topic: tuple[str, ...] = field(default=())
    """`rest` with the words of agencies, which may belong to what is described ("quy chế phối hợp giữa Ủy ban Kiểm tra ...")."""

"""What one document says: everything found in it, before anything is known of the others. Offsets point into the raw text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.records import Deadline, NamedDeadline, PassageKind, Period, RelationType

CitationForm = Literal["numbered", "named", "short", "back", "self"]


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence or another stretch: raw offsets and its readable text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself at its head and foot. Names are as printed, joined to one line."""

    type: str | None
    number: str | None
    date: str | None
    date_printed: str | None
    issuer: str | None
    """The body signed for, as printed; None where neither foot nor letterhead says."""
    letterhead: tuple[str, ...]
    """Lines of the letterhead from the upper body to the lower one: ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "VĂN PHÒNG")."""
    place: str | None
    """The place before the date: "Hải Phòng"."""
    title: str | None
    period: Period | None
    signer: str | None
    signer_role: str | None
    recipients: tuple[str, ...]
    span: Span | None
    """Its heading (type and title), where a hit on the document points."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A stretch of a document; `context` says what it must be read with: the words that a footnote follows, the row above a part."""

    kind: PassageKind
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int
    context: str = ""


@dataclass(frozen=True, slots=True)
class FoundFootnote:
    marker: str
    anchor: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a document is meant. `type`, `number`, `date`, `year`, `issuer`, `title` as printed there.

    `number` is in normal form (CONTRACT 1), None where no code is printed; then `bare` may hold the digits ("Nghị quyết 71",
    "Nghị định 126"). `form`: `named` has a title or an event instead of a number, `back` is "Nghị quyết này/nêu trên"
    (`antecedent` = index of the citation it points to, where one is certain), `self` is the document's own number or name.
    `planned`: a document still to be drafted. `about`: indexes of the citations that its own name carries ("Chương trình hành
    động thực hiện Nghị quyết số 71-NQ/TW": an unnumbered document about 71-NQ/TW).
    """

    start: int
    end: int
    surface: str
    form: CitationForm
    type: str | None
    number: str | None
    bare: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    antecedent: int | None = None
    planned: bool = False
    about: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names given to it here ("sau đây gọi là Kế hoạch 12")."""
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """`source` and `target` are indexes into `Extraction.citations`; source None means the document itself."""

    source: int | None
    type: RelationType
    target: int
    planned: bool
    evidence: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task; agency names as printed (groups too), posts already turned to their agency in `lead`.

    `cited`: indexes of the citations that its own words, in this order, say it carries out; `inherited`: those of its annex's title,
    its letter's opening and the heading it stands under.
    """

    ordinal: str | None
    section: tuple[str, ...]
    text: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    authority: tuple[str, ...]
    product: str | None
    deadline_raw: str | None
    deadline: Deadline
    deadlines: tuple[NamedDeadline, ...]
    cited: tuple[int, ...]
    inherited: tuple[int, ...]
    evidence: Span
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An organisation named in the text. `group`: generic ("các sở, ngành"); `post`: it stands inside a post's name."""

    start: int
    end: int
    surface: str
    group: bool = False
    post: bool = False


@dataclass(frozen=True, slots=True)
class FoundProject:
    name: str
    ordinal: str | None
    investment_million_vnd: float | int | None
    location: tuple[str, ...]
    funding: str | None
    plan: str | None
    progress: str | None
    summary: str | None
    forecast: str | None
    recommendation: str | None
    milestone: str | None
    owner: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    ordinal: str | None
    name: str
    unit: str | None
    period: str | None
    values: Mapping[str, str]
    verdict: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """A query that one document alone gives rise to (figures that disagree, an impossible date, a task with no lead)."""

    kind: Literal["figure_conflict", "impossible_date", "no_lead", "plan_missed", "overdue"]
    subject: str
    message: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says."""

    header: Header
    passages: tuple[FoundPassage, ...] = ()
    footnotes: tuple[FoundFootnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    relations: tuple[FoundRelation, ...] = ()
    tasks: tuple[FoundTask, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    projects: tuple[FoundProject, ...] = ()
    indicators: tuple[FoundIndicator, ...] = ()
    findings: tuple[FoundFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceExtraction:
    """One file's extraction with what identity needs to know of the file. `source` is its name as CONTRACT 1 gives it."""

    source: str
    sha256: str
    text_sha256: str
    length: int
    text_source: Literal["born_digital", "ocr", "legacy"]
    extraction: Extraction

"""From ties to relations: whose relation it is, footnotes, what is denied, planned or only cited."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph.codes import genre
from graph.extraction import Citation, FoundRelation, Header, Span
from graph.identity.bodies import read_body
from graph.records import RelationType
from ingest.extract.citations.units import Unit
from ingest.extract.relations.clauses import Governor, Tie, joined_governors, parse
from ingest.extract.relations.lists import listed_under
from ingest.extract.relations.mentions import Mention, Stretch, stretches
from ingest.extract.relations.subjects import LEGAL, Author
from ingest.extract.relations.triggers import Trigger, group_trigger
from ingest.extract.relations.zones import article_blocks, task_blocks
from ingest.layout.records import Layout

_OWN_TYPES: frozenset[RelationType] = frozenset({"implements", "continues", "reviews", "based_on"})
_CHANGED_ANNEX = re.compile(
    r"(?:(?P<ends>bãi bỏ|hủy bỏ)|(?P<replaces>thay thế)|sửa đổi|bổ sung|điều chỉnh)(?![^\W\d_])[^.;:]{0,200}?(?:quy định"
    r"|quy chế|kế hoạch|đề án|điều lệ|"
    r"chương trình|danh mục|bảng giá|phụ lục|chính sách|nội quy)(?![^\W\d_])[^.;:]*$",
    re.IGNORECASE,
)
_ANNEXES = frozenset(
    {"Quy chế", "Quy định", "Kế hoạch", "Chương trình", "Đề án", "Điều lệ", "Phương án", "Chiến lược", "Quy hoạch"}
)
_HEAD_BLOCKS = 14
_COMES_WITH = re.compile(r"\W*(?:được\s+)?(?:ban hành\s+)?kèm\s+theo\s+", re.IGNORECASE)
_ISSUED_WITH = re.compile(r"ban hành\s+kèm\s+theo\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:các|những)(?![^\W\d_])")
_SAID_OF: frozenset[RelationType] = frozenset({"amends", "replaces", "repeals", "corrects"})
_WORDED = re.compile(r"^\W*(?:\d{1,3}\W*)?|(?:đã|hiện|nay|được|bị|vừa)(?![^\W\d_])", re.IGNORECASE)
_ENDED = re.compile(r"(?:(?:hết|chấm dứt) hiệu lực|(?:đều|bị) bãi bỏ(?!\s+(?:bởi|bằng|theo|tại)))(?![^\W\d_])", re.IGNORECASE)


class Builder:
    """Gathers the relations of one document, each once with its best evidence."""

    def __init__(self, layout: Layout, header: Header, citations: Sequence[Citation]) -> None:
        self.layout = layout
        self.citations = citations
        self.author = Author(
            genre(header.type),
            task_blocks(layout, header),
            article_blocks(layout),
            read_body(header.issuer or " ".join(header.letterhead)),
        )
        self.stretches = stretches(layout, citations)
        self.marks = {
            mark.anchor: (stretch, mark.position)
            for stretch in self.stretches
            if stretch.unit.row is None
            for mark in layout.blocks[stretch.unit.block].marks
        }
        self.ties: dict[int, tuple[Unit, Tie, tuple[int, int]]] = {}
        self.found: dict[tuple[int | None, str, int, bool], FoundRelation] = {}

    def build(self) -> tuple[FoundRelation, ...]:
        """All relations, sorted."""
        for stretch in self.stretches:
            if stretch.mentions:
                self._sentences(stretch)
        self._lists()
        self._annexed()
        self._footnotes()
        self._issued_through()
        self._cites()
        return tuple(sorted(self.found.values(), key=lambda r: (-1 if r.source is None else r.source, r.type, r.target, r.planned)))

    def _sentences(self, stretch: Stretch) -> None:
        unit = stretch.unit
        for start, end in unit.sentences:
            mentions = [m for m in stretch.mentions if start <= m.start < end]
            if not mentions:
                continue
            ties = parse(unit.text, start, end, mentions)
            for tie in ties:
                self.ties[tie.mention.citation] = (unit, tie, (start, end))
                for governor in joined_governors(unit.text, tie, ties):
                    self._relate(unit, tie.mention, governor, (start, end))
            self._ended(unit, mentions, (start, end))
            self._enclosed(unit, mentions, (start, end))

    def _relate(self, unit: Unit, mention: Mention, governor: Governor, sentence: tuple[int, int]) -> None:
        trigger, subject = governor.trigger, governor.subject
        if mention.index is None and not (trigger.rule == "issued_with" and subject is not None):
            return
        if subject is None and trigger.rule == "issued_with":
            self._through_annex(unit, mention, governor, sentence)
            return
        if subject is None:
            if not self.author.acts(unit, trigger, sentence):
                return
            source: int | None = None
        else:
            source = subject.index
        planned = trigger.planned or (subject is not None and subject.planned)
        self._add(source, trigger, mention.index, planned, unit, sentence)

    def _through_annex(self, unit: Unit, mention: Mention, governor: Governor, sentence: tuple[int, int]) -> None:
        """ "Sửa đổi một số điều của Quy định ... ban hành kèm theo Quyết định A": A is changed, by the document in whose title this stands."""
        acting = governor.titled
        begin = governor.anchor if acting is None else acting.title_start
        changed = _CHANGED_ANNEX.search(unit.text, max(sentence[0], begin), governor.trigger.start)
        if changed is None or mention.index is None:
            return
        if acting is None and (self.author.kind not in LEGAL or unit.block in self.author.tasks):
            return
        source = None if acting is None else acting.index
        if acting is None or source is not None:
            type_: RelationType = "repeals" if changed["ends"] else "replaces" if changed["replaces"] else "amends"
            self._put(source, type_, mention.index, False, unit.span(*sentence), "issued_through", 0.88)

    def _add(
        self, source: int | None, trigger: Trigger, target: int | None, planned: bool, unit: Unit, sentence: tuple[int, int]
    ) -> None:
        if trigger.reversed_ or trigger.rule == "issues":
            source, target = target, source
        if target is None or source == target or self._same(source, target):
            return
        self._put(source, trigger.type, target, planned, unit.span(*sentence), trigger.rule, trigger.confidence)

    def _same(self, source: int | None, target: int) -> bool:
        """Whether both mentions mean one document: the same number and no two dates."""
        if source is None:
            return False
        one, other = self.citations[source], self.citations[target]
        if any(self.citations[i].number == other.number is not None and i != target for i in one.about):
            return True
        return one.number is not None and one.number == other.number and (one.date == other.date or None in (one.date, other.date))

    def _put(
        self, source: int | None, type_: RelationType, target: int, planned: bool, span: Span, rule: str, confidence: float
    ) -> None:
        key = (source, type_, target, planned)
        if key not in self.found or self.found[key].confidence < confidence:
            self.found[key] = FoundRelation(source, type_, target, planned, span, rule, round(confidence, 2))

    def _ended(self, unit: Unit, mentions: Sequence[Mention], sentence: tuple[int, int]) -> None:
        """ "Quyết định số A, Quyết định số B hết hiệu lực": a legal document ends others; never said by a report."""
        end = _ENDED.search(unit.text, *sentence)
        if end is None or self.author.kind not in LEGAL or unit.block in self.author.tasks:
            return
        clause = max(unit.text.rfind(";", sentence[0], end.start()), sentence[0])
        for mention in mentions:
            if clause <= mention.start and mention.end <= end.start() and mention.index is not None and not self._changed(mention):
                self._put(None, "repeals", mention.index, False, unit.span(*sentence), "ended", 0.9)

    def _changed(self, mention: Mention) -> bool:
        """Whether its own clause already says what becomes of a document."""
        tie = self.ties.get(mention.citation)
        governor = tie[1].governor if tie is not None else None
        return governor is not None and governor.trigger.type in ("replaces", "repeals")

    def _lists(self) -> None:
        """ "Bãi bỏ các văn bản sau đây:" and what its items name first."""
        if self.author.kind not in LEGAL:
            return
        for unit, mention, lead in listed_under(self.layout.blocks, self.stretches):
            if mention.index is not None and not self._told(mention):
                self._put(
                    None, lead.type, mention.index, lead.planned, unit.span(*unit.sentence_at(mention.start)), lead.rule, 0.93
                )

    def _annexed(self) -> None:
        """ "(Ban hành kèm theo Quyết định số A)" below the title of a regulation or a plan that is held by itself."""
        if self.author.kind not in _ANNEXES:
            return
        for stretch in self.stretches:
            first = stretch.mentions[0] if stretch.unit.block < _HEAD_BLOCKS and stretch.mentions else None
            if first is not None and first.index is not None and _COMES_WITH.fullmatch(stretch.unit.text, 0, first.start):
                self._put(
                    None, "issued_with", first.index, False, stretch.unit.span(*stretch.unit.sentence_at(0)), "issued_with", 0.97
                )

    def _told(self, mention: Mention) -> bool:
        tie = self.ties.get(mention.citation)
        return tie is not None and tie[1].governor is not None and tie[1].governor.subject is not None

    def _enclosed(self, unit: Unit, mentions: Sequence[Mention], sentence: tuple[int, int]) -> None:
        """ "Ban hành kèm theo Quyết định này Quy chế A": A is issued with the decision."""
        for decision, enclosed in pairwise(mentions):
            follows = not unit.text[decision.head_end : enclosed.start].strip()
            if (
                follows
                and enclosed.named
                and enclosed.index is not None
                and _ISSUED_WITH.search(unit.text, sentence[0], decision.start)
            ):
                self._put(enclosed.index, "issued_with", decision.citation, False, unit.span(*sentence), "issued_with", 0.97)

    def _footnotes(self) -> None:
        by_block = {stretch.unit.block: stretch for stretch in self.stretches if stretch.unit.row is None}
        for note in self.layout.footnotes:
            stretch = by_block.get(note.block)
            if note.anchor is None or stretch is None or not stretch.mentions:
                continue
            place = self._anchor(note.anchor)
            if place is not None:
                self._inherit(stretch, *place)

    def _anchor(self, anchor: int) -> tuple[Stretch, int] | None:
        """The stretch and the position at which a footnote's mark stands."""
        place = self.marks.get(anchor)
        if place is None:
            return None
        offsets = place[0].unit.normalised.offsets
        return place[0], min(bisect_left(offsets, place[1]), len(place[0].unit.text))

    def _inherit(self, note: Stretch, body: Stretch, position: int) -> None:
        """What the sentence says of the documents that its footnote lists."""
        unit = body.unit
        sentence = unit.sentence_at(max(position - 1, 0))
        before = [m for m in body.mentions if sentence[0] <= m.start < position]
        roots = [m for m in note.mentions if (tie := self.ties.get(m.citation)) and tie[1].root and tie[1].governor is None]
        if before and position - before[-1].head_end > 400:
            before = []
        if before:
            self._told_of(note, before, position)
            self._same_document(before[-1], roots, unit, sentence)
            self._drafted_by_footnote(before, roots, unit, sentence, position)
            if before[-1].head_end >= position - 2 or before[-1].title_end >= position - 2:
                return
        start = max([sentence[0], *(m.head_end for m in before)])
        clause = max(unit.text.rfind(";", start, position) + 1, start)
        if clause > start and _GOES_ON.match(unit.text, clause):
            clause = max(unit.text.rfind(";", start, clause - 1) + 1, start)
            trigger = group_trigger(unit.text.replace(";", ","), clause, position)
        else:
            trigger = group_trigger(unit.text, clause, position)
        if trigger is None or not self.author.acts(unit, trigger, sentence) or trigger.type not in _OWN_TYPES:
            return
        for mention in roots:
            if mention.index is not None and self.citations[mention.citation].about:
                continue
            self._add(None, trigger, mention.index, False, note.unit, note.unit.sentence_at(mention.start))

    def _told_of(self, note: Stretch, before: Sequence[Mention], position: int) -> None:
        """ "Nghị quyết A¹", the footnote "Sửa đổi, bổ sung bởi Nghị quyết B" or "Thay thế Kế hoạch C": said of A."""
        of = next((m for m in reversed(before) if not m.named and m.title_end >= position - 2), before[-1])
        for mention in note.mentions:
            tie = self.ties.get(mention.citation)
            governor = tie[1].governor if tie is not None else None
            if governor is None or governor.subject is not None or of.index is None or mention.index is None:
                continue
            trigger = governor.trigger
            if (
                trigger.type in _SAID_OF
                and not _WORDED.sub("", note.unit.text[note.unit.sentence_at(mention.start)[0] : trigger.start]).strip()
            ):
                self.found.pop((None, trigger.type, mention.index, trigger.planned), None)
                self._add(of.index, trigger, mention.index, False, note.unit, note.unit.sentence_at(mention.start))

    def _same_document(self, cited: Mention, roots: Iterable[Mention], unit: Unit, sentence: tuple[int, int]) -> None:
        tie = self.ties[cited.citation][1]
        number = self.citations[cited.citation].number
        for mention in roots:
            if tie.governor and number is not None and self.citations[mention.citation].number == number:
                self._relate(unit, mention, tie.governor, sentence)

    def _drafted_by_footnote(
        self, before: Sequence[Mention], roots: Sequence[Mention], unit: Unit, sentence: tuple[int, int], position: int
    ) -> None:
        """ "Ban hành kế hoạch ... việc thực hiện Nghị quyết A¹", the footnote "Kế hoạch số B": B is the one that carries A out."""
        cited = before[-1]
        governor = self.ties[cited.citation][1].governor
        if len(roots) != 1 or roots[0].kind is None or governor is None or cited.index is None:
            return
        noun = unit.text.lower().rfind(roots[0].kind.lower(), sentence[0], governor.trigger.start)
        stray = unit.text.count(";", max(noun, 0), position)
        if noun < 0 or stray or (governor.subject is not None and not governor.subject.named):
            return
        self.found.pop((None, governor.trigger.type, cited.index, False), None)
        self._add(roots[0].index, governor.trigger, cited.index, False, unit, sentence)

    def _issued_through(self) -> None:
        """Who changes a regulation changes the decision that it was issued with."""
        issued = [(r.source, r.target) for r in self.found.values() if r.type == "issued_with" and r.rule == "issued_with"]
        for relation in list(self.found.values()):
            if relation.type not in ("amends", "replaces", "repeals"):
                continue
            for annex, decision in issued:
                if annex == relation.target and decision != relation.source:
                    confidence = relation.confidence - 0.05
                    self._put(
                        relation.source, relation.type, decision, relation.planned, relation.evidence, relation.rule, confidence
                    )

    def _cites(self) -> None:
        """Every mention of which nothing more is said."""
        tied = {r.target for r in self.found.values()} | {r.source for r in self.found.values() if r.source is not None}
        for index, citation in enumerate(self.citations):
            if index not in tied and citation.form != "self" and citation.sentence is not None:
                self._put(None, "cites", index, citation.planned, citation.sentence, "mention", 1.0)

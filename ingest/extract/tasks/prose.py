"""Directions in prose: numbered and dashed items under a heading that directs, "Giao ...", "Yêu cầu ...", "Sở X chủ trì ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.agencies import AgencyLexicon
from graph.extraction import FoundTask, Header, Span
from graph.records import Deadline, NamedDeadline
from ingest.extract.agencies import find_agencies
from ingest.extract.tasks.assignees import Charge, charge
from ingest.extract.tasks.carried import Carried
from ingest.extract.tasks.openings import AGREES, CLOSING, LABEL, without_closing
from ingest.extract.tasks.outcomes import outcome
from ingest.extract.tasks.zones import Zone, headings_of, zone_of, zone_of_heading
from ingest.layout.records import Block, Layout, Reading
from vietnamese.deadlines import FoundDeadline, TimeContext, find_deadlines
from vietnamese.sentences import sentences
from vietnamese.text import squeeze

NO_LEAD = "Chỉ đạo không nêu cơ quan thực hiện"
_BODY = ("item", "heading", "paragraph")
_MARK = re.compile(
    r"^\s*(?:[-–—+•*]\s*|\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])\)?[.)/]\s*|(?:\d{1,2}(?:\.\d{1,2})*"
    r"|[IVX]{1,5})[-–]\s+|\(?\d{1,3}(?:\.\d{1,3})+\)?\s+|Điều\s+\d+\.\s*)"
)
_ORDER = re.compile(r"(?i)^\W*(?:giao|yêu cầu|đề nghị|phân công|thống nhất giao)\s+")
_LEADS_IN = re.compile(r":\s*$|\b(?:như sau|sau đây|việc sau|vụ sau|pháp sau|dung sau)\s*[.:…]?\s*$")
_TOPIC = re.compile(r"(?i)^\s*(?:về|đối với|công tác|lĩnh vực|trong lĩnh vực)\b")
_OPENS = re.compile(r"(?i)\b(?:đề nghị|yêu cầu|chỉ đạo|giao)(?:\s[^.;:]{0,100})?\s*:\s*$")
_SHORT_HEADING = 70
_ON_BEHALF = re.compile(r"^\W*(?:\w+\W+\s*)?[A-ZĐỦÔÊ][^,.;:]{3,70}?\s(?=(?:đề nghị|yêu cầu)\s)")
_DIRECTS_OWN = re.compile(r"(?i)^\W*(?:chỉ đạo|lãnh đạo|đôn đốc)\s")
_DONE = re.compile(r"(?i)^\W*(?:đã|trong (?:tháng|quý|năm) .{0,40}\bđã\b)")
_REPORTS_TO = re.compile(
    r"(?i)\b(?:báo cáo(?:\s+(?:kết quả|tình hình|tiến độ|thực hiện|bằng văn bản|tổng hợp)){1,4}\s+(?:về|cho|gửi|đến|tới|lên)"
    r"|báo cáo|trình|xin ý kiến)\s+(?:đồng chí\s+|lãnh đạo\s+)?"
)
_RESOLUTION_OF = re.compile(r"(?i)\b(?:ban hành|xây dựng|thông qua)\s+(?:nghị quyết)\s+của\s+$")
_TOGETHER = re.compile(r"(?i)\bphối hợp(?:\s+(?:chặt chẽ|tốt|hiệu quả))?(?:\s*,\s*\w+)?\s+(?:cùng\s+)?(?:với|cùng)\s+")
_DUTY_VERB = re.compile(
    r"(?i)^\s*[:,]?\s*(?:(?:có trách nhiệm|chịu trách nhiệm|chủ trì|làm đầu mối|khẩn trương|chủ động|tập trung|tiếp tục"
    r"|phối hợp|tham mưu|rà soát|chỉ đạo|lãnh đạo|tổ chức|hoàn thành|hoàn thiện|nghiên cứu|xây dựng|báo cáo|thực hiện"
    r"|triển khai|hướng dẫn|bố trí|cân đối|đôn đốc|theo dõi|nghiêm túc|đẩy nhanh|đẩy mạnh|tăng cường|kiểm tra|giám sát"
    r"|đề xuất|quán triệt|căn cứ|thẩm định|tổng hợp|cung cấp|bảo đảm|đảm bảo|phê duyệt|ban hành|xử lý|giải quyết|sớm"
    r"|kịp thời"
    r"|thường xuyên|định kỳ|trước ngày|trong tháng|nâng cao|lập|trình|công bố|định hướng|quản lý|vận động|tuyên truyền)\b)"
)
_DANGLING = re.compile(
    r"(?i)\b(?:theo|của|và|các|về|với|cho|để|từ|tại|trong|được|số|do|thuộc|là|những|hoặc|nhằm|khi|ban hành|xây dựng"
    r"|thực hiện|trình|gửi|giao|đề nghị|phối hợp|chủ trì)$"
)
_POST_NAME = re.compile(r"(?i)^(?:phó\s+)?(?:bí thư|chủ tịch|thủ tướng|bộ trưởng|giám đốc|thường trực)\b[\w\s]{0,20}$")


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of a block's reading that is one direction."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return squeeze(self.block.reading.text[self.start : self.end])

    @property
    def reading(self) -> Reading:
        r = self.block.reading
        return Reading(r.text[self.start : self.end], r.offsets[self.start : self.end], r.ends[self.start : self.end])


def prose_tasks(
    layout: Layout, header: Header, lexicon: AgencyLexicon, context: TimeContext, carried: Carried
) -> Iterator[FoundTask]:
    """The directions of the running text, in order."""
    reader = _ProseReader(layout, header, lexicon, context, carried)
    for position, block in enumerate(reader.blocks):
        yield from reader.tasks(position, block)


class _ProseReader:
    def __init__(self, layout: Layout, header: Header, lexicon: AgencyLexicon, context: TimeContext, carried: Carried) -> None:
        self.blocks = _joined(layout, [b for b in layout.blocks if b.kind in _BODY])
        self.headings = headings_of(self.blocks)
        self.kind = header.type
        self.reports = (header.type or "").lower().startswith("báo cáo")
        self.lexicon, self.context, self.carried = lexicon, context, carried
        self.opened: int | None = -1
        """The annex (None: the main part) in which a paragraph opened a list of directions."""
        self.charges: list[tuple[int, str, Charge]] = []
        """Open items and headings that name who does what stands under them: (level, reading, charge)."""

    def tasks(self, position: int, block: Block) -> Iterator[FoundTask]:
        self.charges = [c for c in self.charges if c[0] < block.level]
        zone = self._zone(block)
        if block.kind == "heading" and zone_of_heading(block.reading.text) == "told":
            return
        start = self._body(block)
        text = block.reading.text[start:]
        own = charge(text, self.lexicon, ordered=True)
        if self._heads(position, block):
            if (
                own.lead
                and (zone == "direct" or not self.reports)
                and (_ORDER.match(text) or own.work >= len(text) - 80 or zone == "direct" or text.rstrip().endswith(":"))
            ):
                self.charges.append((block.level, block.reading.text, own))
            return
        for passage in self._directions(position, block, start, zone, own):
            yield self._task(passage, block)

    def _zone(self, block: Block) -> Zone:
        """The zone by the headings; items below "... đề nghị:" and "... yêu cầu:" direct too."""
        zone = zone_of(block, self.kind, self.headings)
        if block.kind == "paragraph" and not self.reports and _OPENS.search(block.reading.text):
            self.opened = block.annex
            return zone
        follows = block.kind == "item" and self.opened == block.annex
        return "direct" if zone == "neutral" and follows else zone

    def _body(self, block: Block) -> int:
        match = _MARK.match(block.reading.text)
        return match.end() if match and (block.ordinal or block.kind == "item") else 0

    def _heads(self, position: int, block: Block) -> bool:
        """Whether items stand under this block, so that it directs nothing by itself."""
        if position + 1 >= len(self.blocks) or block.annex != self.blocks[position + 1].annex:
            return False
        following = self.blocks[position + 1]
        if following.level <= block.level:
            return False
        if block.kind == "heading":
            return True
        return following.kind != "paragraph" or bool(_LEADS_IN.search(block.reading.text))

    def _directions(self, position: int, block: Block, start: int, zone: Zone, own: Charge) -> Iterator[_Passage]:
        """The directions of a block that heads nothing: all of it, or its sentences that give an order."""
        text = block.reading.text
        whole = _Passage(block, start, start + without_closing(text[start:]))
        if not text[start:].strip() or CLOSING.match(text[start:]) or zone == "told":
            return
        ordered = bool(_ORDER.match(text[start:])) and bool(own.lead)
        if AGREES.match(text[start:]) and not ordered:
            yield from self._orders_inside(whole)
        elif ordered or self.charges:
            yield from self._by_order(whole)
        elif zone == "direct":
            if self._is_direction(position, block, text[start:]):
                yield from self._by_order(whole)
        elif not self.reports and own.lead and (own.coordinate or _DUTY_VERB.match(text[start:][own.work :])):
            yield from self._by_order(whole)
        elif not self.reports:
            yield from self._orders_inside(whole)

    def _is_direction(self, position: int, block: Block, text: str) -> bool:
        """An item that is no topic line; a paragraph where no items carry the directions of its section."""
        if _LEADS_IN.search(text) or _DONE.match(text) or LABEL.match(text) or len(text.split()) < 5:
            return False
        if block.kind == "item":
            return True
        if block.kind == "heading":
            return not _TOPIC.match(text) and len(text.split()) >= 12
        beside = [b for b in self.blocks if b.section == block.section and b.annex == block.annex and b.kind == "item"]
        return not beside and len(text.split()) >= 10 and bool(block.section) and not self._opens(position)

    def _opens(self, position: int) -> bool:
        """A paragraph under a heading, before deeper headings: it introduces."""
        block = self.blocks[position]
        following = next((b for b in self.blocks[position + 1 :] if b.kind != "paragraph"), None)
        return (
            following is not None
            and following.kind == "heading"
            and following.level == block.level
            and following.section == block.section
        )

    def _by_order(self, whole: _Passage) -> Iterator[_Passage]:
        """A block in one piece, parted where a further sentence gives an order to somebody else."""
        text = whole.block.reading.text
        cuts = [whole.start]
        for start, _ in sentences(text[whole.start : whole.end])[1:]:
            piece = text[whole.start + start :]
            if re.match(r"(?i)\W*giao\s", piece) and charge(piece, self.lexicon).lead:
                cuts.append(whole.start + start)
        for first, last in zip(cuts, [*cuts[1:], whole.end], strict=True):
            yield _Passage(whole.block, first, last)

    def _orders_inside(self, whole: _Passage) -> Iterator[_Passage]:
        """Sentences of a neutral paragraph that give an order, each to the next such sentence."""
        text = whole.block.reading.text
        starts = [
            whole.start + start
            for start, end in sentences(text[whole.start : whole.end])
            if self._orders(text[whole.start + start : whole.start + end])
        ]
        for first, last in zip(starts, [*starts[1:], whole.end], strict=False):
            yield _Passage(whole.block, first, last)

    def _orders(self, sentence: str) -> bool:
        """Whether a sentence gives somebody an order: "Giao Sở X ...", "Bộ Tài chính đề nghị các Bộ ..."."""
        behalf = _ON_BEHALF.match(sentence)
        order = sentence[behalf.end() :] if behalf else sentence
        return bool(_ORDER.match(order)) and bool(charge(order, self.lexicon).lead) and not CLOSING.match(order)

    def _task(self, passage: _Passage, block: Block) -> FoundTask:
        text = passage.text
        reading = passage.reading
        lead, coordinate = self._assignees(text)
        found = find_deadlines(reading.text, self.context, self.carried.spans(reading))
        governing = _governing(found)
        start, end = reading.span(0, len(reading.text.rstrip()))
        return FoundTask(
            ordinal=block.ordinal if block.ordinal and not re.match(r"^[-–+•*]$", block.ordinal) else None,
            section=block.section,
            text=text,
            lead=lead,
            coordinate=coordinate,
            authority=self._authority(text),
            product=outcome(text),
            deadline_raw="; ".join(d.raw for d in found) or None,
            deadline=Deadline(governing.kind, governing.first, governing.last) if governing else Deadline("none", None, None),
            deadlines=tuple(NamedDeadline(d.raw, d.kind, d.first, d.last, _clause(reading.text, d)) for d in found)
            if len(found) > 1
            else (),
            cited=self.carried.by(reading),
            inherited=self.carried.above(block),
            evidence=Span(start, end, text),
            doubts=() if lead else (NO_LEAD,),
        )

    def _assignees(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who is charged: by the direction's own opening, else by the nearest item or heading above it."""
        behalf = _ON_BEHALF.match(text)
        if behalf and charge(text[behalf.end() :], self.lexicon).lead:
            text = text[behalf.end() :]
        own = charge(text, self.lexicon, ordered=True)
        above = self.charges[-1][2] if self.charges else Charge()
        if above.lead and _DIRECTS_OWN.match(text):
            return above.lead, above.coordinate or self._partners(text, own)
        named = bool(_ORDER.match(text)) or not above.lead or not self._only_groups(own.lead, text)
        if own.lead and named:
            return own.lead, own.coordinate or self._partners(text, own)
        return above.lead, above.coordinate or self._partners(text, own)

    def _only_groups(self, names: Sequence[str], text: str) -> bool:
        groups = {m.surface for m in find_agencies(text, self.lexicon) if m.group}
        return all(name in groups for name in names)

    def _partners(self, text: str, own: Charge) -> tuple[str, ...]:
        """Agencies after the first "phối hợp với" of a direction."""
        match = _TOGETHER.search(text)
        if match is None or match.start() > 400:
            return ()
        return charge(text[match.end() :], self.lexicon, ordered=True).lead

    def _authority(self, text: str) -> tuple[str, ...]:
        """Whom the outcome is reported or handed to, as printed."""
        found: list[str] = []
        for match in _REPORTS_TO.finditer(text):
            rest = text[match.end() :]
            mentions = find_agencies(rest[:300], self.lexicon)
            position = 0
            for mention in mentions:
                between = rest[position : mention.start]
                if not re.match(r"^\s*(?:,|;|và)?\s*$", between) and not (mention.post and _POST_NAME.match(between.strip(" ,;"))):
                    break
                name = squeeze(rest[position : mention.end].strip(" ,;")) if mention.post else mention.surface
                name = re.sub(r"^và\s+", "", name)
                if not mention.group and name not in found:
                    found.append(name)
                position = mention.end
        for mention in find_agencies(text, self.lexicon):
            if _RESOLUTION_OF.search(text[: mention.start]) and mention.surface not in found:
                found.append(mention.surface)
        return tuple(found)


def _joined(layout: Layout, blocks: Sequence[Block]) -> list[Block]:
    """Blocks with those joined that one paragraph was parted into: no blank line between, the first ends in mid-sentence."""
    kept: list[Block] = []
    for block in blocks:
        if kept and _goes_on(layout, kept[-1], block):
            above = kept[-1]
            one, two = above.reading, block.reading
            blank = ([one.ends[-1]], [two.offsets[0]])
            reading = Reading(f"{one.text} {two.text}", [*one.offsets, *blank[0], *two.offsets], [*one.ends, *blank[1], *two.ends])
            kept[-1] = replace(above, kind="item", reading=reading, end=block.end)
        else:
            kept.append(block)
    return kept


def _goes_on(layout: Layout, above: Block, block: Block) -> bool:
    if (
        above.kind not in ("heading", "item")
        or block.kind != "paragraph"
        or block.ordinal
        or not above.reading.text
        or not block.reading.text
    ):
        return False
    between = layout.source.text[above.end : block.start]
    text = above.reading.text
    if between.strip() or text[-1:] in ".;:?!" or text.isupper() or len(text.split()) < 8:
        return False
    anew = block.reading.text[0].isupper() and len(text) < _SHORT_HEADING
    return (between.count("\n") <= 1 and not anew) or bool(_DANGLING.search(text))


def _governing(found: Sequence[FoundDeadline]) -> FoundDeadline | None:
    dated = [d for d in found if d.kind == "by"]
    if dated:
        return max(dated, key=lambda d: d.last or "")
    return found[0] if found else None


def _clause(text: str, deadline: FoundDeadline) -> str:
    """The words that a deadline belongs to: its clause up to it."""
    start = (
        max(text.rfind(";", 0, deadline.start), text.rfind(". ", 0, deadline.start), text.rfind("): ", 0, deadline.start), -1) + 1
    )
    return squeeze(text[start : deadline.end]).strip(" ,;.(")

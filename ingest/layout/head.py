"""The head of a document: letterhead in its forms (one column after the other, side by side, interleaved), title, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.codes import document_types
from ingest.layout.drafts import Draft, goes_on
from ingest.layout.furniture import is_rule
from ingest.layout.lines import Measure, TextLine
from ingest.layout.markers import find_marker, is_capital
from ingest.layout.records import BlockKind
from vietnamese.letters import LOWER, UPPER
from vietnamese.text import fold

Part = Literal["motto", "date", "number", "subject", "agency", "rule", "addressee", "type", "copy"]

TYPE_WORDS = tuple(kind.name.upper() for kind in document_types())
_FOLDED_TYPES = frozenset(fold(word) for word in TYPE_WORDS)
_STATE = r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA)\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T(?:\s+NAM)?"
_PARTY = r"Đ[ẢA]NG\s+C[ỘO]NG\s+S[ẢA]N\s+VI[ỆE]T\s+NAM"
_CREED = r"[ĐD][ộo]c\s+l[ậa]p\s*[-–—]\s*T[ựu]\s+do\s*[-–—]\s*H[ạa]nh\s+ph[úu]c"
_MOTTO = re.compile(rf"{_STATE}|{_PARTY}|{_CREED}", re.IGNORECASE)
_UPPER_MOTTO = re.compile(rf"{_STATE}|{_PARTY}|{_CREED}")
_BLANK = r"(?:[\s.…_]{0,40})"
_DATE = re.compile(
    rf"(?:(?P<place>(?:T[Pp]\.?\s*)?[{UPPER}][{LOWER}]+(?:[ .-]{{1,3}}[{UPPER}][{LOWER}]+){{0,3}})\s*,\s*)?"
    rf"ngày{_BLANK}(?:[\dOol]{{1,2}})?{_BLANK}tháng{_BLANK}(?:[\dOol]{{1,2}})?{_BLANK}năm{_BLANK}(?:[\dOol]{{2,4}})?"
)
_NUMBER = re.compile(
    r"S[ốôồo]\s*(?:[:.]\s*|(?=\s*\d)|(?=\s*[-/…_.])|\s{2,})[\s.…_]*(?:[\dOol]{1,6}[a-z]?\s*)?[-–/][^\s,;]*(?:\s*[-–/]\s*[A-ZĐ][\wĐđ]*)*|Luật\s+số\s*:?\s*\d+/\d+/QH\d+"
)
_SUBJECT = re.compile(r"(?:V/v|V/V|V[ềê] việc|v/v)\s*:?\s*(?=\S)")
_ADDRESSEE = re.compile(r"K[ÍI]NH\s+GỬI|Kính\s+gửi", re.IGNORECASE)
_TYPE = re.compile(rf"(?P<type>{'|'.join(re.escape(w).replace(' ', ' +') for w in TYPE_WORDS)})\b(?P<rest>.*)$")
_DRAFT = re.compile(
    r"^\(?\s*(?:DỰ THẢO|Dự thảo)(?:\s+lần\s+\d+)?\s*\)?$|^(?:MẬT|TUYỆT MẬT"
    r"|TỐI MẬT|HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN|SAO (?:Y|LỤC)|BẢN SAO)\b.{0,20}$"
)
_AUTHORITY = re.compile(
    r"^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|QUỐC HỘI|CHÍNH PHỦ"
    r"|THỦ TƯỚNG|BỘ TRƯỞNG|BỘ CHÍNH TRỊ|BAN BÍ THƯ|BAN CHẤP HÀNH|BAN THƯỜNG VỤ"
    r"|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH ÁN|VIỆN TRƯỞNG|TRƯỞNG BAN"
    r"|HIỆU TRƯỞNG|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|THỐNG ĐỐC|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHỈ HUY TRƯỞNG|TƯ LỆNH|CHÍNH ỦY|CHỦ NHIỆM"
    r"|VỤ TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH THANH TRA|THƯỜNG TRỰC|ĐẢNG ỦY|ĐẢNG UỶ|TỈNH ỦY|THÀNH ỦY|TÒA ÁN|VIỆN KIỂM SÁT|ĐOÀN CHỦ TỊCH)\b"
)
_CITES_BASIS = re.compile(
    r"^(?:Căn cứ|Xét|Theo đề nghị|Thực hiện (?:Nghị|Quyết|Chỉ|Kết|Kế|Chương|Công|Thông|Luật|ý kiến|chỉ đạo)"
    r"|Thi hành|Ngày \d|Sau khi|Trong (?:thời|năm|tháng|quý|bối)|Để |Nhằm|Năm \d|Tiếp theo|Kính gửi)"
)
_TELEGRAM = re.compile(r"[^a-z]{6,}(?:điện|ĐIỆN|gửi)\s*:")
_SESSION = re.compile(r"^(?:KHÓA|KHOÁ|NHIỆM KỲ|KỲ HỌP)\b.{0,80}[^.:;]$", re.IGNORECASE)
_REACH = 60
_TYPE_ALONE = 30
_LONGEST_TITLE = 900
_WIDE = re.compile(r"\s{3,}|\t+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a line in the head, in raw offsets, with what it is (None: open)."""

    start: int
    end: int
    text: str
    part: Part | None
    line: TextLine


def _fragments(line: TextLine) -> list[Fragment]:
    """The columns of a line: the motto, the date, what stands beside them; wide blanks part columns too."""
    pieces: list[Fragment] = []

    def add(start: int, end: int, part: Part | None = None) -> None:
        text = line.text[start:end]
        bare = text.strip()
        if not bare:
            return
        lead = len(text) - len(text.lstrip())
        begin = line.start + start + lead
        finish = begin + len(bare)
        pieces.append(Fragment(begin, finish, " ".join(bare.split()), part or _part_of(bare), line))

    position = 0
    for match, part in _columns(line.text):
        if match.start() >= position:
            _add_wide(line.text, position, match.start(), add)
            add(match.start(), match.end(), part)
            position = match.end()
    _add_wide(line.text, position, len(line.text), add)
    return pieces


def _columns(text: str) -> list[tuple[re.Match[str], Part]]:
    found: list[tuple[re.Match[str], Part]] = [(m, "motto") for m in _MOTTO.finditer(text)]
    number = _NUMBER.match(text)
    if number is not None:
        found.append((number, "number"))
    for match in _DATE.finditer(text):
        whole = not text[: match.start()].strip(" *_–-") and match.end() >= len(text.rstrip(" ./")) - 1
        beside = (
            number is not None
            or is_capital(text[: match.start()])
            or (match["place"] is not None and (_WIDE.search(text[: match.start()][-4:]) is not None))
        )
        if whole or beside:
            found.append((match, "date"))
    return sorted(found, key=lambda pair: pair[0].start())


def _add_wide(text: str, start: int, end: int, add: object) -> None:
    position = start
    for match in _WIDE.finditer(text, start, end):
        add(position, match.start())  # type: ignore[operator]
        position = match.end()
    add(position, end)  # type: ignore[operator]


def _part_of(text: str) -> Part | None:
    """What a fragment is, by itself."""
    if _NUMBER.match(text):
        return "number"
    if _SUBJECT.match(text):
        return "subject"
    if _ADDRESSEE.match(text):
        return "addressee"
    if _DRAFT.match(text):
        return "copy"
    if text == "NAM":
        return "motto"
    if re.fullmatch(r"[-_=*~–—─.\s]{1,}", text):
        return "rule"
    if _type_line(text):
        return "type"
    return "agency" if is_capital(text) else None


def _type_line(text: str) -> bool:
    """Whether a line is a type word ("KẾ HOẠCH"), alone (then in a scanner's spelling too) or with the title behind it."""
    if text[-1] == ":":
        return False
    return _TYPE.match(text) is not None or (is_capital(text) and fold(text) in _FOLDED_TYPES)


@dataclass(frozen=True, slots=True)
class Head:
    """Drafts of the head and how many lines (from the first on) they take up."""

    drafts: tuple[Draft, ...]
    taken: int


def read_head(lines: Sequence[TextLine], page: Measure) -> Head:
    """The head of the document, empty where it begins in the middle of its text."""
    near = lines[:_REACH]
    first = _opening(near)
    if first is None:
        return Head((), 0)
    reader = _HeadReader(near, page)
    return reader.run(first)


def _opening(lines: Sequence[TextLine]) -> int | None:
    """Whether a letterhead or a type word opens the text: the kind of evidence, 0 letterhead, 1 type word alone."""
    for position, line in enumerate(lines[:25]):
        if _UPPER_MOTTO.search(line.text) or (_NUMBER.match(line.text) and len(line.text) < 90):
            return 0
        if _ADDRESSEE.match(line.text):
            return 0
        if position < 8 and _type_line(line.text) and is_capital(line.text):
            return 0 if position else 1
        if len(line.text) > 40 and not is_capital(line.text) and line.terminal and position > 3:
            break
        if find_marker(line.text) is not None and not is_rule(line):
            break
    return None


class _HeadReader:
    """Walks down the head's lines: letterhead first, then addressees or title."""

    def __init__(self, lines: Sequence[TextLine], page: Measure) -> None:
        self.lines, self.page = lines, page
        self.drafts: list[Draft] = []
        self.index = 0
        self.subject: Draft | None = None

    def run(self, opening: int) -> Head:
        while self.index < len(self.lines):
            line = self.lines[self.index]
            fragments = _fragments(line)
            if any(f.part == "addressee" for f in fragments):
                self._addressees()
                break
            kind = next((f for f in fragments if f.part == "type"), None)
            if kind is not None and not (self.subject is not None and line.gap <= self.page.gap and not is_capital(line.text)):
                self._title()
                break
            if not self._letterhead(line, fragments):
                break
            self.index += 1
        return Head(tuple(self.drafts), self.index)

    def _letterhead(self, line: TextLine, fragments: Sequence[Fragment]) -> bool:
        """Takes a line of the letterhead; False where the text begins."""
        if not any(f.part for f in fragments) and not self._belongs(line, fragments):
            return False
        for fragment in fragments:
            if fragment.part == "subject":
                self.subject = self._put(fragment, "title")
            elif self.subject is not None and fragment.part in (None, "agency") and self._subject_goes_on(fragment):
                self._extend(self.subject, fragment)
            else:
                self._put(fragment, "furniture" if fragment.part == "rule" else "letterhead")
        return True

    def _belongs(self, line: TextLine, fragments: Sequence[Fragment]) -> bool:
        """A line with no sign of its own: it goes on with the subject, or an agency is set in small letters."""
        if self.subject is not None:
            return not any(f.part == "date" for f in fragments) and len(line.text) < 80 and not _CITES_BASIS.match(line.text)
        return len(line.text) < 60 and not line.terminal and self.index < 4 and find_marker(line.text) is None

    def _subject_goes_on(self, fragment: Fragment) -> bool:
        return not (fragment.part == "agency" and is_capital(fragment.text) and len(fragment.text) > 12)

    def _put(self, fragment: Fragment, kind: BlockKind) -> Draft:
        draft = Draft([(fragment.start, fragment.end)], fragment.line, fragment.line.page, kind, pieces=[fragment.text])
        self.drafts.append(draft)
        return draft

    @staticmethod
    def _extend(draft: Draft, fragment: Fragment) -> None:
        draft.spans.append((fragment.start, fragment.end))
        draft.pieces.append(fragment.text)
        draft.last = fragment.line

    def _addressees(self) -> None:
        """ "Kính gửi:" and those it names, one draft for each."""
        current: Draft | None = None
        while self.index < len(self.lines):
            line = self.lines[self.index]
            marker = find_marker(line.text)
            opens = _ADDRESSEE.match(line.text) is not None
            dashed = marker is not None and marker.kind in ("dash", "plus", "bracket")
            if opens or dashed:
                current = Draft(
                    [(line.start, line.end)], line, line.page, "recipients", marker if dashed else None, pieces=[line.text]
                )
                self.drafts.append(current)
            elif current is None or current.last.text[-1] in ".:" or marker is not None or _CITES_BASIS.match(line.text):
                if (
                    current is None
                    or current.last.text[-1] != ":"
                    or len(line.text) > 80
                    or marker is not None
                    or _CITES_BASIS.match(line.text)
                ):
                    return
                current.add(line)
            elif goes_on(current.last, line, self.page) or (
                line.gap <= self.page.gap and not current.last.terminal and len(line.text) < 80
            ):
                current.add(line)
            else:
                return
            self.index += 1

    def _title(self) -> None:
        """The type word and the title below it, up to the first paragraph of the text."""
        line = self.lines[self.index]
        draft = Draft([(line.start, line.end)], line, line.page, "title", pieces=[line.text])
        self.drafts.append(draft)
        self.index += 1
        while self.index < len(self.lines):
            line = self.lines[self.index]
            if is_rule(line):
                self._put(Fragment(line.start, line.end, line.text, "rule", line), "furniture")
                self.index += 1
                if len(draft.pieces) == 1 and len(draft.joined) <= _TYPE_ALONE:
                    continue
                break
            end = self._title_part(draft)
            if end is None:
                break
            for part in self.lines[self.index : end]:
                draft.add(part)
            self.index = end
        self._authority()
        self._telegram()
        if self.index < len(self.lines) and _ADDRESSEE.match(self.lines[self.index].text):
            self._addressees()

    def _title_part(self, draft: Draft) -> int | None:
        """The lines of the next paragraph, if it still belongs to the title: the index after its last line."""
        line = self.lines[self.index]
        titled = len(draft.pieces) > 1 or len(draft.joined) > 40
        if (
            find_marker(line.text) is not None
            or _ADDRESSEE.match(line.text)
            or (titled and _AUTHORITY.match(line.text) and is_capital(line.text))
        ):
            return None
        end = self.index + 1
        while end < len(self.lines) and find_marker(self.lines[end].text) is None and not is_rule(self.lines[end]):
            if _CITES_BASIS.match(self.lines[end].text):
                break
            if not goes_on(self.lines[end - 1], self.lines[end], self.page):
                break
            end += 1
        text = " ".join(part.text for part in self.lines[self.index : end])
        if text[-1] in ".:" or len(text) > _LONGEST_TITLE or (titled and _CITES_BASIS.match(text)):
            return None
        if titled and text[-1] == ";" and _CITES_BASIS.match(text):
            return None
        related = text[0].islower() or is_capital(text) or text[0] in '(“"' or text.startswith(("Về", "Vê ", "V/v"))
        near = line.gap <= self.page.gap and not draft.last.terminal
        return end if not titled or related or near else None

    def _telegram(self) -> None:
        """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:" and those it is sent to."""
        if self.index < len(self.lines) and _TELEGRAM.match(self.lines[self.index].text):
            line = self.lines[self.index]
            self.drafts.append(Draft([(line.start, line.end)], line, line.page, "recipients", pieces=[line.text]))
            self.index += 1
            self._addressees()

    def _authority(self) -> None:
        """The body that decides, in capitals between the title and the text ("ỦY BAN NHÂN DÂN TỈNH ...")."""
        while self.index < len(self.lines):
            line = self.lines[self.index]
            decides = is_capital(line.text) and _AUTHORITY.match(line.text) is not None and line.text[-1] not in ".:"
            if not decides and not _SESSION.match(line.text):
                return
            self._put(Fragment(line.start, line.end, line.text, "agency", line), "letterhead")
            self.index += 1

"""What a document says of itself: type, number, date, issuer, title at its head; signer and recipients at its foot."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from graph.agencies import AgencyLexicon, load_lexicon
from graph.codes import document_types
from graph.extraction import Header, Span
from graph.numbers import parse_number
from ingest.extract.lettercase import sentence_case
from ingest.extract.reported_period import reported_period
from ingest.extract.signature import read_signature
from ingest.layout.records import Block, Layout
from vietnamese.dates import PrintedDate, match_date
from vietnamese.text import fold, normal, squeeze

_NUMBER = re.compile(r"^(?:Luật\s+)?[Ss][ốôồo]\s*:?\s*(?P<number>.*)$")
_DATE = re.compile(
    r"(?:(?P<place>[^,\d]{2,40}?)\s*,\s*)?ngày[\s.…_]*(?P<day>[\dOol]{1,2})?[\s.…_]*tháng[\s.…_]*(?P<month>[\dOol]{1,2})?[\s.…_]*năm[\s.…_]*(?P<year>(?:[1l]9|2[0Oo])[\dOol]{2})?"
)
_MOTTO = re.compile(
    r"^(?:C[ỘO]NG\s+H\S{2,3}\s+X[ÃA]\s+H[ỘO]I|Đ[ẢA]NG\s+C[ỘO]NG\s+S[ẢA]N\s+VI[ỆE]T\s+NAM$|[ĐD]ộc\s+l[ậa]p|NAM$)", re.IGNORECASE
)
_COPY = re.compile(r"^\(?(?:DỰ THẢO|Dự thảo|MẬT|TUYỆT MẬT|TỐI MẬT|HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN|SAO|BẢN SAO)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:V/v|V/V|v/v|V[ềê] việc)\s*:?\s*")
_BODY_HEADS = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|SỞ|BAN|BỘ|CỤC|CHI CỤC|VĂN PHÒNG|CÔNG AN|ĐẢNG|THÀNH ỦY"
    r"|THÀNH UỶ|TỈNH ỦY|TỈNH UỶ|HUYỆN ỦY|QUẬN ỦY|TRUNG TÂM|VIỆN|TRƯỜNG|TỔNG CỤC"
    r"|VỤ|THANH TRA|TÒA ÁN|TOÀ ÁN|LIÊN ĐOÀN|HỘI|MẶT TRẬN|KHO BẠC|CHÍNH PHỦ|QUỐC HỘI"
    r"|THỦ TƯỚNG|TẬP ĐOÀN|CÔNG TY|TỔNG CÔNG TY|NGÂN HÀNG|PHÒNG|BỆNH VIỆN|BẢO HIỂM|ĐOÀN"
    r"|HỌC VIỆN|ĐẠI HỌC|CẢNG|CẢNG VỤ|HẢI QUAN|THUẾ|CHI CỤC|ĐÀI|BÁO|TỔ|CHỦ TỊCH|KIỂM TOÁN|CỤC THUẾ|THƯỜNG TRỰC|UBND|HĐND|UB|ỦY VIÊN)\b"
)
_SLIPS = str.maketrans({"O": "0", "o": "0", "l": "1"})
_PASSED = re.compile(r"này\s+(?:đã\s+)?được\s+(?:Quốc hội|Ủy ban Thường vụ Quốc hội)\s[^.;]{0,160}?thông qua\s+(?=ngày)")
_TELEGRAM = re.compile(r"[^a-z]{6,}(?:điện|ĐIỆN|gửi)\s*:\s*")
_FIRST_LINE = re.compile(r"[^\r\n]*")
_TYPE_NAMES = frozenset(fold(kind.name) for kind in document_types())
_SELF = re.compile(rf"\b({'|'.join(kind.name for kind in document_types())}) này\b")
_RESULT_HEADING = re.compile(r"KẾT QUẢ|TÌNH HÌNH|TỒN TẠI|HẠN CHẾ", re.IGNORECASE)
_TITLE_ISSUER = re.compile(r"^[Cc]ủa\s+")
_ABOUT = re.compile(r"^(?:[Vv][ềê] việc|[Vv]ề)\s+")


def read_header(layout: Layout) -> Header:
    """The header of a laid-out document; what its text does not show is None or empty."""
    return _HeaderReader(layout, load_lexicon()).read()


class _HeaderReader:
    """Reads one header out of the blocks of head and foot."""

    def __init__(self, layout: Layout, lexicon: AgencyLexicon) -> None:
        self.layout, self.lexicon = layout, lexicon
        main = [block for block in layout.blocks if block.annex is None]
        self.head = [block for block in main if block.kind == "letterhead"]
        self.titles = [block for block in main if block.kind == "title"]
        self.sample = " ".join(b.reading.text for b in layout.blocks if b.kind in ("paragraph", "item", "recipients"))[:60000]

    def read(self) -> Header:
        number = self._number()
        place, date, printed = self._date()
        letterhead = self._letterhead()
        signature = read_signature(self.layout, letterhead, place, self.lexicon, self.sample)
        kind = self._type(number)
        title = self._title()
        return Header(
            type=kind,
            number=number,
            date=date,
            date_printed=printed,
            issuer=signature.issuer,
            letterhead=letterhead,
            place=place,
            title=title,
            period=reported_period(kind, title, [b.reading.text for b in self.layout.blocks if b.kind == "heading"], date, printed),
            signer=signature.signer,
            signer_role=signature.role,
            recipients=self._recipients(),
            span=self._span(),
        )

    def _number(self) -> str | None:
        for block in self.head:
            match = _NUMBER.match(normal(block.reading.text))
            if match is not None:
                number = parse_number(match["number"]) if match["number"][:1].isalnum() else None
                return number.text if number is not None else None
        return None

    def _date(self) -> tuple[str | None, str | None, str | None]:
        """Place, day in ISO 8601 (None where it is blank or there is no such day) and the date as far as it is printed."""
        for block in self.head:
            match = _DATE.search(normal(block.reading.text))
            if match is None:
                continue
            place = squeeze(match["place"]).strip("*_ ") if match["place"] else None
            day, month, year = ((match[part] or "").translate(_SLIPS) for part in ("day", "month", "year"))
            if day and month and year:
                return place, _existing_day(int(year), int(month), int(day)), f"ngày {day} tháng {month} năm {year}"
            if year:
                return place, None, f"tháng {month} năm {year}" if month else f"năm {year}"
            return place, None, None
        adopted = self._adopted()
        return (
            None,
            adopted.iso if adopted else None,
            f"ngày {adopted.day} tháng {adopted.month} năm {adopted.year}" if adopted else None,
        )

    def _adopted(self) -> PrintedDate | None:
        """The day on which a statute was passed, which its last words say: "Luật này được Quốc hội ... thông qua ngày ..."."""
        for block in reversed(self.layout.blocks[-12:]):
            text = normal(block.reading.text)
            passed = _PASSED.search(text) if block.annex is None else None
            if passed is not None:
                found = match_date(text, passed.end())
                return found if found is not None and found.iso is not None else None
        return None

    def _letterhead(self) -> tuple[str, ...]:
        """The bodies named at the head, each in one line, from the upper to the lower."""
        bodies: list[str] = []
        for block in self.head:
            text = block.reading.text
            if (
                _MOTTO.match(text)
                or _COPY.match(text)
                or _NUMBER.match(text)
                or _DATE.search(text)
                or block.start > self._head_end()
            ):
                continue
            if bodies and not _BODY_HEADS.match(text):
                bodies[-1] += " " + text
            else:
                bodies.append(text)
        return tuple(bodies)

    def _head_end(self) -> int:
        typed = [b.start for b in self.titles if not _SUBJECT.match(b.reading.text)]
        return typed[0] if typed else len(self.layout.source.text)

    def _typed_title(self) -> tuple[Block, str, str] | None:
        """The title block that begins with a type word: block, type, what stands below it."""
        for block in self.titles:
            text = block.reading.text
            alone = normal(_FIRST_LINE.match(self.layout.source.text, block.start).group()).strip(" *")  # type: ignore[union-attr]
            for kind in document_types():
                if fold(alone) in _TYPE_NAMES and fold(alone) != fold(kind.name):
                    continue
                if (
                    fold(text[: len(kind.name)]) == fold(kind.name)
                    and text[0].isupper()
                    and not text[len(kind.name) : len(kind.name) + 1].isalpha()
                ):
                    return block, kind.name, text[len(kind.name) :].strip(" .:*-")
        return None

    def _type(self, number: str | None) -> str | None:
        typed = self._typed_title()
        if typed is not None:
            return typed[1]
        parsed = parse_number(number) if number else None
        if parsed is not None and len(parsed.types) == 1:
            return parsed.types[0]
        if any(_SUBJECT.match(b.reading.text) for b in self.titles) or self._addressed():
            return "Công văn"
        return self._type_by_words()

    def _addressed(self) -> bool:
        return bool(self.head) and any(
            b.kind == "recipients" and b.reading.text.lower().startswith("kính gửi") for b in self.layout.blocks[:40]
        )

    def _type_by_words(self) -> str | None:
        """A document whose head is cut names itself ("Chỉ thị này"), or is laid out as only reports are."""
        named = Counter(match[1] for match in _SELF.finditer(self.sample))
        if named:
            best, count = named.most_common(1)[0]
            if count > sum(named.values()) / 2:
                return best
        top = [b.reading.text for b in self.layout.blocks if b.kind == "heading" and b.level <= 2]
        told = sum(1 for text in top if _RESULT_HEADING.search(text))
        return "Báo cáo" if told >= 2 else None

    def _title(self) -> str | None:
        typed = self._typed_title()
        if typed is not None:
            text = typed[2]
        else:
            subject = next((b.reading.text for b in self.titles if _SUBJECT.match(b.reading.text)), None)
            text = subject or ""
        text = squeeze(sentence_case(_SUBJECT.sub("", text), self.lexicon, self.sample)).strip(" .;*-")
        return _ABOUT.sub("", self._without_issuer(text)) or None

    def _without_issuer(self, title: str) -> str:
        """A title without the body that it begins with ("của Ban Thường vụ Thành ủy thực hiện ...")."""
        match = _TITLE_ISSUER.match(title)
        if match is None:
            return title
        words = self.lexicon.words(title)
        name = self.lexicon.read(words, 1)
        if name is None or name.last >= len(words):
            return title
        return title[words[name.last - 1].end :].lstrip(" ,")

    def _recipients(self) -> tuple[str, ...]:
        """Those it is sent to; "Như trên" is those of "Kính gửi"."""
        addressed: list[str] = []
        listed: list[str] = []
        into: list[str] | None = None
        for block in self.layout.blocks:
            if block.kind != "recipients" or block.annex is not None:
                continue
            text = squeeze(block.reading.text[block.body :])
            lowered = text.lower()
            if lowered.startswith("kính gửi"):
                into, text = addressed, text[8:].lstrip(" :")
            elif _TELEGRAM.match(text):
                into, text = addressed, _TELEGRAM.sub("", text)
            elif re.match(r"n[ơo]i\s+(?:nhận|gửi)", lowered):
                into, text = listed, re.sub(r"^\S+\s+\S+\s*:?\s*", "", text)
            if into is not None and text.strip(" .;,-"):
                into.append(_tidy(text))
        found = [name for name in listed if not re.match(r"như (?:trên|kính gửi|đề gửi)", name.lower())]
        return tuple(addressed + found)

    def _span(self) -> Span | None:
        typed = self._typed_title()
        block = typed[0] if typed is not None else (self.titles[0] if self.titles else None)
        if block is None:
            block = next((b for b in self.layout.blocks if b.kind in ("heading", "paragraph", "item")), None)
        return Span(block.start, block.end, block.reading.text) if block is not None else None


def _tidy(name: str) -> str:
    return re.sub(r"(?:(?<=:)|,)\s*\+\s*", lambda m: " " if not m.group().startswith(",") else ", ", name).strip(" .;,")


def _existing_day(year: int, month: int, day: int) -> str | None:
    """The day in ISO 8601, None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None

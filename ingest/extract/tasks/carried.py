"""Which cited documents a task carries out: named in its own words, or by the title, opening or heading that it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph.extraction import Citation, Header
from ingest.layout.records import Block, Layout, Reading
from vietnamese.sentences import sentences
from vietnamese.text import fold, normal

_REPLACED = re.compile(
    r"\b(?:thay the|thay cho|sua doi|bo sung|bai bo|huy bo|dinh chinh|dieu chinh|het hieu luc"
    r"|cham dut)\b(?:[,\s]+(?:va\s+)?(?:sua doi|bo sung|thay the|bai bo|dieu chinh|mot so (?:noi dung|dieu)(?: cua)?|cua|cac"
    r"|mot phan|toan bo|noi dung|quy dinh tai|tai|ban hanh))*\s*$"
)
_NOT_CARRIED = re.compile(
    r"\b(?:ban hanh )?kem theo\s*$|\btheo quy dinh (?:cua|tai)\s*$|\bcan cu\s*$|\b(?:khac|trai) voi\s*$|\bbao cao\s*$"
    r"|\bgan voi\b(?:(?!thuc hien|trien khai|cu the hoa|quan triet|theo)[^;.])*$"
)
_DRAWN_UP = re.compile(
    r"\b(?:ban hanh|xay dung|lap|soan thao|hoan thien|phe duyet|xay dung va trinh)\b(?:[,\s]+(?:moi|ban hanh|xay dung|va"
    r"|trinh|hoan thien|trien khai|thuc hien|to chuc|du thao|cac|mot so|\w+ moi))*\s*$"
)
_LIST_OF_DRAFTS = re.compile(r"\b(?:xay dung|ban hanh|soan thao|tham muu)\b[^.;:]{0,40}:[^.]*$")
_CARRIED_OUT = re.compile(
    r"\b(?:thuc hien|trien khai|cu the hoa|quan triet|theo)\s*(?:co hieu qua|hieu qua|tot|nghiem(?: tuc)?|cac|noi dung)?\s*$"
)
_CARRYING = re.compile(
    r"\b(?:thuc hien|trien khai|cu the hoa|quan triet|theo|tiep tuc|to chuc|phuc vu|hoan thanh|dot pha|nham|giao tai|neu tai"
    r"|tai)\b"
)
_OPENING = re.compile(
    r"^\W*(?:de\s+)?(?:tiep tuc\s+|kip thoi\s+|to chuc\s+)?(?:thuc hien|trien khai|cu the hoa|quan triet|theo (?:chi dao"
    r"|noi dung|ket luan|yeu cau|tinh than|chuong trinh|nghi quyet|ke hoach)|phuc dap|xet)\b"
)
_GROUND = re.compile(
    r"(?:^|,\s*)\W*(?:can cu|(?:theo|xet) (?:de nghi|to trinh|kien nghi|de xuat)|tren co so)\b|\bxet\s*$|\b(?:ke thua"
    r"|phat huy)\b"
)
_PURPOSE = re.compile(r"^\W*(?:de|nham)\s")
_CLAUSE = re.compile(r"[;.:(]")
_REGULATION = ("luat", "nghi dinh", "thong tu", "bo luat", "phap lenh", "hien phap")


class Carried:
    """Citations by place. Built once for a document."""

    def __init__(self, layout: Layout, header: Header, citations: Sequence[Citation]) -> None:
        self.layout, self.citations = layout, citations
        self.starts = [c.start for c in citations]
        self.reports = (header.type or "").lower().startswith("báo cáo")
        self._sections = self._of_sections()
        self._opening = () if self.reports else self._of_opening()

    def _inside(self, reading: Reading) -> list[tuple[int, int]]:
        """(index, position in the reading) of the citations that stand in it."""
        if not len(reading.offsets):
            return []
        low = bisect_left(self.starts, reading.offsets[0])
        high = bisect_left(self.starts, reading.ends[len(reading.offsets) - 1])
        found = []
        for index in range(low, high):
            position = bisect_left(reading.offsets, self.starts[index])
            if position < len(reading.offsets) and reading.offsets[position] == self.starts[index]:
                found.append((index, position))
        return found

    def spans(self, reading: Reading) -> list[tuple[int, int]]:
        """Where in a reading documents are named; what a bracket adds ("(hoàn thành trước ...)") is no longer the name."""
        found = []
        for index, start in self._inside(reading):
            end = bisect_left(reading.offsets, self.citations[index].end)
            bracket = reading.text.find("(", start, end)
            found.append((start, bracket if bracket > 0 else end))
        return found

    def all_in(self, reading: Reading) -> tuple[int, ...]:
        return tuple(i for i, _ in self._inside(reading) if self._counts(i))

    def _counts(self, index: int) -> bool:
        return self.citations[index].form != "self" and not self.citations[index].planned

    def by(self, reading: Reading) -> tuple[int, ...]:
        """The citations in a task's words that it carries out: all but those it replaces, amends or draws up."""
        folded = fold(normal(reading.text))
        if len(folded) != len(reading.text):
            folded = fold(reading.text)
        found: list[int] = []
        dropped_until = -1
        for index, position in self._inside(reading):
            before = folded[:position]
            if position < dropped_until:
                continue
            if _REPLACED.search(before):
                dropped_until = self._end_of_object(folded, position)
                continue
            if self._counts(index) and not self._only_mentioned(index, before):
                found.append(index)
        return tuple(dict.fromkeys(found))

    def _end_of_object(self, folded: str, position: int) -> int:
        """How far what is replaced reaches: its bracket, else its clause, unless the clause turns to carrying out another."""
        depth = folded[:position].count("(") - folded[:position].count(")")
        end = folded.find(")", position) if depth > 0 else -1
        if end < 0:
            stop = re.compile(r";|\.\s|\b(?:de thuc hien|nham thuc hien|theo|thuc hien|de trien khai)\b").search(folded, position)
            end = stop.start() if stop else len(folded)
        return end

    def _only_mentioned(self, index: int, before: str) -> bool:
        if self.citations[index].form == "named" and self._drawn_up(before):
            return True
        match = _NOT_CARRIED.search(before)
        if match is None:
            return False
        kind = fold(normal(self.citations[index].type or ""))
        return not re.search(r"theo quy dinh", match.group()) or kind.startswith(_REGULATION)

    def _ground(self, index: int, before: str) -> bool:
        """What an opening only rests on: "căn cứ Luật ...", "theo đề nghị của Sở ... tại Tờ trình ..."."""
        clause = re.split(r";|\.\s", before)[-1]
        return self._only_mentioned(index, before) or _GROUND.search(clause) is not None

    def _drawn_up(self, before: str) -> bool:
        """A document without a number that the task itself is to produce."""
        if _DRAWN_UP.search(before) or not before.strip():
            return True
        return bool(_LIST_OF_DRAFTS.search(before)) and not _CARRIED_OUT.search(before)

    def above(self, block: Block) -> tuple[int, ...]:
        """What a task inherits: from its annex's title and its headings, then from the opening and title of its document."""
        found: list[int] = []
        for heading in block.section:
            found += self._sections.get((block.annex, heading), ())
        if block.annex is not None:
            found += self._sections.get((block.annex, ""), ())
        return tuple(dict.fromkeys((*found, *self._opening)))

    def _of_sections(self) -> dict[tuple[int | None, str], tuple[int, ...]]:
        """Carried citations of headings and of items that head others; those of an annex's first lines under its number alone."""
        found: dict[tuple[int | None, str], tuple[int, ...]] = {}
        seen_table: set[int] = set()
        for block in self.layout.blocks:
            if block.annex is not None and block.table is not None:
                seen_table.add(block.annex)
            if block.kind in ("heading", "item") or (block.kind == "paragraph" and block.annex is not None):
                cited = self._heading(block.reading)
                key = (block.annex, block.reading.text)
                if cited:
                    found[key] = cited
                    if block.annex is not None and block.annex not in seen_table and (block.kind != "item"):
                        found[block.annex, ""] = found.get((block.annex, ""), ()) + cited
        return found

    def _heading(self, reading: Reading) -> tuple[int, ...]:
        folded = fold(reading.text)
        return tuple(
            i
            for i, p in self._inside(reading)
            if self._counts(i)
            and not self._only_mentioned(i, folded[:p])
            and _CARRYING.search(folded[:p])
            and not _REPLACED.search(folded[:p])
        )

    def _of_opening(self) -> tuple[int, ...]:
        """The title and the sentences before the first item or heading that begin with "Thực hiện", "Để triển khai" ..."""
        found: list[int] = []
        for block in self.layout.blocks:
            if block.annex is not None or block.kind in ("item", "heading", "table"):
                break
            folded = fold(block.reading.text)
            if block.kind == "title":
                found += self._heading(block.reading)
            elif block.kind == "paragraph":
                found += self._opened_by(block.reading, folded)
        return tuple(dict.fromkeys(found))

    def _opened_by(self, reading: Reading, folded: str) -> list[int]:
        """A paragraph that begins as an opening, or else its sentences that tell a purpose ("Để thực hiện Kết luận A, ... yêu cầu:")."""
        if _OPENING.match(folded):
            return [i for i, p in self._inside(reading) if self._counts(i) and not self._ground(i, folded[:p])]
        opened = [(a, b) for a, b in sentences(reading.text) if _PURPOSE.match(folded[a:b]) and _OPENING.match(folded[a:b])]
        return [
            i
            for i, p in self._inside(reading)
            for a, b in opened
            if a <= p < b and self._counts(i) and not self._ground(i, folded[a:p])
        ]

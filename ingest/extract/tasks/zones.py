"""Which parts of a document direct and which tell what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from ingest.layout.records import Block
from vietnamese.text import fold, normal

Zone = Literal["direct", "told", "neutral"]

_TASKS = re.compile(
    r"\bnhiem vu\b|\bgiai phap\b|\bphuong huong\b|\bcong tac trong tam\b|\bto chuc thuc hien\b|\bphan cong\b|\btrach nhiem\b"
    r"|\bcong viec\b|\bnoi dung thuc hien\b|\byeu cau cac\b|\bnoi dung trien khai\b|\bviec can\b|\bto chuc trien khai\b"
    r"|\bchuong trinh hanh dong\b|\bnoi dung chu yeu\b|\bnoi dung trong tam\b"
)
_TOLD = re.compile(
    r"\bket qua\b|\btinh hinh\b|\bdanh gia\b|\bton tai\b|\bhan che\b|\bnguyen nhan\b|\bthuan loi\b|\bkho khan\b|\buu diem\b"
    r"|\bbai hoc\b|\bcong tac lanh dao, chi dao\b|\bda dat duoc\b|\bkien nghi\b|\bde xuat\b"
    r"|\bmuc dich\b|\bquan diem\b|\bco so\b|\bsu can thiet\b|\bpham vi\b|\bdoi tuong\b|\bboi canh\b|\bthuc trang\b"
    r"|\bmuc tieu\b|\bcan cu\b|\bkinh phi\b|\bnguon luc\b|\bkinh nghiem\b|\bchi dao, dieu hanh$"
)
_TARGETS = re.compile(
    r"^\W*(?:(?:[ivx]+|\d+(?:\.\d+)*|[a-z])[.)]\s*)?(?:cac\s+|mot so\s+)?(?:chi tieu|muc tieu|yeu cau"
    r"|muc dich,? yeu cau)(?:\s+(?:chu yeu|cu the|nam \d+|tong quat|chung|den nam \d+|phan dau|co ban))*\W*$"
)
_NUMBER = re.compile(
    r"^\s*(?:Phần thứ \w+|Phần [IVX]+|Chương [IVX\d]+|[IVXLC]+\s*[.)-]|[A-ZĐ]\s*[.)]|\d+(?:\.\d+)*\s*[.)-]?|[a-zđ]\s*[.)])\s*"
)
_APPROVES = re.compile(r"^\W*dieu \d+\W+(?:phe duyet|thong qua|cong nhan|cong bo|ban hanh|bo sung|dieu chinh|sua doi|thanh lap)\b")
"""An article that settles something; who has to do what stands in another."""
_DIRECTIVES = ("chỉ thị", "công điện")


_STRONG = re.compile(
    r"\bnhiem vu,? (?:va )?giai phap\b|\bphuong huong\b|\bnhiem vu (?:trong tam|chu yeu|thoi gian toi|(?:cong tac )?(?:thang"
    r"|quy|nam|tuan) (?:toi|\d|i))|\bcong tac trong tam\b|\bthoi gian toi\b|\btrong tam (?:thang|quy|nam)\b"
)
_START = 34
"""Letters after its number within which a heading says that it tells; further on the word belongs to something else."""


@lru_cache(maxsize=4096)
def zone_of_heading(heading: str) -> Zone:
    """What one heading announces; of two announcements the first counts ("Kết quả thực hiện nhiệm vụ" tells)."""
    folded = fold(normal(_NUMBER.sub("", heading)))
    if _TARGETS.match(folded) or _APPROVES.match(fold(normal(heading))):
        return "told"
    tasks, told = _TASKS.search(folded), _TOLD.search(folded[:_START])
    if tasks and (told is None or tasks.start() < told.start()):
        return "direct"
    return "told" if told else "neutral"


def zone_of(block: Block, kind: str | None, headings: frozenset[str]) -> Zone:
    """The zone of a block, from the highest heading down; under one that tells only a plain announcement of tasks directs."""
    zone: Zone = "direct" if (kind or "").lower() in _DIRECTIVES else "neutral"
    for heading in block.section:
        if heading not in headings or _is_order(heading):
            continue
        here = zone_of_heading(heading)
        if here == "told" or (here == "direct" and (zone != "told" or _STRONG.search(fold(normal(heading))))):
            zone = here
    return zone


def _is_order(heading: str) -> bool:
    return bool(re.match(r"(?i)\W*(?:[\dIVX.]+[.)]?\s*)?(?:giao|yêu cầu|đề nghị)\b(?!\s*$)", heading))


def headings_of(blocks: Sequence[Block]) -> frozenset[str]:
    """The readings of blocks that head others."""
    return frozenset(text for block in blocks for text in block.section)

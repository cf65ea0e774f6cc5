"""What the cells of a table of projects can be: places, funding, sizes, states of works."""

from __future__ import annotations

import re

from vietnamese.text import fold, normal

STATES = frozenset({"progress", "result", "plan", "actual", "recommendation", "forecast", "reason"})
ROLES = STATES | {"verdict", "location", "funding", "size", "investment", "decision"}

_PLACE = re.compile(
    r"(?:cac )?(?:xa|phuong|thi tran|thi xa|huyen|quan|dac khu|thanh pho|tp|tinh|khu|kcn|ccn|kkt|thon|to dan pho|ap|ban|lo|toan tinh|"
    r"tren dia ban|duong|km)\b"
)
_FUNDING = re.compile(
    r"(?:nguon )?(?:ns|nst|nstw|nsdp|nstp|nsnn|ngan sach|von|oda|ppp|tpcp|trai phieu|xa hoi hoa|ngoai ngan sach|vay|huy dong|tw|trung uong|"
    r"dia phuong|dau tu cong|fdi|bot|bt|bo|btl|doanh nghiep|nha dau tu|tu nhan|tai tro|evn|vien tro|ho tro|ctmtqg)\b"
)
_DONE = re.compile(
    r"(?:[-+] ?)?(?:da|dang|dat|hoan thanh|chua|thi cong|lua chon|cham|phe duyet|khoi cong|gpmb|giai phong|ban giao|chuan bi|lap|trinh|"
    r"tham dinh|san luong|khoi luong|dung|hien|vuong|khong|ket qua|giai ngan|tien do|nha thau|nha ga|phan|thieu|xong|duc|nghiem thu|dua vao|"
    r"dau tu|dieu chinh|cong tac|chap thuan|thu hoi|boi thuong|mat bang|kho khan|thoi tiet)\b"
)
_ASKED = re.compile(
    r"(?:[-+] ?)?(?:tiep tuc|de nghi|kien nghi|giao|yeu cau|bo tri|giam sat|xu ly|ban hanh|thao go|de xuat|som|khan truong|day nhanh|chi dao|"
    r"xem xet|cho phep|ubnd|uy ban|so|bo|ban|chu dau tu|nha thau|tap trung|ra soat|thu hoi|cham dut|gia han|dieu chinh)\b"
)
_FORESEEN = re.compile(r"(?:hoan thanh|co kha nang|dam bao|bao dam|cham|kho|khong|du kien|vuot|dat)\b")
_VERDICT = re.compile(r"(?:dat|khong dat|chua dat|vuot|cham|dung tien do|hoan thanh|tot|kha|trung binh|kem|nhanh)(?: |$)")
_DATED = re.compile(r"(?:quy|thang|nam|ngay|truoc|trong|du kien|hoan thanh|khoi cong|den het)\b")
_SIZE = re.compile(
    r"(?:dai|rong|dien tich|cong suat|gom|quy mo|cap|nhom|khoang|tong|nha|xay dung)\b|"
    r"~?\d[\d.,]* ?(?:ha|km|m2?|m3|can|lan|mw|giuong|tang|tan|ho)\b"
)
_AMOUNT = re.compile(r"^[~≈]?\d[\d.,]*$")
_DECISION = re.compile(r"^(?:(?:QĐ|Quyết định|NQ|Nghị quyết|số)\s*(?:số)?\s*)?:?\s*\d[\d/,\s;-]*[-/]?\w*[A-ZĐ]", re.IGNORECASE)
_FIGURE = re.compile(r"^[\d.,%\s-]+$")
_WORK = re.compile(r"\b(?:da|dang|chua|thi cong|hoan thanh|vuong|cham)\b")
_LETTERS = re.compile(r"(?<!,) [A-ZĐ]{3,}$")
"""An investor's letters behind a place."""
_SECOND = re.compile(r"(?<![,;:(+/-])(?<!các)(?<!và) (?:Xã|Phường|Thị trấn|Huyện|Quận|KCN|CCN|Khu|Thành phố|Tỉnh) ")
_BODY = re.compile(r"(?<![,;(]) (?:Sở|Ban QLDA|Ban Quản lý|Công ty|Tổng công ty|Tập đoàn|UBND|Ủy ban) ")


def project_cell(role: str, text: str) -> float:
    """How much a text looks like the cell of a column of a project table; 0 is neutral, the text is not empty."""
    plain = fold(normal(text)).strip(' "“(')
    if role == "investment":
        return 4.5 if _AMOUNT.match(text) else -5.0
    if role == "location":
        return _location(text, plain)
    if role == "funding":
        return 3.0 if _FUNDING.match(plain) else -3.0
    if role == "decision":
        return 3.0 if _DECISION.match(text) else -3.0
    if role == "verdict":
        return 3.0 if _VERDICT.match(plain) and plain.count(" ") < 3 else -1.0
    if role == "size":
        return 3.0 if _FIGURE.match(text) or _SIZE.match(plain) or text in {"A", "B", "C"} else -2.5
    if _FIGURE.match(text) and "%" not in text:
        return 3.0 if role in {"plan", "actual"} else -2.0
    return _told(role, plain) - (2.0 if _AMOUNT.match(plain.split(" ", 1)[0]) else 0.0)


def _told(role: str, plain: str) -> float:
    """Words that tell how works stand, what is asked for, what is foreseen or planned."""
    if role == "recommendation":
        return 2.0 if _ASKED.match(plain) else -1.5
    if role == "forecast":
        return 2.0 if _FORESEEN.match(plain) else -1.5
    done = _DONE.match(plain) is not None
    if role == "plan":
        return 1.5 if done or _DATED.match(plain) else -1.0
    return 2.0 if done else 0.5 if _DATED.match(plain) else -1.0


def _location(text: str, plain: str) -> float:
    """A place begins with its kind, or is a list of names."""
    if _WORK.search(plain) or _FIGURE.match(text) or _LETTERS.search(text):
        return -4.0
    names = all(word[:1].isupper() or word in {"-", "và"} for word in text.replace(",", " ").split())
    score = 3.0 if _PLACE.match(plain) else 0.5 if names else -3.0
    return score - 2.0 * len(_BODY.findall(f" {text} ")) - 2.0 * len(_SECOND.findall(text))

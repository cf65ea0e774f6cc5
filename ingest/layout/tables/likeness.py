"""How much a piece of text looks like the cell of a column: what an agency, a deadline, a product can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.layout.tables.bodies import reads_as_bodies
from ingest.layout.tables.project_likeness import ROLES, project_cell
from ingest.layout.tables.roles import column_words
from vietnamese.deadlines import TimeContext, read_deadline
from vietnamese.letters import LOWER, UPPER
from vietnamese.text import fold, normal

AGENCY_ROLES = frozenset({"lead", "coordinate", "authority", "owner", "supervisor"})
NUMBER_ROLES = frozenset({"investment", "growth"})
OPTIONAL_ROLES = frozenset(
    {"note", "result", "reason", "recommendation", "forecast", "milestone", "verdict", "period", "funding", "basis", "supervisor"}
)
NAME_ROLES = frozenset({"task", "project", "indicator"})

_EMPTY = {
    "lead": -4.0,
    "task": -9.0,
    "project": -9.0,
    "indicator": -9.0,
    "deadline": -3.5,
    "product": -3.0,
    "coordinate": -2.5,
    "authority": -3.0,
}
_DANGLING = frozenset(
    [
        "va",
        "cua",
        "cac",
        "voi",
        "theo",
        "ve",
        "cho",
        "de",
        "tai",
        "thuoc",
        "la",
        "tren",
        "trong",
        "den",
        "tu",
        "so",
        "do",
        "duoc",
        "nhung",
        "mot",
        "moi",
        "hoac",
        "nham",
        "giua",
        "khi",
        "bang",
        "vao",
        "cung",
        "tang",
        "giam",
        "thang",
        "quy",
        "nam",
        "ngay",
        "truoc",
        "sau",
        "cap",
    ]
)
_DEADLINE_HEAD = re.compile(
    r"(?:(?:du kien|hoan thanh|xong|dam bao|bao dam|thuc hien|phan dau)\s+)*(?:thang|quy|nam|truoc|trong|tu|den|thuong xuyen"
    r"|thu (?:hai|ba|tu|nam|sau|bay)|hang|dinh ky|ky hop|phien hop|t\d{1,2}\b|theo|sau|ngay"
    r"|cham nhat|khan cap|dot xuat|lien tuc|ca nam|giai doan|cuoi|dau|giua|moi"
    r"|\d{1,2}[/.]\d{1,4}|\d{4}|\d+ (?:ngay|thang)|khi|truong khi|hoan thanh|muon nhat|tuan|[-+] |kip thoi|cac nam|toan khoa|ngay khi|xong)\b"
)
_NUMBER = re.compile(r"^[\d.,\s%()+-]+$")
_SECOND = re.compile(
    r"(?<![,;/:(.–-])(?<! và)(?<!đốc)(?<!tịch)(?<!lãnh đạo)(?<!của)(?<!thuộc)(?<!với) (?:Sở|UBND|Ủy ban|Công an"
    r"|Bộ (?!Tư lệnh|Chỉ huy)|Văn phòng|Các) "
)
_VERB = re.compile(r" (?:ban hành|trình|báo cáo|phê duyệt|xây dựng(?! \w+ )|tổ chức thực hiện)\b")
_AGENCY_INSIDE = re.compile(
    r"(?<!cáo)(?<!khi)(?<!của)(?<!với)(?<!trình)(?<!gửi)(?<!theo)(?<!do)(?<!và)(?<!dẫn)(?<!Khi)(?<!sau)(?<!được) (?=(?:Sở"
    r"|UBND|Ủy ban|Uỷ ban|Công an|Bộ|Văn phòng|Các|Chi cục|Cục|Ban|Thanh tra|Phòng|Trung tâm|Viện|Trường|Đảng ủy|Hội"
    r"|Ngân hàng|Đoàn|Liên đoàn|Đài|Báo|Kho bạc|Thuế|Tòa án|Bảo hiểm|Mặt trận|Công ty|Thành ủy|Tỉnh ủy)\b)"
)
_PERSON = re.compile(
    r"(?:Đ/c|Đồng chí|đ/c|Ông|Bà|PCT|CT|Phó Chủ tịch|Chủ tịch|Phó Bí thư|Bí thư|Giám đốc|Phó Giám đốc|Thứ trưởng|Bộ trưởng"
    r"|Lãnh đạo)\b"
)
_PERSON_INSIDE = re.compile(r"(?:^|\s)(?:Đ/c|đ/c|Đồng chí|đồng chí)\s")
_HEAD_AT_END = re.compile(
    r"\s(?:Trường|Sở|Bộ|Cục|Chi cục|Vụ|Ban|Trung tâm|Bệnh viện|Công ty|Viện|Học viện|Ủy ban|Trường Đại|Đài|Báo)$"
)
"""A task that ends with the first word of a body's name was cut too early."""
_NUMBER_WANTED = re.compile(
    r"(?i)(?:quốc lộ|đường tỉnh|tỉnh lộ|giai đoạn|gói thầu|số|km|ql|đt|lô|tổ|khu vực|vành đai|đường|đoạn|từ|đến|\()$"
)
"""A project's name that ends with such a word goes on with a number."""
_SHORT_NAME = re.compile(r"[A-ZĐ]{2,}(?:[ -][A-ZĐ]{2,})?")
"""An investor known by its letters: `PVN`."""
_GIVES_AT_END = re.compile(r"\s(?:gửi|trình|giao|phối hợp|gồm)$")
_UNDATED = re.compile(r"\s(?:ngày|tháng|quý|Quý|năm)$")
_NAME_INSIDE = re.compile(r"(?<=[\w%)] )[" + UPPER + r"][" + LOWER + r"]+")
_STRAY = re.compile(r"\d [A-ZĐ][a-zà-ỹ]+$")
_BARE_KIND = re.compile(
    r"(?:^|[\s,;])(?:Văn phòng|Ban|Vụ|Viện|Phòng|Tập đoàn|Tổng công ty|Ủy ban|Uỷ ban|Ủy ban nhân|Hội đồng|Sở|Bộ|Cục|Chi cục"
    r"|Công an thành|Thành|Tỉnh)$"
)
_SENTENCE = re.compile(r"[^.…]\.\s+[A-ZĐ]")
_DIGITS = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}/\d|20\d\d")
_YEAR = re.compile(r"20\d\d")
_CONTEXT = TimeContext(None, 2025)
MOST_WORDS = {
    "deadline": 36,
    "lead": 36,
    "authority": 36,
    "supervisor": 24,
    "owner": 36,
    "unit": 6,
    "coordinate": 110,
    "verdict": 20,
} | dict.fromkeys(NUMBER_ROLES, 8)
"""Longer texts are no cell of such a column."""


def looks_like(role: str | None, text: str) -> float:
    """A score, higher is likelier; 0 is neutral. The empty text has the role's price of an empty cell."""
    if not text:
        return _EMPTY.get(role or "", -0.5 if role in OPTIONAL_ROLES else -1.0)
    score = _edges(text, role)
    if role in ROLES:
        return score + project_cell(role, text)
    if role in AGENCY_ROLES:
        return score + _agency(role or "", text)
    if role == "deadline":
        return score + _deadline(text)
    if role == "product":
        return score + (1.5 if _begins(text, column_words().products) else 0.0) - 0.003 * len(text) - _other_inside(text)
    if role in NUMBER_ROLES or role == "unit":
        return score + _figure(role or "", text)
    if role in NAME_ROLES:
        return score - (0.0 if " " in text else 3.0)
    return score - (0.008 * len(text) if role == "note" else 0.0) - _other_inside(text)


def _other_inside(text: str) -> float:
    """The price of an agency that begins in the middle of what is none, and of its first word at the end."""
    return (1.2 if _AGENCY_INSIDE.search(text) else 0.0) + (2.0 if _HEAD_AT_END.search(text) else 0.0)


@lru_cache(maxsize=16384)
def _folded(piece: str) -> str:
    return fold(normal(piece))


@lru_cache(maxsize=16384)
def _head_in(head: str, agencies: bool, groups: bool) -> bool:
    words = re.split(r"[\s,;:]+", _folded(head).strip('-+• “"('))
    phrases = column_words().groups if groups else column_words().agencies if agencies else column_words().products
    return any(" ".join(words[:n]) in phrases for n in (1, 2, 3, 4))


def _begins(text: str, phrases: frozenset[str]) -> bool:
    words = column_words()
    return _head_in(" ".join(text[:60].split(" ", 4)[:4]), phrases is words.agencies, phrases is words.groups)


@lru_cache(maxsize=16384)
def begins_cell(head: str) -> bool:
    """Whether the words begin as an agency, a product or a deadline begins: a cell may begin there in the middle of a line."""
    first = head[:1]
    if not (first.isupper() or first.isdigit() or first in "-“"):
        return False
    words = column_words()
    if first in "-“" or any(_begins(head, phrases) for phrases in (words.agencies, words.products, words.groups)):
        return True
    return bool(_DEADLINE_HEAD.match(_folded(head))) or bool(_NUMBER.match(head.split(" ", 1)[0]))


def is_figure(word: str) -> bool:
    """Whether a word is a figure: `1.450,5`, `72%`."""
    return bool(_NUMBER.match(word)) and bool(_DIGITS.search(word))


def _edges(text: str, role: str | None) -> float:
    """A cell begins with a capital and does not end in the middle of a phrase."""
    head = text.lstrip("-+• “\"'(")[:1]
    score = 0.5 if head.isupper() or head.isdigit() else {"coordinate": -0.5, "deadline": -1.0}.get(role or "", -2.5)
    tail = text.rsplit(" ", 1)
    if text[-1] in ",;" and role in AGENCY_ROLES:
        score -= 1.5 if text[-1] == "," else 0.8
    if text[-1] in ",(-/:" or (len(tail) == 2 and _folded(tail[1]) in _DANGLING) or text.count("(") != text.count(")"):
        score -= 2.0
    if role != "deadline" and _UNDATED.search(text):
        score -= 2.5
    if role in NAME_ROLES and (_HEAD_AT_END.search(text) or _GIVES_AT_END.search(text)):
        score -= 2.0
    if role == "project" and _NUMBER_WANTED.search(text):
        score -= 3.0
    return score - 1.0 if text.count("“") != text.count("”") else score


def _agency(role: str, text: str) -> float:
    """An agency begins as agencies do; a coordinator may be a group, a list, long."""
    words = text.count(" ") + 1
    group = _begins(text, column_words().groups)
    begins = group or (not text[:1].islower() and _begins(text, column_words().agencies))
    person = _PERSON.match(text) is not None
    named = role == "owner" and _SHORT_NAME.fullmatch(text) is not None
    score = 3.0 + reads_as_bodies(text) if begins or named or (person and role == "supervisor") else -3.0
    if not begins and not named and not person and not text[:1].isupper():
        score -= 2.0
    if role != "supervisor" and _PERSON_INSIDE.search(text):
        score -= 4.0
    if role == "coordinate":
        score += (1.0 if group else 0.0) - 0.1 * max(0, words - 40)
    else:
        score -= (0.5 if group else 0.0) + 0.25 * max(0, words - 12)
    if words == 1 and begins and len(text) <= 4:
        score -= 4.0
    if _BARE_KIND.search(text):
        score -= 2.0
    score -= 2.0 * len(_SECOND.findall(text)) + (1.5 if _VERB.search(text) else 0.0)
    if _SENTENCE.search(text):
        score -= 1.0
    if _DIGITS.search(text):
        score -= 0.7 if _TIME.search(text) is None else 3.0
    return score


@lru_cache(maxsize=16384)
def begins_body(head: str) -> bool:
    """Whether the words begin as an agency's name does, with a capital."""
    return head[:1].isupper() and _begins(head, column_words().agencies)


@lru_cache(maxsize=16384)
def is_time(text: str) -> bool:
    """Whether a few words are a whole deadline by themselves, so that a cell may end after them."""
    return bool(_DEADLINE_HEAD.match(_folded(text))) and read_deadline(text, _CONTEXT).kind in ("by", "recurring")


@lru_cache(maxsize=32768)
def _deadline(text: str) -> float:
    words = text.count(" ") + 1
    head = _DEADLINE_HEAD.match(_folded(text).lstrip("-+• ("))
    if not head and (words > 10 or not _DIGITS.search(text)):
        return -6.5
    kind = read_deadline(text, _CONTEXT).kind
    score = {"by": 4.0, "recurring": 4.0, "event": 3.0 if head and text[:1].isupper() else 1.5, "none": -4.0}[kind]
    if kind == "none" and head and _YEAR.search(text):
        score = 3.0
    if _STRAY.search(text):
        score -= 2.0
    if _PERSON_INSIDE.search(text):
        score -= 4.0
    if kind != "event" and _product_inside(text):
        score -= 2.5
    if kind != "event" and _AGENCY_INSIDE.search(text):
        score -= 2.5
    if kind in ("by", "recurring"):
        score -= min(3.0, 0.35 * sum(w.isalpha() and w not in column_words().times for w in re.findall(r"\w+", _folded(text))))
        score -= 1.5 * any(_folded(w) not in column_words().times for w in _NAME_INSIDE.findall(text))
    return score + (1.0 if head else -2.5) - 0.2 * max(0, words - 14)


def _product_inside(text: str) -> bool:
    """Whether a product begins behind the time: "31/12/2025 Cơ sở dữ liệu"."""
    words = text.split(" ")
    return any(
        words[k][:1].isupper() and _begins(" ".join(words[k : k + 4]), column_words().products) for k in range(1, len(words))
    )


def _figure(role: str, text: str) -> float:
    if role == "unit":
        return 1.5 if len(text.split()) <= 4 else -2.0
    if _NUMBER.match(text):
        return 4.0
    return 0.5 if _DIGITS.search(text) else -2.0


def repeats_bonus(role: str | None, text: str, seen: Mapping[tuple[str | None, str], int]) -> float:
    """A value that other rows have in the same column is likelier: agencies and deadlines come again."""
    count = seen.get((role, text), 0)
    return 0.0 if count < 2 else min(2.5, 0.8 + 0.3 * count)

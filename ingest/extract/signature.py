"""Who signs, in what post and for which body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.agencies import AgencyLexicon
from ingest.extract.lettercase import sentence_case
from ingest.layout.foot import NAME
from ingest.layout.markers import is_capital
from ingest.layout.records import Layout
from vietnamese.letters import LOWER, UPPER
from vietnamese.text import fold, squeeze

_FOR = re.compile(r"^(?:T/M|TM\.?|T\.M\.?|T/L|TL\.?|T\.L\.?|TUQ\.?|T/UQ)\s*")
_STEAD = re.compile(r"^(?:KT\.?|K/T|Q\.)\s*")
_POST = re.compile(
    r"^(?:PHÓ |Q\.? ?)?(?:CHỦ TỊCH|BÍ THƯ|CHÁNH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG"
    r"|VỤ TRƯỞNG|TRƯỞNG|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHỦ NHIỆM|THỦ TƯỚNG"
    r"|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỈ HUY TRƯỞNG|TƯ LỆNH|THỐNG ĐỐC|TỔNG|THỦ TRƯỞNG|ỦY VIÊN|UỶ VIÊN|CHÍNH ỦY|CHÍNH UỶ)\b"
)
_WHOLE_PARTY = re.compile(r"(?:THÀNH|TỈNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s+(?:ỦY|UỶ)\b|ĐẢNG BỘ|BAN CHẤP HÀNH", re.IGNORECASE)
_ORGAN = re.compile(r"(?:THÀNH|TỈNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s+(?:ỦY|UỶ)\b", re.IGNORECASE)
_PARTY_COMMITTEE = re.compile(r"^Đảng (?:ủy|uỷ)(?=\s+(?:xã|phường|đặc khu|thị trấn|các))", re.IGNORECASE)
_ORGANS = re.compile(
    r"van phong(?: dang uy)?|thanh tra|co quan thuong truc|ban (?:to chuc|tuyen giao(?: va dan van)?|noi chinh|dan van|kinh te|phap che|"
    r"kinh te - ngan sach|van hoa - xa hoi|do thi|dan toc|thuong truc|thuong vu|chap hanh)|uy ban kiem tra|thuong truc|doan chu tich"
)
"""Organs that are named without the body they belong to, folded."""
_UNION = re.compile(r"Liên đoàn|Mặt trận|Liên hiệp|Đoàn Thanh niên|(?:Thành|Tỉnh) đoàn|^Hội ", re.IGNORECASE)
_COMMITTEE_CASE = re.compile(r"\b(Thành|Tỉnh|Huyện|Quận|Đảng) (?:Ủy|Uỷ)\b")
_CITY = re.compile(rf"\b(thành phố|tỉnh)\s+((?:[{UPPER}][{LOWER}]+\s?){{1,3}})")
_LOCAL = re.compile(rf"\b(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|quận)\s+[{UPPER}]")
_COMMITTEE = re.compile(r"\b(Thành|Tỉnh)\s+(?:ủy|uỷ|Ủy|Uỷ)\b")
_POST_WORDS = re.compile(
    r"\b(?:bí thư|chủ tịch|chánh văn phòng|chánh thanh tra|văn phòng|giám đốc"
    r"|tổng giám đốc|cục trưởng|vụ trưởng|trưởng ban|trưởng phòng|bộ trưởng|thứ trưởng"
    r"|thủ tướng|viện trưởng|hiệu trưởng|chủ nhiệm|chỉ huy trưởng|chấp hành|(?<=thư )thường trực|(?<=tịch )thường trực|thường vụ)\b"
)
_PARTY_ORGANS = ("ban thuong vu", "ban chap hanh", "thuong truc", "ban can su", "van phong")


@dataclass(frozen=True, slots=True)
class Signature:
    """`issuer` is the body signed for, its place with it."""

    issuer: str | None
    signer: str | None
    role: str | None


def read_signature(layout: Layout, letterhead: Sequence[str], place: str | None, lexicon: AgencyLexicon, sample: str) -> Signature:
    """The first signature of the main part, told with the letterhead."""
    lines = [squeeze(b.reading.text) for b in layout.blocks if b.kind == "signature" and b.annex is None]
    signer, roles = _person(lines)
    where = _place(letterhead, place, sample)
    issuer = _issuer(roles, letterhead, where, lexicon, sample)
    said = [_post_case(sentence_case(_without_order(role)[1], lexicon, sample)) for role in roles]
    orders = [_without_order(role)[0] for role in roles]
    role = ", ".join(f"{order} {text}".strip() for order, text in zip(orders, said, strict=True)) or None
    return Signature(_COMMITTEE_CASE.sub(r"\1 ủy", issuer) if issuer else None, signer, role)


def _person(lines: Sequence[str]) -> tuple[str | None, list[str]]:
    """The signer's name and the lines in capitals above it."""
    roles: list[str] = []
    for line in lines:
        match = NAME.match(line)
        if match is not None and roles:
            return match["name"], roles
        if is_capital(line) and not line.startswith("("):
            roles.append(line)
    return None, roles


def _post_case(text: str) -> str:
    """Posts and organs in the capitals that officials give them: "Phó bí thư thường trực" -> "Phó Bí thư Thường trực"."""
    return _POST_WORDS.sub(lambda m: m.group()[0].upper() + m.group()[1:], text)


def _without_order(role: str) -> tuple[str, str]:
    match = _FOR.match(role) or _STEAD.match(role)
    return (match.group().strip(), role[match.end() :]) if match is not None else ("", role)


def _place(letterhead: Sequence[str], place: str | None, sample: str) -> tuple[str, str] | None:
    """The province or city: ("thành phố", "Hải Phòng"), as its own text calls it most."""
    named = Counter((m[1], squeeze(m[2])) for m in _CITY.finditer(sample))
    if place is not None:
        fitting = {unit: n for (unit, name), n in named.items() if fold(name) == fold(place)}
        if fitting:
            return max(fitting, key=lambda unit: fitting[unit]), place
        unit = _unit_of(letterhead, sample)
        return (unit, place) if unit is not None else None
    if not named:
        return None
    committee = Counter(m[1].lower() for m in _COMMITTEE.finditer(sample))
    unit = {"thành": "thành phố", "tỉnh": "tỉnh"}.get(committee.most_common(1)[0][0]) if committee else None
    ranked = [pair for pair, _ in named.most_common() if unit is None or pair[0] == unit]
    return ranked[0] if ranked else None


def _unit_of(letterhead: Sequence[str], sample: str) -> str | None:
    """Whether a place is a province or a city, by its committee's name."""
    for text in (" ".join(letterhead), sample):
        folded = fold(text)
        city, province = (
            folded.count("thanh pho") + folded.count("thanh uy"),
            folded.count("tinh uy") + folded.count("nhan dan tinh"),
        )
        if city or province:
            return "thành phố" if city >= province else "tỉnh"
    return None


def _issuer(
    roles: Sequence[str], letterhead: Sequence[str], where: tuple[str, str] | None, lexicon: AgencyLexicon, sample: str
) -> str | None:
    """The body signed for: that of T/M and T/L with the letterhead's place; else the letterhead's lowest line in full."""
    signed = next((_FOR.sub("", role) for role in roles if _FOR.match(role)), None)
    if signed is not None and not _POST.match(signed):
        return _of_body(_post_case(sentence_case(signed, lexicon, sample)), letterhead, where, lexicon, sample)
    if not letterhead:
        return None
    return _of_letterhead(letterhead, where, lexicon, sample)


def _of_body(body: str, letterhead: Sequence[str], where: tuple[str, str] | None, lexicon: AgencyLexicon, sample: str) -> str:
    folded = fold(body)
    lines = [sentence_case(line, lexicon, sample) for line in letterhead]
    if letterhead and fold(letterhead[-1]) == folded and _ORGANS.fullmatch(folded):
        return _of_letterhead(letterhead, where, lexicon, sample)
    for line in reversed(lines):
        if fold(line).startswith(folded) and len(line) > len(body):
            return line if not folded.startswith(_PARTY_ORGANS) else _party_body(line, lines, where)
    if folded.startswith(_PARTY_ORGANS):
        return _party_body(body, lines, where)
    fuller = next((line for line in reversed(lines) if folded in fold(line)), None)
    if fuller is not None:
        return fuller
    return _with_place(body, where)


def _party_body(body: str, lines: Sequence[str], where: tuple[str, str] | None) -> str:
    """A committee's organ with its committee: "Ban Thường vụ" -> "Ban Thường vụ Thành ủy Hải Phòng"."""
    committees = [line for line in lines if _WHOLE_PARTY.match(line)]
    committee = next((line for line in reversed(committees) if _ORGAN.match(line)), committees[0] if committees else None)
    inside = _WHOLE_PARTY.search(body[3:]) is not None
    if inside:
        return body if where is None or where[1] in body else f"{body} {where[1]}"
    if (
        fold(body).startswith("ban chap hanh")
        and where is not None
        and (committee is None or re.match(r"(?:Thành|Tỉnh)", committee))
    ):
        return f"{body} Đảng bộ {where[0]} {where[1]}"
    if committee is not None:
        if fold(body).startswith("ban chap hanh"):
            committee = _PARTY_COMMITTEE.sub("Đảng bộ", committee)
        return (
            f"{body} {committee}"
            if where is None or where[1] in committee or " " in committee[9:]
            else f"{body} {committee} {where[1]}"
        )
    union = next((line for line in reversed(lines) if _UNION.search(line)), None)
    if union is not None:
        return body if fold(body) in fold(union) else _with_place(f"{body} {union}", where)
    if where is None:
        return body
    return f"{body} {'Thành ủy' if where[0] == 'thành phố' else 'Tỉnh ủy'} {where[1]}"


def _of_letterhead(letterhead: Sequence[str], where: tuple[str, str] | None, lexicon: AgencyLexicon, sample: str) -> str:
    joined = _organ_of(letterhead[-1], letterhead[:-1])
    return _with_place(sentence_case(joined, lexicon, sample), where)


def _organ_of(organ: str, above: Sequence[str]) -> str:
    """An organ that names itself alone, with the body above it: "BAN TỔ CHỨC" below "TỈNH ỦY SƠN LÂM"."""
    if not above or _ORGANS.fullmatch(fold(organ)) is None:
        return organ
    body = above[-1]
    return f"{organ} {'TRUNG ƯƠNG' if fold(body) == 'ban chap hanh trung uong' else body}"


def _with_place(body: str, where: tuple[str, str] | None) -> str:
    """A local body with its province, where its name does not bear one."""
    if (
        where is None
        or where[1] in body
        or re.match(r"(?:Bộ (?!Chỉ huy)|Chính phủ|Quốc hội|Thủ tướng|Ủy ban Thường vụ Quốc hội|Ban Bí thư|Bộ Chính trị)", body)
    ):
        return body
    if re.match(r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Văn phòng Ủy ban nhân dân|Văn phòng Hội đồng)", body):
        return body if _LOCAL.search(body) else (f"{re.sub(r' (?:thành phố|tỉnh)$', '', body)} {where[0]} {where[1]}")
    if re.match(r"(?:Thành ủy|Tỉnh ủy|Thành uỷ|Tỉnh uỷ)$", body):
        return f"{body} {where[1]}"
    return body

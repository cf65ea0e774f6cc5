"""The foot of a document: "Nơi nhận" with its recipients, and the signature, beside or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.drafts import Draft
from ingest.layout.lines import TextLine
from ingest.layout.markers import find_marker, is_capital
from ingest.layout.records import BlockKind
from vietnamese.letters import LOWER, UPPER

_RECIPIENTS = re.compile(r"^N[ơo]i\s+(?:nhận|gửi)\s*(?::|$)", re.IGNORECASE)
_ORDER = r"(?:T/M|TM\.?|T\.M|T/L|TL\.?|T\.L|TUQ\.?|T/UQ|KT\.?|K/T|Q\.)"
_POST = (
    r"(?:(?:PHÓ\s+)?(?:CHỦ TỊCH|BÍ THƯ|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN"
    r"|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG BAN|TRƯỞNG ĐOÀN"
    r"|TRƯỞNG PHÒNG|TRƯỞNG THÔN|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHỦ NHIỆM|CHỈ HUY TRƯỞNG|TƯ LỆNH|THỐNG ĐỐC|TỔNG THANH TRA)|THỦ TƯỚNG"
    r"|PHÓ THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG BÍ THƯ|CHÍNH ỦY|CHÍNH UỶ|ỦY VIÊN|UỶ VIÊN|THƯ KÝ|NGƯỜI LẬP|THƯỜNG TRỰC)"
)
_SIGNS = re.compile(rf"^(?:{_ORDER}\s+(?=[{UPPER}]{{2}})|{_POST}\b)")
_BESIDE = re.compile(rf"(?<=[;:,.\s])\s(?P<sign>{_ORDER}\s+[{UPPER}]{{2}}[{UPPER}\s,-]*|{_POST}[{UPPER}\s,-]*)$")
_SIGNED = re.compile(r"^\(?\s*(?:đã ký|ĐÃ KÝ|Đã ký|ký tên|Ký tên).{0,40}\)?$")
_NAME_WORD = rf"[{UPPER}][{LOWER}]+"
NAME = re.compile(
    rf"^(?:(?:(?:GS|PGS|TS|ThS|BS|CN|KS)\.?\s*)+|(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá)\s+)?"
    rf"(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}})$"
)
_BESIDE_NAME = re.compile(rf"(?:\s{{3,}}|\t)(?P<sign>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}})$")
_WIDE = re.compile(r"\s{3,}|\t+")
_LONGEST = 45


def opens_foot(line: TextLine) -> bool:
    """Whether the recipients begin with the line."""
    return _RECIPIENTS.match(line.text) is not None


def signs(text: str) -> bool:
    """Whether a line in capitals names who signs or in whose stead."""
    return _SIGNS.match(text) is not None and is_capital(text) and len(text) < 90 and text[-1] not in ":;.,"


def signature_ahead(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a signature stands here: capitals that name a post, then within a few lines a person's name (or "Nơi nhận")."""
    if not signs(lines[index].text):
        return False
    for line in lines[index + 1 : index + 7]:
        if NAME.match(line.text) or opens_foot(line) or _SIGNED.match(line.text):
            return True
        if not is_capital(line.text) and not line.text.startswith("("):
            return False
    return False


def foot_extent(lines: Sequence[TextLine], first: int) -> int:
    """The index after the foot that begins at `first`: up to an annex, a table or text of another kind."""
    index = first + 1
    named = False
    while index < len(lines) and index - first < _LONGEST:
        line = lines[index]
        marker = find_marker(line.text)
        if marker is not None and marker.kind not in ("dash", "plus", "letter", "bracket"):
            break
        if named and not _still_foot(line):
            break
        if NAME.match(line.text) and any(signs(before.text) or signs(_split(before)[-1][2]) for before in lines[first:index]):
            named = True
        elif len(line.text) > 160:
            break
        index += 1
    return index


def _still_foot(line: TextLine) -> bool:
    return (
        opens_foot(line)
        or line.text[0] in "-+–"
        or signs(line.text)
        or NAME.match(line.text) is not None
        or (line.gap == 0 and not is_capital(line.text) and len(line.text) < 70)
    )


def _split(line: TextLine) -> list[tuple[int, int, str]]:
    """A line's columns in offsets of its text: recipients left, signature right."""
    text = line.text
    for pattern in (_BESIDE, _BESIDE_NAME):
        match = pattern.search(text)
        if match is not None and match.start("sign") > 2 and not signs(text):
            left = text[: match.start()].rstrip()
            return [(0, len(left), left), (match.start("sign"), len(text), match["sign"])]
    wide = _WIDE.search(text)
    if wide is not None and wide.start() and (signs(text[wide.end() :]) or is_capital(text[wide.end() :])):
        return [(0, wide.start(), text[: wide.start()]), (wide.end(), len(text), text[wide.end() :])]
    return [(0, len(text), text)]


def read_foot(lines: Sequence[TextLine]) -> list[Draft]:
    """Drafts of the recipients and of the signature's lines, each column by itself."""
    recipients: list[Draft] = []
    signature: list[Draft] = []
    receiving = False
    for line in lines:
        for start, end, text in _split(line):
            span = line.start + start, line.start + end
            if opens_foot(line) and start == 0:
                receiving = True
                recipients.append(_draft(line, span, text, "recipients"))
            elif start > 0 or signs(text) or is_capital(text) or NAME.match(text) or _SIGNED.match(text):
                _put_signature(signature, line, span, text)
            elif receiving:
                _put_recipient(recipients, line, span, text)
            else:
                _put_signature(signature, line, span, text)
    return recipients + signature


def _draft(line: TextLine, span: tuple[int, int], text: str, kind: BlockKind) -> Draft:
    return Draft([span], line, line.page, kind, find_marker(text) if kind == "recipients" else None, pieces=[text])


def _put_signature(signature: list[Draft], line: TextLine, span: tuple[int, int], text: str) -> None:
    signature.append(_draft(line, span, text, "signature"))


def _put_recipient(recipients: list[Draft], line: TextLine, span: tuple[int, int], text: str) -> None:
    marker = find_marker(text)
    fresh = marker is not None and marker.kind == "dash"
    if fresh or (recipients[-1].marker is None and len(recipients) == 1):
        recipients.append(_draft(line, span, text, "recipients"))
    else:
        recipients[-1].spans.append(span)
        recipients[-1].pieces.append(text)
        recipients[-1].last = line

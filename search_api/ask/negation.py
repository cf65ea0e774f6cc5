"""Denials in a question: "không dùng vốn ngân sách", "không do Sở Tài chính chủ trì".

A list of what is so is no answer to a question for what is not; a plan that does not understand the denial gives way.
"""

from __future__ import annotations

import re

from search_api.ask.cues import covered
from search_api.ask.question import Question
from search_api.ask.words import agrees

_NO = r"(?P<no>khong|chua|chang)(?: he)?"
_VERBS = (
    r"(?:phai|thuoc|do|o|duoc|co|dung|su dung|lay|huy dong|bang|tu|bi|khoi cong|dong tho|thi cong|xay dung|thuc hien|ban hanh|giao|gap"
    r"|cham|nam|lien quan|tham gia|chu tri|phoi hop|trien khai|thay|sua|khanh thanh|thong xe|giai phong|xac dinh|phe duyet|ky|vuong"
    r"|bo tri|nhan|su dung|vay|xin|can cu|dua|duyet|lap|nhac|neu|can den|can|giai ngan)"
)
_HEADS = (
    r"(?:nhiem vu|viec|cong viec|dau viec|van ban|nghi quyet|quyet dinh|chi thi|ket luan|ke hoach|quy dinh|chuong trinh|de an|du an"
    r"|cong trinh|co quan|don vi|so|ban|dang uy|chi tieu|khu cong nghiep|cum cong nghiep|cai|nhung gi)"
)
_DENIED = re.compile(
    rf"(?<!\w){_HEADS}(?:(?: (?!co |thi |la |voi |hay |khi )\w+){{0,3}}?|(?: \w+){{1,10}}?(?: ,| ma| nhung| va))"
    rf" {_NO} (?P<what>{_VERBS}(?!\w).*)$"
    r"|(?<!\w)(?P<but>(?:khong (?:tinh|ke|bao gom)|tru|ngoai tru|loai tru) (?:cac |nhung )?(?:nhiem vu|viec|van ban|du an)(?!\w).*)$"
)
_ASKING = re.compile(r"(?:co|phai|duoc)? ?(?:hay )?(?:khong|chua)$")


_WRITTEN = {"khong": "không", "chua": "chưa", "chang": "chẳng", "tru": "trừ", "ngoai": "ngoại", "loai": "loại"}


def denial(question: Question) -> str | None:
    """What the question denies of the things it asks for, in folded words; None where it denies nothing, or in a cue's own phrase."""
    line = question.wording.line.rstrip(" ?.!")
    match = _DENIED.search(line)
    if match is None:
        return None
    group = "no" if match["no"] else "but"
    index = question.wording.word_at(match.start(group))
    word = question.wording.words[index]
    if not agrees(word.accented, _WRITTEN[word.text]):
        return None
    if index in covered(question.wording) or any(a.start <= word.start < a.end for a in question.slots.amounts):
        return None
    return _ASKING.sub("", match["what"] or match["but"]).strip() or None

"""Whose relation it is: whether a document itself acts in a clause, or others, or another document that bears no number."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from graph.codes import types_by_name
from graph.identity.bodies import Body, read_body
from graph.records import RelationType
from ingest.extract.citations.patterns import type_pattern
from ingest.extract.citations.tails import name_end
from ingest.extract.citations.units import Unit
from ingest.extract.relations.triggers import Trigger

LEGAL = frozenset(
    {
        "Quyết định",
        "Nghị quyết",
        "Luật",
        "Bộ luật",
        "Nghị định",
        "Thông tư",
        "Quy định",
        "Quy chế",
        "Pháp lệnh",
        "Chỉ thị",
        "Hướng dẫn",
        "Kế hoạch",
        "Chương trình",
    }
)
"""Kinds that change, end or detail other documents."""
_RULES = frozenset(
    {"Quyết định", "Nghị quyết", "Luật", "Bộ luật", "Nghị định", "Thông tư", "Quy định", "Quy chế", "Pháp lệnh", "Hướng dẫn"}
)
_OWN_TYPES: frozenset[RelationType] = frozenset({"implements", "continues", "reviews", "based_on"})
_CHANGES: frozenset[RelationType] = frozenset({"amends", "replaces", "repeals", "corrects"})
_KINDS = (
    r"Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Thông tư|Nghị định|Luật|Quy định|Quy chế|Hướng dẫn|Chương trình hành động|"
    r"Chương trình|Kết luận|Công điện|Công văn|Văn bản|Đề án|Pháp lệnh"
)
_THIS_DOCUMENT = re.compile(
    rf"(?:{_KINDS})\s+này(?:\s+có hiệu lực|,|\s+thay thế|\s+bãi bỏ|\s+sửa đổi)|(?:{_KINDS})\s+có hiệu lực[^.;]{{0,60}}$"
)
_CLAUSE_MARK = re.compile(r"\s*(?:[-+*]\s*)?(?:\(?(?:[ivx]+|\d+(?:\.\d+)*|[a-zđ])[).]\s*)?", re.IGNORECASE)
_THIS = re.compile(r"\s+(?:này|có hiệu lực)(?![^\W\d_])", re.IGNORECASE)
_SUBJECT_DEED = re.compile(r"(?:^|[;,.]\s*)(?:(?:tuy nhiên|song|nhưng|đến nay)\s*,?\s+)?việc\s+$", re.IGNORECASE)
_FALLS_SHORT = re.compile(r"(?<![^\W\d_])(?:còn|chưa|vẫn)(?![^\W\d_])")
_AGENCY_NAME = re.compile(
    r"(?:Ban Chỉ đạo|Tổ công tác|Tiểu ban|Đoàn kiểm tra|Hội đồng|Tổ giúp việc)\s*(?:về\s+)?(?:triển khai\s+)?$"
)
_ASSIGNS = re.compile(r"(?:Giao|Yêu cầu|Đề nghị|Phân công)\s")
_THING = re.compile(r"(?:Vụ án|Vụ việc|Dự án|Công trình|Gói thầu|Hạng mục)(?![^\W\d_])")
_ARTICLE = re.compile(r"\W*(?:(?:Điều|Khoản|Điểm)\s+\d|(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s)")
_DIRECTIVES = frozenset({"Chỉ thị", "Công điện", "Kết luận", "Thông báo", "Công văn", "Nghị quyết"})
_GROUP = re.compile(
    r"(?:(?:(?:Trong\s+)?[Tt]hời gian qua|Những năm qua|Vừa qua),\s+)?"
    r"[Cc]ác\s+(?:cấp|bộ|sở|ban|ngành|địa phương|cơ quan|đơn vị)(?![^\W\d_])"
)
_BODY = re.compile(r"(?:Ban|Tỉnh ủy|Thành ủy|Ủy ban|UBND|HĐND|Hội đồng|Thường trực|Sở|Đảng)(?![^\W\d_])")
_QUOTED = re.compile(r"\s*[“\"]")


@dataclass(frozen=True, slots=True)
class Author:
    """The document that speaks: its genre and the blocks in which it tells others what to do."""

    kind: str | None
    tasks: Container[int]
    articles: Container[int]
    """The blocks that stand in articles or numbered points."""
    body: Body
    """The body that issued it, as it is read for identity."""

    def acts(self, unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> bool:
        """Whether the document itself may be the one that acts here."""
        if unit.block in self.tasks and not _of_itself(unit, trigger, sentence):
            return False
        if _AGENCY_NAME.search(unit.text, max(sentence[0], trigger.start - 40), trigger.start):
            return False
        if trigger.reversed_ or trigger.rule in ("issues", "issued_with") or _judged(unit, trigger, sentence):
            return False
        if (
            self._rules_for_others(unit, trigger)
            or _other_subject(unit, trigger, sentence)
            or self._elsewhere(unit, trigger, sentence)
            or self._others_did(unit, trigger, sentence)
        ):
            return False
        return trigger.type in _OWN_TYPES or self.kind in LEGAL

    def _elsewhere(self, unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> bool:
        """Whether the clause begins with a body of another place: "Ban Thường vụ Tỉnh ủy X (cũ) thực hiện Đề án A" in the report of Y."""
        begin = _clause_start(unit, trigger, sentence)
        if _BODY.match(unit.text, begin) is None:
            return False
        end = min(name_end(unit.text, begin, trigger.start), trigger.start)
        theirs = {place for level, place in read_body(unit.text[begin:end]).places if level == "province"}
        ours = {place for level, place in self.body.places if level == "province"}
        return bool(theirs) and bool(ours) and not theirs & ours

    def _others_did(self, unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> bool:
        """ "Thời gian qua, các bộ, ngành đã thực hiện Chỉ thị A": a directive or a conclusion tells what others did; a report what all did."""
        if self.kind not in _DIRECTIVES or trigger.type not in ("implements", "continues"):
            return False
        return _GROUP.match(unit.text, _clause_start(unit, trigger, sentence)) is not None

    def _rules_for_others(self, unit: Unit, trigger: Trigger) -> bool:
        """An article says by what others go ("Hồ sơ thực hiện theo Nghị định A"), and what it quotes is the words of another document."""
        if self.kind not in _RULES or unit.kind in ("title", "letterhead", "footnote"):
            return False
        if _QUOTED.match(unit.text) and trigger.type == "based_on":
            return True
        return trigger.rule == "according_to" and (unit.block in self.articles or _ARTICLE.match(unit.text) is not None)


def _judged(unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> bool:
    """ "Việc thực hiện Kế hoạch A còn chậm": others' deeds, and found wanting."""
    if trigger.type != "implements" or _SUBJECT_DEED.search(unit.text, sentence[0], trigger.start) is None:
        return False
    clause = re.split(r"[;.]\s", unit.text[trigger.end : sentence[1]])[0]
    return _FALLS_SHORT.search(clause) is not None


def _of_itself(unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> bool:
    """ "Chỉ thị này có hiệu lực kể từ ngày ký, thay thế Chỉ thị số A", even among directions."""
    return trigger.type in _CHANGES and _THIS_DOCUMENT.search(unit.text, sentence[0], trigger.start) is not None


def _clause_start(unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> int:
    """Where the words of the trigger's clause begin, behind the mark of its list."""
    start = max(unit.text.rfind(";", sentence[0], trigger.start) + 1, sentence[0])
    mark = _CLAUSE_MARK.match(unit.text, start)
    return mark.end() if mark else start


def _other_subject(unit: Unit, trigger: Trigger, sentence: tuple[int, int]) -> bool:
    """Whether the clause begins with an order to others, a case, a project or another document that bears no number.

    "(ii) Quyết định phạm vi ... theo Quy định A".
    """
    if unit.kind in ("title", "letterhead", "heading"):
        return False
    begin = _clause_start(unit, trigger, sentence)
    if trigger.type in _OWN_TYPES and _ASSIGNS.match(unit.text, begin):
        return True
    if trigger.rule == "according_to" and _THING.match(unit.text, begin):
        return True
    word = type_pattern().match(unit.folded, begin)
    if word is None or word.end() > trigger.start or not unit.text[word.start()].isupper():
        return False
    if _THIS.match(unit.text, word.end()):
        return False
    kind = types_by_name()[" ".join(word.group().split())]
    return kind.noun or unit.kind == "footnote"

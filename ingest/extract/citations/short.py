"""Short forms and back references: "Nghị quyết 71", "Nghị quyết này", "Kế hoạch nêu trên", names given by "sau đây gọi là"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.codes import document_types, genre, types_by_name
from graph.extraction import Header
from ingest.extract.citations.drafts import Draft, KindWord
from ingest.extract.citations.patterns import type_pattern
from ingest.extract.citations.tails import Tail, read_tail
from ingest.extract.citations.units import Unit
from vietnamese.text import fold

_BARE = re.compile(
    r"\s+(?P<so>số\s*)?(?P<digits>\d{1,4})(?:/(?P<year>(?:19|20)\d\d))?(?![\d%/.,-]*\d|[/-][A-ZĐa-z]|[^\W\d_])", re.IGNORECASE
)
_MORE = re.compile(r"\s*(?:,|và|;)\s*(?:số\s*)?(?P<digits>\d{1,4})(?![\d%/.,-]*\d|[/-][A-ZĐa-z]|[^\W\d_])")
_NAMED_AFTER = re.compile(
    r"\s*(?:$|[,;:.)\]”\"…]|\((?!\s*\d)|(?:và|của|về|ngày|này|nêu|trên|đề ra|thì|được|có|đã|là|cho|theo|tại|với|trong|"
    r"để|nhằm|do|khi|sau|trước|đến|quy định|ban hành|"
    r"đang|sẽ|không|cũng|hoặc|đạt|còn|vẫn|giao|yêu cầu|gắn|bảo đảm|đảm bảo|năm \d{4}|-)(?![^\W\d_])|-)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:năm(?! \d{4})|năm \d{4}\s*-|tháng|ngày(?!\s*\d)|tuần|quý|người|nội dung|vấn đề|nhiệm vụ|lần|cuộc|dự án|"
    r"đồng chí|điểm|khâu|nhóm)",
    re.IGNORECASE,
)
_MONTHLY = frozenset({"Báo cáo", "Kế hoạch", "Chương trình", "Thông báo", "Văn bản", "Hướng dẫn"})
_NEVER = frozenset(
    {
        "Luật",
        "Bộ luật",
        "Hiến pháp",
        "Lệnh",
        "Dự án",
        "Biên bản",
        "Văn bản",
        "Hợp đồng",
        "Quy hoạch",
        "Chiến lược",
        "Kịch bản",
        "Phương án",
        "Điều lệ",
    }
)
_NO_DOCUMENTS = frozenset({"Dự án", "Hợp đồng", "Phương án", "Giấy phép", "Biên bản"})
"""Kinds whose name means a thing rather than its paper where only "này" follows."""
_BACK = re.compile(
    r"\s+(?:số\s+)?(?P<how>này|nêu trên|nói trên|trên đây|trên(?=\s*[,.;)]|$)|đó(?=\s*[,.;)]|$)|"
    r"dẫn trên)(?![^\W\d_])",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"\s*[(,]?\s*\(?\s*(?:sau đây|dưới đây)\s*(?:được\s*)?(?:gọi|viết)(?:\s+(?:chung|"
    r"tắt))*(?:\s+là)?\s*:?\s*(?P<alias>[“\"]?[^()“”\",;.]{2,80})[”\"]?\s*\)?"
    r"|\s*\(\s*(?:gọi|viết)\s+(?:chung|tắt)\s+là\s*:?\s*(?P<other>[“\"]?[^()“”\",;]{2,80})[”\"]?\s*\)"
    rf"|\s*\(\s*(?P<short>(?:{'|'.join(kind.name for kind in document_types())})\s+\d{{1,4}})\s*\)",
    re.IGNORECASE,
)
_ALIAS_REACH = 420
_ALIAS_NEAR = 4


def bare(unit: Unit, words: Sequence[KindWord]) -> list[Draft]:
    """A kind with digits alone: "Nghị quyết 71", "Nghị định 126", "Nghị quyết 57, 59 và 68"."""
    found: list[Draft] = []
    for word in words:
        if word.name in _NEVER:
            continue
        match = _BARE.match(unit.text, word.end)
        if match is None or not _is_number(unit.text, word, match):
            continue
        found.append(_short(unit, word, word.start, match))
        end = match.end("digits")
        while (more := _MORE.match(unit.text, end)) is not None and _NAMED_AFTER.match(unit.text, more.end()):
            found.append(_short(unit, word, more.start("digits"), more))
            end = more.end()
    return found


def _is_number(text: str, word: KindWord, match: re.Match[str]) -> bool:
    if _COUNTED.match(text, match.end()):
        return False
    if match["so"] is None and not word.upper:
        return False
    if match["year"] and match["so"] is None and word.name in _MONTHLY and int(match["digits"]) <= 12:
        return False
    return _NAMED_AFTER.match(text, match.end()) is not None


def _short(unit: Unit, word: KindWord, start: int, match: re.Match[str]) -> Draft:
    year = int(match["year"]) if "year" in match.re.groupindex and match["year"] else None
    end = match.end("year") if year else match.end("digits")
    tail = read_tail(unit.text, end, unit.sentence_at(word.start)[1])
    if year is None and tail.date is not None and tail.date.precision == "year":
        year = tail.date.year
    return Draft(unit, start, end, "short", word.name, tail, bare=match["digits"], year=year)


def back(unit: Unit, words: Sequence[KindWord], header: Header) -> list[Draft]:
    """ "Nghị quyết này", "Kế hoạch nêu trên". The document's own kind with "này" is the document itself."""
    found: list[Draft] = []
    for word in words:
        match = _BACK.match(unit.text, word.end)
        if match is None or word.name in _NO_DOCUMENTS:
            continue
        own = header.type is not None and genre(header.type) == genre(word.name) and match["how"].lower() == "này"
        if not own and not word.upper and match["how"].lower() in ("này", "đó", "trên"):
            continue
        empty = Tail(None, None, None, match.end(), match.end(), match.end())
        found.append(Draft(unit, word.start, match.end(), "self" if own else "back", word.name, empty))
    return found


def resolve_back(drafts: Sequence[Draft]) -> None:
    """Give each back reference its antecedent: the last document of its kind before it, where only one can be meant.

    Certain are the only one named so far in the sentence or the block, and the last where nothing else of the kind was named there.
    """
    for index, draft in enumerate(drafts):
        if _any_congress(draft):
            draft.antecedent = _last_congress(drafts[max(0, index - 200) : index])
            draft.form = "back" if draft.antecedent is not None else draft.form
        if draft.form != "back" or draft.antecedent is not None:
            continue
        before = [
            d for d in drafts[max(0, index - 60) : index] if d.form not in ("back", "self") and genre(d.kind) == genre(draft.kind)
        ]
        same = [d for d in before if d.unit.block == draft.unit.block]
        near = same or [d for d in before if draft.unit.block - d.unit.block <= 3]
        if near and len({(d.number, d.bare, d.title and d.unit.text[slice(*d.title)]) for d in near}) == 1:
            draft.antecedent = near[-1]


def _title(draft: Draft) -> str:
    return draft.unit.text[slice(*draft.title)] if draft.title else ""


def _any_congress(draft: Draft) -> bool:
    """ "Nghị quyết Đại hội" alone: of the congress that was spoken of before."""
    return draft.form == "named" and draft.kind == "Nghị quyết" and _title(draft).lower() in ("đại hội", "đại hội đảng")


def _last_congress(before: Sequence[Draft]) -> Draft | None:
    named = (d for d in reversed(before) if d.form == "named" and d.kind == "Nghị quyết" and not _any_congress(d))
    return next((draft for draft in named if _title(draft).lower().startswith("đại hội")), None)


def take_aliases(drafts: Sequence[Draft]) -> dict[str, Draft]:
    """Read "(sau đây gọi là X)" after a mention and note X as its alias; returns alias -> mention, the first of a name counts."""
    aliases: dict[str, Draft] = {}
    for index, draft in enumerate(drafts):
        text = draft.unit.text
        reach = min(draft.unit.sentence_at(draft.start)[1], draft.core + _ALIAS_REACH)
        following = drafts[index + 1] if index + 1 < len(drafts) and drafts[index + 1].unit is draft.unit else None
        title_end = max(draft.core, draft.tail.title_end, draft.tail.head_end)
        match = _ALIAS.search(text, draft.core, reach)
        if match is None or (following is not None and title_end < following.start < match.start()):
            continue
        alias = " ".join((match["alias"] or match["other"] or match["short"]).strip(' “”"').removeprefix("là ").split())
        owner = _owner(alias, draft, drafts[max(0, index - _ALIAS_NEAR) : index + _ALIAS_NEAR], match.start())
        for inside in drafts[index + 1 : index + _ALIAS_NEAR]:
            if inside.unit is draft.unit and match.start() < inside.start < match.end():
                _means(inside, owner)
        if alias and alias not in aliases and alias[0].isupper():
            owner.aliases.append(alias)
            aliases[alias] = owner
    return aliases


def _owner(alias: str, draft: Draft, near: Sequence[Draft], position: int) -> Draft:
    """Whose short name it is: of the documents before it the last one of the kind that it names."""
    kind = type_pattern().match(fold(alias))
    if kind is None:
        return draft
    name = genre(types_by_name()[" ".join(kind.group().split())].name)
    fitting = [d for d in near if d.unit is draft.unit and d.start < position and genre(d.kind) == name]
    return fitting[-1] if fitting else draft


def _means(short: Draft, meant: Draft) -> None:
    """A short name was given to another mention: it refers back to that."""
    short.antecedent = meant
    if short.form in ("short", "named"):
        short.form = "back"


def follow_aliases(drafts: Sequence[Draft], aliases: dict[str, Draft]) -> None:
    """Short forms that are names given by "sau đây gọi là" or in brackets."""
    for draft in drafts:
        target = aliases.get(" ".join(draft.unit.text[draft.start : draft.core].split())) if draft.form == "short" else None
        if target is not None and target is not draft and (draft.unit is not target.unit or draft.start > target.start):
            _means(draft, target)


def alias_pattern(aliases: dict[str, Draft]) -> re.Pattern[str]:
    """All aliases of a document as one pattern, the longest first."""
    names = "|".join(re.escape(alias) for alias in sorted(aliases, key=lambda alias: (-len(alias), alias)))
    return re.compile(rf"(?<![^\W\d_])(?:{names})(?![\d/-]*\d|[^\W_])")


def by_alias(unit: Unit, aliases: dict[str, Draft], pattern: re.Pattern[str]) -> list[Draft]:
    """Later mentions under a name given by "sau đây gọi là"."""
    found = []
    for match in pattern.finditer(unit.text):
        target = aliases[match.group()]
        if target.unit is unit and match.start() <= target.core + _ALIAS_REACH:
            continue
        if (unit.block, unit.row or 0) < (target.unit.block, target.unit.row or 0):
            continue
        empty = Tail(None, None, None, match.end(), match.end(), match.end())
        found.append(Draft(unit, match.start(), match.end(), "back", target.kind, empty, antecedent=target))
    return found

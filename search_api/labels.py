"""How officials call what the records call by English words; dates, money and counts as they write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from graph.records import Deadline, Document, Period

RELATIONS: Mapping[str, tuple[str, str]] = {
    "implements": ("Thực hiện", "Được thực hiện bởi"),
    "continues": ("Tiếp tục thực hiện", "Được tiếp tục thực hiện bởi"),
    "details": ("Hướng dẫn, quy định chi tiết", "Được hướng dẫn, quy định chi tiết bởi"),
    "based_on": ("Căn cứ", "Là căn cứ của"),
    "amends": ("Sửa đổi, bổ sung", "Được sửa đổi, bổ sung bởi"),
    "replaces": ("Thay thế", "Được thay thế bởi"),
    "repeals": ("Bãi bỏ", "Bị bãi bỏ bởi"),
    "reviews": ("Sơ kết, tổng kết", "Được sơ kết, tổng kết bởi"),
    "issued_with": ("Ban hành kèm theo", "Được ban hành kèm theo"),
    "corrects": ("Đính chính", "Được đính chính bởi"),
    "cites": ("Dẫn chiếu", "Được dẫn chiếu bởi"),
}
"""Relation type -> its name seen from the document it starts at, and from the one it leads to."""

FINDINGS: Mapping[str, str] = {
    "conflicting_date": "Ngày ghi không thống nhất",
    "shared_number": "Nhiều văn bản chung một số",
    "impossible_date": "Ngày không thể có",
    "title_mismatch": "Trích yếu không khớp",
    "issuer_conflict": "Cơ quan ban hành không khớp",
    "figure_conflict": "Số liệu mâu thuẫn",
    "overdue": "Đã quá hạn khi được giao",
    "no_lead": "Nhiệm vụ chưa có cơ quan chủ trì",
    "plan_missed": "Không đạt kế hoạch",
    "duplicate_document": "Một văn bản, nhiều tệp",
    "cited_not_held": "Được dẫn chiếu nhưng chưa có trong kho",
}
KINDS: Mapping[str, str] = {
    "document": "Văn bản",
    "passage": "Đoạn văn",
    "task": "Nhiệm vụ",
    "project": "Dự án",
    "agency": "Cơ quan",
    "indicator": "Chỉ tiêu",
}
STATUSES: Mapping[str, str] = {"open": "Chưa đến hạn", "due": "Sắp đến hạn", "overdue": "Quá hạn", "done": "Đã hoàn thành"}
DEADLINES: Mapping[str, str] = {
    "by": "Có thời hạn",
    "recurring": "Định kỳ, thường xuyên",
    "event": "Theo sự kiện",
    "none": "Không nêu",
}
AGENCY_KINDS: Mapping[str, str] = {
    "party": "Cơ quan đảng",
    "government": "Cơ quan hành chính",
    "council": "Cơ quan dân cử",
    "front": "Mặt trận, đoàn thể",
    "court": "Tư pháp",
    "enterprise": "Doanh nghiệp",
    "other": "Tổ chức khác",
}
AGENCY_LEVELS: Mapping[str, str] = {"central": "Trung ương", "province": "Cấp tỉnh", "commune": "Cấp xã", "other": "Khác"}
COUNTS: Mapping[str, str] = {
    "held": "văn bản trong kho",
    "documents": "văn bản được biết đến",
    "passages": "đoạn văn",
    "mentions": "lượt dẫn chiếu",
    "relations": "quan hệ",
    "tasks": "nhiệm vụ",
    "agencies": "cơ quan",
    "projects": "dự án",
    "indicators": "chỉ tiêu",
    "footnotes": "chú thích",
    "findings": "điểm cần rà soát",
}


def day(iso: str | None) -> str:
    """ "2025-08-22" as "22/8/2025"; what is no full date stays as it is.

    A leading zero stands, as officials write it, before a day below 10 and a month below 3.
    """
    if not iso:
        return ""
    parts = iso.split("-")
    if len(parts) != 3:
        return iso
    year, month, number = parts
    return f"{number}/{month if int(month) < 3 else int(month)}/{year}"


def sentence_case(text: str | None) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:] if text else ""


def number(value: float | int | None) -> str:
    """Vietnamese: dots between thousands, a comma before decimals."""
    if value is None:
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def money(million: float | int | None) -> str:
    """Million đồng in words that a reader takes in: "1.198,92 tỷ đồng"."""
    if million is None:
        return ""
    return f"{number(round(million / 1000, 2))} tỷ đồng" if million >= 1000 else f"{number(million)} triệu đồng"


def document_name(document: Document) -> str:
    """Type and number, else type and title, else type, issuer and period: "Nghị quyết số 57-NQ/TW"."""
    if document.number:
        return f"{document.type or 'Văn bản'} số {document.number}"
    if document.title:
        return f"{document.type or ''} {document.title}".strip()
    issuer = f"của {document.issuer}" if document.issuer else ""
    when = date_of(document) or period(document.period)
    told = " ".join(part for part in (document.type or "Văn bản", issuer, f"({when})" if when else "") if part)
    return told if issuer or when else document.key


LINK_LENGTH = 120
QUARTERS = ("I", "II", "III", "IV")


def link_name(document: Document) -> str:
    """What a link to a document says: "Nghị quyết 57-NQ/TW (22/12/2024)", else the title's beginning."""
    if document.number:
        told = day(document.date)
        return f"{document.type or ''} {document.number}".strip() + (f" ({told})" if told else "")
    return shorten(document_name(document), LINK_LENGTH)


def shorten(text: str | None, length: int) -> str:
    """The text's beginning, cut between words."""
    if text is None or len(text) <= length:
        return text or ""
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"


def with_ordinal(ordinal: str | None, text: str) -> str:
    """A task's words behind its number: "33. Triển khai ...", "(4) Tổ chức ..."."""
    if not ordinal:
        return text
    return f"{ordinal} {text}" if ordinal.endswith((")", ".")) else f"{ordinal}. {text}"


def short_name(key: str) -> str:
    """A key as people say it: "57-NQ/TW (22/12/2024)", "Luật Quy hoạch"."""
    head, hash_mark, rest = key.partition("#")
    name, at, printed = head.rpartition("@")
    if not at:
        kind, _, title = head.strip().partition(":")
        issuer = rest.split("#")[0].strip()
        return f"{kind} {title.strip()}" if title.strip() else f"{kind} của {issuer}" if issuer else kind
    told = day(printed)
    tail = f" {rest.split('|')[0]}" if hash_mark else ""
    return f"{name}{tail} ({told})" if told else f"{name}{tail}"


def date_of(document: Document) -> str:
    """The document's date, else what is printed in its place."""
    return day(document.date) or document.date_printed or ""


def deadline(raw: str | None, parsed: Deadline) -> str:
    """A deadline as printed; where only the parsed one is known, its last day."""
    return raw or day(parsed.end) or ("" if parsed.kind == "none" else DEADLINES[parsed.kind])


def period(value: Period | None) -> str:
    """A period as officials name it: "năm 2025", "quý III/2025", "tháng 10/2025", else from its first to its last day."""
    if value is None:
        return ""
    if value.start and value.end:
        first, last = date.fromisoformat(value.start), date.fromisoformat(value.end)
        whole = first.day == 1 and (last + timedelta(1)).day == 1 and first.year == last.year
        months = last.month - first.month + 1
        if whole and months == 12:
            return f"năm {first.year}"
        if whole and months == 3 and first.month % 3 == 1:
            return f"quý {QUARTERS[first.month // 3]}/{first.year}"
        if whole and months == 1:
            return f"tháng {first:%m}/{first.year}"
    return " - ".join(part for part in (day(value.start), day(value.end)) if part)


def moment(iso: str | None) -> str:
    """A point in time as a clock here shows it: "15:07 ngày 27/11/2025"."""
    if not iso:
        return ""
    found = datetime.fromisoformat(iso).astimezone()
    return f"{found:%H:%M} ngày {day(found.date().isoformat())}"


def results(total: int) -> str:
    """What stands over the results of a search of which `total` hold most of what was typed."""
    if total:
        return f"Khoảng {number(total)} kết quả chứa các từ chính của câu tìm"
    return "Không có chỗ nào chứa đủ các từ đã gõ; dưới đây là những chỗ gần nghĩa nhất"

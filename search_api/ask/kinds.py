"""Kinds of documents with the words by which questions call them, and these as one alternation for the patterns that ask for them."""

from __future__ import annotations

from vietnamese.text import fold

TYPES: dict[str, tuple[str, ...]] = {
    "Nghị quyết": ("nghi quyet", "nq"),
    "Quyết định": ("quyet dinh", "qd"),
    "Quy định": ("quy dinh", "qdi", "qd"),
    "Chỉ thị": ("chi thi", "ct"),
    "Kế hoạch": ("ke hoach", "kh"),
    "Kết luận": ("ket luan", "kl"),
    "Chương trình": ("chuong trinh", "ctr"),
    "Chương trình hành động": ("chuong trinh hanh dong", "cthd", "ctr"),
    "Thông báo": ("thong bao", "tb"),
    "Báo cáo": ("bao cao", "bc"),
    "Công văn": ("cong van", "cv"),
    "Công điện": ("cong dien", "cd"),
    "Nghị định": ("nghi dinh", "nd"),
    "Thông tư": ("thong tu", "tt"),
    "Luật": ("luat",),
    "Hướng dẫn": ("huong dan", "hd"),
    "Tờ trình": ("to trinh", "ttr"),
    "Đề án": ("de an", "da"),
    "Quy chế": ("quy che", "qc"),
    "Quy hoạch": ("quy hoach",),
    "Chiến lược": ("chien luoc",),
    "Pháp lệnh": ("phap lenh",),
}
KINDS = "|".join(sorted(map(fold, TYPES), key=len, reverse=True))
"""Their folded names, for a group of a pattern; the longer of two that begin alike first."""
DOCUMENTS = f"van ban|van kien|tai lieu|{KINDS}"
"""The same with the words for a document of any kind."""

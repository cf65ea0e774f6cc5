"""The words by which questions call kinds of documents, as one alternation for the patterns that ask for them."""

from __future__ import annotations

from vietnamese.text import fold

NAMED = (
    *("Nghị quyết", "Quyết định", "Quy định", "Quy chế", "Quy hoạch", "Chỉ thị", "Kết luận", "Kế hoạch", "Chương trình hành động"),
    *(
        "Chương trình",
        "Đề án",
        "Thông báo",
        "Báo cáo",
        "Công văn",
        "Công điện",
        "Nghị định",
        "Thông tư",
        "Luật",
        "Pháp lệnh",
        "Hướng dẫn",
    ),
    *("Tờ trình", "Chiến lược"),
)
"""Kinds of documents, the longer of two that begin alike first."""
KINDS = "|".join(map(fold, NAMED))
"""Folded, for a group of a pattern."""
DOCUMENTS = f"van ban|van kien|tai lieu|{KINDS}"
"""The same with the words for a document of any kind."""

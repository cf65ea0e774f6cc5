"""What search finds: a held document at its title below the letterhead, a passage with what it must be read with."""

from __future__ import annotations

import pytest

from graph.records import Corpus, Document, Passage
from ingest.entries import entries

LETTERHEAD = ("THÀNH ỦY HẢI VÂN", "Số 12-KH/TU", "Hải Vân, ngày 5 tháng 6 năm 2025")


def document(title: str | None, kind: str | None = "Kế hoạch") -> Document:
    return Document("12-KH/TU@2025-06-05", "12-KH/TU", "2025-06-05", None, kind, None, title, None, True, "ke-hoach.txt")


def stands(found: Document, *texts: str) -> str:
    """The text of the passage at which the document's entry stands."""
    passages = tuple(
        Passage(f"{found.key}/p{i}", found.key, "body", (), text, 100 * i, 100 * i + 50, 1) for i, text in enumerate(texts)
    )
    corpus = Corpus(documents=(found,), passages=passages)
    place = next(one for one in entries(corpus) if one.kind == "document")
    return texts[place.start // 100]


@pytest.mark.parametrize(
    ("title", "kind", "texts", "expected"),
    [
        ("phát triển nghề cá xa bờ", "Kế hoạch", ("KẾ HOẠCH phát triển nghề cá xa bờ", "Thực hiện Nghị quyết"), 3),
        ("phát triển nghề cá xa bờ giai đoạn 2026 - 2030", "Kế hoạch", ("KẾ HOẠCH", "phát triển nghề cá xa bờ", "I. Mục tiêu"), 4),
        (None, "Kế hoạch", ("KẾ HOẠCH", "I. Mục tiêu"), 3),
        ("tên không đứng ở đâu", None, ("I. Mục tiêu",), 0),
    ],
)
def test_a_document_stands_at_its_title(title: str | None, kind: str | None, texts: tuple[str, ...], expected: int) -> None:
    whole = (*LETTERHEAD, *texts)
    assert stands(document(title, kind), *whole) == whole[expected]


def test_what_a_passage_must_be_read_with_stands_in_its_heading() -> None:
    held = document("phát triển giao thông")
    section = ("I. KẾT QUẢ",)
    passages = tuple(
        Passage(f"{held.key}/p{start}", held.key, kind, section, "…", start, start + 9, 1, context)
        for start, kind, context in ((0, "body", ""), (10, "footnote", "khởi công năm nút giao"))
    )
    places = [place for place in entries(Corpus(documents=(held,), passages=passages)) if place.kind == "passage"]
    assert {place.section for place in places} == {section}
    assert [place.heading for place in places] == ["I. KẾT QUẢ", "I. KẾT QUẢ - khởi công năm nút giao"]

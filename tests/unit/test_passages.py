"""Passages: whole, in order, of the right length."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout import lay_out
from ingest.layout.passages import LONGEST, find_footnotes, find_passages, split_text
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages

SENTENCE = "Các sở, ban, ngành chủ động rà soát nhiệm vụ được giao và báo cáo kết quả về Ủy ban nhân dân thành phố đúng hạn."


@pytest.mark.parametrize(
    "text, parts, reason",
    [
        (SENTENCE, 1, "a short text stays whole"),
        (" ".join([SENTENCE] * 5), 1, "120 syllables are one passage"),
        (" ".join([SENTENCE] * 10), 2, "a long text is cut between sentences"),
        ("; ".join([SENTENCE[:-1]] * 14), 3, "a sentence that is too long is cut between clauses"),
        (" ".join(["chữ"] * 400), 3, "words without any stop are cut all the same"),
    ],
)
def test_split(text: str, parts: int, reason: str) -> None:
    pieces = split_text(text)
    assert len(pieces) == parts, reason
    assert all(text[s:e].count(" ") < LONGEST for s, e in pieces)
    assert " ".join(text[s:e] for s, e in pieces).split() == text.split()


def test_kinds_and_sections() -> None:
    text = "I. NHIỆM VỤ\n\n1. Giao Sở Y tế lập danh sách.\n\nNơi nhận:\n- Như trên;\n\nGIÁM ĐỐC\n\nPhạm Văn Khôi\n"
    found = find_passages(lay_out(SourceText(text, find_pages(text))))
    assert [(p.kind, p.section) for p in found] == [("heading", ()), ("body", ("I. NHIỆM VỤ",)), ("signature", ())]
    assert found[2].text == "Nơi nhận: - Như trên; GIÁM ĐỐC Phạm Văn Khôi"


def test_a_row_is_a_passage() -> None:
    text = "PHỤ LỤC\n\nSTT\tNhiệm vụ\tChủ trì\n1\tLập danh sách hộ nghèo\tSở Y tế\n2\tBáo cáo kết quả\tSở Nội vụ\n"
    rows = [p for p in find_passages(lay_out(SourceText(text))) if p.kind == "table"]
    assert [p.text for p in rows] == ["1 Lập danh sách hộ nghèo Sở Y tế", "2 Báo cáo kết quả Sở Nội vụ"]


@pytest.mark.parametrize(
    "body, follows",
    [
        (
            "Thành phố khởi công năm nút giao thông trọng điểm1 trong quý đầu năm.",
            "Thành phố khởi công năm nút giao thông trọng điểm",
        ),
        ("Năm nay có mưa lớn. Thành phố khởi công năm nút giao.1 Việc này sẽ xong sớm.", "Thành phố khởi công năm nút giao."),
        (
            "Trong năm nay Ủy ban nhân dân thành phố cùng các sở, ngành khởi công năm nút giao thông trọng điểm1 ở nội thành.",
            "cùng các sở, ngành khởi công năm nút giao thông trọng điểm",
        ),
    ],
)
def test_a_footnote_is_read_with_what_it_follows(body: str, follows: str) -> None:
    text = f"I. KẾT QUẢ\n\n{body}\n\n1 Tô Hiệu, Lạch Tray, Bùi Viện và hai nơi khác.\n"
    passages = find_passages(lay_out(SourceText(text)))
    assert [p.context for p in passages] == ["", "", follows]
    assert passages[2].kind == "footnote"


def test_a_part_of_a_figure_knows_what_it_is_part_of() -> None:
    rows = (
        "STT\tChỉ tiêu\tĐơn vị\tKết quả",
        "1\tThu ngân sách nhà nước trên địa bàn, trong đó:\tTỷ đồng\t187",
        "\t- Thu nội địa, gồm:\tTỷ đồng\t100",
        "\t+ Thuế\tTỷ đồng\t70",
        "\t+ Phí\tTỷ đồng\t30",
        "\t- Thu xuất nhập khẩu\tTỷ đồng\t87",
        "2\tSản lượng hàng hóa qua cảng\tTấn\t213",
    )
    found = find_passages(lay_out(SourceText("PHỤ LỤC\n\n" + "\n".join(rows) + "\n")))
    budget = "Thu ngân sách nhà nước trên địa bàn, trong đó"
    inland = f"{budget} - Thu nội địa, gồm"
    assert [p.context for p in found if p.kind == "table"] == ["", budget, inland, inland, budget, ""]


@pytest.mark.parametrize("name", ["000", "002", "003", "004"])
def test_real_documents(shared: Path, name: str) -> None:
    (path,) = (shared / "corpus").glob(f"{name}_*.txt")
    source = read(path)
    layout = lay_out(source)
    found = find_passages(layout)
    assert all(p.text and p.start < p.end <= len(source.text) for p in found)
    assert max(len(p.text.split()) for p in found if p.kind == "body") <= LONGEST + 30
    assert len(find_footnotes(layout)) == sum(b.kind == "footnote" for b in layout.blocks)

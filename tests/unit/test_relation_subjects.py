"""Whose relation it is, and what becomes of a document: tables of (text, kind, who does what to whom, why)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.extraction import Header
from ingest.extract.citations import find_citations
from ingest.extract.relations import find_relations
from ingest.layout.records import Layout
from ingest.readers.records import SourceText
from tests.unit.test_relations import Arrow, arrows, block, footnoted, header, of, read

CHANGES: list[tuple[str, str, set[Arrow], str]] = [
    (
        "2. Quyết định này thay thế Quyết định số 28/2018/QĐ-UBND ngày 16/7/2018 của Ủy ban nhân dân tỉnh ban hành Quy chế vận hành "
        "công trình bến và bãi bỏ Quyết định số 7/2021/QĐ-UBND ngày 09/3/2021 sửa đổi một số điều của Quy chế ban hành kèm theo "
        "Quyết định số 28/2018/QĐ-UBND.",
        "Quyết định",
        {
            ("SELF", "replaces", "28/2018/QĐ-UBND"),
            ("SELF", "repeals", "7/2021/QĐ-UBND"),
            ("7/2021/QĐ-UBND", "amends", "28/2018/QĐ-UBND"),
        },
        "two changes of one article; the annex is changed by the one in whose title it stands",
    ),
    (
        "Điều 1. Điều chỉnh kế hoạch vốn năm 2025 tại Nghị quyết số 68/NQ-HĐND ngày 06/12/2024, cụ thể:",
        "Nghị quyết",
        {("SELF", "amends", "68/NQ-HĐND")},
        "what is changed in a document",
    ),
    (
        "2. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 8 Nghị định số 45/2024/NĐ-CP.",
        "Nghị định",
        {("SELF", "amends", "45/2024/NĐ-CP")},
        "words replaced amend",
    ),
    (
        "Bãi bỏ một phần Quyết định số 44/2019/QĐ-UBND, gồm Điều 4.",
        "Quyết định",
        {("SELF", "repeals", "44/2019/QĐ-UBND")},
        "partly",
    ),
    (
        "Hướng dẫn này thay thế Hướng dẫn số 12-HD/BTCTW; các nội dung tại Công văn số 4251-CV/BTCTW hết hiệu lực.",
        "Hướng dẫn",
        {("SELF", "replaces", "12-HD/BTCTW"), ("SELF", "repeals", "4251-CV/BTCTW")},
        "ended is only what its own clause names",
    ),
    (
        "Điều 2. Quyết định có hiệu lực từ ngày ký và thay thế Quyết định số 301/QĐ-BCH.",
        "Quyết định",
        {("SELF", "replaces", "301/QĐ-BCH")},
        "without 'này'",
    ),
    (
        "Quyết định số 31/2019/QĐ-UBND được ban hành căn cứ Nghị định số 177/2013/NĐ-CP.",
        "Tờ trình",
        {("31/2019/QĐ-UBND", "based_on", "177/2013/NĐ-CP")},
        "on what another document was based",
    ),
    (
        "Căn cứ Luật Đầu tư công năm 2024; Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Đầu tư công số 90/2025/QH15;",
        "Nghị quyết",
        {("SELF", "based_on", "Luật: Đầu tư công"), ("SELF", "based_on", "90/2025/QH15")},
        "a statute that amends others is a basis, not something done by the resolution",
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected", "why"), CHANGES)
def test_what_becomes_of_documents(text: str, kind: str, expected: set[Arrow], why: str) -> None:
    assert {arrow for arrow in of(text, kind) if "Quy chế" not in arrow[0] + arrow[2]} == expected, why


CHANGES += [
    (
        "Điều 2. Quyết định này có hiệu lực từ ngày ký; quy định tại Quyết định số 12/2015/QĐ-UBND, Quyết định số 13/2016/QĐ-UBND trái "
        "với Quyết định này đều bãi bỏ.",
        "Quyết định",
        {("SELF", "repeals", "12/2015/QĐ-UBND"), ("SELF", "repeals", "13/2016/QĐ-UBND")},
        "what stands against it ends",
    ),
    (
        "Theo Kết luận số 155-KL/TW của Bộ Chính trị và hướng dẫn của Ban Tổ chức Trung ương tại Công văn số 4005-CV/BTCTW.",
        "Thông báo",
        {("SELF", "based_on", "155-KL/TW"), ("SELF", "based_on", "4005-CV/BTCTW")},
        "guidance given in a letter",
    ),
    (
        "Tiếp tục thực hiện Nghị quyết số 06-NQ/TW gắn với Quy định số 144-QĐ/TW.",
        "Báo cáo",
        {("SELF", "continues", "06-NQ/TW"), ("SELF", "continues", "144-QĐ/TW")},
        "one carried out along with the other",
    ),
    (
        "Kế hoạch này được ban hành kèm theo Quyết định số 1500/QĐ-UBND.",
        "Kế hoạch",
        {("SELF", "issued_with", "1500/QĐ-UBND")},
        "a plan tells the decision it came with",
    ),
    (
        "(Ban hành kèm theo Quyết định số 1500/QĐ-UBND ngày 03 tháng 7 năm 2025)",
        "Đề án",
        {("SELF", "issued_with", "1500/QĐ-UBND")},
        "below the title",
    ),
    (
        "Hướng dẫn này thay thế các Hướng dẫn: số 02-HD/TW, ngày 09/12/2021; số 03-HD/TW và số 08-HD/TW của Ban Bí thư.",
        "Hướng dẫn",
        {("SELF", "replaces", "02-HD/TW"), ("SELF", "replaces", "03-HD/TW"), ("SELF", "replaces", "08-HD/TW")},
        "a kind before the colon",
    ),
    (
        "Thực hiện Kết luận số 183-KL/TW; các Kết luận: số 160-KL/TW, ngày 31/5/2025; số 167-KL/TW của Bộ Chính trị, Tỉnh ủy ban hành:",
        "Kế hoạch",
        {("SELF", "implements", "183-KL/TW"), ("SELF", "implements", "160-KL/TW"), ("SELF", "implements", "167-KL/TW")},
        "a list in a list",
    ),
]
OTHERS = [
    ("Hồ sơ cấp phép thực hiện theo Nghị định số 26/2019/NĐ-CP.", "1. ", "Thông tư", "an article says by what others go"),
    ("Căn cứ Nghị định số 33/2025/NĐ-CP của Chính phủ;”", "“", "Thông tư", "words of another document, quoted"),
    ("Vụ án kinh doanh theo Chỉ thị số 26-CT/TW.", "(3) ", "Báo cáo", "a case is not the issuer"),
    ("Thời gian qua, các bộ, ngành đã triển khai Chỉ thị số 19/CT-TTg.", "", "Chỉ thị", "what others did so far"),
    ("Giao Sở Xây dựng thực hiện Quyết định số 12/QĐ-TTg.", "", "Quyết định", "an order to others"),
    ("Ghi nhận kết quả thực hiện Nghị quyết số 15-NQ/TU của phường.", "1. ", "Thông báo", "praise is no review"),
    ("Các bộ, cơ quan thực hiện nghiêm Nghị quyết số 226/NQ-CP.", "1. ", "Công điện", "ministries are told to"),
    ("Thời gian tới, các cấp ủy tiếp tục thực hiện Nghị quyết số 6-NQ/TW.", "2. ", "Kết luận", "party committees are told to"),
]


@pytest.mark.parametrize(("text", "mark", "kind", "why"), OTHERS)
def test_what_others_do_is_no_relation_of_the_document(text: str, mark: str, kind: str, why: str) -> None:
    made = replace(block(mark + text, 0, "item"), ordinal=mark.strip() or None)
    layout = Layout(SourceText(mark + text), (made,))
    assert arrows(*read(layout, header(kind))) == set(), why


def test_a_body_of_another_place_does_not_act_for_the_issuer() -> None:
    text = (
        "Ban Thường vụ Tỉnh ủy Đông Hà (cũ) thực hiện Đề án số 05-ĐA/TU. Ban Thường vụ Tỉnh ủy Sơn Lâm thực hiện Đề án số 06-ĐA/TU."
    )
    layout = Layout(SourceText(text), (block(text, 0),))
    head: Header = replace(header("Báo cáo"), issuer="Ban Thường vụ Tỉnh ủy Sơn Lâm")
    citations = find_citations(layout, head)
    assert arrows(citations, find_relations(layout, head, citations)) == {("SELF", "implements", "06-ĐA/TU")}


def test_how_others_carry_out_is_reviewed_by_an_inspection() -> None:
    text = "Triển khai 02 cuộc kiểm tra đối với 06 tổ chức đảng (phường A, xã B) trong lãnh đạo và việc thực hiện Nghị quyết số 57-NQ/TW."
    assert of(text) == {("SELF", "reviews", "57-NQ/TW")}


def test_orders_follow_the_line_that_gives_them() -> None:
    lines = (
        "Tiếp theo Công điện số 32/CĐ-TTg, Thủ tướng Chính phủ yêu cầu:",
        "Các địa phương thực hiện nghiêm Nghị quyết số 226/NQ-CP.",
    )
    raw = "\n".join(lines)
    layout = Layout(SourceText(raw), (block(lines[0], 0), block(lines[1], len(lines[0]) + 1)))
    assert arrows(*read(layout, header("Công điện"))) == {("SELF", "continues", "32/CĐ-TTg")}


def test_a_footnote_says_what_became_of_the_document_before_it() -> None:
    assert footnoted(
        "Thực hiện Nghị quyết số 76/NQ-CP của Chính phủ^ trên địa bàn.", "Sửa đổi, bổ sung bởi Nghị quyết số 142/NQ-CP."
    ) == {("SELF", "implements", "76/NQ-CP"), ("142/NQ-CP", "amends", "76/NQ-CP")}
    assert footnoted("Thực hiện Chương trình số 15-CTr/TU của Tỉnh ủy^.", "Thay thế Chương trình số 08-CTr/TU ngày 21/5/2016.") == {
        ("SELF", "implements", "15-CTr/TU"),
        ("15-CTr/TU", "replaces", "08-CTr/TU"),
    }


def test_a_plan_that_names_its_aims_carries_them_out() -> None:
    text = "1. Cụ thể hóa Nghị quyết số 68-NQ/TW."
    assert of(text, "Quyết định", "item", ("I. MỤC TIÊU",)) == {("SELF", "implements", "68-NQ/TW")}
    assert of(text, "Quyết định", "item", ("II. NHIỆM VỤ, GIẢI PHÁP",)) == set()

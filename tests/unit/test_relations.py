"""Relations: tables of (text, who does what to whom, why). SELF is the document itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.extraction import Citation, FoundRelation, Header
from ingest.extract.citations import find_citations
from ingest.extract.relations import find_relations
from ingest.layout.records import Block, BlockKind, FootnoteMark, LaidFootnote, Layout, Reading
from ingest.readers.records import SourceText

Arrow = tuple[str, str, str]


def header(kind: str | None, number: str | None = None) -> Header:
    return Header(kind, number, None, None, None, (), None, None, None, None, None, (), None)


def block(
    text: str, offset: int, kind: BlockKind = "paragraph", section: tuple[str, ...] = (), marks: tuple[FootnoteMark, ...] = ()
) -> Block:
    reading = Reading(text, range(offset, offset + len(text)), range(offset + 1, offset + len(text) + 1))
    return Block(kind, reading, offset, offset + len(text), 1, section=section, marks=marks)


def read(layout: Layout, head: Header) -> tuple[tuple[Citation, ...], tuple[FoundRelation, ...]]:
    citations = find_citations(layout, head)
    return citations, find_relations(layout, head, citations)


def name(citation: Citation) -> str:
    return citation.number or f"{citation.type}: {citation.title or citation.bare or citation.surface}"


def arrows(citations: tuple[Citation, ...], relations: tuple[FoundRelation, ...], cites: bool = False) -> set[Arrow]:
    return {
        (
            "SELF" if r.source is None else name(citations[r.source]),
            r.type + (" planned" if r.planned else ""),
            name(citations[r.target]),
        )
        for r in relations
        if cites or r.type != "cites"
    }


def of(text: str, kind: str | None = "Báo cáo", block_kind: BlockKind = "paragraph", section: tuple[str, ...] = ()) -> set[Arrow]:
    layout = Layout(SourceText(text), (block(text, 0, block_kind, section),))
    return arrows(*read(layout, header(kind)))


SELF = [
    (
        "Kế thừa kết quả 05 năm thực hiện Nghị quyết số 09-NQ/TU, Tỉnh ủy ban hành Nghị quyết này.",
        [],
        "results built on, not reviewed",
    ),
    (
        "Công tác chỉ đạo kịp thời; tuy nhiên việc thực hiện Kế hoạch số 118/KH-UBND của Ủy ban nhân dân tỉnh còn chậm.",
        [],
        "found wanting",
    ),
    (
        "Thực hiện Nghị quyết số 273/NQ-CP ngày 09/9/2025 của Chính phủ, Ủy ban nhân dân tỉnh ban hành kế hoạch.",
        [("implements", "273/NQ-CP")],
        "opening",
    ),
    (
        "Đã cụ thể hóa các cơ chế, chính sách đặc thù tại Nghị quyết số 226/2025/QH15.",
        [("implements", "226/2025/QH15")],
        "what a resolution holds",
    ),
    ("Quán triệt sâu sắc Chỉ thị số 45-CT/TW của Bộ Chính trị.", [("implements", "45-CT/TW")], "adverb between"),
    ("Tổ chức sơ kết 03 năm thực hiện Nghị quyết số 07-NQ/TU.", [("reviews", "07-NQ/TU")], "review"),
    ("Tổng kết 10 năm thực hiện Chỉ thị số 05-CT/TW, tạo sự lan tỏa.", [("reviews", "05-CT/TW")], "review of ten years"),
    ("Giám sát việc triển khai thực hiện Nghị quyết số 66-NQ/TW.", [("reviews", "66-NQ/TW")], "supervision"),
    ("Tiếp tục thực hiện Chỉ thị số 05-CT/TW.", [("continues", "05-CT/TW")], "continued"),
    (
        "Hỗ trợ 20 hộ theo Nghị quyết số 08/2022/NQ-HĐND của Hội đồng nhân dân tỉnh và Quyết định số 21/2024/QĐ-TTg của Thủ tướng Chính phủ.",
        [("based_on", "08/2022/NQ-HĐND"), ("based_on", "21/2024/QĐ-TTg")],
        "list after theo",
    ),
    (
        "Giải quyết chế độ theo quy định tại Nghị định số 154/2025/NĐ-CP của Chính phủ.",
        [("based_on", "154/2025/NĐ-CP")],
        "theo quy định tại",
    ),
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", [("based_on", "Luật: Tổ chức chính quyền địa phương")], "basis"),
    ("Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 12/TTr-SXD ngày 01/3/2025.", [("based_on", "12/TTr-SXD")], "proposal"),
    (
        "Triển khai các nghị quyết của Trung ương (Kết luận số 21-KL/TW, Nghị quyết số 28-NQ/TW).",
        [("implements", "21-KL/TW"), ("implements", "28-NQ/TW")],
        "list in brackets",
    ),
    ("Không thực hiện Quyết định số 12/QĐ-UBND.", [], "denied"),
    ("Chưa triển khai thực hiện Kế hoạch số 12/KH-UBND.", [], "not yet done"),
    ("Vướng mắc với Nghị định số 126/2024/NĐ-CP.", [], "only mentioned"),
    ("Ban Chỉ đạo thực hiện Nghị quyết số 57-NQ/TW họp phiên thứ hai.", [], "part of a body's name"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SELF)
def test_the_document_itself(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert of(text) == {("SELF", type_, target) for type_, target in expected}, why


CHAINS: list[tuple[str, set[Arrow], str]] = [
    (
        "Thực hiện Kế hoạch số 18/KH-UBND ngày 15/5/2025 của Ủy ban nhân dân tỉnh (sau đây gọi tắt là Kế hoạch 18) thực hiện Nghị quyết số "
        "15-NQ/TU của Tỉnh ủy, Sở Y tế ban hành Kế hoạch như sau:",
        {("SELF", "implements", "18/KH-UBND"), ("18/KH-UBND", "implements", "15-NQ/TU")},
        "a short name in brackets does not cut the chain",
    ),
    (
        "Kế hoạch số 238/KH-UBND ngày 13/9/2025 thực hiện Kế hoạch hành động số 12-KH/TU của Ban Thường vụ Tỉnh ủy về thực hiện "
        "Nghị quyết số 57-NQ/TW của "
        "Bộ Chính trị.",
        {("238/KH-UBND", "implements", "12-KH/TU"), ("12-KH/TU", "implements", "57-NQ/TW")},
        "a chain, not two arrows from the first",
    ),
    (
        "Kết luận số 207-KL/TW, ngày 10/11/2025 của Ban Bí thư về tiếp tục thực hiện Chỉ thị số 30-CT/TW.",
        {("207-KL/TW", "continues", "30-CT/TW")},
        "title",
    ),
    (
        "Chương trình số 13-CTr/TU thực hiện Nghị quyết số 19-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương Đảng khóa XIII và "
        "Kết luận số 219-KL/TW của "
        "Bộ Chính trị về tiếp tục thực hiện Nghị quyết số 19-NQ/TW, ngày 16/6/2022.",
        {("13-CTr/TU", "implements", "19-NQ/TW"), ("13-CTr/TU", "implements", "219-KL/TW"), ("219-KL/TW", "continues", "19-NQ/TW")},
        "a list with a chain in it",
    ),
    (
        "Kế hoạch số 8-KH/TU thực hiện Kết luận số 166-KL/TW; Chương trình số 2-CTr/TU thực hiện Nghị quyết số 71-NQ/TW.",
        {("8-KH/TU", "implements", "166-KL/TW"), ("2-CTr/TU", "implements", "71-NQ/TW")},
        "two plans, each with its own",
    ),
    (
        "Quy định số 61-QĐ/TU về kiểm điểm, xếp loại tập thể theo Quy định số 366-QĐ/TW của Bộ Chính trị.",
        {("61-QĐ/TU", "based_on", "366-QĐ/TW")},
        "basis in a title",
    ),
    (
        "(i) Quyết định phạm vi hoạt động của thư viện cấp xã và Quy chế phối hợp giữa ủy ban nơi có trụ sở thư viện với các ủy ban "
        "lân cận theo Quy định số 371-QĐ/TW của Ban Bí thư; (ii) Kết luận số 9-KL/TU về đọc sách.",
        {
            ("Quyết định: phạm vi hoạt động của thư viện cấp xã", "based_on", "371-QĐ/TW"),
            ("Quy chế phối hợp: giữa ủy ban nơi có trụ sở thư viện với các ủy ban lân cận", "based_on", "371-QĐ/TW"),
        },
        "two names that are joined rest on the same document",
    ),
    (
        "(i) Quyết định phạm vi hoạt động của thư viện cấp xã theo Quy định số 371-QĐ/TW của Ban Bí thư; (ii) Kết luận về đọc sách.",
        {("Quyết định: phạm vi hoạt động của thư viện cấp xã", "based_on", "371-QĐ/TW")},
        "a name ends before what it rests on",
    ),
    (
        "Quyết định số 42/2023/QĐ-UBND sửa đổi, bổ sung một số điều của Quyết định số 26/2020/QĐ-UBND.",
        {("42/2023/QĐ-UBND", "amends", "26/2020/QĐ-UBND")},
        "amends",
    ),
    (
        "Quyết định số 42/2023/QĐ-UBND sửa đổi một số điều của Quy chế quản lý hoạt động du lịch trên vịnh ban hành kèm theo Quyết "
        "định số 26/2020/QĐ-UBND.",
        {
            ("42/2023/QĐ-UBND", "amends", "Quy chế: quản lý hoạt động du lịch trên vịnh"),
            ("42/2023/QĐ-UBND", "amends", "26/2020/QĐ-UBND"),
            ("Quy chế: quản lý hoạt động du lịch trên vịnh", "issued_with", "26/2020/QĐ-UBND"),
        },
        "who amends a regulation amends its decision",
    ),
    (
        "Nghị định số 5/2024/NĐ-CP quy định chi tiết và hướng dẫn thi hành một số điều của Luật Đất đai.",
        {("5/2024/NĐ-CP", "details", "Luật: Đất đai")},
        "details",
    ),
    ("Quyết định số 8/QĐ-UBND đính chính Quyết định số 7/QĐ-UBND.", {("8/QĐ-UBND", "corrects", "7/QĐ-UBND")}, "corrects"),
    ("Quyết định số 7/QĐ-UBND được thay thế bởi Quyết định số 9/QĐ-UBND.", {("9/QĐ-UBND", "replaces", "7/QĐ-UBND")}, "passive"),
    ("Nghị quyết số 7/NQ-HĐND bị bãi bỏ bởi Nghị quyết số 9/NQ-HĐND.", {("9/NQ-HĐND", "repeals", "7/NQ-HĐND")}, "passive repeal"),
    (
        "Báo cáo sơ kết 05 năm thực hiện Kết luận số 69-KL/TW về tiếp tục thực hiện Chỉ thị số 33-CT/TW.",
        {("Báo cáo: sơ kết 05 năm thực hiện Kết luận số 69-KL/TW", "reviews", "69-KL/TW"), ("69-KL/TW", "continues", "33-CT/TW")},
        "a report without a number",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), CHAINS)
def test_between_documents_of_one_clause(text: str, expected: set[Arrow], why: str) -> None:
    assert of(text) == expected, why


LEGAL: list[tuple[str, set[Arrow], str]] = [
    (
        "Căn cứ Nghị định số 43/2014/NĐ-CP, được sửa đổi, bổ sung bởi Nghị định số 148/2020/NĐ-CP;",
        {("SELF", "based_on", "43/2014/NĐ-CP"), ("148/2020/NĐ-CP", "amends", "43/2014/NĐ-CP")},
        "the amending one is no basis",
    ),
    (
        "Quyết định này thay thế Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019.",
        {("SELF", "replaces", "12/2019/QĐ-UBND")},
        "this decision",
    ),
    (
        "Bãi bỏ Quyết định số 5/2018/QĐ-UBND và Quyết định số 6/2018/QĐ-UBND.",
        {("SELF", "repeals", "5/2018/QĐ-UBND"), ("SELF", "repeals", "6/2018/QĐ-UBND")},
        "lists distribute",
    ),
    (
        "Quyết định số 9/2017/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
        {("SELF", "repeals", "9/2017/QĐ-UBND")},
        "ended",
    ),
    ("Sửa đổi, bổ sung Điều 3 Quyết định số 7/2020/QĐ-UBND như sau:", {("SELF", "amends", "7/2020/QĐ-UBND")}, "an article of it"),
]


LEGAL += [
    (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 được sửa đổi, bổ sung bởi Luật số 87/2025/QH15;",
        {("SELF", "based_on", "64/2025/QH15"), ("87/2025/QH15", "amends", "64/2025/QH15")},
        "a statute whose name ends in a kind's word",
    ),
    (
        "Căn cứ Nghị định số 168/2017/NĐ-CP quy định chi tiết một số điều của Luật Du lịch, được sửa đổi, bổ sung bởi Nghị định số "
        "94/2021/NĐ-CP;",
        {
            ("SELF", "based_on", "168/2017/NĐ-CP"),
            ("168/2017/NĐ-CP", "details", "Luật: Du lịch"),
            ("94/2021/NĐ-CP", "amends", "168/2017/NĐ-CP"),
        },
        "a decree amends the decree, not the statute",
    ),
    (
        "Xét đề nghị của Sở Nội vụ tại Tờ trình số 345/TTr-SNV và ý kiến thẩm định của Sở Tư pháp tại Báo cáo số 88/BC-STP.",
        {("SELF", "based_on", "345/TTr-SNV"), ("SELF", "based_on", "88/BC-STP")},
        "a proposal and an opinion",
    ),
    (
        "Ban hành kèm theo Quyết định này Quy chế quản lý hoạt động du lịch trên vịnh.",
        {("Quy chế: quản lý hoạt động du lịch trên vịnh", "issued_with", "Quyết định: Quyết định này")},
        "the regulation comes with this decision",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), LEGAL)
def test_what_a_decision_does(text: str, expected: set[Arrow], why: str) -> None:
    assert of(text, kind="Quyết định") == expected, why


def test_a_back_reference_acts_as_the_document_it_means() -> None:
    text = "Ban hành Quyết định số 512-QĐ/TU về phối hợp công tác. Quyết định này thay thế Quyết định số 77-QĐ/TU."
    assert of(text) == {("512-QĐ/TU", "replaces", "77-QĐ/TU")}


def test_a_report_does_not_change_documents() -> None:
    assert of("Cho ý kiến về sửa đổi, bổ sung Nghị quyết số 14-NQ/TU.") == set()


def test_what_is_only_planned_is_told_apart() -> None:
    assert of("Nghiên cứu, đề xuất thay thế Quyết định số 12/2019/QĐ-UBND.", kind="Kế hoạch") == {
        ("SELF", "replaces planned", "12/2019/QĐ-UBND")
    }
    drafted = of("Tham mưu Quyết định thay thế Quyết định số 27/2016/QĐ-UBND.", kind="Công văn")
    assert {(type_, target) for _, type_, target in drafted} == {("replaces planned", "27/2016/QĐ-UBND")}


def test_a_title_and_an_annex_title_speak_for_the_document() -> None:
    assert of("V/v triển khai thực hiện Nghị quyết số 273/NQ-CP của Chính phủ", "Công văn", "title") == {
        ("SELF", "implements", "273/NQ-CP")
    }
    text = "CÁC NHIỆM VỤ TRIỂN KHAI NGHỊ QUYẾT SỐ 273/NQ-CP CỦA CHÍNH PHỦ"
    layout = Layout(SourceText(text), (replace(block(text, 0, "heading"), annex=1),))
    assert arrows(*read(layout, header("Công văn"))) == {("SELF", "implements", "273/NQ-CP")}


TASKS = [
    ("Triển khai thực hiện Nghị quyết số 57-NQ/TW.", "Báo cáo", ("IV. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM THÁNG 11",)),
    ("2.4. Triển khai thực hiện Kết luận số 201-KL/TW.", "Thông báo", ("2. Yêu cầu các đảng ủy căn cứ chức năng, tập trung:",)),
    ("- Bám sát Kế hoạch số 175/KH-UBND.", "Công văn", ("1. Giao các sở, ban, ngành:",)),
]


@pytest.mark.parametrize(("text", "kind", "section"), TASKS)
def test_what_a_task_carries_out_is_no_relation_of_the_document(text: str, kind: str, section: tuple[str, ...]) -> None:
    assert of(text, kind, "item", section) == set()


def test_results_are_told_of_the_document() -> None:
    section = ("Phần thứ nhất KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025", "1. Công tác tư tưởng")
    assert of("Triển khai thực hiện Kết luận số 21-KL/TW.", "Báo cáo", "paragraph", section) == {("SELF", "implements", "21-KL/TW")}


def footnoted(body: str, note: str) -> set[Arrow]:
    """A body whose footnote mark stands at its `^`, and the footnote."""
    position = body.index("^")
    text = body.replace("^", "")
    raw = f"{text}\n{note}"
    mark = FootnoteMark(position, "1", position)
    first, second = block(text, 0, marks=(mark,)), block(note, len(text) + 1, "footnote")
    layout = Layout(SourceText(raw), (first, second), (LaidFootnote("1", position, 1),))
    return arrows(*read(layout, header("Báo cáo")))


def test_a_footnote_lists_what_its_sentence_carries_out() -> None:
    found = footnoted(
        "Triển khai các kết luận của Trung ương về sắp xếp tổ chức đảng^; tiếp nhận đảng viên.",
        "Kết luận số 208-KL/TW của Bộ Chính trị. Kết luận số 229-KL/TW của Ban Bí thư.",
    )
    assert found == {("SELF", "implements", "208-KL/TW"), ("SELF", "implements", "229-KL/TW")}


def test_a_footnote_names_the_plan_of_its_sentence() -> None:
    found = footnoted(
        "Ban hành kế hoạch giám sát việc thực hiện Nghị quyết số 66-NQ/TW của Bộ Chính trị^.",
        "Kế hoạch số 06-KH/TU, ngày 13/10/2025.",
    )
    assert found == {("06-KH/TU", "reviews", "66-NQ/TW")}


def test_a_footnote_that_only_gives_the_number_of_what_was_issued_says_no_more() -> None:
    assert (
        footnoted("Ban hành các văn bản định hướng công tác tư tưởng^.", "Kế hoạch số 438-KH/TU về bảo vệ nền tảng tư tưởng.")
        == set()
    )


def test_every_other_mention_is_cited() -> None:
    text = "Vướng mắc với Nghị định số 126/2024/NĐ-CP. Thực hiện Nghị quyết số 57-NQ/TW."
    layout = Layout(SourceText(text), (block(text, 0),))
    assert arrows(*read(layout, header("Báo cáo")), cites=True) == {
        ("SELF", "cites", "126/2024/NĐ-CP"),
        ("SELF", "implements", "57-NQ/TW"),
    }


def test_evidence_is_the_sentence_with_its_offsets() -> None:
    text = "Câu đầu. Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị. Câu cuối."
    layout = Layout(SourceText(text), (block(text, 0),))
    (relation,) = read(layout, header("Báo cáo"))[1]
    assert relation.evidence.text == "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị."
    assert text[relation.evidence.start : relation.evidence.end] == relation.evidence.text
    assert relation.rule == "implements"
    assert 0 < relation.confidence <= 1

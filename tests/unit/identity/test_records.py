"""Sources that are one document, keys, relations, tasks and findings of a resolved corpus."""

from __future__ import annotations

from typing import Any

import pytest

from graph.keys import Bearer, assign_keys, split_key
from graph.records import Deadline, Period

CITY = {"letterhead": ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI VÂN",), "issuer": "Ủy ban nhân dân thành phố Hải Vân"}
PROVINCE = {"letterhead": ("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",), "issuer": "Ủy ban nhân dân tỉnh Nghệ An"}
PLAN = {"type": "Kế hoạch", "number": "12/KH-UBND", "date": "2025-03-04", "title": "Phòng, chống thiên tai"}
LONG = "Tổ chức trực ban nghiêm túc, theo dõi chặt chẽ diễn biến mưa lũ, kịp thời sơ tán người dân khỏi vùng nguy hiểm."


def of_kind(corpus: Any, kind: str) -> list[Any]:
    return [finding for finding in corpus.findings if finding.kind == kind]


def test_two_files_of_one_document(world: Any) -> None:
    scan = world.paper("scan.pdf", "bản quét dài hơn nhiều lần", "ocr", **PLAN, **CITY)
    born = world.paper("born.docx", "bản gốc", **PLAN, **CITY)
    corpus = world.resolve(scan, born)
    (document,) = corpus.documents
    assert (document.source, document.sources) == ("born.docx", ("born.docx", "scan.pdf"))
    (finding,) = of_kind(corpus, "duplicate_document")
    assert "scan.pdf" in finding.message


@pytest.mark.parametrize(
    ("change", "documents"),
    [
        ({}, 1),
        ({"date": "2025-03-05"}, 2),
        ({"type": "Báo cáo"}, 1),
        (PROVINCE, 2),
        ({"title": "Chăm sóc sức khỏe người cao tuổi"}, 2),
    ],
    ids=["the same", "another day", "a slip in the type", "another province", "another title"],
)
def test_what_makes_two_files_two_documents(world: Any, change: dict[str, Any], documents: int) -> None:
    one, other = world.paper("a", "một", **PLAN, **CITY), world.paper("b", "hai", **{**PLAN, **CITY, **change})
    assert sum(document.held for document in world.resolve(one, other).documents) == documents


def test_unnumbered_files_are_one_document_only_with_one_text(world: Any) -> None:
    head = {"type": "Báo cáo", "title": "công tác phòng, chống thiên tai", **CITY}
    one, scan = world.paper("a", LONG + " Hết.", **head), world.paper("b", LONG + " Het.", "ocr", **head)
    other = world.paper("c", "Số vụ cháy giảm so với cùng kỳ năm trước, không có thiệt hại về người và tài sản.", **head)
    corpus = world.resolve(one, scan, other)
    assert sorted(document.sources for document in corpus.documents) == [("a", "b"), ("c",)]
    assert all("#" in document.key for document in corpus.documents)


def test_a_numbered_document_takes_over_its_draft(world: Any) -> None:
    draft = world.paper("draft", LONG + " Hết.", **{**PLAN, **CITY, "number": None, "date": None})
    final = world.paper("final", LONG, **PLAN, **CITY)
    (document,) = world.resolve(draft, final).documents
    assert (document.key, document.sources) == ("12/KH-UBND@2025-03-04", ("draft", "final"))


@pytest.mark.parametrize(
    ("bearers", "keys"),
    [
        ([("1-NQ/TW", None, "Nghị quyết", None, None)], ["1-NQ/TW@"]),
        (
            [("9-QĐ/TU", "2025-10-13", "Quy định", None, "A"), ("9-QĐ/TU", "2025-10-13", "Quyết định", None, "A")],
            ["9-QĐ/TU@2025-10-13#Quy định", "9-QĐ/TU@2025-10-13#Quyết định"],
        ),
        (
            [("9-QĐ/TU", "2025-10-13", "Quy định", None, "A"), ("9-QĐ/TU", "2025-10-13", "Quy định", None, "B")],
            ["9-QĐ/TU@2025-10-13#Quy định|A", "9-QĐ/TU@2025-10-13#Quy định|B"],
        ),
        ([(None, None, "Luật", "Quy hoạch", None)], ["Luật: Quy hoạch"]),
        ([(None, None, "Báo cáo", None, "Thành ủy")], ["Báo cáo #Thành ủy"]),
        (
            [(None, None, "Báo cáo", "tháng 9", "A"), (None, None, "Báo cáo", "tháng 9", "B")],
            ["Báo cáo: tháng 9 #A", "Báo cáo: tháng 9 #B"],
        ),
        ([(None, None, None, None, None)], ["Văn bản #abcd1234"]),
    ],
)
def test_keys(bearers: list[Any], keys: list[str]) -> None:
    assert list(assign_keys([Bearer(*bearer, mark="abcd1234ef") for bearer in bearers])) == keys


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("71-NQ/TW@2025-08-22", ("71-NQ/TW", "2025-08-22")),
        ("59-NQ/TW@", ("59-NQ/TW", None)),
        ("09-QĐ/TU@2025-10-13#Quy định|Thành ủy", ("09-QĐ/TU", "2025-10-13")),
        ("Luật: Quy hoạch", (None, None)),
        ("Quyết định: cấp tài khoản abc@haivan.gov.vn", (None, None)),
    ],
)
def test_parts_of_a_key(key: str, parts: tuple[str | None, str | None]) -> None:
    assert split_key(key) == parts


def test_relations_are_joined_with_all_their_evidence(world: Any) -> None:
    papers = [world.paper(name, **CITY) for name in ("a", "b")]
    for paper in papers:
        plan = paper.cite("Kế hoạch số 12-KH/TU", type="Kế hoạch", number="12-KH/TU", date="2025-08-26")
        paper.relate(
            plan,
            "implements",
            paper.cite("Nghị quyết số 57-NQ/TW", type="Nghị quyết", number="57-NQ/TW"),
            planned=paper.name == "a",
        )
        paper.relate(None, "implements", plan)
    corpus = world.resolve(*papers)
    chain = [relation for relation in corpus.relations if relation.source == "12-KH/TU@2025-08-26"]
    assert [(r.type, r.target, r.planned, len(r.evidence)) for r in chain] == [("implements", "57-NQ/TW@", False, 2)]
    own = [relation for relation in corpus.relations if relation.source != "12-KH/TU@2025-08-26"]
    assert sorted(r.type for r in own) == ["cites", "cites", "implements", "implements"]


def test_a_document_is_never_related_to_itself(world: Any) -> None:
    paper = world.paper("a", **PLAN, **CITY)
    one = paper.cite("Kế hoạch số 12/KH-UBND", type="Kế hoạch", number="12/KH-UBND")
    other = paper.cite("Kế hoạch này", type="Kế hoạch", form="self")
    paper.relate(None, "implements", one)
    paper.relate(other, "amends", one)
    assert world.resolve(paper).relations == ()


def test_an_open_end_leaves_the_relation_open(world: Any) -> None:
    paper, asking = world.paper("a", **CITY), world.paper("b", **CITY)
    paper.cite("2015", type="Chỉ thị", number="50-CT/TW", date="2015-12-07", title="phát hiện, xử lý tham nhũng")
    paper.cite("2025", type="Chỉ thị", number="50-CT/TW", date="2025-07-23", title="sinh hoạt chi bộ")
    asking.relate(None, "implements", asking.cite("?", type="Chỉ thị", number="50-CT/TW"))
    found = [relation for relation in world.resolve(paper, asking).relations if relation.type == "implements"]
    assert [(r.target, r.state) for r in found] == [("50-CT/TW@2015-12-07", "ambiguous"), ("50-CT/TW@2025-07-23", "ambiguous")]


def test_a_task_carries_out_the_whole_chain_that_is_spelled_out(world: Any) -> None:
    paper = world.paper("letter", **CITY)
    opening = paper.cite("Nghị quyết số 273/NQ-CP", type="Nghị quyết", number="273/NQ-CP")
    plan = paper.cite("Kế hoạch số 238/KH-UBND", type="Kế hoạch", number="238/KH-UBND")
    program = paper.cite("Kế hoạch số 12-KH/TU", type="Kế hoạch", number="12-KH/TU")
    resolution = paper.cite("Nghị quyết số 57-NQ/TW", type="Nghị quyết", number="57-NQ/TW")
    paper.relate(plan, "implements", program)
    paper.relate(program, "implements", resolution)
    paper.task("triển khai Kế hoạch số 238/KH-UBND", (plan,), (opening,), lead=("UBND thành phố", "các sở, ngành"))
    (task,) = world.resolve(paper).tasks
    assert task.implements == ("238/KH-UBND@", "12-KH/TU@", "57-NQ/TW@", "273/NQ-CP@")
    assert task.implements_direct == ("238/KH-UBND@", "273/NQ-CP@")
    assert task.lead[1] == "các sở, ngành"


def test_findings_quote_both_values(world: Any) -> None:
    paper = world.paper("a", type="Báo cáo", number="9/BC-UBND", date="2025-10-01", **CITY)
    said = {"type": "Nghị quyết", "number": "71-NQ/TW", "title": "đột phá phát triển giáo dục"}
    paper.cite("one", date="2025-08-22", **said)
    paper.cite("other", date="2025-08-28", **said)
    (finding,) = of_kind(world.resolve(paper), "conflicting_date")
    assert finding.keys == ("71-NQ/TW@2025-08-22", "71-NQ/TW@2025-08-28")
    assert "22/8/2025" in finding.message
    assert "28/8/2025" in finding.message
    assert len(finding.evidence) == 2


def test_a_document_cannot_cite_a_later_one(world: Any) -> None:
    paper = world.paper("a", type="Báo cáo", number="9/BC-UBND", date="2025-02-10", **CITY)
    paper.cite("later", type="Nghị quyết", number="71-NQ/TW", date="2025-08-22")
    (finding,) = of_kind(world.resolve(paper), "impossible_date")
    assert finding.keys == ("71-NQ/TW@2025-08-22", "9/BC-UBND@2025-02-10")
    assert "10/02/2025" in finding.message


def test_a_plan_older_than_what_it_carries_out(world: Any) -> None:
    paper = world.paper("a", **CITY)
    plan = paper.cite("plan", type="Kế hoạch", number="12-KH/TU", date="2025-08-26")
    paper.relate(plan, "implements", paper.cite("later", type="Nghị quyết", number="71-NQ/TW", date="2025-09-22"))
    (finding,) = of_kind(world.resolve(paper), "impossible_date")
    assert finding.keys == ("12-KH/TU@2025-08-26", "71-NQ/TW@2025-09-22")


def test_two_issuers_and_two_titles(world: Any) -> None:
    paper = world.paper("a", **CITY)
    for issuer, title in (("Bộ Chính trị", "đổi mới, sắp xếp tổ chức bộ máy"), ("Ban Bí thư", "bảo vệ rừng phòng hộ ven biển")):
        paper.cite("Nghị quyết số 18-NQ/TW", type="Nghị quyết", number="18-NQ/TW", date="2017-10-25", issuer=issuer, title=title)
    corpus = world.resolve(paper)
    for kind, quoted in (("issuer_conflict", "Ban Bí thư"), ("title_mismatch", "rừng phòng hộ")):
        (finding,) = of_kind(corpus, kind)
        assert quoted in finding.message
        assert len(finding.evidence) == 2


def test_what_is_cited_most_is_missed_most(world: Any) -> None:
    paper = world.paper("a", **CITY)
    for number in ("1-NQ/TW", "2-NQ/TW", "2-NQ/TW"):
        paper.cite(number, type="Nghị quyết", number=number)
    paper.cite("draft", type="Đề án", title="đang xây dựng", planned=True)
    assert [finding.keys for finding in of_kind(world.resolve(paper), "cited_not_held")] == [("2-NQ/TW@",), ("1-NQ/TW@",)]


def test_deadlines_that_had_passed_and_tasks_of_nobody(world: Any) -> None:
    paper = world.paper("a", **{**PLAN, **CITY, "date": "2025-09-12"})
    paper.task("trước", deadline=Deadline("by", None, "2025-08-31"), raw="Tháng 8", lead=("Sở Y tế",))
    paper.task("sau", deadline=Deadline("by", None, "2025-09-30"), raw="Tháng 9", lead=("Sở Y tế",))
    paper.task("không ai")
    corpus = world.resolve(paper)
    (late,), (nobody,) = of_kind(corpus, "overdue"), of_kind(corpus, "no_lead")
    assert "Tháng 8" in late.message
    assert nobody.evidence[0].text == "không ai"


def test_a_report_without_a_date_assigns_late_what_ended_before_its_period(world: Any) -> None:
    paper = world.paper("a", **{**PLAN, **CITY, "date": None, "period": Period("2026-01-01", "2026-01-31")})
    paper.task("trước", deadline=Deadline("by", None, "2025-12-31"), raw="Năm 2025", lead=("Sở Y tế",))
    paper.task("còn tiếp", deadline=Deadline("by", None, "2025-12-31"), raw="Duyệt năm 2025, làm năm 2026", lead=("Sở Y tế",))
    paper.task("sau", deadline=Deadline("by", None, "2026-01-31"), raw="Tháng 01/2026", lead=("Sở Y tế",))
    (late,) = of_kind(world.resolve(paper), "overdue")
    assert "không sớm hơn 01/01/2026" in late.message
    assert "Năm 2025" in late.message


def test_a_title_is_what_most_printings_agree_on(world: Any) -> None:
    paper = world.paper("a", letterhead=("TỈNH ỦY SƠN LÂM",))
    for title in (
        "đột phá phát triển rừng trồng gỗ lớn",
        "phát triển rừng trồng gỗ lớn, đẩy mạnh ứng dụng công nghệ trong công tác tham mưu của cơ quan",
        "đột phá phát triển rừng trồng",
    ):
        paper.cite("Nghị quyết", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22", title=title)
    (document,) = [d for d in world.resolve(paper).documents if d.number == "57-NQ/TW"]
    assert document.title == "đột phá phát triển rừng trồng gỗ lớn"

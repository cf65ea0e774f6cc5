"""Which mentions of one number are one document."""

from __future__ import annotations

from typing import Any

import pytest

CITY = {"letterhead": ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI VÂN"), "issuer": "Ủy ban nhân dân thành phố Hải Vân"}
PROVINCE = {"letterhead": ("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",), "issuer": "Ủy ban nhân dân tỉnh Nghệ An"}


def test_a_dated_and_an_undated_mention_of_one_document(world: Any) -> None:
    paper = world.paper("a", type="Báo cáo", **CITY)
    paper.cite("Nghị quyết số 57-NQ/TW", type="Nghị quyết", number="57-NQ/TW")
    paper.cite("Nghị quyết số 57-NQ/TW, ngày 22/12/2024", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22")
    assert world.targets(world.resolve(paper), paper) == ["57-NQ/TW@2024-12-22"] * 2


def test_an_undated_mention_takes_the_date_from_another_document(world: Any) -> None:
    one, other = world.paper("a", **CITY), world.paper("b", **PROVINCE)
    one.cite("Nghị quyết số 57-NQ/TW", type="Nghị quyết", number="57-NQ/TW")
    other.cite("Nghị quyết số 57-NQ/TW, ngày 22/12/2024", type="Nghị quyết", number="57-NQ/TW", date="2024-12-22")
    assert world.targets(world.resolve(one), one) == ["57-NQ/TW@"]
    assert world.targets(world.resolve(one, other), one) == ["57-NQ/TW@2024-12-22"]


def test_one_number_in_two_terms_is_two_documents(world: Any) -> None:
    paper = world.paper("a", **CITY)
    old = {"type": "Chỉ thị", "number": "50-CT/TW", "title": "tăng cường công tác phát hiện, xử lý tham nhũng"}
    new = {"type": "Chỉ thị", "number": "50-CT/TW", "title": "đổi mới sinh hoạt chi bộ"}
    paper.cite("Chỉ thị 50-CT/TW 2015", date="2015-12-07", **old)
    paper.cite("Chỉ thị 50-CT/TW 2025", date="2025-07-23", **new)
    paper.cite("Chỉ thị 50-CT/TW", type="Chỉ thị", number="50-CT/TW", title="nâng cao chất lượng sinh hoạt chi bộ")
    corpus = world.resolve(paper)
    assert world.targets(corpus, paper) == ["50-CT/TW@2015-12-07", "50-CT/TW@2025-07-23", "50-CT/TW@2025-07-23"]


def test_without_a_title_the_last_named_one_is_meant(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("2015", type="Chỉ thị", number="50-CT/TW", date="2015-12-07", title="phát hiện, xử lý tham nhũng")
    paper.cite("?", type="Chỉ thị", number="50-CT/TW")
    paper.cite("2025", type="Chỉ thị", number="50-CT/TW", date="2025-07-23", title="sinh hoạt chi bộ")
    paper.cite("?", type="Chỉ thị", number="50-CT/TW")
    assert world.targets(world.resolve(paper), paper)[1::2] == ["50-CT/TW@2015-12-07", "50-CT/TW@2025-07-23"]


def test_another_document_cannot_tell_which_is_meant(world: Any) -> None:
    paper, asking = world.paper("a", **CITY), world.paper("b", **CITY)
    paper.cite("2015", type="Chỉ thị", number="50-CT/TW", date="2015-12-07", title="phát hiện, xử lý tham nhũng")
    paper.cite("2025", type="Chỉ thị", number="50-CT/TW", date="2025-07-23", title="sinh hoạt chi bộ")
    asking.cite("?", type="Chỉ thị", number="50-CT/TW")
    mention = world.mentions(world.resolve(paper, asking), asking)[0]
    assert (mention.target, mention.state) == (None, "ambiguous")
    assert mention.candidates == ("50-CT/TW@2015-12-07", "50-CT/TW@2025-07-23")


def test_nothing_cites_a_later_document(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("2015", type="Chỉ thị", number="50-CT/TW", date="2015-12-07", title="phát hiện, xử lý tham nhũng")
    paper.cite("2025", type="Chỉ thị", number="50-CT/TW", date="2025-07-23", title="sinh hoạt chi bộ")
    early = world.paper("b", date="2020-03-01", type="Kế hoạch", number="12-KH/TU", **CITY)
    early.cite("?", type="Chỉ thị", number="50-CT/TW")
    assert world.targets(world.resolve(paper, early), early) == ["50-CT/TW@2015-12-07"]


def test_a_misprinted_date_is_the_same_document(world: Any) -> None:
    said = {"type": "Nghị quyết", "number": "71-NQ/TW", "title": "đột phá phát triển giáo dục và đào tạo"}
    right, wrong = world.paper("a", **CITY), world.paper("b", **CITY)
    right.cite("22/8", date="2025-08-22", **said)
    right.cite("22/8 again", date="2025-08-22", **said)
    wrong.cite("28/8", date="2025-08-28", **said)
    corpus = world.resolve(right, wrong)
    assert world.targets(corpus, wrong) == ["71-NQ/TW@2025-08-22"]
    assert corpus.names["71-NQ/TW@2025-08-28"] == ("71-NQ/TW@2025-08-22",)
    assert [mention.date for mention in world.mentions(corpus, wrong)] == ["2025-08-28"]


def test_the_key_never_takes_a_date_after_the_document_that_prints_it(world: Any) -> None:
    said = {"type": "Nghị quyết", "number": "71-NQ/TW", "title": "đột phá phát triển giáo dục và đào tạo"}
    papers = [world.paper(f"p{i}", date="2025-09-15", type="Công văn", number=f"{i}/VP-TH", **CITY) for i in range(3)]
    papers[0].cite("22/8", date="2025-08-22", **said)
    for paper in papers[1:]:
        paper.cite("22/9", date="2025-09-22", **said)
    assert world.targets(world.resolve(*papers), papers[1]) == ["71-NQ/TW@2025-08-22"]


def test_two_titles_of_one_year_are_two_documents(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("6/2025", type="Kết luận", number="166-KL/TW", date="2025-06-10", issuer="Bộ Chính trị", title="công tác thanh niên")
    paper.cite(
        "1/2025", type="Kết luận", number="166-KL/TW", date="2025-01-17", issuer="Ban Bí thư", title="tín ngưỡng, tôn giáo mới"
    )
    paper.cite("?", type="Kết luận", number="166-KL/TW", issuer="Ban Bí thư")
    assert world.targets(world.resolve(paper), paper) == ["166-KL/TW@2025-06-10", "166-KL/TW@2025-01-17", "166-KL/TW@2025-01-17"]


def test_a_decision_and_a_regulation_of_one_number_and_day(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("Quyết định", type="Quyết định", number="09-QĐ/TU", date="2025-10-13", title="Quy trình kết nạp đảng viên")
    paper.cite("Quy định", type="Quy định", number="09-QĐ/TU", date="2025-10-13", issuer="Ban Thường vụ Thành ủy")
    paper.cite("Quy định", type="Quy định", number="09-QĐ/TU")
    corpus = world.resolve(paper)
    assert world.targets(corpus, paper) == [
        "09-QĐ/TU@2025-10-13#Quyết định",
        "09-QĐ/TU@2025-10-13#Quy định",
        "09-QĐ/TU@2025-10-13#Quy định",
    ]
    assert len(corpus.names["09-QĐ/TU@2025-10-13"]) == 2


PLAN = {"type": "Kế hoạch", "number": "175/KH-UBND"}


def test_one_number_of_two_provinces(world: Any) -> None:
    city, province = world.paper("city", **CITY), world.paper("province", **PROVINCE)
    city.cite("Kế hoạch 175", date="2025-07-28", issuer="Ủy ban nhân dân thành phố", **PLAN)
    city.cite("Kế hoạch 175", **PLAN)
    province.cite("Kế hoạch 175", date="2025-03-02", issuer="Ủy ban nhân dân tỉnh", **PLAN)
    province.cite("Kế hoạch 175", **PLAN)
    corpus = world.resolve(city, province)
    assert world.targets(corpus, city) == ["175/KH-UBND@2025-07-28"] * 2
    assert world.targets(corpus, province) == ["175/KH-UBND@2025-03-02"] * 2


def test_two_provinces_number_on_one_day(world: Any) -> None:
    city, province = world.paper("city", **CITY), world.paper("province", **PROVINCE)
    city.cite("Kế hoạch 175", date="2025-07-28", issuer="Ủy ban nhân dân thành phố Hải Vân", **PLAN)
    province.cite("Kế hoạch 175", date="2025-07-28", issuer="Ủy ban nhân dân tỉnh Nghệ An", **PLAN)
    keys = world.keys(world.resolve(city, province))
    assert {key for key in keys if key.startswith("175/")} == {
        "175/KH-UBND@2025-07-28#Kế hoạch|Ủy ban nhân dân thành phố Hải Vân",
        "175/KH-UBND@2025-07-28#Kế hoạch|Ủy ban nhân dân tỉnh Nghệ An",
    }


def test_a_held_document_takes_over_its_stub(world: Any) -> None:
    citing = world.paper("citing", **CITY)
    citing.cite("Kế hoạch 175", date="2025-07-28", issuer="Ủy ban nhân dân thành phố", **PLAN)
    held = world.paper("held", type="Kế hoạch", number="175/KH-UBND", date="2025-07-28", title="Giải ngân vốn đầu tư công", **CITY)
    before, after = world.resolve(citing), world.resolve(citing, held)
    assert not next(d for d in before.documents if d.number).held
    document = next(d for d in after.documents if d.key == "175/KH-UBND@2025-07-28")
    assert (document.held, document.source, document.title) == (True, "held", "Giải ngân vốn đầu tư công")


def test_a_held_document_of_another_province_does_not(world: Any) -> None:
    citing = world.paper("citing", **CITY)
    citing.cite("Kế hoạch 175", issuer="Ủy ban nhân dân thành phố", **PLAN)
    held = world.paper("held", type="Kế hoạch", number="175/KH-UBND", date="2025-07-28", **PROVINCE)
    assert world.targets(world.resolve(citing, held), citing) == ["175/KH-UBND@"]


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("12-KH/TU", "12 - KH/TU"),
        ("07-NQ/TU", "7-NQ/TU"),
        ("154/2025/NĐ-CP", "154/2025/nđ-cp"),
        ("26/2020/QĐ-UBND", "26/2020/QÐ-UBND"),
    ],
)
def test_spellings_of_one_number(world: Any, number: str, other: str) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("one", number=number, date="2025-01-02")
    paper.cite("other", number=other)
    assert len(set(world.targets(world.resolve(paper), paper))) == 1


def test_a_documents_own_number_is_itself(world: Any) -> None:
    paper = world.paper("a", type="Kế hoạch", number="238/KH-UBND", date="2025-09-13", **CITY)
    paper.cite("Kế hoạch 238/KH-UBND", type="Kế hoạch", number="238/KH-UBND")
    paper.cite("Kế hoạch này", type="Kế hoạch", form="self")
    corpus = world.resolve(paper)
    assert [(m.target, m.state) for m in corpus.mentions] == [("238/KH-UBND@2025-09-13", "self")] * 2
    assert corpus.relations == ()


def test_a_year_picks_the_term(world: Any) -> None:
    paper, asking = world.paper("a", **CITY), world.paper("b", **CITY)
    for year, title in ((2013, "quốc phòng"), (2022, "phương thức lãnh đạo")):
        paper.cite(str(year), type="Nghị quyết", number="28-NQ/TW", date=f"{year}-11-17", title=title)
    asking.cite("năm 2022", type="Nghị quyết", number="28-NQ/TW", year=2022)
    asking.cite("khóa XI", type="Nghị quyết", number="28-NQ/TW", issuer="Ban Chấp hành Trung ương Đảng khóa XI")
    corpus = world.resolve(paper, asking)
    assert world.targets(corpus, asking) == ["28-NQ/TW@2022-11-17", "28-NQ/TW@2013-11-17"]


def test_an_undated_number_that_restarts_yearly_is_no_document_of_long_ago(world: Any) -> None:
    old, new = world.paper("old", **CITY), world.paper("new", type="Báo cáo", number="9/BC-UBND", date="2026-02-01", **CITY)
    old.cite("2019", type="Kế hoạch", number="154/KH-UBND", date="2019-06-18", title="phòng, chống dịch tả lợn")
    new.cite("?", type="Kế hoạch", number="154/KH-UBND")
    new.cite("titled", type="Kế hoạch", number="33/KH-UBND")
    assert world.targets(world.resolve(old, new), new)[0] == "154/KH-UBND@"


def test_a_central_offices_letter_is_one_document_for_two_provinces(world: Any) -> None:
    one, other = world.paper("a", **CITY), world.paper("b", **PROVINCE)
    for paper in (one, other):
        paper.cite("văn bản", type="Công văn", number="9021/VPCP-KTTH", date="2025-09-19", issuer="Văn phòng Chính phủ")
    assert len(set(world.targets(world.resolve(one, other), one) + world.targets(world.resolve(one, other), other))) == 1


def test_the_committee_of_a_province_is_that_of_the_document_that_says_so(world: Any) -> None:
    papers = [
        world.paper(name, letterhead=(f"TỈNH ỦY {place}",), issuer="Ban Thường vụ Tỉnh ủy")
        for name, place in (("a", "NGHỆ AN"), ("b", "HÀ TĨNH"))
    ]
    for paper in papers:
        paper.cite("Kế hoạch", type="Kế hoạch", number="08-KH/TU", date="2025-10-18", issuer="Ban Thường vụ Tỉnh ủy")
        paper.cite("Kế hoạch", type="Kế hoạch", number="08-KH/TU")
    corpus = world.resolve(*papers)
    one, other = (set(world.targets(corpus, paper)) for paper in papers)
    assert (len(one), len(other), one & other) == (1, 1, set())

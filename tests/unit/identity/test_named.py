"""Unnumbered documents, short forms and back references."""

from __future__ import annotations

from typing import Any

import pytest

CITY = {"letterhead": ("THÀNH ỦY HẢI VÂN",), "issuer": "Ban Thường vụ Thành ủy"}
PROVINCE = {"letterhead": ("TỈNH ỦY NGHỆ AN",), "issuer": "Ban Thường vụ Tỉnh ủy"}
CONGRESS = "Đại hội Đảng bộ thành phố lần thứ I, nhiệm kỳ 2025 - 2030"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nghị quyết", CONGRESS), ("Nghị quyết", "Đại hội Đảng bộ thành phố lần thứ I")),
        (("Nghị quyết", CONGRESS), ("Nghị quyết", "Đại hội đại biểu Đảng bộ thành phố lần thứ nhất, nhiệm kỳ 2025-2030")),
        (("Nghị quyết", "Đại hội XIV của Đảng"), ("Nghị quyết", "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng")),
        (("Chiến lược", "Ngoại giao văn hóa"), ("Chiến lược", "Ngoại giao văn hóa đến năm 2030")),
        (("Luật", "Quy hoạch"), ("Luật", "Quy hoạch")),
        (("Chương trình", "công tác năm 2025"), ("Chương trình", "công tác năm 2025")),
    ],
)
def test_one_document_under_two_names(world: Any, one: tuple[str, str], other: tuple[str, str]) -> None:
    paper = world.paper("a", **CITY)
    for kind, title in (one, other):
        paper.cite(f"{kind} {title}", type=kind, title=title)
    assert len(set(world.targets(world.resolve(paper), paper))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nghị quyết", CONGRESS), ("Nghị quyết", "Đại hội XIV của Đảng")),
        (("Nghị quyết", CONGRESS), ("Nghị quyết", "Đại hội Đảng bộ phường lần thứ I")),
        (("Chương trình", "công tác năm 2025"), ("Chương trình", "công tác năm 2026")),
        (("Quy chế", "làm việc của Ủy ban Kiểm tra"), ("Quy chế", "làm việc của Ban Chấp hành")),
        (("Quyết định", "ban hành Quy chế phối hợp"), ("Quy chế", "phối hợp")),
    ],
)
def test_two_documents(world: Any, one: tuple[str, str], other: tuple[str, str]) -> None:
    paper = world.paper("a", **CITY)
    for kind, title in (one, other):
        paper.cite(f"{kind} {title}", type=kind, title=title)
    assert len(set(world.targets(world.resolve(paper), paper))) == 2


def test_a_relative_name_is_the_citing_provinces(world: Any) -> None:
    city, province = world.paper("city", **CITY), world.paper("province", **PROVINCE)
    for paper in (city, province):
        paper.cite("Chương trình công tác năm 2025", type="Chương trình", title="công tác năm 2025")
        paper.cite("Luật Quy hoạch", type="Luật", title="Quy hoạch")
    corpus = world.resolve(city, province)
    (mine, law), (theirs, same_law) = world.targets(corpus, city), world.targets(corpus, province)
    assert mine != theirs
    assert law == same_law == "Luật: Quy hoạch"


def program(paper: Any, target: int, **said: Any) -> int:
    return paper.cite(
        "Chương trình hành động của Ban Thường vụ Thành ủy triển khai Nghị quyết số 71-NQ/TW",
        type="Chương trình hành động",
        title="triển khai Nghị quyết số 71-NQ/TW",
        issuer="Ban Thường vụ Thành ủy",
        about=(target,),
        **said,
    )


def test_a_numbered_document_takes_over_the_name_of_what_it_carries_out(world: Any) -> None:
    letter, report = world.paper("letter", **CITY), world.paper("report", **CITY)
    resolution = {"type": "Nghị quyết", "number": "71-NQ/TW", "title": "đột phá phát triển giáo dục"}
    cited = letter.cite("Nghị quyết số 71-NQ/TW ngày 28/8/2025", date="2025-08-28", **resolution)
    named = program(letter, cited)
    letter.task("Triển khai Chương trình hành động", (named, cited))
    plan = report.cite(
        "Chương trình hành động số 02-CTr/TU, ngày 20/10/2025",
        type="Chương trình hành động",
        number="02-CTr/TU",
        date="2025-10-20",
        issuer="Ban Thường vụ Thành ủy",
    )
    report.relate(plan, "implements", report.cite("Nghị quyết số 71-NQ/TW", date="2025-08-22", **resolution))
    report.cite("Nghị quyết số 71-NQ/TW", date="2025-08-22", **resolution)
    alone, together = world.resolve(letter), world.resolve(letter, report)
    assert world.targets(alone, letter)[1] == "Chương trình hành động: triển khai Nghị quyết số 71-NQ/TW"
    assert world.targets(together, letter) == ["71-NQ/TW@2025-08-22", "02-CTr/TU@2025-10-20"]
    assert together.tasks[0].implements == ("02-CTr/TU@2025-10-20", "71-NQ/TW@2025-08-22")
    document = next(d for d in together.documents if d.key == "02-CTr/TU@2025-10-20")
    assert "Chương trình hành động của Ban Thường vụ Thành ủy triển khai Nghị quyết số 71-NQ/TW" in document.aliases
    assert together.names["Chương trình hành động: triển khai Nghị quyết số 71-NQ/TW"] == ("02-CTr/TU@2025-10-20",)


@pytest.mark.parametrize(
    "said",
    [
        {"type": "Kế hoạch", "number": "06-KH/TU", "issuer": "Ban Thường vụ Thành ủy"},
        {"type": "Chương trình hành động", "number": "09-CTr/TU", "issuer": "Ban Thường vụ Tỉnh ủy Nghệ An"},
    ],
    ids=["another type", "another province"],
)
def test_what_else_carries_it_out_does_not(world: Any, said: dict[str, str]) -> None:
    paper = world.paper("letter", **CITY)
    named = program(paper, paper.cite("Nghị quyết số 71-NQ/TW", type="Nghị quyết", number="71-NQ/TW"))
    plan = paper.cite(said["number"], date="2025-10-20", **said)
    paper.relate(plan, "implements", 0)
    assert world.targets(world.resolve(paper), paper)[named].startswith("Chương trình hành động: ")


def test_a_name_is_the_title_of_a_numbered_document(world: Any) -> None:
    paper = world.paper("letter", **CITY)
    paper.cite(
        "Nghị quyết Phiên họp", type="Nghị quyết", title="Phiên họp Chính phủ thường kỳ tháng 8 năm 2025", issuer="Chính phủ"
    )
    paper.cite(
        "Nghị quyết số 273/NQ-CP",
        type="Nghị quyết",
        number="273/NQ-CP",
        date="2025-09-09",
        issuer="Chính phủ",
        title="Phiên họp Chính phủ thường kỳ tháng 8 năm 2025",
    )
    assert world.targets(world.resolve(paper), paper) == ["273/NQ-CP@2025-09-09"] * 2


def test_a_short_form_means_what_its_own_document_cites(world: Any) -> None:
    paper, other = world.paper("a", **CITY), world.paper("b", **CITY)
    paper.cite("Kế hoạch số 238/KH-UBND", type="Kế hoạch", number="238/KH-UBND", date="2025-09-13")
    paper.cite("Kế hoạch 238", type="Kế hoạch", bare="238", form="short")
    other.cite("Kế hoạch số 238-KH/TU", type="Kế hoạch", number="238-KH/TU", date="2025-02-01")
    assert world.targets(world.resolve(paper, other), paper) == ["238/KH-UBND@2025-09-13"] * 2


def test_a_short_form_that_may_mean_two_stays_open(world: Any) -> None:
    paper, asking = world.paper("a", **CITY), world.paper("b", **CITY)
    paper.cite("one", type="Nghị quyết", number="71-NQ/TW", date="2025-08-22")
    paper.cite("other", type="Nghị quyết", number="71/NQ-HĐND", date="2025-07-11")
    asking.cite("Nghị quyết 71", type="Nghị quyết", bare="71", form="short")
    mention = world.mentions(world.resolve(paper, asking), asking)[0]
    assert (mention.state, mention.candidates) == ("ambiguous", ("71-NQ/TW@2025-08-22", "71/NQ-HĐND@2025-07-11"))


def test_a_short_form_of_nothing_known_is_a_document_of_its_own(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("Nghị định 126", type="Nghị định", bare="126", form="short")
    paper.cite("Nghị định 126", type="Nghị định", bare="126", form="short")
    assert world.targets(world.resolve(paper), paper) == ["Nghị định: 126"] * 2


def test_back_references(world: Any) -> None:
    paper = world.paper("a", **CITY)
    first = paper.cite("Kế hoạch số 12-KH/TU", type="Kế hoạch", number="12-KH/TU", date="2025-08-26")
    paper.cite("Kế hoạch nêu trên", type="Kế hoạch", form="back", antecedent=first)
    paper.cite("Kế hoạch này", type="Kế hoạch", form="back")
    paper.cite("Kế hoạch số 13-KH/TU", type="Kế hoạch", number="13-KH/TU", date="2025-08-27")
    paper.cite("Kế hoạch nêu trên", type="Kế hoạch", form="back")
    mentions = world.mentions(world.resolve(paper), paper)
    assert [mention.target for mention in mentions[:3]] == ["12-KH/TU@2025-08-26"] * 3
    assert (mentions[4].state, len(mentions[4].candidates)) == ("ambiguous", 2)


def test_an_unnumbered_held_document_is_found_by_its_title(world: Any) -> None:
    held = world.paper("held", type="Báo cáo", title="tình hình thực hiện nhiệm vụ tháng 01 năm 2026", **CITY)
    citing = world.paper("citing", **CITY)
    citing.cite("Báo cáo tình hình", type="Báo cáo", title="tình hình thực hiện nhiệm vụ tháng 01 năm 2026")
    assert world.targets(world.resolve(held, citing), citing) == ["Báo cáo: tình hình thực hiện nhiệm vụ tháng 01 năm 2026"]


def test_aliases_given_in_the_text_are_names(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("Kế hoạch số 12-KH/TU", type="Kế hoạch", number="12-KH/TU", aliases=("Kế hoạch 12",))
    corpus = world.resolve(paper)
    assert corpus.names["Kế hoạch 12"] == ("12-KH/TU@",)
    assert corpus.names["12-KH/TU"] == ("12-KH/TU@",)


def test_a_statute_is_known_by_its_whole_name(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("Luật Du lịch số 09/2017/QH14", type="Luật", number="09/2017/QH14", date="2017-06-19", title="Du lịch")
    paper.cite("Luật Du lịch", type="Luật", title="Du lịch")
    paper.cite("Luật Du lịch quốc tế", type="Luật", title="Du lịch quốc tế")
    assert world.targets(world.resolve(paper), paper) == ["09/2017/QH14@2017-06-19"] * 2 + ["Luật: Du lịch quốc tế"]


def test_two_statutes_of_one_name_are_told_apart_by_their_dates(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("old", type="Luật", title="Ngân sách nhà nước", date="2015-06-25")
    paper.cite("new", type="Luật", title="Ngân sách nhà nước", date="2025-06-14")
    corpus = world.resolve(paper)
    assert len(set(world.targets(corpus, paper))) == 2
    assert {document.date for document in corpus.documents if not document.held} == {"2015-06-25", "2025-06-14"}


def test_the_title_in_a_letters_subject_is_the_resolution_it_opens_with(world: Any) -> None:
    paper = world.paper("letter", **CITY)
    paper.cite("Nghị quyết phiên họp Chính phủ", type="Nghị quyết", title="phiên họp Chính phủ")
    paper.cite(
        "Nghị quyết số 281/NQ-CP", type="Nghị quyết", number="281/NQ-CP", title="phiên họp Chính phủ thường kỳ tháng 8 năm 2025"
    )
    assert world.targets(world.resolve(paper), paper) == ["281/NQ-CP@"] * 2


def test_a_year_tells_two_statutes_of_one_name_apart(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("Luật Giá số 16/2023/QH15", type="Luật", title="Giá", number="16/2023/QH15")
    paper.cite("Luật Giá năm 2012", type="Luật", title="Giá", year=2012)
    paper.cite("Luật Giá", type="Luật", title="Giá")
    old, new = world.targets(world.resolve(paper), paper)[1::-1]
    assert (new, old != new) == ("16/2023/QH15@", True)

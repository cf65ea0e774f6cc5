"""Names that are printed in two ways: another period, a few words more."""

from __future__ import annotations

from typing import Any

import pytest

CITY = {"letterhead": ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI VÂN",), "issuer": "Ủy ban nhân dân thành phố Hải Vân"}
SCHEME = "xây dựng mô hình làng nghề ven biển gắn với bảo tồn văn hóa tại thành phố Hải Vân giai đoạn {}"
LONG = "bảo tồn{} nghề đóng thuyền gỗ truyền thống gắn với du lịch cộng đồng ven biển đến năm 2030 và những năm tiếp theo"
SUMMED = "{} Hội nghị tổng kết công tác thi đua, khen thưởng của các hợp tác xã nghề cá nhiệm kỳ {}"


def mismatches(corpus: Any) -> list[Any]:
    return [finding for finding in corpus.findings if finding.kind == "title_mismatch"]


def cited(world: Any, *documents: dict[str, Any]) -> Any:
    papers = []
    for index, document in enumerate(documents):
        paper = world.paper(f"p{index}", f"văn bản thứ {index}", type="Báo cáo", title=f"số {index}", **CITY)
        paper.cite(str(document), **document)
        papers.append(paper)
    return world.resolve(*papers)


def test_a_scheme_and_its_resolution_with_two_periods(world: Any) -> None:
    one = {"type": "Đề án", "number": "04-ĐA/TU", "date": "2026-01-14", "title": SCHEME.format("2026 - 2030")}
    other = {"type": "Nghị quyết", "title": SCHEME.format("2025 - 2030")}
    (finding,) = mismatches(cited(world, one, other))
    assert "“2026 - 2030” (Đề án số 04-ĐA/TU)" in finding.message
    assert "“2025 - 2030” (Nghị quyết)" in finding.message
    assert len(finding.evidence) == 2


@pytest.mark.parametrize("period", ["2026 - 2030", "2021 - 2025", "2026 - 2035"])
def test_the_same_period_the_one_before_and_a_longer_one_are_no_query(world: Any, period: str) -> None:
    one = {"type": "Đề án", "number": "04-ĐA/TU", "date": "2026-01-14", "title": SCHEME.format("2026 - 2030")}
    assert not mismatches(cited(world, one, {"type": "Nghị quyết", "title": SCHEME.format(period)}))


def test_one_summing_up_of_two_terms(world: Any) -> None:
    paper = world.paper("a", **CITY)
    paper.cite("plan", type="Kế hoạch", number="9-KH/TU", date="2025-08-05", title=SUMMED.format("tổ chức", "2025-2030"))
    paper.cite("letter", type="Công văn", number="136-CV/TU", date="2025-09-04", title=SUMMED.format("mời dự", "2020-2025"))
    (finding,) = mismatches(world.resolve(paper))
    assert finding.keys == ("136-CV/TU@2025-09-04", "9-KH/TU@2025-08-05")
    assert "“2025 - 2030” (Kế hoạch số 9-KH/TU)" in finding.message


def test_a_name_with_a_few_words_more(world: Any) -> None:
    (finding,) = mismatches(
        cited(world, {"type": "Đề án", "title": LONG.format("")}, {"type": "Đề án", "title": LONG.format(", phát huy giá trị")})
    )
    assert "hai tên gần giống nhau" in finding.message
    assert len(finding.keys) == len(finding.evidence) == 2


@pytest.mark.parametrize(
    "more", [" và trong", " thực hiện", " 05 năm", " Hội An"], ids=["particles", "a report on it", "a number", "a place"]
)
def test_words_that_make_another_name_or_none(world: Any, more: str) -> None:
    assert not mismatches(cited(world, {"type": "Đề án", "title": LONG.format("")}, {"type": "Đề án", "title": LONG.format(more)}))


def test_reports_of_two_months_are_two_documents(world: Any) -> None:
    title = "tình hình phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh tháng {} năm 2025 của thành phố"
    assert not mismatches(
        cited(world, {"type": "Báo cáo", "title": title.format(9)}, {"type": "Báo cáo", "title": title.format(10)})
    )

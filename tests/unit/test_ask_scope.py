"""A question that restricts to a held document or to a part of it: what it calls, and that its period is no deadline."""

from __future__ import annotations

from datetime import date

import pytest

from search_api.ask.catalogue import Catalogue
from search_api.ask.plans.tasks.scope import own_periods, scope_of
from search_api.ask.question import understand
from search_api.ask.roles import doers

TODAY = date(2025, 11, 24)


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Nhiệm vụ nào trong danh mục quý IV/2025 phải làm hàng quý?", None, "danh muc"),
        ("việc của Sở Xây dựng tại Phụ lục 1 báo cáo tháng 9/2025", "bao cao", "phu luc 1"),
        ("PL1 bc t9/2025: so xay dung chu tri viec gi", "bao cao", "pl 1"),
        ("trong công văn tháng 9 sở nào chủ trì nhiều việc nhất", "cong van", None),
        ("TB cua VPTU: viec han 20/11/2025", "thong bao", None),
        ("việc mà báo cáo tháng 10/2025 giao cho Sở Xây dựng", "bao cao", None),
    ],
)
def test_what_a_scope_calls(names: Catalogue, text: str, kind: str | None, part: str | None) -> None:
    scope = scope_of(understand(text, names, TODAY))
    assert scope is not None
    assert (scope.kind, scope.part) == (kind, part)


@pytest.mark.parametrize(
    "text",
    [
        "danh mục nhiệm vụ của Sở Y tế",
        "chỉ tiêu nào chưa đạt kế hoạch giao",
        "Sở Xây dựng phải báo cáo việc gì",
        "kế hoạch nào giao Sở Y tế chủ trì",
    ],
)
def test_a_list_or_a_type_that_is_asked_for_is_no_scope(names: Catalogue, text: str) -> None:
    assert scope_of(understand(text, names, TODAY)) is None


def test_the_period_that_names_a_scope_is_no_deadline(names: Catalogue) -> None:
    question = understand("tại Phụ lục 1 báo cáo tháng 9/2025, việc nào phải xong trong quý IV/2025", names, TODAY)
    assert [period.label for period in own_periods(question)] == ["quý IV/2025"]


def test_an_agency_behind_the_scope_and_a_verb_is_to_do_it(names: Catalogue) -> None:
    question = understand("Theo Nghị quyết 15-NQ/TU, Sở Xây dựng phải chủ trì nhiệm vụ nào?", names, TODAY)
    assert [agency.name for agency in doers(question)] == ["Sở Xây dựng"]


def test_a_period_behind_a_described_document_dates_it(names: Catalogue) -> None:
    question = understand("thông báo kết luận của Thường trực Thành ủy tháng 10/2025 giao Sở Xây dựng việc gì", names, TODAY)
    assert [slot.keys for slot in question.slots.documents] == [("231-TB/VPTU@2025-10-09",)]
    assert len(question.slots.periods) == 1
    assert own_periods(question) == ()

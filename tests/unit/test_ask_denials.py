"""Denials in questions are understood, or a list of what is so gives way; several agencies are asked for by their part in tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.records import Evidence
from search_api.ask import answer
from search_api.ask.catalogue import catalogue
from search_api.ask.negation import denial
from search_api.ask.plans.agencies.roles import asks_agencies
from search_api.ask.plans.documents.announced import told_for
from search_api.ask.plans.indicators import _BOTH, _NOT_OVER
from search_api.ask.question import Question, understand
from search_api.ask.slots import PeriodSlot
from search_api.search.engine import SearchEngine
from tests.corpora import ingested

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
TODAY = date(2025, 11, 24)


class Asked:
    """The sample corpus, asked."""

    def __init__(self, snapshot: Any, engine: SearchEngine) -> None:
        self.snapshot, self.engine = snapshot, engine

    def read(self, text: str) -> Question:
        return understand(text, catalogue(self.snapshot), TODAY)

    def answer(self, text: str) -> tuple[str, list[str]]:
        found = answer(text, self.snapshot, self.engine, TODAY)["answer"]
        return found["kind"], [item.get("name", "") for item in found["items"]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with ingested(tmp_path_factory.mktemp("denials"), [SAMPLE]) as (snapshot, engine):
        yield Asked(snapshot, engine)


DENIED = [
    "các dự án không dùng vốn ngân sách",
    "dự án nào chưa khởi công",
    "du an nao chua khoi cong",
    "Những nhiệm vụ nào không do Sở Tài chính chủ trì?",
    "các văn bản không phải do Chính phủ ban hành",
    "dự án do doanh nghiệp bỏ vốn, không dùng tiền ngân sách",
    "những cơ quan không thuộc Thành ủy",
]
AFFIRMED = [
    "dự án nào khởi công trong năm 2026 không?",
    "Có nhiệm vụ nào của Sở Tài chính không",
    "nhiệm vụ nào không có thời hạn",
    "chỉ tiêu nào không đạt kế hoạch",
    "dự án có tổng mức đầu tư không quá 1.000 tỷ đồng",
    "dự án cảng hàng không nào",
    "việc xử lý trụ sở dôi dư theo kế hoạch",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_of_what_is_asked_for_is_seen(asked: Asked, text: str) -> None:
    assert denial(asked.read(text))


@pytest.mark.parametrize("text", AFFIRMED)
def test_no_denial_is_seen_in_a_question_or_in_a_phrase_of_its_own(asked: Asked, text: str) -> None:
    assert denial(asked.read(text)) is None


OUTSIDE = ["dự án nào không dùng vốn ngân sách", "da von ngoai NS", "các dự án vốn tư nhân", "dự án không lấy tiền ngân sách"]


@pytest.mark.parametrize("text", OUTSIDE)
def test_money_from_outside_the_budget_is_asked_for_in_many_ways(asked: Asked, text: str) -> None:
    assert asked.answer(text) == ("projects", ["Nhà máy điện gió Vân Phong Bắc"])


def test_what_has_not_begun_is_what_has_a_day_to_begin(asked: Asked) -> None:
    assert asked.answer("dự án nào chưa khởi công") == ("projects", ["Dự án cầu Cửa Ngọc"])


@pytest.mark.parametrize(
    "text", ["dự án không ở xã Vân Đồn", "những nhiệm vụ không do Sở Tài chính chủ trì", "dự án nào không vướng mắc"]
)
def test_a_denial_that_is_not_understood_is_never_answered_with_the_opposite(asked: Asked, text: str) -> None:
    assert asked.answer(text)[0] == "passages"


AGENCIES = [
    "Những sở nào chủ trì nhiệm vụ thực hiện Nghị quyết 15-NQ/TU?",
    "cac so nao lo viec theo NQ 15-NQ/TU",
    "so nao chu tri nv NQ 15-NQ/TU",
    "danh sách các cơ quan phối hợp với Sở Tài chính tổng hợp tình hình",
    "Sở Khoa học và Công nghệ phối hợp với những cơ quan nào?",
    "bao nhiêu sở được giao chủ trì nhiệm vụ tại phụ lục",
    "Cơ quan nào được giao nhiều nhiệm vụ nhất?",
    "Nghị quyết 15-NQ/TU giao những sở nào chủ trì?",
]
NO_AGENCIES = [
    "Những nhiệm vụ nào do các sở chủ trì?",
    "Cơ quan nào chủ trì xây dựng trung tâm dữ liệu?",
    "Sở Tài chính phối hợp với Sở Xây dựng trong những nhiệm vụ nào?",
    "những cơ quan nào chủ trì và thời hạn ra sao",
    "các ban của Thành ủy",
    "số nào được giao cho kế hoạch",
]


@pytest.mark.parametrize("text", AGENCIES)
def test_several_agencies_are_asked_for_by_what_they_do(asked: Asked, text: str) -> None:
    assert asks_agencies(asked.read(text))


@pytest.mark.parametrize("text", NO_AGENCIES)
def test_tasks_and_the_one_who_does_a_task_are_no_list_of_agencies(asked: Asked, text: str) -> None:
    assert not asks_agencies(asked.read(text))


def test_agencies_of_the_asked_kind_that_lead_are_listed(asked: Asked) -> None:
    kind, names = asked.answer("Những sở nào chủ trì nhiệm vụ thực hiện Nghị quyết 15-NQ/TU?")
    assert kind == "agencies"
    assert names
    assert all(name.startswith("Sở ") for name in names)


def test_met_is_not_exceeded_unless_both_are_said() -> None:
    assert _BOTH.search("chi tieu nao dat hoac vuot ke hoach")
    assert _BOTH.search("nhung chi tieu dat va vuot kich ban")
    assert not _BOTH.search("chi tieu nao duoc danh gia dat")
    assert _NOT_OVER.search("chi tieu dat nhung chua vuot kich ban")


def test_an_announced_change_belongs_to_the_time_it_names() -> None:
    said = [
        (key, Evidence("d", 0, 1, text))
        for key, text in (("a", "điều chỉnh A (Quý III)"), ("b", "điều chỉnh B (Tháng 8)"), ("c", "C"))
    ]
    quarter = PeriodSlot("2025-07-01", "2025-09-30", "within", "quý III", False, 0, 0)
    month = PeriodSlot("2025-08-01", "2025-08-31", "within", "tháng 8", False, 0, 0)
    assert [key for key, _ in told_for(said, quarter)] == ["a", "b"]
    assert [key for key, _ in told_for(said, month)] == ["b"]


def test_tasks_without_a_deadline_are_those_of_the_agency_that_is_named(asked: Asked) -> None:
    everyone = asked.read("nhiệm vụ nào không có thời hạn")
    assert everyone.has("undated")
    found = answer("việc nào của Sở Y tế không có hạn", asked.snapshot, asked.engine, TODAY)
    assert found["intent"] == "tasks_undated"
    assert all("Sở Y tế" in task["lead"] and task["deadline"]["kind"] == "none" for task in found["answer"]["items"])
    assert "Sở Y tế" in found["answer"]["text"]
